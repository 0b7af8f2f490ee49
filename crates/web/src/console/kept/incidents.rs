//! Failures that belong together: the list of them, and one with what to do about it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use tuixin::advice::{Circumstances, portray_in};
use tuixin_check::follow_up::Today;
use tuixin_store::incident::{Incident, IncidentFilter, Passed, Side, State};
use tuixin_store::{Cursor, DeliveryFilter, IncidentId, StoreError};

use super::{Kept, ROWS};
use crate::api::{Query, cursor};
use crate::console::chart::{Columns, Series, columns};
use crate::console::explain::view::steps;
use crate::console::explain::{audience_switch, findings, reply};
use crate::console::form::{self, Encoding, Nothing, Sent};
use crate::console::moment::{hour, moment};
use crate::console::page::{self, Page, Place};
use crate::console::shown::shown;
use crate::problem::Problem;
use crate::recovery::{can_be_looked_into, look_into};

/// How many of its deliveries are shown with an incident.
const MOST_DELIVERIES: usize = 10;
/// How many hours of its growth are shown.
const MOST_HOURS: usize = 48;

#[derive(Deserialize)]
pub(super) struct Asked {
    state: Option<String>,
    cursor: Option<String>,
}

pub(super) async fn list(kept: Kept, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let is_all = asked.state.as_deref() == Some("all");
    let before = cursor(asked.cursor.as_deref())?;
    Ok(kept.answer(write_list(&kept, is_all, before).await))
}

async fn write_list(kept: &Kept, is_all: bool, before: Option<Cursor>) -> Result<Markup, StoreError> {
    let filter = IncidentFilter { state: (!is_all).then_some(State::Open), before };
    let more = if is_all { "/incidents?state=all&cursor=" } else { "/incidents?cursor=" };
    let found = kept.store.incidents(filter, ROWS).await?;
    let title = kept.say("web-incidents-title");
    let main = html! {
        div.column.wide {
            h1 { (title) }
            p.intro { (kept.say("web-incidents-intro")) }
            nav.periods aria-label=(title) {
                a href="/incidents" aria-current=[(!is_all).then_some("true")] { (kept.say("web-incidents-open")) }
                a href="/incidents?state=all" aria-current=[is_all.then_some("true")] { (kept.say("web-incidents-all")) }
            }
            @if found.is_empty() { p.empty { (kept.say(if is_all { "web-incidents-none" } else { "web-incidents-empty" })) } }
            (rows(kept, &found))
            @if let Some(last) = found.last().filter(|_| found.len() == ROWS) {
                p { a.button href=(format!("{more}{}", last.place())) { (kept.say("web-older")) } }
            }
        }
    };
    Ok(page::write(&kept.app, &kept.visitor, Page::new(Place::Incidents, &title, main)))
}

/// Incidents, each on a line of its own.
pub(super) fn rows(kept: &Kept, incidents: &[Incident]) -> Markup {
    html! {
        ul.incidents {
            @for incident in incidents {
                li.(tone(incident)) {
                    p.head { a href=(format!("/incidents/{}", incident.id)) { (kept.headline(&incident.cause)) } }
                    p { (kept.remote(&incident.remote)) @if let Some(side) = side(&incident.side) { " ← " (shown(side)) } }
                    p.hint {
                        (kept.say(&format!("web-incident-state-{}", incident.state.name()))) ", "
                        (kept.texts().say_counted("web-incident-count", &[("count", incident.count)])) ", "
                        (moment(incident.last_seen))
                        @if incident.is_demo { " " span.actor { (kept.say("web-demo")) } }
                    }
                }
            }
        }
    }
}

/// The class of the style sheet for how far an incident is.
fn tone(incident: &Incident) -> &'static str {
    match incident.state {
        State::Open => "lasting",
        State::Forming => "passing",
        State::Healed => "fine",
    }
}

fn side(side: &Side) -> Option<&str> {
    let (_, value) = side.parts();
    (!value.is_empty()).then_some(value)
}

pub(super) async fn show(kept: Kept, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<IncidentId>() else { return kept.missing() };
    match kept.store.incident(id).await {
        Ok(None) => kept.missing(),
        Ok(Some(incident)) => kept.answer(write(&kept, &incident, None).await),
        Err(error) => kept.answer(Err::<Markup, StoreError>(error)),
    }
}

async fn write(kept: &Kept, incident: &Incident, today: Option<&Today>) -> Result<Markup, StoreError> {
    let hours = kept.store.incident_hours(incident.id).await?;
    let filter = DeliveryFilter { incident: Some(incident.id), ..DeliveryFilter::default() };
    let deliveries = kept.store.deliveries(&filter, None, MOST_DELIVERIES).await?;
    let title = kept.headline(&incident.cause);
    let main = html! {
        div.column.answer {
            p.crumbs { a href="/incidents" { (kept.say("web-nav-incidents")) } }
            article.case.(tone(incident)) {
                header {
                    p.what { (kept.say(&format!("web-incident-state-{}", incident.state.name()))) }
                    h1.headline { (title) }
                }
                div.body {
                    div.said { p.lead { (kept.remote(&incident.remote)) ": " (kept.texts().say_counted("web-incident-count", &[("count", incident.count)])) } }
                    (facts(kept, incident))
                    @if let Some(today) = today { (found(kept, today)) }
                    (to_do(kept, incident))
                    (growth(kept, &hours))
                    @if let Some(said) = &incident.sample_reply {
                        section.evidence { h2 { (kept.say("web-incident-sample")) } (reply::show(said, None)) }
                    }
                }
            }
            section.block { h2 { (kept.say("web-incident-deliveries")) } (kept.deliveries(&deliveries.items, true)) }
        }
    };
    Ok(page::write(&kept.app, &kept.visitor, Page::new(Place::Incidents, &title, main)))
}

fn facts(kept: &Kept, incident: &Incident) -> Markup {
    let row = |label: &str, words: Markup| html! { div { dt { (kept.say(label)) } dd { (words) } } };
    let by = incident.healed_by.as_deref().map(|by| match by {
        "delivery" | "check" | "silence" => kept.say(&format!("web-incident-by-{by}")),
        who => kept.texts().say("web-incident-by-person", &[("who", shown(who).into_owned())]),
    });
    let looked_at = |passed: &Passed| format!("{} ({})", kept.say(&format!("check-{}", passed.check)), shown(&passed.subject));
    let evidence: Vec<String> = incident.healed_evidence.iter().map(looked_at).collect();
    html! {
        dl.verdict {
            @if let Some(party) = incident.party.as_deref().filter(|party| kept.texts().has(&format!("party-{party}"))) {
                (row("label-who", html! { (kept.say(&format!("party-{party}"))) }))
            }
            @if let Some(side) = side(&incident.side) { (row("web-incident-side", html! { (shown(side)) })) }
            (row("web-incident-first", moment(incident.first_seen)))
            (row("web-incident-last", moment(incident.last_seen)))
            @if let Some(healed) = incident.healed_at { (row("web-incident-healed", html! { (moment(healed)) " " (by.unwrap_or_default()) })) }
            @if !evidence.is_empty() { (row("web-incident-evidence", html! { (evidence.join(", ")) })) }
        }
    }
}

fn to_do(kept: &Kept, incident: &Incident) -> Markup {
    let knowledge = kept.app.knowledge();
    let Some(cause) = knowledge.cause_named(&incident.cause) else { return html! {} };
    let provider = knowledge.providers().iter().find(|provider| provider.id == incident.remote);
    let portrait = portray_in(knowledge, kept.texts(), cause, Circumstances { provider, ..Circumstances::default() });
    let told = html! {
        div.for-sender { (steps(kept.texts(), &portrait.sender_steps, &|_| None)) }
        div.for-admin { (steps(kept.texts(), &portrait.admin_steps, &|_| None)) }
    };
    let heal = html! {
        div.send { button type="submit" { (kept.say("web-incident-heal")) } p.hint { (kept.say("web-incident-heal-hint")) } }
    };
    let look = html! {
        div.send { button.quiet type="submit" { (kept.say("web-incident-look")) } p.hint { (kept.say("web-incident-look-hint")) } }
    };
    html! {
        section.todo {
            h2 { (kept.say("label-steps")) }
            (audience_switch(kept.texts(), &told))
            @if can_be_looked_into(&kept.app, incident) {
                (form::post(&kept.visitor, &format!("/incidents/{}/check", incident.id), Encoding::Plain, "look", &look))
            }
            @if incident.state == State::Open {
                (form::post(&kept.visitor, &format!("/incidents/{}/heal", incident.id), Encoding::Plain, "heal", &heal))
            }
        }
    }
}

/// What the checks have found just now.
fn found(kept: &Kept, today: &Today) -> Markup {
    let standing =
        if today.reports.is_empty() { "web-checks-nothing".to_owned() } else { format!("web-incident-{}", today.standing.name()) };
    html! {
        section {
            h2 { (kept.say("label-checks")) }
            p.standing { (kept.say(&standing)) }
            (findings(kept.view(), &today.reports))
        }
    }
}

fn growth(kept: &Kept, hours: &[(Timestamp, u64)]) -> Markup {
    let mut latest: Vec<&(Timestamp, u64)> = hours.iter().take(MOST_HOURS).collect();
    latest.reverse();
    let title = kept.say("web-incident-growth");
    let counts: Vec<u64> = latest.iter().map(|(_, count)| *count).collect();
    let told = kept.texts().say_counted("web-incident-count", &[("count", counts.iter().sum())]);
    let series = vec![Series { name: kept.say("web-series-failed"), class: "lasting", counts }];
    let chart = Columns { id: "growth", title: &title, told: &told, times: latest.iter().map(|(at, _)| hour(*at)).collect(), series };
    html! { @if latest.len() > 1 { section { h2 { (title) } (columns(kept.texts(), &chart)) } } }
}

pub(super) async fn heal(kept: Kept, Path(id): Path<String>, Sent(Nothing {}): Sent<Nothing>) -> Response {
    let Ok(id) = id.parse::<IncidentId>() else { return kept.missing() };
    let healed = kept.store.heal(id, kept.actor().unwrap_or("console"), Timestamp::now()).await;
    kept.answer(healed.map(|_| Redirect::to(&format!("/incidents/{id}")).into_response()))
}

/// Looks whether the fault is mended, and shows what was found.
pub(super) async fn look(kept: Kept, Path(id): Path<String>, Sent(Nothing {}): Sent<Nothing>) -> Response {
    let Ok(id) = id.parse::<IncidentId>() else { return kept.missing() };
    let incident = match kept.store.incident(id).await {
        Ok(Some(incident)) => incident,
        Ok(None) => return kept.missing(),
        Err(error) => return kept.answer(Err::<Markup, StoreError>(error)),
    };
    match look_into(&kept.app, &incident).await {
        Ok(look) if look.is_healed => Redirect::to(&format!("/incidents/{id}")).into_response(),
        Ok(look) => kept.answer(write(&kept, &incident, Some(&look.today)).await),
        Err(problem) => (problem.kind().status(), page::notice(&kept.app, &kept.visitor, "busy")).into_response(),
    }
}
