//! What is handed over, kept, found and watched, over the API.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::sync::Arc;

use common::kept::{JSON, server};
use common::send;
use serde_json::{Value, json};
use tuixin_store::NewToken;
use tuixin_web::routes;
use tuixin_web::server::{Guard, Settings, StoredTokens, protected};

#[tokio::test]
async fn what_is_handed_over_is_stored_once_and_found() {
    let server = server().await;
    let first = server.submit("bob@example.com").await;
    assert_eq!(
        (first.at("/stored"), first.at("/seen"), first.at("/items/0/is_new")),
        (json!(1), json!(0), json!(true)),
        "{}",
        first.text()
    );
    let second = server.submit("bob@example.com").await;
    assert_eq!((second.at("/stored"), second.at("/seen"), second.at("/items/0/item")), (json!(0), json!(1), first.at("/items/0/item")));

    let found = server.get("/v1/deliveries?recipient=bob@example.com&cause=user-unknown").await;
    assert_eq!(found.at("/items").as_array().unwrap().len(), 1, "{}", found.text());
    assert_eq!(found.at("/items/0/explanation/deliveries/0/diagnosis/cause"), json!("user-unknown"));
    assert_eq!((found.at("/items/0/sending_ip"), found.at("/items/0/source")), (json!("192.0.2.1"), json!("http")));
    let id = found.at("/items/0/id");
    let one = server.get(&format!("/v1/deliveries/{}", id.as_str().unwrap())).await;
    assert_eq!(one.at("/id"), id);
    for time in ["seen_at", "occurred_at"] {
        let told = first.at(&format!("/items/0/deliveries/0/{time}"));
        assert_eq!(one.at(&format!("/{time}")), told, "{time}");
        // A fraction of three digits, where the clock did not happen to stand at fewer.
        assert!(told.as_str().unwrap().len() <= "2026-11-29T08:00:00.123Z".len(), "{told}");
    }
    assert_eq!(server.get("/v1/deliveries?recipient=carol@example.com").await.at("/items"), json!([]));
}

#[tokio::test]
async fn mailboxes_archives_and_lines_are_taken_apart() {
    let server = server().await;
    let mail = |address: &str| {
        format!(
            "From MAILER-DAEMON Sun Nov 29 08:00:00 2026\nFrom: MAILER-DAEMON@mx.example.net\nTo: ann@example.cn\nSubject: Undelivered Mail Returned to Sender\nX-Failed-Recipients: {address}\n\nA message that you sent could not be delivered.\n\n  {address}\n    550 5.2.2 Mailbox full\n\n"
        )
    };
    let mailbox = mail("bob@example.com") + &mail("carol@example.com");
    let stored = server.post("/v1/deliveries", &["content-type: application/mbox"], mailbox).await;
    assert_eq!((stored.at("/stored"), stored.at("/items/1/source")), (json!(2), json!("http/2")), "{}", stored.text());
    let lines = format!(
        "{}\n{}\n",
        json!({"reply": "552 5.2.2 Mailbox full", "recipient": "dave@example.com", "id": "q1"}),
        json!({"reply": "hello"})
    );
    let stored = server.post("/v1/deliveries", &["content-type: application/x-ndjson"], lines).await;
    assert_eq!(
        (stored.at("/items/0/source"), stored.at("/items/0/deliveries/0/explanation/deliveries/0/diagnosis/cause")),
        (json!("q1"), json!("mailbox-full")),
        "{}",
        stored.text()
    );
    assert_eq!((stored.at("/quarantined"), stored.at("/items/1/quarantined")), (json!(1), json!("not-understood")), "{}", stored.text());
}

#[tokio::test]
async fn pages_lead_from_one_to_the_next() {
    let server = server().await;
    for number in 0..5 {
        server.submit(&format!("user{number}@example.com")).await;
    }
    let mut path = "/v1/deliveries?domain=example.com&limit=2".to_owned();
    let mut found: Vec<Value> = Vec::new();
    for expected in [2, 2, 1] {
        let page = server.get(&path).await;
        let items = page.at("/items").as_array().unwrap().clone();
        assert_eq!(items.len(), expected, "{path}");
        found.extend(items.into_iter().map(|item| item["id"].clone()));
        let link = page.header("link").to_owned();
        assert_eq!(link.is_empty(), page.at("/next").is_null());
        path = link.split('>').next().unwrap_or_default().trim_start_matches('<').to_owned();
    }
    found.sort_by_key(ToString::to_string);
    found.dedup();
    assert_eq!((found.len(), path.as_str()), (5, ""));
}

#[tokio::test]
async fn a_request_that_comes_twice_is_answered_alike() {
    let server = server().await;
    let submission = json!({"reply": "552 5.2.2 Mailbox full", "recipient": "bob@example.com"}).to_string();
    let fields = [JSON, "idempotency-key: 7f1c"];
    let first = server.post("/v1/deliveries", &fields, submission.clone()).await;
    let second = server.post("/v1/deliveries", &fields, submission).await;
    assert_eq!((first.at("/stored"), first.body.clone()), (json!(1), second.body.clone()));
    assert_eq!((first.header("idempotent-replayed"), second.header("idempotent-replayed")), ("", "true"));
    let other = server.post("/v1/deliveries", &fields, json!({"reply": "x"}).to_string()).await;
    assert_eq!((other.status.as_u16(), other.at("/type")), (409, json!("/api#problem-conflict")));
}

#[tokio::test]
async fn addresses_are_put_on_lists_asked_for_and_released() {
    let server = server().await;
    let dead = server.submit("bob@example.com").await;
    assert_eq!(dead.at("/items/0/suppressed/0/address"), json!("bob@example.com"), "{}", dead.text());
    let entry = json!({"address": "carol@example.com", "note": "asked to be left alone", "expires_at": "2099-01-01T00:00:00Z"});
    assert_eq!(server.post("/v1/suppressions", &[JSON], entry.to_string()).await.at("/added"), json!(1));

    let question = json!({"addresses": ["Carol@example.com", "dave@example.com", "bob@example.com"]}).to_string();
    let answer = server.post("/v1/suppressions/check", &[JSON], question).await;
    let named: Vec<Value> = answer.at("/suppressed").as_array().unwrap().iter().map(|entry| entry["address"].clone()).collect();
    assert_eq!((answer.at("/asked"), named), (json!(3), vec![json!("Carol@example.com"), json!("bob@example.com")]));
    let lines = server.post("/v1/suppressions/check", &["content-type: text/plain"], "dave@example.com\nbob@example.com\n").await;
    assert_eq!((lines.at("/asked"), lines.at("/suppressed/0/cause")), (json!(2), json!("user-unknown")));
    assert_eq!((lines.at("/refused"), lines.at("/faults")), (json!(0), json!([])));
    let question = json!({"addresses": ["not an address", "bob@example.com", "", " <bob@example.com>\n"]}).to_string();
    let answer = server.post("/v1/suppressions/check", &[JSON], question).await;
    assert_eq!((answer.at("/asked"), answer.at("/refused")), (json!(4), json!(2)), "{}", answer.text());
    assert_eq!(answer.at("/suppressed").as_array().unwrap().len(), 2, "{}", answer.text());
    let expected = json!([
        {"place": 1, "reason": "\"not an address\" is no mail address"},
        {"place": 3, "reason": "\"\" is no mail address"},
    ]);
    assert_eq!(answer.at("/faults"), expected);

    let release = json!({"address": "bob@example.com", "note": "lives again"}).to_string();
    assert_eq!(server.post("/v1/suppressions/release", &[JSON], release.clone()).await.at("/released"), json!(true));
    assert_eq!(server.post("/v1/suppressions/release", &[JSON], release).await.at("/released"), json!(false));
    let history = server.get("/v1/suppressions/history?address=bob@example.com").await;
    assert_eq!(
        (history.at("/0/what"), history.at("/0/note"), history.at("/1/what")),
        (json!("released"), json!("lives again"), json!("added"))
    );
    let left = server.get("/v1/suppressions?list=default").await;
    assert_eq!((left.at("/items/0/address"), left.at("/items/1")), (json!("carol@example.com"), Value::Null));
}

#[tokio::test]
async fn lists_go_out_and_come_in_as_tables() {
    let server = server().await;
    let rows: String = (0..1_200).map(|number| format!("user{number:04}@example.com\n")).collect();
    let table = format!("email\n{rows}no address\n");
    let imported = server.post("/v1/suppressions/import", &["content-type: text/csv"], table).await;
    assert_eq!(
        (imported.at("/added"), imported.at("/taken"), imported.at("/refused"), imported.at("/faults/0/line")),
        (json!(1200), json!(1200), json!(1), json!(1202)),
        "{}",
        imported.text()
    );
    let exported = server.get("/v1/suppressions/export").await;
    let lines: Vec<&str> = exported.text().lines().collect();
    assert_eq!((exported.header("content-type"), lines.len()), ("text/csv; charset=utf-8", 1_201));
    assert!(lines[0].starts_with("address,list") && lines.iter().skip(1).all(|line| line.starts_with("user")));
    for list in ["", "?list=default"] {
        let path = format!("GET /v1/suppressions/export{list}");
        let packed = send(&server.router, &path, &["accept-encoding: gzip"], "").await;
        let mut text = String::new();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(packed.body.as_slice()), &mut text).unwrap();
        assert!(text.starts_with("address,list"), "{text}");
    }
}

#[tokio::test]
async fn failures_that_belong_together_are_an_incident_until_somebody_ends_it() {
    let server = server().await;
    for number in 0..6 {
        let reply = "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org";
        let recipient = format!("user{number}@example.com");
        let submission = json!({"reply": reply, "recipient": recipient, "sender": "ann@example.cn", "sending_ip": "192.0.2.1"});
        server.post("/v1/deliveries", &[JSON], submission.to_string()).await;
    }
    let found = server.get("/v1/incidents?state=open").await;
    assert_eq!((found.at("/items/0/side"), found.at("/items/0/count")), (json!("192.0.2.1"), json!(6)), "{}", found.text());
    let id = found.at("/items/0/id").as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("/v1/deliveries?incident={id}")).await.at("/items").as_array().unwrap().len(), 6);
    assert_eq!(server.post(&format!("/v1/incidents/{id}/heal"), &[], "").await.at("/healed"), json!(true));
    let healed = server.get(&format!("/v1/incidents/{id}")).await;
    assert_eq!((healed.at("/state"), healed.at("/healed_by")), (json!("healed"), json!("api")));
    assert_eq!(server.get("/v1/incidents/00000000000000000000000000000000").await.status.as_u16(), 404);
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused() {
    let server = server().await;
    for (path, expected) in [
        ("/v1/deliveries?from=yesterday", "from:"),
        ("/v1/deliveries?cursor=zz", "cursor:"),
        ("/v1/deliveries?limit=501", "limit:"),
        ("/v1/deliveries?cause=mailbox-ful", "cause: no cause is called \"mailbox-ful\" (is mailbox-full meant?); there are "),
        ("/v1/deliveries?action=bounced", "action: one of failed, delayed, delivered, relayed, expanded is needed"),
        ("/v1/deliveries?party=us", "party: one of sender-user, sender-admin, recipient, recipient-admin, network, nobody is needed"),
        ("/v1/deliveries?kind=foo", "kind: unknown field `kind`, expected one of `recipient`"),
        ("/v1/deliveries?incident=1", "incident:"),
        ("/v1/incidents?state=closed", "state:"),
        ("/v1/suppressions?origin=chance", "origin:"),
        ("/v1/suppressions?cursor=00ff", "cursor:"),
    ] {
        let answer = server.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.at("/detail").as_str().unwrap().starts_with(expected)),
            (400, true),
            "{path}: {}",
            answer.text()
        );
    }
    for (path, body) in [
        ("/v1/suppressions", json!({"address": "nobody"})),
        ("/v1/suppressions", json!({"address": "bob@example.com", "expires_at": "soon"})),
        ("/v1/suppressions", json!({"address": "bob@example.com", "expires_at": "2026-01-01T00:00:00Z"})),
        ("/v1/suppressions/release", json!({"address": "bob@example.com", "list": " "})),
        ("/v1/deliveries", json!({})),
        ("/v1/deliveries", json!({"reply": "x", "sending_ip": "x"})),
        ("/v1/deliveries", json!({"reply": "x", "occurred_at": "x"})),
    ] {
        assert_eq!(server.post(path, &[JSON], body.to_string()).await.status.as_u16(), 422, "{path} {body}");
    }
}

#[tokio::test]
async fn a_server_that_stops_says_so() {
    let server = server().await;
    assert_eq!(server.get("/readyz").await.at("/store"), json!(true));
    server.app.flow().unwrap().clone().stop().await;
    let ready = server.get("/readyz").await;
    assert_eq!((ready.status.as_u16(), ready.header("retry-after")), (503, "5"));
    let refused = server.submit("bob@example.com").await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "5"), "{}", refused.text());
}

#[tokio::test]
async fn tokens_of_the_store_open_what_they_allow() {
    let server = server().await;
    let secret = |token: &str| -> [u8; 32] { *tuixin_web::server::TokenHash::of(token).bytes() };
    let now = "2026-11-29T08:00:00Z".parse().unwrap();
    for (name, scopes) in [("reader", "read"), ("writer", "read,write")] {
        let token = NewToken { name: name.to_owned(), secret: secret(name), scopes: scopes.to_owned(), created_at: now, expires_at: None };
        server.store.add_token(token).await.unwrap();
    }
    let tokens = StoredTokens::of(server.store.clone());
    let router = protected(routes(), &server.app, &Settings::of(Guard::Tokens(Arc::new(tokens))));
    let ask = async |head: &str, token: &str| -> u16 {
        let field = format!("authorization: Bearer {token}");
        send(&router, head, &[JSON, &field], json!({"reply": "552 5.2.2 Mailbox full"}).to_string()).await.status.as_u16()
    };
    assert_eq!(ask("GET /v1/deliveries", "reader").await, 200);
    assert_eq!(ask("POST /v1/deliveries", "reader").await, 403);
    assert_eq!(ask("POST /v1/deliveries", "writer").await, 200);
    assert_eq!(ask("GET /v1/deliveries", "stranger").await, 401);
}
