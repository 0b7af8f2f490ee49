//! The answer to what was sent: every message, and in it every group of recipients, in one language.

use maud::{Markup, html};
use tuixin::advice::Texts;
use tuixin::knowledge::Knowledge;
use tuixin::notice::{Kind, Warning};
use tuixin::{Explained, Explanation};

use super::case;
use super::group::{Group, groups};
use super::plan::Plan;
use super::read::{Found, Message, Reading};
use super::view::rows;
use crate::App;
use crate::console::shown::{clipped, shown};

/// What an answer is written with.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub knowledge: &'a Knowledge,
    pub texts: &'a Texts,
}

impl View<'_> {
    pub(crate) fn say(&self, id: &str) -> String {
        self.texts.say(id, &[])
    }
}

/// How many groups of one message are shown.
pub(super) const MOST_GROUPS: usize = 30;
/// How many recipients that got their mail are named.
const MOST_UNDISTURBED: usize = 50;
/// How much of a subject or a name is shown, in characters.
const LONGEST_LINE: usize = 300;

/// Writes the whole answer.
pub(super) fn write(app: &App, view: View<'_>, reading: &Reading<'_>, plan: &Plan) -> Markup {
    let messages = reading.found.iter().filter(|found| matches!(found, Found::Message(_))).count();
    html! {
        @if reading.found.len() > 1 { (summary(view, reading, messages)) }
        @for (at, found) in reading.found.iter().enumerate() {
            @match found {
                Found::Message(message) => (self::message(app, view, message, at, plan)),
                Found::Trouble { source, text } => (trouble(view, source, text)),
            }
        }
        @if reading.has_more {
            p.note { (view.texts.say_counted("web-answer-more", &[("count", messages as u64)])) }
        }
    }
}

fn summary(view: View<'_>, reading: &Reading<'_>, messages: usize) -> Markup {
    let is_failed = |explained: &&Explained<'_>| explained.diagnosis.is_some();
    let failed = reading.found.iter().map(|found| match found {
        Found::Message(message) => message.explanation.deliveries.iter().filter(is_failed).count() as u64,
        Found::Trouble { .. } => 0,
    });
    html! { p.summary { (view.texts.say_counted("summary-many", &[("count", messages as u64), ("failed", failed.sum())])) } }
}

fn trouble(view: View<'_>, source: &str, text: &str) -> Markup {
    let name = if source.is_empty() { view.say("web-pasted-text") } else { clipped(source, LONGEST_LINE).into_owned() };
    html! {
        section.message { article.case.unknown { p.lead { (view.texts.say(text, &[("path", name)])) } } }
    }
}

fn message(app: &App, view: View<'_>, message: &Message<'_>, at: usize, plan: &Plan) -> Markup {
    let explanation = &message.explanation;
    let groups = groups(&explanation.deliveries);
    let has_failure = groups.iter().any(|group| group.one.diagnosis.is_some());
    let arrived: Vec<&Group<'_, '_>> = groups.iter().filter(|group| group.one.diagnosis.is_none()).collect();
    let failed: Vec<(usize, &Group<'_, '_>)> = groups.iter().enumerate().filter(|(_, group)| group.one.diagnosis.is_some()).collect();
    html! {
        section.message {
            (origin(view, message))
            (warnings(view, explanation))
            @if !has_failure { (no_failure(view, explanation)) }
            @for (place, group) in failed.iter().take(MOST_GROUPS) {
                (case::write(app, view, explanation, group, plan.slot(at, *place)))
            }
            @if failed.len() > MOST_GROUPS {
                p.note { (view.texts.say_counted("web-groups-more", &[("count", (failed.len() - MOST_GROUPS) as u64)])) }
            }
            @if !arrived.is_empty() { (undisturbed(view, &arrived)) }
        }
    }
}

/// Which mail this is about, so that one is found among several.
fn origin(view: View<'_>, message: &Message<'_>) -> Markup {
    let returned = message.explanation.message.as_ref();
    let subject = returned.and_then(|returned| returned.subject.as_deref()).filter(|subject| !subject.trim().is_empty());
    let date = returned.and_then(|returned| returned.date.as_deref());
    html! {
        @if message.source.is_some() || subject.is_some() {
            p.origin {
                @if let Some(subject) = subject {
                    span { (view.say("web-about-mail")) " " strong dir="auto" { (clipped(subject, LONGEST_LINE)) } }
                    @if let Some(date) = date { span.date { (clipped(date, 60)) } }
                }
                @if let Some(source) = &message.source { span.file dir="auto" { (clipped(source, LONGEST_LINE)) } }
            }
        }
    }
}

fn warnings(view: View<'_>, explanation: &Explanation<'_>) -> Markup {
    html! {
        @for warning in &explanation.warnings {
            @let is_grave = matches!(warning, Warning::Imitation | Warning::Backscatter);
            p.warning.grave[is_grave] role="note" {
                strong { (view.say("label-warnings")) }
                " " (view.say(&format!("warning-{}", warning.name())))
            }
        }
    }
}

/// A message that reports no failure, said kindly.
fn no_failure(view: View<'_>, explanation: &Explanation<'_>) -> Markup {
    let is_nothing = explanation.kind == Kind::Other || explanation.kind.is_failure();
    let name = if explanation.kind.is_failure() { "nothing" } else { explanation.kind.name() };
    let title = if name == "nothing" { "web-kind-nothing".to_owned() } else { format!("kind-{name}") };
    let absence = explanation.auto_reply.as_ref();
    html! {
        article.case.fine[!is_nothing].unknown[is_nothing] {
            h2 { (view.say(&title)) }
            p.lead { (view.say(&format!("web-after-{name}"))) }
            @if let Some(absence) = absence {
                (rows(view.texts, "verdict", &[("label-until", absence.until.clone()), ("label-instead", absence.instead.clone())]))
            }
        }
    }
}

/// Recipients whose mail was not refused.
fn undisturbed(view: View<'_>, groups: &[&Group<'_, '_>]) -> Markup {
    html! {
        ul.undisturbed {
            @for group in groups.iter().take(MOST_UNDISTURBED) {
                @let delivery = &group.one.delivery;
                @let became = match (&delivery.feedback_type, delivery.action) {
                    (Some(kind), _) => view.texts.say("complained", &[("type", kind.clone())]),
                    (None, Some(action)) => view.say(&format!("action-{}", action.name())),
                    (None, None) => String::new(),
                };
                li { span.address dir="auto" { (shown(delivery.recipient.as_deref().unwrap_or_default())) } " " (shown(&became)) }
            }
        }
        @if groups.len() > MOST_UNDISTURBED {
            p.note { (view.texts.say_counted("recipients-more", &[("count", (groups.len() - MOST_UNDISTURBED) as u64)])) }
        }
    }
}
