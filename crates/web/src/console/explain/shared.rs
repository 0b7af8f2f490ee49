//! The answer without the mail: `/e/{cause}` gives the same advice from the cause and from facts that the knowledge holds itself.
//!
//! A link holds no address and no words of a mail, and what a link says is believed only where the knowledge knows it.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tuixin::Explained;
use tuixin::advice::{Circumstances, Portrait, portray_in};
use tuixin::diagnose::Basis;
use tuixin::knowledge::{Cause, Knowledge};
use tuixin::smtp::StatusCode;
use tuixin_check::sender::blocklist::Blocklists;

use super::answer::View;
use super::case::named;
use super::severity::Severity;
use super::view::{code_in_words, rows, steps};
use super::{audience_switch, missing};
use crate::App;
use crate::api::Query;
use crate::console::page::{self, Page, Place};
use crate::console::visitor::Visitor;

/// What a link tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Link {
    #[serde(skip)]
    pub cause: String,
    pub rule: Option<String>,
    pub provider: Option<String>,
    pub status: Option<String>,
    pub list: Option<String>,
}

impl Link {
    /// What may be told of a failure.
    pub(super) fn of(explained: &Explained<'_>) -> Option<Link> {
        let diagnosis = explained.diagnosis.as_ref()?;
        let reply = explained.delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
        let rule = match diagnosis.basis {
            Some(Basis::Rule { rule, .. }) => Some(rule.id.clone()),
            _ => None,
        };
        Some(Link {
            cause: diagnosis.cause.id.clone(),
            rule,
            provider: diagnosis.provider.map(|provider| provider.id.clone()),
            status: explained.status.map(|status| status.to_string()),
            list: diagnosis.facts.blocklist.and_then(|list| known_list(list.of(reply))).map(str::to_owned),
        })
    }

    pub(super) fn address(&self) -> String {
        let facts = [("rule", &self.rule), ("provider", &self.provider), ("status", &self.status), ("list", &self.list)];
        let told = facts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", encoded(value.as_deref()?))));
        let query = told.collect::<Vec<_>>().join("&");
        let joint = if query.is_empty() { "" } else { "?" };
        format!("/e/{}{joint}{query}", encoded(&self.cause))
    }
}

fn encoded(value: &str) -> Cow<'_, str> {
    utf8_percent_encode(value, NON_ALPHANUMERIC).into()
}

/// The name of a blocklist as the knowledge has it.
fn known_list(name: &str) -> Option<&'static str> {
    Blocklists::embedded().named_at_all(name).first().map(|list| list.name.as_str())
}

/// A link with what the knowledge knows of it.
struct Known<'k> {
    cause: &'k Cause,
    circumstances: Circumstances<'k>,
    status: Option<StatusCode>,
}

impl<'k> Known<'k> {
    fn of(knowledge: &'k Knowledge, link: &Link) -> Option<Known<'k>> {
        let cause = knowledge.cause_named(&link.cause)?;
        let rule = link.rule.as_deref().and_then(|id| knowledge.rules().iter().find(|rule| rule.id == id));
        let rule = rule.filter(|rule| std::ptr::eq(knowledge.cause(rule.cause), cause));
        let provider = link.provider.as_deref().and_then(|id| knowledge.providers().iter().find(|provider| provider.id == id));
        let blocklist = link.list.as_deref().and_then(known_list);
        let status = link.status.as_deref().and_then(|status| status.parse().ok());
        Some(Known { cause, circumstances: Circumstances { provider, rule, blocklist }, status })
    }
}

pub(super) async fn show(State(app): State<App>, visitor: Visitor, Path(cause): Path<String>, Query(link): Query<Link>) -> Response {
    let Some(known) = Known::of(app.knowledge(), &Link { cause, ..link }) else { return missing(&app, &visitor) };
    let texts = app.texts(visitor.language);
    let portrait = portray_in(app.knowledge(), texts, known.cause, known.circumstances);
    let main = html! {
        div.column.answer {
            (audience_switch(texts, &article(View { knowledge: app.knowledge(), texts }, &known, &portrait)))
        }
    };
    page::write(&app, &visitor, Page::new(Place::Explain, &portrait.headline, main)).into_response()
}

fn article(view: View<'_>, known: &Known<'_>, portrait: &Portrait) -> Markup {
    let provider = known.circumstances.provider.map(|provider| named(view, &provider.name, &provider.id));
    let facts = [
        ("label-who", Some(portrait.who.clone())),
        ("label-retry", Some(portrait.retry.clone())),
        ("label-suppress", Some(portrait.suppress.clone())),
        ("label-provider", provider),
        ("fact-blocklist", known.circumstances.blocklist.map(str::to_owned)),
    ];
    html! {
        article.case.(Severity::of_cause(known.cause).name()) {
            header {
                p.what { (view.say("web-shared-what")) }
                h1.headline { (portrait.headline) }
            }
            div.body {
                div.said {
                    p.lead.for-sender { (portrait.sender_happened) }
                    p.lead.for-admin { (portrait.admin_happened) }
                }
                (rows(view.texts, "verdict", &facts))
                section.todo {
                    h2 { (view.say("label-steps")) }
                    div.for-sender { (steps(view.texts, &portrait.sender_steps, &|_| None)) }
                    div.for-admin { (steps(view.texts, &portrait.admin_steps, &|_| None)) }
                }
                section.evidence {
                    h2 { (view.say("label-meaning")) }
                    p { (portrait.meaning) }
                    @if let Some(status) = known.status { p.code { code { (status.to_string()) } " " (code_in_words(view.texts, status)) } }
                    p { a href=(format!("/knowledge/{}", known.cause.id)) { (view.say("web-more-about-cause")) } }
                }
            }
        }
        p.note { (view.say("web-shared-note")) " " a href="/" { (view.say("web-shared-own")) } }
    }
}
