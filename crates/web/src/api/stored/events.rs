//! `GET /v1/events`: what is stored, as it is stored (server-sent events).

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event as Told, KeepAlive, Sse};
use futures_util::StreamExt as _;
use futures_util::stream::{self, Stream};
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tuixin_flow::Event;

use super::shape::{IncidentReference, StoredDelivery, SuppressedEntry};
use crate::App;
use crate::problem::{Kind, Problem, Refusals};

/// How often a silent stream shows that it lives. Proxies cut off what is silent for a minute.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Live events
///
/// Server-sent events: `delivery` (a stored delivery), `incident` (the id of one that opened, grew or healed), `suppressed` (an address that was put on a list), and `missed` (how many were left out because the reader was slow; all of it can be asked for).
#[utoipa::path(
    get,
    path = "/v1/events",
    operation_id = "events",
    tag = "deliveries",
    responses(
        (status = 200, description = "The events, without end", body = String, content_type = "text/event-stream"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn events(State(app): State<App>) -> Result<Sse<impl Stream<Item = Result<Told, Infallible>>>, Problem> {
    let flow = app.flow().ok_or_else(|| Problem::new(Kind::StoreOff, "this server was started without a store"))?;
    let full = || Problem::new(Kind::Unavailable, "too many watch already").retry_after(60);
    let place = app.place_to_watch().ok_or_else(full)?;
    let watching = (flow.events(), app.clone(), place);
    let told = stream::unfold(watching, |(mut events, app, place)| async move {
        let told = tokio::select! {
            () = app.stopped() => return None,
            event = events.recv() => match event {
                Ok(event) => tell(event),
                Err(RecvError::Lagged(missed)) => written("missed", &missed),
                Err(RecvError::Closed) => return None,
            },
        };
        Some((Ok(told), (events, app, place)))
    });
    Ok(Sse::new(told.fuse()).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)))
}

fn tell(event: Event) -> Told {
    match event {
        Event::Delivery(delivery) => written("delivery", &StoredDelivery::from((*delivery).clone())),
        Event::Incident(id) => written("incident", &IncidentReference::from(id)),
        Event::Suppressed(suppressed) => written("suppressed", &SuppressedEntry::from(suppressed)),
        _ => Told::default().comment("news"),
    }
}

fn written(name: &str, value: &impl Serialize) -> Told {
    // Texts and numbers can always be written.
    Told::default().event(name).data(serde_json::to_string(value).unwrap_or_default())
}
