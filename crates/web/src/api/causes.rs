//! `GET /v1/causes`: what is known, to be looked up without a bounce at hand.

use std::sync::LazyLock;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tuixin::advice::{Language, Portrait, portray};
use tuixin::knowledge::nearest;
use tuixin::{RuleNote, embedded_sources, rule_notes, sources_of, usual_texts};
use tuixin_wire::CauseEntry;

use super::request::{Named, Query, Tongue};
use crate::App;
use crate::problem::{Body, Kind, Problem};

/// The language of the words.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CauseOptions {
    /// The language of words; without it `Accept-Language` decides.
    #[param(inline)]
    lang: Option<Tongue>,
}

/// What the rule files say beside the rules; read when somebody asks for it first.
static NOTES: LazyLock<Vec<RuleNote>> = LazyLock::new(|| rule_notes(&embedded_sources()).unwrap_or_default());

/// All causes
///
/// What each means, who has to act, what to do, and what other systems call it.
#[utoipa::path(
    get,
    path = "/v1/causes",
    operation_id = "causes",
    tag = "causes",
    params(CauseOptions),
    responses(
        (status = 200, description = "The causes, grouped as the knowledge groups them", body = Vec<CauseEntry>, content_type = "application/json"),
        (status = "4XX", description = "The request cannot be answered as it is", body = Body, content_type = "application/problem+json"),
    ),
    security(("token" = ["explain"])),
)]
pub async fn list(State(app): State<App>, Query(options): Query<CauseOptions>, headers: HeaderMap) -> Result<Response, Problem> {
    let language = Tongue::of(options.lang, &headers);
    let knowledge = app.knowledge();
    let portraits: Vec<Portrait> = knowledge.causes().iter().map(|cause| portray(knowledge, app.texts(language), cause)).collect();
    let entries: Vec<CauseEntry<'_>> =
        knowledge.causes().iter().zip(&portraits).map(|(cause, portrait)| CauseEntry::of(cause, portrait)).collect();
    answer(language, &entries)
}

/// One cause
///
/// With usual replies and where their words are documented.
#[utoipa::path(
    get,
    path = "/v1/causes/{id}",
    operation_id = "cause",
    tag = "causes",
    params(("id" = String, Path, description = "The name of the cause, as in `mailbox-full`"), CauseOptions),
    responses(
        (status = 200, description = "The cause", body = CauseEntry, content_type = "application/json"),
        (status = "4XX", description = "The request cannot be answered as it is", body = Body, content_type = "application/problem+json"),
    ),
    security(("token" = ["explain"])),
)]
pub async fn one(
    State(app): State<App>,
    Named(id): Named,
    Query(options): Query<CauseOptions>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let language = Tongue::of(options.lang, &headers);
    let knowledge = app.knowledge();
    let cause = knowledge.cause_named(&id).ok_or_else(|| {
        let known = nearest(&id, knowledge.causes().iter().map(|cause| cause.id.as_str()));
        let hint = known.map(|known| format!("; is {known} meant?")).unwrap_or_default();
        Problem::new(Kind::NotFound, format!("no cause is called {id:?}{hint}"))
    })?;
    let portrait = portray(knowledge, app.texts(language), cause);
    let notes: Vec<&RuleNote> = NOTES.iter().filter(|note| note.cause == cause.id).collect();
    let mut entry = CauseEntry::of(cause, &portrait);
    (entry.examples, entry.sources) = (usual_texts(&notes), sources_of(&notes));
    answer(language, &entry)
}

fn answer(language: Language, value: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|_| Problem::new(Kind::Internal, "the answer could not be written"))?;
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_LANGUAGE, language.tag()),
        (VARY, "accept-language"),
        // The knowledge changes with the program only.
        (CACHE_CONTROL, "private, max-age=3600"),
    ];
    Ok((headers, body).into_response())
}
