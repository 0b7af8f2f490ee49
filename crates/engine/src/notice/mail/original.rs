//! The mail that came back: enclosed whole (`message/rfc822`), or its header alone (`text/rfc822-headers`, RFC 6522 section 3).

use std::borrow::Cow;

use super::incoming::Incoming;
use super::words::Words;
use crate::mime::{Field, Headers, Mail, Media, Message, TextKind};
use crate::notice::address::{Unpacked, mentions, unpacked};
use crate::notice::{ReturnedMessage, Warning, clip};

/// How much of one field is told, in bytes. A header line has 998 at most (RFC 5322 section 2.1.1), and nobody reads a subject of more than a few.
const MAX_FIELD: usize = 4096;

/// What is known of the mail that a report is about.
pub(super) fn returned_message(incoming: &Incoming<'_, '_>, warnings: &mut Vec<Warning>) -> Option<ReturnedMessage> {
    let mut found = with_returned_header(incoming, message)?;
    let ReturnedMessage { from, subject, message_id, date } = &mut found;
    for field in [from, subject, message_id, date].into_iter().flatten() {
        if clip(field, MAX_FIELD) {
            Warning::Truncated.add_to(warnings);
        }
    }
    (found != ReturnedMessage::default()).then_some(found)
}

/// The address the returned mail was written to, when it was written to just one.
///
/// The last resort for a report that lost its recipients: of several it could not tell which one failed.
pub(super) fn only_recipient(incoming: &Incoming<'_, '_>) -> Option<String> {
    let mut found = recipients(incoming);
    if found.len() == 1 { found.pop() } else { None }
}

/// The addresses the returned mail was written to.
pub(super) fn recipients(incoming: &Incoming<'_, '_>) -> Vec<String> {
    let fields = with_returned_header(incoming, |headers| {
        let all = |names: &[&str]| -> Vec<String> {
            let named = headers.clone().take(MAX_FIELDS).filter(|field| names.iter().any(|name| field.name.eq_ignore_ascii_case(name)));
            named.map(|field| field.text().into_owned()).collect()
        };
        // What a server on the way wrote is closer to the failure than what the sender did.
        let failed = all(&["X-Failed-Recipients"]);
        if failed.is_empty() { all(&["To", "Cc", "Bcc"]) } else { failed }
    });
    let mentioned = fields.iter().flatten().flat_map(|field| mentions(field));
    mentioned.map(|mention| mention.address).take(MAX_RECIPIENTS).collect()
}

/// How many addresses of the returned header are looked at.
const MAX_RECIPIENTS: usize = 200;

/// Whether the mail encloses another one, or its header, as a part of its own.
pub(super) fn is_enclosed(incoming: &Incoming<'_, '_>) -> bool {
    enclosed(incoming.mail, &|_| ()).is_some()
}

/// The address that sent the returned mail.
pub(super) fn sender(incoming: &Incoming<'_, '_>) -> Option<String> {
    let from = with_returned_header(incoming, |headers| headers.clone().first("From").map(|field| field.text().into_owned()))??;
    mentions(&from).next().map(|mention| match unpacked(&mention.address) {
        Some(Unpacked::Sender(sender)) => sender,
        _ => mention.address,
    })
}

/// How many fields of the returned header are looked at.
const MAX_FIELDS: usize = 512;

/// Gives the header of the returned mail to `read`.
pub(super) fn with_returned_header<T>(incoming: &Incoming<'_, '_>, read: impl Fn(Headers<'_>) -> T) -> Option<T> {
    let mail = incoming.mail;
    enclosed(mail, &read).or_else(|| {
        // Many systems print the mail below their words, or attach it as text.
        let printed = incoming.words().iter().map(Words::returned).find(|returned| !returned.trim().is_empty())?;
        Some(read(Headers::of(without_margin(printed).as_bytes())))
    })
}

fn enclosed<T>(mail: &Mail<'_>, read: &impl Fn(Headers<'_>) -> T) -> Option<T> {
    mail.parts().iter().skip(1).find_map(|part| match part.media {
        Media::Message(Message::Rfc822 | Message::Global) => Some(read(mail.headers(mail.children(part.id).next()?.id))),
        Media::Text(TextKind::Rfc822Headers) | Media::GlobalHeaders => Some(read(Headers::of(&mail.decode(part.id).bytes))),
        _ if mail.media_type(part.id).eq_ignore_ascii_case("message/rfc822-headers") => {
            Some(read(Headers::of(&mail.decode(part.id).bytes)))
        }
        _ => None,
    })
}

/// The header of a mail that was printed into text, without the blanks or marks of quoting before its lines.
fn without_margin(printed: &str) -> Cow<'_, str> {
    let printed = printed.trim_start_matches(['\r', '\n']);
    let length = printed.len() - printed.trim_start_matches([' ', '\t', '>', '|']).len();
    let margin = printed.get(..length).unwrap_or_default();
    if margin.is_empty() {
        return Cow::Borrowed(printed);
    }
    // Beyond the margin a blank still folds a field.
    let lines = printed.lines().take(MAX_FIELDS).take_while(|line| !line.trim_matches([' ', '\t', '>', '|']).is_empty());
    Cow::Owned(lines.map(|line| line.strip_prefix(margin).unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

fn message(headers: Headers<'_>) -> ReturnedMessage {
    const NAMES: [&str; 4] = ["From", "Subject", "Message-ID", "Date"];
    let value = |field: Option<Field<'_>>| field.map(|field| field.text().trim().to_owned()).filter(|value| !value.is_empty());
    let [from, subject, message_id, date] = headers.first_of(NAMES).map(value);
    ReturnedMessage { from, subject, message_id, date }
}
