//! What runs here, who may sign in, which programs may ask.
//!
//! What the configuration decides is shown with the name of its key and changed in the configuration.
//! Only people who signed in change anything: a server that lets everybody in says how it gets its first user, and makes none for whoever happens to reach it.

mod account;
mod running;
mod tokens;
mod users;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use tuixin_store::StoreError;

use super::kept::Kept;
use super::page::{self, Page, Place};
use super::shown::shown;
use crate::App;
use crate::api::Query;
use crate::server::{Granted, LEAST_PASSWORD, PasswordError, SignInError};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(show))
        .route("/settings/password", post(account::change_password))
        .route("/settings/sessions/end", post(account::end_others))
        .route("/settings/sessions/{session}/end", post(account::end))
        .route("/settings/tokens", post(tokens::add))
        .route("/settings/tokens/{token}/withdraw", post(tokens::withdraw))
        .route("/settings/users", post(users::add))
        .route("/settings/users/remove", post(users::remove))
}

/// What is told above the settings.
enum News {
    Nothing,
    /// Something was done; the words for it.
    Done(String),
    /// Something was not done; the words for why.
    Refused(StatusCode, String),
    /// A token was made, and this is the only time that its secret is known.
    Token {
        name: String,
        secret: String,
    },
}

/// What may have been done before the page is asked for; the words are texts `web-settings-done-…`.
const DONE: [&str; 5] = ["password", "session", "token", "user", "user-removed"];

#[derive(Deserialize)]
struct Asked {
    done: Option<String>,
}

async fn show(kept: Kept, granted: Granted, Query(Asked { done }): Query<Asked>) -> Response {
    let done = done.and_then(|done| DONE.into_iter().find(|known| *known == done));
    let news = done.map_or(News::Nothing, |done| News::Done(kept.say(&format!("web-settings-done-{done}"))));
    respond(&kept, granted, news).await
}

/// Where somebody is led after something was done.
fn after(done: &str) -> String {
    format!("/settings?done={done}")
}

/// The page with what is told above it.
async fn respond(kept: &Kept, granted: Granted, news: News) -> Response {
    let status = match &news {
        News::Refused(status, _) => *status,
        _ => StatusCode::OK,
    };
    let page = write(kept, granted, &news).await;
    kept.answer(page.map(|page| (status, page)))
}

/// The page that says why something was not done.
async fn refuse(kept: &Kept, granted: Granted, text: &str) -> Response {
    respond(kept, granted, News::Refused(StatusCode::UNPROCESSABLE_ENTITY, kept.say(text))).await
}

/// The same for a password.
async fn refuse_password(kept: &Kept, granted: Granted, error: SignInError) -> Response {
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, text) = match error {
        SignInError::Wrong => (wrong, "web-settings-password-wrong"),
        SignInError::NoPassword(PasswordError::Short) => (wrong, "web-settings-password-short"),
        SignInError::NoPassword(PasswordError::Long) => (wrong, "web-settings-password-long"),
        SignInError::NoPassword(PasswordError::System) | SignInError::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "web-settings-unavailable")
        }
    };
    let words = kept.texts().say(text, &[("count", LEAST_PASSWORD.to_string())]);
    respond(kept, granted, News::Refused(status, words)).await
}

async fn write(kept: &Kept, granted: Granted, news: &News) -> Result<Markup, StoreError> {
    let now = Timestamp::now();
    let title = kept.say("web-settings-title");
    let main = html! {
        div.column.wide.settings {
            h1 { (title) }
            (told(kept, news))
            @match &kept.visitor.signed_in {
                Some(ann) => {
                    (account::write(kept, ann, now).await?)
                    (tokens::write(kept, now).await?)
                    (users::write(kept, ann).await?)
                }
                None if granted.token().is_none() => (open(kept)),
                None => {}
            }
            (running::write(kept))
        }
    };
    Ok(page::write(&kept.app, &kept.visitor, Page::new(Place::Settings, &title, main)))
}

fn told(kept: &Kept, news: &News) -> Markup {
    match news {
        News::Nothing => html! {},
        News::Done(words) => html! { p.done role="status" { (words) } },
        News::Refused(_, words) => html! { p.refused role="alert" { (words) } },
        News::Token { name, secret } => html! {
            section.fresh role="status" {
                h2 { (kept.texts().say("web-settings-token-new", &[("name", shown(name).into_owned())])) }
                div.record {
                    code #new-token { (secret) }
                    button.quiet type="button" hidden data-copy=(secret) data-copied=(kept.say("web-copied")) { (kept.say("web-copy")) }
                }
                p.hint { (kept.say("token-made")) }
            }
        },
    }
}

/// What to do where nobody has to sign in yet.
fn open(kept: &Kept) -> Markup {
    html! {
        section.block {
            h2 { (kept.say("web-settings-open-title")) }
            p { (kept.say("web-settings-open")) }
            p { (kept.say("web-settings-open-how")) }
            p.record { code { (kept.say("web-settings-open-command")) } }
            p { (kept.say("web-settings-open-after")) }
        }
    }
}

/// Something that is not done by one press: what it would do stands behind the first one.
fn guarded(kept: &Kept, label: &str, hint: &str, form: &Markup) -> Markup {
    html! {
        details.sure {
            summary { (kept.say(label)) }
            p.hint { (kept.say(hint)) }
            (form)
        }
    }
}
