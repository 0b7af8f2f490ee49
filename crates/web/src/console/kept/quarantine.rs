//! What came in and could not be understood, until somebody has looked at it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use tuixin_store::{Cursor, ItemId, Quarantined, StoreError};

use super::{Kept, ROWS};
use crate::api::{Query, cursor};
use crate::console::form::{self, Encoding, Nothing, Sent};
use crate::console::moment::moment;
use crate::console::page::{self, Page, Place};
use crate::console::shown::clipped;
use crate::problem::Problem;

/// How much of an item is shown, in bytes and in characters.
const MOST_BYTES: usize = 64 * 1024;
const MOST_CHARACTERS: usize = 8000;

#[derive(Deserialize)]
pub(super) struct Asked {
    cursor: Option<String>,
}

pub(super) async fn list(kept: Kept, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let cursor: Option<Cursor> = cursor(asked.cursor.as_deref())?;
    Ok(kept.answer(write_list(&kept, cursor).await))
}

async fn write_list(kept: &Kept, cursor: Option<Cursor>) -> Result<Markup, StoreError> {
    let found = kept.store.quarantine(cursor.as_ref(), ROWS).await?;
    let title = kept.say("web-quarantine-title");
    let main = html! {
        div.column.wide {
            h1 { (title) }
            p.intro { (kept.say("web-quarantine-intro")) }
            @if found.items.is_empty() { p.empty { (kept.say("web-quarantine-empty")) } }
            ol.deliveries { @for item in &found.items { (row(kept, item)) } }
            @if let Some(next) = found.next { p { a.button href=(format!("/quarantine?cursor={next}")) { (kept.say("web-older")) } } }
        }
    };
    Ok(page::write(&kept.app, &kept.visitor, Page::new(Place::Quarantine, &title, main)))
}

fn row(kept: &Kept, item: &Quarantined) -> Markup {
    let reason = format!("web-unread-{}", item.reason);
    let reason = if kept.texts().has(&reason) { kept.say(&reason) } else { kept.say("web-unread-other") };
    let discard = html! { button.quiet type="submit" { (kept.say("web-quarantine-discard")) } };
    html! {
        li {
            p.head { (moment(item.seen_at)) " " (reason) }
            p.hint {
                @if let Some(name) = &item.name { span.address dir="auto" { (clipped(name, 200)) } " " }
                @if !is_told_by_name(item) { (clipped(&item.source, 200)) " " }
                (kept.texts().say_counted("web-quarantine-size", &[("count", item.size)]))
            }
            div.send {
                a href=(format!("/quarantine/{}", item.item)) { (kept.say("web-quarantine-look")) }
                (form::post(&kept.visitor, &format!("/quarantine/{}/discard", item.item), Encoding::Plain, &format!("discard-{}", item.item), &discard))
            }
        }
    }
}

/// Whether the name begins with the place that the item came from, as the path of a file does, or is nothing else.
fn is_told_by_name(item: &Quarantined) -> bool {
    let place = item.source.split_once(':').map_or(item.source.as_str(), |(_, path)| path);
    item.name.as_deref().is_some_and(|name| name.starts_with(place))
}

pub(super) async fn show(kept: Kept, Path(item): Path<String>) -> Response {
    let Ok(item) = item.parse::<ItemId>() else { return kept.missing() };
    match kept.store.quarantined(item).await {
        Ok(None) => kept.missing(),
        found => kept.answer(found.map(|bytes| write(&kept, &bytes.unwrap_or_default()))),
    }
}

fn write(kept: &Kept, bytes: &[u8]) -> Markup {
    let title = kept.say("web-quarantine-beginning");
    let beginning = String::from_utf8_lossy(bytes.get(..MOST_BYTES).unwrap_or(bytes));
    let main = html! {
        div.column.wide {
            p.crumbs { a href="/quarantine" { (kept.say("web-nav-quarantine")) } }
            h1 { (title) }
            p.note { (kept.texts().say_counted("web-quarantine-size", &[("count", bytes.len() as u64)])) }
            pre.seen dir="auto" { (clipped(&beginning, MOST_CHARACTERS)) }
        }
    };
    page::write(&kept.app, &kept.visitor, Page::new(Place::Quarantine, &title, main))
}

pub(super) async fn discard(kept: Kept, Path(item): Path<String>, Sent(Nothing {}): Sent<Nothing>) -> Response {
    let Ok(item) = item.parse::<ItemId>() else { return kept.missing() };
    kept.answer(kept.store.discard(item).await.map(|_| Redirect::to("/quarantine").into_response()))
}
