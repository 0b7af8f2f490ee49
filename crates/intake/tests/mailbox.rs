//! Mailboxes are split where mails begin and nowhere else, and nothing of them is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

mod common;

use std::io::{self, Read};

use common::{ENVELOPE, mail};
use proptest::prelude::*;
use tuixin_intake::{Mailbox, Message};

fn split(bytes: &[u8]) -> Vec<Message> {
    Mailbox::new(bytes).collect()
}

/// Checks the texts of the mails that are found.
fn check(mailbox: &str, expected: &[&str]) {
    for (name, mailbox, expected) in [
        ("LF", mailbox.to_owned(), expected.iter().map(|&mail| mail.to_owned()).collect::<Vec<_>>()),
        ("CRLF", mailbox.replace('\n', "\r\n"), expected.iter().map(|mail| mail.replace('\n', "\r\n")).collect()),
    ] {
        let found: Vec<String> = split(mailbox.as_bytes()).into_iter().map(|message| String::from_utf8(message.bytes).unwrap()).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn mails_begin_at_envelope_lines() {
    let (one, two) = (format!("{ENVELOPE}\n{}\n", mail("one")), format!("{ENVELOPE}\n{}", mail("two")));
    check(&format!("{one}{two}"), &[&one, &two]);
    check(&one, &[&one]);
    check(&format!("\n\n{one}"), &[&one]);
    check("", &[]);
    check("\n\n", &[]);
}

#[test]
fn programs_write_the_envelope_line_in_their_own_ways() {
    for line in [
        "From MAILER-DAEMON Mon Jan  5 10:00:00 2026",
        "From MAILER-DAEMON  Mon Jan 05 10:00 2026",
        "From - Mon Jan 05 10:00:00 2026",
        "From ???@??? Mon Jan 05 10:00:00 2026",
        "From 1853627384950@xxx Mon Jan 05 10:00:00 +0000 2026",
        "From gate@example.com Mon Jan  5 10:00:00 CET 2026",
        "From gate@example.com Mon Jan  5 10:00:00 2026 remote from example",
        "From \"Mail Gate\"@example.com Mon, 5 Jan 2026 10:00:00 +0100",
    ] {
        let (one, two) = (format!("{line}\nSubject: one\n\nbody\n\n"), format!("{line}\nSubject: two\n\nbody\n"));
        check(&format!("{one}{two}"), &[&one, &two]);
    }
}

#[test]
fn words_that_begin_with_from_do_not_begin_a_mail() {
    for body in [
        "text\nFrom gate@example.com Mon Jan  5 10:00:00 2026\nSubject: no empty line in front\n",
        "\nFrom Monday on the office is closed.\nSubject: x\n",
        "\nFrom our side nothing was sent at 10:00 in Jan 2026.\nNote: x\n",
        "\nFrom gate@example.com Mon Jan  5 10:00:00 2026\nno header field behind it\n",
        "\nfrom gate@example.com Mon Jan  5 10:00:00 2026\nSubject: x\n",
        "\nFromage\n",
        "\nFrom \n",
    ] {
        let whole = format!("{ENVELOPE}\nSubject: one\n\nbody\n{body}");
        check(&whole, &[&whole]);
    }
}

#[test]
fn quoted_lines_lose_one_mark_and_only_in_the_body() {
    let quoted = format!(
        "{ENVELOPE}\n>From relay Mon Jan  5 10:00:00 2026\nSubject: one\n\n>From here\n>>From there\n> From a reply\nx >From inside\n"
    );
    let plain = format!(
        "{ENVELOPE}\n>From relay Mon Jan  5 10:00:00 2026\nSubject: one\n\nFrom here\n>From there\n> From a reply\nx >From inside\n"
    );
    check(&quoted, &[&plain]);
    let found = split(quoted.as_bytes());
    assert!(!found[0].is_verbatim && split(format!("{ENVELOPE}\nSubject: one\n\n").as_bytes())[0].is_verbatim);
    assert!(!split(format!("\n{ENVELOPE}\nSubject: one\n\n").as_bytes())[0].is_verbatim);
}

#[test]
fn a_length_is_believed_when_it_is_true() {
    let inner = format!("\n{ENVELOPE}\nSubject: inside\n\nbody\n");
    let told = |length: usize| format!("{ENVELOPE}\nSubject: one\nContent-Length: {length}\n\n{inner}");
    let next = format!("{ENVELOPE}\nSubject: two\n\nbody\n");
    let whole: Vec<usize> = split(format!("{}{next}", told(inner.len())).as_bytes()).iter().map(|found| found.bytes.len()).collect();
    assert_eq!(whole, [told(inner.len()).len(), next.len()], "the length keeps the inner mail inside");
    let alone = split(told(inner.len()).as_bytes());
    assert_eq!(alone.len(), 1, "and so it does at the end of the file");
    for wrong in [0, 3, inner.len() - 9, inner.len() + 5, 10_000_000, usize::MAX] {
        let found = split(format!("{}\n{next}", told(wrong)).as_bytes());
        assert_eq!(found.len(), 3, "{wrong} is not believed");
    }
}

#[test]
fn a_mail_that_is_returned_in_a_bounce_stays_there() {
    let parts = |name: &str, boundary: &str, last: &str| {
        format!(
            "{ENVELOPE}\nSubject: {name}\nContent-Type: multipart/report;\n\t{boundary}\n\n--=b/1\n\nYour mail came back.\n\n--=b/1\nContent-Type: text/plain\n\n\
             {ENVELOPE}\nSubject: returned\n\nbody\n{last}"
        )
    };
    let next = format!("{ENVELOPE}\nSubject: next\n\nbody\n");
    for boundary in ["boundary=\"=b/1\"", "BOUNDARY==b/1; charset=us-ascii", "report-type=delivery-status; boundary==b/1"] {
        let bounce = parts("bounce", boundary, "\n--=b/1--\n\n");
        check(&format!("{bounce}{next}"), &[&bounce, &next]);
        check(&format!("{bounce}{bounce}{next}"), &[&bounce, &bounce, &next]);
    }
    // Where the end of the parts is lost or too far away, an envelope line is what it looks like.
    let lost = parts("bounce", "boundary=\"=b/1\"", "\n");
    assert_eq!(split(format!("{lost}{next}").as_bytes()).len(), 3);
    let far = format!("{}\n--=b/1--\n", "x\n".repeat(200_000));
    assert_eq!(split(parts("bounce", "boundary=\"=b/1\"", &far).as_bytes()).len(), 2);
}

#[test]
fn lost_boundaries_do_not_take_quadratic_time() {
    let mailbox: String =
        (0..20_000).map(|n| format!("{ENVELOPE}\nSubject: x\nContent-Type: multipart/mixed; boundary=b{n}x\n\n--b{n}x\n\n")).collect();
    assert_eq!(split(mailbox.as_bytes()).len(), 20_000);
}

#[test]
fn a_mailbox_that_ends_early_gives_what_there_is() {
    let mailbox = common::mailbox(&["one", "two", "three"]);
    for end in 0..mailbox.len() {
        let found = split(&mailbox.as_bytes()[..end]);
        let total: usize = found.iter().map(|message| message.bytes.len()).sum();
        assert_eq!(total, end, "cut at {end}");
        assert!(found.iter().rev().skip(1).all(|message| !message.is_last) && found.last().is_none_or(|message| message.is_last));
    }
}

#[test]
fn numbers_count_from_one() {
    let numbers: Vec<u64> = split(common::mailbox(&["a", "b", "c"]).as_bytes()).iter().map(|message| message.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn ten_thousand_mails_and_a_line_of_ten_megabytes_are_no_trouble() {
    let mut mailbox = common::mailbox(&["small"]).repeat(10_000);
    mailbox.push_str(&format!("{ENVELOPE}\nSubject: long\n\n{}\n\n", "From x".repeat(10 * 1024 * 1024 / 6)));
    mailbox.push_str(&common::mailbox(&["last"]));
    let found = split(mailbox.as_bytes());
    assert_eq!((found.len(), found.iter().map(|message| message.bytes.len()).sum::<usize>()), (10_002, mailbox.len()));
}

#[test]
fn a_mail_beyond_all_measure_is_cut_and_the_next_one_found() {
    let huge = format!("{ENVELOPE}\nSubject: huge\n\n").into_bytes();
    let filling = io::repeat(b'x').take(70 * 1024 * 1024);
    let next = format!("\n\n{}", common::mailbox(&["next"]));
    let found: Vec<(usize, bool)> =
        Mailbox::new(huge.chain(filling).chain(next.as_bytes())).map(|message| (message.bytes.len(), message.is_cut)).collect();
    assert_eq!(found, [(tuixin_intake::MAX_ITEM, true), (next.len() - 2, false)]);
}

#[test]
fn candidates_without_end_do_not_take_quadratic_time() {
    // Every line could begin a mail and does not. This ends in a second, or never.
    let mailbox = format!("{ENVELOPE}\nSubject: one\n\n{}", "\nFrom gate@example.com Mon Jan  5 10:00:00 2026\n".repeat(300_000)) + "end";
    assert_eq!(split(mailbox.as_bytes()).len(), 1);
}

/// A reader that gives a few bytes at a time.
struct Trickle<'a>(&'a [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn line() -> impl Strategy<Value = String> {
    let said = [
        "",
        "",
        "text",
        "From here on",
        ">From quoted",
        ">>From twice",
        "> From",
        "From x@example.com Mon Jan  5 10:00:00 2026",
        "Subject: x",
        "Content-Length: 12",
        "Content-Type: multipart/mixed; boundary=boundary",
        "--boundary--",
        "--boundary",
        "\u{4f60}\u{597d}",
        "\r",
        "From ",
    ];
    prop::sample::select(said.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn nothing_is_lost_whatever_the_bytes(lines in prop::collection::vec(line(), 0..60), crlf: bool, begins: bool, step in 1_usize..9) {
        let end = if crlf { "\r\n" } else { "\n" };
        let begin = if begins { format!("{ENVELOPE}{end}Subject: x{end}{end}") } else { String::new() };
        let mailbox = format!("{begin}{}", lines.join(end));
        let found: Vec<Message> = Mailbox::new(Trickle(mailbox.as_bytes(), step)).collect();
        // Whatever the pieces in which it is read, the mails are the same.
        prop_assert_eq!(&found, &split(mailbox.as_bytes()));
        let joined: Vec<u8> = found.iter().flat_map(|message| message.bytes.clone()).collect();
        // Empty lines in front of the first mail belong to none, and quoting marks are taken away; everything else is there in its order.
        let is_quote = |from: &[u8]| from.starts_with(b">") && from.iter().position(|b| *b != b'>').is_some_and(|at| from[at..].starts_with(b"From "));
        let mut rest = joined.as_slice();
        let whole = mailbox.trim_start_matches(['\r', '\n']).as_bytes();
        for (at, byte) in whole.iter().enumerate() {
            match rest.split_first() {
                Some((next, behind)) if next == byte && (is_quote(rest) || !is_quote(&whole[at..])) => rest = behind,
                _ => prop_assert!(is_quote(&whole[at..]), "{:?} of {:?} is lost", &mailbox[mailbox.len() - whole.len() + at..], mailbox),
            }
        }
        prop_assert!(rest.is_empty());
    }

    #[test]
    fn mails_that_were_quoted_come_out_as_they_went_in(bodies in prop::collection::vec(prop::collection::vec(line(), 0..12), 1..8)) {
        // The writer of `mboxrd`: one mark in front of each line that is `From ` behind any number of marks.
        let quote = |line: &String| if line.trim_start_matches('>').starts_with("From ") { format!(">{line}") } else { line.clone() };
        let mails: Vec<String> = bodies.iter().map(|body| format!("Subject: x\n\n{}\n", body.join("\n"))).collect();
        let written: String =
            bodies.iter().map(|body| format!("{ENVELOPE}\nSubject: x\n\n{}\n\n", body.iter().map(quote).collect::<Vec<_>>().join("\n"))).collect();
        let read: Vec<String> = split(written.as_bytes())
            .into_iter()
            .map(|message| String::from_utf8(message.bytes).unwrap()[ENVELOPE.len() + 1..].trim_end_matches('\n').to_owned())
            .collect();
        let expected: Vec<String> = mails.iter().map(|mail| mail.trim_end_matches('\n').to_owned()).collect();
        prop_assert_eq!(read, expected);
    }
}
