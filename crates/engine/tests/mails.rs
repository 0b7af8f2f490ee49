//! Properties that hold for every mail, tried on the corpus where one lies beside the checkout, and on the examples of this repository.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod corpus;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use tuixin::diagnose::Workspace;
use tuixin::explain;
use tuixin::knowledge::Knowledge;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

static MAILS: LazyLock<Vec<(PathBuf, Vec<u8>)>> = LazyLock::new(|| {
    let paths = [corpus::examples(), corpus::corpus()].concat();
    assert!(!paths.is_empty());
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a file that was listed"))).collect()
});

/// What a reader of the answer sees, the ends of lines left out.
fn answer(input: &[u8], workspace: &mut Workspace) -> String {
    let mut answer = String::new();
    for explanation in explain(&KNOWLEDGE, input, workspace) {
        let _ = writeln!(answer, "{} {}", explanation.kind.name(), explanation.format);
        for explained in &explanation.deliveries {
            let delivery = &explained.delivery;
            let _ = writeln!(
                answer,
                "  {:?} {:?} {:?} {:?} {:?} {:?}",
                delivery.recipient,
                delivery.original_recipient,
                delivery.action,
                explained.status,
                explained.reply_code,
                explained.diagnosis.as_ref().map(|diagnosis| (diagnosis.cause.id.as_str(), diagnosis.suppress)),
            );
            if let Some(reply) = &delivery.reply {
                assert!(reply.origin.end <= input.len() && reply.origin.start <= reply.origin.end);
                let _ = writeln!(answer, "    {}", reply.text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    answer
}

/// The mail with other ends of lines; none when it has carriage returns that end no line.
fn with_line_ends(mail: &[u8], end: &[u8]) -> Option<Vec<u8>> {
    let lines: Vec<&[u8]> = mail.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect();
    if lines.iter().any(|line| line.contains(&b'\r')) {
        return None;
    }
    Some(lines.join(end))
}

#[test]
fn line_feeds_carriage_returns_and_both_give_the_same_answers() {
    let mut workspace = Workspace::new();
    let mut differing = Vec::new();
    for (path, mail) in MAILS.iter() {
        let Some(line_feeds) = with_line_ends(mail, b"\n") else { continue };
        let expected = answer(&line_feeds, &mut workspace);
        for (name, end) in [("CRLF", b"\r\n".as_slice()), ("CR", b"\r")] {
            let changed = with_line_ends(mail, end).unwrap_or_default();
            let found = answer(&changed, &mut workspace);
            if found != expected {
                differing.push(format!("{} with {name}:\n{found}instead of\n{expected}", path.display()));
            }
        }
    }
    assert!(differing.is_empty(), "{} differ, such as\n{}", differing.len(), differing.iter().take(3).cloned().collect::<String>());
}

#[test]
fn a_mail_cut_anywhere_is_answered() {
    let mut workspace = Workspace::new();
    for (_, mail) in MAILS.iter() {
        for percent in 0..100 {
            answer(&mail[..mail.len() * percent / 100], &mut workspace);
        }
    }
}

#[test]
fn a_mail_that_lies_about_its_charsets_is_answered() {
    let mut workspace = Workspace::new();
    let lies = ["utf-16le", "gb18030", "iso-2022-jp", "big5", "koi8-r", "utf-7", "x-unknown"];
    for (_, mail) in MAILS.iter() {
        for lie in lies {
            if let Some(changed) = with_charset(mail, lie) {
                answer(&changed, &mut workspace);
            }
        }
    }
}

/// The mail with every charset it names replaced; none when it names none.
fn with_charset(mail: &[u8], charset: &str) -> Option<Vec<u8>> {
    const LABEL: &[u8] = b"charset=";
    let mut changed = Vec::with_capacity(mail.len());
    let mut rest = mail;
    while let Some(at) = rest.windows(LABEL.len()).position(|window| window.eq_ignore_ascii_case(LABEL)) {
        let behind = &rest[at + LABEL.len()..];
        let quote = usize::from(behind.first() == Some(&b'"'));
        let length = behind[quote..].iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        changed.extend_from_slice(&rest[..at + LABEL.len() + quote]);
        changed.extend_from_slice(charset.as_bytes());
        rest = &behind[quote + length.unwrap_or(behind.len() - quote)..];
    }
    changed.extend_from_slice(rest);
    (rest.len() < mail.len()).then_some(changed)
}
