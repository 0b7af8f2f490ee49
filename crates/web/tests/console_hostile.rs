//! Bounces are written by strangers: whatever they write, pages have the elements and attributes that we gave them and no others.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used)]

#[path = "common/browser.rs"]
mod browser;
mod common;
#[path = "common/skeleton.rs"]
mod skeleton;

use axum::Router;
use browser::{get, multipart};
use common::{offline, open};
use skeleton::skeleton;

/// Words that would be something else than words, where they are not escaped.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</textarea></title></style><script>alert(1)</script>",
    "<!--slot 0--><svg/onload=alert(1)>",
    "&lt;script&gt;\u{202e}javascript:alert(1)",
];
const HARMLESS: &str = "words";

/// A bounce with these words wherever somebody else writes.
fn bounce(words: &str) -> String {
    format!(
        "From: MAILER-DAEMON@example.com\nTo: ann@example.cn\nSubject: Undelivered\nMIME-Version: 1.0\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n\n--b\nContent-Type: message/delivery-status\n\n\
Reporting-MTA: dns; out.example.cn\n\nFinal-Recipient: rfc822; \"{words}\"@example.com\nAction: failed\nStatus: 5.1.1\n\
Remote-MTA: dns; {words}\nDiagnostic-Code: smtp; 550 5.1.1 User unknown {words}\n\n--b\nContent-Type: message/rfc822\n\n\
From: \"{words}\" <ann@example.cn>\nTo: bob@example.com\nSubject: {words}\nDate: {words}\n\ntext\n--b--\n"
    )
}

/// The page with the answer to a bounce and a file with such a name.
async fn answer(router: &Router, words: &str, language: &str) -> String {
    let name: String = words.chars().filter(|c| !matches!(c, '"' | '/')).collect();
    let file = format!("{name}.eml");
    let posted = multipart(router, "/explain", &[("text", None, words), ("files", Some(&file), &bounce(words))]).await;
    assert_eq!(posted.status, 303, "{}", posted.text());
    let page = get(router, &format!("{}?lang={language}", posted.header("location"))).await;
    assert_eq!(page.status, 200);
    page.text().to_owned()
}

#[tokio::test]
async fn words_of_a_bounce_become_no_markup() {
    let router = open(&offline());
    for language in ["en", "zh-CN"] {
        let ours = answer(&router, HARMLESS, language).await;
        let known = skeleton(&ours);
        for words in HOSTILE {
            let page = answer(&router, words, language).await;
            let drawn = skeleton(&page);
            for element in &drawn {
                // How many lines and recipients there are depends on the words; what they can be does not.
                let is_plain = matches!(element.tag.as_str(), "li" | "ul" | "strong" | "span" | "p" | "a")
                    && element.attributes.iter().all(|name| matches!(name.as_str(), "class" | "dir"));
                assert!(is_plain || known.contains(element), "{element:?} came from {words}");
            }
            assert!(!page.contains('\u{202e}'), "a mark that turns text is on the page");
        }
    }
}

#[tokio::test]
async fn words_of_an_address_become_no_markup() {
    let router = open(&offline());
    for (path, status) in [
        ("/knowledge?q=", 200),
        ("/knowledge/", 404),
        ("/e/", 404),
        ("/?example=", 200),
        ("/explain/", 404),
        ("/e/user-unknown?provider=", 200),
    ] {
        let at = |words: &str| format!("{path}{}", percent_encoding::utf8_percent_encode(words, percent_encoding::NON_ALPHANUMERIC));
        let known = skeleton(get(&router, &at("zzzzzz")).await.text());
        for words in HOSTILE {
            let page = get(&router, &at(words)).await;
            assert_eq!(page.status, status, "{path} {words}");
            assert_eq!(skeleton(page.text()), known, "{path} {words}");
        }
    }
}

#[tokio::test]
async fn a_shared_link_tells_only_what_the_knowledge_holds() {
    let router = open(&offline());
    let page = get(&router, "/e/ip-blocklisted?provider=evil.example.com&list=evil.example.com&status=9.9.9&rule=evil").await;
    assert_eq!(page.status, 200);
    let main = page.text().split_once("<main").unwrap().1;
    assert!(!main.split_once("</main>").unwrap().0.contains("evil"), "{main}");
    let page = get(&router, "/e/ip-blocklisted?list=zen.spamhaus.org&provider=tencent&lang=en").await;
    assert!(page.text().contains("Spamhaus ZEN") && page.text().contains("Tencent"), "{}", page.text());
}
