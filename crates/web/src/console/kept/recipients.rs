//! One address: what came back from it, whether it is still written to, and why not.

use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tuixin_store::suppression::{Suppression, SuppressionEvent, SuppressionFilter};
use tuixin_store::{Cursor, StoreError};

use super::{Kept, ROWS};
use crate::api::{Query, cursor};
use crate::console::form::{self, Encoding, Sent};
use crate::console::moment::moment;
use crate::console::page::{self, Page, Place};
use crate::console::shown::{clipped, shown};
use crate::problem::Problem;

/// How many changes of the lists are shown.
const MOST_CHANGES: usize = 20;
/// How many addresses are proposed.
const MOST_PROPOSED: usize = 50;
/// A note is no longer than this, in characters.
const LONGEST_NOTE: usize = 500;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    address: String,
    cursor: Option<String>,
    released: Option<String>,
}

/// Where an address has its page.
pub(super) fn link(address: &str) -> String {
    format!("/recipients?address={}", utf8_percent_encode(address, NON_ALPHANUMERIC))
}

pub(super) async fn show(kept: Kept, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let cursor: Option<Cursor> = cursor(asked.cursor.as_deref())?;
    Ok(kept.answer(write(&kept, &asked, cursor).await))
}

async fn write(kept: &Kept, asked: &Asked, cursor: Option<Cursor>) -> Result<Markup, StoreError> {
    let address = asked.address.trim();
    let title = kept.say("web-recipients-title");
    let found = if address.is_empty() {
        html! { p.note { (kept.say("web-recipients-intro")) } }
    } else {
        about(kept, address, asked, cursor).await?
    };
    let main = html! {
        div.column.wide {
            h1 { (title) }
            form.lookup method="get" action="/recipients" role="search" {
                label for="address" { (kept.say("web-recipients-search")) }
                div.line {
                    input #address type="search" name="address" value=(clipped(address, 320)) spellcheck="false" autocapitalize="off" autocomplete="off";
                    button type="submit" { (kept.say("web-recipients-send")) }
                }
            }
            (found)
        }
    };
    Ok(page::write(&kept.app, &kept.visitor, Page::new(Place::Recipients, &title, main)))
}

async fn about(kept: &Kept, address: &str, asked: &Asked, cursor: Option<Cursor>) -> Result<Markup, StoreError> {
    let history = kept.store.history(address, cursor.as_ref(), ROWS).await?;
    let filter = SuppressionFilter { address: Some(address.to_owned()), ..SuppressionFilter::default() };
    let lists = kept.store.suppressions(filter, Timestamp::now(), ROWS).await?;
    let changes = kept.store.suppression_history(address, MOST_CHANGES).await?;
    if history.items.is_empty() && lists.is_empty() && changes.is_empty() {
        return proposed(kept, address).await;
    }
    Ok(html! {
        section.block {
            h2.address dir="auto" { (clipped(address, 320)) }
            @if asked.released.is_some() && lists.is_empty() { p.done role="status" { (kept.say("web-recipient-released")) } }
            @else if lists.is_empty() { p { (kept.say("web-recipient-free")) } }
            @for entry in &lists { (suppressed(kept, address, entry)) }
        }
        @if !history.items.is_empty() {
            section.block {
                h2 { (kept.say("web-recipient-history")) }
                (kept.deliveries(&history.items, false))
                @if let Some(next) = history.next { p { a.button href=(format!("{}&cursor={next}", link(address))) { (kept.say("web-older")) } } }
            }
        }
        @if !changes.is_empty() { section.block { h2 { (kept.say("web-recipient-changes")) } (self::changes(kept, &changes)) } }
    })
}

async fn proposed(kept: &Kept, prefix: &str) -> Result<Markup, StoreError> {
    let proposed = kept.store.recipients(prefix, MOST_PROPOSED).await?;
    Ok(html! {
        section.block aria-live="polite" {
            @if proposed.is_empty() { p.empty { (kept.say("web-recipients-none")) } }
            @else {
                h2 { (kept.say("web-recipients-several")) }
                ul.addresses { @for address in &proposed { li { (kept.address(address)) } } }
            }
        }
    })
}

/// Why an address is not written to, and the way back.
fn suppressed(kept: &Kept, address: &str, entry: &Suppression) -> Markup {
    let row = |label: &str, words: Markup| html! { div { dt { (kept.say(label)) } dd { (words) } } };
    let fields = html! {
        input type="hidden" name="address" value=(address);
        input type="hidden" name="list" value=(entry.list);
        label for=(format!("note-{}", entry.list)) { (kept.say("web-recipient-note")) }
        div.line {
            input id=(format!("note-{}", entry.list)) type="text" name="note" maxlength=(LONGEST_NOTE) autocomplete="off";
            button type="submit" { (kept.say("web-recipient-release")) }
        }
        p.hint { (kept.say("web-recipient-release-hint")) }
    };
    html! {
        article.case.lasting {
            p.what { (kept.say("web-recipient-suppressed")) }
            dl.table {
                @if let Some(cause) = &entry.cause { (row("label-cause", kept.cause(cause))) }
                (row("web-recipient-list", html! { (shown(&entry.list)) ", " (kept.say(&format!("web-recipient-origin-{}", entry.origin.name()))) }))
                (row("web-recipient-since", moment(entry.since)))
                (row("web-recipient-until", entry.expires_at.map_or_else(|| html! { (kept.say("web-recipient-forever")) }, moment)))
                @if let Some(note) = &entry.note { (row("web-recipient-note", html! { (shown(note)) })) }
            }
            div.lookup { (form::post(&kept.visitor, "/recipients/release", Encoding::Plain, &format!("release-{}", entry.list), &fields)) }
        }
    }
}

fn changes(kept: &Kept, changes: &[SuppressionEvent]) -> Markup {
    html! {
        ul.changes {
            @for change in changes {
                li {
                    (moment(change.at)) " " (kept.say(&format!("web-change-{}", change.happened.what.name())))
                    @if let Some(cause) = &change.happened.cause { ", " (kept.cause(cause)) }
                    @if let Some(note) = &change.happened.note { ", " (shown(note)) }
                }
            }
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Release {
    address: String,
    list: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn release(kept: Kept, Sent(Release { address, list, note }): Sent<Release>) -> Response {
    let note: String = note.trim().chars().take(LONGEST_NOTE).collect();
    let note = Some(note.as_str()).filter(|note| !note.is_empty());
    let released = kept.store.release(&list, &address, kept.actor(), note, Timestamp::now()).await;
    kept.answer(released.map(|_| Redirect::to(&format!("{}&released=yes", link(&address))).into_response()))
}
