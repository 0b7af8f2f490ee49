//! Where in a mail a report may stand.

use crate::mime::{Media, Message, PartId, TextKind};
use crate::notice::mail::incoming::Incoming;

/// How large a part may be that only may hold a report, in bytes. An attachment beyond is a document.
const MAX_UNNAMED: usize = 256 * 1024;

/// Parts that may hold a report, those that are surest first: a list counts only where those before it name no recipient.
pub(super) fn by_trust(incoming: &Incoming<'_, '_>) -> [Vec<PartId>; 4] {
    let mail = incoming.mail;
    let mut declared = Vec::new();
    let mut unnamed = Vec::new();
    let mut enclosed = Vec::new();
    let mut enclosed_text = Vec::new();
    // What people quote in their own words is no report to them.
    let is_notice = incoming.is_from_a_mail_system() || !incoming.is_conversation();
    for part in mail.parts() {
        let is_declared = matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus);
        let may_hold_one = match part.media {
            Media::Text(TextKind::Plain | TextKind::Other) => true,
            Media::Other => part.body.len() <= MAX_UNNAMED,
            // A multipart whose boundaries got lost is one text.
            Media::Multipart(_) => mail.children(part.id).next().is_none(),
            _ => false,
        };
        let is_enclosed = incoming.is_enclosed(part.id);
        match (is_declared, is_enclosed) {
            (true, false) => declared.push(part.id),
            (true, true) => enclosed.push(part.id),
            (false, false) if may_hold_one && names_a_recipient(incoming, part.id) => unnamed.push(part.id),
            // A notice that was passed on as a whole, without a word about it.
            (false, true) if may_hold_one && is_passed_on(incoming) && names_a_recipient(incoming, part.id) => enclosed_text.push(part.id),
            _ => {}
        }
    }
    if !is_notice {
        unnamed.clear();
        enclosed.clear();
        enclosed_text.clear();
    }
    [declared, unnamed, enclosed, enclosed_text]
}

/// Whether the mail is nothing else than another mail.
fn is_passed_on(incoming: &Incoming<'_, '_>) -> bool {
    matches!(incoming.mail.root().media, Media::Message(Message::Rfc822 | Message::Global))
}

fn names_a_recipient(incoming: &Incoming<'_, '_>, part: PartId) -> bool {
    let decoded = incoming.mail.decode(part);
    [&b"-Recipient"[..], b"-recipient", b"-RECIPIENT"].iter().any(|name| memchr::memmem::find(&decoded.bytes, name).is_some())
}
