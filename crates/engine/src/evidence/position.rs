//! Whether three digits stand where a server begins to speak.
//!
//! `550` is a reply code in `said: 550 5.1.1 …`, in `smtp;550 …` and at the start of a line, and none in `the limit is 550 messages`.

use crate::smtp::{ReplyCode, StatusCode};

/// What stands before a place, blanks and quotes left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: the text or a line begins.
    Start,
    /// A mark behind which a quotation may begin: `:` `;` `<` `>` `(` ` - `, or a character of a script without blanks.
    Mark,
    /// The end of a sentence.
    Sentence,
    /// A letter or digit.
    Word,
    /// Anything else.
    Other,
}

/// How far back blanks and quotes are skipped.
const LOOK_BACK: usize = 32;

/// Words after which a number is a reply code. They belong to the grammar of English log lines, not to any provider.
const NAMING_WORDS: [&str; 12] =
    ["error", "code", "said", "reply", "response", "smtp", "returned", "status", "with", "replied", "got", "was"];

/// Words that make a number before them an amount. No singular: `554 Message rejected` is a reply.
const UNITS: [&str; 16] = [
    "kb",
    "mb",
    "gb",
    "kib",
    "mib",
    "byte",
    "bytes",
    "recipients",
    "messages",
    "mails",
    "emails",
    "seconds",
    "minutes",
    "hours",
    "days",
    "per",
];

/// What stands before offset `at`.
pub(super) fn before(bytes: &[u8], at: usize) -> Before {
    let from = at.saturating_sub(LOOK_BACK);
    let mut blank = false;
    for &byte in bytes.get(from..at).unwrap_or_default().iter().rev() {
        match byte {
            b' ' | b'\t' | b'\r' | b'_' => blank = true,
            b'"' | b'\'' | b'*' | b'`' => {}
            b'\n' => return Before::Start,
            b':' | b';' | b'<' | b'>' | b'(' | b'|' | b'{' => return Before::Mark,
            b'-' if blank => return Before::Mark,
            0x80.. => return Before::Mark,
            b'.' | b'!' | b'?' | b')' | b']' | b',' if blank => return Before::Sentence,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => return Before::Word,
            _ => return Before::Other,
        }
    }
    if from == 0 { Before::Start } else { Before::Other }
}

/// What three digits at an offset turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// A reply code with which another server begins to speak.
    Opens(ReplyCode),
    /// The code of the same reply, repeated at the start of one of its lines.
    Continues(ReplyCode),
    /// Just a number.
    Number,
}

/// Judges the three digits at `at`, the current reply having `current` as its code.
pub(super) fn judge(text: &str, at: usize, current: Option<ReplyCode>) -> Digits {
    let bytes = text.as_bytes();
    let Some(code) = bytes.get(at..at + 3).and_then(ReplyCode::parse) else { return Digits::Number };
    if !may_follow(bytes, at + 3) {
        return Digits::Number;
    }
    let status_follows = || status_after(bytes, at + 3);
    let before = before(bytes, at);
    if current == Some(code) && before != Before::Mark {
        return Digits::Continues(code);
    }
    let opens = match before {
        Before::Start => is_plausible(code),
        Before::Mark => status_follows() || (is_plausible(code) && !is_amount(text, at + 3)),
        Before::Sentence => status_follows() || is_usual(code),
        Before::Word => status_follows() || (is_usual(code) && (is_named(bytes, at) || is_quoting(bytes, at + 3))),
        Before::Other => status_follows(),
    };
    if opens { Digits::Opens(code) } else { Digits::Number }
}

fn may_follow(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        None => true,
        Some(b'-') => bytes
            .get(at + 1)
            .is_none_or(|next| !next.is_ascii_digit() || StatusCode::parse_prefix(bytes.get(at + 1..).unwrap_or_default()).is_some()),
        Some(b'.') => bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric()),
        Some(b'@' | b'/' | b'_' | b'=' | b'%' | b'+') => false,
        Some(next) => !next.is_ascii_alphanumeric(),
    }
}

fn status_after(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let skipped = rest.iter().take(4).take_while(|b| matches!(b, b' ' | b'-' | b'#' | b'\'' | b'"' | b'(' | b':' | b'\t')).count();
    skipped > 0 && rest.get(skipped..).and_then(StatusCode::parse_prefix).is_some()
}

/// Whether what follows the code is a quotation: `550-'no such user'` as IronPort writes it behind its own words.
fn is_quoting(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(b"-'"))
}

/// Whether replies with this code occur at all.
fn is_plausible(code: ReplyCode) -> bool {
    matches!(code.number(), 211..=259 | 334 | 354 | 420..=499 | 500..=599)
}

/// Whether the code is common enough to be one even without a mark before it.
fn is_usual(code: ReplyCode) -> bool {
    matches!(code.number(), 421 | 450..=455 | 500..=504 | 521 | 530 | 535 | 550..=556)
}

fn is_named(bytes: &[u8], at: usize) -> bool {
    let head = bytes.get(at.saturating_sub(LOOK_BACK)..at).unwrap_or_default();
    // `Remote Server returned '450 mailbox unavailable'`
    let quoted = head.trim_ascii_end();
    let word = quoted.strip_suffix(b"'").or_else(|| quoted.strip_suffix(b"\"")).unwrap_or(quoted).trim_ascii_end();
    let from = word.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |last| last + 1);
    let word = word.get(from..).unwrap_or_default();
    NAMING_WORDS.iter().any(|name| word.eq_ignore_ascii_case(name.as_bytes()))
}

fn is_amount(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(' ');
    let end = rest.bytes().take(12).position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len().min(12));
    rest.get(..end).is_some_and(|word| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)))
}
