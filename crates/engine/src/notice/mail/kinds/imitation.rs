//! Mails that are made to look like a bounce so that somebody follows a link: "release your pending messages", "your mailbox will be closed".
//!
//! Structure decides, because the words are copied from real ones.
//! A bounce has a report, or the mail that failed, or a null return path; an imitation has none of these, comes from outside, calls itself "Mail Delivery" under a foreign address, and wants to be clicked.
//! At least two signs are needed besides the missing structure, so that the note of a real postmaster is not called a fraud.

use super::{Finding, MAIL_SYSTEMS, Opening, Phrases, local_part, plain};
use crate::evidence::{EntityKind, Evidence};
use crate::mime::{Media, Message, TextKind};
use crate::notice::mail::incoming::Incoming;
use crate::notice::{Kind, Warning, reported_address};

/// What the reader is to click or to fear.
static LURES: Phrases = Phrases::of(&[
    "release pending",
    "release all",
    "release message",
    "release your message",
    "release to inbox",
    "release incoming",
    "release now",
    "retry sending",
    "resend now",
    "deliver message",
    "deliver messages",
    "deliver your message",
    "allow message",
    "allow messages",
    "move to inbox",
    "move messages to inbox",
    "retrieve message",
    "retrieve pending",
    "retrieve your",
    "recover message",
    "recover pending",
    "view message",
    "view pending",
    "view undelivered",
    "review message",
    "review pending",
    "review undelivered",
    "review your",
    "review now",
    "pending messages",
    "pending mails",
    "pending emails",
    "incoming messages were",
    "incoming mails were",
    "messages are pending",
    "messages were placed on hold",
    "messages on hold",
    "quarantined messages",
    "undelivered mails",
    "undelivered messages",
    "validate your",
    "verify your account",
    "verify your mailbox",
    "verify your email",
    "confirm your account",
    "confirm your password",
    "keep same password",
    "keep current password",
    "keep my password",
    "password expire",
    "password is set to expire",
    "update your mailbox",
    "upgrade your mailbox",
    "increase your mailbox",
    "fix error",
    "fix now",
    "click here",
    "click below",
    "click the button",
    "mailbox will be",
    "account will be",
    "will be deactivated",
    "will be suspended",
    "will be terminated",
    "will be permanently deleted",
    "log in to",
    "sign in to",
    "立即验证",
    "立即更新",
    "点击查看",
    "点击此处",
    "点击下面",
    "点击这里",
    "查看邮件",
    "取回邮件",
    "接收邮件",
    "释放邮件",
    "邮箱将被",
    "账号将被",
    "帐户将被",
    "账户将被",
    "停用您的",
    "密码过期",
    "密码即将",
    "此处验证",
    "klicken sie hier",
    "nachrichten freigeben",
    "postfach wird",
    "cliquez ici",
    "haga clic",
    "clique aqui",
    "clicca qui",
    "нажмите здесь",
]);

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening) -> Option<Finding> {
    let is_dressed = MAIL_SYSTEMS.stand_in(&opening.from) || opening.looks_like_a_bounce() || imitates_a_server(&opening.from);
    if !is_dressed || !is_bare(incoming) || !LURES.stand_in(&opening.text) || !has_link(incoming) {
        return None;
    }
    // Whoever writes from outside leaves a return path, and a sender whose name and address do not agree.
    let comes_from_outside = incoming.field("Return-Path").is_some();
    let signs = [comes_from_outside, is_false_name(incoming), names_no_failed_address(incoming)];
    (signs.into_iter().filter(|sign| *sign).count() >= 2)
        .then(|| Finding { warning: Some(Warning::Imitation), ..Finding::of(Kind::Other, "text") })
}

/// Names that imitations give themselves besides those of real mail systems.
fn imitates_a_server(from: &str) -> bool {
    static NAMES: Phrases = Phrases::of(&[
        "mail server",
        "mailserver",
        "email server",
        "webmail",
        "mail admin",
        "email admin",
        "mail support",
        "mail security",
        "email security",
        "mail quarantine",
        "mail notification",
        "email notification",
        "message center",
        "it support",
        "helpdesk",
        "邮件管理员",
        "邮箱管理员",
        "系统管理员",
        "邮件服务",
    ]);
    NAMES.stand_in(from)
}

/// Whether nothing of what a bounce carries is there: no report, no returned mail, no null return path, no failed address in a field.
fn is_bare(incoming: &Incoming<'_, '_>) -> bool {
    let carries = incoming.mail.parts().iter().any(|part| {
        matches!(
            part.media,
            Media::DeliveryStatus
                | Media::GlobalDeliveryStatus
                | Media::GlobalHeaders
                | Media::Message(Message::Rfc822 | Message::Global)
                | Media::Text(TextKind::Rfc822Headers)
        )
    });
    let returns = incoming.words().iter().any(|words| !words.returned().trim().is_empty());
    let path = incoming.value("Return-Path");
    let is_null = path.trim() == "<>" || path.to_ascii_lowercase().contains("mailer-daemon");
    !carries && !returns && !is_null && incoming.field("X-Failed-Recipients").is_none()
}

/// Whether a link stands in the words or behind them.
fn has_link(incoming: &Incoming<'_, '_>) -> bool {
    incoming.own_parts().any(|part| {
        if !matches!(part.media, Media::Text(TextKind::Plain | TextKind::Html)) {
            return false;
        }
        let decoded = incoming.mail.decode(part.id);
        let bytes = decoded.bytes.get(..64 * 1024).unwrap_or(&decoded.bytes);
        [&b"http://"[..], b"https://", b"hxxp", b"href="].iter().any(|mark| memchr::memmem::find(bytes, mark).is_some())
    })
}

/// Whether the sender calls himself a mail system but writes from an address that is none.
fn is_false_name(incoming: &Incoming<'_, '_>) -> bool {
    let from = incoming.value("From");
    let Some(address) = reported_address(&from) else { return false };
    let name = from.split_once('<').map_or("", |(name, _)| name);
    let name = plain(name);
    let is_system = |text: &str| MAIL_SYSTEMS.stand_in(text) || imitates_a_server(text);
    is_system(&name) && !is_system(&local_part(&address))
}

/// Whether the words name no address but those of the mail itself: a bounce names whom it did not reach.
fn names_no_failed_address(incoming: &Incoming<'_, '_>) -> bool {
    !incoming.words().iter().any(|words| {
        let text = words.text().get(..words.text().floor_char_boundary(super::MAX_OPENING)).unwrap_or_default();
        let mut evidence = Evidence::new();
        evidence.read(text);
        evidence.entities_of(EntityKind::Address).any(|entity| !incoming.is_own(entity.span.of(text)))
    })
}
