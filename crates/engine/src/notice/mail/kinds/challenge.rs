//! Challenges: the recipient's system holds the mail until the sender confirms that he is a person.
//!
//! Sources: the templates of TMDA (`confirm_request.txt`), BoxTrapper of cPanel (`verify.msg`), Active Spam Killer, qconfirm; the mails of Spam Arrest, ChoiceMail, EarthLink spamBlocker, Mailblocks, MailFrontier Matador, Boxbe, Sendio, Mailinblack and UOL AntiSpam.

use super::{Finding, Opening, Phrases};
use crate::notice::Kind;
use crate::notice::mail::incoming::Incoming;

/// Services and programs that do nothing else, in the field `From`.
static AUTHORS: Phrases = Phrases::of(&[
    "@spamarrest.com",
    ".spamarrest.com",
    "@mailblocks.com",
    "@boxbe.com",
    "@knowspam.net",
    "@mailinblack.com",
    ".mailinblack.com",
    "@bluebottle.com",
]);

/// Fields that only such a program writes.
const FIELDS: [&str; 3] = ["X-ChoiceMail-Registration-Request", "X-AskVersion", "X-ASK-Info"];

static SUBJECTS: Phrases = Phrases::of(&[
    "please confirm your message",
    "please confirm (conf#",
    "please confirm your email",
    "please confirm your e-mail",
    "your email requires verification",
    "your e-mail requires verification",
    "your message requires verification",
    "verify your email to",
    "confirm your message to",
    "message verification required",
    "verification required",
    "sender verification",
    "sender confirmation",
    "confirmation required",
    "permission request",
    "[spamarrest]",
    "verify#",
]);

/// What a challenge asks for.
static WORDS: Phrases = Phrases::of(&[
    "verify that you are a real",
    "verify that you are a live",
    "verify that you are human",
    "verify you are human",
    "verify that you are a human",
    "verify that you are a person",
    "verify that you are not a spam",
    "confirm that you are a real",
    "confirm that you are human",
    "confirm that you are a human",
    "confirm that you are a person",
    "confirm you are human",
    "prove that you are human",
    "prove you are human",
    "prove that you are a human",
    "prove that you are not a",
    "you are a real live human",
    "real live human being and not a spam",
    "just this once, click",
    "so i can receive your email",
    "so that i can receive your email",
    "add yourself to my allowed",
    "to my list of approved senders",
    "to my approved senders",
    "confirm the delivery of your message",
    "to release your message for delivery",
    "has not been delivered yet because it is awaiting your confirmation",
    "held until you confirm",
    "held pending your confirmation",
    "your message is being held because",
    "reply to this message to confirm",
    "reply to this email to confirm that",
    "protected by spam arrest",
    "protected by choicemail",
    "protected by earthlink spamblocker",
    "protected by boxtrapper",
    "using spam arrest",
    "active spam killer",
    "antispam uol",
    "add yourself to my guest list",
    "message has been waitlisted",
    "message was waitlisted",
    "tagged message delivery agent",
    "確認您不是",
    "确认您不是垃圾",
    "验证您不是垃圾",
    "证明您不是机器",
    "确认您是真人",
    "pour prouver que vous n'êtes pas un robot",
    "confirmer que vous êtes une personne",
    "vous authentifier en tant qu'expéditeur",
    "bestätigen sie, dass sie ein mensch",
    "confirme que usted es una persona",
    "confirme que você é uma pessoa",
    "confirmar que você não é um",
    "confermare di essere una persona",
    "que vous n'êtes pas un robot",
    "que vous n'êtes pas un spammeur",
    "vous identifier. cette opération",
    "cette opération ne sera à faire qu'une seule fois",
    "dass sie kein spammer sind",
    "dass sie kein roboter sind",
    "dass sie ein mensch sind",
    "zurückgehalten, bis sie",
    "que no es un robot",
    "que usted no es un robot",
    "que você não é um robô",
    "di non essere un robot",
    "che non sei un robot",
    "что вы не робот",
    "confirm that you are not a robot",
    "prove that you are not a robot",
    "are not a spammer",
    "确认您不是机器人",
    "ロボットではない",
]);

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    let is_by_program = FIELDS.iter().any(|name| incoming.field(name).is_some())
        || AUTHORS.stand_in(opening.from())
        || (incoming.value("X-Delivery-Agent").to_ascii_lowercase().starts_with("tmda") && is_confirmation_address(incoming));
    let asks = WORDS.stand_in(opening.text());
    let is_challenge = asks
        || (SUBJECTS.stand_in(opening.subject()) && (is_by_program || awaits(opening.text())))
        || (is_by_program && awaits(opening.text()));
    is_challenge.then(|| Finding::of(Kind::Challenge, "text"))
}

/// TMDA asks for an answer to an address with a keyword in it: `ann-confirm-1069857.12345.abcdef@example.com`.
fn is_confirmation_address(incoming: &Incoming<'_, '_>) -> bool {
    ["Reply-To", "From", "Return-Path"].iter().any(|name| incoming.value(name).to_ascii_lowercase().contains("-confirm-"))
}

/// Whether the words say that something waits for the sender.
fn awaits(text: &str) -> bool {
    static WAITING: Phrases =
        Phrases::of(&["confirm", "verif", "approve", "held", "quarantine", "click", "guest list", "waiting", "确认", "验证"]);
    WAITING.stand_in(text)
}
