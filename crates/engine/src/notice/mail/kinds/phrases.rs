//! Lists of phrases, looked for in one walk however long the list is.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Phrases in lower case.
pub(super) struct Phrases {
    list: &'static [&'static str],
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Phrases {
    pub(super) const fn of(list: &'static [&'static str]) -> Phrases {
        Phrases { list, automaton: OnceLock::new() }
    }

    /// Whether one of them stands in the text, which is in lower case too.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.end_in(text).is_some()
    }

    /// Where the first one ends that stands in the text.
    pub(super) fn end_in(&self, text: &str) -> Option<usize> {
        let build = || AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(self.list).ok();
        let automaton = self.automaton.get_or_init(build);
        automaton.as_ref()?.find(text).map(|found| found.end())
    }

    /// Whether the text begins with one of them.
    pub(super) fn begin(&self, text: &str) -> bool {
        self.list.iter().any(|phrase| text.starts_with(phrase))
    }

    #[cfg(test)]
    pub(super) fn list(&self) -> &'static [&'static str] {
        self.list
    }
}
