//! Bounce mails: reports for programs (RFC 3464) first, then the forms that are known, and what else was said to people where those are missing or silent.

mod caseless;
mod complete;
mod formats;
mod general;
mod incoming;
mod kinds;
mod original;
mod phrases;
mod prose;
mod report;
mod returned;
mod trace;
mod words;

pub(super) use caseless::begins;
pub(super) use general::tells_a_failure;
pub(super) use kinds::tells_an_absence;
pub(crate) use trace::{Hop, Places, trace};

use super::{Action, AutoReply, Delivery, Kind, Notice, Wants, Warning, event};
use crate::mime::{Damage, Mail};
use crate::near;
use incoming::Incoming;
use words::Words;

/// How much of a mail is read, in bytes. Mail servers take less, and so does the memory of whoever reads a thousand of them at once.
pub const MAX_MAIL: usize = 64 * 1024 * 1024;

/// How far the beginning of an input is looked at to see whether it is a mail, in bytes and in lines.
const MAX_HEAD: (usize, usize) = (16 * 1024, 200);

/// Names of header fields one of which every mail has.
const TELLING_FIELDS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "received",
    "message-id",
    "return-path",
    "delivered-to",
    "mime-version",
    "content-type",
    "x-failed-recipients",
    "reply-to",
    "auto-submitted",
    "x-original-to",
];

/// Whether the input begins like a mail: a block of header fields, two of them well known (RFC 5322 section 2.2).
pub(crate) fn looks_like_mail(input: &[u8]) -> bool {
    let head = input.get(..MAX_HEAD.0).unwrap_or(input);
    let mut known = 0;
    let mut count = 0;
    let lines = lines(head).skip_while(|line| line.trim_ascii().is_empty());
    for (number, line) in lines.filter(|line| !line.is_empty()).take(MAX_HEAD.1).enumerate() {
        count = number + 1;
        let folded = line.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
        if folded && number > 0 || (number == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "))) {
            continue;
        }
        let Some(colon) = near::find(b':', line) else { return known >= 2 };
        let name = line.get(..colon).unwrap_or_default().trim_ascii();
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_graphic()) {
            return known >= 2;
        }
        known += usize::from(TELLING_FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field.as_bytes())));
        if known >= 2 {
            return true;
        }
    }
    // One field that fills the window hides the second one: nothing else than a header goes on for so long.
    known > 0 && (count == MAX_HEAD.1 || head.len() < input.len())
}

/// The lines of some bytes, whatever ends them; a CRLF leaves an empty one.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr::memchr2_iter(b'\n', b'\r', bytes).chain(std::iter::once(bytes.len())).map_while(move |end| {
        let line = bytes.get(start..end);
        start = end + 1;
        line
    })
}

/// Reads a mail.
pub(super) fn read(input: &[u8], wants_more: &mut Wants<'_>) -> Notice {
    read_as(input, false, wants_more)
}

/// Reads a mail that somebody copied out of a mail program; that a person asks about it vouches for it as no header does.
pub(super) fn read_copied(input: &[u8]) -> Notice {
    read_as(input, true, &mut |_, _| true)
}

fn read_as(input: &[u8], is_copied: bool, wants_more: &mut Wants<'_>) -> Notice {
    let read = input.get(..MAX_MAIL).unwrap_or(input);
    let mail = Mail::parse(read);
    let mut warnings = Vec::new();
    let is_cut = |damage| matches!(damage, Damage::Unterminated | Damage::PartLimit | Damage::DepthLimit);
    if read.len() < input.len() || mail.notes().iter().any(|note| is_cut(note.damage)) {
        Warning::Truncated.add_to(&mut warnings);
    }
    let incoming = if is_copied { Incoming::pasted(&mail) } else { Incoming::of(&mail) };
    // A report for programs says what it says without the words for people, which cost more to read than all the rest.
    let words = if report::is_report(&mail) { &[] } else { incoming.words() };
    if let Some(mut notice) = words.iter().find_map(event) {
        for warning in warnings {
            warning.add_to(&mut notice.warnings);
        }
        return notice;
    }
    let message = original::returned_message(&incoming, &mut warnings);
    let Reading { kind, format, agent, deliveries, auto_reply } = reading(&incoming, wants_more, &mut warnings);
    incoming.warn(&mut warnings);
    Notice { kind, format, agent, message, warnings, deliveries, auto_reply }
}

/// The event of a provider whose words are JSON for programs.
fn event(words: &Words<'_>) -> Option<Notice> {
    let mut notice = event::read_words(words.text())?;
    for delivery in &mut notice.deliveries {
        for statement in delivery.reply.iter_mut().chain(&mut delivery.remarks) {
            statement.origin = words.origin(statement.origin.clone());
        }
    }
    Some(notice)
}

/// What one of the readers made of a mail.
struct Reading {
    kind: Kind,
    format: &'static str,
    agent: Option<&'static str>,
    deliveries: Vec<Delivery>,
    auto_reply: Option<AutoReply>,
}

impl Reading {
    fn of(format: &'static str, agent: Option<&'static str>, deliveries: Vec<Delivery>) -> Reading {
        Reading { kind: kind_of(&deliveries), format, agent, deliveries, auto_reply: None }
    }

    fn of_finding(finding: kinds::Finding, warnings: &mut Vec<Warning>) -> Reading {
        let kinds::Finding { kind, format, agent, deliveries, auto_reply, warning } = finding;
        if let Some(warning) = warning {
            warning.add_to(warnings);
        }
        Reading { kind, format, agent, deliveries, auto_reply }
    }
}

fn reading(incoming: &Incoming<'_, '_>, wants_more: &mut Wants<'_>, warnings: &mut Vec<Warning>) -> Reading {
    let opening = kinds::Opening::of(incoming);
    if let Some(finding) = kinds::declared(incoming, &opening) {
        return Reading::of_finding(finding, warnings);
    }
    let is_quoted = kinds::is_only_quoted(incoming, &opening);
    if !is_quoted && let Some(reading) = reported(incoming, wants_more, warnings) {
        return reading;
    }
    if let Some(finding) = kinds::told(incoming, &opening) {
        return Reading::of_finding(finding, warnings);
    }
    if is_quoted {
        return Reading::of("text", None, Vec::new());
    }
    if let Some((format, mut deliveries)) = formats::read(incoming, |_| true, warnings) {
        if deliveries.iter().any(|delivery| delivery.reply.is_none()) {
            // The form has told whom the mail did not reach; why may stand in words of an edition that it does not know.
            complete::complete(&mut deliveries, general::reasons(incoming, warnings));
        }
        return Reading::of(format.name, format.agent, deliveries);
    }
    Reading::of("text", None, general::deliveries(incoming, warnings))
}

/// A report for programs, with what was said to people about its recipients.
fn reported(incoming: &Incoming<'_, '_>, wants_more: &mut Wants<'_>, warnings: &mut Vec<Warning>) -> Option<Reading> {
    let mut deliveries = report::deliveries(incoming, warnings);
    if deliveries.is_empty() {
        return None;
    }
    // Where the report says all, only the forms matter that tell who wrote it.
    let is_told = deliveries.iter().all(|delivery| delivery.reply.is_some());
    let wanted: fn(&formats::Format) -> bool = if is_told { |format| format.agent.is_some() } else { |_| true };
    let known = formats::read(incoming, wanted, warnings);
    let agent = known.and_then(|(format, told)| complete::complete(&mut deliveries, told).then_some(format.agent)).flatten();
    if wants_more(kind_of(&deliveries), &mut deliveries) {
        general::remark(incoming, &mut deliveries, warnings);
    }
    Some(Reading::of("rfc3464", agent, deliveries))
}

/// The worst that was reported (RFC 3464 section 2.3.3).
fn kind_of(deliveries: &[Delivery]) -> Kind {
    let order = [Action::Failed, Action::Delayed, Action::Expanded, Action::Relayed, Action::Delivered];
    order.into_iter().find(|action| deliveries.iter().any(|delivery| delivery.action == Some(*action))).map_or(Kind::Other, Action::kind)
}
