//! `/api`: the description of the API as a page, for people.
//!
//! It is written by the server from the same description that programs read, without a script and without anything from elsewhere.

mod operation;
mod schema;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use serde_json::Value;
use tuixin::advice::Texts;

use super::description;
use super::request::{Query, Tongue};
use crate::App;
use crate::problem::{Kind, Problem};

/// The language of the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageOptions {
    lang: Option<Tongue>,
}

/// The page.
pub async fn page(State(app): State<App>, Query(options): Query<PageOptions>, headers: HeaderMap) -> Result<Markup, Problem> {
    let fault = |_| Problem::new(Kind::Internal, "the description could not be read");
    let description: Value = serde_json::from_slice(&description::bytes()).map_err(fault)?;
    Ok(View { texts: app.texts(Tongue::of(options.lang, &headers)), description: &description }.page())
}

/// Its looks.
pub async fn stylesheet() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "max-age=3600")], include_str!("viewer.css")).into_response()
}

/// The description in the words of one language.
#[derive(Clone, Copy)]
struct View<'a> {
    texts: &'a Texts,
    description: &'a Value,
}

impl View<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(id, &[])
    }

    fn page(self) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(self.texts.language().tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.say("api-title")) }
                    link rel="stylesheet" href="/api.css";
                }
                body {
                    header {
                        h1 { (self.say("api-title")) }
                        p { (self.say("api-intro")) }
                        p { a href="/openapi.json" { (self.say("api-openapi")) } " · " a href="/api?lang=en" lang="en" { "English" } " · " a href="/api?lang=zh-CN" lang="zh-CN" { "中文" } }
                    }
                    main {
                        (self.contents())
                        @for (path, method, operation) in self.operations() { (self.operation(path, method, operation)) }
                        h2 id="shapes" { (self.say("api-shapes")) }
                        @for (name, schema) in entries(at(at(self.description, "components"), "schemas")) { (self.schema(name, schema)) }
                        (self.problems())
                    }
                }
            }
        }
    }

    fn contents(self) -> Markup {
        html! {
            nav aria-label=(self.say("api-contents")) {
                ul {
                    @for (path, method, operation) in self.operations() {
                        li { a href={ "#" (text(at(operation, "operationId"))) } { code { (method.to_uppercase()) " " (path) } " " (text(at(operation, "summary"))) } }
                    }
                    li { a href="#shapes" { (self.say("api-shapes")) } }
                    li { a href="#problems" { (self.say("api-problems")) } }
                }
            }
        }
    }

    fn problems(self) -> Markup {
        html! {
            h2 id="problems" { (self.say("api-problems")) }
            p { (self.say("api-problems-intro")) }
            table {
                thead { tr { th scope="col" { (self.say("api-problem")) } th scope="col" { (self.say("api-status")) } th scope="col" { (self.say("api-meaning")) } } }
                tbody {
                    @for kind in Kind::ALL {
                        tr id=(kind.anchor()) { td { code { (kind.anchor()) } } td { (kind.status().as_u16()) } td lang="en" { (kind.title()) } }
                    }
                }
            }
        }
    }

    fn operations(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        entries(at(self.description, "paths"))
            .flat_map(|(path, item)| entries(item).map(move |(method, operation)| (path, method, operation)))
    }
}

/// A member of an object, or nothing.
fn at<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// The members of an object, in their order.
fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A text of several lines as paragraphs.
fn paragraphs(value: &Value) -> Markup {
    html! { @for line in text(value).lines().filter(|line| !line.trim().is_empty()) { p lang="en" { (line) } } }
}
