//! `--learn`: what could not be decided is kept, and nobody can be found in it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use std::fs;

use common::tuixin;

/// The file that is written for these texts, each explained by itself.
fn learned(texts: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let ran = tuixin(&[&["explain", "--format", "ndjson", "--learn", "learned"], texts].concat()).within(folder.path()).run();
    assert!(ran.code == 0 || !ran.stderr.is_empty());
    fs::read_to_string(folder.path().join("learned")).unwrap()
}

/// Checks the reply that is kept.
fn check(text: &str, expected: &str) {
    let written = learned(&[text]);
    let line: serde_json::Value = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {text}: {written}"));
    assert_eq!(line["reply"], expected);
}

#[test]
fn a_lesson_has_what_a_rule_needs() {
    insta::assert_snapshot!(
        learned(&["550 5.9.9 <bob@example.com>: The quux wobbled (in reply to RCPT TO command)"]),
        @r#"{"reply":"550 5.9.9 <address>: The quux wobbled (in reply to RCPT TO command)","reply_code":550,"status":"5.9.9","stage":"rcpt-to","format":"reply","count":1}"#
    );
    assert_eq!(learned(&["550 5.1.1 User unknown"]), "");
}

#[test]
fn replies_that_differ_only_in_whom_they_are_about_are_one() {
    let written = learned(&[
        "550 5.9.9 <bob@example.com>: The quux wobbled 4Fz2bC1xQz",
        "550 5.9.9 <eve@example.org>: The quux wobbled 7Kb9dD2yRr",
        "550 5.9.9 <eve@example.org>: The quux frobbed",
    ]);
    let counts: Vec<u64> =
        written.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [2, 1], "{written}");
}

#[test]
fn what_belongs_to_somebody_is_masked() {
    for (text, expected) in [
        ("550 5.9.9 bob.smith@example.com wobbled", "550 5.9.9 <address> wobbled"),
        (
            "550 5.9.9 The quux wobbled [192.0.2.7] [IPv6:2001:db8::7] by mx1.example.com",
            "550 5.9.9 The quux wobbled [<ip>] [IPv6:<ip>] by <host>",
        ),
        ("550 5.9.9 The quux wobbled, see https://example.com/why?token=Abc123&user=bob", "550 5.9.9 The quux wobbled, see <url>"),
        ("550 5.9.9 user bobby wobbled", "550 5.9.9 user <id> wobbled"),
        ("550 5.9.9 the mailbox of bobby wobbled", "550 5.9.9 the mailbox of <id> wobbled"),
        ("550 5.9.9 bobby... wobbled", "550 5.9.9 <id> wobbled"),
        ("550 5.9.9 <bobby> wobbled", "550 5.9.9 <id> wobbled"),
        ("550 5.9.9 The quux wobbled for 'bobby'", "550 5.9.9 The quux wobbled for '<id>'"),
        ("550 5.9.9 The quux wobbled at bob_smith and bob.smith", "550 5.9.9 The quux wobbled at <id> and <id>"),
        ("550 5.9.9 \"Bob Smith\" <bob@example.com> wobbled", "550 5.9.9 \"<id>\" <address> wobbled"),
        ("550 5.9.9 The quux wobbled: Bob Smith <bob@example.com>", "550 5.9.9 The quux wobbled: <id> <address>"),
        ("550 5.9.9 The quux wobbled, Message-ID <20260105.4F2A@mx.example.com>", "550 5.9.9 The quux wobbled, Message-ID <address>"),
        ("550 5.9.9 The quux wobbled a17-20020a05640213d100b004bf7905559esi123456.7 - gsmtp", "550 5.9.9 The quux wobbled <id> - gsmtp"),
        ("550 5.9.9 The quux wobbled QID=3rT9kk session=a1b2c3d4 port 25", "550 5.9.9 The quux wobbled QID=<id> session=<id> port 25"),
        ("550 5.9.9 The quux wobbled /home/bobby/mail", "550 5.9.9 The quux wobbled /home/<id>/mail"),
        ("550 5.9.9 用户bobby抖动了", "550 5.9.9 用户<id>抖动了"),
        ("550 5.9.9 The quux of user josé wobbled", "550 5.9.9 The quux of user <id> wobbled"),
        ("550 5.9.9 Dear Bob Smith, the quux wobbled", "550 5.9.9 Dear <id>, the quux wobbled"),
        ("550 5.9.9 The quux wobbled 13800138000", "550 5.9.9 The quux wobbled <id>"),
    ] {
        check(text, expected);
    }
}

#[test]
fn what_belongs_to_nobody_stays() {
    for text in [
        "550 5.9.9 The frobnicator denied wobbling after 30 seconds",
        "550 5.9.9 The quux wobbled at 10MB (TS99) AS(48)",
        "550 5.9.9 RESOLVER.ADR.WobbleNotFound; wobbled",
        "550 5.9.9 Der Quux hat gewackelt",
        "550 5.9.9 该邮箱抖动了，SMTP 也抖动了",
    ] {
        check(text, text);
    }
}

#[test]
fn nothing_of_the_mail_that_came_back_is_told() {
    let mail = "From: MAILER-DAEMON@mx.example.org\nTo: me@example.org\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\
        Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; wendelin.quast@example.com\nAction: failed\nStatus: 5.9.9\n\
        Diagnostic-Code: smtp; 550 5.9.9 wobbled for Wendelin: Quast family news was not wanted by WENDELIN.QUAST, says Karla\n\n--b\n\
        Content-Type: message/rfc822\n\nFrom: \"Karla Unruh\" <karla@example.org>\nTo: wendelin.quast@example.com\nSubject: Quast family news\n\
        Message-ID: <news-1@example.org>\n\nHello\n\n--b--\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bounce.eml"), mail).unwrap();
    tuixin(&["explain", "--format", "ndjson", "--learn", "learned", "bounce.eml"]).within(folder.path()).run();
    let written = fs::read_to_string(folder.path().join("learned")).unwrap().to_lowercase();
    assert!(written.contains("wobbled"), "{written}");
    for name in ["wendelin", "quast", "karla", "unruh", "family", "news", "example"] {
        assert!(!written.contains(name), "{name} in {written}");
    }
}

#[test]
fn the_file_grows_and_a_file_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for expected in 1..3 {
        tuixin(&["explain", "--learn", "learned", "550 5.9.9 The quux wobbled"]).within(folder.path()).run();
        assert_eq!(fs::read_to_string(folder.path().join("learned")).unwrap().lines().count(), expected);
    }
    let ran = tuixin(&["explain", "--learn", "nowhere/learned", "550 User unknown"]).within(folder.path()).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with("tuixin: nowhere/learned: cannot be written"), "{}", ran.stderr);
}
