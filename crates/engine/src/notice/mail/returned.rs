//! Where the words end and the returned mail begins, in a text that holds both.
//!
//! Systems that know no MIME put the mail that failed below their words.
//! Nothing in it is about the failure, and it is full of addresses that did not fail, so readers must stop before it.
//! It begins at the line that announces it, or else where header fields follow each other.

use super::caseless::begins;
use super::words::lines;
use crate::near;

/// How long a line may be that announces the returned mail. All known ones fit on the screens of their time.
const MAX_ANNOUNCEMENT: usize = 160;
/// How many lines are skipped between the announcement and the first header field.
const MAX_LINES_BEFORE: usize = 10;

/// How such a line begins where it is drawn as a rule, `------ This is a copy of the message ------`: qmail, Exim, Sendmail, GMX, Demon, AOL, Domino, MDaemon, m-FILTER and many more.
const RULED: [&str; 36] = [
    "this is a copy of",
    "below this line is a copy of",
    "below this line is the original",
    "below is a copy of",
    "enclosed is a copy of",
    "attachment is a copy of",
    "attached is a copy of",
    "copy of the message",
    "copy of your message",
    "the header of the original message",
    "the original message",
    "original message",
    "original mail",
    "message header follows",
    "message headers follow",
    "message text follows",
    "message contents follow",
    "message follows",
    "unsent message",
    "your message follows",
    "start of returned message",
    "returned mail follows",
    "returned message follows",
    "begin returned message",
    "begin message",
    "header of the original message",
    "the header and top",
    "text of mail follows",
    "the text of the original message",
    "the first part of the message",
    "headers of the original message",
    "mensaje original",
    "mensagem original",
    "message original",
    "ursprüngliche nachricht",
    "元のメッセージ",
];

/// How it begins where it may as well be a title. It counts where a header field comes next.
const TITLES: [&str; 4] = ["undelivered message", "returned message", "returned mail", "rejected message"];

/// How it begins where no rule sets it apart. Only sentences that announce a mail and can hardly mean anything else.
const BARE: [&str; 18] = [
    "original message follows",
    "possibly truncated original message follows",
    "original message headers:",
    "the original message follows",
    "the original message headers are",
    "message headers follow",
    "message header follows",
    "the text of the original message follows",
    "included is a copy of the message header",
    "included is a copy of the message",
    "here is a copy of the first part of the message",
    "here is a copy of the message",
    "below is a copy of the original message",
    "below is the header of the original message",
    "a copy of the original message follows",
    "a copy of your message follows",
    "the message headers follow",
    "the first part of the message follows",
];

/// The letters that begin them.
const BARE_LETTERS: &[u8] = b"opmtihba";

/// Offset of the first line that is no longer words for people; the length of the text where it holds nothing else.
pub(super) fn end_of_words(text: &str) -> usize {
    // Header fields: three in a row, one of them a telling one.
    let mut run: Option<(usize, usize, bool)> = None;
    let mut has_words = false;
    let mut title = None;
    for line in lines(text) {
        let folded = line.indent > 0 && run.is_some();
        let name = if line.indent == 0 { header_name(line.text) } else { None };
        if let Some(name) = name {
            if let Some(start) = title {
                return start;
            }
            let telling =
                ["received", "return-path", "message-id", "from", "mime-version"].iter().any(|known| name.eq_ignore_ascii_case(known));
            let (start, count, seen) = run.unwrap_or((line.start, 0, false));
            run = Some((start, count + 1, seen || telling));
        } else if !folded {
            run = None;
        }
        if let Some((start, 3.., true)) = run {
            return start;
        }
        if line.text.is_empty() {
            continue;
        }
        // Whoever forwards a bounce puts such a line above it, so words have to stand before.
        title = None;
        match announcement(line.text).filter(|_| has_words) {
            Some(Announcement::Certain) => return line.start,
            Some(Announcement::Title) => title = Some(line.start),
            None => {}
        }
        has_words = true;
    }
    text.len()
}

/// The returned mail itself, without the lines that announce it.
pub(super) fn returned_mail(text: &str) -> &str {
    let first = lines(text).take(MAX_LINES_BEFORE).find(|line| line.indent == 0 && header_name(line.text).is_some());
    first.map_or(text, |line| text.get(line.start..).unwrap_or_default())
}

fn header_name(line: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let window = line.as_bytes().get(..=LONGEST).unwrap_or(line.as_bytes());
    let (name, behind) = line.split_at_checked(near::find(b':', window)?)?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (is_name && matches!(behind.as_bytes(), [b':'] | [b':', b' ' | b'\t', ..])).then_some(name)
}

/// How sure it is that the returned mail follows.
enum Announcement {
    Certain,
    Title,
}

/// Whether a line says that the returned mail follows.
fn announcement(line: &str) -> Option<Announcement> {
    if line.is_empty() || line.len() > MAX_ANNOUNCEMENT {
        return None;
    }
    let begins_with_any = |text: &str, known: &[&str]| known.iter().any(|known| begins(text, known));
    let drawn = line.bytes().take_while(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b'|' | b'#' | b'~' | b'+' | b' ' | b'\t')).count();
    if drawn < 3 {
        let may_be = line.as_bytes().first().is_some_and(|first| BARE_LETTERS.contains(&first.to_ascii_lowercase()));
        return (may_be && begins_with_any(line, &BARE)).then_some(Announcement::Certain);
    }
    let inner = line.get(drawn..).unwrap_or_default();
    if begins_with_any(inner, &RULED) {
        return Some(Announcement::Certain);
    }
    begins_with_any(inner, &TITLES).then_some(Announcement::Title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_returned_mail_begins_where_it_is_announced_or_looks_like_one() {
        assert!(BARE.iter().all(|bare| bare.bytes().next().is_some_and(|first| BARE_LETTERS.contains(&first))));
        for (text, words) in [
            ("Sorry.\n\nReceived: by a\nFrom: b\nTo: c\n\nhello", "Sorry.\n\n"),
            ("Sorry.\r\rReceived: by a\rFrom: b\rTo: c\r\rhello", "Sorry.\r\r"),
            ("Sorry.\n------ This is a copy of the message, including all the headers. ------\nbob@example.com", "Sorry.\n"),
            ("Sorry.\r\n--- Below this line is a copy of the message.\r\n\r\nbob@example.com", "Sorry.\r\n"),
            ("Sorry.\n   ----- Unsent message follows -----\nhello", "Sorry.\n   "),
            ("|---- Message text follows: ----|\nhello", "|---- Message text follows: ----|\nhello"),
            ("Sorry.\nOriginal message follows.\n\nhello", "Sorry.\n"),
            ("Sorry.\n------- Returned Message --------\n\nReceived: by a\nhello", "Sorry.\n"),
            ("Sorry.\n*** Undelivered message ***\nbob@example.com", "Sorry.\n*** Undelivered message ***\nbob@example.com"),
            ("Sorry.\n----- Transcript of session follows -----\n550 no", "Sorry.\n----- Transcript of session follows -----\n550 no"),
            ("Sorry.\nThe original message was received today", "Sorry.\nThe original message was received today"),
            ("-----Original Message-----\nSorry", "-----Original Message-----\nSorry"),
            ("", ""),
        ] {
            assert_eq!(text.get(..end_of_words(text)), Some(words), "{text:?}");
        }
    }

    #[test]
    fn the_returned_mail_is_told_without_its_announcement() {
        for (text, mail) in [
            ("--- Below this line is a copy of the message.\n\nFrom: a\n\nhello", "From: a\n\nhello"),
            ("From: a\nTo: b\n", "From: a\nTo: b\n"),
            ("--- Original message ---\n\nhello\n", "--- Original message ---\n\nhello\n"),
        ] {
            assert_eq!(returned_mail(text), mail, "{text:?}");
        }
    }
}
