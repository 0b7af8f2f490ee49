//! What is no failure at all, one file for each class: complaints, receipts, automatic answers, mails that only look like a bounce.
//!
//! Most of them hold what a careless reader takes for a failure: an address with words behind it, a returned mail, a report with a `Final-Recipient`.
//! So they are asked before anything else reads the mail.
//! Those that say by a media type or a field what they are come first ([`declared`]); those that only their words give away come where there is no report ([`told`]).
//!
//! To add a class, write its file with the phrases of its family, name it in one of the two functions, and add its mails to the tests, together with a bounce that has the same words in its returned mail.
//!
//! None of their deliveries is ever diagnosed, see [`crate::notice::Kind::is_failure`].

mod absence;
mod aggregate;
mod auto_reply;
mod challenge;
mod closed_mailbox;
mod errand;
mod feedback;
mod imitation;
mod phrases;
mod quoted;
mod receipt;
mod refusal;

use std::cell::OnceCell;

use super::caseless::{position_in_bytes, squeezed};
use super::incoming::Incoming;
use crate::mime::Media;
use crate::notice::{AutoReply, Delivery, Kind, Warning};
use phrases::Phrases;

pub(super) use quoted::is_only_quoted;

/// How much of the words for people is looked at, in bytes. Whoever answers says so in the first lines.
const MAX_OPENING: usize = 4 * 1024;

/// Whether a text says that its author is away.
pub(in crate::notice) fn tells_an_absence(text: &str) -> bool {
    absence::is_told_alone(&plain(text.get(..text.floor_char_boundary(MAX_OPENING)).unwrap_or_default()))
}

/// A mail that one of the classes has recognised.
#[derive(Debug)]
pub(super) struct Finding {
    pub kind: Kind,
    pub format: &'static str,
    pub agent: Option<&'static str>,
    pub deliveries: Vec<Delivery>,
    pub auto_reply: Option<AutoReply>,
    pub warning: Option<Warning>,
}

impl Finding {
    fn of(kind: Kind, format: &'static str) -> Finding {
        Finding { kind, format, agent: None, deliveries: Vec::new(), auto_reply: None, warning: None }
    }
}

/// Reads a mail that declares what it is, by a media type or by fields that nothing else has.
pub(super) fn declared(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    feedback::read(incoming)
        .or_else(|| refusal::read(incoming))
        .or_else(|| receipt::declared(incoming))
        .or_else(|| aggregate::read(incoming, opening))
}

/// Reads a mail without a report whose words or circumstances say that it is no failure.
pub(super) fn told(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    let of_others = || {
        feedback::told(opening)
            .or_else(|| errand::read(incoming, opening))
            .or_else(|| challenge::read(incoming, opening))
            .or_else(|| receipt::told(opening))
            .or_else(|| auto_reply::acknowledgement(incoming, opening))
            .or_else(|| auto_reply::read(incoming, opening))
    };
    let is_answer = || auto_reply::is_absence_alone(incoming, opening) || auto_reply::answers_a_bounce(opening);
    let is_bounce = opening.looks_like_a_bounce() && !is_answer();
    let of_bounces = || receipt::told(opening).or_else(|| auto_reply::acknowledgement(incoming, opening));
    let found = if is_bounce { of_bounces() } else { of_others() };
    found.or_else(|| imitation::read(incoming, opening))
}

/// What a reader sees first, in lower case and with single blanks, so that phrases are found however the lines were broken. Each is made when it is first asked for: of most bounces nobody asks for the text.
pub(super) struct Opening<'i, 'm, 'a> {
    incoming: &'i Incoming<'m, 'a>,
    from: OnceCell<String>,
    subject: OnceCell<String>,
    text: OnceCell<String>,
    is_of_a_mail_system: OnceCell<bool>,
    looks_like_a_bounce: OnceCell<bool>,
}

/// Names under which mail systems write. `Return-Path: <>` is no such sign, because automatic answers have it too (RFC 3834 section 3.3).
static MAIL_SYSTEMS: Phrases = Phrases::of(&[
    "mailer-daemon",
    "mailer_daemon",
    "mailerdaemon",
    "mail-daemon",
    "maildaemon",
    "mdaemon@",
    "postmaster",
    "post_master",
    "mail delivery",
    "maildelivery",
    "mail system",
    "mail administrator",
    "system administrator",
    "microsoftexchange",
    "系统退信",
    "邮件系统",
]);

/// What bounces say in their subject. An automatic answer begins with its own words and has those of the mail it answers behind.
static BOUNCE_SUBJECTS: Phrases = Phrases::of(&[
    "undeliver",
    "non-deliver",
    "nondeliver",
    "not delivered",
    "delivery status notification",
    "delivery notification",
    "delivery fail",
    "delivery error",
    "delivery problem",
    "failure notice",
    "failure delivery",
    "returned mail",
    "returned to sender",
    "returning message to sender",
    "mail system error",
    "unzustellbar",
    "nicht zustellbar",
    "non remis",
    "échec de la remise",
    "échec de remise",
    "no se puede entregar",
    "no entregad",
    "não entregue",
    "não é possível entregar",
    "impossibile recapitare",
    "mancato recapito",
    "недоставлен",
    "не доставлен",
    "onbestelbaar",
    "niedostarcz",
    "退信",
    "投递失败",
    "无法投递",
    "未送达",
    "未投递",
    "配信不能",
    "配信できません",
    "반송",
]);

impl<'i, 'm, 'a> Opening<'i, 'm, 'a> {
    pub(super) fn of(incoming: &'i Incoming<'m, 'a>) -> Opening<'i, 'm, 'a> {
        Opening {
            incoming,
            from: OnceCell::new(),
            subject: OnceCell::new(),
            text: OnceCell::new(),
            is_of_a_mail_system: OnceCell::new(),
            looks_like_a_bounce: OnceCell::new(),
        }
    }

    fn from(&self) -> &str {
        self.from.get_or_init(|| beginning(self.incoming.from()))
    }

    fn subject(&self) -> &str {
        self.subject.get_or_init(|| beginning(self.incoming.subject()))
    }

    /// The first words.
    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let mut text = String::new();
            for words in self.incoming.words() {
                let words = words.text();
                let rest = MAX_OPENING.saturating_sub(text.len());
                text.push_str(&plain(words.get(..words.floor_char_boundary(rest)).unwrap_or_default()));
                text.push(' ');
            }
            text
        })
    }

    fn is_of_a_mail_system(&self) -> bool {
        *self.is_of_a_mail_system.get_or_init(|| {
            self.has_no_author()
                || MAIL_SYSTEMS.stand_in(self.from())
                || self.incoming.field("X-Failed-Recipients").is_some()
                || self.incoming.own_parts().any(|part| matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus))
        })
    }

    /// Whether the field `From` names nobody.
    fn has_no_author(&self) -> bool {
        self.from().trim_matches(['<', '>', ' ']).is_empty()
    }

    /// Whether the mail looks like a bounce by its sender or its subject.
    fn looks_like_a_bounce(&self) -> bool {
        *self.looks_like_a_bounce.get_or_init(|| self.is_of_a_mail_system() || BOUNCE_SUBJECTS.stand_in(self.subject()))
    }
}

/// The beginning of a field as phrases are looked for in it.
fn beginning(value: &str) -> String {
    plain(value.get(..value.floor_char_boundary(MAX_OPENING)).unwrap_or_default())
}

/// Lower case, single blanks, one form of the apostrophe, and without the invisible characters with which forgers cut their words.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return squeezed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            let at = plain.len();
            plain.push_str(word);
            plain.get_mut(at..).into_iter().for_each(str::make_ascii_lowercase);
            continue;
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                '\u{2018}' | '\u{2019}' => plain.push('\''),
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                c => plain.push(c),
            }
        }
    }
    plain
}

/// The names of the attachments, in lower case.
fn attachments<'m, 'a>(incoming: &Incoming<'m, 'a>) -> impl Iterator<Item = String> + use<'m, 'a> {
    let mail = incoming.mail;
    incoming.own_parts().filter(|part| matches!(part.media, Media::Other | Media::Text(_))).filter_map(|part| {
        // Most parts have no name, and that is seen sooner than which fields they have; those of the mail itself are known.
        if part.parent.is_some() {
            position_in_bytes(mail.raw().get(part.header.clone())?, b"name")?;
        }
        let of_disposition =
            mail.header(part.id, "Content-Disposition").and_then(|field| field.parameters().get("filename").map(|name| name.into_owned()));
        let name = of_disposition.or_else(|| mail.content_type(part.id).get("name").map(|name| name.into_owned()))?;
        Some(name.trim().to_ascii_lowercase())
    })
}

/// The part of a mailbox before the `@`, in lower case, or the whole where there is none.
fn local_part(address: &str) -> String {
    address.rsplit_once('@').map_or(address, |(local, _)| local).to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
