//! From an item to the record of it: what the engine says, in the columns that are counted, grouped and searched.
//!
//! Only what a mail says of deliveries is kept.
//! Of an automatic answer or an ordinary mail nothing stays but that one came; what nobody understands goes to the quarantine, where a person can look at it.

mod date;
mod delivery;
mod document;
mod identity;

use std::net::IpAddr;

use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin::notice::{Kind, Warning};
use tuixin::{Context, Explained, Explanation, Options, explain_reply, explain_with};
use tuixin_intake::{Content, Outcome};
use tuixin_store::{ItemId, Record, Unread};

use crate::item::{Item, reason};
use delivery::Drawn;

/// How much of an item the quarantine keeps, in bytes.
pub(crate) const MAX_UNREAD: usize = 1024 * 1024;
/// How much of a name is kept, in bytes.
const MAX_NAME: usize = 1024;

/// What items are read with.
#[derive(Debug)]
pub(crate) struct Reading<'k> {
    pub knowledge: &'k Knowledge,
    pub options: &'k Options,
    /// The address from which all our mail is sent, where there is but one.
    pub sending_ip: Option<IpAddr>,
}

/// What became of an item: its record, and whether anybody understood it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub record: Record,
    pub outcome: Outcome,
}

/// Reads an item.
pub(crate) fn read(item: &Item, reading: &Reading<'_>, workspace: &mut Workspace) -> Entry {
    let unreadable = item.trouble.or(match item.content {
        Content::Empty => Some(reason::EMPTY),
        Content::Binary => Some(reason::BINARY),
        Content::Mail | Content::Text => None,
    });
    if let Some(reason) = unreadable {
        return quarantined(item, reason);
    }
    let mut explanations = match std::str::from_utf8(&item.bytes) {
        // Whoever knows something of a text knows that it is a reply.
        Ok(reply) if item.content == Content::Text && !item.context.is_empty() => {
            explain_reply(reading.knowledge, reply, &Context::default(), workspace)
        }
        _ => explain_with(reading.knowledge, &item.bytes, reading.options, workspace),
    };
    // Whom the words name goes before whom the context names, and whoever is told of it is told for whom.
    for explained in explanations.iter_mut().flat_map(|one| &mut one.deliveries) {
        let said = &mut explained.delivery;
        if said.recipient.is_none() && said.original_recipient.is_none() {
            said.recipient.clone_from(&item.context.recipient);
        }
    }
    if item.is_cut {
        explanations
            .iter_mut()
            .filter(|one| !one.warnings.contains(&Warning::Truncated))
            .for_each(|one| one.warnings.push(Warning::Truncated));
    }
    match not_understood(item, &explanations) {
        Some(reason) => quarantined(item, reason),
        None => understood(item, explanations, reading),
    }
}

/// An item that goes to the quarantine.
pub(crate) fn quarantined(item: &Item, reason: &str) -> Entry {
    let record = Record { unread: Some(unread(item, reason)), ..bare_record(item, Kind::Other) };
    Entry { record, outcome: Outcome::Unknown }
}

fn understood(item: &Item, mut explanations: Vec<Explanation<'_>>, reading: &Reading<'_>) -> Entry {
    let kind = explanations.iter().map(|one| one.kind).find(|kind| *kind != Kind::Other).unwrap_or(Kind::Other);
    let mut record = bare_record(item, kind);
    let occurred_at = match item.context.occurred_at {
        Some(told) => date::believed(told, item.seen_at),
        None => date::occurred_at(&item.bytes, explanations.first().map_or("", |one| one.format), item.seen_at),
    };
    let drawn = Drawn { item, id: record.item, occurred_at, sending_ip: reading.sending_ip };
    record.deliveries = drawn.deliveries(&mut explanations);
    let outcome = if kind == Kind::Other { Outcome::Unknown } else { Outcome::Understood };
    Entry { record, outcome }
}

/// Why a person has to look at an item; none for an ordinary mail, which is none of our business.
fn not_understood(item: &Item, explanations: &[Explanation<'_>]) -> Option<&'static str> {
    if explanations.iter().all(|one| one.kind == Kind::Other) {
        let is_damaged = || explanations.iter().any(|one| one.warnings.contains(&Warning::Truncated));
        return match item.content {
            Content::Mail if is_damaged() => Some(reason::CUT),
            Content::Mail => None,
            _ => Some(reason::NOT_UNDERSTOOD),
        };
    }
    // The engine takes a short text for a reply, because somebody asked about it. In a directory nobody did.
    if item.content == Content::Text && item.context.is_empty() && explanations.iter().flat_map(|one| &one.deliveries).all(says_nothing) {
        return Some(reason::NOT_UNDERSTOOD);
    }
    let names_nobody = explanations.iter().all(|one| one.kind.is_failure() && one.deliveries.is_empty());
    names_nobody.then_some(reason::NOBODY_NAMED)
}

/// Whether neither codes nor words nor an address were found in what is taken for a reply.
fn says_nothing(explained: &Explained<'_>) -> bool {
    is_mute(explained) && explained.delivery.recipient.is_none()
}

/// Whether a failure was found in neither codes nor words.
fn is_mute(explained: &Explained<'_>) -> bool {
    let has_basis = explained.diagnosis.as_ref().is_none_or(|diagnosis| diagnosis.basis.is_some());
    !has_basis && explained.status.is_none() && explained.reply_code.is_none()
}

fn bare_record(item: &Item, kind: Kind) -> Record {
    Record {
        item: id_of(item),
        seen_at: item.seen_at,
        source: clean(&item.source, MAX_NAME),
        kind: kind.name().to_owned(),
        deliveries: Vec::new(),
        unread: None,
    }
}

/// The name under which an item is kept.
pub(crate) fn id_of(item: &Item) -> ItemId {
    identity::of_item(item)
}

fn unread(item: &Item, reason: &str) -> Unread {
    Unread {
        reason: reason.to_owned(),
        bytes: item.bytes.get(..MAX_UNREAD).unwrap_or(&item.bytes).to_vec(),
        name: item.name.as_deref().map(|name| clean(name, MAX_NAME)),
    }
}

/// A text as every database takes it: without NUL, and of bounded length.
fn clean(text: &str, limit: usize) -> String {
    let text = text.get(..text.floor_char_boundary(limit)).unwrap_or_default();
    text.replace('\0', "\u{fffd}")
}

#[cfg(test)]
mod tests;
