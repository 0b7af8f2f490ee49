//! Mail of a person about a bounce: forwarded with it, or with its report pasted in.
//!
//! It is a question about a failure, not the notice of one, and nobody knows whose mail had failed.

use super::{Opening, local_part};
use crate::mime::{Media, Multipart};
use crate::notice::mail::incoming::Incoming;
use crate::notice::reported_address;

/// How the subject of a forwarded mail begins, in the words of the usual programs.
const FORWARDED: [&str; 14] =
    ["fwd:", "fw:", "wg:", "tr:", "rv:", "enc:", "i:", "vs:", "vb:", "doorst:", "転送:", "转发:", "轉寄:", "转发："];

/// What stands in the addresses from which programs write. Many a gateway reports under its own.
const PROGRAMS: [&str; 10] = ["bounce", "daemon", "reply", "admin", "system", "postmast", "mailer", "notif", "dsn", "root"];

/// Whether the reports and notices in a mail are only quoted in it.
///
/// A mail without an author is none of a person. A bounce may lose its boundaries or its null return path on the way, but hardly its media type, its sender and its path together.
pub(in crate::notice::mail) fn is_only_quoted(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> bool {
    if incoming.is_from_a_mail_system() || incoming.mail.root().media == Media::Multipart(Multipart::Report) || !is_from_a_person(opening) {
        return false;
    }
    let is_report = |media| matches!(media, Media::DeliveryStatus | Media::GlobalDeliveryStatus | Media::Multipart(Multipart::Report));
    let has_own_report = || incoming.own_parts().any(|part| is_report(part.media));
    let has_report = || incoming.mail.parts().iter().any(|part| is_report(part.media));
    FORWARDED.iter().any(|prefix| opening.subject().starts_with(prefix))
        || (!has_own_report() && (has_report() || holds_a_pasted_report(incoming)))
}

fn is_from_a_person(opening: &Opening<'_, '_, '_>) -> bool {
    if opening.has_no_author() || super::MAIL_SYSTEMS.stand_in(opening.from()) {
        return false;
    }
    let local = reported_address(opening.from()).map(|address| local_part(&address)).unwrap_or_default();
    !PROGRAMS.iter().any(|name| local.contains(name))
}

/// Whether the field that every report has stands in the words.
fn holds_a_pasted_report(incoming: &Incoming<'_, '_>) -> bool {
    incoming.words().iter().any(|words| {
        let text = words.text();
        ["Final-Recipient:", "Original-Recipient:"].iter().any(|field| text.contains(field))
    })
}
