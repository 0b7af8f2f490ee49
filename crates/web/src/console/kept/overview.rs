//! How much came back lately, why, where, and from which of our own servers.

use std::time::Duration;

use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use serde::Deserialize;
use tuixin_store::incident::{IncidentFilter, State};
use tuixin_store::suppression::Surge;
use tuixin_store::{Bucket, Dimension, StoreError};

use super::Kept;
use super::incidents;
use crate::api::Query;
use crate::console::chart::{Bar, Columns, Series, bars, columns};
use crate::console::moment::{day, hour, moment};
use crate::console::page::{self, Page, Place};
use crate::console::shown::shown;

/// The periods to choose from, in days, each with the hours of one column.
const PERIODS: [(u32, u64); 4] = [(1, 1), (7, 6), (14, 12), (30, 24)];
const USUAL: (u32, u64) = (7, 6);
/// How many rows a list of the most frequent has.
const MOST: usize = 8;
/// How many incidents are told of.
const MOST_INCIDENTS: usize = 5;
/// How many surges are told of.
const MOST_SURGES: usize = 5;
const HOUR_S: i64 = 3600;

#[derive(Deserialize)]
pub(super) struct Asked {
    days: Option<u32>,
}

pub(super) async fn show(kept: Kept, Query(Asked { days }): Query<Asked>) -> Response {
    let period = PERIODS.into_iter().find(|(known, _)| Some(*known) == days).unwrap_or(USUAL);
    kept.answer(write(&kept, period).await)
}

async fn write(kept: &Kept, (days, step): (u32, u64)) -> Result<Markup, StoreError> {
    let to = next_hour(Timestamp::now());
    let from = to.checked_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::UNIX_EPOCH);
    let rate = kept.store.rate(from, to, Duration::from_secs(step * 3600)).await?;
    let open = IncidentFilter { state: Some(State::Open), ..IncidentFilter::default() };
    let open = kept.store.incidents(open, MOST_INCIDENTS).await?;
    let surges = kept.store.surges(from, MOST_SURGES).await?;
    let title = kept.say("web-overview-title");
    let is_empty = rate.iter().all(|bucket| bucket.actions.is_empty()) && open.is_empty();
    let main = html! {
        div.column.wide {
            h1 { (title) }
            (periods(kept, days))
            @if is_empty { (empty(kept)) }
            @else {
                (surges_block(kept, &surges))
                (failures(kept, &rate, step))
                @if !open.is_empty() { section.block { h2 { (kept.say("web-overview-open")) } (incidents::rows(kept, &open)) } }
                div.tops {
                    (top(kept, Dimension::Cause, "web-overview-causes", from, to).await?)
                    (top(kept, Dimension::Provider, "web-overview-providers", from, to).await?)
                    (top(kept, Dimension::SendingIp, "web-overview-hosts", from, to).await?)
                }
            }
        }
    };
    Ok(page::write(&kept.app, &kept.visitor, Page::new(Place::Overview, &title, main)))
}

fn periods(kept: &Kept, chosen: u32) -> Markup {
    html! {
        nav.periods aria-label=(kept.say("web-overview-period")) {
            @for (days, _) in PERIODS {
                a href=(format!("/overview?days={days}")) aria-current=[(days == chosen).then_some("true")] {
                    (kept.texts().say_counted("web-overview-days", &[("count", u64::from(days))]))
                }
            }
        }
    }
}

fn empty(kept: &Kept) -> Markup {
    html! {
        section.empty {
            h2 { (kept.say("web-overview-empty-title")) }
            p { (kept.say("web-overview-empty")) }
            p { a.button href="/" { (kept.say("web-nav-explain")) } }
        }
    }
}

/// Places that called far more addresses dead than ever, and what follows from it: nobody else would tell that these are still written to.
fn surges_block(kept: &Kept, surges: &[Surge]) -> Markup {
    html! {
        @if !surges.is_empty() {
            section.block {
                h2 { (kept.say("web-overview-surges")) }
                p.note { (kept.say("web-overview-surges-text")) }
                ul.incidents {
                    @for surge in surges {
                        li.passing {
                            p.head { (kept.remote(&surge.remote)) }
                            p { (kept.texts().say_counted("web-overview-surge-count", &[("count", surge.held)])) }
                            p.hint {
                                (moment(surge.began_at)) @if surge.began_at < surge.last_at { " – " (moment(surge.last_at)) }
                                @if let Some(cause) = &surge.cause { " " (kept.cause(cause)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn failures(kept: &Kept, rate: &[Bucket], step: u64) -> Markup {
    let counts = |action: &str| rate.iter().map(|bucket| bucket.actions.get(action).copied().unwrap_or(0)).collect::<Vec<u64>>();
    let (failed, delayed) = (counts("failed"), counts("delayed"));
    let sum: u64 = failed.iter().sum();
    let told = kept.texts().say_counted("web-overview-rate-text", &[("count", sum)]);
    let title = kept.say("web-overview-rate");
    let time = if step < 24 { hour } else { day };
    let chart = Columns {
        id: "rate",
        title: &title,
        told: &told,
        times: rate.iter().map(|bucket| time(bucket.at)).collect(),
        series: vec![
            Series { name: kept.say("web-series-failed"), class: "lasting", counts: failed },
            Series { name: kept.say("web-series-delayed"), class: "passing", counts: delayed },
        ],
    };
    html! { section.block { h2 { (title) } p.note { (told) } (columns(kept.texts(), &chart)) } }
}

async fn top(kept: &Kept, dimension: Dimension, heading: &str, from: Timestamp, to: Timestamp) -> Result<Markup, StoreError> {
    let found = kept.store.top(dimension, from, to, MOST).await?;
    let name = |value: &str| match dimension {
        Dimension::Cause => kept.cause(value),
        Dimension::Provider => html! { (kept.remote(value)) },
        _ => html! { (shown(value)) },
    };
    let rows: Vec<Bar> = found.iter().map(|(value, count)| Bar { name: name(value), count: *count }).collect();
    Ok(html! {
        section.block {
            h2 { (kept.say(heading)) }
            @if rows.is_empty() { p.note { (kept.say("web-overview-none")) } } @else { (bars(&rows)) }
        }
    })
}

/// The end of the hour that goes on, because counts are by the hour.
fn next_hour(now: Timestamp) -> Timestamp {
    Timestamp::from_second((now.as_second().div_euclid(HOUR_S) + 1) * HOUR_S).unwrap_or(now)
}
