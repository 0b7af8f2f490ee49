//! Addresses that are not to be written to: who is put on a list, and why.
//!
//! The rule of the house is that a live customer is never struck off for a fault of ours.
//! So the [`Policy`] is never stricter than the diagnosis, failures count by days and not by mails, an old failure and one before the last arrival count nothing, mail that arrives takes an address off again, and who is called dead together with far too many others is not struck off before it happens again.

mod event;
mod exchange;
mod forgetting;
mod judge;
mod lists;
mod place;
mod policy;
mod spreadsheet;
mod surge;
mod surges;

use jiff::Timestamp;
use tuixin::shown::is_unsafe;

pub use event::{Happened, SuppressionEvent, What};
pub use exchange::{BadRow, CsvRow, no_address, read_csv, write_csv};
pub(crate) use forgetting::{about, forget};
pub(crate) use judge::judge;
pub(crate) use lists::expire;
pub use lists::{Entry, SuppressionFilter};
pub use place::Place;
pub use policy::{DEFAULT_LIST, EVERY_LIST, Policy};
pub(crate) use surge::forgotten_before;
pub use surges::Surge;

use crate::address::is_hash;
use crate::bounds::KEY_BYTES;
use crate::id::DeliveryId;

/// Whether a text can be put on a list: an address, or the hash of one as the store keeps it. Nothing is cut, because the beginning of an address is another one.
pub fn is_listable(text: &str) -> bool {
    let is_address = || {
        let Some((local, domain)) = text.rsplit_once('@') else { return false };
        let is_quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
        let is_literal = domain.starts_with('[') && domain.ends_with(']');
        let is_whole = !local.is_empty() && !domain.is_empty() && !domain.starts_with('.');
        // What is around an address in lists of them is no part of it: `Bob <bob@example.com>;`.
        let is_plain = |text: &str| !text.contains(['<', '>', '(', ')', '[', ']', ',', ';', ':', '\\', '"', '@']);
        is_whole
            && (is_quoted || is_plain(local))
            && (is_literal || is_plain(domain))
            && !text.contains(|c: char| is_unsafe(c) || c.is_whitespace())
    };
    text.len() <= KEY_BYTES && (is_hash(text) || is_address())
}

/// Whether a text can be the name of a list.
pub fn is_list_name(text: &str) -> bool {
    text.len() <= KEY_BYTES && text.trim() == text && !text.is_empty() && !text.contains(is_unsafe)
}

/// An address that was put on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suppressed {
    /// Which list.
    pub list: String,
    /// Which address, as the store keeps it.
    pub address: String,
}

/// How an address came on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A failure was judged.
    Rule,
    /// Somebody put it there.
    Manual,
    /// It was brought from elsewhere.
    Import,
}

impl Origin {
    /// All of them.
    pub const ALL: [Origin; 3] = [Origin::Rule, Origin::Manual, Origin::Import];

    /// Its word in the store and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Rule => "rule",
            Origin::Manual => "manual",
            Origin::Import => "import",
        }
    }

    /// The origin with such a word.
    pub fn named(name: &str) -> Option<Origin> {
        Origin::ALL.into_iter().find(|origin| origin.name() == name)
    }
}

/// An address on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Which list; `*` holds for every sender.
    pub list: String,
    /// Which address, as the store keeps it.
    pub address: String,
    /// How it came there.
    pub origin: Origin,
    /// The cause of the failure that decided.
    pub cause: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// Until when; for good where there is no end.
    pub expires_at: Option<Timestamp>,
    /// The delivery that decided.
    pub delivery: Option<DeliveryId>,
    /// What somebody wrote about it.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_are_listed() {
        for (text, expected) in [
            ("bob@example.com", true),
            ("bob+news/2026=x@example.com", true),
            ("\"bob, the builder\"@example.com", false),
            ("\"bob,x\"@example.com", true),
            ("bob@[192.0.2.1]", true),
            ("bob@[IPv6:2001:db8::1]", true),
            ("用户@例子.中国", true),
            ("h:00112233445566778899aabbccddeeff", true),
            ("nobody", false),
            ("bob@", false),
            ("@example.com", false),
            ("bob@.example.com", false),
            ("Bob <bob@example.com>", false),
            ("<bob@example.com>", false),
            ("mailto:bob@example.com", false),
            ("bob@example.com;hello", false),
            ("bob@example.com,eve@example.com", false),
            ("bob@eve@example.com", false),
            ("bob @example.com", false),
        ] {
            assert_eq!(is_listable(text), expected, "{text}");
        }
    }
}
