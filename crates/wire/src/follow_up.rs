//! What was looked up about a delivery.

use serde::Serialize;
use tuixin::advice::Texts;
use tuixin_check::{FollowUp, follow_up};
use utoipa::ToSchema;

use crate::diagnosis::Alternative;
use crate::report::{Checked, checked};

/// The checks of a delivery, the steps that they tick, and the diagnosis in their light.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookedUp<'a> {
    /// The checks that were run.
    pub checks: Vec<Checked<'a>>,
    /// What became of the steps that name a check.
    pub steps: Vec<TickedStep<'a>>,
    /// What is to be thought of the diagnosis now.
    pub outlook: Outlook<'a>,
}

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

impl<'a> LookedUp<'a> {
    pub(crate) fn of(follow_up: &'a FollowUp<'a>, texts: &Texts) -> LookedUp<'a> {
        let check = |place: usize| follow_up.reports.get(place).map_or("", |report| report.check.name());
        let ticked =
            |ticked: &'a follow_up::Ticked| TickedStep { step: &ticked.step, state: ticked.state.name(), check: check(ticked.report) };
        let outlook = &follow_up.outlook;
        let causes = outlook.causes.iter().map(|(cause, confidence)| Alternative { cause: &cause.id, confidence: *confidence });
        LookedUp {
            checks: checked(&follow_up.reports, texts),
            steps: follow_up.steps.iter().map(ticked).collect(),
            outlook: Outlook {
                standing: outlook.standing.name(),
                causes: causes.collect(),
                suppress: outlook.suppress.name(),
                instead: outlook.instead.as_deref(),
            },
        }
    }
}
