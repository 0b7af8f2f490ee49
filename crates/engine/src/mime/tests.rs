//! Whole mails: what their parts are, and what is noted about their damage.
//!
//! A mail is drawn as one line a part: two blanks a level, the media type, and the text of a leaf with its line ends as `|`.

use super::*;

fn drawn(raw: &[u8]) -> String {
    let mail = Mail::parse(raw);
    let mut lines = Vec::new();
    for part in mail.parts() {
        let media = mail.media_type(part.id);
        let mut line = format!("{}{}", "  ".repeat(part.depth), if media.is_empty() { "-" } else { media });
        if mail.children(part.id).next().is_none() {
            line.push_str(": ");
            line.push_str(&mail.text(part.id).text.replace("\r\n", "|").replace(['\n', '\r'], "|"));
        }
        lines.push(line);
    }
    lines.extend(mail.notes().iter().map(|note| format!("{:?} {}", note.damage, note.part.index())));
    lines.join("\n")
}

fn check(raw: &str, expected: &[&str]) {
    assert_eq!(drawn(raw.as_bytes()), expected.join("\n"), "{raw}");
}

#[test]
fn base64_that_only_the_multipart_declares_is_undone_where_it_is_base64() {
    check(
        "Subject: hello\nContent-Transfer-Encoding: base64\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\naGVsbG8gdGhlcmU=\n--b\n\nnot encoded\n--b\nContent-Transfer-Encoding: 7bit\n\naGVsbG8gdGhlcmU=\n--b--\n",
        &["multipart/mixed", "  -: hello there", "  -: not encoded", "  -: aGVsbG8gdGhlcmU="],
    );
}

#[test]
fn a_report_is_taken_apart() {
    let raw = "From: postmaster@example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\npreamble\n--b\n\nIt failed.\n\n\
--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; a@example.com\n\n--b\nContent-Type: message/rfc822\n\n\
Subject: hello\nContent-Type: multipart/alternative; boundary=b2\n\n--b2\n\nhi\n--b2\nContent-Type: text/html\n\n<p>hi\n--b2--\nepilogue\n--b--\nepilogue\n";
    check(
        raw,
        &[
            "multipart/report",
            "  -: It failed.|",
            "  message/delivery-status: Reporting-MTA: dns; mx.example.com||Final-Recipient: rfc822; a@example.com|",
            "  message/rfc822",
            "    multipart/alternative",
            "      -: hi",
            "      text/html: <p>hi",
        ],
    );
    let returns = raw.replace('\n', "\r\n");
    assert_eq!(drawn(returns.as_bytes()), drawn(raw.as_bytes()));
    let strays = raw.replace('\n', "\r\r\n");
    assert_eq!(drawn(strays.as_bytes()).replace('|', ""), drawn(raw.as_bytes()).replace('|', ""));
    let mac = raw.replace('\n', "\r");
    assert_eq!(drawn(mac.as_bytes()), format!("{}\nCrOnlyLines 0", drawn(raw.as_bytes())));
    let envelope = format!("\n\nFrom a@example.com Mon Jan  5 10:00:00 2026\n{raw}");
    assert_eq!(drawn(envelope.as_bytes()), drawn(raw.as_bytes()));
}

#[test]
fn headers_are_found_where_they_are_damaged() {
    check(
        "Undelivered: the address is wrong.\nPlease: check it.\nRegards\n",
        &["-: Undelivered: the address is wrong.|Please: check it.|Regards|", "NoHeader 0"],
    );
    check("邮件退回\n\n原因: 邮箱已满\n", &["-: 邮件退回||原因: 邮箱已满|", "NoHeader 0"]);
    check("Subject: x\nFrom: a@example.com\nThe body\n", &["-: The body|", "NoBlankLine 0"]);
    check("Subject: x\n \nThe body\n", &["-: The body|"]);
    check("From: a@example.com\nContent-Type: multipart/mixed;\nboundary=b\n\n--b\n\nx\n--b--\n", &["multipart/mixed", "  -: x"]);
    check("Received: from mx.example.com\nby example.net; Mon,\n10:00:00 +0800\nFrom: a@example.com\n\nx", &["-: x"]);
    check("Subject : x\ncontent-type\t: text/html\n\nx", &["text/html: x"]);
}

#[test]
fn boundaries_are_found_where_they_are_damaged() {
    let part = "Content-Type: text/plain\n\nx\n";
    let mail = |head: &str, body: &str| format!("From: a@example.com\nContent-Type: {head}\n\n{body}");
    check(
        &mail("multipart/mixed", &format!("preamble\n-- \n--real\n{part}--real--\n")),
        &["multipart/mixed", "  text/plain: x", "LostBoundary 0"],
    );
    check(
        &mail("multipart/mixed; boundary=\"\"", &format!("--real\n{part}")),
        &["multipart/mixed", "  text/plain: x|", "LostBoundary 0", "Unterminated 0"],
    );
    check(
        &mail("multipart/mixed; boundary=declared", &format!("--real\n{part}--real--\n")),
        &["multipart/mixed", "  text/plain: x", "MissingBoundary 0"],
    );
    check(
        &mail("multipart/mixed; boundary=declared", "only text\n-- \nA. Sender\n"),
        &["multipart/mixed: only text|-- |A. Sender|", "MissingBoundary 0"],
    );
    check(&mail("multipart/mixed; boundary=b", &format!("--b\n{part}")), &["multipart/mixed", "  text/plain: x|", "Unterminated 0"]);
    check(&mail("multipart/mixed; boundary=b", &format!("--b\n{part}--b\n")), &["multipart/mixed", "  text/plain: x", "Unterminated 0"]);
    check(&mail("multipart/mixed; boundary=b", &format!("--b \n{part}--b--glued\n")), &["multipart/mixed", "  text/plain: x"]);
    check(&mail("multipart/mixed; boundary=b", &format!(" --b\n{part} --b--\n")), &["multipart/mixed", "  text/plain: x"]);
    check(&mail("multipart/mixed; boundary=b", "--b\n--b--\n"), &["multipart/mixed", "  -: "]);
    // One boundary is the start of the other.
    let inner = format!("--b\nContent-Type: multipart/mixed; boundary=b-in\n\n--b-in\n{part}--b-in--\n--b\n{part}--b--\n");
    check(&mail("multipart/mixed; boundary=b", &inner), &["multipart/mixed", "  multipart/mixed", "    text/plain: x", "  text/plain: x"]);
    // The mail inside was cut, and its boundary with it.
    let cut = format!(
        "--b\nContent-Type: message/rfc822\n\nFrom: c@example.com\nContent-Type: multipart/mixed; boundary=in\n\n--in\n{part}--b--\n"
    );
    check(
        &mail("multipart/report; boundary=b", &cut),
        &["multipart/report", "  message/rfc822", "    multipart/mixed", "      text/plain: x", "Unterminated 2"],
    );
}

#[test]
fn encodings_that_are_declared_in_the_wrong_place() {
    check(
        "Content-Type: multipart/related; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\nContent-Type: text/plain; charset=gbk\nContent-Transfer-Encoding: base64\n\nzcvQxQ==\n--b--\n",
        &["multipart/related", "  text/plain: 退信"],
    );
    check(
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nRnJvbTogYUBleGFtcGxlLmNvbQoKeA==\n",
        &["message/rfc822: From: a@example.com||x", "EncodedMessage 0"],
    );
    check("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nFrom: a@example.com\n\nx\n", &["message/rfc822", "  -: x|"]);
    check("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\ny\n--b--\n", &["multipart/digest", "  -", "    -: y"]);
}

#[test]
fn text_leads_back_to_the_mail() {
    let raw = b"From: a@example.com\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n<p>=CD=CB=D0=\n=C5: &lt;x@example.com&gt;</p>\n";
    let mail = Mail::parse(raw);
    let text = mail.text(PartId::ROOT);
    assert_eq!((&*text.text, text.charset, text.problem), ("<p>退信: &lt;x@example.com&gt;</p>\n", "gbk", None));
    let shown = html::html_to_text(&text.text);
    assert_eq!(shown.text, "退信: <x@example.com>\n");
    let origin =
        |part: &str| shown.text.find(part).map(|at| text.origin(shown.origin(at..at + part.len()))).and_then(|origin| raw.get(origin));
    assert_eq!(origin("退"), Some(&b"=CD=CB"[..]));
    assert_eq!(origin("信"), Some(&b"=D0=\n=C5"[..]));
    assert_eq!(origin("<x@example.com>"), Some(&b"&lt;x@example.com&gt;"[..]));
}

#[test]
fn plain_text_is_not_copied() {
    for raw in ["Subject: x\n\nplain text\n", "Subject: x\nContent-Type: text/plain; charset=utf-8\n\n退信\n"] {
        let mail = Mail::parse(raw.as_bytes());
        assert!(matches!(mail.text(PartId::ROOT).text, std::borrow::Cow::Borrowed(_)));
        assert!(matches!(mail.header(PartId::ROOT, "SUBJECT").map(|field| field.text()), Some(std::borrow::Cow::Borrowed("x"))));
    }
}
