//! What a phrase stands for.

use super::model::RuleId;
use crate::smtp::Stage;

/// What finding a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The rule applies.
    Rule(RuleId),
    /// The rule does not apply, whatever else it finds.
    Veto(RuleId),
    /// The reply answered this command.
    Stage(Stage),
}
