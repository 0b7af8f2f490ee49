//! What the tests of the server share: an app, requests through its routes, answers taken apart.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

pub mod kept;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::{Bounds, Ground, World};
use tuixin_web::server::{Guard, Settings, protected};
use tuixin_web::{App, Limits, routes};

/// An app that looks nothing up.
pub fn offline() -> App {
    app(None, Limits::default())
}

/// An app whose world is this zone.
pub fn asking(zone: &str) -> App {
    let bounds = Bounds::default();
    let zone = Zone::parse(zone).unwrap();
    app(Some(Ground::of(World::of(Dns::new(zone, &bounds), bounds))), Limits::default())
}

pub fn app(ground: Option<Ground>, limits: Limits) -> App {
    let (english, chinese) = (Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    App::limited(Arc::new(Knowledge::embedded()), english, chinese, ground, limits)
}

/// The routes as an open server has them.
pub fn open(app: &App) -> Router {
    protected(routes(), app, &Settings::of(Guard::Open))
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// One place of the answer, as a JSON pointer.
    pub fn at(&self, place: &str) -> Value {
        self.json().pointer(place).cloned().unwrap_or(Value::Null)
    }
}

/// Sends a request through the routes; `head` is written as in `POST /v1/explain`, fields as in `content-type: text/plain`.
pub async fn send(router: &Router, head: &str, fields: &[&str], body: impl Into<Body>) -> Answer {
    let (method, path) = head.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(path);
    for field in fields {
        let (name, value) = field.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    let response = router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}
