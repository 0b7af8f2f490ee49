use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tuixin::advice::{Language, Texts};

use super::recipient_count::{Account, Receiver};
use super::*;
use crate::report::Report;
use crate::smtp::Limits;

/// 5 January 2026, 12:00 in UTC.
const NOW: u64 = 1_767_614_400;

/// A mail with nothing to complain about; its pieces are replaced to make faulty ones.
const GOOD: &str = "From: Ann <ann@example.com>\r\n\
    To: Bob <bob@example.net>\r\n\
    Subject: Hello\r\n\
    Date: Mon, 05 Jan 2026 10:00:00 +0800\r\n\
    Message-ID: <1@example.com>\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    \r\n\
    Hello Bob\r\n";

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NOW)
}

/// The findings as text: the verdict by its first letter, the name, and the line.
pub(super) fn told(report: &Report) -> String {
    let mut told = Vec::new();
    for finding in &report.findings {
        for language in Language::ALL {
            complete(&finding.words(&Texts::embedded(language)), finding.text);
            if let Some(fix) = &finding.fix {
                complete(&fix.words(&Texts::embedded(language)), fix.text);
            }
        }
        let letter = finding.verdict.name().get(..1).unwrap_or_default();
        let line = finding.arguments.iter().find(|(name, _)| *name == "line").map_or(String::new(), |(_, line)| format!(":{line}"));
        told.push(format!("{letter} {}{line}", finding.text));
    }
    told.sort();
    told.join(", ")
}

/// A text exists, and all its variables are filled in.
fn complete(words: &str, text: &str) {
    let is_left_open = words.contains("{$") || words.contains("{ $") || words == text || words.is_empty();
    assert!(!is_left_open, "{text}: {words}");
}

fn check_form(raw: &[u8], expected: &str) {
    let report = form::report(&Mail::parse(raw), now());
    assert_eq!(told(&report), expected, "{}", String::from_utf8_lossy(raw));
}

/// The good mail with one piece replaced.
fn with(piece: &str, instead: &str) -> Vec<u8> {
    assert!(GOOD.contains(piece), "{piece}");
    GOOD.replacen(piece, instead, 1).into_bytes()
}

#[test]
fn a_good_mail_passes_with_either_line_end() {
    check_form(GOOD.as_bytes(), "p form-good");
    check_form(GOOD.replace("\r\n", "\n").as_bytes(), "p form-good");
}

#[test]
fn octets_that_may_not_travel() {
    check_form(&with("Hello Bob\r\n", "Hello\rBob\r\n"), "f form-bare-cr:9");
    check_form(&with("Hello Bob\r\n", "Hello\nBob\r\n"), "f form-bare-lf:9");
    check_form(&with("Hello Bob", "Hello\0Bob"), "f form-nul:9");
    check_form(&with("Hello Bob", &"x".repeat(998)), "p form-good");
    check_form(&with("Hello Bob", &"x".repeat(999)), "f form-long-body-line:9");
    check_form(&with("Subject: Hello", &format!("Subject: {}", "x".repeat(1000))), "f form-long-header-line:3");
    check_form(&with("Hello Bob\r\n", &format!("{}\n", "x".repeat(999))), "f form-bare-lf:9, f form-long-body-line:9");
}

#[test]
fn fields_of_the_header() {
    check_form(&with("From: Ann <ann@example.com>\r\n", ""), "f form-missing-from");
    check_form(&with("Date: Mon, 05 Jan 2026 10:00:00 +0800\r\n", ""), "w form-missing");
    check_form(&with("Message-ID: <1@example.com>\r\n", ""), "w form-missing");
    check_form(&with("To: Bob <bob@example.net>\r\n", ""), "w form-no-destination");
    check_form(&with("To: Bob <bob@example.net>", "To: undisclosed-recipients:;"), "p form-good");
    check_form(&with("Subject: Hello\r\n", ""), "w form-empty-subject");
    check_form(&with("Subject: Hello", "Subject: =?utf-8?Q?_?="), "w form-empty-subject");
    check_form(&with("Subject: Hello", "Subject: Hello\r\nSubject: Again"), "f form-repeated:4");
    check_form(&with("Subject: Hello", "Subject: Hello\r\nthis is no field"), "f form-no-blank-line:4");
    check_form(&with("\r\n\r\nHello Bob", "\r\nHello Bob"), "f form-no-blank-line:8");
    check_form(&with("Subject: Hello", &format!("Subject: Hello{}", "\r\nX-Pad: x".repeat(7000))), "w form-large-header");
    check_form(b"", "f form-no-header:1, w form-empty-body, w form-empty-subject");
}

#[test]
fn originators() {
    check_form(&with("Ann <ann@example.com>", ""), "f form-from-empty:1");
    check_form(&with("Ann <ann@example.com>", "a@example.com, b@example.com"), "f form-from-several-without-sender:1");
    check_form(&with("Ann <ann@example.com>", "a@example.com, b@example.com\r\nSender: a@example.com"), "w form-from-several:1");
    check_form(&with("ann@example.com", "ann@localhost"), "f form-from-unreachable:1");
    check_form(&with("ann@example.com", "ann@mail.corp.local"), "f form-from-unreachable:1");
    check_form(&with("Ann <ann@example.com>", "\"bank@bank.example.cn\" <ann@example.com>"), "w form-foreign-name:1");
    check_form(&with("Ann <ann@example.com>", "\"ann@mail.example.com\" <ann@example.com>"), "p form-good");
    check_form(&with("Ann <ann@example.com>", "Ann"), "f form-address:1");
    check_form(&with("Bob <bob@example.net>", "Bob, Jr. <bob@example.net>"), "w form-address:2");
}

#[test]
fn dates_and_identifiers() {
    check_form(&with("Mon, 05 Jan 2026 10:00:00 +0800", "2026-01-05"), "f form-date-malformed:4");
    check_form(&with("05 Jan 2026", "07 Jan 2026"), "f form-date-future:4");
    check_form(&with("05 Jan 2026", "06 Jan 2026"), "p form-good");
    check_form(&with("<1@example.com>", "1@example.com"), "f form-message-id:5");
}

#[test]
fn what_is_not_ascii() {
    check_form(&with("Subject: Hello", "Subject: 你好"), "w form-raw-utf8:3");
    let mut gbk = with("Subject: Hello", "Subject: GBK");
    let at = memchr::memmem::find(&gbk, b"GBK").unwrap();
    gbk.splice(at..at + 3, *b"\xc4\xe3\xba\xc3");
    check_form(&gbk, "f form-raw-bytes:3");
    check_form(&with("Subject: Hello", "Subject: =?utf-8?B?5L2g5aW9"), "w form-encoded-word:3");
    check_form(&with("bob@example.net", "王@example.cn"), "w form-raw-utf8:2, w form-smtputf8:2");
    check_form(&with("bob@example.net", "bob@例子.cn"), "w form-domain-utf8:2, w form-raw-utf8:2");
}

#[test]
fn parts() {
    let body =
        |fields: &str, body: &str| with("Content-Type: text/plain; charset=utf-8\r\n\r\nHello Bob\r\n", &format!("{fields}\r\n\r\n{body}"));
    check_form(&body("Content-Type: multipart/mixed; boundary=b", "--b\r\n\r\nHello\r\n"), "f form-boundary-open:12");
    check_form(&body("Content-Type: multipart/mixed; boundary=b", "Hello\r\n"), "f form-boundary-missing:10");
    check_form(&body("Content-Type: text/plain; charset=utf-9", "Hello\r\n"), "w form-charset-unknown:1");
    check_form(
        &body("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base9", "Hello\r\n"),
        "f form-transfer-unknown:8",
    );
    check_form(
        &body("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64", "!!!!\r\n"),
        "f form-transfer-wrong:8",
    );
    check_form(&body("Content-Type: text/plain; charset=utf-8", "你好\r\n"), "w form-undeclared-bytes:9");
    check_form(&body("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit", "你好\r\n"), "p form-good");
    check_form(&body("Content-Type: text/html", "<p>Hello</p>\r\n"), "w form-html-alone");
    check_form(&body("Content-Type: text/plain", "\r\n \r\n"), "w form-empty-body");
    check_form(&with("MIME-Version: 1.0\r\n", ""), "w form-no-version");
}

const BULK: &str = "From: News <news@example.com>\r\n\
    To: bob@example.net\r\n\
    Subject: News\r\n\
    List-Id: <news.example.com>\r\n\
    List-Unsubscribe: <https://example.com/u?x>, <mailto:u@example.com>\r\n\
    List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\
    DKIM-Signature: v=1; d=example.com; s=s; h=From:To:List-Unsubscribe:\r\n List-Unsubscribe-Post; bh=x; b=y\r\n\
    \r\n\
    News. Unsubscribe: https://example.com/u\r\n";

#[test]
fn bulk_mail_is_held_to_its_rules_and_letters_are_not() {
    let check = |raw: &str, sending: bulk::Sending, expected: &str| {
        assert_eq!(told(&bulk::report(&Mail::parse(raw.as_bytes()), sending)), expected, "{raw}");
    };
    let plain = bulk::Sending::default();
    check(GOOD, plain, "p bulk-none");
    check(GOOD, bulk::Sending { recipients: 49, ..plain }, "p bulk-none");
    let bare = "f bulk-no-unsubscribe, w bulk-no-list-id, w bulk-no-visible-way-out, w bulk-unsigned";
    check(GOOD, bulk::Sending { is_bulk: true, ..plain }, bare);
    check(GOOD, bulk::Sending { recipients: 50, ..plain }, bare);
    check(BULK, plain, "p bulk-good");
    for (piece, instead, expected) in [
        ("<https://example.com/u?x>, ", "", "f bulk-unsubscribe-no-link:5"),
        ("<https:", "<http:", "f bulk-unsubscribe-unencrypted:5"),
        (", <mailto:u@example.com>", "", "w bulk-unsubscribe-no-address:5"),
        ("<https://example.com/u?x>, <mailto:u@example.com>", "https://example.com/", "f bulk-unsubscribe-malformed:5"),
        ("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "", "f bulk-no-one-click"),
        ("=One-Click", "=Yes", "f bulk-one-click-value:6"),
        ("List-Unsubscribe:\r\n List-Unsubscribe-Post; bh", "List-Unsubscribe; bh", "f bulk-one-click-unsigned:6"),
        ("d=example.com", "d=example.net", "w bulk-signed-by-others"),
        ("d=example.com", "d=mail.example.com", "p bulk-good"),
        ("news@example.com", "news@gmail.com", "f bulk-foreign-domain:1, w bulk-signed-by-others"),
        ("Unsubscribe: https", "Read: https", "w bulk-no-visible-way-out"),
        ("Unsubscribe: https", "退订: https", "p bulk-good"),
        ("List-Id: <news.example.com>\r\n", "", "w bulk-no-list-id"),
    ] {
        assert!(BULK.contains(piece), "{piece}");
        check(&BULK.replacen(piece, instead, 1), plain, expected);
    }
}

#[test]
fn recipients_are_counted_against_each_limit() {
    let receiver = |provider: Option<&str>, recipients, announced: Option<u32>| {
        let limits = Limits { recipients: announced, ..Limits::default() };
        Receiver { name: "mx.example.net".to_owned(), provider: provider.map(str::to_owned), recipients, domains: 1, announced: limits }
    };
    let check = |account: Option<(&str, bool)>, receivers: &[Receiver], expected: &str| {
        let account = account.map(|(provider, by_smtp)| Account { provider, by_smtp });
        assert_eq!(told(&recipient_count::report(account, receivers)), expected, "{receivers:?}");
    };
    check(None, &[], "f recipient-count-none");
    check(None, &[receiver(None, 100, None)], "p recipient-count-good");
    check(None, &[receiver(None, 101, None)], "w recipient-count-least");
    check(None, &[receiver(None, 101, Some(200))], "p recipient-count-good");
    check(None, &[receiver(None, 20, Some(19))], "w recipient-count-announced");
    check(None, &[receiver(Some("mimecast"), 101, None)], "w recipient-count-receiver");
    check(Some(("google", true)), &[receiver(None, 60, None), receiver(None, 60, None)], "f recipient-count-account");
    check(Some(("google", false)), &[receiver(None, 60, None), receiver(None, 60, None)], "p recipient-count-good");
    check(Some(("nobody", true)), &[receiver(None, 1, None)], "p recipient-count-good");
}

#[test]
fn recipients_of_a_mail_are_counted_once() {
    let raw = "To: a@example.com, B <b@example.com>\r\nCc: A@example.com\r\nBcc: Team: c@example.com;\r\nFrom: d@example.com\r\n\r\n";
    assert_eq!(recipient_count::recipients(&Mail::parse(raw.as_bytes())), ["a@example.com", "b@example.com", "c@example.com"]);
}

#[test]
fn links_of_all_texts_are_found_and_bounded() {
    let raw = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nhttps://exam=\r\nple.com/\r\n\
        --b\r\nContent-Type: text/html\r\n\r\n<a href=\"http://example.net\">http://example.com</a>\r\n--b--\r\n";
    assert_eq!(links::hosts(&Mail::parse(raw.as_bytes())), ["example.com", "example.net"]);
    let many: String = (0..1000).map(|number| format!("http://h{number}.example.com/ ")).collect();
    assert_eq!(links::hosts(&Mail::parse(format!("A: b\r\n\r\n{many}").as_bytes())).len(), 100);
}

#[test]
fn replies_go_to_domains() {
    for (from, expected) in [
        ("Ann <ann@Example.COM>", "example.com"),
        ("ann@例子.cn", "xn--fsqu00a.cn"),
        ("MAILER-DAEMON@mx.example to\r\n RCPT TO command)", ""),
        ("ann@", ""),
    ] {
        let raw = format!("From: {from}\r\nReply-To: {from}\r\n\r\n");
        assert_eq!(links::reply_domains(&Mail::parse(raw.as_bytes())).join(" "), expected, "{from}");
    }
}

/// Whatever the bytes are, the work is linear: each of these would take hours otherwise.
#[test]
fn hostile_mails_cost_what_their_size_costs() {
    let size = 2_000_000;
    for piece in
        ["=?", "a@b,", "<", "(", "\\\"", "http://", "=\"//", "a:;", "\r", "\0", "=?a?B?", "Subject:\r\n", "--b\r\n", "[", "<https:>"]
    {
        for head in [
            "Subject: ",
            "From: ",
            "List-Unsubscribe: ",
            "DKIM-Signature: h=",
            "Content-Type: text/html\r\n\r\n",
            "Content-Disposition: attachment; filename=",
        ] {
            let raw = format!("{head}{}", piece.repeat(size / piece.len()));
            let mail = Mail::parse(raw.as_bytes());
            assert!(!form::report(&mail, now()).findings.is_empty());
            assert!(!bulk::report(&mail, bulk::Sending { is_bulk: true, recipients: 0 }).findings.is_empty());
            assert!(!attachment::report(&mail, None).findings.is_empty());
            assert!(links::hosts(&mail).len() <= 100);
        }
    }
}

/// Each fact says where it comes from.
#[test]
fn facts_have_sources() {
    for path in ["check/form.toml", "check/bulk.toml", "check/attachments.toml", "check/recipient-limits.toml"] {
        let facts: toml::Table = crate::facts::read(path).unwrap();
        let lists = facts.values().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_table);
        for fact in lists {
            let source = fact.get("source").and_then(toml::Value::as_str).unwrap_or_default();
            assert!(source == "field" || source.starts_with("https://"), "{path}: {fact:?}");
        }
    }
    crate::facts::read::<bulk::Rules>("check/bulk.toml").unwrap();
    let limits: toml::Table = crate::facts::read("check/recipient-limits.toml").unwrap();
    let knowledge = tuixin::knowledge::Knowledge::embedded();
    for limit in limits["limit"].as_array().unwrap() {
        let provider = limit["provider"].as_str().unwrap();
        assert!(knowledge.providers().iter().any(|known| known.id == provider), "{provider}");
    }
    crate::facts::read::<recipient_count::Known>("check/recipient-limits.toml").unwrap();
}
