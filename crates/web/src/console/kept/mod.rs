//! Pages about what the store keeps: how much came back and why, what belongs together, one address, what could not be understood.
//!
//! They are there only where the server keeps anything.

mod incidents;
mod named;
mod overview;
mod quarantine;
mod recipients;

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tuixin::advice::Texts;
use tuixin_store::{Store, StoreError};

use super::explain::missing;
use super::page;
use super::visitor::Visitor;
use crate::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/overview", get(overview::show))
        .route("/incidents", get(incidents::list))
        .route("/incidents/{id}", get(incidents::show))
        .route("/incidents/{id}/heal", post(incidents::heal))
        .route("/incidents/{id}/check", post(incidents::look))
        .route("/recipients", get(recipients::show))
        .route("/recipients/release", post(recipients::release))
        .route("/quarantine", get(quarantine::list))
        .route("/quarantine/{item}", get(quarantine::show))
        .route("/quarantine/{item}/discard", post(quarantine::discard))
}

/// How many rows of a list are on one page.
const ROWS: usize = 50;

/// What every page about what is kept needs.
pub(super) struct Kept {
    pub app: App,
    pub store: Store,
    pub visitor: Visitor,
}

impl Kept {
    pub(super) fn texts(&self) -> &Texts {
        self.app.texts(self.visitor.language)
    }

    pub(super) fn say(&self, id: &str) -> String {
        self.texts().say(id, &[])
    }

    /// Who acts.
    fn actor(&self) -> Option<&str> {
        self.visitor.signed_in.as_ref().map(|ann| &*ann.user)
    }

    /// An answer, or the page that says that the store is away.
    pub(super) fn answer<R: IntoResponse>(&self, told: Result<R, StoreError>) -> Response {
        match told {
            Ok(told) => told.into_response(),
            Err(error) => {
                tracing::warn!(%error, "a page could not be filled");
                (StatusCode::SERVICE_UNAVAILABLE, page::notice(&self.app, &self.visitor, "away")).into_response()
            }
        }
    }

    pub(super) fn missing(&self) -> Response {
        missing(&self.app, &self.visitor)
    }
}

impl FromRequestParts<App> for Kept {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Kept, Response> {
        let State(app) = State::<App>::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let Ok(visitor) = Visitor::from_request_parts(parts, &app).await;
        match app.store().cloned() {
            Some(store) => Ok(Kept { app, store, visitor }),
            None => Err(missing(&app, &visitor)),
        }
    }
}
