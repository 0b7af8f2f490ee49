//! Failures that share a cause, a remote provider and an own side, grouped as they come.
//!
//! A group forms with its first failure and is an incident once it has enough of them within some time.
//! It is healed when mail of the same side arrives at the same provider again, when a check that failed passes, when a person says so, or when nothing was heard of it for long.

mod evidence;
mod observe;
mod queries;
mod side;

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

pub use evidence::Passed;
pub(crate) use observe::observe;
pub use queries::IncidentFilter;
pub(crate) use queries::fall_silent;
pub use side::Side;

use crate::id::{DeliveryId, IncidentId};
use crate::query::Cursor;

/// When a group of failures is an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Threshold {
    /// How many failures make it one.
    pub failures: u32,
    /// Within which time.
    pub within: SignedDuration,
    /// After how long without a failure it is taken for healed.
    pub silence: SignedDuration,
}

impl Default for Threshold {
    fn default() -> Threshold {
        Threshold { failures: 5, within: SignedDuration::from_hours(24), silence: SignedDuration::from_hours(7 * 24) }
    }
}

/// How far an incident is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Too few failures so far.
    Forming,
    /// It goes on.
    Open,
    /// It is over.
    Healed,
}

impl State {
    /// All of them.
    pub const ALL: [State; 3] = [State::Forming, State::Open, State::Healed];

    /// Its word in the store and in the API.
    pub fn name(self) -> &'static str {
        match self {
            State::Forming => "forming",
            State::Open => "open",
            State::Healed => "healed",
        }
    }
}

/// A word that is no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoState;

impl fmt::Display for NoState {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("expected forming, open or healed")
    }
}

impl std::error::Error for NoState {}

impl FromStr for State {
    type Err = NoState;

    fn from_str(text: &str) -> Result<State, NoState> {
        State::ALL.into_iter().find(|state| state.name() == text).ok_or(NoState)
    }
}

/// A group of failures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Its name.
    pub id: IncidentId,
    /// The cause that its failures share.
    pub cause: String,
    /// Who refused: a provider, else the domain of the recipients.
    pub remote: String,
    /// Which of our sides is concerned.
    pub side: Side,
    /// How far the cause reaches.
    pub scope: String,
    /// Who has to act.
    pub party: Option<String>,
    /// How far it is.
    pub state: State,
    /// When the first failure happened.
    pub first_seen: Timestamp,
    /// When the last one happened.
    pub last_seen: Timestamp,
    /// How many there were.
    pub count: u64,
    /// The failures since this time decide whether it opens.
    pub window_start: Timestamp,
    /// How many there were since.
    pub window_count: u64,
    /// When it was found to be one.
    pub opened_at: Option<Timestamp>,
    /// When it ended.
    pub healed_at: Option<Timestamp>,
    /// By what: `delivery`, `check`, `silence`, or the name of who said so.
    pub healed_by: Option<String>,
    /// Where a check ended it: what was looked at and found in order.
    pub healed_evidence: Vec<Passed>,
    /// The latest delivery of it.
    pub sample: Option<DeliveryId>,
    /// What was said then.
    pub sample_reply: Option<String>,
    /// Whether it is made up.
    pub is_demo: bool,
}

impl Incident {
    /// Its place in the list of incidents.
    pub fn place(&self) -> Cursor {
        Cursor { at: self.last_seen, id: self.id.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_as_it_is_written() {
        for state in State::ALL {
            assert_eq!(state.name().parse(), Ok(state));
        }
        assert_eq!("closed".parse::<State>(), Err(NoState));
    }
}
