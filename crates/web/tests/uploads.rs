//! Archives and large questions, handed over in one request.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::io::Write as _;

use common::Answer;
use common::kept::{JSON, Server, server};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use serde_json::{Value, json};
use tuixin_store::suppression::{Entry, Origin};

const ZIP: &str = "content-type: application/zip";

/// A bounce about an address that does not exist.
fn bounce(recipient: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.com\nTo: ann@example.cn\nSubject: Undelivered Mail Returned to Sender\n\
Message-ID: <{recipient}.1@mx.example.com>\nMIME-Version: 1.0\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\n\n--B\nContent-Type: text/plain\n\nSorry.\n\n\
--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; {recipient}\n\
Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--B--\n"
    )
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut written = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut written);
    for (name, content) in members {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(content).unwrap();
        let (mut entry, _) = archive.new_file(*name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        entry.write_all(&packed.finish().unwrap()).unwrap();
        entry.finish(DataDescriptorOutput::new(rawzip::crc32(content), content.len() as u64)).unwrap();
    }
    archive.finish().unwrap();
    written
}

async fn upload(server: &Server, archive: Vec<u8>) -> Answer {
    server.post("/v1/deliveries", &[ZIP], archive).await
}

/// What came of each item: its name, its kind, and why it is in the quarantine.
fn items(answer: &Answer) -> Vec<String> {
    let words = |item: &Value| {
        let word = |name: &str| item[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", word("source"), word("kind"), word("quarantined"))
    };
    answer.at("/items").as_array().unwrap_or_else(|| panic!("{answer:?}")).iter().map(words).collect()
}

#[tokio::test]
async fn the_members_of_an_archive_are_stored_one_by_one() {
    let server = server().await;
    let (bob, carol) = (bounce("bob@example.com"), bounce("carol@example.com"));
    let mailbox = format!("From MAILER-DAEMON Mon Jan  5 10:00:00 2026\n{carol}\n");
    let archive = zip(&[("bob.eml", bob.as_bytes()), ("inbox/carol.mbox", mailbox.as_bytes())]);
    let answer = upload(&server, archive.clone()).await;
    assert_eq!((answer.at("/stored"), answer.at("/quarantined")), (json!(2), json!(0)), "{}", answer.text());
    assert_eq!(items(&answer), ["http/bob.eml failed -", "http/inbox/carol.mbox failed -"]);
    let again = upload(&server, archive).await;
    assert_eq!((again.at("/stored"), again.at("/seen")), (json!(0), json!(2)));
    for recipient in ["bob@example.com", "carol@example.com"] {
        let found = server.get(&format!("/v1/deliveries?recipient={recipient}")).await;
        assert_eq!(found.at("/items").as_array().unwrap().len(), 1, "{}", found.text());
    }
}

#[tokio::test]
async fn an_archive_in_an_archive_is_put_aside_and_the_rest_stored() {
    let server = server().await;
    let (bob, carol) = (bounce("bob@example.com"), bounce("carol@example.com"));
    let inner = zip(&[("bob.eml", bob.as_bytes())]);
    let answer = upload(&server, zip(&[("inner.zip", &inner), ("carol.eml", carol.as_bytes())])).await;
    assert_eq!(items(&answer), ["http/inner.zip other nested-archive", "http/carol.eml failed -"]);
}

#[tokio::test]
async fn a_bomb_in_an_archive_is_refused() {
    let server = server().await;
    let bob = bounce("bob@example.com");
    // Mailboxes of a mail and 64 MiB of empty lines each, which together are more than a gigabyte and shrink to one megabyte.
    let swollen = [b"From a Mon Jan  5 10:00:00 2026\nSubject: x\n\nx\n", vec![b'\n'; 64 << 20].as_slice()].concat();
    let names: Vec<String> = (0..18).map(|number| format!("{number}.mbox")).collect();
    let swelling = names.iter().map(|name| (name.as_str(), swollen.as_slice()));
    let members: Vec<(&str, &[u8])> = [("bob.eml", bob.as_bytes())].into_iter().chain(swelling).collect();
    let archive = zip(&members);
    assert!(archive.len() < 4 << 20);
    let refused = upload(&server, archive).await;
    assert_eq!((refused.status.as_u16(), refused.header("content-type")), (413, "application/problem+json"), "{}", refused.text());
    assert_eq!(refused.at("/type"), json!("/api#problem-too-large"));
    let found = server.get("/v1/deliveries?recipient=bob@example.com").await;
    assert_eq!(found.at("/items").as_array().unwrap().len(), 1, "what stood before the bomb is stored, as the refusal says");
}

#[tokio::test]
async fn more_items_than_one_request_may_hold_are_refused() {
    let server = server().await;
    let mails: String = (0..10_001).map(|number| format!("From a Mon Jan  5 10:00:00 2026\nSubject: {number}\n\nx\n\n")).collect();
    let refused = server.post("/v1/deliveries", &["content-type: application/mbox"], mails).await;
    assert_eq!((refused.status.as_u16(), refused.at("/type")), (413, json!("/api#problem-too-many-items")), "{}", refused.text());
}

#[tokio::test]
async fn a_hundred_thousand_addresses_are_answered_in_one_call() {
    let server = server().await;
    let now = "2026-11-29T08:00:00Z".parse().unwrap();
    let address = |number: usize| format!("user{number}@example.com");
    let entry = |number: usize, list: &str| Entry {
        list: list.to_owned(),
        address: address(number),
        origin: Origin::Import,
        cause: None,
        since: now,
        expires_at: None,
        note: None,
        actor: None,
    };
    // Every thousandth is on the list, one is on the list for everybody, and one on the list of somebody else.
    let listed: Vec<Entry> = (0..100_000).step_by(1000).map(|number| entry(number, "default")).collect();
    server.store.suppress(listed, now).await.unwrap();
    server.store.suppress(vec![entry(99_999, "*"), entry(1, "news")], now).await.unwrap();
    let expected: Vec<String> = (0..100_000).step_by(1000).chain([99_999]).map(address).collect();

    let asked: Vec<String> = (0..100_000).map(address).collect();
    let answer = server.post("/v1/suppressions/check", &[JSON], json!({ "addresses": asked }).to_string()).await;
    let named = |answer: &Answer| -> Vec<String> {
        let suppressed = answer.at("/suppressed");
        suppressed
            .as_array()
            .unwrap_or_else(|| panic!("{answer:?}"))
            .iter()
            .map(|entry| entry["address"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!((answer.at("/asked"), named(&answer)), (json!(100_000), expected.clone()));
    let lines = server.post("/v1/suppressions/check", &["content-type: text/plain"], asked.join("\n")).await;
    assert_eq!((lines.at("/asked"), named(&lines)), (json!(100_000), expected));

    let one_more = format!("{}\nuser@example.com", asked.join("\n"));
    let refused = server.post("/v1/suppressions/check", &["content-type: text/plain"], one_more).await;
    assert_eq!((refused.status.as_u16(), refused.at("/type")), (413, json!("/api#problem-too-many-items")));
}
