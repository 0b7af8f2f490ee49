//! Signing in and out.

use axum::Router;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;

use super::form::{self, Encoding, Nothing, Sent};
use super::page::{self, Page, Place};
use super::visitor::Visitor;
use crate::App;
use crate::api::Query;
use crate::server::{self, SignInError};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/sign-in", get(show).post(enter)).route("/sign-out", post(leave))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
struct Given {
    name: String,
    password: String,
    #[serde(default)]
    to: String,
}

async fn show(State(app): State<App>, visitor: Visitor, Query(Wanted { to }): Query<Wanted>) -> Markup {
    write(&app, &visitor, &to, "", None)
}

async fn enter(State(app): State<App>, visitor: Visitor, Sent(Given { name, password, to }): Sent<Given>) -> Response {
    let name = name.trim();
    let Some(store) = app.store() else { return Redirect::to("/").into_response() };
    match server::sign_in(store, app.cookies(), name, &password).await {
        Ok(secret) => {
            let cookie = app.cookies().set(&secret).map(|cookie| (SET_COOKIE, cookie));
            (AppendHeaders(cookie), Redirect::to(page_of(&to))).into_response()
        }
        Err(error) => {
            let (status, refusal) = match error {
                SignInError::Wrong => (StatusCode::UNAUTHORIZED, "web-sign-in-wrong"),
                SignInError::Unavailable | SignInError::NoPassword(_) => (StatusCode::SERVICE_UNAVAILABLE, "web-sign-in-away"),
            };
            (status, write(&app, &visitor, &to, name, Some(refusal))).into_response()
        }
    }
}

async fn leave(State(app): State<App>, headers: HeaderMap, Sent(Nothing {}): Sent<Nothing>) -> Response {
    if let (Some(store), Some(secret)) = (app.store(), app.cookies().secret_of(&headers)) {
        server::sign_out(store, secret).await;
    }
    let cookie = app.cookies().clear().map(|cookie| (SET_COOKIE, cookie));
    (AppendHeaders(cookie), Redirect::to("/")).into_response()
}

/// A page of this server, and no other place, whatever somebody put into a link.
fn page_of(to: &str) -> &str {
    let is_page = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n', '\t']);
    if is_page { to } else { "/" }
}

fn write(app: &App, visitor: &Visitor, to: &str, name: &str, refusal: Option<&str>) -> Markup {
    let texts = app.texts(visitor.language);
    let say = |id: &str| texts.say(id, &[]);
    let fields = html! {
        input type="hidden" name="to" value=(page_of(to));
        label for="name" { (say("web-sign-in-name")) }
        input #name type="text" name="name" value=(name) autocomplete="username" autocapitalize="off" spellcheck="false" required;
        label for="password" { (say("web-sign-in-password")) }
        input #password type="password" name="password" autocomplete="current-password" required aria-describedby=[refusal.map(|_| "refused")];
        div.send { button type="submit" { (say("web-sign-in-send")) } p.hint { (say("web-sign-in-hint")) } }
    };
    let title = say("web-sign-in-title");
    let main = html! {
        div.column.sign-in {
            h1 { (title) }
            @if let Some(refusal) = refusal { p.refused #refused role="alert" { (say(refusal)) } }
            (form::post(visitor, "/sign-in", Encoding::Plain, "sign-in", &fields))
        }
    };
    page::write(app, visitor, Page::new(Place::Elsewhere, &title, main))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for (to, expected) in [
            ("/overview?from=1", "/overview?from=1"),
            ("", "/"),
            ("//evil.example.com", "/"),
            ("/\\evil.example.com", "/"),
            ("https://evil.example.com", "/"),
            ("/\tevil", "/"),
        ] {
            assert_eq!(page_of(to), expected, "{to:?}");
        }
    }
}
