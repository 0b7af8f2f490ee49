//! One failure: what happened, how sure that is, who has to act, what to do, and the words it rests on.

use maud::{Markup, html};
use tuixin::Explanation;
use tuixin::advice::{Advice, AdviceStep, Audience, advise};
use tuixin::diagnose::{Basis, Diagnosis};
use tuixin::notice::{Action, Delivery};

use super::answer::View;
use super::group::Group;
use super::letters;
use super::plan::{FINDINGS, LETTERS, STEPS};
use super::reply;
use super::severity::Severity;
use super::shared::Link;
use super::slot;
use super::view::{Tick, bar, certainty, code_in_words, outside, rows, steps};
use crate::App;
use crate::console::shown::{clipped, shown};

/// How many recipients of one group are named at once.
const MOST_RECIPIENTS: usize = 8;
/// How many are named when asked for.
const MOST_FOLDED: usize = 500;

/// The same case told to both readers.
pub(super) struct Told<'d, 'k> {
    pub sender: Advice,
    pub admin: Advice,
    pub diagnosis: &'d Diagnosis<'k>,
}

impl<'d, 'k> Told<'d, 'k> {
    pub(super) fn of(view: View<'_>, group: &'d Group<'_, 'k>) -> Option<Told<'d, 'k>> {
        let advice = |audience| advise(view.knowledge, view.texts, &group.one, audience);
        Some(Told { sender: advice(Audience::Sender)?, admin: advice(Audience::Admin)?, diagnosis: group.one.diagnosis.as_ref()? })
    }
}

/// Writes a case; with a slot its steps and checks are filled in later.
pub(super) fn write(app: &App, view: View<'_>, explanation: &Explanation<'_>, group: &Group<'_, '_>, slot: Option<usize>) -> Markup {
    let Some(told) = Told::of(view, group) else { return html! {} };
    let (diagnosis, delivery) = (told.diagnosis, &group.one.delivery);
    let severity = if group.one.is_backscatter { Severity::Fine } else { Severity::of_case(diagnosis, delivery.action) };
    let link = Link::of(&group.one).filter(|_| !group.one.is_backscatter);
    html! {
        article.case.(severity.name()) {
            header {
                p.what { (view.say(&format!("action-{}", delivery.action.unwrap_or(Action::Failed).name()))) }
                h2 { (shown(&told.sender.headline)) }
                (recipients(view, &group.recipients))
            }
            div.body {
                div.said {
                    p.lead.for-sender { (shown(&told.sender.happened)) }
                    p.lead.for-admin { (shown(&told.admin.happened)) }
                    @if delivery.action == Some(Action::Delayed) { p { (view.say("web-still-trying")) } }
                }
                dl.verdict {
                    (certainty(view.texts, diagnosis.confidence, &told.sender.certainty))
                    (row(view, "label-who", &told.sender.who))
                    (row(view, "label-retry", &told.sender.retry))
                    (row(view, "label-suppress", &told.sender.suppress))
                }
                @if !told.sender.steps.is_empty() || !told.admin.steps.is_empty() {
                    section.todo {
                        h3 { (view.say("label-steps")) }
                        @match slot {
                            Some(slot) => (slot::hole(slot + STEPS)),
                            None => (both_steps(view, &told, &|_| None)),
                        }
                    }
                }
                @let written = match slot {
                    Some(slot) => slot::hole(slot + LETTERS),
                    None => letters::write(app, view.texts.language(), explanation, group, None),
                };
                section.letters { (written) }
                section.evidence {
                    h3 { (view.say("label-evidence")) }
                    (evidence(view, &told, group))
                }
                @if let Some(slot) = slot { section.checks { (slot::hole(slot + FINDINGS)) } }
                (details(view, explanation, group, diagnosis))
            }
            @if let Some(link) = link { (share(view, &link)) }
        }
    }
}

/// The steps for the sender and those for the administrator.
pub(super) fn both_steps(view: View<'_>, told: &Told<'_, '_>, tick: &dyn Fn(&AdviceStep) -> Option<Tick>) -> Markup {
    html! {
        div.for-sender { (steps(view.texts, &told.sender.steps, tick)) }
        div.for-admin { (steps(view.texts, &told.admin.steps, tick)) }
    }
}

fn row(view: View<'_>, label: &str, words: &str) -> Markup {
    html! { div { dt { (view.say(label)) } dd { (shown(words)) } } }
}

fn recipients(view: View<'_>, recipients: &[&str]) -> Markup {
    let list = |some: &[&str]| html! { @for recipient in some { li.address dir="auto" { (clipped(recipient, 254)) } } };
    let (named, folded) = recipients.split_at_checked(MOST_RECIPIENTS).unwrap_or((recipients, &[]));
    html! {
        @if !named.is_empty() { ul.recipients { (list(named)) } }
        @if !folded.is_empty() {
            details.recipients {
                summary { (view.texts.say_counted("recipients-more", &[("count", folded.len() as u64)])) }
                ul { (list(folded.get(..MOST_FOLDED).unwrap_or(folded))) }
            }
        }
    }
}

fn evidence(view: View<'_>, told: &Told<'_, '_>, group: &Group<'_, '_>) -> Markup {
    let diagnosis = told.diagnosis;
    let said = group.one.delivery.reply.as_ref().filter(|reply| !reply.text.trim().is_empty());
    let basis = match diagnosis.basis {
        Some(Basis::Rule { .. }) => said.is_some().then(|| view.say("web-basis-words")),
        Some(Basis::Status(status)) => Some(view.texts.say("basis-status", &[("status", status.to_string())])),
        Some(Basis::ReplyCode(code)) => Some(view.texts.say("basis-reply-code", &[("code", code.to_string())])),
        _ => Some(view.say("basis-none")),
    };
    html! {
        @match said {
            Some(said) => {
                p.by-whom { (speaker(view, &group.one.delivery, diagnosis)) }
                (reply::show(&said.text, reply::decisive(diagnosis, &said.text)))
            }
            None => p { (view.say("reply-none")) },
        }
        @if let Some(basis) = basis { p.basis { (basis) } }
        @if let Some(status) = group.one.status.filter(|status| !status.is_bare()) {
            p.code { code { (status.to_string()) } " " (code_in_words(view.texts, status)) }
        }
        @if let Some(conflict) = &told.sender.conflict { p.conflict { (shown(conflict)) } }
        (alternatives(view, diagnosis))
    }
}

fn speaker(view: View<'_>, delivery: &Delivery, diagnosis: &Diagnosis<'_>) -> String {
    let provider = diagnosis.provider.map(|provider| named(view, &provider.name, &provider.id));
    match provider.or_else(|| delivery.remote_mta.as_deref().map(|host| clipped(host, 100).into_owned())) {
        Some(who) => view.texts.say("web-said-by", &[("who", who)]),
        None => view.say("label-reply"),
    }
}

/// The name in this language, or the one that is there.
pub(crate) fn named(view: View<'_>, names: &std::collections::BTreeMap<String, String>, id: &str) -> String {
    names.get(view.texts.language().tag()).or_else(|| names.get("en")).cloned().unwrap_or_else(|| id.to_owned())
}

fn alternatives(view: View<'_>, diagnosis: &Diagnosis<'_>) -> Markup {
    html! {
        @if !diagnosis.alternatives.is_empty() {
            h4 { (view.say("label-alternatives")) }
            ul.alternatives {
                @for other in &diagnosis.alternatives {
                    li {
                        a href=(format!("/knowledge/{}", other.cause.id)) { (view.say(&format!("cause-{}", other.cause.id))) }
                        (bar(other.confidence, "low"))
                        span.percent { (format!("{:.0} %", other.confidence * 100.0)) }
                    }
                }
            }
        }
    }
}

/// All that is known besides, for whoever wants it.
fn details(view: View<'_>, explanation: &Explanation<'_>, group: &Group<'_, '_>, diagnosis: &Diagnosis<'_>) -> Markup {
    let delivery = &group.one.delivery;
    let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
    let stage = diagnosis.stage.or(delivery.stage);
    let facts = &diagnosis.facts;
    let from = explanation.message.as_ref().and_then(|message| message.from.clone());
    let known = [
        ("label-mail-from", from),
        ("label-original-recipient", delivery.original_recipient.clone()),
        ("label-status", group.one.status.map(|status| status.to_string())),
        ("label-reply-code", group.one.reply_code.map(|code| code.to_string())),
        ("label-stage", stage.map(|stage| view.say(&format!("stage-{}", stage.name())))),
        ("label-remote", delivery.remote_mta.clone()),
        ("label-reporting", delivery.reporting_mta.clone()),
        ("label-retry-until", delivery.retry_until.clone()),
        ("fact-blocklist", facts.blocklist.map(|list| list.of(reply).to_owned())),
        ("fact-listed-ip", facts.listed_ip.map(|ip| ip.of(reply).to_owned())),
        ("fact-limit-bytes", facts.limit_bytes.map(|bytes| view.texts.say("web-bytes", &[("bytes", bytes.to_string())]))),
        ("fact-limit-recipients", facts.limit_recipients.map(|count| count.to_string())),
        ("fact-retry-after", facts.retry_after_s.map(|seconds| view.texts.duration(seconds))),
        ("fact-provider-code", facts.provider_code.map(str::to_owned)),
    ];
    let rule = match diagnosis.basis {
        Some(Basis::Rule { rule, .. }) => Some(rule.id.clone()),
        _ => None,
    };
    let known: Vec<(&str, Option<String>)> = known.into_iter().chain([("label-rule", rule)]).collect();
    let help = facts.help_url.map(|url| url.of(reply));
    html! {
        details.facts {
            summary { (view.say("label-facts")) }
            (rows(view.texts, "table", &known))
            @if let Some(help) = help { p.help { (view.say("fact-help-url")) " " (outside(help)) } }
            p { a href=(format!("/knowledge/{}", diagnosis.cause.id)) { (view.say("web-more-about-cause")) } }
        }
    }
}

fn share(view: View<'_>, link: &Link) -> Markup {
    html! {
        footer.share {
            a href=(link.address()) { (view.say("web-share")) }
            button.quiet type="button" hidden data-copy-link=(link.address()) data-copied=(view.say("web-copied")) { (view.say("web-copy-link")) }
            span.hint { (view.say("web-share-hint")) }
        }
    }
}
