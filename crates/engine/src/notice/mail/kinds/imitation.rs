//! Mails that are made to look like a bounce so that somebody follows a link: "release your pending messages", "your mailbox will be closed".
//!
//! Structure decides, because the words are copied from real ones.
//! A bounce has a report, or the mail that failed, or a null return path; an imitation has none of these, comes from outside, calls itself "Mail Delivery" under a foreign address, and wants to be clicked.
//! Where an address is named that may have failed, all of these signs are needed, so that the note of a real postmaster is not called a fraud.

use super::{Finding, MAIL_SYSTEMS, Opening, Phrases, attachments, local_part, plain};
use crate::mime::{Media, Message, TextKind};
use crate::notice::mail::incoming::Incoming;
use crate::notice::{Kind, Warning, address, reported_address};

/// What no mail system asks of those who get its notices: to sign in, to release, to be afraid for the mailbox.
static DEMANDS: Phrases = Phrases::of(&[
    "release pending",
    "release all",
    "release message",
    "release your message",
    "release to inbox",
    "release incoming",
    "release now",
    "retry sending",
    "retry delivery",
    "resend now",
    "deliver message",
    "deliver now",
    "deliver your message",
    "allow message",
    "allow delivery",
    "move to inbox",
    "move messages to inbox",
    "retrieve message",
    "retrieve pending",
    "retrieve your",
    "recover message",
    "recover pending",
    "recover your",
    "view pending",
    "review pending",
    "review undelivered",
    "review message",
    "review mails",
    "review emails",
    "undelivered messages since",
    "pending messages",
    "pending mails",
    "pending emails",
    "messages are pending",
    "messages were placed on hold",
    "messages on hold",
    "validate your",
    "verify your account",
    "verify your mailbox",
    "verify your email",
    "confirm your account",
    "confirm your password",
    "confirm ownership",
    "keep same password",
    "keep current password",
    "keep my password",
    "your password",
    "update your mailbox",
    "upgrade your mailbox",
    "upgrade your account",
    "increase your mailbox",
    "fix error",
    "fix now",
    "resolve now",
    "restore message",
    "mailbox will be",
    "account will be",
    "will be deactivated",
    "will be terminated",
    "will be permanently deleted",
    "will be deleted permanently",
    "log in to",
    "login to",
    "sign in to",
    "立即验证",
    "立即更新",
    "立即升级",
    "重新验证",
    "取回邮件",
    "接收邮件",
    "恢复邮件",
    "释放邮件",
    "邮箱将被",
    "账号将被",
    "帐号将被",
    "帐户将被",
    "账户将被",
    "停用您的",
    "密码过期",
    "密码即将",
    "保持当前密码",
    "nachrichten freigeben",
    "postfach wird",
    "ihr konto",
    "votre mot de passe",
    "votre boîte sera",
    "su contraseña",
    "su cuenta será",
    "sua senha",
    "sua conta será",
    "la tua password",
    "пароль",
    "パスワード",
    "メールを復元",
]);

/// What stands beside every other link too.
static LURES: Phrases = Phrases::of(&[
    "click here",
    "click below",
    "click the button",
    "click on the link",
    "view message",
    "view undelivered",
    "review now",
    "review your",
    "incoming messages",
    "incoming mails",
    "undelivered mails",
    "undelivered messages",
    "will be suspended",
    "点击查看",
    "点击此处",
    "点击下面",
    "点击下方",
    "点击这里",
    "查看邮件",
    "klicken sie hier",
    "cliquez ici",
    "haga clic",
    "clique aqui",
    "clicca qui",
    "нажмите здесь",
    "こちらをクリック",
]);

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    let is_dressed = opening.looks_like_a_bounce() || imitates_a_server(opening.from());
    if !is_dressed || !is_bare(incoming) {
        return None;
    }
    if attaches_a_program(incoming) {
        return Some(imitation());
    }
    let demands = DEMANDS.stand_in(opening.text());
    if !(demands || LURES.stand_in(opening.text())) || !has_link(incoming) {
        return None;
    }
    // Whoever writes from outside leaves a return path, unless an archive has dropped it, and a sender whose name and address do not agree.
    let comes_from_outside = incoming.field("Return-Path").is_some();
    let signs = [demands, comes_from_outside, is_false_name(incoming)].into_iter().filter(|sign| *sign).count();
    let enough = match names_a_failed_address(incoming) {
        true => 2 + usize::from(comes_from_outside),
        false => 1,
    };
    (signs >= enough).then(imitation)
}

fn imitation() -> Finding {
    Finding { warning: Some(Warning::Imitation), ..Finding::of(Kind::Other, "text") }
}

/// Whether a program is attached: the worms of 2004 came as bounces, with themselves in an archive or bare. A mail system returns a mail as a mail.
fn attaches_a_program(incoming: &Incoming<'_, '_>) -> bool {
    const PROGRAMS: [&str; 13] = ["exe", "scr", "pif", "bat", "cmd", "com", "vbs", "js", "jse", "wsf", "lnk", "hta", "cpl"];
    const WORMS: [&str; 10] = ["message", "mail", "document", "readme", "text", "file", "letter", "transcript", "body", "data"];
    attachments(incoming).any(|name| {
        let Some((stem, ending)) = name.rsplit_once('.') else { return false };
        PROGRAMS.contains(&ending) || (ending == "zip" && WORMS.contains(&stem))
    })
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
        "mail notification",
        "email notification",
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

/// Whether a link stands in the words or behind them, or a page is attached.
fn has_link(incoming: &Incoming<'_, '_>) -> bool {
    let is_page = |name: String| [".htm", ".html", ".shtml"].iter().any(|ending| name.ends_with(ending));
    if attachments(incoming).any(is_page) {
        return true;
    }
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
    let from = incoming.from();
    let Some(address) = reported_address(from) else { return false };
    let name = from.split_once('<').map_or("", |(name, _)| name);
    let name = plain(name);
    let is_system = |text: &str| MAIL_SYSTEMS.stand_in(text) || imitates_a_server(text);
    is_system(&name) && !is_system(&local_part(&address))
}

/// Whether the words name an address besides those of the mail itself: a bounce names whom it did not reach, an imitation mostly its victim.
fn names_a_failed_address(incoming: &Incoming<'_, '_>) -> bool {
    incoming.words().iter().any(|words| {
        let text = words.text().get(..words.text().floor_char_boundary(super::MAX_OPENING)).unwrap_or_default();
        address::written(text).any(|address| !incoming.is_own(address))
    })
}
