//! Reports with the damage that real ones have, drawn as one line a recipient.

use crate::notice::tests::drawn;
use crate::notice::{Delivery, read};

/// A mail with a report that consists of these fields.
fn report(fields: &str) -> String {
    part("message/delivery-status", fields)
}

/// A mail with a part of this type.
fn part(kind: &str, body: &str) -> String {
    format!(
        "From: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: Undelivered\nMIME-Version: 1.0\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
--b\n\nSorry.\n\n--b\nContent-Type: {kind}\n\n{body}\n--b--\n"
    )
}

fn deliveries(mail: &str) -> Vec<Delivery> {
    read(mail.as_bytes()).into_iter().flat_map(|notice| notice.deliveries).collect()
}

const TWO: &str = "Reporting-MTA: dns; out.example.cn

Final-Recipient: rfc822; bob@example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

Final-Recipient: rfc822; eve@example.net
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox full
";

const TWO_DRAWN: &str = "failed rfc3464
  bob@example.com failed 5.1.1 | smtp; 550 5.1.1 no such user
  eve@example.net failed 5.2.2 | smtp; 552 5.2.2 mailbox full";

#[test]
fn recipients_are_told_apart_whatever_happened_to_the_blank_lines() {
    for (damage, fields) in [
        ("none", TWO.to_owned()),
        ("no blank line", TWO.replace("\n\n", "\n")),
        ("a blank line behind each line", TWO.replace('\n', "\n\n")),
        ("no block about the message", TWO.replace("Reporting-MTA: dns; out.example.cn\n\n", "")),
        ("blanks on the empty lines", TWO.replace("\n\n", "\n \t\n")),
        ("blanks before the colons", TWO.replace(':', " :").replace("smtp; ", "smtp;  ").replace(";  ", "; ")),
        (
            "original recipients first",
            TWO.replace("Final-Recipient: rfc822; eve", "Original-Recipient: rfc822; eve@example.net\nFinal-Recipient: rfc822; eve"),
        ),
        ("no types", TWO.replace("rfc822; ", "")),
        ("brackets", TWO.replace("bob@example.com", "<bob@example.com>")),
        ("upper case", TWO.replace("Final-Recipient", "FINAL-RECIPIENT").replace("Action: failed", "ACTION: FAILED")),
        ("comments", TWO.replace("Action: failed", "Action: failed (bad destination mailbox)")),
        ("no action", TWO.replace("Action: failed\n", "")),
    ] {
        assert_eq!(drawn(report(&fields).as_bytes()), TWO_DRAWN, "{damage}");
        assert_eq!(drawn(report(&fields).replace('\n', "\r\n").as_bytes()), TWO_DRAWN, "{damage}, CRLF");
        assert_eq!(drawn(report(&fields).replace('\n', "\r").as_bytes()), TWO_DRAWN, "{damage}, CR");
    }
}

#[test]
fn a_report_is_found_wherever_it_stands() {
    for (place, mail) in [
        ("twice", report(TWO).replace("--b--\n", &format!("--b\nContent-Type: message/delivery-status\n\n{TWO}\n--b--\n"))),
        ("misspelt type", part("message/xdelivery-status", TWO)),
        ("global", part("message/global-delivery-status", TWO)),
        ("plain text", part("text/plain", TWO)),
        ("text of its own type", part("text/delivery-status", TWO)),
        ("an attachment", part("application/octet-stream; name=details.txt", TWO)),
        (
            "quoted-printable",
            part("message/delivery-status\nContent-Transfer-Encoding: quoted-printable", &TWO.replace("no such user", "no =\nsuch user")),
        ),
        (
            "no multipart",
            format!(
                "From: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: Undelivered\nContent-Type: message/delivery-status\n\n{TWO}"
            ),
        ),
    ] {
        assert_eq!(drawn(mail.as_bytes()), TWO_DRAWN, "{place}");
    }
}

#[test]
fn the_outer_report_speaks_and_not_one_within_the_returned_mail() {
    let returned = report("Final-Recipient: rfc822; carol@example.org\nAction: failed\nStatus: 5.1.1\n");
    let mail = report(TWO).replace(
        "--b--\n",
        &format!("--b\nContent-Type: message/rfc822\n\n{}\n--b--\n", returned.replace("boundary=b", "boundary=c").replace("--b", "--c")),
    );
    let drawn = drawn(mail.as_bytes());
    assert!(drawn.contains("bob@example.com failed") && !drawn.contains("carol@"), "{drawn}");
}

#[test]
fn a_person_who_forwards_a_report_reports_nothing() {
    let mail = format!("From: Ann <ann@example.cn>\nTo: carol@example.cn\nSubject: Fwd: Undelivered Mail\n\nWhat is this?\n\n{TWO}");
    assert_eq!(drawn(mail.as_bytes()), "other text");
}

#[test]
fn who_failed_is_the_address_that_was_tried() {
    for (fields, expected) in [
        // Sendmail's alias.
        (
            "Final-Recipient: RFC822; team@example.com\nX-Actual-Recipient: RFC822; bob@example.org\n",
            "bob@example.org for team@example.com",
        ),
        // A program is nobody.
        ("Final-Recipient: RFC822; bob@example.com\nX-Actual-Recipient: X-Unix; |/usr/bin/procmail\n", "bob@example.com"),
        ("Final-Recipient: rfc822; bob@example.com\nOriginal-Recipient: rfc822; BOB@example.com\n", "bob@example.com"),
        (
            "Final-Recipient: rfc822; bob@example.com\nOriginal-Recipient: rfc822; b.example@example.org\n",
            "bob@example.com for b.example@example.org",
        ),
        ("Final-Recipient: X-LOCAL; |/bin/false\nOriginal-Recipient: rfc822; bob@example.com\n", "bob@example.com"),
        ("Final-Recipient: x400; /C=CN/ADMD= /PRMD=example/S=bob/\nOriginal-Recipient: rfc822; bob@example.com\n", "bob@example.com"),
        ("Final-Recipient: rfc822;\nOriginal-Recipient: rfc822; bob@example.com\n", "bob@example.com"),
        ("Final-Recipient: rfc822; bob\n", "bob"),
        // The system reports on the copy that it sent back.
        ("Final-Recipient: rfc822; ann@example.cn\nOriginal-Recipient: rfc822; bob@example.com\n", "bob@example.com"),
    ] {
        let drawn = drawn(report(&format!("{fields}Action: failed\nStatus: 5.1.1\n")).as_bytes());
        let line = drawn.lines().nth(1).unwrap_or_default();
        assert!(line.starts_with(&format!("  {expected} failed 5.1.1 |")), "{fields}{drawn}");
    }
}

#[test]
fn a_missing_action_is_told_by_the_status() {
    for (status, expected) in
        [("5.1.1", "failed"), ("4.4.1", "delayed"), ("4.4.7", "failed"), ("2.1.5", "delivered"), ("nonsense", "failed")]
    {
        let drawn =
            drawn(report(&format!("Final-Recipient: rfc822; bob@example.com\nStatus: {status}\nDiagnostic-Code: smtp; 000\n")).as_bytes());
        assert!(drawn.starts_with(expected), "{status}: {drawn}");
    }
}

#[test]
fn a_status_is_read_behind_decoration_and_its_comment_is_heard() {
    for (field, expected) in
        [("5.1.1 (bad mailbox)", "5.1.1 | 5.1.1 (bad mailbox)"), ("#5.2.1", "5.2.1 | "), ("550 5.7.1", "5.7.1 | "), ("5.1.10", "5.1.10 | ")]
    {
        let drawn = drawn(report(&format!("Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: {field}\n")).as_bytes());
        assert!(drawn.contains(&format!("bob@example.com failed {expected}")), "{field}: {drawn}");
    }
}

#[test]
fn a_diagnostic_code_is_whole() {
    for (field, expected) in [
        ("smtp; 550-5.7.1 first\n 550-5.7.1 second\n 550 5.7.1 third", "550-5.7.1 first 550-5.7.1 second 550 5.7.1 third"),
        ("smtp;550-5.7.1 first\n\n550 5.7.1 second\nLast-Attempt-Date: x", "550-5.7.1 first 550 5.7.1 second"),
        ("smtp;550-5.7.1 first\n\n  550 5.7.1 second\n\n  and third", "550-5.7.1 first 550 5.7.1 second and third"),
        ("550 5.1.1 without a type", "550 5.1.1 without a type"),
        ("smtp; 550 see\nhttps://example.com/help", "550 see https://example.com/help"),
    ] {
        let mail = report(&format!("Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: {field}\n"));
        let found = deliveries(&mail).into_iter().next().and_then(|delivery| delivery.reply).map(|reply| reply.text).unwrap_or_default();
        let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = found.trim_start_matches("smtp;").trim();
        assert_eq!(value, expected, "{field}");
    }
}

#[test]
fn of_several_diagnostic_codes_the_server_speaks_first() {
    let mail = report(
        "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.0.0\n\
Diagnostic-Code: x-unix; 75\nDiagnostic-Code: X-Local; the queue gave up\nDiagnostic-Code: smtp; 550 no such user\n\
X-Supplementary-Info: <mx.example.com #5.1.1 smtp;550 no such user>\nX-PowerMTA-BounceCategory: bad-mailbox\n",
    );
    let delivery = deliveries(&mail).remove(0);
    let said: Vec<&str> = delivery.reply.iter().chain(&delivery.remarks).map(|said| said.text.as_str()).collect();
    assert_eq!(
        said.get(..5),
        Some(
            &[
                "smtp; 550 no such user",
                "X-Local; the queue gave up",
                "<mx.example.com #5.1.1 smtp;550 no such user>",
                "x-unix; 75",
                "bad-mailbox"
            ][..]
        )
    );
}

#[test]
fn a_delay_says_until_when_and_hosts_are_names() {
    let mail = report(
        "Reporting-MTA: dns; out.example.cn\n\nFinal-Recipient: rfc822; bob@example.com\nAction: delayed\nStatus: 4.4.1\n\
Remote-MTA: dns; mx.example.com. (192.0.2.1)\nWill-Retry-Until: Fri, 27 Nov 2026 08:00:00 +0800\n",
    );
    let delivery = deliveries(&mail).remove(0);
    assert_eq!(delivery.retry_until.as_deref(), Some("Fri, 27 Nov 2026 08:00:00 +0800"));
    assert_eq!(delivery.remote_mta.as_deref(), Some("mx.example.com"));
    assert_eq!(delivery.reporting_mta.as_deref(), Some("out.example.cn"));
}

#[test]
fn a_recipient_who_is_named_twice_is_one() {
    let mail = report(
        "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.0.0\n\n\
Final-Recipient: rfc822; Bob@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n\n\
Final-Recipient: rfc822; bob@example.com\nAction: expanded\nStatus: 2.0.0\n",
    );
    insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
    failed rfc3464
      bob@example.com failed 5.1.1 | smtp; 550 no such user
      bob@example.com expanded 2.0.0 | 
    ");
}

#[test]
fn a_header_of_the_returned_mail_is_no_recipient() {
    // Sun's servers write this field into every mail that they deliver.
    let mail = part("text/rfc822-headers", "Original-Recipient: rfc822; carol@example.org\nFrom: ann@example.cn\n");
    assert_eq!(drawn(mail.as_bytes()), "other text\nabout ann@example.cn / ");
}
