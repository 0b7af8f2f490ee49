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
use crate::evidence::holds_a_code;
use crate::notice::mail::formats::Found;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery};
use crate::smtp::StatusCode;

/// How far before its status a bracket may open, in bytes: there stands a host.
const MAX_HOST: usize = 260;
/// How long a bracket may be, in bytes.
const MAX_BRACKET: usize = 4096;

/// Reads what stands in brackets, and recipients between them that have none.
pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !incoming.is_conversation() {
        let brackets = brackets(words.text());
        if !brackets.is_empty() {
            entries(words, &brackets, found);
        }
    }
}

/// Reads recipients with a date behind them, where Outlook itself writes what went wrong and puts nothing into brackets.
pub(super) fn read_dated(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !incoming.is_conversation() {
        entries(words, &[], found);
    }
}

fn entries(words: &Words<'_>, brackets: &[Bracket], found: &mut Found) {
    let mut brackets = brackets.iter().peekable();
    let mut heading = Heading::default();
    for line in words.lines() {
        if line.text.is_empty() {
            heading.is_closed |= heading.said.end > heading.said.start;
            continue;
        }
        if brackets.peek().is_none_or(|next| next.opens > line.start) {
            heading.take_in(line, words, found);
        }
        while let Some(bracket) = brackets.next_if(|next| next.opens < line.end()) {
            if let Some(delivery) = std::mem::take(&mut heading).with(bracket, words) {
                found.add(delivery);
            }
        }
    }
    heading.close(words, found);
}

/// The line that names the recipient of the bracket to come: the last one that begins with an address, better still with a date behind it; otherwise the last one with a name before a date.
#[derive(Default)]
struct Heading {
    recipient: Option<String>,
    weight: u8,
    /// What was said below it.
    said: Range<usize>,
    is_closed: bool,
}

/// Longest date behind an address, in bytes, with the words that lead to it.
const MAX_DATE: usize = 80;
/// The weight of an address with a date.
const DATED: u8 = 3;

impl Heading {
    /// Takes the line as the heading, or as something said below it.
    fn take_in(&mut self, line: Line<'_>, words: &Words<'_>, found: &mut Found) {
        let (recipient, weight) = match leading_address(&line) {
            Some((address, behind)) => {
                let date = line.text.get(behind - line.start..).unwrap_or_default();
                let is_dated = date.len() <= MAX_DATE
                    && date.contains(':')
                    && date.contains(|c: char| c.is_ascii_digit())
                    // `bob@example.com, remote server said: 550 no such user` names no date.
                    && !holds_a_code(date);
                (Some(address), if is_dated { DATED } else { 2 })
            }
            None => (name_before_date(line.text), 1),
        };
        if recipient.is_some() && weight >= self.weight {
            if weight == DATED {
                std::mem::take(self).close(words, found);
            }
            *self = Heading { recipient, weight, said: line.end()..line.end(), is_closed: false };
        } else if !self.is_closed {
            self.said.end = line.end();
        }
    }

    /// The delivery that a bracket below the heading tells of.
    fn with(self, bracket: &Bracket, words: &Words<'_>) -> Option<Delivery> {
        let said = || address_within(words, bracket.inside.start, bracket.inside.end);
        let recipient = if self.weight > 1 { self.recipient } else { said().or(self.recipient) };
        // Nobody is named where the bracket of another format was found.
        recipient.as_ref()?;
        let explanation = words.statement(self.said.start.min(bracket.opens)..bracket.opens);
        Some(Delivery {
            recipient,
            action: Some(Action::Failed),
            status: Some(bracket.status),
            reply: Some(words.statement(bracket.inside.clone())),
            remarks: (!explanation.text.is_empty()).then_some(explanation).into_iter().collect(),
            remote_mta: host_within(words, bracket.inside.start, bracket.number),
            ..Delivery::default()
        })
    }

    /// Adds the recipient with what was said in plain words, where no bracket came.
    fn close(self, words: &Words<'_>, found: &mut Found) {
        let reply = words.statement(self.said);
        if self.weight == DATED && !reply.text.is_empty() {
            found.add(Delivery { recipient: self.recipient, action: Some(Action::Failed), reply: Some(reply), ..Delivery::default() });
        }
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
        // What a later Exchange quotes belongs to its own form.
        if opens.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|byte| matches!(byte, b'\'' | b'"' | b'#')) {
            continue;
        }
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
