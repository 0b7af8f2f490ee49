//! `/v1/incidents`: failures that belong together.

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_LANGUAGE;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuixin_store::IncidentId;
use tuixin_store::incident::{IncidentFilter, State as Standing};
use tuixin_wire::{Checked, checked};
use utoipa::ToSchema;

use super::page::{Page, cursor, limit, parsed};
use super::shape::IncidentEntry;
use crate::App;
use crate::api::request::{Named, Query, Tongue};
use crate::problem::{Kind, Problem, Refusals};
use crate::recovery::look_into;
use crate::server::{Granted, Scope};

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
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn list(State(app): State<App>, uri: Uri, Query(options): Query<IncidentOptions>) -> Result<Response, Problem> {
    let store = app.memory_of_deliveries()?;
    let state: Option<Standing> = parsed("state", options.state.as_deref(), "forming, open or healed")?;
    let (before, limit) = (cursor(options.cursor.as_deref())?, limit(options.limit)?);
    let found = store.incidents(IncidentFilter { state, before }, limit).await?;
    let last = found.last().filter(|_| found.len() == limit);
    let next = last.map(|last| last.place().to_string());
    Ok(Page { items: found.into_iter().map(IncidentEntry::from).collect(), next }.respond(&uri))
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
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn one(State(app): State<App>, Named(id): Named) -> Result<Json<IncidentEntry>, Problem> {
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
        Refusals,
    ),
    security(("token" = ["write"])),
)]
pub async fn heal(State(app): State<App>, Named(id): Named) -> Result<Json<Healed>, Problem> {
    let store = app.memory_of_deliveries()?;
    let id: IncidentId = id.parse().map_err(|_| unknown())?;
    store.incident(id).await?.ok_or_else(unknown)?;
    Ok(Json(Healed { healed: store.heal(id, "api", Timestamp::now()).await? }))
}

/// In which language findings are told.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LookOptions {
    /// The language of words; without it `Accept-Language` decides.
    #[param(inline)]
    lang: Option<Tongue>,
}

/// What a look into an incident came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookedInto<'a> {
    /// What the checks say of the fault: `confirmed` (it is there), `refuted` (it is mended), `open` (they cannot tell).
    standing: &'static str,
    /// Whether the incident was ended by it.
    healed: bool,
    /// The checks that were run.
    checks: Vec<Checked<'a>>,
}

/// Look whether the fault of an incident is mended
///
/// Runs the checks that bear on its cause, and ends it where all that would show the fault find nothing wrong.
/// Needs the scope `check` besides `write`.
#[utoipa::path(
    post,
    path = "/v1/incidents/{id}/check",
    operation_id = "lookIntoIncident",
    tag = "incidents",
    params(("id" = String, Path, description = "Its id"), LookOptions),
    responses(
        (status = 200, description = "What was found", body = LookedInto, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["write", "check"])),
)]
pub async fn look(
    State(app): State<App>,
    granted: Granted,
    Named(id): Named,
    Query(options): Query<LookOptions>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    granted.need(Scope::Check)?;
    let store = app.memory_of_deliveries()?;
    let id: IncidentId = id.parse().map_err(|_| unknown())?;
    let incident = store.incident(id).await?.ok_or_else(unknown)?;
    let look = look_into(&app, &incident).await?;
    let language = Tongue::of(options.lang, &headers);
    let today = &look.today;
    let checks = checked(&today.reports, app.texts(language));
    let told = LookedInto { standing: today.standing.name(), healed: look.is_healed, checks };
    Ok(([(CONTENT_LANGUAGE, language.tag())], Json(told)).into_response())
}
