//! Faults told to people: what a program is told as a problem is a page where a browser asks for one, in the reader's language and with a way on.
//!
//! It is done to whatever comes out of the routes and of what stands before them, so that no page can forget it.

use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, REFERER};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;

use super::page;
use super::visitor::Visitor;
use crate::App;
use crate::problem::Kind;
use crate::server::SignedIn;

/// A person who asks for a page.
pub(crate) struct Reader {
    visitor: Visitor,
    reads: bool,
    /// The page from which they came, or the one they ask for, where that is a way back.
    back: Option<String>,
}

impl Reader {
    /// Whoever asks with a browser; none where a program asks.
    pub(crate) fn of(route: &str, request: &Request) -> Option<Reader> {
        let headers = request.headers();
        let wants_page =
            headers.get(ACCEPT).and_then(|accepted| accepted.to_str().ok()).is_some_and(|accepted| accepted.contains("text/html"));
        if !wants_page || is_for_programs(route) {
            return None;
        }
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let back = if reads { Some(path(request.uri().path())) } else { came_from(headers) };
        Some(Reader { visitor: Visitor::of(request.uri(), headers), reads, back })
    }

    /// Who that is, as soon as it is known.
    pub(crate) fn is(&mut self, signed_in: Option<SignedIn>) {
        self.visitor.signed_in = signed_in;
    }

    /// An answer as it is, or the page that says what is wrong.
    pub(crate) fn told(&self, app: &App, response: Response) -> Response {
        let status = response.status();
        let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|media| media.as_bytes().starts_with(b"text/html"));
        if is_page || !(status.is_client_error() || status.is_server_error()) {
            return response;
        }
        let Some(name) = self.name(status, response.extensions().get().copied()) else { return response };
        // A name that is not ours leads to the same refusal from every page, and what is not there has no way back to it.
        let back = self.back.as_deref().filter(|_| !matches!(name, "other-host" | "missing"));
        let mut told = page::notice_with(app, &self.visitor, name, back);
        *told.status_mut() = status;
        // Those tell when to come again; those of the body belong to the other one.
        let kept = response.headers().iter().filter(|(name, _)| ![CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING].contains(name));
        let mut headers: HeaderMap = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
        headers.extend(std::mem::take(told.headers_mut()));
        *told.headers_mut() = headers;
        told
    }

    /// The name under which the texts know it; none for what only a program can be told.
    fn name(&self, status: StatusCode, kind: Option<Kind>) -> Option<&'static str> {
        match (status, kind) {
            (StatusCode::FORBIDDEN, Some(Kind::CrossSite)) => Some("stale-form"),
            (StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED, _) => None,
            (StatusCode::NOT_FOUND, _) => Some("missing"),
            (StatusCode::MISDIRECTED_REQUEST, _) => Some("other-host"),
            (StatusCode::TOO_MANY_REQUESTS, _) => Some("too-often"),
            (StatusCode::SERVICE_UNAVAILABLE, _) => Some("away"),
            (status, _) if status.is_server_error() => Some("trouble"),
            _ if self.reads => Some("wrong-link"),
            _ => Some("bad-form"),
        }
    }
}

fn is_for_programs(route: &str) -> bool {
    route.starts_with("/v1/") || matches!(route, "/v1" | "/metrics" | "/healthz" | "/readyz" | "/openapi.json")
}

/// The page of ours from which a form was sent.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let page: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    let host = headers.get(HOST)?.to_str().ok()?;
    page.authority().filter(|authority| authority.as_str().eq_ignore_ascii_case(host))?;
    Some(path(page.path_and_query()?.as_str()))
}

/// A path of ours: two slashes at the beginning would name another host.
fn path(path: &str) -> String {
    format!("/{}", path.trim_start_matches('/'))
}
