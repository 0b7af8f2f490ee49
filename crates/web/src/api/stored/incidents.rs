//! `/v1/incidents`: failures that belong together.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuixin_store::IncidentId;
use tuixin_store::incident::{IncidentFilter, State as Standing};
use utoipa::ToSchema;

use super::page::{Page, cursor, limit, parsed, parts};
use super::shape::IncidentEntry;
use crate::App;
use crate::api::request::Query;
use crate::problem::{Body, Kind, Problem};

/// Which incidents are asked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct IncidentOptions {
    /// `forming`, `open` or `healed`; without it all that are or were open.
    #[param(pattern = "^(forming|open|healed)$")]
    state: Option<String>,
    /// Where the page begins: the `next` of the one before.
    cursor: Option<String>,
    /// How many rows a page has; 50 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Incidents
///
/// The latest heard of first, by pages.
#[utoipa::path(
    get,
    path = "/v1/incidents",
    operation_id = "incidents",
    tag = "incidents",
    params(IncidentOptions),
    responses(
        (status = 200, description = "A page; `Link` leads to the next one", body = Page<IncidentEntry>, content_type = "application/json"),
        (status = "4XX", description = "The request cannot be answered as it is", body = Body, content_type = "application/problem+json"),
        (status = "5XX", description = "The server cannot answer", body = Body, content_type = "application/problem+json"),
    ),
    security(("token" = ["read"])),
)]
pub async fn list(State(app): State<App>, uri: Uri, Query(options): Query<IncidentOptions>) -> Result<Response, Problem> {
    let store = app.memory_of_deliveries()?;
    let state: Option<Standing> = parsed("state", options.state.as_deref(), "forming, open or healed")?;
    let (before, limit) = (options.cursor.as_deref().map(place).transpose()?, limit(options.limit)?);
    let found = store.incidents(IncidentFilter { state, before }, limit).await?;
    let last = found.last().filter(|_| found.len() == limit);
    let next = last.map(|last| cursor(&[&last.last_seen.to_string(), &last.id.to_string()]));
    Ok(Page { items: found.into_iter().map(IncidentEntry::from).collect(), next }.respond(&uri))
}

fn place(cursor: &str) -> Result<(Timestamp, IncidentId), Problem> {
    let [at, id] = parts(cursor)?;
    let wrong = || Problem::new(Kind::BadParameter, "cursor: what an earlier page gave as next is needed");
    Ok((at.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}

/// One incident
#[utoipa::path(
    get,
    path = "/v1/incidents/{id}",
    operation_id = "incident",
    tag = "incidents",
    params(("id" = String, Path, description = "Its id")),
    responses(
        (status = 200, description = "The incident", body = IncidentEntry, content_type = "application/json"),
        (status = "4XX", description = "The request cannot be answered as it is", body = Body, content_type = "application/problem+json"),
        (status = "5XX", description = "The server cannot answer", body = Body, content_type = "application/problem+json"),
    ),
    security(("token" = ["read"])),
)]
pub async fn one(State(app): State<App>, Path(id): Path<String>) -> Result<Json<IncidentEntry>, Problem> {
    let store = app.memory_of_deliveries()?;
    let id: IncidentId = id.parse().map_err(|_| unknown())?;
    Ok(Json(store.incident(id).await?.ok_or_else(unknown)?.into()))
}

fn unknown() -> Problem {
    Problem::new(Kind::NotFound, "no incident has this id")
}

/// Whether an incident was ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct Healed {
    /// Whether it was open until now.
    healed: bool,
}

/// End an incident
///
/// For whoever knows that the fault is mended. New failures open it again.
#[utoipa::path(
    post,
    path = "/v1/incidents/{id}/heal",
    operation_id = "heal",
    tag = "incidents",
    params(("id" = String, Path, description = "Its id")),
    responses(
        (status = 200, description = "Whether it was open until now", body = Healed, content_type = "application/json"),
        (status = "4XX", description = "The request cannot be answered as it is", body = Body, content_type = "application/problem+json"),
        (status = "5XX", description = "The server cannot answer", body = Body, content_type = "application/problem+json"),
    ),
    security(("token" = ["write"])),
)]
pub async fn heal(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Healed>, Problem> {
    let store = app.memory_of_deliveries()?;
    let id: IncidentId = id.parse().map_err(|_| unknown())?;
    store.incident(id).await?.ok_or_else(unknown)?;
    Ok(Json(Healed { healed: store.heal(id, "api", Timestamp::now()).await? }))
}
