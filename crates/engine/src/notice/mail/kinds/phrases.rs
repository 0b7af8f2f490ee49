//! The phrases of one class, made ready when a mail is first asked for them.

use std::sync::OnceLock;

use crate::notice::mail::phrases;

/// Phrases in lower case.
pub(super) struct Phrases {
    list: &'static [&'static str],
    ready: OnceLock<phrases::Phrases>,
}

impl Phrases {
    pub(super) const fn of(list: &'static [&'static str]) -> Phrases {
        Phrases { list, ready: OnceLock::new() }
    }

    /// Whether one of them stands in the text, which is in lower case too.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.ready.get_or_init(|| phrases::Phrases::of(self.list.iter().copied())).stand_in(text)
    }

    /// Whether the text begins with one of them.
    pub(super) fn begin(&self, text: &str) -> bool {
        let first = text.as_bytes().first();
        self.list.iter().any(|phrase| phrase.as_bytes().first() == first && text.starts_with(phrase))
    }

    #[cfg(test)]
    pub(super) fn list(&self) -> &'static [&'static str] {
        self.list
    }
}
