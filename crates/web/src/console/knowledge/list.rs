//! All causes by their groups, those that a search found, and the box to search in.

use maud::{Markup, html};
use tuixin::advice::Texts;
use tuixin::knowledge::Cause;

use crate::App;
use crate::console::form::{self, Encoding};
use crate::console::page::{self, Page, Place};
use crate::console::shown::clipped;
use crate::console::visitor::Visitor;

/// How much of what was searched for is shown again, in characters.
const LONGEST_SHOWN: usize = 4000;

/// The groups as somebody looks for them, the most usual first; others come behind.
const ORDER: [&str; 11] =
    ["recipient", "domain", "rate", "reputation", "authentication", "content", "submission", "policy", "network", "system", "unspecified"];

pub(super) fn all(app: &App, visitor: &Visitor) -> Markup {
    let texts = app.texts(visitor.language);
    write(app, visitor, "", &by_group(app, texts))
}

/// What a search found.
pub(super) fn found(app: &App, visitor: &Visitor, words: &str, found: &[&Cause]) -> Markup {
    let texts = app.texts(visitor.language);
    let result = html! {
        section.found aria-live="polite" {
            h2 { (texts.say_counted("web-knowledge-found", &[("count", found.len() as u64)])) }
            @if found.is_empty() { p.note { (texts.say("web-knowledge-none", &[])) } }
            (causes(texts, found))
            p.note { a href="/knowledge" { (texts.say("web-knowledge-all", &[])) } }
        }
    };
    write(app, visitor, words, &result)
}

/// That a pasted text tells no cause.
pub(super) fn unrecognised(app: &App, visitor: &Visitor, text: &str) -> Markup {
    let texts = app.texts(visitor.language);
    let result = html! {
        section.found aria-live="polite" {
            h2 { (texts.say("web-knowledge-pasted", &[])) }
            p { (texts.say("web-knowledge-pasted-text", &[])) " " a href="/" { (texts.say("web-back-to-start", &[])) } }
        }
    };
    write(app, visitor, text, &html! { (result) (by_group(app, texts)) })
}

fn write(app: &App, visitor: &Visitor, query: &str, result: &Markup) -> Markup {
    let texts = app.texts(visitor.language);
    let say = |id: &str| texts.say(id, &[]);
    let fields = html! {
        div.lookup {
            label for="q" { (say("web-knowledge-search")) }
            div.line {
                textarea #q name="q" rows="2" spellcheck="false" dir="auto" { (clipped(query, LONGEST_SHOWN)) }
                button type="submit" { (say("web-knowledge-send")) }
            }
        }
    };
    let title = say("web-knowledge-title");
    let main = html! {
        div.column.wide {
            h1 { (title) }
            p.intro { (say("web-knowledge-intro")) " " (texts.say_counted("web-knowledge-count", &[("count", app.knowledge().causes().len() as u64)])) "." }
            (form::post(visitor, "/knowledge", Encoding::Plain, "search", &fields))
            (result)
        }
    };
    page::write(app, visitor, Page::new(Place::Knowledge, &title, main))
}

fn by_group(app: &App, texts: &Texts) -> Markup {
    let mut groups: Vec<Vec<&Cause>> =
        app.knowledge().causes().chunk_by(|one, other| one.group == other.group).map(|group| group.iter().collect()).collect();
    let place = |group: &str| ORDER.iter().position(|known| *known == group).unwrap_or(ORDER.len());
    groups.sort_by_key(|group| group.first().map(|cause| place(&cause.group)));
    html! {
        div.groups {
            @for group in &groups {
                @if let Some(first) = group.first() {
                    section {
                        h2 #(format!("group-{}", first.group)) { (texts.say(&format!("group-{}", first.group), &[])) }
                        (causes(texts, group))
                    }
                }
            }
        }
    }
}

/// Causes, each with who has to act.
fn causes(texts: &Texts, causes: &[&Cause]) -> Markup {
    html! {
        ul.causes {
            @for cause in causes {
                li {
                    a href=(format!("/knowledge/{}", cause.id)) { (texts.say(&format!("cause-{}", cause.id), &[])) }
                    span.who { (texts.say(&format!("party-{}", cause.party), &[])) }
                }
            }
        }
    }
}
