//! Exchange 2000 and 2003, and Outlook's view of their reports: below each recipient an explanation in the language of the reader, then `<host #5.1.1 smtp;550 …>` or `<host #5.1.1>`.
//!
//! ```text
//! The following recipient(s) could not be reached:
//!
//!       bob@example.com on 23/11/2004 08:00
//!             The e-mail account does not exist at the organization this message was sent to.
//!             <mx.example.com #5.1.1 smtp;550 5.1.1 <bob@example.com>... User unknown>
//! ```

use std::ops::Range;

use super::{address_within, host_within, leading_address, name_before_date};
use crate::notice::mail::formats::Found;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery};
use crate::smtp::StatusCode;

/// How far before its status a bracket may open, in bytes: there stands a host.
const MAX_HOST: usize = 260;
/// How long a bracket may be, in bytes.
const MAX_BRACKET: usize = 4096;

pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if incoming.is_conversation() {
        return;
    }
    let brackets = brackets(words.text());
    let mut brackets = brackets.iter().peekable();
    // The line that begins the paragraph at hand, or the one before it where that names nobody.
    let mut heading: Option<Line<'_>> = None;
    let mut had_blank = true;
    for line in words.lines() {
        if line.text.is_empty() {
            had_blank = true;
            continue;
        }
        let begins = heading.is_none() || had_blank && (names_somebody(&line) || !heading.is_some_and(|known| names_somebody(&known)));
        if begins && !brackets.peek().is_some_and(|next| next.opens <= line.start) {
            heading = Some(line);
        }
        had_blank = false;
        while let Some(bracket) = brackets.next_if(|next| next.opens < line.end()) {
            if let Some(heading) = heading.take() {
                found.add(delivery(words, &heading, bracket));
            }
        }
    }
}

fn names_somebody(line: &Line<'_>) -> bool {
    leading_address(line).is_some() || name_before_date(line.text).is_some()
}

fn delivery(words: &Words<'_>, heading: &Line<'_>, bracket: &Bracket) -> Delivery {
    let recipient = leading_address(heading)
        .map(|(address, _)| address)
        .or_else(|| address_within(words, bracket.inside.start, bracket.inside.end))
        .or_else(|| name_before_date(heading.text));
    let explanation = words.statement(heading.end()..bracket.opens);
    Delivery {
        recipient,
        action: Some(Action::Failed),
        status: Some(bracket.status),
        reply: Some(words.statement(bracket.inside.clone())),
        remarks: (!explanation.text.is_empty()).then_some(explanation).into_iter().collect(),
        remote_mta: host_within(words, bracket.inside.start, bracket.number),
        ..Delivery::default()
    }
}

/// `<host #5.1.1 …>`.
struct Bracket {
    /// Where the bracket opens.
    opens: usize,
    /// What stands between it and the closing one.
    inside: Range<usize>,
    /// Where the number sign stands.
    number: usize,
    status: StatusCode,
}

/// All brackets of this form, in order.
fn brackets(text: &str) -> Vec<Bracket> {
    let bytes = text.as_bytes();
    let mut found: Vec<Bracket> = Vec::new();
    for number in memchr::memchr_iter(b'#', bytes) {
        if found.last().is_some_and(|last| number < last.inside.end) {
            continue;
        }
        let Some((status, _)) = bytes.get(number + 1..).and_then(StatusCode::parse_prefix) else { continue };
        let from = number.saturating_sub(MAX_HOST);
        let before = bytes.get(from..number).unwrap_or_default();
        let Some(opens) = before.iter().rposition(|byte| *byte == b'<').map(|at| from + at) else { continue };
        let host = bytes.get(opens + 1..number).unwrap_or_default();
        if !host.iter().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']' | b' ' | b'\n' | b'\r' | b'\t')
        }) {
            continue;
        }
        let end = closing(bytes, opens);
        found.push(Bracket { opens, inside: opens + 1..end, number, status });
    }
    found
}

/// Where the bracket that opens here closes; brackets within count. One that never closes ends with its paragraph.
fn closing(bytes: &[u8], opens: usize) -> usize {
    let mut depth = 0usize;
    let mut is_blank = false;
    let limit = bytes.len().min(opens + MAX_BRACKET);
    for (at, byte) in bytes.iter().enumerate().take(limit).skip(opens) {
        match byte {
            b'<' => depth += 1,
            b'>' if depth <= 1 => return at,
            b'>' => depth -= 1,
            b'\n' if is_blank => return at,
            _ => {}
        }
        is_blank = *byte == b'\n' || (is_blank && byte.is_ascii_whitespace());
    }
    // Only whole characters are cut: the limit may fall into one.
    bytes.get(..limit).unwrap_or_default().iter().rposition(u8::is_ascii).map_or(opens + 1, |last| (last + 1).max(opens + 1))
}
