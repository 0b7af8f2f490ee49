//! The mail that came back: enclosed whole (`message/rfc822`), or its header alone (`text/rfc822-headers`, RFC 6522 section 3).

use crate::mime::{Headers, Mail, Media, Message, TextKind};
use crate::notice::{ReturnedMessage, Warning, clip, reported_address};

/// How much of one field is told, in bytes. A header line has 998 at most (RFC 5322 section 2.1.1), and nobody reads a subject of more than a few.
const MAX_FIELD: usize = 4096;

/// What is known of the mail that a report is about.
pub(super) fn returned_message(mail: &Mail<'_>, warnings: &mut Vec<Warning>) -> Option<ReturnedMessage> {
    let mut found = with_returned_header(mail, message)?;
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
pub(super) fn only_recipient(mail: &Mail<'_>) -> Option<String> {
    let to = with_returned_header(mail, |headers| headers.first("To").map(|field| field.text().into_owned()))??;
    if to.matches('@').count() == 1 { reported_address(&to) } else { None }
}

/// Gives the header of the returned mail to `read`.
pub(super) fn with_returned_header<T>(mail: &Mail<'_>, read: impl Fn(Headers<'_>) -> T) -> Option<T> {
    mail.parts().iter().skip(1).find_map(|part| match part.media {
        Media::Message(Message::Rfc822 | Message::Global) => Some(read(mail.headers(mail.children(part.id).next()?.id))),
        Media::Text(TextKind::Rfc822Headers) | Media::GlobalHeaders => Some(read(Headers::of(&mail.decode(part.id).bytes))),
        _ => None,
    })
}

fn message(headers: Headers<'_>) -> ReturnedMessage {
    let field = |name: &str| {
        let value = headers.clone().first(name)?.text().trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    ReturnedMessage { from: field("From"), subject: field("Subject"), message_id: field("Message-ID"), date: field("Date") }
}
