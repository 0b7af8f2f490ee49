//! Letters to those who can help.

use serde::Serialize;
use tuixin::advice::letter::{Letter, Recipient};
use utoipa::ToSchema;

/// A letter that is ready to be sent once the marked places are filled in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Letter)]
pub struct LetterEntry {
    /// What it is: `postmaster`, `provider`, `delisting`, `colleague`.
    pub kind: &'static str,
    /// Where it goes; absent where only the sender knows a way, such as the telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<LetterTo>,
    /// The language it is written in (RFC 5646): that of its receiver.
    pub language: &'static str,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// What stands in it as a marked place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to_fill_in: Vec<String>,
    /// The checks that found a fault on the sending side, which has to be mended before the letter can help.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mend_first: Vec<String>,
}

/// Where a letter goes: to one of the two.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterTo {
    /// To this mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Into the form on this page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
}

impl From<Letter> for LetterEntry {
    fn from(letter: Letter) -> LetterEntry {
        let to = match letter.to {
            Recipient::Address(address) => Some(LetterTo { address: Some(address), form: None }),
            Recipient::Form(url) => Some(LetterTo { address: None, form: Some(url) }),
            Recipient::Unknown => None,
        };
        LetterEntry {
            kind: letter.kind.name(),
            to,
            language: letter.language.tag(),
            subject: letter.subject,
            body: letter.body,
            to_fill_in: letter.to_fill_in,
            mend_first: letter.mend_first,
        }
    }
}
