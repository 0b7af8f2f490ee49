//! Which mails may be notices: words about a failure are everyday words, and people write them too.

use super::sense::{Senses, senses_of};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::original;

/// Why a mail is taken for a notice, the surer the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gate {
    /// Its subject tells a failure, and no person's program wrote it.
    Subject,
    /// A mail system sent it.
    System,
    /// A person asks about it: it was handed over as text.
    Pasted,
}

/// Subjects of people who answer or pass on; the rest of the subject is not theirs.
const ANSWERS: &[&str] =
    &["re:", "re：", "fwd:", "fw:", "aw:", "wg:", "sv:", "vs:", "tr:", "rv:", "回复", "回覆", "答复", "转发", "轉寄", "[fwd"];

/// Programs that people write with.
const PROGRAMS: &[&str] = &[
    "outlook",
    "thunderbird",
    "apple mail",
    "iphone",
    "ipad",
    "foxmail",
    "mutt",
    "evolution",
    "the bat",
    "eudora",
    "gnus",
    "pine",
    "kmail",
    "windows mail",
    "roundcube",
    "squirrelmail",
    "webmail",
    "coremail webmail",
];

/// Whether and why a mail is taken for a notice.
pub(super) fn pass(incoming: &Incoming<'_, '_>) -> Option<Gate> {
    if incoming.is_pasted() {
        return Some(Gate::Pasted);
    }
    if incoming.is_from_a_mail_system() {
        return Some(Gate::System);
    }
    let subject = incoming.value("Subject");
    let start = subject.trim().to_lowercase();
    let program = ["User-Agent", "X-Mailer"].map(|name| incoming.value(name).to_lowercase());
    let is_personal = ANSWERS.iter().any(|answer| start.starts_with(answer))
        || incoming.field("In-Reply-To").is_some()
        || incoming.field("List-Unsubscribe").is_some()
        || PROGRAMS.iter().any(|known| program.iter().any(|program| program.contains(known)));
    if is_personal {
        return None;
    }
    let is_telling = senses_of(&subject).any(Senses::FAILED | Senses::DELAYED);
    let returns = original::is_enclosed(incoming);
    let is_automatic = incoming.field("Auto-Submitted").is_some_and(|field| !field.text().trim().eq_ignore_ascii_case("no"));
    match (is_telling, returns || is_automatic) {
        // A mail that tells of a failure and brings back what failed is a notice, whoever sends it.
        (true, true) => Some(Gate::System),
        (true, false) => Some(Gate::Subject),
        (false, _) => (returns && is_automatic).then_some(Gate::Subject),
    }
}
