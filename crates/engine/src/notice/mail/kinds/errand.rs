//! Small errands of mail systems that are about no delivery: a post that waits for a moderator, a subscription, the copy of a session for the postmaster, a mail that a program sent to leave a list.
//!
//! Sources: the templates `postheld.txt` of Mailman 2 and `list:user:notice:hold` of Mailman 3, the notices of Sympa, LISTSERV, Majordomo, ezmlm (`mod-sub`), Google Groups and groups.io; RFC 2369 and RFC 8058 for leaving a list by mail.

use super::{Finding, Opening, Phrases};
use crate::notice::Kind;
use crate::notice::mail::incoming::Incoming;

/// Posts that wait. A post that was turned down for good has failed, and is left to others.
static HELD: Phrases = Phrases::of(&[
    "awaits moderator approval",
    "is being held until the list moderator",
    "is being held until the moderator",
    "held for approval by the",
    "waiting for moderator approval",
    "awaiting moderator approval",
    "has been forwarded to the moderator",
    "has been submitted to the moderator",
    "message has been distributed to the moderator",
    "pending moderator approval",
    "pending moderation",
    "awaiting moderation",
    "requires moderator approval",
    "post from a non-member",
    "post by non-member to a members-only list",
    "等待版主",
    "等待管理员审核",
    "モデレータの承認",
    "承認待ち",
    "wartet auf die genehmigung",
    "wartet auf moderation",
    "attend l'approbation",
    "en attente d'approbation",
    "en attente de modération",
    "espera la aprobación del moderador",
    "aguarda aprovação do moderador",
    "in attesa di approvazione",
]);

/// What a list says to its moderator.
static TO_MODERATOR: Phrases =
    Phrases::of(&["post from", "moderator request", "message to approve", "moderate for", "article à approuver"]);

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    let is_errand = leaves_a_list(incoming, opening) || is_moderation(opening);
    is_errand.then(|| Finding::of(Kind::Other, "text"))
}

fn is_moderation(opening: &Opening<'_, '_, '_>) -> bool {
    let is_held = HELD.stand_in(opening.subject()) || HELD.stand_in(opening.text());
    let asks =
        opening.subject().ends_with("requires approval") || (TO_MODERATOR.begin(opening.subject()) && opening.text().contains("approv"));
    is_held || asks || opening.text().starts_with("as list administrator, your authorization is requested")
}

/// A program leaves a list for its user: with the bare word as subject, and by itself.
fn leaves_a_list(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> bool {
    let is_automatic = incoming.value("Auto-Submitted").trim().to_ascii_lowercase().starts_with("auto-");
    incoming.field("X-Apple-Unsubscribe").is_some()
        || (opening.subject().starts_with("unsubscribe") && (is_automatic || opening.text().contains("unsubscribe")))
}
