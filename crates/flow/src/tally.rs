//! How much was stored, and what it says, counted since the program began.
//!
//! The words are those of the wire and of the knowledge, so there are few of them, whatever comes in.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::settle::Submitted;

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Items by their kind.
    pub kinds: BTreeMap<String, u64>,
    /// Deliveries with a diagnosis, by its cause and the provider that spoke.
    pub diagnoses: BTreeMap<(String, Option<String>), u64>,
}

/// The count that goes on.
#[derive(Debug, Default)]
pub(crate) struct Counting(Mutex<Tally>);

impl Counting {
    /// Counts an item; a second sight is none.
    pub fn add(&self, submitted: &Submitted) {
        if !submitted.is_new {
            return;
        }
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *tally.kinds.entry(submitted.kind.clone()).or_default() += 1;
        for delivery in &submitted.deliveries {
            let Some(cause) = delivery.cause.clone() else { continue };
            *tally.diagnoses.entry((cause, delivery.provider.clone())).or_default() += 1;
        }
    }

    /// The count as it is now.
    pub fn tally(&self) -> Tally {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
