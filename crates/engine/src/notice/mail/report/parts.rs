//! Where in a mail a report may stand.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::mime::{Media, Message, Part, PartId, TextKind};
use crate::notice::mail::incoming::Incoming;

/// How large a part may be that only may hold a report, in bytes. An attachment beyond is a document.
const MAX_UNNAMED: usize = 256 * 1024;

/// How sure it is that a part holds a report, the surest first: a part counts only where those before it name no recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Its media type says so.
    Declared,
    /// It has the fields of one.
    Unnamed,
    /// It stands in an enclosed mail.
    Enclosed,
    /// It has the fields of one and stands in an enclosed mail.
    EnclosedUnnamed,
}

impl Trust {
    pub(super) const ALL: [Trust; 4] = [Trust::Declared, Trust::Unnamed, Trust::Enclosed, Trust::EnclosedUnnamed];
}

/// The parts that may hold a report.
pub(super) fn trusted(incoming: &Incoming<'_, '_>, trust: Trust) -> Vec<PartId> {
    // What people quote in their own words is no report to them.
    if trust != Trust::Declared && !incoming.is_from_a_mail_system() && incoming.is_conversation() {
        return Vec::new();
    }
    // A notice that was passed on as a whole, without a word about it.
    if trust == Trust::EnclosedUnnamed && !is_passed_on(incoming) {
        return Vec::new();
    }
    let mail = incoming.mail;
    let is_candidate = |part: &&Part| {
        let is_declared = matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus);
        let may_hold_one = match part.media {
            Media::Text(TextKind::Plain | TextKind::Other) => true,
            Media::Other => part.body.len() <= MAX_UNNAMED,
            // A multipart whose boundaries got lost is one text.
            Media::Multipart(_) => mail.children(part.id).next().is_none(),
            _ => false,
        };
        let is_enclosed = incoming.is_enclosed(part.id);
        match trust {
            Trust::Declared => is_declared && !is_enclosed,
            Trust::Enclosed => is_declared && is_enclosed,
            Trust::Unnamed => may_hold_one && !is_enclosed && names_a_recipient(incoming, part.id),
            Trust::EnclosedUnnamed => may_hold_one && is_enclosed && names_a_recipient(incoming, part.id),
        }
    };
    mail.parts().iter().filter(is_candidate).map(|part| part.id).collect()
}

/// Whether the mail is nothing else than another mail.
fn is_passed_on(incoming: &Incoming<'_, '_>) -> bool {
    matches!(incoming.mail.root().media, Media::Message(Message::Rfc822 | Message::Global))
}

/// What the names of fields end with that name a recipient.
static FIELDS: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["-Recipient", "-recipient", "-RECIPIENT"].map(Finder::new));

fn names_a_recipient(incoming: &Incoming<'_, '_>, part: PartId) -> bool {
    let decoded = incoming.decoded(part);
    FIELDS.iter().any(|name| name.find(&decoded.bytes).is_some())
}
