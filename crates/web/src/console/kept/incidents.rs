//! Failures that belong together: the list of them, and one with what to do about it.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;
use tuixin::advice::{Circumstances, portray_in};
use tuixin_store::incident::{Incident, IncidentFilter, Side, State};
use tuixin_store::{DeliveryFilter, IncidentId, StoreError};

use super::{Kept, ROWS};
use crate::console::chart::{Columns, Series, columns};
use crate::console::explain::view::steps;
use crate::console::explain::{audience_switch, reply};
use crate::console::form::{self, Encoding, Nothing, Sent};
use crate::console::moment::{hour, moment};
use crate::console::page::{self, Page, Place};
use crate::console::shown::shown;

/// How many of its deliveries are shown with an incident.
const MOST_DELIVERIES: usize = 10;
/// How many hours of its growth are shown.
const MOST_HOURS: usize = 48;

#[derive(Deserialize)]
pub(super) struct Asked {
    state: Option<String>,
    cursor: Option<String>,
}

/// Where the next page goes on: behind the last incident of this one.
fn cursor_of(last: &Incident) -> String {
    format!("{}_{}", last.last_seen, last.id)
}

/// What a link named as the end of the page before; nothing for what no page gave.
fn place_of(cursor: &str) -> Option<(Timestamp, IncidentId)> {
    let (at, id) = cursor.split_once('_')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

pub(super) async fn list(kept: Kept, Query(asked): Query<Asked>) -> Response {
    let is_all = asked.state.as_deref() == Some("all");
    let before = asked.cursor.as_deref().and_then(place_of);
    kept.answer(write_list(&kept, is_all, before).await)
}

async fn write_list(kept: &Kept, is_all: bool, before: Option<(Timestamp, IncidentId)>) -> Result<Markup, StoreError> {
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
                p { a.button href=(format!("{more}{}", cursor_of(last))) { (kept.say("web-older")) } }
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
        Ok(Some(incident)) => kept.answer(write(&kept, &incident).await),
        Err(error) => kept.answer(Err::<Markup, StoreError>(error)),
    }
}

async fn write(kept: &Kept, incident: &Incident) -> Result<Markup, StoreError> {
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
    html! {
        dl.verdict {
            @if let Some(party) = incident.party.as_deref().filter(|party| kept.texts().has(&format!("party-{party}"))) {
                (row("label-who", html! { (kept.say(&format!("party-{party}"))) }))
            }
            @if let Some(side) = side(&incident.side) { (row("web-incident-side", html! { (shown(side)) })) }
            (row("web-incident-first", moment(incident.first_seen)))
            (row("web-incident-last", moment(incident.last_seen)))
            @if let Some(healed) = incident.healed_at { (row("web-incident-healed", html! { (moment(healed)) " " (by.unwrap_or_default()) })) }
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
    html! {
        section.todo {
            h2 { (kept.say("label-steps")) }
            (audience_switch(kept.texts(), &told))
            @if incident.state == State::Open {
                (form::post(&kept.visitor, &format!("/incidents/{}/heal", incident.id), Encoding::Plain, "heal", &heal))
            }
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_on_where_the_one_before_ended() {
        let id = "0f".repeat(16);
        let place = place_of(&format!("2026-11-29T10:00:00.125Z_{id}")).unwrap();
        assert_eq!((place.0.as_millisecond() % 1000, place.1.to_string()), (125, id));
        for wrong in ["", "_", "2026-11-29T10:00:00Z", "2026-11-29T10:00:00Z_x", "yesterday_0f"] {
            assert_eq!(place_of(wrong), None, "{wrong:?}");
        }
    }
}
