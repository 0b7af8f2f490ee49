//! Whether the server lives, whether it can work, and what it has counted: for those that watch over it.

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::problem::{Body, Kind, Problem};

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
pub async fn ready(State(app): State<App>) -> Json<Ready> {
    Json(Ready { status: "ok", causes: app.knowledge().causes().len(), checks: app.ground().is_some() })
}

/// What was counted
///
/// Requests by route and status, how long they took, what was explained, and diagnoses by cause and provider, in the text form of OpenMetrics.
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
    let text = app.metrics().text().map_err(|_| Problem::new(Kind::Internal, "the counters could not be written"))?;
    Ok(([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response())
}
