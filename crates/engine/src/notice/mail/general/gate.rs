//! Which mails may be notices: words about a failure are everyday words, and people write them too.

use super::sense::Senses;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::{original, report};
use crate::notice::reported_address;

/// Why a mail is taken for a notice, the surer the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gate {
    /// Its subject tells a failure, and no person's program wrote it.
    Subject,
    /// It has the empty return path of a notice, as have answers of people who are away.
    Path,
    /// A mail system sent it, or it tells a failure and brings back a mail.
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

/// Whether and why a mail is taken for a notice whose subject has these senses.
pub(super) fn pass(incoming: &Incoming<'_, '_>, told: Senses) -> Option<Gate> {
    if incoming.is_pasted() {
        return Some(Gate::Pasted);
    }
    let is_telling = told.any(Senses::FAILED | Senses::DELAYED);
    if is_an_answer(incoming) && !is_telling && !incoming.has_system_author() && incoming.field("X-Failed-Recipients").is_none() {
        return None;
    }
    let is_report = report::is_report(incoming.mail);
    if incoming.is_from_a_mail_system() || is_report {
        let is_sure = is_report || is_telling || incoming.has_system_author() || incoming.field("X-Failed-Recipients").is_some();
        return Some(if is_sure { Gate::System } else { Gate::Path });
    }
    let start = incoming.subject().trim().to_lowercase();
    let program = ["User-Agent", "X-Mailer"].map(|name| incoming.value(name).to_lowercase());
    let is_personal = ANSWERS.iter().any(|answer| start.starts_with(answer))
        || incoming.field("In-Reply-To").is_some()
        || incoming.field("List-Unsubscribe").is_some()
        || PROGRAMS.iter().any(|known| program.iter().any(|program| program.contains(known)));
    if is_personal {
        return None;
    }
    let returns = original::is_enclosed(incoming);
    let is_automatic = incoming.field("Auto-Submitted").is_some_and(|field| !field.text().trim().eq_ignore_ascii_case("no"));
    // A program that takes answers tells of what others wrote to it: a help desk, a tracker of issues.
    match (is_telling, returns || (is_automatic && !is_answerable(incoming))) {
        // A mail that tells of a failure and brings back what failed is a notice, whoever sends it.
        (true, true) => Some(Gate::System),
        (true, false) => (!is_answerable(incoming)).then_some(Gate::Subject),
        (false, _) => (returns && is_automatic).then_some(Gate::Subject),
    }
}

/// Whether the mail would bounce back to its own author: a notice that nobody can answer has another return path, or none (RFC 3464 section 2).
fn is_answerable(incoming: &Incoming<'_, '_>) -> bool {
    reported_address(&incoming.value("Return-Path")).is_some_and(|path| incoming.is_author(&path))
}

/// Whether an autoresponder wrote the mail (RFC 3834 section 5): it has the empty return path of a notice, and somebody else to write to.
fn is_an_answer(incoming: &Incoming<'_, '_>) -> bool {
    let has = |name: &str, value: &str| incoming.value(name).trim().to_ascii_lowercase().starts_with(value);
    has("Auto-Submitted", "auto-replied")
        || has("Precedence", "auto_reply")
        || ["X-Autoreply", "X-Autorespond", "X-Autoreply-From"].iter().any(|name| incoming.field(name).is_some())
}
