//! Bounce mails: reports for programs (RFC 3464) first, their words for people where those are missing or silent.

mod original;
mod prose;
mod report;

pub(super) use prose::passages;

use super::{Action, Delivery, Kind, MAX_DELIVERIES, Notice, Statement, Warning, address};
use crate::mime::{Damage, Mail, Media, Message, PartId, TextKind};
use prose::{MAX_PASSAGES, Passage};

/// How much of a mail is read, in bytes. Mail servers take less, and so does the memory of whoever reads a thousand of them at once.
pub const MAX_MAIL: usize = 64 * 1024 * 1024;

/// How much of the words for people is read, in bytes of decoded text. Bounces say what they have to say in the first lines; what follows is the returned mail.
const MAX_PROSE: usize = 256 * 1024;

/// How many words for people are handed to the recipients of a report, in bytes: the same words may speak of ten thousand of them.
const MAX_REMARKS: usize = 4 * 1024 * 1024;

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
    let lines = head.split(|&b| b == b'\n' || b == b'\r').skip_while(|line| line.trim_ascii().is_empty());
    for (number, line) in lines.filter(|line| !line.is_empty()).take(MAX_HEAD.1).enumerate() {
        count = number + 1;
        let folded = line.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
        if folded && number > 0 || (number == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "))) {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { return known >= 2 };
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

/// Reads a mail.
pub fn read(input: &[u8]) -> Notice {
    let read = input.get(..MAX_MAIL).unwrap_or(input);
    let mail = Mail::parse(read);
    let mut warnings = Vec::new();
    let is_cut = |damage| matches!(damage, Damage::Unterminated | Damage::PartLimit | Damage::DepthLimit);
    if read.len() < input.len() || mail.notes().iter().any(|note| is_cut(note.damage)) {
        Warning::Truncated.add_to(&mut warnings);
    }
    let message = original::returned_message(&mail, &mut warnings);
    let mut deliveries = report::deliveries(&mail, &mut warnings);
    if deliveries.is_empty() && report::is_report(&mail) {
        let delivery = |recipient| Delivery { recipient: Some(recipient), action: Some(Action::Failed), ..Delivery::default() };
        deliveries.extend(original::only_recipient(&mail).map(delivery));
    }
    let is_report = !deliveries.is_empty();
    let prose = if is_report || is_from_a_mail_system(&mail) { words_for_people(&mail, &mut warnings) } else { Vec::new() };
    if is_report {
        remark(&mut deliveries, &prose, &mut warnings);
    } else {
        deliveries = from_prose(&mail, prose, &mut warnings);
    }
    let kind = kind_of(&deliveries);
    let format = if is_report { "rfc3464" } else { "text" };
    Notice { kind, format, message, warnings, deliveries }
}

/// The worst that was reported (RFC 3464 section 2.3.3).
fn kind_of(deliveries: &[Delivery]) -> Kind {
    let order = [Action::Failed, Action::Delayed, Action::Expanded, Action::Relayed, Action::Delivered];
    order.into_iter().find(|action| deliveries.iter().any(|delivery| delivery.action == Some(*action))).map_or(Kind::Other, Action::kind)
}

/// Gives each recipient of a report the words for people that speak of it.
fn remark(deliveries: &mut [Delivery], prose: &[Passage], warnings: &mut Vec<Warning>) {
    let alone = deliveries.len() == 1;
    let mut left = MAX_REMARKS;
    for delivery in deliveries {
        let speaks_of = |passage: &&Passage| {
            let named = |address: &Option<String>| {
                address.as_deref().is_some_and(|known| passage.address.as_deref().is_some_and(|said| address::is_same(known, said)))
            };
            named(&delivery.recipient) || named(&delivery.original_recipient)
        };
        let mut remarks: Vec<&Passage> = prose.iter().filter(speaks_of).collect();
        if alone {
            remarks.extend(prose.iter().filter(|passage| !speaks_of(passage)));
        }
        for passage in remarks.into_iter().take(8) {
            let Some(rest) = left.checked_sub(passage.text.len()) else {
                Warning::Truncated.add_to(warnings);
                return;
            };
            left = rest;
            delivery.remarks.push(Statement { text: passage.text.clone(), origin: passage.place.clone() });
        }
    }
}

/// Deliveries of a mail that has no report for programs.
fn from_prose(mail: &Mail<'_>, prose: Vec<Passage>, warnings: &mut Vec<Warning>) -> Vec<Delivery> {
    let own: Vec<String> = ["From", "To", "Return-Path", "Reply-To", "Delivered-To", "X-Original-To"]
        .iter()
        .filter_map(|name| mail.header(PartId::ROOT, name))
        .filter_map(|field| address::reported_address(&field.text()))
        .collect();
    let failed = mail.header(PartId::ROOT, "X-Failed-Recipients").map(|field| field.text().into_owned()).unwrap_or_default();
    let mut deliveries: Vec<Delivery> = failed
        .split(',')
        .filter_map(address::reported_address)
        .map(|recipient| Delivery { recipient: Some(recipient), action: Some(Action::Failed), ..Delivery::default() })
        .take(MAX_DELIVERIES + 1)
        .collect();
    if deliveries.len() > MAX_DELIVERIES {
        deliveries.truncate(MAX_DELIVERIES);
        Warning::Truncated.add_to(warnings);
    }
    if !deliveries.is_empty() {
        remark(&mut deliveries, &prose, warnings);
        return deliveries;
    }
    let is_own = |address: &str| own.iter().any(|known| address::is_same(known, address));
    for passage in prose {
        let Some(recipient) = passage.address.filter(|address| !is_own(address)) else { continue };
        let statement = Statement { text: passage.text, origin: passage.place };
        let known =
            deliveries.iter_mut().find(|delivery| delivery.recipient.as_deref().is_some_and(|known| address::is_same(known, &recipient)));
        match known {
            Some(delivery) => delivery.remarks.push(statement),
            None => deliveries.push(Delivery {
                recipient: Some(recipient),
                action: Some(Action::Failed),
                remarks: vec![statement],
                ..Delivery::default()
            }),
        }
    }
    deliveries
}

/// Whether the mail comes from a mail system rather than a person: only then are its words read as words about a delivery.
fn is_from_a_mail_system(mail: &Mail<'_>) -> bool {
    let field = |name: &str| mail.header(PartId::ROOT, name).map(|field| field.text().to_ascii_lowercase());
    let empty_return_path = field("Return-Path").is_some_and(|value| value.trim() == "<>");
    let system_name = field("From")
        .is_some_and(|from| ["mailer-daemon", "postmaster@", "mail delivery", "maildelivery"].iter().any(|name| from.contains(name)));
    empty_return_path || system_name || field("X-Failed-Recipients").is_some()
}

/// The passages of the parts that people read, the returned mail left out.
fn words_for_people(mail: &Mail<'_>, warnings: &mut Vec<Warning>) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut has_plain = false;
    for (index, part) in mail.parts().iter().enumerate() {
        let kind = match part.media {
            Media::Text(kind @ (TextKind::Plain | TextKind::Html)) => kind,
            Media::Multipart(_) if mail.children(part.id).next().is_none() => TextKind::Plain,
            _ => continue,
        };
        if is_inside_a_returned_mail(mail, index) || (kind == TextKind::Html && has_plain) {
            continue;
        }
        has_plain |= kind == TextKind::Plain;
        if found.len() >= MAX_PASSAGES {
            Warning::Truncated.add_to(warnings);
            break;
        }
        let text = mail.text(part.id);
        if text.problem.is_some() {
            Warning::Charset.add_to(warnings);
        }
        let passages = if kind == TextKind::Html {
            // Tags are no words, so HTML gets more room.
            let source = text.text.get(..text.text.floor_char_boundary(2 * MAX_PROSE)).unwrap_or_default();
            let html = crate::mime::html::html_to_text(source);
            let mut passages = passages(&html.text, MAX_PROSE, warnings);
            if source.len() < text.text.len() {
                Warning::Truncated.add_to(warnings);
            }
            passages.iter_mut().for_each(|passage| passage.place = html.origin(passage.place.clone()));
            passages
        } else {
            passages(&text.text, MAX_PROSE, warnings)
        };
        let room = MAX_PASSAGES - found.len();
        if passages.len() > room {
            Warning::Truncated.add_to(warnings);
        }
        found.extend(passages.into_iter().take(room).map(|passage| Passage { place: text.origin(passage.place.clone()), ..passage }));
    }
    found
}

fn is_inside_a_returned_mail(mail: &Mail<'_>, index: usize) -> bool {
    let mut part = mail.parts().get(index);
    while let Some(parent) = part.and_then(|part| part.parent) {
        let parent = mail.part(parent);
        if matches!(parent.media, Media::Message(Message::Rfc822 | Message::Global)) {
            return true;
        }
        part = Some(parent);
    }
    false
}
