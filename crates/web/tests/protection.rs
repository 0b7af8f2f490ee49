//! What stands before all routes: headers, tokens, other sites, rates.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::routing::get;
use common::{Answer, offline, open, send};
use futures_util::future::BoxFuture;
use serde_json::json;
use tower::ServiceExt;
use tuixin_web::App;
use tuixin_web::server::{Authority, Guard, KnownTokens, Rate, Scope, Scopes, Settings, SignedIn, Untold, protected};

const REPLY: &str = "550 5.1.1 User unknown";
const TEXT: &str = "content-type: text/plain";

/// A server that asks for tokens: `reader` may read, `asker` explain, `root` everything.
fn guarded() -> Router {
    let tokens = KnownTokens::default().with("reader", Scope::Read.into()).with("asker", Scope::Explain.into()).with("root", Scopes::ALL);
    protected(tuixin_web::routes(), &offline(), &Settings::of(Guard::Tokens(Arc::new(tokens))))
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let routes = Router::new().route("/broken", get(async || -> &'static str { panic!("a fault") })).merge(tuixin_web::routes());
    let app: App = offline();
    let router = protected(routes, &app, &Settings::of(Guard::Open));
    for (head, status) in [("GET /healthz", 200), ("GET /api", 200), ("GET /nowhere", 404), ("GET /v1/explain", 405), ("GET /broken", 500)]
    {
        let answer = send(&router, head, &[], "").await;
        assert_eq!(answer.status.as_u16(), status, "{head}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{head}: {policy}");
        let told = ["x-content-type-options", "referrer-policy", "x-frame-options"].map(|name| answer.header(name));
        assert_eq!(told, ["nosniff", "same-origin", "DENY"], "{head}");
        assert!(!answer.header("cache-control").is_empty(), "{head}");
    }
}

#[tokio::test]
async fn a_fault_of_the_server_tells_nothing_of_itself() {
    let routes = Router::new().route("/broken", get(async || -> &'static str { panic!("secret") }));
    let answer = send(&protected(routes, &offline(), &Settings::of(Guard::Open)), "GET /broken", &[], "").await;
    assert_eq!((answer.status.as_u16(), answer.at("/type")), (500, json!("/api#problem-internal")));
    assert!(!answer.text().contains("secret"));
}

#[tokio::test]
async fn tokens_open_what_their_scopes_name() {
    let router = guarded();
    for (head, authorization, expected) in [
        ("POST /v1/explain", "", (401, "Bearer")),
        ("POST /v1/explain", "Bearer wrong", (401, "Bearer error=\"invalid_token\"")),
        ("POST /v1/explain", "Basic cm9vdDo=", (401, "Bearer")),
        ("POST /v1/explain", "Bearer reader", (403, "")),
        ("POST /v1/explain", "Bearer asker", (200, "")),
        ("POST /v1/explain", "bearer asker", (200, "")),
        ("POST /v1/explain?check=true", "Bearer asker", (403, "")),
        ("POST /v1/explain", "Bearer root", (200, "")),
        ("GET /v1/causes", "Bearer asker", (200, "")),
        ("GET /v1/nothing", "Bearer asker", (403, "")),
        ("GET /v1/nothing", "Bearer reader", (404, "")),
        ("GET /metrics", "", (401, "Bearer")),
        ("GET /metrics", "Bearer reader", (200, "")),
        ("GET /healthz", "", (200, "")),
        ("GET /openapi.json", "", (200, "")),
    ] {
        let field = format!("authorization: {authorization}");
        let fields: &[&str] = if authorization.is_empty() { &[TEXT] } else { &[TEXT, &field] };
        let answer = send(&router, head, fields, REPLY).await;
        assert_eq!((answer.status.as_u16(), answer.header("www-authenticate")), expected, "{head} {authorization}: {}", answer.text());
    }
}

/// Tells of nobody anything, as when the database is away.
struct Away;

impl Authority for Away {
    fn scopes_of<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Scopes>, Untold>> {
        Box::pin(async { Err(Untold) })
    }

    fn session_of<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<SignedIn>, Untold>> {
        Box::pin(async { Err(Untold) })
    }
}

#[tokio::test]
async fn nobody_is_signed_out_because_the_database_is_away() {
    let router = protected(tuixin_web::routes(), &offline(), &Settings::of(Guard::Tokens(Arc::new(Away))));
    let cookie = "cookie: session=secret";
    for (head, fields, status) in [
        ("GET /overview", &[cookie][..], 503),
        ("GET /settings", &[cookie], 503),
        ("POST /sign-out", &[cookie], 503),
        ("GET /", &[cookie], 200),
        ("GET /overview", &[], 303),
        ("GET /v1/deliveries", &["authorization: Bearer secret"], 503),
    ] {
        let answer = send(&router, head, fields, "").await;
        assert_eq!(answer.status.as_u16(), status, "{head} {fields:?}");
        assert_eq!(answer.header("set-cookie"), "", "{head}");
        if status == 503 {
            assert_eq!(answer.header("retry-after"), "5", "{head}");
        }
    }
    let page = send(&router, "GET /overview", &[cookie, "accept-language: zh"], "").await;
    assert!(page.text().contains("数据库没有响应") && page.text().contains("您的登录仍然有效"), "{}", page.text());
}

#[tokio::test]
async fn pages_of_other_sites_are_not_served() {
    let ask = async |head: &str, field: &str| -> u16 { send(&open(&offline()), head, &[TEXT, field], REPLY).await.status.as_u16() };
    assert_eq!(ask("POST /v1/explain", "sec-fetch-site: cross-site").await, 403);
    assert_eq!(ask("POST /v1/explain", "sec-fetch-site: same-site").await, 403);
    assert_eq!(ask("POST /v1/explain", "sec-fetch-site: same-origin").await, 200);
    assert_eq!(ask("POST /v1/explain", "origin: http://example.com").await, 403, "an old browser tells only the origin");
    assert_eq!(ask("POST /v1/explain", "origin: null").await, 403);
    assert_eq!(ask("GET /healthz", "origin: http://example.com").await, 200);
    assert_eq!(ask("GET /healthz", "sec-fetch-site: cross-site").await, 200);
    assert_eq!(ask("GET /v1/causes", "host: rebound.example.com").await, 421);
    assert_eq!(ask("GET /v1/causes", "host: 127.0.0.1:8025").await, 200);
}

#[tokio::test]
async fn who_asks_too_often_is_told_to_wait() {
    let mut settings = Settings::of(Guard::Open);
    settings.rate = Some(Rate { per_second: 0.5, burst: 2.0 });
    let router = protected(tuixin_web::routes(), &offline(), &settings);
    let ask = async || -> Answer { send(&router, "GET /v1/causes/user-unknown", &[], "").await };
    assert_eq!((ask().await.status.as_u16(), ask().await.status.as_u16()), (200, 200));
    let refused = ask().await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "2"));
    assert_eq!((refused.header("ratelimit"), refused.header("ratelimit-policy")), ("\"requests\";r=0;t=2", "\"requests\";q=2;w=4"));
    assert_eq!(send(&router, "GET /healthz", &[], "").await.status, 200, "it is alive all the same");
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_has_its_own_rate() {
    let mut settings = Settings::of(Guard::Open);
    settings.rate = Some(Rate { per_second: 0.5, burst: 1.0 });
    settings.proxies = vec!["192.0.2.1".parse().unwrap()];
    let router = protected(tuixin_web::routes(), &offline(), &settings);
    let ask = async |peer: &str, told: &str| -> u16 {
        let mut request = Request::get("/v1/causes/user-unknown").header("x-forwarded-for", told).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4000)));
        router.clone().oneshot(request).await.unwrap().status().as_u16()
    };
    assert_eq!((ask("192.0.2.1", "198.51.100.7").await, ask("192.0.2.1", "198.51.100.7").await), (200, 429));
    assert_eq!(ask("192.0.2.1", "198.51.100.8").await, 200);
    // Whoever is no proxy of ours gains nothing by telling another address each time.
    assert_eq!((ask("203.0.113.9", "198.51.100.9").await, ask("203.0.113.9", "198.51.100.10").await), (200, 429));
}

#[tokio::test]
async fn what_is_answered_is_counted() {
    let app = offline();
    let router = open(&app);
    send(&router, "POST /v1/explain", &[TEXT], "550 5.1.1 User unknown").await;
    send(&router, "GET /somewhere/ann@example.com", &[], "").await;
    send(&router, "INVENTED /healthz", &[], "").await;
    let text = send(&router, "GET /metrics", &[], "").await.text().to_owned();
    for line in [
        "tuixin_http_requests_total{method=\"POST\",route=\"/v1/explain\",status=\"200\"} 1",
        "tuixin_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "tuixin_http_requests_total{method=\"other\",route=\"/healthz\",status=\"405\"} 1",
        "tuixin_diagnoses_total{cause=\"user-unknown\",provider=\"none\"} 1",
        "tuixin_items_total{kind=\"failed\"} 1",
    ] {
        assert!(text.lines().any(|told| told == line), "{line} in\n{text}");
    }
    assert!(!text.contains("ann@"));
}
