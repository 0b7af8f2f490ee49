//! The first page: somebody brings a bounce and gets an answer.
//!
//! `POST /explain` reads what was sent, writes the answer in every language and leads to `/explain/{name}`, where it is kept for a while.
//! `/e/{cause}` is the same advice without the mail, for sharing.

mod answer;
mod answers;
mod ask;
mod case;
mod group;
mod read;
pub(crate) mod reply;
pub(crate) mod severity;
mod shared;
mod slot;
mod upload;
pub(crate) mod view;

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use tuixin::advice::{Language, Texts};

use answer::Slots;
pub(crate) use answer::View;
use answers::Answer;
pub(crate) use answers::Answers;
pub(crate) use case::named;
use read::Means;
use upload::{MOST_BYTES, Refusal, Sent};

use super::page::{self, Page, Place};
use super::visitor::Visitor;
use crate::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(ask_page))
        .route("/explain", post(explain).layer(DefaultBodyLimit::max(MOST_BYTES)).get(|| async { Redirect::to("/") }))
        .route("/explain/{name}", get(show))
        .route("/e/{cause}", get(shared::show))
}

/// An example to begin with.
#[derive(Deserialize)]
struct Example {
    example: Option<String>,
}

async fn ask_page(State(app): State<App>, visitor: Visitor, Query(Example { example }): Query<Example>) -> Markup {
    ask::write(&app, &visitor, None, example.as_deref())
}

async fn explain(State(app): State<App>, visitor: Visitor, form: Result<Multipart, MultipartRejection>) -> Response {
    let sent = match form {
        Ok(form) => upload::receive(form).await,
        Err(_) => Err(Refusal::Broken),
    };
    let name = match sent {
        Ok(sent) => answer_to(&app, sent).await,
        Err(refusal) => return refused(&app, &visitor, refusal),
    };
    match name {
        Some(name) => Redirect::to(&format!("/explain/{name}")).into_response(),
        None => (StatusCode::INTERNAL_SERVER_ERROR, page::notice(&app, &visitor, "trouble")).into_response(),
    }
}

fn refused(app: &App, visitor: &Visitor, refusal: Refusal) -> Response {
    (refusal.status(), ask::write(app, visitor, Some(refusal), None)).into_response()
}

/// Writes the answer and keeps it.
async fn answer_to(app: &App, sent: Sent) -> Option<String> {
    let worker = app.clone();
    // Reading unpacks and decodes, and other visitors should not wait for that.
    let answer = tokio::task::spawn_blocking(move || written(&worker, sent)).await.ok()?;
    app.memory().answers.keep(Arc::new(answer), Instant::now())
}

fn written(app: &App, sent: Sent) -> Answer {
    app.with_workspace(|knowledge, workspace| {
        let mut means = Means { knowledge, options: app.options(), workspace, keeps_bytes: false };
        let reading = read::read(&mut means, sent.pieces);
        let body = Language::ALL.map(|language| {
            let view = View { knowledge, texts: app.texts(language) };
            answer::write(view, &reading, Slots::default()).into_string()
        });
        Answer::new(body, Vec::new())
    })
}

async fn show(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Response {
    let Some(answer) = app.memory().answers.find(&name, Instant::now()) else {
        return (StatusCode::NOT_FOUND, page::notice(&app, &visitor, "gone")).into_response();
    };
    let texts = app.texts(visitor.language);
    let (body, is_done) = answer.as_it_stands(visitor.language);
    let title = texts.say("web-answer-title", &[]);
    let main = html! {
        div.column.answer {
            h1.quiet { (title) }
            // The answer was written by `maud` when it was asked for.
            (audience_switch(texts, &PreEscaped(body)))
            p.again { a.button href="/" { (texts.say("web-another", &[])) } }
        }
    };
    page::write(&app, &visitor, Page { is_unfinished: !is_done, ..Page::new(Place::Explain, &title, main) }).into_response()
}

/// Lets the reader say who they are; the style sheet shows what is meant for them.
pub(crate) fn audience_switch(texts: &Texts, answer: &Markup) -> Markup {
    html! {
        div.readers {
            input #reader-sender type="radio" name="reader" value="sender" checked;
            input #reader-admin type="radio" name="reader" value="admin";
            div.switch role="group" aria-label=(texts.say("web-readers", &[])) {
                span.label { (texts.say("web-readers", &[])) }
                label for="reader-sender" { (texts.say("web-reader-sender", &[])) }
                label for="reader-admin" { (texts.say("web-reader-admin", &[])) }
            }
            div.results { (answer) }
        }
    }
}

/// A page that does not exist.
pub(super) fn missing(app: &App, visitor: &Visitor) -> Response {
    (StatusCode::NOT_FOUND, page::notice(app, visitor, "missing")).into_response()
}
