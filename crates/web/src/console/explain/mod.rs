//! The first page: somebody brings a bounce and gets an answer.
//!
//! `POST /explain` reads what was sent, writes the answer in every language and leads to `/explain/{name}`, where it is kept for a while.
//! `/e/{cause}` is the same advice without the mail, for sharing.

mod answer;
mod answers;
mod ask;
mod case;
mod events;
mod findings;
mod group;
mod letters;
mod look_up;
mod plan;
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
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use tuixin::advice::{Language, Texts};

pub(crate) use answer::View;
use answers::Answer;
pub(crate) use answers::Answers;
pub(crate) use case::named;
pub(crate) use findings::findings;
use group::groups;
use look_up::Course;
use plan::Plan;
use read::{Found, Means, Reading};
use upload::{MOST_BYTES, Refusal, Sent};

use super::page::{self, Page, Place};
use super::visitor::Visitor;
use crate::App;
use crate::api::Query;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(ask_page))
        .route("/explain", post(explain).layer(DefaultBodyLimit::max(MOST_BYTES)).get(|| async { Redirect::to("/") }))
        .route("/explain/{name}", get(show))
        .route("/explain/{name}/events", get(follow))
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

/// Writes the answer and keeps it; what is to be looked up is looked up behind it.
async fn answer_to(app: &App, sent: Sent) -> Option<String> {
    // Reading unpacks and decodes, and other visitors should not wait for that.
    let (answer, plan) = app.large(move |app| written(app, sent)).await.ok()?;
    let answer = Arc::new(answer);
    let name = app.memory().answers.keep(Arc::clone(&answer), Instant::now())?;
    if plan.parts() > 0 {
        tokio::spawn(look_up::run(app.clone(), answer, plan));
    }
    Some(name)
}

fn written(app: &App, sent: Sent) -> (Answer, Plan) {
    let keeps_bytes = sent.wants_checks && app.ground().is_some();
    let reading = app.with_workspace(|knowledge, workspace| {
        read::read(&mut Means { knowledge, options: app.options(), workspace, keeps_bytes }, sent.pieces)
    });
    let plan = Plan::of(&reading);
    let body = Language::ALL.map(|language| {
        let view = View { knowledge: app.knowledge(), texts: app.texts(language) };
        answer::write(app, view, &reading, &plan).into_string()
    });
    (Answer::new(body, at_first(app, &reading, &plan)), plan)
}

/// What stands in the parts before anything is known.
fn at_first(app: &App, reading: &Reading<'_>, plan: &Plan) -> Vec<answers::Told> {
    let mut contents = vec![answers::Told::default(); plan.parts()];
    for (at, found) in reading.found.iter().enumerate() {
        let Found::Message(message) = found else { continue };
        for (place, group) in groups(&message.explanation.deliveries).iter().enumerate() {
            let Some(slot) = plan.slot(at, place) else { continue };
            let told = look_up::parts(app, &message.explanation, group, &Course::UnderWay(&[]));
            contents.iter_mut().skip(slot).zip(told).for_each(|(content, told)| *content = told);
        }
    }
    contents
}

async fn follow(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Response {
    match app.memory().answers.find(&name, Instant::now()) {
        Some(answer) => events::stream(&app, visitor.language, &answer).into_response(),
        None => missing(&app, &visitor),
    }
}

async fn show(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Response {
    let Some(answer) = app.memory().answers.find(&name, Instant::now()) else {
        return (StatusCode::NOT_FOUND, page::notice(&app, &visitor, "gone")).into_response();
    };
    let texts = app.texts(visitor.language);
    let (body, is_done) = answer.as_it_stands(visitor.language);
    let title = texts.say("web-answer-title", &[]);
    let events = (!is_done).then(|| format!("/explain/{name}/events?lang={}", visitor.language.tag()));
    let main = html! {
        div.column.answer data-events=[events] {
            h1.quiet { (title) }
            p.told #told role="status" {}
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
