//! The layer around every route: through the gate, to the route and back.
//!
//! Ready-made layers for panics, packing and functions of one's own would do the same, but each puts the request into another box and the body of its answer into another, and all of that together took half as long as an empty handler takes.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::ACCEPT_ENCODING;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tower::{Layer, Service, ServiceExt};
use tower_http::compression::CompressionLayer;

use super::visit::{Gate, visit};
use crate::problem::{Kind, Problem};

/// Puts a door before each route.
#[derive(Clone)]
pub struct DoorLayer(Arc<Gate>);

impl DoorLayer {
    /// Doors with this gate.
    pub fn of(gate: Gate) -> DoorLayer {
        DoorLayer(Arc::new(gate))
    }
}

impl<S> Layer<S> for DoorLayer {
    type Service = Door<S>;

    fn layer(&self, route: S) -> Door<S> {
        Door { gate: Arc::clone(&self.0), route }
    }
}

/// A route behind its door.
#[derive(Clone)]
pub struct Door<S> {
    gate: Arc<Gate>,
    route: S,
}

impl<S> Service<Request> for Door<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // Whether the route is ready is asked when the gate has let the request in.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (gate, route) = (Arc::clone(&self.gate), self.route.clone());
        Box::pin(async move { Ok(visit(&gate, request, |request| answer(route, request)).await) })
    }
}

/// What the route answers, packed where the client takes that; a fault of ours is answered as one, and ends nothing else.
async fn answer<S>(route: S, request: Request) -> Response
where
    S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
    S::Future: Send,
{
    let takes_packed = request.headers().contains_key(ACCEPT_ENCODING);
    let answered = async move {
        if takes_packed {
            let packed = CompressionLayer::new().gzip(true).layer(route).oneshot(request);
            packed.boxed().await.map(|response| response.map(Body::new))
        } else {
            route.oneshot(request).await
        }
    };
    match AssertUnwindSafe(answered).catch_unwind().await {
        Ok(Ok(response)) => response,
        Err(_) => Problem::new(Kind::Internal, "the request met a fault of the server").into_response(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use std::io::Read;

    use axum::Router;
    use axum::body::to_bytes;
    use axum::http::StatusCode;
    use axum::routing::get;
    use flate2::read::GzDecoder;
    use tuixin::advice::{Language, Texts};
    use tuixin::knowledge::Knowledge;

    use super::*;
    use crate::App;
    use crate::server::{Guard, Settings, protected};

    /// Answers of two routes: one that has a fault, and one that has much to say.
    async fn ask(path: &str, takes_packed: bool) -> Response {
        let texts = [Language::English, Language::Chinese].map(Texts::embedded);
        let [english, chinese] = texts;
        let app = App::new(Arc::new(Knowledge::embedded()), english, chinese, None);
        let fault = || async {
            if std::hint::black_box(true) {
                panic!("a fault, made for this test")
            }
        };
        let routes = Router::new().route("/fault", get(fault)).route("/long", get(|| async { "bounce ".repeat(1000) }));
        let mut request = Request::get(path);
        if takes_packed {
            request = request.header("accept-encoding", "gzip, br");
        }
        protected(routes, &app, &Settings::of(Guard::Open)).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn a_fault_is_answered_like_any_other_problem() {
        for takes_packed in [false, true] {
            let response = ask("/fault", takes_packed).await;
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(response.headers()["content-type"], "application/problem+json");
            assert!(response.headers().contains_key("content-security-policy"));
            let body = to_bytes(response.into_body(), 10_000).await.unwrap();
            assert!(!String::from_utf8_lossy(&body).contains("made for this test"), "{body:?}");
        }
    }

    #[tokio::test]
    async fn answers_are_packed_for_those_who_take_that() {
        let long = "bounce ".repeat(1000);
        let plain = ask("/long", false).await;
        assert!(!plain.headers().contains_key("content-encoding"));
        assert_eq!(to_bytes(plain.into_body(), 10_000).await.unwrap(), long);
        let packed = ask("/long", true).await;
        assert_eq!(
            (&packed.headers()["content-encoding"], &packed.headers()["vary"]),
            (&"gzip".parse().unwrap(), &"accept-encoding".parse().unwrap())
        );
        assert!(packed.headers().contains_key("content-security-policy"));
        let packed = to_bytes(packed.into_body(), 1000).await.unwrap();
        let mut unpacked = String::new();
        GzDecoder::new(packed.as_ref()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, long);
    }
}
