//! A diagnosis followed up: the checks that its steps name, run with what the bounce gave away, and what follows from them.
//!
//! The words of a reply tell what was wrong when it was written.
//! What is wrong today can be looked up, and the two may differ: a domain that was not found has a mail server again, a listing has lapsed.
//! So a check ticks the steps that ask for it ([`StepState`]), and moves the certainty of the causes on which it bears ([`Outlook`]).

mod again;
mod bearing;
mod letters;
mod material;
mod outlook;

use std::net::IpAddr;
use std::time::SystemTime;

use futures_util::stream::{self, StreamExt};
use tuixin::advice::Audience;
use tuixin::knowledge::Step;
use tuixin::{Explained, Explanation, advice};

pub use again::{Today, can_be_refuted, today};
pub(crate) use material::domain_of;
pub use material::{Material, whole_original};
pub use outlook::{Outlook, Standing};

use crate::job::{Ground, Job, run_all};
use crate::report::{Check, Report, Verdict};
use crate::target::Extent;
use bearing::Bearings;

/// What the checks of one delivery found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FollowUp<'k> {
    /// The reports of all checks that were run.
    pub reports: Vec<Report>,
    /// What became of the steps that name a check, for both readers.
    pub steps: Vec<Ticked>,
    /// What is to be thought of the diagnosis now.
    pub outlook: Outlook<'k>,
}

/// A step that a check has looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ticked {
    /// The name of the step in the knowledge.
    pub step: String,
    /// What became of it.
    pub state: StepState,
    /// The place of the report in [`FollowUp::reports`] that says so.
    pub report: usize,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// What the step deals with is the fault that the reply names, and it is there no longer.
    Done,
    /// The fault was found; the report tells how to mend it.
    ToDo,
    /// Nothing is wrong there.
    NotTheProblem,
    /// It could not be found out.
    Open,
}

impl StepState {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::ToDo => "to-do",
            StepState::NotTheProblem => "not-the-problem",
            StepState::Open => "open",
        }
    }
}

/// Runs the checks that the steps of a diagnosis name; none for a delivery that did not fail.
pub async fn follow_up<'k>(ground: &Ground, explained: &Explained<'k>, material: &Material, extent: Extent) -> Option<FollowUp<'k>> {
    // Of a mail that was not ours there is nothing to mend.
    let diagnosis = explained.diagnosis.as_ref().filter(|_| !explained.is_backscatter)?;
    let bearings = Bearings::embedded();
    let bearing = bearings.of(&diagnosis.cause.id);
    let steps = steps_with_checks(ground, explained);
    let mut checks: Vec<Check> = steps.iter().map(|(_, check)| *check).chain(bearing.checks()).collect();
    checks.sort_unstable();
    checks.dedup();
    let jobs = checks.iter().flat_map(|check| material.jobs(*check, bearing.side)).filter(|job| extent.connects || !job.connects());
    let jobs: Vec<Job> = jobs.map(|job| material.joined(job, &checks)).collect();
    let mut reports = run_all(ground, jobs).await;
    reports.extend(material.reports_of_original(&checks, SystemTime::now()));
    let outlook = outlook::outlook(bearings, diagnosis, &reports, material);
    let ticked = steps.into_iter().filter_map(|(step, check)| {
        let (place, report) =
            reports.iter().enumerate().filter(|(_, report)| report.check == check).max_by_key(|(_, report)| material.verdict(report))?;
        let state = match material.verdict(report) {
            Verdict::Failed | Verdict::Warning => StepState::ToDo,
            Verdict::Unknown => StepState::Open,
            Verdict::Passed if bearing.confirmed.contains(&check) && outlook.standing == Standing::Refuted => StepState::Done,
            Verdict::Passed => StepState::NotTheProblem,
        };
        Some(Ticked { step: step.id.clone(), state, report: place })
    });
    let steps = ticked.collect();
    Some(FollowUp { reports, steps, outlook })
}

/// How many deliveries of one mail are followed up at the same time; what they share is asked once.
const AT_ONCE: usize = 16;
/// How many deliveries of one mail are followed up. Those of a bounce that names thousands have few reasons among them.
const MOST_DELIVERIES: usize = 200;

/// What the asker knows of the host that sends.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SendingHost {
    /// Its address.
    pub ip: Option<IpAddr>,
    /// The name with which it introduces itself.
    pub helo: Option<String>,
}

impl SendingHost {
    /// A host of which this is known.
    pub fn of(ip: Option<IpAddr>, helo: Option<String>) -> SendingHost {
        SendingHost { ip, helo }
    }
}

/// Follows up the deliveries of a mail, in their order; `input` are the bytes that were explained.
pub async fn follow_up_all<'k>(
    ground: &Ground,
    explanation: &Explanation<'k>,
    input: &[u8],
    host: &SendingHost,
    extent: Extent,
) -> Vec<Option<FollowUp<'k>>> {
    let original = whole_original(input);
    let mut followed = Vec::new();
    // With a closure instead of this loop the compiler cannot tell that the whole may be sent to another thread.
    for explained in explanation.deliveries.iter().take(MOST_DELIVERIES) {
        let material = Material::of(explained, explanation.message.as_ref(), original.clone()).sent_from(host.ip, host.helo.as_deref());
        followed.push(async move { follow_up(ground, explained, &material, extent).await });
    }
    stream::iter(followed).buffered(AT_ONCE).collect().await
}

/// The steps for both readers that name a check which can be run, each once.
fn steps_with_checks<'s>(ground: &'s Ground, explained: &Explained<'_>) -> Vec<(&'s Step, Check)> {
    let knowledge = &ground.world.knowledge;
    let mut steps: Vec<(&Step, Check)> = Vec::new();
    for audience in [Audience::Sender, Audience::Admin] {
        for step in advice::steps_of(knowledge, explained, audience) {
            let check = step.check.as_deref().and_then(Check::named);
            steps.extend(check.map(|check| (step, check)).filter(|_| steps.iter().all(|(known, _)| known.id != step.id)));
        }
    }
    steps
}
