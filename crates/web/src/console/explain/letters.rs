//! Letters to those who can help: whom each goes to, what is left to fill in, and its text, ready to be copied.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tuixin::Explanation;
use tuixin::advice::letter::{Context, Letter, LookedUp, Recipient, letters};
use tuixin::advice::{Language, Texts};

use super::group::Group;
use super::view::outside;
use crate::App;
use crate::console::shown::{clipped, shown};

/// How much of a subject is shown beside what a letter is, in characters.
const LONGEST_SUBJECT: usize = 120;

/// Whatever else stands in an address could end it in a link (RFC 6068 section 2).
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

/// Writes the letters that make sense for one failure; nothing where none does. `looked_up` is what checks have found.
pub(super) fn write(
    app: &App,
    language: Language,
    explanation: &Explanation<'_>,
    group: &Group<'_, '_>,
    looked_up: Option<&LookedUp>,
) -> Markup {
    let texts = app.texts(language);
    let others = Language::ALL.into_iter().filter(|other| *other != language).map(|other| app.texts(other));
    let all: Vec<&Texts> = std::iter::once(texts).chain(others).collect();
    let mut context = Context::of(language);
    context.message = explanation.message.as_ref();
    context.ip = app.host().ip;
    context.helo = app.host().helo.as_deref();
    context.looked_up = looked_up;
    let letters = letters(app.knowledge(), &all, &group.one, &context);
    html! {
        @if !letters.is_empty() {
            h3 { (texts.say("web-letters", &[])) }
            p.note { (texts.say("web-letters-intro", &[])) }
            @for letter in &letters { (one(texts, letter)) }
        }
    }
}

fn one(texts: &Texts, letter: &Letter) -> Markup {
    let say = |id: &str| texts.say(id, &[]);
    let row = |label: &str, words: Markup| html! { div { dt { (say(label)) } dd { (words) } } };
    let language = letter.language.tag();
    html! {
        details.letter {
            summary {
                (say(&format!("letter-kind-{}", letter.kind.name())))
                " " span.hint lang=(language) dir="auto" { (clipped(&letter.subject, LONGEST_SUBJECT)) }
            }
            dl.table {
                (row("letter-label-to", to(texts, letter)))
                (row("letter-label-subject", html! { span lang=(language) dir="auto" { (shown(&letter.subject)) } }))
                @if !letter.to_fill_in.is_empty() {
                    (row("letter-label-fill-in", html! { ul lang=(language) { @for blank in &letter.to_fill_in { li { (shown(blank)) } } } }))
                }
                @if !letter.mend_first.is_empty() { (row("letter-label-mend-first", mend_first(texts, letter))) }
            }
            pre.text lang=(language) dir="auto" { (shown(&letter.body)) }
            button.quiet type="button" hidden data-copy=(shown(&letter.body)) data-copied=(say("web-copied")) { (say("web-letter-copy")) }
        }
    }
}

fn to(texts: &Texts, letter: &Letter) -> Markup {
    match &letter.to {
        Recipient::Address(address) => {
            let subject = utf8_percent_encode(&letter.subject, NON_ALPHANUMERIC);
            html! { a href=(format!("mailto:{}?subject={subject}", utf8_percent_encode(address, ADDRESS))) { (shown(address)) } }
        }
        Recipient::Form(url) => outside(url),
        Recipient::Unknown => html! { (texts.say("letter-to-unknown", &[])) },
    }
}

fn mend_first(texts: &Texts, letter: &Letter) -> Markup {
    let checks: Vec<String> = letter.mend_first.iter().map(|check| texts.say(&format!("check-{check}"), &[])).collect();
    html! { (texts.say("letter-mend-first", &[("checks", checks.join(", "))])) }
}
