//! What the files of the rules say beside the rules: usual texts and sources. They are read when the first page asks for them.

use std::sync::OnceLock;

use tuixin::knowledge::Source;
use tuixin::{RuleNote, embedded_sources, rule_notes};

/// The notes of all rules.
#[derive(Default)]
pub(crate) struct Notes(OnceLock<Vec<RuleNote>>);

impl Notes {
    /// All of them, in the order of the files: the built-in ones with `own` laid over them, as the rules were read.
    pub(super) fn all(&self, own: &[Source]) -> &[RuleNote] {
        self.0.get_or_init(|| {
            let sources: Vec<Source> = embedded_sources().into_iter().chain(own.iter().cloned()).collect();
            // Files with faults stopped the server before it could ask for notes.
            rule_notes(&sources).unwrap_or_default()
        })
    }
}
