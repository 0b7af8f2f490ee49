//! What was looked up about a delivery.

use serde::Serialize;
use tuixin_check::{FollowUp, follow_up};
use utoipa::ToSchema;

use crate::diagnosis::Alternative;

/// A step that a check has looked into.
#[derive(Debug, Serialize, ToSchema)]
pub struct TickedStep<'a> {
    /// The name of the step.
    pub step: &'a str,
    /// What became of it: `done`, `to-do`, `not-the-problem`, `open`.
    pub state: &'a str,
    /// The check that says so.
    pub check: &'a str,
}

/// What is to be thought of the diagnosis now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outlook<'a> {
    /// Whether what the reply complains about is there today: `confirmed`, `refuted`, `open`.
    pub standing: &'a str,
    /// The causes with how likely each is now, the likeliest first.
    pub causes: Vec<Alternative<'a>>,
    /// Whether to stop writing to the address: `now`, `after-repeats`, `no`, `already`.
    pub suppress: &'a str,
    /// The domain that was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'a str>,
}

/// The steps that the checks of a delivery tick.
pub fn ticked_steps<'a>(follow_up: &'a FollowUp<'a>) -> Vec<TickedStep<'a>> {
    let check = |place: usize| follow_up.reports.get(place).map_or("", |report| report.check.name());
    let ticked = |step: &'a follow_up::Ticked| TickedStep { step: &step.step, state: step.state.name(), check: check(step.report) };
    follow_up.steps.iter().map(ticked).collect()
}

impl<'a> Outlook<'a> {
    pub(crate) fn of(outlook: &'a follow_up::Outlook<'a>) -> Outlook<'a> {
        let causes = outlook.causes.iter().map(|(cause, confidence)| Alternative { cause: &cause.id, confidence: *confidence });
        Outlook {
            standing: outlook.standing.name(),
            causes: causes.collect(),
            suppress: outlook.suppress.name(),
            instead: outlook.instead.as_deref(),
        }
    }
}
