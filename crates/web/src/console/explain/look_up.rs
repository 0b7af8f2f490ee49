//! Looks up what the failures of an answer depend on, and writes the parts of the answer anew whenever something is known.
//!
//! The mails are explained again here, because a diagnosis lives only as long as it is at hand; the same bytes give the same answer.

use std::pin::pin;
use std::sync::Arc;

use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tuixin::advice::Language;
use tuixin::{Explanation, explain_with};
use tuixin_check::follow_up::whole_original;
use tuixin_check::{Check, FollowUp, Ground, Material, Progress, Report, follow_up};

use super::View;
use super::answers::{Answer, Told};
use super::case::{self, both_steps};
use super::findings;
use super::group::{Group, groups};
use super::letters;
use super::plan::{PARTS, Plan, Planned};
use super::view::Tick;
use crate::App;

/// How many failures of one answer are looked up at the same time.
const AT_ONCE: usize = 4;

/// How far the checks of one failure have come.
pub(super) enum Course<'c> {
    /// None has ended yet, or some have.
    UnderWay(&'c [Report]),
    /// All have ended.
    Ended(&'c FollowUp<'c>),
    /// They could not be run, or not to their end.
    Stopped,
}

/// Fills all parts of an answer.
pub(super) async fn run(app: App, answer: Arc<Answer>, plan: Plan) {
    match app.turn_to_check().await {
        Ok((ground, _permit)) => {
            let work = stream::iter(&plan.messages).for_each(|planned| message(&app, ground, &answer, planned));
            // What is not known by then is told as unknown.
            let _ = timeout(app.limits().check_time, work).await;
        }
        Err(problem) => tracing::debug!(?problem, "an answer is not looked up"),
    }
    for planned in &plan.messages {
        stop(&app, &answer, planned);
    }
    answer.finish();
}

/// Says of what was not looked up to its end that it was not.
fn stop(app: &App, answer: &Answer, planned: &Planned) {
    let Some(explanation) = explained(app, planned) else { return };
    let groups = groups(&explanation.deliveries);
    for (place, slot) in &planned.groups {
        if let Some(group) = groups.get(*place) {
            answer.close_if_open(*slot, || parts(app, &explanation, group, &Course::Stopped));
        }
    }
}

/// The explanation that is looked up.
fn explained<'a>(app: &'a App, planned: &Planned) -> Option<Explanation<'a>> {
    app.with_workspace(|knowledge, workspace| {
        explain_with(knowledge, &planned.bytes, app.options(), workspace).into_iter().nth(planned.place)
    })
}

async fn message(app: &App, ground: &Ground, answer: &Answer, planned: &Planned) {
    let Some(explanation) = explained(app, planned) else { return };
    let original = whole_original(&planned.bytes);
    let groups = groups(&explanation.deliveries);
    let mut work = Vec::new();
    for (place, slot) in &planned.groups {
        let Some(group) = groups.get(*place) else { continue };
        let host = app.host();
        let material = Material::of(group.first, explanation.message.as_ref(), original.clone()).sent_from(host.ip, host.helo.as_deref());
        let failure = Failure { explanation: &explanation, group, material, slot: *slot };
        work.push(look_up(app, ground, answer, failure));
    }
    stream::iter(work).buffer_unordered(AT_ONCE).collect::<()>().await;
}

/// One failure that is looked up.
struct Failure<'f, 'e, 'k> {
    explanation: &'f Explanation<'k>,
    group: &'f Group<'e, 'k>,
    material: Material,
    /// The first of its parts.
    slot: usize,
}

/// Looks up one failure, and tells of each report as it comes.
async fn look_up(app: &App, ground: &Ground, answer: &Answer, failure: Failure<'_, '_, '_>) {
    let Failure { explanation, group, material, slot } = failure;
    let (teller, mut told) = mpsc::unbounded_channel();
    let mut ground = ground.clone();
    // Nobody listens any more when the checks were given up.
    ground.progress = Some(Progress::to(move |report| drop(teller.send(report.clone()))));
    let mut reports: Vec<Report> = Vec::new();
    let mut followed = pin!(follow_up(&ground, group.first, &material, app.extent(true)));
    let ended = loop {
        tokio::select! {
            ended = &mut followed => break ended,
            Some(report) = told.recv() => {
                reports.push(report);
                answer.fill(slot, parts(app, explanation, group, &Course::UnderWay(&reports)));
            }
        }
    };
    let course = ended.as_ref().map_or(Course::Stopped, Course::Ended);
    answer.close(slot, parts(app, explanation, group, &course));
}

/// The parts that tell of a failure in each language: the steps, what was found, and the letters.
pub(super) fn parts(app: &App, explanation: &Explanation<'_>, group: &Group<'_, '_>, course: &Course<'_>) -> [Told; PARTS] {
    let view = |language| View { knowledge: app.knowledge(), texts: app.texts(language) };
    let steps = Language::ALL.map(|language| {
        let view = view(language);
        let told = case::Told::of(view, group);
        told.map(|told| both_steps(view, &told, &|step| tick(step.check.as_deref(), &step.id, course)).into_string()).unwrap_or_default()
    });
    let found = Language::ALL.map(|language| findings::write(view(language), group, course).into_string());
    let looked_up = match course {
        Course::Ended(ended) => Some(ended.for_letters(group.first)),
        Course::UnderWay(_) | Course::Stopped => None,
    };
    let letters = Language::ALL.map(|language| letters::write(app, language, explanation, group, looked_up.as_ref()).into_string());
    [steps, found, letters]
}

/// In what a step stands: as the reports that are there say, until all are and may tell more.
fn tick(check: Option<&str>, step: &str, course: &Course<'_>) -> Option<Tick> {
    let check = check.and_then(Check::named)?;
    match course {
        Course::UnderWay(reports) => {
            let of_check = reports.iter().filter(|report| report.check == check).map(Report::verdict).max();
            Some(of_check.map_or(Tick::Waiting, |verdict| Tick::Known(findings::state_of(verdict))))
        }
        Course::Ended(ended) => ended.steps.iter().find(|ticked| ticked.step == step).map(|ticked| Tick::Known(ticked.state.name())),
        Course::Stopped => None,
    }
}
