//! One cause: what it means, who acts, what to do, and what servers say when they mean it.

use std::collections::BTreeSet;

use maud::{Markup, html};
use tuixin::RuleNote;
use tuixin::advice::{Portrait, portray};
use tuixin::diagnose::{Reply, diagnose};
use tuixin::knowledge::{Cause, ProviderId};

use crate::App;
use crate::console::explain::severity::Severity;
use crate::console::explain::view::{code_in_words, outside, rows, steps};
use crate::console::explain::{View, audience_switch, named, reply};
use crate::console::page::{self, Page, Place};
use crate::console::visitor::Visitor;

/// How many texts of one speaker are shown.
const MOST_TEXTS: usize = 3;
/// How many speakers are shown before the others are folded away.
const MOST_SPEAKERS: usize = 5;
/// How many sources are named.
const MOST_SOURCES: usize = 12;

pub(super) fn write(app: &App, visitor: &Visitor, cause: &Cause, is_by_text: bool) -> Markup {
    let view = View { knowledge: app.knowledge(), texts: app.texts(visitor.language) };
    let portrait = portray(view.knowledge, view.texts, cause);
    let notes: Vec<&RuleNote> = app.notes().iter().filter(|note| note.cause == cause.id).collect();
    let main = html! {
        div.column.wide {
            p.crumbs { a href="/knowledge" { (view.say("web-nav-knowledge")) } " / " a href=(format!("/knowledge#group-{}", cause.group)) { (portrait.group) } }
            @if is_by_text { p.recognised role="status" { (view.say("web-knowledge-recognised")) } }
            h1 { (portrait.headline) }
            div.portrait {
                div {
                    p.meaning { (portrait.meaning) }
                    (audience_switch(view.texts, &to_do(view, &portrait)))
                    (usual_texts(app, view, &notes))
                    (sources(view, &notes))
                }
                div { (aside(view, cause, &portrait)) (neighbours(view, cause)) }
            }
        }
    };
    page::write(app, visitor, Page::new(Place::Knowledge, &portrait.headline, main))
}

fn to_do(view: View<'_>, portrait: &Portrait) -> Markup {
    html! {
        section.todo {
            h2 { (view.say("label-steps")) }
            div.for-sender { (steps(view.texts, &portrait.sender_steps, &|_| None)) }
            div.for-admin { (steps(view.texts, &portrait.admin_steps, &|_| None)) }
        }
    }
}

fn aside(view: View<'_>, cause: &Cause, portrait: &Portrait) -> Markup {
    let known = [
        ("label-who", Some(portrait.who.clone())),
        ("label-permanence", Some(portrait.permanence.clone())),
        ("label-retry", Some(portrait.retry.clone())),
        ("label-suppress", Some(portrait.suppress.clone())),
        ("label-scope", Some(portrait.scope.clone())),
    ];
    html! {
        div.case.plain.(Severity::of_cause(cause).name()) { (rows(view.texts, "verdict", &known)) }
        section {
            h2 { (view.say("label-codes")) }
            @if cause.codes.is_empty() { p.note { (view.say("web-cause-codes-none")) } }
            dl.verdict.bare {
                @for code in &cause.codes {
                    div { dt { code { (code.to_string()) } } dd { (code_in_words(view.texts, *code)) } }
                }
            }
        }
        @if !cause.names.is_empty() {
            details.names {
                summary { (view.say("web-cause-names")) }
                dl.table {
                    @for (system, names) in &cause.names { div { dt { (system) } dd { (names.join(", ")) } } }
                }
            }
        }
    }
}

fn neighbours(view: View<'_>, cause: &Cause) -> Markup {
    let others: Vec<&Cause> = view.knowledge.causes().iter().filter(|other| other.group == cause.group && other.id != cause.id).collect();
    html! {
        @if !others.is_empty() { section.neighbours {
                h2 { (view.say("web-cause-neighbours")) }
                ul { @for other in others { li { a href=(format!("/knowledge/{}", other.id)) { (view.say(&format!("cause-{}", other.id))) } } } }
            }
        }
    }
}

/// The texts of one speaker.
struct Speaker<'n> {
    provider: Option<ProviderId>,
    /// Whether the texts are those of the user's own rules.
    is_own: bool,
    texts: Vec<&'n str>,
}

fn speakers<'n>(view: View<'_>, notes: &[&'n RuleNote]) -> Vec<Speaker<'n>> {
    let mut speakers: Vec<Speaker<'n>> = vec![Speaker { provider: None, is_own: false, texts: Vec::new() }];
    for note in notes {
        let provider = view.knowledge.rules().iter().find(|rule| rule.id == note.rule).and_then(|rule| rule.provider);
        let texts = note.examples.iter().map(String::as_str);
        match speakers.iter_mut().find(|speaker| speaker.provider == provider && speaker.is_own == note.is_users) {
            Some(speaker) => speaker.texts.extend(texts),
            None => speakers.push(Speaker { provider, is_own: note.is_users, texts: texts.collect() }),
        }
    }
    speakers.retain(|speaker| !speaker.texts.is_empty());
    // Whoever wrote rules of their own looks for them first.
    speakers.sort_by_key(|speaker| !speaker.is_own);
    speakers
}

fn usual_texts(app: &App, view: View<'_>, notes: &[&RuleNote]) -> Markup {
    let speakers = speakers(view, notes);
    let count = speakers.iter().map(|speaker| speaker.texts.len() as u64).sum();
    let (first, others) = speakers.split_at_checked(MOST_SPEAKERS).unwrap_or((&speakers, &[]));
    html! {
        @if !speakers.is_empty() {
            section.usual {
                h2 { (view.say("label-texts")) }
                p.note { (view.texts.say_counted("web-cause-texts-intro", &[("count", count)])) }
                @for speaker in first { (self::speaker(app, view, speaker)) }
                @if !others.is_empty() {
                    details {
                        summary { (view.texts.say_counted("web-cause-more-texts", &[("count", others.len() as u64)])) }
                        @for speaker in others { (self::speaker(app, view, speaker)) }
                    }
                }
            }
        }
    }
}

fn speaker(app: &App, view: View<'_>, speaker: &Speaker<'_>) -> Markup {
    let provider = speaker.provider.and_then(|id| view.knowledge.provider(id));
    let name = provider.map_or_else(|| view.say("web-cause-anybody"), |provider| named(view, &provider.name, &provider.id));
    html! {
        div.speaker {
            h3 { (name) @if speaker.is_own { " " span.actor { (view.say("web-cause-own")) } } }
            @for text in speaker.texts.iter().take(MOST_TEXTS) {
                (app.with_workspace(|knowledge, workspace| {
                    let diagnosis = diagnose(knowledge, &Reply::of(text), workspace);
                    reply::show(text, reply::decisive(&diagnosis, text))
                }))
            }
        }
    }
}

/// Where the meaning is documented, each place once.
fn sources(view: View<'_>, notes: &[&RuleNote]) -> Markup {
    let of = |is_own: bool| {
        let sources: BTreeSet<&str> = notes.iter().filter(|note| note.is_users == is_own).map(|note| note.source.as_str()).collect();
        sources
    };
    // The user's own come first, because not all are named.
    let (own, built_in) = (of(true), of(false));
    let is_observed = own.contains(OBSERVED) || built_in.contains(OBSERVED);
    let mut sources: Vec<&str> = own.iter().chain(built_in.difference(&own)).copied().collect();
    sources.retain(|source| *source != OBSERVED);
    html! {
        @if !sources.is_empty() || is_observed {
            section.sources {
                h2 { (view.say("label-sources")) }
                ul {
                    @for source in sources.iter().take(MOST_SOURCES) { li { (outside(source)) } }
                    @if is_observed { li { (view.say("web-cause-field")) } }
                }
            }
        }
    }
}

/// What a rule names as its source when its meaning was only observed.
const OBSERVED: &str = "field";
