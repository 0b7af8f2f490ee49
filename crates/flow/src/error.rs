//! Why an item was not stored.

use std::fmt;

/// An item was not stored. Its receipt was not acknowledged, so its source still has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FlowError {
    /// The program ends.
    Stopped,
    /// The store takes neither what was read from the item nor the item itself for the quarantine.
    Refused(String),
}

impl fmt::Display for FlowError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FlowError::Stopped => out.write_str("nothing is taken any more, because the program ends"),
            FlowError::Refused(reason) => write!(out, "the store does not take it: {reason}"),
        }
    }
}

impl std::error::Error for FlowError {}
