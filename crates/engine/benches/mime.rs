//! How fast the structure of an ordinary bounce of 4 KB is read, and its texts.
//!
//! Beside it stand the bound, which is counting the lines of the same mail, and mail-parser, which does more with the header.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark is no library")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mail_parser::MessageParser;
use tuixin::mime::{Mail, PartId};

fn main() {
    divan::main();
}

/// A bounce as a Postfix server writes it, with an original of many transport fields.
fn bounce() -> Vec<u8> {
    let mut mail = String::from(
        "Return-Path: <>\nReceived: by mx.example.net (Postfix) id 4F2A91; Mon,  5 Jan 2026 10:00:00 +0800 (CST)\nDate: Mon,  5 Jan 2026 10:00:00 +0800 (CST)\n\
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\nTo: sender@example.com\nAuto-Submitted: auto-replied\n\
MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"4F2A91.1767578400/mx.example.net\"\nMessage-Id: <20260105020000.4F2A91@mx.example.net>\n\n\
This is a MIME-encapsulated message.\n\n--4F2A91.1767578400/mx.example.net\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\n\
This is the mail system at host mx.example.net.\n\nYour message could not be delivered to one recipient. The reply of the other server follows.\n\n\
<user@example.org>: host mx.example.org[192.0.2.25] said: 550 5.1.1\n    <user@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command)\n\n\
--4F2A91.1767578400/mx.example.net\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\nX-Postfix-Queue-ID: 4F2A91\n\
Arrival-Date: Mon,  5 Jan 2026 09:59:58 +0800 (CST)\n\nFinal-Recipient: rfc822; user@example.org\nOriginal-Recipient: rfc822;user@example.org\nAction: failed\nStatus: 5.1.1\n\
Remote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; 550 5.1.1 <user@example.org>: Recipient address rejected: User unknown\n\n\
--4F2A91.1767578400/mx.example.net\nContent-Description: Undelivered Message\nContent-Type: message/rfc822\n\n",
    );
    for hop in 1..=8 {
        mail.push_str(&format!("Received: from relay{hop}.example.com (relay{hop}.example.com [198.51.100.{hop}])\n\tby relay{hop}.example.net (Postfix) with ESMTPS id 5B{hop}0C\n\tfor <user@example.org>; Mon,  5 Jan 2026 09:59:5{hop} +0800 (CST)\n"));
    }
    mail.push_str("From: =?utf-8?B?6YCA5L+h?= <sender@example.com>\nTo: user@example.org\nSubject: =?utf-8?B?6YKu5Lu2?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n");
    while mail.len() < 4000 {
        mail.push_str("=E8=BF=99=E6=98=AF=E4=B8=80=E5=B0=81=E6=99=AE=E9=80=9A=E7=9A=84 mail, nothing more.\n");
    }
    mail.push_str("\n--4F2A91.1767578400/mx.example.net--\n");
    mail.into_bytes()
}

#[divan::bench]
fn bound_of_counting_lines(bencher: Bencher) {
    let mail = bounce();
    bencher.counter(BytesCount::of_slice(&mail)).bench(|| memchr::memchr_iter(b'\n', black_box(&mail)).count());
}

#[divan::bench]
fn structure(bencher: Bencher) {
    let mail = bounce();
    bencher.counter(BytesCount::of_slice(&mail)).bench(|| Mail::parse(black_box(&mail)));
}

#[divan::bench]
fn structure_and_texts(bencher: Bencher) {
    let mail = bounce();
    bencher.counter(BytesCount::of_slice(&mail)).bench(|| {
        let mail = Mail::parse(black_box(&mail));
        mail.parts().iter().map(|part| mail.text(part.id).text.len()).sum::<usize>()
    });
}

#[divan::bench]
fn structure_and_ten_fields(bencher: Bencher) {
    let mail = bounce();
    bencher.counter(BytesCount::of_slice(&mail)).bench(|| {
        let mail = Mail::parse(black_box(&mail));
        let names = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-Id",
            "Auto-Submitted",
            "X-Failed-Recipients",
            "In-Reply-To",
            "References",
            "X-Mailer",
        ];
        names.iter().filter(|name| mail.header(PartId::ROOT, name).is_some()).count()
    });
}

#[divan::bench]
fn mail_parser_of_all(bencher: Bencher) {
    let mail = bounce();
    bencher.counter(BytesCount::of_slice(&mail)).bench(|| MessageParser::default().parse(black_box(&mail)).map(|mail| mail.parts.len()));
}
