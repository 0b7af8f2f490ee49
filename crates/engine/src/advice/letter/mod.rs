//! Letters to those who can help: the postmaster on the other side, a provider's support, the keeper of a blocklist, a colleague.
//!
//! A letter holds what its receiver needs to find the case, and claims nothing that is not known: what only the sender can tell stands in it as a marked place to fill in.
//! Which letters a cause deserves, whom to write to and in which language is data (`knowledge/causes/`, `providers.toml`, `check/blocklists.toml`); the words are those of `knowledge/text/*/letters.ftl`.
//! A letter that would make no sense is not offered: none to a blocklist where none is named, none to a postmaster about an address that was misspelt.

mod body;
mod found;
mod matter;
mod plain;
mod receiver;

use std::net::IpAddr;

pub use found::{Found, LookedUp, Outcome, Side};

use super::{Language, Texts};
use crate::explain::Explained;
use crate::knowledge::{Knowledge, Offer};
use crate::notice::ReturnedMessage;
use matter::Matter;
use receiver::Receiver;

/// What a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// To whoever runs the receiving mail system.
    Postmaster,
    /// To the support of the provider that refused.
    Provider,
    /// A request to be taken off a blocklist.
    Delisting,
    /// A note to a colleague, or to the recipient by another way.
    Colleague,
}

impl LetterKind {
    /// All of them.
    pub const ALL: [LetterKind; 4] = [LetterKind::Postmaster, LetterKind::Provider, LetterKind::Delisting, LetterKind::Colleague];

    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            LetterKind::Postmaster => "postmaster",
            LetterKind::Provider => "provider",
            LetterKind::Delisting => "delisting",
            LetterKind::Colleague => "colleague",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn of(offer: Offer) -> LetterKind {
        match offer {
            Offer::Postmaster | Offer::PostmasterElsewhere => LetterKind::Postmaster,
            Offer::Provider => LetterKind::Provider,
            Offer::Delisting => LetterKind::Delisting,
            Offer::NoteToRecipient | Offer::NoteToAdmin => LetterKind::Colleague,
        }
    }
}

/// Where a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// To a mail address.
    Address(String),
    /// Into the form on this page.
    Form(String),
    /// By a way that only the sender knows: telephone, chat, a form on a website.
    Unknown,
}

/// A text that is ready to be sent once the marked places are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Letter {
    /// What it is.
    pub kind: LetterKind,
    /// Where it goes.
    pub to: Recipient,
    /// The language it is written in, which is that of its receiver.
    pub language: Language,
    /// Its subject, on one line.
    pub subject: String,
    /// Its text, lines ended by line feeds and not broken otherwise.
    pub body: String,
    /// What stands in it as a marked place, in the order of the text.
    pub to_fill_in: Vec<String>,
    /// The checks that found a fault on the sending side, which has to be mended before such a letter can help.
    pub mend_first: Vec<String>,
}

/// What is known besides the diagnosis.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Context<'c> {
    /// The language of whoever asks; notes to colleagues are in it.
    pub reader: Language,
    /// The language of all letters, whatever their receivers speak.
    pub language: Option<Language>,
    /// The mail that came back.
    pub message: Option<&'c ReturnedMessage>,
    /// The address of the sending host, where the reply does not name it.
    pub ip: Option<IpAddr>,
    /// The name with which the sending host introduces itself.
    pub helo: Option<&'c str>,
    /// What checks have found.
    pub looked_up: Option<&'c LookedUp>,
}

impl Context<'_> {
    /// A context of which only the reader is known.
    pub fn of(reader: Language) -> Context<'static> {
        Context { reader, language: None, message: None, ip: None, helo: None, looked_up: None }
    }
}

/// Writes the letters that make sense for one delivery, the likeliest to help first.
///
/// `texts` are the texts of all languages in which letters can be written; where that of a receiver is missing, the first serve.
pub fn letters(knowledge: &Knowledge, texts: &[&Texts], explained: &Explained<'_>, context: &Context<'_>) -> Vec<Letter> {
    let Some(matter) = Matter::of(knowledge, explained, context) else { return Vec::new() };
    let mut letters: Vec<Letter> = Vec::new();
    for offer in &matter.diagnosis.cause.letters {
        let Some(receiver) = Receiver::of(knowledge, &matter, *offer) else { continue };
        let language = context.language.unwrap_or(receiver.language);
        let Some(texts) = texts.iter().find(|texts| texts.language() == language).or(texts.first()) else { continue };
        let letter = body::write(knowledge, texts, &matter, *offer, receiver);
        // Where a provider keeps its list itself, the request for removal is the letter to its support.
        if letter.to == Recipient::Unknown || letters.iter().all(|other| other.to != letter.to) {
            letters.push(letter);
        }
    }
    letters
}

#[cfg(test)]
mod tests;
