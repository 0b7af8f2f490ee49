//! The parts that answers, shared links and the pages of causes have in common.

use maud::{Markup, html};
use tuixin::advice::{AdviceStep, Certainty, Texts};
use tuixin::smtp::StatusCode;

use crate::console::shown::shown;

/// In what a step stands when it has been looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tick {
    /// The check that belongs to it is still under way.
    Waiting,
    /// What became of it, by the name that the texts know.
    Known(&'static str),
}

/// Numbered steps, each with who takes it and what became of it.
pub(crate) fn steps(texts: &Texts, steps: &[AdviceStep], tick: &dyn Fn(&AdviceStep) -> Option<Tick>) -> Markup {
    let say = |id: &str| texts.say(id, &[]);
    let you = say("actor-you");
    html! {
        ol.steps {
            @for step in steps {
                @let tick = tick(step);
                li.step data-state=[tick.map(state)] {
                    p { (shown(&step.text)) " " span.actor.you[step.actor == you] { (step.actor) } }
                    @match tick {
                        Some(Tick::Waiting) => p.state { (say("web-step-waiting")) },
                        Some(Tick::Known(name)) => p.state { (say(&format!("step-state-{name}"))) },
                        None => {}
                    }
                }
            }
        }
    }
}

fn state(tick: Tick) -> &'static str {
    match tick {
        Tick::Waiting => "waiting",
        Tick::Known(name) => name,
    }
}

/// Rows of a label and its words; those without words are left out.
pub(crate) fn rows(texts: &Texts, class: &str, rows: &[(&str, Option<String>)]) -> Markup {
    html! {
        dl class=(class) {
            @for (label, words) in rows {
                @if let Some(words) = words {
                    div { dt { (texts.say(label, &[])) } dd { (shown(words)) } }
                }
            }
        }
    }
}

/// How sure an answer is: a bar, and the words.
pub(crate) fn certainty(texts: &Texts, confidence: f32, words: &str) -> Markup {
    html! {
        div {
            dt { (texts.say("label-certainty", &[])) }
            dd { (bar(confidence, Certainty::of(confidence).name())) (words) }
        }
    }
}

/// A quiet bar as long as something is likely. It says nothing that the words beside it do not say too.
pub(crate) fn bar(share: f32, class: &str) -> Markup {
    let width = format!("{:.0}", share.clamp(0.0, 1.0) * 100.0);
    html! {
        svg.likely.(class) viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.whole width="100" height="4" {}
            rect.part width=(width) height="4" {}
        }
    }
}

/// What an enhanced status code means: the code itself where it is a known one, else its class and its subject (RFC 3463).
pub(crate) fn code_in_words(texts: &Texts, status: StatusCode) -> String {
    let (subject, detail) = (status.subject(), status.detail());
    let class = texts.say(&format!("status-class-{}", status.to_string().chars().next().unwrap_or('5')), &[]);
    let known = [format!("status-code-{subject}-{detail}"), format!("status-subject-{subject}"), "status-subject-other".to_owned()];
    let meaning = known.into_iter().find(|id| texts.has(id)).map(|id| texts.say(&id, &[])).unwrap_or_default();
    texts.say("status-in-words", &[("class", class), ("meaning", meaning)])
}

/// A help page that a reply or a provider names: a link where it is one of the web, else its words.
pub(crate) fn outside(address: &str) -> Markup {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    html! {
        @if is_web { a href=(address) rel="noreferrer nofollow" target="_blank" { (shown(address)) } }
        @else { (shown(address)) }
    }
}
