//! What runs here and how, as the configuration decides it.

use maud::{Markup, html};

use crate::configured::{Configured, Value};
use crate::console::kept::Kept;
use crate::console::shown::clipped;

/// How much of a value is shown, in characters, and how many values of a list.
const LONGEST: usize = 500;
const MOST: usize = 50;

pub(super) fn write(kept: &Kept) -> Markup {
    let configured = kept.app.configured();
    html! {
        section.block #running {
            h2 { (kept.say("web-settings-running")) }
            (program(kept))
            @if !configured.is_empty() { p.note { (kept.say("web-settings-running-intro")) } }
            div.sections { @for section in configured.chunk_by(|one, other| one.section() == other.section()) { (self::section(kept, section)) } }
        }
    }
}

fn section(kept: &Kept, keys: &[Configured]) -> Markup {
    let name = keys.first().map_or("", Configured::section);
    let heading = format!("settings-of-{}", if name.is_empty() { "all" } else { name });
    html! {
        section {
            h3 { (kept.say(&heading)) }
            dl.table.keys { @for one in keys { (row(kept, one)) } }
        }
    }
}

/// The program, what it knows, and where it keeps what it sees.
fn program(kept: &Kept) -> Markup {
    let knowledge = kept.app.knowledge();
    let (rules, own) = (knowledge.rules().len() as u64, knowledge.rules().iter().filter(|rule| rule.is_users).count() as u64);
    let known = kept
        .texts()
        .say_counted("web-settings-knowledge-size", &[("causes", knowledge.causes().len() as u64), ("rules", rules), ("own", own)]);
    let row = |label: &str, words: &str| html! { div { dt { (kept.say(label)) } dd { (clipped(words, LONGEST)) } } };
    html! {
        dl.table {
            (row("web-settings-version", concat!("Tuixin ", env!("CARGO_PKG_VERSION"))))
            (row("web-settings-knowledge", &known))
            (row("web-settings-database", &kept.store.location().to_string()))
        }
    }
}

fn row(kept: &Kept, one: &Configured) -> Markup {
    html! {
        div {
            dt { (kept.say(&one.text())) " " code { (one.key) } }
            dd { (value(kept, &one.value)) }
        }
    }
}

fn value(kept: &Kept, value: &Value) -> Markup {
    match value {
        Value::Unset => html! { span.hint { (kept.say("web-settings-unset")) } },
        Value::Text(text) => html! { (clipped(text, LONGEST)) },
        Value::Number(number) => html! { (number) },
        Value::Switch(true) => html! { (kept.say("web-settings-on")) },
        Value::Switch(false) => html! { (kept.say("web-settings-off")) },
        Value::Time(time) => html! { (kept.texts().duration(time.as_secs())) },
        Value::List(values) if values.is_empty() => html! { span.hint { (kept.say("web-settings-unset")) } },
        Value::List(values) => html! { ul { @for one in values.iter().take(MOST) { li { (clipped(one, LONGEST)) } } } },
    }
}
