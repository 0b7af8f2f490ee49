//! What the colour at the edge of an answer says: how much it matters.

use tuixin::diagnose::Diagnosis;
use tuixin::knowledge::{Cause, Permanence};
use tuixin::notice::Action;

/// How much an answer matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    /// Nothing is wrong.
    Fine,
    /// It may go away by itself.
    Passing,
    /// It stays until somebody acts.
    Lasting,
    /// Nothing is known.
    Unknown,
}

impl Severity {
    /// Its class in the style sheet.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Severity::Fine => "fine",
            Severity::Passing => "passing",
            Severity::Lasting => "lasting",
            Severity::Unknown => "unknown",
        }
    }

    pub(crate) fn of_case(diagnosis: &Diagnosis<'_>, action: Option<Action>) -> Severity {
        match diagnosis.permanence {
            _ if diagnosis.cause.id == UNSPECIFIED => Severity::Unknown,
            Permanence::Permanent if action != Some(Action::Delayed) => Severity::Lasting,
            _ => Severity::Passing,
        }
    }

    pub(crate) fn of_cause(cause: &Cause) -> Severity {
        match cause.permanence {
            _ if cause.id == UNSPECIFIED => Severity::Unknown,
            Permanence::Permanent => Severity::Lasting,
            _ => Severity::Passing,
        }
    }
}

/// The cause that says nothing.
const UNSPECIFIED: &str = "unspecified";
