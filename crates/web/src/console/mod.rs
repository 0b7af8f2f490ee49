//! The console for people: pages that the server writes, which work without a script and are only quicker with one.
//!
//! Every page is written by `page::write` for one `Visitor`, in their language; words come from `knowledge/text/*/console.ftl`.
//! What a visitor or a bounce brings reaches a page only through the escaping of `maud`.

mod assets;
mod chart;
mod explain;
mod fault;
mod form;
mod kept;
mod knowledge;
mod moment;
mod page;
mod settings;
mod shown;
mod sign_in;
mod visitor;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::api::method_not_allowed;
pub(crate) use fault::Reader;
use visitor::Visitor;

/// What the console remembers from one request to the next.
#[derive(Default)]
pub(crate) struct Memory {
    /// Answers that were given a while ago.
    pub(crate) answers: explain::Answers,
    /// What the files of the rules say beside the rules.
    pub(crate) notes: knowledge::Notes,
}

/// The routes of the console.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(explain::routes())
        .merge(knowledge::routes())
        .merge(kept::routes())
        .merge(settings::routes())
        .merge(sign_in::routes())
        .merge(assets::routes())
        .fallback(missing)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(middleware::from_fn(visitor::remember))
}

/// That the store does not tell now who is signed in: the page is not shown, and the session is kept.
pub(crate) fn session_untold(app: &App, request: &Request) -> Response {
    let visitor = Visitor::of(request.uri(), request.headers());
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], page::notice(app, &visitor, "untold")).into_response()
}

async fn missing(State(app): State<App>, visitor: Visitor) -> Response {
    (StatusCode::NOT_FOUND, page::notice(&app, &visitor, "missing")).into_response()
}
