//! The description of the API: that it is whole, and that a change of it is seen.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{asking, offline, open, send};
use serde_json::{Value, json};

#[tokio::test]
async fn the_description_changes_only_where_that_is_meant() {
    let answer = send(&open(&offline()), "GET /openapi.json", &[], "").await;
    let description = answer.json();
    assert_eq!(description["openapi"], "3.1.0");
    let pretty = serde_json::to_string_pretty(&description).unwrap();
    insta::assert_snapshot!("openapi", pretty);
}

/// Every reference leads somewhere.
#[tokio::test]
async fn the_description_is_closed() {
    let description = send(&open(&offline()), "GET /openapi.json", &[], "").await.json();
    let mut open = vec![&description];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    let place = reference.trim_start_matches('#');
                    assert!(description.pointer(place).is_some(), "{reference}");
                }
                open.extend(members.values());
            }
            Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
}

/// What is described is served, and what is served below `/v1` is described: the routes take exactly the methods that the description lists.
#[tokio::test]
async fn routes_and_description_are_the_same() {
    let router = open(&offline());
    let description = send(&router, "GET /openapi.json", &[], "").await.json();
    for (path, item) in description["paths"].as_object().unwrap() {
        let path = path.replace("{id}", "mailbox-full");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let answer = send(&router, &format!("{method} {path}"), &[], "").await;
            let is_described = item.get(method.to_lowercase()).is_some();
            assert_eq!(answer.status.as_u16() != 405, is_described, "{method} {path} answers {}", answer.status);
            assert_ne!(answer.status.as_u16(), 404, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn the_page_shows_every_operation_shape_and_problem() {
    let router = open(&offline());
    let description = send(&router, "GET /openapi.json", &[], "").await.json();
    for (head, language) in [("GET /api?lang=en", "en"), ("GET /api?lang=zh-CN", "zh-CN")] {
        let page = send(&router, head, &[], "").await;
        let page = page.text();
        assert!(page.contains(&format!("<html lang=\"{language}\">")) && !page.contains("<script") && !page.contains("style="), "{head}");
        for operation in description["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values()) {
            let id = operation["operationId"].as_str().unwrap();
            assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
        }
        for name in description["components"]["schemas"].as_object().unwrap().keys() {
            assert!(page.contains(&format!("id=\"shape-{name}\"")), "{name}");
        }
        assert!(page.contains("id=\"problem-too-large\""));
    }
}

#[tokio::test]
async fn causes_are_told_in_both_languages() {
    let router = open(&offline());
    let all = send(&router, "GET /v1/causes?lang=zh-CN", &[], "").await;
    assert!(
        all.json().as_array().unwrap().iter().any(|cause| cause["cause"] == "mailbox-full" && cause["headline"] == "收件人邮箱已满"),
        "{}",
        all.text()
    );
    let one = send(&router, "GET /v1/causes/mailbox-full", &["accept-language: en"], "").await;
    assert_eq!((one.at("/cause"), one.header("content-language")), (json!("mailbox-full"), "en"));
    assert!(!one.at("/examples").as_array().unwrap().is_empty() && !one.at("/sources").as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_domain_is_checked() {
    let router = open(&asking("example.com MX 0 .\n"));
    let body = json!({"target": "example.com", "only": ["null-mx"], "connect": false}).to_string();
    let answer = send(&router, "POST /v1/check?lang=en", &["content-type: application/json"], body).await;
    assert_eq!((answer.at("/target"), answer.at("/checks/0/check")), (json!("example.com"), json!("null-mx")), "{}", answer.text());
    assert_eq!(answer.at("/verdict"), json!("failed"));
}

#[tokio::test]
async fn a_mail_is_looked_at_before_it_is_sent() {
    let router = open(&asking("example.com MX 0 .\n"));
    let mail = "From: ann@example.cn\r\nTo: bob@example.com\r\nSubject: Hello\r\nDate: Mon, 2 Nov 2026 10:00:00 +0800\r\n\r\nHello\r\n";
    let answer = send(&router, "POST /v1/preflight?connect=false", &["content-type: message/rfc822"], mail).await;
    assert_eq!(
        (answer.at("/domains/0/domain"), answer.at("/domains/0/prospect")),
        (json!("example.com"), json!("will-bounce")),
        "{}",
        answer.text()
    );
    let form = format!("--b\r\nContent-Disposition: form-data; name=\"mail\"; filename=\"m.eml\"\r\n\r\n{mail}\r\n--b--\r\n");
    let answer = send(
        &router,
        "POST /v1/preflight?connect=false&to=bob@example.com,carol@example.com",
        &["content-type: multipart/form-data; boundary=b"],
        form,
    )
    .await;
    assert_eq!(answer.at("/domains/0/recipients"), json!(["bob@example.com", "carol@example.com"]), "{}", answer.text());
}
