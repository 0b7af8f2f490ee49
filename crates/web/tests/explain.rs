//! `POST /v1/explain` through the routes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{asking, offline, open, send};
use serde_json::{Value, json};

const UNKNOWN_USER: &str = "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown";

const BOUNCE: &str = "From: MAILER-DAEMON@mx.example.net\r\nTo: ann@example.cn\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you that your message could not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; bob@example.com\r\nAction: failed\r\nStatus: 5.2.2\r\nRemote-MTA: dns; mail.example.com\r\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n\r\n--b--\r\n";

/// Asks and compares one place of the answer.
async fn check(content: &str, body: &str, place: &str, expected: Value) {
    let answer = send(&open(&offline()), "POST /v1/explain", &[content], body.to_owned()).await;
    assert_eq!((answer.status.as_u16(), answer.at(place)), (200, expected), "{content} {body:?}: {}", answer.text());
}

#[tokio::test]
async fn every_form_of_a_request_is_answered() {
    let cause = "/0/deliveries/0/diagnosis/cause";
    check("content-type: text/plain", UNKNOWN_USER, cause, json!("user-unknown")).await;
    check("content-type: Text/Plain; charset=utf-8", "552 5.2.2 邮箱已满", cause, json!("mailbox-full")).await;
    check("content-type: message/rfc822", BOUNCE, cause, json!("mailbox-full")).await;
    check("content-type: message/rfc822", BOUNCE, "/0/kind", json!("failed")).await;
    let reply = json!({"reply": UNKNOWN_USER}).to_string();
    check("content-type: application/json", &reply, cause, json!("user-unknown")).await;
    check("content-type: application/json", &json!({"mail": BOUNCE}).to_string(), cause, json!("mailbox-full")).await;
    let batch = json!({"items": [{"reply": UNKNOWN_USER, "id": "queue-1"}, {"mail": BOUNCE}]}).to_string();
    check("content-type: application/json", &batch, "/0/source", json!("queue-1")).await;
    check("content-type: application/json", &batch, "/1/source", json!("2")).await;
    check("content-type: application/json", &batch, "/1/deliveries/0/recipient", json!("bob@example.com")).await;
    check("content-type: application/json", r#"{"items":[]}"#, "", json!([])).await;
}

#[tokio::test]
async fn what_is_known_besides_the_reply_is_used() {
    let body =
        json!({"reply": "rejected", "recipient": "bob@example.com", "status": "5.2.2", "stage": "rcpt-to", "remote_mta": "mx.example.com"});
    for (place, expected) in [
        ("/0/deliveries/0/diagnosis/cause", json!("mailbox-full")),
        ("/0/deliveries/0/recipient", json!("bob@example.com")),
        ("/0/deliveries/0/status", json!("5.2.2")),
        ("/0/deliveries/0/stage", json!("rcpt-to")),
        ("/0/deliveries/0/remote_mta", json!("mx.example.com")),
    ] {
        check("content-type: application/json", &body.to_string(), place, expected).await;
    }
}

#[tokio::test]
async fn lines_are_answered_by_lines() {
    let lines = format!(
        "{}\n\n{}\n{}\n",
        json!({"reply": UNKNOWN_USER}),
        json!({"reply": ""}),
        json!({"reply": "452 4.2.2 Over quota", "id": "q"})
    );
    let answer = send(&open(&offline()), "POST /v1/explain", &["content-type: application/x-ndjson"], lines).await;
    let sources: Vec<Value> = answer.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["source"].clone()).collect();
    assert_eq!((answer.header("content-type"), sources), ("application/x-ndjson", vec![json!("1"), json!("3"), json!("q")]));
}

#[tokio::test]
async fn advice_comes_in_the_language_asked_for() {
    let ask = async |head: &str, fields: &[&str]| {
        let fields = [&["content-type: text/plain"], fields].concat();
        let answer = send(&open(&offline()), head, &fields, UNKNOWN_USER).await;
        (answer.header("content-language").to_owned(), answer.at("/0/deliveries/0/advice/sender/headline"))
    };
    let (chinese, english) = (("zh-CN".to_owned(), json!("收件人邮箱不存在")), "en".to_owned());
    assert_eq!(ask("POST /v1/explain?advice=true", &["accept-language: zh-CN,zh;q=0.9"]).await, chinese);
    assert_eq!(ask("POST /v1/explain?advice=true&lang=zh-CN", &[]).await, chinese);
    assert_eq!(ask("POST /v1/explain?advice=true&lang=en", &["accept-language: zh"]).await.0, english);
    assert_eq!(ask("POST /v1/explain", &["accept-language: zh"]).await, (String::new(), Value::Null));
}

#[tokio::test]
async fn another_vocabulary_is_spoken() {
    let answer = send(&open(&offline()), "POST /v1/explain?as=postmark", &["content-type: text/plain"], UNKNOWN_USER).await;
    assert_eq!(answer.at("/0/deliveries/0/diagnosis/as"), json!("HardBounce"), "{}", answer.text());
}

#[tokio::test]
async fn deliveries_are_looked_up_where_that_is_asked_for() {
    let app = asking("example.com MX 0 .\n");
    let reply = json!({"reply": "550 5.1.2 Recipient address rejected: Domain not found", "recipient": "bob@example.com"}).to_string();
    let answer = send(&open(&app), "POST /v1/explain?check=true&connect=false", &["content-type: application/json"], reply).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    let checks = answer.at("/0/deliveries/0/checks");
    let domain = checks.as_array().unwrap().iter().find(|check| check["check"] == "domain").unwrap_or_else(|| panic!("{checks:#}"));
    assert_eq!((&domain["subject"], &domain["verdict"]), (&json!("example.com"), &json!("passed")));
    assert!(answer.at("/0/deliveries/0/outlook").is_object());
}
