//! What the files of the rules say beside the rules: usual texts and sources. They are read when the first page asks for them.

use std::sync::OnceLock;

use tuixin::{RuleNote, embedded_sources, rule_notes};

/// The notes of all rules.
#[derive(Default)]
pub(crate) struct Notes(OnceLock<Vec<RuleNote>>);

impl Notes {
    /// All of them, in the order of the files.
    pub(super) fn all(&self) -> &[RuleNote] {
        // The built-in files have no faults: they were compiled into this program.
        self.0.get_or_init(|| rule_notes(&embedded_sources()).unwrap_or_default())
    }
}
