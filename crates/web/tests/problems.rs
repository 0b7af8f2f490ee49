//! What cannot be served, and how that is told (RFC 9457).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::io::Write;

use common::{asking, offline, open, send};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

/// Sends a request that cannot be served, and compares which problem is told, and what about it.
async fn check(head: &str, fields: &[&str], body: impl Into<axum::body::Body>, expected: (u16, &str), detail: &str) {
    let answer = send(&open(&offline()), head, fields, body).await;
    let told = (answer.status.as_u16(), answer.at("/type").as_str().unwrap_or_default().trim_start_matches("/api#problem-").to_owned());
    assert_eq!((told.0, told.1.as_str()), expected, "{head} {fields:?}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{head}");
    assert_eq!(answer.at("/status"), json!(expected.0), "{head}");
    assert!(answer.at("/detail").as_str().unwrap().contains(detail), "{head} {fields:?}: {}", answer.text());
    assert!(!answer.at("/title").as_str().unwrap().is_empty(), "{head}");
}

const JSON: &str = "content-type: application/json";
const TEXT: &str = "content-type: text/plain";

#[tokio::test]
async fn paths_and_methods_that_are_unknown() {
    check("GET /v1/explian", &[], "", (404, "not-found"), "/api").await;
    check("POST /v1", &[], "", (404, "not-found"), "").await;
    check("POST /v1/", &[], "", (404, "not-found"), "").await;
    check("GET /v1/causes/%ff", &[], "", (404, "not-found"), "UTF-8").await;
    check("GET /v1/causes/mailbox-ful", &[], "", (404, "not-found"), "is mailbox-full meant?").await;
    check("GET /v1/explain", &[], "", (405, "method-not-allowed"), "").await;
    check("DELETE /v1/causes", &[], "", (405, "method-not-allowed"), "").await;
    let answer = send(&open(&offline()), "GET /v1/explain", &[], "").await;
    assert_eq!(answer.header("allow"), "POST");
}

#[tokio::test]
async fn forms_that_are_not_read() {
    check("POST /v1/explain", &["content-type: application/x-www-form-urlencoded"], "a=b", (415, "unsupported-media-type"), "text/plain")
        .await;
    check("POST /v1/check", &[TEXT], "example.com", (415, "unsupported-media-type"), "application/json").await;
    check("POST /v1/explain", &[TEXT, "content-encoding: br"], "x", (415, "unsupported-media-type"), "gzip").await;
    check("POST /v1/explain", &[TEXT, "content-encoding: gzip"], "no gzip", (400, "broken-encoding"), "").await;
}

#[tokio::test]
async fn json_that_is_broken_or_says_something_else() {
    check("POST /v1/explain", &[JSON], "{\"reply\":", (400, "malformed-json"), "").await;
    check("POST /v1/explain", &[JSON], "", (400, "malformed-json"), "").await;
    check("POST /v1/explain", &[JSON], "[]", (422, "invalid-body"), "").await;
    check("POST /v1/explain", &[JSON], "{\"replay\":\"x\"}", (422, "invalid-body"), "unknown field `replay`").await;
    check("POST /v1/explain", &[JSON], "{\"reply\":1}", (422, "invalid-body"), "expected a string").await;
    check("POST /v1/explain", &[JSON], "{}", (422, "invalid-body"), "reply, mail or items").await;
    check("POST /v1/explain", &[JSON], "{\"reply\":\"x\",\"mail\":\"y\"}", (422, "invalid-body"), "not both").await;
    check("POST /v1/explain", &[JSON], "{\"reply\":\"x\",\"items\":[]}", (422, "invalid-body"), "stands alone").await;
    check("POST /v1/explain", &[JSON], "{\"items\":[{\"reply\":\"x\"},{\"items\":[]}]}", (422, "invalid-body"), "item 2").await;
    check("POST /v1/explain", &[JSON], "{\"reply\":\"x\",\"status\":\"5.1\"}", (422, "invalid-body"), "5.1.1").await;
    check("POST /v1/explain", &[JSON], "{\"reply\":\"x\",\"stage\":\"RCPT\"}", (422, "invalid-body"), "rcpt-to").await;
    check("POST /v1/check", &[JSON], "{}", (422, "invalid-body"), "target or from").await;
    check("POST /v1/check", &[JSON], "{\"target\":\"localhost\"}", (422, "invalid-body"), "target").await;
    check("POST /v1/check", &[JSON], "{\"target\":\"example.com\",\"only\":[\"nmap\"]}", (422, "invalid-body"), "nmap").await;
    check("POST /v1/preflight", &["content-type: message/rfc822"], "hello", (422, "invalid-body"), "no mail").await;
}

#[tokio::test]
async fn a_fault_in_json_is_told_with_its_place() {
    let answer = send(&open(&offline()), "POST /v1/explain", &[JSON], "{\n  \"reply\": \"x\",\n  \"replay\": 1\n}").await;
    assert_eq!((answer.at("/line"), answer.at("/column")), (json!(3), json!(10)));
    let lines = "{\"reply\":\"x\"}\n\n{\"reply\"}\n";
    let answer = send(&open(&offline()), "POST /v1/explain", &["content-type: application/x-ndjson"], lines).await;
    assert_eq!((answer.at("/line"), answer.at("/column")), (json!(3), json!(9)));
}

#[tokio::test]
async fn parameters_that_are_wrong() {
    check("POST /v1/explain?chekc=true", &[TEXT], "x", (400, "bad-parameter"), "chekc").await;
    check("POST /v1/explain?check=maybe", &[TEXT], "x", (400, "bad-parameter"), "check").await;
    check("POST /v1/explain?lang=de", &[TEXT], "x", (400, "bad-parameter"), "lang").await;
    check("POST /v1/explain?as=klingon", &[TEXT], "x", (400, "bad-parameter"), "klingon").await;
    check("POST /v1/preflight?ip=300.1.1.1", &["content-type: message/rfc822"], "x", (400, "bad-parameter"), "ip").await;
}

#[tokio::test]
async fn what_is_too_large() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let block = vec![b' '; 1024 * 1024];
    (0..9).for_each(|_| packed.write_all(&block).unwrap());
    check("POST /v1/explain", &[JSON, "content-encoding: gzip"], packed.finish().unwrap(), (413, "too-large"), "8388608").await;
    check("POST /v1/explain", &[JSON, "content-length: 8388609"], "{}", (413, "too-large"), "8388608").await;
    check("POST /v1/explain", &[JSON], vec![b' '; 8 * 1024 * 1024 + 1], (413, "too-large"), "8388608").await;
    let items = format!("{{\"items\":[{}{{\"reply\":\"x\"}}]}}", "{\"reply\":\"x\"},".repeat(10_000));
    check("POST /v1/explain", &[JSON], items, (413, "too-many-items"), "10000").await;
}

#[tokio::test]
async fn a_bomb_of_empty_items_is_refused_before_it_grows() {
    let items = format!("{{\"items\":[{}{{}}]}}", "{},".repeat(2_000_000));
    check("POST /v1/explain", &[JSON], items, (413, "too-many-items"), "10000").await;
}

#[tokio::test]
async fn checks_where_nothing_is_looked_up() {
    check("POST /v1/check", &[JSON], "{\"target\":\"example.com\"}", (403, "checks-off"), "").await;
    check("POST /v1/explain?check=true", &[TEXT], "550 5.1.1 User unknown", (403, "checks-off"), "").await;
    let items = format!("{{\"items\":[{}{{\"reply\":\"x\"}}]}}", "{\"reply\":\"x\"},".repeat(100));
    let answer = send(&open(&asking("")), "POST /v1/explain?check=true", &[JSON], items).await;
    assert_eq!((answer.status.as_u16(), answer.at("/limit")), (413, json!(100)));
}

#[tokio::test]
async fn a_body_that_is_packed_is_unpacked() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(b"552 5.2.2 Mailbox full").unwrap();
    let answer = send(&open(&offline()), "POST /v1/explain", &[TEXT, "content-encoding: gzip"], packed.finish().unwrap()).await;
    assert_eq!(answer.at("/0/deliveries/0/diagnosis/cause"), json!("mailbox-full"));
}
