//! Notices read from mails and texts, drawn as one line a delivery.

use super::*;

pub(in crate::notice) fn drawn(input: &[u8]) -> String {
    let mut lines = Vec::new();
    for notice in read(input) {
        let warnings: Vec<_> = notice.warnings.iter().map(|warning| warning.name()).collect();
        lines.push(format!(
            "{} {}{}",
            notice.kind.name(),
            notice.format,
            if warnings.is_empty() { String::new() } else { format!(" ({})", warnings.join(", ")) }
        ));
        if let Some(message) = notice.message {
            lines.push(format!("about {} / {}", message.from.unwrap_or_default(), message.subject.unwrap_or_default()));
        }
        for delivery in notice.deliveries {
            let reply = delivery.reply.as_ref().or(delivery.remarks.first());
            if let Some(reply) = reply {
                assert!(reply.origin.end <= input.len());
            }
            lines.push(format!(
                "  {}{} {} {} | {}",
                delivery.recipient.unwrap_or("-".to_owned()),
                delivery.original_recipient.map_or(String::new(), |original| format!(" for {original}")),
                delivery.action.map_or("-", Action::name),
                delivery.status.map_or("-".to_owned(), |status| status.to_string()),
                reply.map_or(String::new(), |reply| reply.text.replace('\n', " / ")),
            ));
        }
    }
    lines.join("\n")
}

const REPORT: &str = "From: MAILER-DAEMON@out.example.cn (Mail Delivery System)
To: ann@example.cn
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=\"B1\"

--B1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host out.example.cn.

<bob@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no such user

--B1
Content-Type: message/delivery-status

Reporting-MTA: dns; out.example.cn
Arrival-Date: Mon, 23 Nov 2026 08:00:00 +0800

Final-Recipient: rfc822; bob@example.com
Original-Recipient: rfc822;team@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 <bob@example.com>: User
    unknown

Final-Recipient: rfc822; eve@example.net
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.example.net[192.0.2.9]:25: Connection timed out

--B1
Content-Type: text/rfc822-headers

From: =?gbk?B?sLI=?= <ann@example.cn>
Subject: =?utf-8?Q?=E4=BD=A0=E5=A5=BD?=
Message-ID: <1@example.cn>

--B1--
";

#[test]
fn a_report_tells_each_recipient_with_its_own_words() {
    insta::assert_snapshot!(drawn(REPORT.as_bytes()), @r"
    failed rfc3464
    about 安 <ann@example.cn> / 你好
      bob@example.com for team@example.com failed 5.1.1 | smtp; 550 5.1.1 <bob@example.com>: User    unknown
      eve@example.net delayed 4.4.1 | X-Postfix; connect to mx.example.net[192.0.2.9]:25: Connection timed out
    ");
}

#[test]
fn damage_to_a_report_loses_no_recipient() {
    let expected = drawn(REPORT.as_bytes());
    let crlf = REPORT.replace('\n', "\r\n");
    assert_eq!(drawn(crlf.as_bytes()), expected, "CRLF");
    let blank_before_colon = REPORT.replace("Final-Recipient:", "Final-Recipient :");
    assert_eq!(drawn(blank_before_colon.as_bytes()), expected, "blank before the colon");
    let no_type = REPORT.replace("rfc822; ", "");
    assert_eq!(drawn(no_type.as_bytes()), expected, "no address type");
    let no_message_block = REPORT.replace("Reporting-MTA: dns; out.example.cn\nArrival-Date: Mon, 23 Nov 2026 08:00:00 +0800\n\n", "");
    assert_eq!(drawn(no_message_block.as_bytes()), expected, "no block about the message");
}

#[test]
fn a_report_that_lost_its_boundaries_is_found_in_the_text() {
    let lost: String = REPORT.lines().filter(|line| !line.starts_with("--B1")).map(|line| format!("{line}\n")).collect();
    let drawn = drawn(lost.as_bytes());
    assert!(drawn.contains("bob@example.com for team@example.com failed 5.1.1"), "{drawn}");
    assert!(drawn.contains("eve@example.net delayed 4.4.1"), "{drawn}");
}

#[test]
fn a_blank_line_inside_a_diagnostic_code_cuts_nothing_off() {
    let report = REPORT.replace("User\n    unknown", "User\n\n unknown here");
    assert!(drawn(report.as_bytes()).contains("User unknown here"), "{}", drawn(report.as_bytes()));
}

#[test]
fn global_reports_are_read_like_others() {
    let report = REPORT
        .replace("message/delivery-status", "message/global-delivery-status")
        .replace("rfc822; bob@example.com", "utf-8; 用户@example.cn");
    assert!(drawn(report.as_bytes()).contains("用户@example.cn for team@example.com failed 5.1.1"));
}

#[test]
fn a_mail_of_a_mail_system_without_a_report_is_read_by_its_words() {
    let mail = "Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@out.example.cn>
To: ann@example.cn
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. The following address(es) failed:

  bob@example.com
    SMTP error from remote mail server after RCPT TO:<bob@example.com>:
    host mx.example.com [192.0.2.1]: 550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Return-path: <ann@example.cn>
Received: from pc by out.example.cn
From: ann@example.cn
To: bob@example.com, carol@example.com

hello
";
    insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
    failed exim
    about ann@example.cn / 
      bob@example.com failed - | SMTP error from remote mail server after RCPT TO:<bob@example.com>: /     host mx.example.com [192.0.2.1]: 550 5.1.1 User unknown
    ");
}

#[test]
fn ordinary_mail_is_no_bounce_even_when_it_talks_about_one() {
    let mail = "From: ann@example.cn
To: bob@example.com
Subject: that bounce

I got this back:

carol@example.com
    550 5.1.1 User unknown
";
    assert_eq!(drawn(mail.as_bytes()), "other text");
}

#[test]
fn texts_are_cut_into_replies() {
    for (text, expected) in [
        ("550 5.1.1 User unknown", "failed reply\n  - - - | 550 5.1.1 User unknown"),
        ("550-first\n550 second\n421 later", "failed reply\n  - - - | 550-first / 550 second\nfailed reply\n  - - - | 421 later"),
        ("550 one\n550 two", "failed reply\n  - - - | 550 one\nfailed reply\n  - - - | 550 two"),
        ("550 folded\n  here", "failed reply\n  - - - | 550 folded /   here"),
        ("User unknown", "failed reply\n  - - - | User unknown"),
        ("250 ok", "other reply"),
        ("", "other text"),
        ("...", "other reply"),
        (
            "Sorry, it did not work.\nThe address failed:\n\n<bob@example.com>: mailbox is full\n\nBye",
            "failed text\n  bob@example.com failed - | <bob@example.com>: mailbox is full",
        ),
    ] {
        assert_eq!(drawn(text.as_bytes()), expected, "{text:?}");
    }
}

#[test]
fn text_in_another_charset_is_read() {
    let (gbk, _, _) = encoding_rs::GBK.encode("550 用户不存在，请检查收件人地址");
    // The charset is a guess, and the reader is told so.
    assert_eq!(drawn(&gbk), "failed reply (charset)\n  - - - | 550 用户不存在，请检查收件人地址");
}
