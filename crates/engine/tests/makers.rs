//! Mails as the mail systems of many makes and the administrators of many countries write them, from the bytes to the cause.
//!
//! The mails are made up; the sentences are those of the software that each is named after.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use tuixin::diagnose::Workspace;
use tuixin::explain;
use tuixin::knowledge::Knowledge;

/// For each mail its kind, and for each recipient the cause, the status and the reply code.
const EXPECTED: &[(&str, &str)] = &[
    ("boxtrapper", "challenge"),
    ("delivered-german", "other"),
    ("domino-french", "failed / bob@example.com user-unknown - -"),
    ("dovecot-quota", "failed / bob@example.com mailbox-full - -"),
    ("exchange-japanese", "failed / bob@example.com mailbox-full 5.2.2 -"),
    ("exchange-online-german", "failed / bob@example.com user-unknown 5.1.10 550"),
    ("german", "failed / bob@example.com user-unknown - -"),
    ("gmail-japanese", "failed / bob@example.com user-unknown 5.1.1 550"),
    ("gmail-spanish-delay", "delayed / bob@example.com connection-failed - -"),
    ("help-desk", "auto-reply"),
    ("html-table", "failed / bob@example.com user-unknown 5.1.1 550 / eve@example.org mailbox-full 5.2.2 552"),
    ("hungarian", "failed / bob@example.com mailbox-full - -"),
    ("kumomta", "failed / bob@example.com user-unknown 5.1.1 550"),
    ("mail-ru", "failed / bob@example.com mailbox-full - 552"),
    ("mailscanner", "failed / bob@example.com attachment-refused - -"),
    ("mailsite", "failed / bob@example.com mailbox-full - 552"),
    ("mdaemon-3", "failed / bob@example.com mailbox-full - 552"),
    ("mercury", "failed / bob@example.com user-unknown 5.1.1 550"),
    ("momentum", "failed / bob@example.com user-unknown 5.1.1 550"),
    ("naver", "failed / bob@example.com user-unknown 5.1.1 550"),
    ("powermta-delay", "delayed / bob@example.com unspecified - -"),
    ("qmail-chinese", "failed / bob@example.com mailbox-full - 552"),
    ("sina", "failed / bob@example.com user-unknown - 550"),
    ("stalwart", "failed / bob@example.com user-unknown 5.1.1 550"),
    ("swedish", "failed / bob@example.com user-unknown - -"),
];

#[test]
fn mails_of_many_makes_are_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/makers");
    let knowledge = Knowledge::embedded();
    let mut workspace = Workspace::new();
    for (name, expected) in EXPECTED {
        let mail = fs::read_to_string(folder.join(format!("{name}.eml"))).expect("a mail of this name");
        // Files are checked out with the line ends of the machine, and mails travel with their own.
        for ends in ["\n", "\r\n"] {
            let mail = mail.replace("\r\n", "\n").replace('\n', ends);
            let answers: Vec<String> = explain(&knowledge, mail.as_bytes(), &mut workspace).iter().map(told).collect();
            assert_eq!(answers, [*expected], "{name} {ends:?}");
        }
    }
    assert_eq!(fs::read_dir(folder).expect("the folder").count(), EXPECTED.len(), "a mail that nobody expects");
}

fn told(explanation: &tuixin::Explanation<'_>) -> String {
    let mut told = explanation.kind.name().to_owned();
    for explained in &explanation.deliveries {
        let recipient = explained.delivery.recipient.as_deref().unwrap_or("-");
        let cause = explained.diagnosis.as_ref().map_or("-", |diagnosis| diagnosis.cause.id.as_str());
        let status = explained.status.map_or("-".to_owned(), |status| status.to_string());
        let code = explained.reply_code.map_or("-".to_owned(), |code| code.to_string());
        told.push_str(&format!(" / {recipient} {cause} {status} {code}"));
    }
    told
}
