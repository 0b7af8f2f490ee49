//! What is known, for people to read: all causes, one cause, and a search that takes words, codes and pasted replies.

mod cause;
mod list;
mod notes;
mod search;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tuixin::RuleNote;

pub(crate) use notes::Notes;
use search::Asked;

use super::explain::missing;
use super::visitor::Visitor;
use crate::App;
use crate::api::Query;

/// The longest text that is searched for, in bytes as a form sends them.
const MOST_BYTES: usize = 256 * 1024;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/knowledge", get(all).post(search).layer(DefaultBodyLimit::max(MOST_BYTES))).route("/knowledge/{cause}", get(one))
}

impl App {
    /// What the files of the rules say beside the rules.
    fn notes(&self) -> &[RuleNote] {
        self.memory().notes.all(self.own_sources())
    }
}

/// What is searched for.
#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

async fn all(State(app): State<App>, visitor: Visitor, Query(Search { q }): Query<Search>) -> Response {
    match Asked::of(&q) {
        Asked::Nothing => list::all(&app, &visitor).into_response(),
        Asked::Words(words) | Asked::Text(words) => {
            let found = search::by_words(&app, words);
            list::found(&app, &visitor, words, &found).into_response()
        }
    }
}

/// Words become part of the address, so that they can be shared; what a server said may hold somebody's, and does not.
async fn search(State(app): State<App>, visitor: Visitor, Form(Search { q }): Form<Search>) -> Response {
    match Asked::of(&q) {
        Asked::Nothing => Redirect::to("/knowledge").into_response(),
        Asked::Words(words) => Redirect::to(&format!("/knowledge?q={}", utf8_percent_encode(words, NON_ALPHANUMERIC))).into_response(),
        Asked::Text(text) => match search::by_reply(&app, text) {
            Some(cause) => Redirect::to(&format!("/knowledge/{cause}?by=text")).into_response(),
            None => (StatusCode::OK, list::unrecognised(&app, &visitor, text)).into_response(),
        },
    }
}

/// How somebody came to a cause.
#[derive(Deserialize)]
struct Way {
    by: Option<String>,
}

async fn one(State(app): State<App>, visitor: Visitor, Path(name): Path<String>, Query(Way { by }): Query<Way>) -> Response {
    match app.knowledge().cause_named(&name) {
        Some(cause) => cause::write(&app, &visitor, cause, by.as_deref() == Some("text")).into_response(),
        None => missing(&app, &visitor),
    }
}
