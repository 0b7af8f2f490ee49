//! A run without a question: what would be asked is written down, and nobody answers.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Asking, Fault, Kind, Lookup, Outcome, Source};

/// A source that asks nobody. Clones share what they were asked.
///
/// What depends on an answer (the addresses of a mail server, the includes of an SPF record) is not in its list.
#[derive(Clone, Debug, Default)]
pub struct Rehearsal {
    asked: Arc<Mutex<BTreeSet<(String, Kind)>>>,
}

impl Rehearsal {
    /// What would have been asked, in order of the names.
    pub fn asked(&self) -> Vec<(String, Kind)> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

impl Source for Rehearsal {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert((name.to_owned(), kind));
        Box::pin(async move { Lookup::of(name, kind, Outcome::Fault(Fault::Unreachable)) })
    }
}
