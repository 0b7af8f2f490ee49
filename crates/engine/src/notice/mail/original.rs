//! The mail that came back: enclosed whole (`message/rfc822`), or its header alone (`text/rfc822-headers`, RFC 6522 section 3).

use crate::mime::{Headers, Mail, Media, Message, TextKind};
use crate::notice::ReturnedMessage;

/// What is known of the mail that a report is about.
pub(super) fn returned_message(mail: &Mail<'_>) -> Option<ReturnedMessage> {
    let found = mail.parts().iter().skip(1).find_map(|part| match part.media {
        Media::Message(Message::Rfc822 | Message::Global) => {
            let inner = mail.children(part.id).next()?;
            Some(message(mail.headers(inner.id)))
        }
        Media::Text(TextKind::Rfc822Headers) | Media::GlobalHeaders => {
            let decoded = mail.decode(part.id);
            Some(message(Headers::of(&decoded.bytes)))
        }
        _ => None,
    })?;
    (found != ReturnedMessage::default()).then_some(found)
}

fn message(headers: Headers<'_>) -> ReturnedMessage {
    let field = |name: &str| {
        let value = headers.clone().first(name)?.text().trim().to_owned();
        (!value.is_empty()).then_some(value)
    };
    ReturnedMessage { from: field("From"), subject: field("Subject"), message_id: field("Message-ID"), date: field("Date") }
}

