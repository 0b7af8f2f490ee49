//! Outlook messages, written here property by property as MS-OXMSG says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{Cursor, Write};

use cfb::CompoundFile;
use proptest::prelude::*;
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin_intake::{Content, Files, Problem};

/// A message that is being written.
struct Msg(CompoundFile<Cursor<Vec<u8>>>);

impl Msg {
    fn new(class: &str) -> Msg {
        let mut msg = Msg(CompoundFile::create(Cursor::new(Vec::new())).unwrap());
        msg.stream("/__properties_version1.0", &[0; 32]);
        msg.text("/", 0x001a, class);
        msg
    }

    fn folder(&mut self, path: &str, head: usize) {
        self.0.create_storage(path).unwrap();
        self.stream(&format!("{path}/__properties_version1.0"), &vec![0; head]);
    }

    fn stream(&mut self, path: &str, bytes: &[u8]) {
        self.0.create_stream(path).unwrap().write_all(bytes).unwrap();
    }

    fn text(&mut self, folder: &str, property: u16, text: &str) {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.stream(&format!("{}/__substg1.0_{property:04X}001F", folder.trim_end_matches('/')), &units);
    }

    fn bytes(&mut self, folder: &str, property: u16, kind: &str, bytes: &[u8]) {
        self.stream(&format!("{}/__substg1.0_{property:04X}{kind}", folder.trim_end_matches('/')), bytes);
    }

    fn written(mut self) -> Vec<u8> {
        self.0.flush().unwrap();
        self.0.into_inner().into_inner()
    }
}

/// The mail that is read from an Outlook file.
fn read(bytes: &[u8]) -> String {
    let mut found = Files::of_reader("x.msg", bytes);
    let item = found.next().unwrap().unwrap();
    assert!(item.content == Content::Mail && !item.origin.is_verbatim && item.origin.source == "x.msg" && found.next().is_none());
    String::from_utf8(item.bytes).unwrap()
}

/// The deliveries that the engine finds: recipient, status, cause.
fn explained(mail: &str) -> Vec<String> {
    let knowledge = Knowledge::embedded();
    let explanations = tuixin::explain(&knowledge, mail.as_bytes(), &mut Workspace::new());
    let deliveries = explanations.iter().flat_map(|explanation| &explanation.deliveries);
    let drawn = deliveries.map(|explained| {
        let recipient = explained.delivery.recipient.as_deref().unwrap_or("-");
        let status = explained.status.map(|status| status.to_string()).unwrap_or_default();
        let action = explained.delivery.action.map_or("", |action| action.name());
        let cause = explained.diagnosis.as_ref().map_or("-", |diagnosis| diagnosis.cause.id.as_str());
        format!("{recipient} {action} {status} {cause}")
    });
    drawn.collect()
}

#[test]
fn a_mail_keeps_the_header_with_which_it_came() {
    let mut msg = Msg::new("IPM.Note");
    msg.text(
        "/",
        0x007d,
        "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from mx.example.com\r\n\tby mx.example.org\r\nFrom: MAILER-DAEMON@mx.example.com\r\n\
         Subject: Undelivered Mail\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n\tboundary=\"gone\"\r\nX-Failed-Recipients: bob@example.com\r\n\r\n--gone\r\nContent-Type: text/plain\r\n",
    );
    msg.text("/", 0x0037, "Undelivered Mail");
    msg.text("/", 0x0e04, "me@example.org");
    msg.text("/", 0x1000, "<bob@example.com>: host mx.example.com said: 550 5.1.1 User unknown\r\n");
    let mail = read(&msg.written());
    assert_eq!(
        mail,
        "Received: from mx.example.com\r\n\tby mx.example.org\r\nFrom: MAILER-DAEMON@mx.example.com\r\nSubject: Undelivered Mail\r\n\
         X-Failed-Recipients: bob@example.com\r\nTo: me@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_tuixin-outlook-0\"\r\n\r\n\
         --=_tuixin-outlook-0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n<bob@example.com>: host mx.example.com said: 550 5.1.1 User unknown\r\n\r\n\
         --=_tuixin-outlook-0--\r\n"
    );
    assert_eq!(explained(&mail), ["bob@example.com failed 5.1.1 user-unknown"]);
}

#[test]
fn a_report_is_written_again_from_what_outlook_noted() {
    let mut msg = Msg::new("REPORT.IPM.Note.NDR");
    msg.text("/", 0x0037, "Undeliverable: Offer");
    msg.text("/", 0x0c1a, "Mail Delivery System");
    msg.text("/", 0x5d01, "postmaster@example.org");
    msg.text("/", 0x6820, "mx.example.org");
    for (number, address, said) in [
        (0, "bob@example.com", "<mx.example.com #5.1.1 smtp;550 5.1.1 <bob@example.com>: User unknown>"),
        (1, "eve@example.net", "< #5.2.2 smtp;552 5.2.2 Mailbox full>"),
    ] {
        let folder = format!("/__recip_version1.0_#{number:08X}");
        msg.folder(&folder, 8);
        msg.text(&folder, 0x3001, "Somebody");
        msg.text(&folder, 0x39fe, address);
        msg.text(&folder, 0x0c1b, said);
    }
    msg.folder("/__attach_version1.0_#00000000", 8);
    msg.folder("/__attach_version1.0_#00000000/__substg1.0_3701000D", 24);
    let inner = "/__attach_version1.0_#00000000/__substg1.0_3701000D";
    msg.text(inner, 0x0037, "Offer");
    msg.text(inner, 0x1035, "<offer-1@example.org>");
    let mail = read(&msg.written());
    assert!(mail.contains("multipart/report; report-type=delivery-status"), "{mail}");
    assert!(mail.contains("Reporting-MTA: dns; mx.example.org\r\n"), "{mail}");
    assert!(mail.contains("Content-Type: message/rfc822\r\n\r\nSubject: Offer\r\nMessage-ID: <offer-1@example.org>\r\n"), "{mail}");
    assert_eq!(explained(&mail), ["bob@example.com failed 5.1.1 user-unknown", "eve@example.net failed 5.2.2 mailbox-full"]);
}

#[test]
fn a_report_that_says_it_arrived_is_no_failure() {
    for (class, action) in
        [("REPORT.IPM.Note.DR", "delivered"), ("REPORT.IPM.Note.Relayed.DR", "relayed"), ("REPORT.IPM.Note.Delayed.DR", "delayed")]
    {
        let mut msg = Msg::new(class);
        msg.text("/", 0x0037, "Report");
        msg.text("/", 0x0c1f, "postmaster@example.org");
        msg.folder("/__recip_version1.0_#00000000", 8);
        msg.text("/__recip_version1.0_#00000000", 0x39fe, "bob@example.com");
        let found = explained(&read(&msg.written()));
        assert!(found.len() == 1 && found[0].starts_with(&format!("bob@example.com {action}")), "{class} {found:?}");
    }
}

#[test]
fn the_report_that_came_in_is_better_than_what_outlook_noted() {
    let mut msg = Msg::new("REPORT.IPM.Note.NDR");
    msg.text("/", 0x0037, "Undeliverable");
    msg.text("/", 0x0c1f, "postmaster@example.org");
    msg.folder("/__recip_version1.0_#00000000", 8);
    msg.text("/__recip_version1.0_#00000000", 0x39fe, "somebody.else@example.com");
    msg.folder("/__attach_version1.0_#00000000", 8);
    msg.text("/__attach_version1.0_#00000000", 0x370e, "message/delivery-status");
    let report =
        b"Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; bob@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n";
    msg.bytes("/__attach_version1.0_#00000000", 0x3701, "0102", report);
    assert_eq!(explained(&read(&msg.written())), ["bob@example.com failed 5.1.1 user-unknown"]);
}

#[test]
fn texts_of_one_byte_have_the_code_page_of_the_message() {
    let mut msg = Msg::new("IPM.Note");
    let entry = [&0x3ffd_0003_u32.to_le_bytes()[..], &0_u32.to_le_bytes(), &936_u32.to_le_bytes(), &0_u32.to_le_bytes()].concat();
    msg.stream("/__properties_version1.0", &[&[0; 32][..], &entry].concat());
    msg.bytes("/", 0x0037, "001E", b"\xcd\xcb\xd0\xc5");
    msg.bytes("/", 0x0c1f, "001E", b"postmaster@example.cn");
    msg.bytes("/", 0x1000, "001E", b"\xd3\xc3\xbb\xa7\xb2\xbb\xb4\xe6\xd4\xda");
    let mail = read(&msg.written());
    assert!(mail.contains("Subject: 退信\r\n") && mail.contains("用户不存在"), "{mail}");
}

#[test]
fn html_is_read_where_there_is_no_text() {
    let mut msg = Msg::new("IPM.Note");
    msg.text("/", 0x0037, "Undeliverable");
    msg.text("/", 0x0c1f, "postmaster@example.org");
    msg.bytes("/", 0x1013, "0102", b"<p>Delivery to bob@example.com failed: <b>550 5.1.1 User unknown</b></p>");
    let mail = read(&msg.written());
    assert!(mail.contains("Content-Type: text/html; charset=utf-8\r\n\r\n<p>Delivery"), "{mail}");
}

#[test]
fn other_documents_are_no_mails_and_broken_ones_are_told() {
    let mut document = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    document.create_stream("/WordDocument").unwrap().write_all(b"text").unwrap();
    document.flush().unwrap();
    let document = document.into_inner().into_inner();
    let item = Files::of_reader("x.doc", document.as_slice()).next().unwrap().unwrap();
    assert_eq!(item.content, Content::Binary);
    let fault = Files::of_reader("x.msg", &document[..600]).next().unwrap().unwrap_err();
    assert!(matches!(fault.problem, Problem::BrokenOutlook), "{fault}");
}

#[test]
fn messages_in_messages_end_somewhere() {
    let mut msg = Msg::new("IPM.Note");
    let mut path = String::new();
    for depth in 0..12 {
        msg.text(if path.is_empty() { "/" } else { &path }, 0x0037, &format!("depth {depth}"));
        path.push_str("/__attach_version1.0_#00000000");
        msg.folder(&path, 8);
        path.push_str("/__substg1.0_3701000D");
        msg.folder(&path, 24);
    }
    let mail = read(&msg.written());
    let depths: Vec<bool> = (0..6).map(|depth| mail.contains(&format!("Subject: depth {depth}\r\n"))).collect();
    assert_eq!(depths, [true, true, true, true, false, false]);
}

/// Compressed RTF (MS-OXRTFCP) of letters alone, in runs of eight.
fn compressed_rtf(text: &str) -> Vec<u8> {
    let body: Vec<u8> = text.as_bytes().chunks(8).flat_map(|run| [&[0], run].concat()).collect();
    let length = u32::try_from(text.len()).unwrap();
    let size = u32::try_from(body.len() + 12).unwrap();
    [&size.to_le_bytes()[..], &length.to_le_bytes(), b"LZFu", &[0; 4], &body].concat()
}

#[test]
fn words_that_are_kept_as_rich_text_alone_are_read() {
    let plain = r"{\rtf1\ansi\ansicpg936 <bob@example.com>: 550 5.1.1 User unknown\par \'cd\'cb\'d0\'c5}";
    let wrapped = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 550 5.1.1 User unknown{\*\htmltag72 </p>}}";
    for (rtf, expected) in [
        (plain, "text/plain; charset=utf-8\r\n\r\n<bob@example.com>: 550 5.1.1 User unknown\n退信\r\n"),
        (wrapped, "text/html; charset=utf-8\r\n\r\n<p>550 5.1.1 User unknown</p>\r\n"),
    ] {
        let mut msg = Msg::new("IPM.Note");
        msg.text("/", 0x0037, "Undeliverable");
        msg.bytes("/", 0x1009, "0102", &compressed_rtf(rtf));
        let mail = read(&msg.written());
        assert!(mail.contains(expected), "{mail}");
    }
    // The plain text is the same words in a safer form.
    let mut msg = Msg::new("IPM.Note");
    msg.text("/", 0x1000, "plain words");
    msg.bytes("/", 0x1009, "0102", &compressed_rtf(plain));
    let mail = read(&msg.written());
    assert!(mail.contains("plain words") && !mail.contains("User unknown"), "{mail}");
}

proptest! {
    #[test]
    fn no_damage_ends_the_program(damage in prop::collection::vec((0_usize..20_000, any::<u8>()), 1..40), end in 0_usize..20_000) {
        let mut msg = Msg::new("REPORT.IPM.Note.NDR");
        msg.text("/", 0x1000, &"User unknown. ".repeat(400));
        for number in 0..5 {
            let folder = format!("/__recip_version1.0_#{number:08X}");
            msg.folder(&folder, 8);
            msg.text(&folder, 0x39fe, "bob@example.com");
        }
        msg.bytes("/", 0x1009, "0102", &compressed_rtf(r"{\rtf1\fromhtml1{\*\htmltag0 <p>}\'cd\u20449?}"));
        let mut bytes = msg.written();
        for (at, byte) in damage {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        bytes.truncate(512 + end);
        prop_assert!(Files::of_reader("x.msg", bytes.as_slice()).count() <= 2);
    }
}
