//! The pages for people as a browser without a script sees them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used)]

#[path = "common/browser.rs"]
mod browser;
mod common;

use std::sync::Arc;

use axum::Router;
use browser::{form, get, multipart};
use common::{Answer, asking, offline, open};
use jiff::Timestamp;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::{Knowledge, Source};
use tuixin_store::{Delivery, DeliveryId, ItemId, Location, Record, Settings, Store, Unread};
use tuixin_web::{App, Means};

const REPLY: &str = "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown";

async fn explained(router: &Router, fields: &[(&str, Option<&str>, &str)]) -> Answer {
    let posted = multipart(router, "/explain", fields).await;
    assert_eq!(posted.status, 303, "{}", posted.text());
    get(router, posted.header("location")).await
}

fn has(page: &Answer, words: &[&str]) {
    for words in words {
        assert!(page.text().contains(words), "{words} is missing in {}", page.text());
    }
}

#[tokio::test]
async fn a_pasted_reply_is_explained_with_its_decisive_words() {
    let router = open(&offline());
    let page = explained(&router, &[("text", None, REPLY)]).await;
    has(
        &page,
        &["The mailbox does not exist", "bob@example.com", "<mark>", "There is no mailbox of this name.", "/e/user%2Dunknown?rule="],
    );
    assert!(!page.text().contains("http-equiv"), "nothing is to come");
}

#[tokio::test]
async fn several_files_are_explained_at_once_and_what_cannot_be_read_is_told() {
    let router = open(&offline());
    let mailbox = "From a@example.com Mon Nov  2 10:00:00 2026\nFrom: a@example.com\nSubject: Re\n\nHello\n\n";
    let fields = [("files", Some("reply.txt"), REPLY), ("files", Some("box.mbox"), mailbox), ("files", Some("image.png"), "\u{1}\0\0\0")];
    let page = explained(&router, &fields).await;
    has(&page, &["reply.txt", "box.mbox", "image.png: this is not a mail or a text", "The mailbox does not exist"]);
}

#[tokio::test]
async fn an_empty_form_says_what_to_do() {
    let router = open(&offline());
    let page = multipart(&router, "/explain", &[("text", None, "  "), ("files", Some(""), "")]).await;
    assert_eq!(page.status, 422);
    has(&page, &["There was nothing to read", "role=\"alert\""]);
}

#[tokio::test]
async fn an_answer_can_be_read_in_the_other_language_and_is_not_found_by_guessing() {
    let router = open(&offline());
    let posted = multipart(&router, "/explain", &[("text", None, REPLY)]).await;
    let page = get(&router, &format!("{}?lang=zh-CN", posted.header("location"))).await;
    has(&page, &["收件人邮箱不存在", "lang=\"zh-CN\""]);
    assert!(page.header("set-cookie").starts_with("lang=zh-CN;"));
    assert_eq!(get(&router, "/explain/00000000000000000000000000000000").await.status, 404);
}

#[tokio::test]
async fn steps_are_ticked_when_the_checks_have_ended() {
    let app = asking("example.cn TXT \"v=spf1 ip4:198.51.100.7 -all\"\nexample.com MX 10 mx.example.com\n");
    let router = open(&app);
    let mail = include_str!("../../../examples/gmail-unauthenticated.eml");
    let posted = multipart(&router, "/explain", &[("files", Some("bounce.eml"), mail), ("checks", None, "yes")]).await;
    let address = posted.header("location").to_owned();
    // The stream ends when all is known.
    let events = get(&router, &format!("{address}/events")).await;
    has(&events, &["event: part", "slot-0", "event: done"]);
    let page = get(&router, &address).await;
    has(&page, &["data-state=\"to-do\"", "What we looked up", "v=spf1 ip4:198.51.100.7 ip4:192.0.2.77 -all"]);
    assert!(!page.text().contains("http-equiv") && !page.text().contains("data-events"), "all is known");
}

#[tokio::test]
async fn knowledge_is_found_by_words_by_codes_and_by_what_a_server_said() {
    let router = open(&offline());
    has(&get(&router, "/knowledge").await, &["The mailbox is full", "Too much or too fast"]);
    has(&get(&router, "/knowledge?q=5.1.1").await, &["/knowledge/user-unknown"]);
    has(&get(&router, "/knowledge?q=%E9%82%AE%E7%AE%B1%E5%B7%B2%E6%BB%A1").await, &["/knowledge/mailbox-full"]);
    has(&get(&router, "/knowledge?q=qqqqqq").await, &["Nothing fits"]);
    let found = form(&router, "/knowledge", "q=550+5.2.2+Mailbox+is+over+quota").await;
    assert_eq!((found.status.as_u16(), found.header("location")), (303, "/knowledge/mailbox-full?by=text"));
    has(&get(&router, "/knowledge/rate-limited").await, &["Usual texts", "<mark>", "Tencent"]);
}

#[tokio::test]
async fn rules_of_ones_own_stand_beside_the_built_in_ones() {
    let text = "tier = \"specific\"\n\n[[rule]]\nid = \"no-room\"\ncause = \"mailbox-full\"\nany = [\"postbox *4 no room\"]\n\
                source = \"https://www.example.cn/help\"\nexamples = [\"552 Postbox of bob@example.com has no room left\"]\n";
    let own = vec![Source { path: "rules/mine.toml".to_owned(), text: text.to_owned(), is_users: true }];
    let sources: Vec<Source> = tuixin::embedded_sources().into_iter().chain(own.clone()).collect();
    let knowledge = Arc::new(Knowledge::from_sources(&sources).unwrap());
    let mut means = Means::of(knowledge, Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    means.own_sources = own;
    let router = open(&App::of(means));
    has(
        &get(&router, "/knowledge/mailbox-full").await,
        &["<mark>Postbox of bob@example.com has no room</mark> left", "from your own rules", "https://www.example.cn/help"],
    );
    has(&get(&router, "/knowledge?q=postbox").await, &["/knowledge/mailbox-full"]);
    has(&get(&router, "/knowledge/user-unknown").await, &["Usual texts"]);
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_page() {
    let page = get(&open(&offline()), "/nowhere").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (404, "text/html; charset=utf-8"));
    has(&page, &["This page does not exist"]);
}

#[tokio::test]
async fn what_pages_need_is_kept_by_browsers_and_asked_for_anew_after_an_update() {
    let router = open(&offline());
    let page = get(&router, "/").await;
    let address = page.text().split("href=\"").find(|rest| rest.starts_with("/assets/style.css")).unwrap().split('"').next().unwrap();
    let style = get(&router, address).await;
    assert_eq!((style.status.as_u16(), style.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(style.header("cache-control").contains("immutable") && !style.header("etag").is_empty());
    assert!(!page.text().contains(" style=") && !page.text().contains("<script>"), "nothing stands in the page that the policy forbids");
}

#[tokio::test]
async fn every_colour_has_a_light_and_a_dark_one() {
    let style = get(&open(&offline()), "/assets/style.css").await;
    let (root, rest) = style.text().split_once('}').unwrap();
    let colours: Vec<&str> = root.lines().filter(|line| line.contains('#')).collect();
    assert!(colours.len() > 10 && colours.iter().all(|line| line.contains(": light-dark(#")), "{colours:?}");
    let on_screen = rest.split_once("@media print").unwrap().0;
    assert!(!on_screen.lines().any(|line| line.contains(": #")), "colours stand in one place");
}

/// A server that remembers a little traffic.
async fn remembering() -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Location::Sqlite(folder.path().join("kept.db")), Settings::default()).await.unwrap();
    let record = |number: u8| {
        let delivery = Delivery {
            id: DeliveryId([number; 16]),
            item: ItemId([number; 16]),
            seen_at: Timestamp::now(),
            occurred_at: Timestamp::now(),
            source: "http".to_owned(),
            action: "failed".to_owned(),
            recipient: Some("bob@example.com".to_owned()),
            recipient_domain: Some("example.com".to_owned()),
            sender: Some("ann@example.cn".to_owned()),
            cause: Some("user-unknown".to_owned()),
            party: Some("recipient".to_owned()),
            scope: Some("address".to_owned()),
            suppress: Some("now".to_owned()),
            permanence: Some("permanent".to_owned()),
            confidence: Some(0.95),
            reply: Some("550 5.1.1 User unknown <script>alert(1)</script>".to_owned()),
            ..Delivery::default()
        };
        let unread = Unread { reason: "not-understood".to_owned(), bytes: b"<script>hello".to_vec(), name: Some("note.txt".to_owned()) };
        let (item, seen_at) = (ItemId([number; 16]), Timestamp::now());
        let is_unread = number == 9;
        Record {
            item,
            seen_at,
            source: "http".to_owned(),
            kind: "failed".to_owned(),
            deliveries: if is_unread { vec![] } else { vec![delivery] },
            unread: is_unread.then_some(unread),
        }
    };
    store.record(vec![record(1), record(9)]).await.unwrap();
    let (english, chinese) = (Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    let mut means = Means::of(Arc::new(Knowledge::embedded()), english, chinese);
    means.store = Some(store);
    (open(&App::of(means)), folder)
}

#[tokio::test]
async fn an_internationalised_address_is_shown_as_it_is_written() {
    let server = common::kept::server().await;
    let submission = serde_json::json!({"reply": "550 5.1.1 User unknown", "recipient": "用户@例子.中国"}).to_string();
    let stored = server.post("/v1/deliveries", &[common::kept::JSON], submission).await;
    assert_eq!(stored.at("/items/0/suppressed/0/list"), "*", "{}", stored.text());
    let page = get(&server.router, "/recipients?address=%E7%94%A8").await;
    has(&page, &[">用户@例子.中国</a>"]);
    // Both spellings lead to the same history.
    for address in ["%E7%94%A8%E6%88%B7@%E4%BE%8B%E5%AD%90.%E4%B8%AD%E5%9B%BD", "%E7%94%A8%E6%88%B7@XN--FSQU00A.xn--fiqs8s"] {
        has(&get(&server.router, &format!("/recipients?address={address}")).await, &["This address is not written to any more"]);
    }
}

#[tokio::test]
async fn the_quarantine_says_once_where_an_item_came_from() {
    let server = common::kept::server().await;
    let sent = server.post("/v1/deliveries", &["content-type: text/plain"], "hello, what is this about?").await;
    assert_eq!(sent.at("/quarantined"), 1, "{}", sent.text());
    let page = get(&server.router, "/quarantine").await;
    let told = page.text().matches(">http<").count() + page.text().matches(" http ").count();
    assert_eq!(told, 1, "{}", page.text());
}

#[tokio::test]
async fn a_surge_is_told_on_the_overview() {
    let server = common::kept::server().await;
    let now = Timestamp::now();
    let ago = |days: i64| now - jiff::SignedDuration::from_hours(24 * days);
    let record = |number: u8, at: Timestamp, suppress: &str| {
        let item = ItemId([number; 16]);
        let delivery = Delivery {
            id: DeliveryId([number; 16]),
            item,
            seen_at: at,
            occurred_at: at,
            action: "failed".to_owned(),
            recipient: Some(format!("user{number}@gmail.com")),
            recipient_domain: Some("gmail.com".to_owned()),
            provider: Some("google".to_owned()),
            cause: Some("user-unknown".to_owned()),
            party: Some("recipient".to_owned()),
            suppress: Some(suppress.to_owned()),
            ..Delivery::default()
        };
        Record { item, seen_at: at, kind: "failed".to_owned(), deliveries: vec![delivery], ..Record::default() }
    };
    // Only a store that has known a week can tell what is usual.
    server.store.record(vec![record(0, ago(10), "no")]).await.unwrap();
    assert!(!get(&server.router, "/overview").await.text().contains("Far more addresses"));
    server.store.record((1..=40).map(|number| record(number, now, "now")).collect()).await.unwrap();
    let page = get(&server.router, "/overview").await;
    has(
        &page,
        &["Far more addresses than usual are called dead", "Gmail", "40 addresses were not put on the list", "/knowledge/user-unknown"],
    );
    let page = get(&server.router, "/overview?lang=zh-CN").await;
    has(&page, &["被称为不存在的地址远多于平时", "40 个地址没有列入名单"]);
}

#[tokio::test]
async fn a_suppressed_address_is_found_and_released() {
    let (router, _folder) = remembering().await;
    has(&get(&router, "/recipients?address=bo").await, &["Addresses that begin so", "/recipients?address=bob%40example%2Ecom"]);
    let page = get(&router, "/recipients?address=bob%40example.com").await;
    has(&page, &["This address is not written to any more", "The mailbox does not exist", "&lt;script&gt;"]);
    let released = form(&router, "/recipients/release", "address=bob%40example.com&list=default&note=called").await;
    assert_eq!(released.status, 303);
    has(&get(&router, released.header("location")).await, &["The address may be written to again.", "called"]);
}

#[tokio::test]
async fn what_is_kept_is_counted_and_what_was_not_understood_is_thrown_away_by_hand() {
    let (router, _folder) = remembering().await;
    has(&get(&router, "/overview").await, &["One came back in this time.", "The mailbox does not exist", "<table"]);
    has(&get(&router, "/incidents").await, &["No incident is going on."]);
    has(&get(&router, "/quarantine").await, &["note.txt", "tells nothing of a delivery"]);
    let item = "09".repeat(16);
    has(&get(&router, &format!("/quarantine/{item}")).await, &["&lt;script&gt;hello"]);
    assert_eq!(form(&router, &format!("/quarantine/{item}/discard"), "").await.status, 303);
    assert_eq!(get(&router, &format!("/quarantine/{item}")).await.status, 404);
    has(&get(&router, "/quarantine").await, &["Nothing is here."]);
}

#[tokio::test]
async fn pages_about_what_is_kept_are_not_there_where_nothing_is() {
    let router = open(&offline());
    for path in ["/overview", "/incidents", "/recipients", "/quarantine", "/settings"] {
        assert_eq!(get(&router, path).await.status, 404, "{path}");
    }
    assert!(!get(&router, "/").await.text().contains("/overview"));
}
