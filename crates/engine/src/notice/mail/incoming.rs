//! A mail as the readers of its words see it: the fields of its header found once, its words for people decoded when somebody first asks.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use super::caseless::position;
use super::phrases::Phrases;
use super::words::Words;
use crate::mime::{Decoded, Field, Mail, Media, Message, Part, PartId, TextKind};
use crate::notice::{Warning, address};

/// How many parts with words for people are looked at; a person reads the first.
const MAX_SECTIONS: usize = 16;

/// What mail programs write before the subject of a mail that is answered or passed on.
const CONVERSATION: [&str; 18] =
    ["re", "fwd", "fw", "aw", "wg", "antw", "rv", "tr", "enc", "doorst", "vs", "i", "回复", "答复", "转发", "回覆", "轉寄", "転送"];
/// How long a plain text may be that says nothing beside the HTML, in bytes.
const MAX_EXCUSE: usize = 400;
/// How many addresses of its own a notice has; a mail to hundreds of people is none.
const MAX_OWN: usize = 64;
/// Accounts and names under which mail systems write, parts of them in lower case.
static SYSTEMS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of([
        "mailer-daemon",
        "mailerdaemon",
        "mailer_daemon",
        "mail-daemon",
        "maildaemon",
        "postmaster",
        "post master",
        "post_master",
        "post-master",
        "mail delivery",
        "mail-delivery",
        "maildelivery",
        "mail.delivery",
        "delivery subsystem",
        "delivery system",
        "mail system",
        "mail-system",
        "mail transport",
        "mail administrator",
        "system administrator",
        "microsoftexchange",
        "bounce",
    ])
});

/// A mail that may report a delivery.
pub(in crate::notice) struct Incoming<'m, 'a> {
    /// Its parts.
    pub mail: &'m Mail<'a>,
    from: OnceCell<Cow<'a, str>>,
    subject: OnceCell<Cow<'a, str>>,
    /// The parts whose body was asked for, each decoded once: several readers look for a report in the same attachment.
    decoded: OnceCell<Vec<OnceCell<Decoded<'a>>>>,
    words: OnceCell<Vec<Words<'a>>>,
    own: OnceCell<Vec<String>>,
    is_from_a_mail_system: OnceCell<bool>,
    is_conversation: OnceCell<bool>,
    is_pasted: bool,
}

impl<'m, 'a> Incoming<'m, 'a> {
    pub(super) fn of(mail: &'m Mail<'a>) -> Incoming<'m, 'a> {
        Incoming {
            mail,
            from: OnceCell::new(),
            subject: OnceCell::new(),
            decoded: OnceCell::new(),
            words: OnceCell::new(),
            own: OnceCell::new(),
            is_from_a_mail_system: OnceCell::new(),
            is_conversation: OnceCell::new(),
            is_pasted: false,
        }
    }

    /// The same words, handed over by a person who asks what they mean: nobody's header has to vouch for them.
    pub(super) fn pasted(mail: &'m Mail<'a>) -> Incoming<'m, 'a> {
        Incoming { is_pasted: true, ..Incoming::of(mail) }
    }

    /// Whether the input was no mail but text.
    pub(super) fn is_pasted(&self) -> bool {
        self.is_pasted
    }

    /// All fields of this name.
    pub(super) fn fields_named(&self, name: &'m str) -> impl Iterator<Item = Field<'a>> + use<'m, 'a> {
        self.mail.fields_named(name)
    }

    /// The first field of this name.
    pub(super) fn field(&self, name: &str) -> Option<Field<'a>> {
        self.fields_named(name).next()
    }

    /// The decoded value of the first field of this name, empty where there is none.
    pub(super) fn value(&self, name: &str) -> Cow<'a, str> {
        self.field(name).map(|field| field.text()).unwrap_or_default()
    }

    /// The decoded field `From`. Nearly every reader asks for it and for the subject, so they are decoded once.
    pub(super) fn from(&self) -> &str {
        self.from.get_or_init(|| self.value("From"))
    }

    /// The decoded field `Subject`.
    pub(super) fn subject(&self) -> &str {
        self.subject.get_or_init(|| self.value("Subject"))
    }

    /// The parts that people read, the returned mail left out. HTML counts only where no plain text stands before it.
    pub(super) fn words(&self) -> &[Words<'a>] {
        self.words.get_or_init(|| self.sections())
    }

    /// The decoded body of a part.
    pub(super) fn decoded(&self, part: PartId) -> Cow<'_, Decoded<'a>> {
        let decoded = self.decoded.get_or_init(|| self.mail.parts().iter().map(|_| OnceCell::new()).collect());
        match decoded.get(part.index()) {
            Some(known) => Cow::Borrowed(known.get_or_init(|| self.mail.decode(part))),
            None => Cow::Owned(self.mail.decode(part)),
        }
    }

    fn sections(&self) -> Vec<Words<'a>> {
        let mail = self.mail;
        let mut sections = Vec::new();
        let mut has_plain = false;
        for (index, part) in mail.parts().iter().enumerate() {
            let kind = match part.media {
                Media::Text(kind @ (TextKind::Plain | TextKind::Html)) => kind,
                // A multipart whose boundaries got lost is one text.
                Media::Multipart(_) if mail.children(part.id).next().is_none() => TextKind::Plain,
                _ => continue,
            };
            if is_inside_a_returned_mail(mail, index) || (kind == TextKind::Html && has_plain) {
                continue;
            }
            if sections.len() == MAX_SECTIONS {
                // What stands in the parts behind is lost.
                sections.last_mut().into_iter().for_each(Words::cut);
                break;
            }
            let words = Words::of(mail.text_of(part.id, self.decoded(part.id).into_owned()), kind == TextKind::Html);
            // Some put into the plain text only that there is another one.
            has_plain |= kind == TextKind::Plain && (words.text().len() > MAX_EXCUSE || words.text().contains('@'));
            sections.push(words);
        }
        sections
    }

    /// Whether an address is that of the notice itself: whom it comes from or goes to. Such an address did not fail.
    pub(super) fn is_own(&self, candidate: &str) -> bool {
        const NAMES: [&str; 14] = [
            "From",
            "To",
            "Return-Path",
            "Reply-To",
            "Sender",
            "Errors-To",
            "Delivered-To",
            "X-Original-To",
            "Envelope-To",
            "X-Envelope-To",
            "X-Envelope-From",
            "Resent-From",
            "Resent-To",
            "X-Forwarded-To",
        ];
        let own = self.own.get_or_init(|| {
            let fields = self.mail.fields().filter(|field| NAMES.iter().any(|name| field.name.eq_ignore_ascii_case(name)));
            let mut own: Vec<String> = fields.flat_map(|field| addresses(&field.text())).take(MAX_OWN).collect();
            // Who rewrote its address to get the notice is still the sender.
            let senders = own.iter().filter_map(|address| match address::unpacked(address)? {
                address::Unpacked::Sender(sender) => Some(sender),
                address::Unpacked::Recipient(_) => None,
            });
            let senders: Vec<String> = senders.collect();
            own.extend(senders);
            own
        });
        own.iter().any(|known| address::is_same(known, candidate))
    }

    /// Whether the notice is addressed to an address.
    pub(super) fn is_addressee(&self, candidate: &str) -> bool {
        addresses(&self.value("To")).iter().any(|known| address::is_same(known, candidate))
    }

    /// Whether an address is the one that the notice comes from: not even a list of failures can mean it.
    pub(super) fn is_author(&self, candidate: &str) -> bool {
        addresses(self.from()).iter().any(|known| address::is_same(known, candidate))
    }

    /// Whether the mail comes from a mail system rather than a person: only then are words of no known format read as words about a delivery.
    pub(super) fn is_from_a_mail_system(&self) -> bool {
        *self.is_from_a_mail_system.get_or_init(|| {
            let path = self.value("Return-Path");
            path.trim() == "<>"
                || self.field("X-Failed-Recipients").is_some()
                || self.has_system_author()
                || ["mailer-daemon@", "postmaster@"].iter().any(|account| position(&path, account).is_some())
        })
    }

    /// Whether the mail says that it comes from a mail system, or from nobody.
    pub(super) fn has_system_author(&self) -> bool {
        self.from().trim() == "<>" || SYSTEMS.stand_in(self.from())
    }

    /// Whether a part belongs to a mail that is enclosed in this one.
    pub(super) fn is_enclosed(&self, part: PartId) -> bool {
        is_inside_a_returned_mail(self.mail, part.index())
    }

    /// The parts that are no part of the returned mail.
    pub(super) fn own_parts(&self) -> impl Iterator<Item = &'m Part> + use<'m, 'a> {
        let mail = self.mail;
        mail.parts().iter().enumerate().filter(|(index, _)| !is_inside_a_returned_mail(mail, *index)).map(|(_, part)| part)
    }

    /// Whether the subject is that of an answer or of a mail passed on: what is quoted in such a mail is no report to its reader.
    pub(super) fn is_conversation(&self) -> bool {
        *self.is_conversation.get_or_init(|| {
            let subject = self.subject().trim_start();
            CONVERSATION.iter().any(|prefix| {
                let start = subject.get(..prefix.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
                    && subject.get(prefix.len()..).is_some_and(|rest| rest.starts_with([':', '：']))
            })
        })
    }

    /// Whether a person passes on what a mail system said. What it holds was told to somebody else before, and the mail that carries it did not fail.
    pub(super) fn is_passed_on_by_a_person(&self) -> bool {
        !self.is_from_a_mail_system() && self.field("Auto-Submitted").is_none() && self.is_conversation()
    }

    /// Adds what went wrong while the words were read.
    pub(super) fn warn(&self, warnings: &mut Vec<Warning>) {
        for words in self.words.get().into_iter().flatten() {
            words.warn(warnings);
        }
    }
}

fn addresses(field: &str) -> Vec<String> {
    address::named(field).take(MAX_OWN).collect()
}

fn is_inside_a_returned_mail(mail: &Mail<'_>, index: usize) -> bool {
    let mut part = mail.parts().get(index);
    while let Some(parent) = part.and_then(|part| part.parent) {
        let parent = mail.part(parent);
        if matches!(parent.media, Media::Message(Message::Rfc822 | Message::Global)) {
            return true;
        }
        part = Some(parent);
    }
    false
}
