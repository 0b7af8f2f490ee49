//! Whether the server lives, whether it can work, and what it has counted: for those that watch over it.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::time::timeout;
use tuixin_flow::{Flow, Trouble};
use utoipa::ToSchema;

use crate::App;
use crate::problem::{Body, Kind, Problem};

/// How long the store may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// That the server lives.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alive {
    /// `ok`.
    status: &'static str,
}

/// What the server needs to work.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ready {
    /// `ok`.
    status: &'static str,
    /// How many causes are known.
    causes: usize,
    /// Whether checks may be asked for.
    checks: bool,
    /// Whether something is remembered.
    store: bool,
}

/// Whether the server lives
#[utoipa::path(get, path = "/healthz", operation_id = "alive", tag = "health", responses((status = 200, description = "It does", body = Alive)))]
pub async fn alive() -> Json<Alive> {
    Json(Alive { status: "ok" })
}

/// Whether the server can work
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "ready",
    tag = "health",
    responses(
        (status = 200, description = "It can", body = Ready),
        (status = 503, description = "It cannot", body = Body, content_type = "application/problem+json"),
    ),
)]
pub async fn ready(State(app): State<App>) -> Result<Json<Ready>, Problem> {
    let unready = |detail: String| Problem::new(Kind::Unavailable, detail).retry_after(5);
    if let Some(health) = app.flow().map(Flow::health) {
        if health.is_stopping {
            return Err(unready("the server stops".to_owned()));
        }
        if let Some(outage) = health.outage {
            return Err(unready(format!("the store takes nothing since {}: {}", outage.since, why(outage.trouble))));
        }
    }
    if let Some(store) = app.store() {
        let answered = timeout(PATIENCE, store.ping()).await;
        answered.map_err(|_| unready("the store does not answer in time".to_owned()))??;
    }
    let (causes, checks, store) = (app.knowledge().causes().len(), app.ground().is_some(), app.store().is_some());
    Ok(Json(Ready { status: "ok", causes, checks, store }))
}

/// Notes how the store fares and what it has taken.
async fn look_at_store(app: &App) {
    let Some(flow) = app.flow() else { return };
    let health = flow.health();
    let answers = match app.store() {
        Some(store) => timeout(PATIENCE, store.ping()).await.is_ok_and(|answer| answer.is_ok()),
        None => true,
    };
    app.metrics().store(answers && health.outage.is_none(), health.items);
    app.metrics().stored(flow.tally());
}

/// Why the store takes nothing; what it says itself is for whoever runs the server and stands in the log.
fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "its disk is full",
        _ => "its database does not answer as it should; the log tells more",
    }
}

/// What was counted
///
/// Requests by route and status, how long they took, what was explained or stored, diagnoses by cause and provider, and how the store fares, in the text form of OpenMetrics.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "metrics",
    tag = "health",
    responses(
        (status = 200, description = "The counters", body = String, content_type = "application/openmetrics-text"),
        (status = "4XX", description = "The request cannot be answered as it is", body = Body, content_type = "application/problem+json"),
    ),
    security(("token" = ["read"])),
)]
pub async fn metrics(State(app): State<App>) -> Result<Response, Problem> {
    look_at_store(&app).await;
    let text = app.metrics().text().map_err(|_| Problem::new(Kind::Internal, "the counters could not be written"))?;
    Ok(([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response())
}
