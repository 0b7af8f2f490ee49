//! The page of settings: who may see it, what it shows, and what can be changed there.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used)]

mod common;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use common::{Answer, open, send};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;
use tuixin_store::{Location, NewToken, Session, Store, User};
use tuixin_web::server::{self, Guard, Settings, StoredTokens, TokenHash, hash_password, protected, text_of_scopes};
use tuixin_web::{App, Configured, Means, Value, routes};

const PASSWORD: &str = "correct horse battery";
const COOKIE: &str = "session=here";

/// A server with two users, of whom Ann signed in at two places.
struct House {
    store: Store,
    router: Router,
    _folder: TempDir,
}

async fn store() -> (Store, TempDir) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("kept.db")), tuixin_store::Settings::default()).await.unwrap();
    (store, folder)
}

fn app(store: &Store) -> App {
    let mut means = Means::of(Arc::new(Knowledge::embedded()), Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    means.store = Some(store.clone());
    means.configured = vec![
        Configured { key: "mine", value: Value::List(vec!["<b>example.cn".to_owned()]) },
        Configured { key: "store.keep_deliveries", value: Value::Time(Duration::from_secs(400 * 86_400)) },
        Configured { key: "checks.enabled", value: Value::Switch(false) },
        Configured { key: "checks.helo", value: Value::Unset },
    ];
    App::of(means)
}

async fn house(password: &str) -> House {
    let (store, folder) = store().await;
    for name in ["ann", "王芳"] {
        let user = User { name: name.to_owned(), password: password.to_owned(), created_at: Timestamp::now() };
        store.add_user(user).await.unwrap();
    }
    for (user, secret) in [("ann", "here"), ("ann", "there"), ("王芳", "elsewhere")] {
        let now = Timestamp::now();
        let (secret, csrf) = (*TokenHash::of(secret).bytes(), format!("{secret}-csrf"));
        let session = Session { secret, user: user.to_owned(), csrf, created_at: now, expires_at: now + SignedDuration::from_hours(1) };
        store.begin_session(session).await.unwrap();
    }
    let settings = Settings::of(Guard::Tokens(Arc::new(StoredTokens::of(store.clone()))));
    House { router: protected(routes(), &app(&store), &settings), store, _folder: folder }
}

impl House {
    async fn page(&self, path: &str, cookie: &str) -> Answer {
        send(&self.router, &format!("GET {path}"), &[&format!("cookie: {cookie}"), "accept-language: en"], "").await
    }

    /// Ann sends a form.
    async fn form(&self, path: &str, fields: &str) -> Answer {
        self.foreign_form(path, &format!("csrf=here-csrf&{fields}")).await
    }

    /// Somebody who does not know what stands in Ann's forms sends one with her cookie.
    async fn foreign_form(&self, path: &str, fields: &str) -> Answer {
        let head = ["content-type: application/x-www-form-urlencoded", &format!("cookie: {COOKIE}"), "accept-language: en"];
        send(&self.router, &format!("POST {path}"), &head, fields.to_owned()).await
    }
}

fn has(page: &Answer, words: &[&str]) {
    for words in words {
        assert!(page.text().contains(words), "{words} is missing in {}", page.text());
    }
}

fn done(answer: &Answer, what: &str) {
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, format!("/settings?done={what}").as_str()), "{}", answer.text());
}

#[tokio::test]
async fn what_runs_here_is_shown_with_the_names_of_the_keys() {
    let house = house("").await;
    let page = house.page("/settings", COOKIE).await;
    has(&page, &["sqlite:", "Tuixin 0", "mine", "&lt;b&gt;example.cn", "store.keep_deliveries", "400 days", "checks.helo", "not set"]);
    let chinese = house.page("/settings?lang=zh-CN", COOKIE).await;
    has(&chinese, &["正在运行的内容", "投递记录保留", "checks.enabled", "未设置"]);
}

#[tokio::test]
async fn an_open_server_tells_how_it_gets_its_first_user_and_makes_none() {
    let (store, _folder) = store().await;
    let router = open(&app(&store));
    let page = send(&router, "GET /settings", &["accept-language: en"], "").await;
    has(&page, &["Nobody has to sign in here", "tuixin user add NAME", "checks.enabled"]);
    assert!(!page.text().contains("<form"), "{}", page.text());
    let form = "content-type: application/x-www-form-urlencoded";
    for (path, fields) in [("users", "name=eve&password=correct+horse+battery"), ("tokens", "name=eve&days=30&admin=yes")] {
        assert_eq!(send(&router, &format!("POST /settings/{path}"), &[form], fields).await.status, 401, "{path}");
    }
    assert!(store.users().await.unwrap().is_empty() && store.tokens().await.unwrap().is_empty());
}

#[tokio::test]
async fn settings_are_for_those_who_signed_in_and_for_administrators_programs() {
    let house = house("").await;
    assert_eq!(house.page("/settings", "session=guessed").await.header("location"), "/sign-in?to=%2Fsettings");
    for (scope, expected) in [(server::Scope::Write, 403), (server::Scope::Read, 403), (server::Scope::Admin, 200)] {
        let (name, scopes) = (scope.name().to_owned(), text_of_scopes(&[scope]));
        let token = NewToken { secret: *TokenHash::of(&name).bytes(), scopes, created_at: Timestamp::now(), expires_at: None, name };
        store_token(&house, token).await;
        let authorization = format!("authorization: Bearer {}", scope.name());
        assert_eq!(send(&house.router, "GET /settings", &[&authorization], "").await.status.as_u16(), expected, "{}", scope.name());
        let fields = ["content-type: application/x-www-form-urlencoded", &authorization];
        let made = send(&house.router, "POST /settings/tokens", &fields, "name=more&days=30&admin=yes").await;
        assert!(made.status.is_client_error(), "{}: {}", scope.name(), made.status);
    }
}

async fn store_token(house: &House, token: NewToken) {
    house.store.add_token(token).await.unwrap();
}

#[tokio::test]
async fn a_token_is_made_shown_once_used_and_withdrawn() {
    let house = house("").await;
    let made = house.form("/settings/tokens", "name=%3Cb%3Ebilling&days=30&explain=yes&read=yes").await;
    assert_eq!(made.status, 200);
    has(&made, &["&lt;b&gt;billing", "have mails and replies explained; read what is stored", "Never used"]);
    let secret = made.text().split("id=\"new-token\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(secret.starts_with("tuixin_"), "{secret}");
    let ask = async || send(&house.router, "GET /v1/incidents", &[&format!("authorization: Bearer {secret}")], "").await.status;
    assert_eq!(ask().await, 200);
    let page = house.page("/settings", COOKIE).await;
    has(&page, &["&lt;b&gt;billing", "Last used"]);
    assert!(!page.text().contains(&secret), "a secret is shown once");
    let again = house.form("/settings/tokens", "name=%3Cb%3Ebilling&days=30&explain=yes").await;
    assert_eq!(again.status, 422);
    has(&again, &["There is a token of this name."]);

    let withdraw = page.text().split("action=\"").find(|rest| rest.starts_with("/settings/tokens/")).unwrap().split('"').next().unwrap();
    done(&house.form(withdraw, "").await, "token");
    assert!(!house.page("/settings", COOKIE).await.text().contains("billing"));
    assert!(house.store.token(*TokenHash::of(&secret).bytes(), Timestamp::now()).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let house = house("").await;
    for (fields, words) in [
        ("name=+&days=30&read=yes", "A name has 1 to 64 characters"),
        ("name=crm&days=30", "Choose what the token may do."),
        ("name=crm&days=31&read=yes", "Choose for how long the token is good."),
    ] {
        let refused = house.form("/settings/tokens", fields).await;
        assert_eq!(refused.status, 422, "{fields}");
        has(&refused, &[words, "role=\"alert\""]);
    }
    assert!(house.store.tokens().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_form_that_is_not_ours_changes_nothing() {
    let house = house("").await;
    for (path, fields) in [
        ("/settings/tokens", "name=eve&days=&admin=yes"),
        ("/settings/users", "name=eve&password=correct+horse+battery"),
        ("/settings/users/remove", "name=%E7%8E%8B%E8%8A%B3"),
        ("/settings/sessions/end", ""),
        ("/settings/password", "present=a&new=correct+horse+battery&again=correct+horse+battery"),
    ] {
        for fields in [fields.to_owned(), format!("csrf=there-csrf&{fields}")] {
            assert_eq!(house.foreign_form(path, &fields).await.status, 403, "{path} {fields}");
        }
    }
    assert_eq!((house.store.users().await.unwrap().len(), house.store.tokens().await.unwrap().len()), (2, 0));
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_or_all_but_this() {
    let house = house("").await;
    let page = house.page("/settings", COOKIE).await;
    has(&page, &["This browser", "Sign out everywhere else"]);
    let ends: Vec<&str> = page.text().split("action=\"").filter(|rest| rest.starts_with("/settings/sessions/")).collect();
    assert_eq!(ends.len(), 2, "one for the other session, one for all others");
    let one = ends.iter().map(|rest| rest.split('"').next().unwrap()).find(|path| *path != "/settings/sessions/end").unwrap();
    done(&house.form(one, "").await, "session");
    assert_eq!(house.page("/settings", "session=there").await.status, 303);
    assert!(!house.page("/settings", COOKIE).await.text().contains("Sign out everywhere else"));
    done(&house.form("/settings/sessions/end", "").await, "session");
    assert_eq!(house.page("/settings", COOKIE).await.status, 200);
    assert_eq!(house.page("/settings", "session=elsewhere").await.status, 200, "the sessions of others are theirs");
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it() {
    let house = house(&hash_password(PASSWORD).unwrap()).await;
    let new = "new=battery+staple+horse";
    for (fields, words) in [
        ("present=correct+horse+battery&new=battery+staple+horse&again=another".to_owned(), "The two new passwords are not the same."),
        (format!("present=wrong&{new}&again=battery+staple+horse"), "The present password is another one."),
        ("present=correct+horse+battery&new=short&again=short".to_owned(), "A password has at least 12 characters."),
    ] {
        let refused = house.form("/settings/password", &fields).await;
        assert_eq!(refused.status, 422, "{fields}");
        has(&refused, &[words]);
    }
    let changed = house.form("/settings/password", &format!("present=correct+horse+battery&{new}&again=battery+staple+horse")).await;
    done(&changed, "password");
    for ended in [COOKIE, "session=there"] {
        assert_eq!(house.page("/settings", ended).await.status, 303, "{ended}");
    }
    let cookie = changed.header("set-cookie").split(';').next().unwrap().to_owned();
    has(&house.page(changed.header("location"), &cookie).await, &["Your password is changed."]);
    let sign_in = async |password: &str| {
        let head = ["content-type: application/x-www-form-urlencoded"];
        send(&house.router, "POST /sign-in", &head, format!("name=ann&password={password}")).await.status.as_u16()
    };
    assert_eq!((sign_in("correct+horse+battery").await, sign_in("battery+staple+horse").await), (401, 303));
}

#[tokio::test]
async fn people_are_added_and_removed_and_nobody_removes_themselves() {
    let house = house("").await;
    done(&house.form("/settings/users", "name=+bob+&password=correct+horse+battery").await, "user");
    let names = async || house.store.users().await.unwrap().into_iter().map(|user| user.name).collect::<Vec<_>>();
    assert_eq!(names().await, ["ann", "bob", "王芳"]);
    for (path, fields, words) in [
        ("/settings/users", "name=bob&password=correct+horse+battery", "There is somebody of this name already."),
        ("/settings/users", "name=&password=correct+horse+battery", "A name has 1 to 64 characters"),
        ("/settings/users", "name=carol&password=short", "A password has at least 12 characters."),
        ("/settings/users/remove", "name=ann", "You cannot remove yourself."),
    ] {
        let refused = house.form(path, fields).await;
        assert_eq!(refused.status, 422, "{fields}");
        has(&refused, &[words]);
    }
    done(&house.form("/settings/users/remove", "name=%E7%8E%8B%E8%8A%B3").await, "user-removed");
    assert_eq!(names().await, ["ann", "bob"]);
    assert_eq!(house.page("/settings", "session=elsewhere").await.status, 303, "who is removed is signed out");
}
