//! The letters of `tuixin explain --letter`, for the main causes and in both languages.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::tuixin;
use serde_json::Value;

/// A bounce as Postfix writes it, of a mail by Ann to one recipient.
fn bounce(recipient: &str, remote: &str, status: &str, reply: &str) -> String {
    format!(
        "From: MAILER-DAEMON@out.example.net (Mail Delivery System)\n\
         To: ann@example.net\nSubject: Undelivered Mail Returned to Sender\nDate: Tue, 24 Nov 2026 10:11:15 +0800\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Type: text/plain\n\n<{recipient}>: host {remote} said: {reply}\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; out.example.net\n\n\
         Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: {status}\nRemote-MTA: dns; {remote}\nDiagnostic-Code: smtp; {reply}\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nFrom: Ann <ann@example.net>\nTo: <{recipient}>\nSubject: Offer 17\n\
         Date: Tue, 24 Nov 2026 10:11:12 +0800\nMessage-ID: <1@example.net>\n\n--b--\n"
    )
}

fn letters(mail: &str, arguments: &[&str]) -> String {
    let arguments = [&["explain", "--letter", "all", "--helo", "out.example.net"], arguments, &["-"]].concat();
    let ran = tuixin(&arguments).stdin(mail.as_bytes()).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    ran.stdout
}

#[test]
fn a_listed_address_is_taken_up_with_the_list_and_with_who_uses_it() {
    let reply = "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1";
    let mail = bounce("bob@example.com", "mx.example.com", "5.7.1", reply);
    insta::assert_snapshot!("spamhaus-en", letters(&mail, &[]));
    insta::assert_snapshot!("spamhaus-zh", letters(&mail, &["--lang", "zh", "--letter-lang", "zh"]));
    let reply = "550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using b.barracudacentral.org";
    insta::assert_snapshot!("barracuda-cn", letters(&bounce("bob@example.cn", "mx.example.cn", "5.7.1", reply), &[]));
}

#[test]
fn a_provider_is_asked_by_its_own_way_and_in_its_own_language() {
    let reply = "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors.";
    let mail = bounce("bob@outlook.com", "outlook-com.olc.protection.outlook.com", "5.7.1", reply);
    insta::assert_snapshot!("microsoft-en", letters(&mail, &[]));
    let reply =
        "554 DT:SPM 163 mx5,asdfghAAA--.77S3 1600000001 http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1&hostid=mx5&time=1600000001";
    let mail = bounce("bob@163.com", "163mx01.mxmail.netease.com", "5.0.0", reply);
    insta::assert_snapshot!("netease-zh", letters(&mail, &["--lang", "zh", "--ip", "192.0.2.1"]));
    insta::assert_snapshot!("netease-en", letters(&mail, &["--letter-lang", "en", "--ip", "192.0.2.1"]));
}

#[test]
fn refusals_are_taken_up_with_the_postmaster() {
    let policy = bounce("bob@example.com", "mx.example.com", "5.7.1", "550 5.7.1 Message rejected due to local policy");
    insta::assert_snapshot!("policy-en", letters(&policy, &[]));
    insta::assert_snapshot!("policy-zh", letters(&policy, &["--letter-lang", "zh"]));
    let content =
        bounce("bob@example.cn", "mx.example.cn", "5.7.1", "554 5.7.1 The message was rejected because it contains prohibited content");
    insta::assert_snapshot!("content-zh", letters(&content, &["--lang", "zh"]));
    let limit = bounce(
        "bob@qq.com",
        "mx3.qq.com",
        "5.0.0",
        "550 Ip frequency limited [dG9rZW4 IP: 192.0.2.1]. https://service.mail.qq.com/cgi-bin/help?no=1000725",
    );
    insta::assert_snapshot!("limit-zh", letters(&limit, &[]));
}

#[test]
fn recipients_are_told_by_another_way() {
    let full = bounce("bob@example.com", "mx.example.com", "5.2.2", "552 5.2.2 Mailbox full");
    insta::assert_snapshot!("full-en", letters(&full, &[]));
    insta::assert_snapshot!("full-zh", letters(&full, &["--letter-lang", "zh"]));
    let broken = bounce("bob@example.cn", "mx.example.cn", "5.4.6", "554 5.4.6 Too many hops");
    insta::assert_snapshot!("broken-zh", letters(&broken, &[]));
    insta::assert_snapshot!("broken-en", letters(&broken, &["--letter-lang", "en"]));
}

#[test]
fn where_no_letter_helps_that_is_told() {
    let grey = bounce("bob@example.com", "mx.example.com", "4.2.0", "450 4.2.0 Greylisted, try again in 300 seconds");
    assert!(letters(&grey, &[]).starts_with("No letter makes sense here"));
    assert!(letters(&grey, &["--lang", "zh"]).starts_with("此处不需要写信"));
    // A kind that is not offered here.
    let full = bounce("bob@example.com", "mx.example.com", "5.2.2", "552 5.2.2 Mailbox full");
    let ran = tuixin(&["explain", "--letter", "delisting", "-"]).stdin(full.as_bytes()).run();
    assert!(ran.stdout.starts_with("No letter makes sense here"), "{}", ran.stdout);
}

#[test]
fn programs_get_letters_beside_the_explanation() {
    let mail = bounce("bob@example.com", "mx.example.com", "5.7.1", "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org");
    for format in ["json", "ndjson"] {
        let ran = tuixin(&["explain", "--letter", "delisting,postmaster", "--format", format, "-"]).stdin(mail.as_bytes()).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let value: Value = serde_json::from_str(&ran.stdout).unwrap();
        let message = if format == "json" { &value[0] } else { &value };
        let letters = message["deliveries"][0]["letters"].as_array().unwrap();
        let brief: Vec<String> =
            letters.iter().map(|letter| format!("{} {} {}", letter["kind"], letter["to"], letter["language"]).replace('"', "")).collect();
        assert_eq!(brief, ["delisting {form:https://check.spamhaus.org/} en", "postmaster {address:postmaster@example.com} en"]);
    }
    let ran = tuixin(&["explain", "--format", "json", "-"]).stdin(mail.as_bytes()).run();
    assert!(!ran.stdout.contains("letters"), "{}", ran.stdout);
}

#[test]
fn letters_are_asked_for_sensibly() {
    for (arguments, expected) in [
        (&["explain", "--letter", "all", "--format", "csv", "550 no"][..], "letters do not fit into a table"),
        (&["explain", "--letter-lang", "zh", "550 no"][..], "--letter"),
        (&["explain", "--letter", "boss", "550 no"][..], "colleague"),
        (&["explain", "--ip", "192.0.2.1", "550 no"][..], "--letter"),
    ] {
        let ran = tuixin(arguments).run();
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(expected), "{arguments:?}: {}", ran.stderr);
    }
}
