//! How the flow fares, for whoever asks whether the server is ready.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// How the flow fares.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Health {
    /// How many items came in and are not committed yet.
    pub items: usize,
    /// How many bytes they have.
    pub bytes: usize,
    /// Since when the store takes nothing, and why; none when the last commit passed.
    pub outage: Option<Outage>,
    /// Whether nothing is taken any more because the program ends.
    pub is_stopping: bool,
}

/// The store takes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Since when.
    pub since: Timestamp,
    /// What kind of trouble it has, which anybody may know.
    pub trouble: Trouble,
    /// What it says, for whoever runs it.
    pub reason: String,
}

/// What keeps the store from taking anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// It does not answer, or not as it should.
    Away,
    /// Its disk is full.
    Full,
}

/// The state of the store as the last commit found it.
#[derive(Debug, Default)]
pub(crate) struct StoreState(Mutex<Option<Outage>>);

impl StoreState {
    pub fn outage(&self) -> Option<Outage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A commit failed. True when that is news.
    pub fn failed(&self, trouble: Trouble, reason: &str) -> bool {
        let mut outage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = outage.as_ref().is_none_or(|outage| outage.reason != reason);
        let since = outage.as_ref().map_or_else(Timestamp::now, |outage| outage.since);
        *outage = Some(Outage { since, trouble, reason: reason.to_owned() });
        is_news
    }

    /// A commit passed. Gives the outage that is over.
    pub fn passed(&self) -> Option<Outage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
