//! Mails as the mail systems of many makes and the administrators of many countries write them, from the bytes to the cause.
//!
//! The mails are made up; the sentences are those of the software that each is named after.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use tuixin::diagnose::Workspace;
use tuixin::explain;
use tuixin::knowledge::Knowledge;
use tuixin::notice::Action;

/// For each mail its kind, and for each recipient the action, the cause, the status, the reply code, and whether to strike off the address.
const EXPECTED: &[(&str, &str)] = &[
    ("boxtrapper", "challenge"),
    ("delivered-german", "other"),
    ("domino-french", "failed / bob@example.com failed user-unknown - - now"),
    ("dovecot-quota", "failed / bob@example.com failed mailbox-full - - after-repeats"),
    ("exchange-japanese", "failed / bob@example.com failed mailbox-full 5.2.2 - after-repeats"),
    ("exchange-online-german", "failed / bob@example.com failed user-unknown 5.1.10 550 now"),
    ("german", "failed / bob@example.com failed user-unknown - - now"),
    ("gmail-japanese", "failed / bob@example.com failed user-unknown 5.1.1 550 now"),
    ("gmail-spanish-delay", "delayed / bob@example.com delayed connection-failed - - no"),
    ("help-desk", "auto-reply"),
    (
        "html-table",
        "failed / bob@example.com failed user-unknown 5.1.1 550 now / eve@example.org failed mailbox-full 5.2.2 552 after-repeats",
    ),
    ("hungarian", "failed / bob@example.com failed mailbox-full - - after-repeats"),
    ("kumomta", "failed / bob@example.com failed user-unknown 5.1.1 550 now"),
    ("mail-ru", "failed / bob@example.com failed mailbox-full - 552 after-repeats"),
    ("mailscanner", "failed / bob@example.com failed attachment-refused - - no"),
    ("mailsite", "failed / bob@example.com failed mailbox-full - 552 after-repeats"),
    ("mdaemon-3", "failed / bob@example.com failed mailbox-full - 552 after-repeats"),
    ("mercury", "failed / bob@example.com failed user-unknown 5.1.1 550 now"),
    ("momentum", "failed / bob@example.com failed user-unknown 5.1.1 550 now"),
    ("naver", "failed / bob@example.com failed user-unknown 5.1.1 550 now"),
    // Only the part for programs, which is missing here, would tell why.
    ("powermta-delay", "delayed / bob@example.com delayed unspecified - - after-repeats"),
    ("qmail-chinese", "failed / bob@example.com failed mailbox-full - 552 after-repeats"),
    ("sina", "failed / bob@example.com failed user-unknown - 550 now"),
    ("stalwart", "failed / bob@example.com failed user-unknown 5.1.1 550 now"),
    ("swedish", "failed / bob@example.com failed user-unknown - - now"),
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
        let action = explained.delivery.action.map_or("-", Action::name);
        let suppress = explained.diagnosis.as_ref().map_or("-", |diagnosis| diagnosis.suppress.name());
        let cause = explained.diagnosis.as_ref().map_or("-", |diagnosis| diagnosis.cause.id.as_str());
        let status = explained.status.map_or("-".to_owned(), |status| status.to_string());
        let code = explained.reply_code.map_or("-".to_owned(), |code| code.to_string());
        told.push_str(&format!(" / {recipient} {action} {cause} {status} {code} {suppress}"));
    }
    told
}
