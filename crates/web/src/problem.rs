//! What went wrong with a request, told to a program (RFC 9457).
//!
//! Every refusal of the server is one of the kinds listed here, so a client that knows them knows all.
//! The `type` leads to the place in the description of the API where the kind is explained.

use std::collections::BTreeMap;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tuixin_store::StoreError;
use utoipa::openapi::{Content, Ref, RefOr, Response as Described};
use utoipa::{IntoResponses, ToSchema};

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is nothing at this path, or nothing of this name.
    NotFound,
    /// The path does not take this method.
    MethodNotAllowed,
    /// The body has a form that is not read here.
    UnsupportedMediaType,
    /// The body is not packed as it says.
    BrokenEncoding,
    /// The body is larger than is read.
    TooLarge,
    /// The body came too slowly.
    TooSlow,
    /// The body holds more items than are answered at once.
    TooManyItems,
    /// The body is not JSON.
    MalformedJson,
    /// The body is JSON, with a field that is unknown, missing or of the wrong kind.
    InvalidBody,
    /// A parameter of the query is unknown or has a value that it cannot have.
    BadParameter,
    /// The request names a host that this server is not.
    WrongHost,
    /// A page of another site sent the request.
    CrossSite,
    /// The request needs a token.
    Unauthorized,
    /// The token does not allow this.
    Forbidden,
    /// This server looks nothing up.
    ChecksOff,
    /// This server remembers nothing.
    StoreOff,
    /// Something else is there already.
    Conflict,
    /// More requests came than are answered.
    TooManyRequests,
    /// The server cannot answer now.
    Unavailable,
    /// A fault of the server.
    Internal,
}

impl Kind {
    /// All kinds, in the order of the description.
    pub const ALL: [Kind; 20] = [
        Kind::NotFound,
        Kind::MethodNotAllowed,
        Kind::UnsupportedMediaType,
        Kind::BrokenEncoding,
        Kind::TooLarge,
        Kind::TooSlow,
        Kind::TooManyItems,
        Kind::MalformedJson,
        Kind::InvalidBody,
        Kind::BadParameter,
        Kind::WrongHost,
        Kind::CrossSite,
        Kind::Unauthorized,
        Kind::Forbidden,
        Kind::ChecksOff,
        Kind::StoreOff,
        Kind::Conflict,
        Kind::TooManyRequests,
        Kind::Unavailable,
        Kind::Internal,
    ];

    fn row(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Kind::NotFound => ("/api#problem-not-found", StatusCode::NOT_FOUND, "There is nothing here"),
            Kind::MethodNotAllowed => {
                ("/api#problem-method-not-allowed", StatusCode::METHOD_NOT_ALLOWED, "The path does not take this method")
            }
            Kind::UnsupportedMediaType => {
                ("/api#problem-unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body has a form that is not read here")
            }
            Kind::BrokenEncoding => ("/api#problem-broken-encoding", StatusCode::BAD_REQUEST, "The body is not packed as it says"),
            Kind::TooLarge => ("/api#problem-too-large", StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
            Kind::TooSlow => ("/api#problem-too-slow", StatusCode::REQUEST_TIMEOUT, "The body came too slowly"),
            Kind::TooManyItems => ("/api#problem-too-many-items", StatusCode::PAYLOAD_TOO_LARGE, "The body holds too many items"),
            Kind::MalformedJson => ("/api#problem-malformed-json", StatusCode::BAD_REQUEST, "The body is not JSON"),
            Kind::InvalidBody => {
                ("/api#problem-invalid-body", StatusCode::UNPROCESSABLE_ENTITY, "The body says something else than is asked for")
            }
            Kind::BadParameter => ("/api#problem-bad-parameter", StatusCode::BAD_REQUEST, "A parameter is wrong"),
            Kind::WrongHost => ("/api#problem-wrong-host", StatusCode::MISDIRECTED_REQUEST, "This server has another name"),
            Kind::CrossSite => ("/api#problem-cross-site", StatusCode::FORBIDDEN, "The request comes from a page of another site"),
            Kind::Unauthorized => ("/api#problem-unauthorized", StatusCode::UNAUTHORIZED, "The request needs a token"),
            Kind::Forbidden => ("/api#problem-forbidden", StatusCode::FORBIDDEN, "The token does not allow this"),
            Kind::ChecksOff => ("/api#problem-checks-off", StatusCode::FORBIDDEN, "This server looks nothing up"),
            Kind::StoreOff => ("/api#problem-store-off", StatusCode::FORBIDDEN, "This server remembers nothing"),
            Kind::Conflict => ("/api#problem-conflict", StatusCode::CONFLICT, "Something else is there already"),
            Kind::TooManyRequests => ("/api#problem-too-many-requests", StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
            Kind::Unavailable => ("/api#problem-unavailable", StatusCode::SERVICE_UNAVAILABLE, "The server cannot answer now"),
            Kind::Internal => ("/api#problem-internal", StatusCode::INTERNAL_SERVER_ERROR, "A fault of the server"),
        }
    }

    /// The anchor of its explanation.
    pub fn anchor(self) -> &'static str {
        self.row().0.trim_start_matches("/api#")
    }

    /// The status with which it is answered.
    pub fn status(self) -> StatusCode {
        self.row().1
    }

    /// It in a few words.
    pub fn title(self) -> &'static str {
        self.row().2
    }
}

/// What every path may answer besides what it is there for, for its description.
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let refusal = |description: &str| {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            Described::builder().description(description).content("application/problem+json", problem).build().into()
        };
        let kinds = [("4XX", "The request cannot be answered as it is"), ("5XX", "The server cannot answer")];
        kinds.into_iter().map(|(status, description)| (status.to_owned(), refusal(description))).collect()
    }
}

/// The answer to a request that could not be served (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Body {
    /// Which problem it is: a reference to its explanation.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The problem in a few words, the same for all of its kind.
    pub title: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong with this request.
    pub detail: String,
    /// The line of the body at which it was found, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in that line, in bytes, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// How many bytes or items are taken at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

/// A problem, ready to be answered.
#[derive(Clone, Debug)]
pub struct Problem(Box<Refusal>);

#[derive(Clone, Debug)]
struct Refusal {
    kind: Kind,
    body: Body,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem of a kind, with what is wrong in this case.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Problem {
        let (reference, status, title) = kind.row();
        let body = Body { kind: reference, title, status: status.as_u16(), detail: detail.into(), line: None, column: None, limit: None };
        let mut headers = Vec::new();
        if kind == Kind::Unauthorized {
            headers.push((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        Problem(Box::new(Refusal { kind, body, headers }))
    }

    /// Where in the body it was found.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Problem {
        self.0.body.line = Some(line);
        self.0.body.column = Some(column);
        self
    }

    /// How much is taken at most.
    #[must_use]
    pub fn limited_to(mut self, limit: usize) -> Problem {
        self.0.body.limit = Some(limit);
        self
    }

    /// After how many seconds it is worth trying again.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Problem {
        self.with(RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// With a header of its own, in the place of another one of that name.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Problem {
        self.0.headers.retain(|(known, _)| *known != name);
        self.0.headers.push((name, value));
        self
    }

    /// Which problem it is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What is wrong.
    pub fn detail(&self) -> &str {
        &self.0.body.detail
    }
}

impl From<StoreError> for Problem {
    /// What the database says is for whoever runs the server and goes to the log.
    fn from(error: StoreError) -> Problem {
        if error.is_passing() {
            return Problem::new(Kind::Unavailable, "the store does not answer").retry_after(5);
        }
        tracing::error!(%error, "the store failed");
        Problem::new(Kind::Internal, "the store failed")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // A struct of texts and numbers can always be written.
        let body = serde_json::to_vec(&self.0.body).unwrap_or_default();
        let mut response = (self.0.kind.status(), [(CONTENT_TYPE, "application/problem+json")], body).into_response();
        response.headers_mut().extend(self.0.headers);
        // Where a person asks, another layer finds the words for it.
        response.extensions_mut().insert(self.0.kind);
        response
    }
}
