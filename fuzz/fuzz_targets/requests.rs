//! Requests to the server: the first line of the input names the path and the media type, the rest is the body.
//!
//! Whatever is sent, the server answers, never by its own fault, and programs get each refusal in the form that the description promises.

#![no_main]

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use tuixin::Options;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;
use tuixin_flow::{Flow, FlowSettings};
use tuixin_store::{Location, Store};
use tuixin_web::server::{Guard, Settings, protected};
use tuixin_web::{App, Means, routes};

/// A server with a store, as it is on loopback: nobody has to sign in, and nothing is looked up.
struct Server {
    runtime: Runtime,
    router: Router,
    _directory: tempfile::TempDir,
}

static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let router = runtime.block_on(async {
        let store = Store::open(&Location::Sqlite(directory.path().join("tuixin.db")), tuixin_store::Settings::default()).await.unwrap();
        let knowledge = Arc::new(Knowledge::embedded());
        let flow = Flow::start(Arc::clone(&knowledge), Options::default(), store.clone(), FlowSettings::default()).unwrap();
        let mut means = Means::of(knowledge, Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
        (means.store, means.flow) = (Some(store), Some(flow));
        let mut settings = Settings::of(Guard::Open);
        settings.rate = None;
        protected(routes(), &App::of(means), &settings)
    });
    Server { runtime, router, _directory: directory }
});

fuzz_target!(|input: &[u8]| {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (head, body) = input.split_at(end);
    let Ok(head) = std::str::from_utf8(head) else { return };
    let (path, media) = head.split_once(' ').unwrap_or((head, "application/json"));
    let request = Request::post(path).header("host", "127.0.0.1").header("content-type", media);
    let Ok(request) = request.body(Body::from(body.get(1..).unwrap_or_default().to_vec())) else { return };
    let Server { runtime, router, .. } = &*SERVER;
    let (parts, answer) = runtime.block_on(async {
        let (parts, answer) = router.clone().oneshot(request).await.unwrap().into_parts();
        (parts, to_bytes(answer, usize::MAX).await.unwrap())
    });
    let told = || format!("{head}: {} {}", parts.status, String::from_utf8_lossy(&answer));
    assert!(!parts.status.is_server_error(), "{}", told());
    let form = parts.headers.get("content-type").map_or("", |value| value.to_str().unwrap());
    if parts.status.is_client_error() && path.starts_with("/v1/") {
        assert_eq!(form, "application/problem+json", "{}", told());
        let problem: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(problem["status"], parts.status.as_u16(), "{}", told());
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{}", told());
    }
    if form.starts_with("application/json") {
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        if let (Some(asked), Some(suppressed)) = (answer["asked"].as_u64(), answer["suppressed"].as_array()) {
            assert!(suppressed.len() as u64 <= asked);
        }
    }
});
