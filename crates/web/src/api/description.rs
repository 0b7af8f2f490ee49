//! `GET /openapi.json`: the description of the API, made of the types and functions that serve it.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tuixin",
        description = "Explains failed mail deliveries: what happened, how sure that is and why, who has to act, what to do now.",
    ),
    tags(
        (name = "explain", description = "Mails and replies explained"),
        (name = "check", description = "What a delivery depends on, looked up"),
        (name = "causes", description = "What is known"),
        (name = "health", description = "For those that watch over the server"),
        (name = "description", description = "The API about itself"),
    ),
    modifiers(&Tokens),
)]
struct Frame;

struct Tokens;

impl utoipa::Modify for Tokens {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let mut bearer = Http::new(HttpAuthScheme::Bearer);
        bearer.description = Some("A token made by `tuixin token`. A server on loopback may need none.".to_owned());
        openapi.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// What the description says besides the routes.
pub fn frame() -> utoipa::openapi::OpenApi {
    Frame::openapi()
}

static DESCRIPTION: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(super::description().to_json().unwrap_or_default()));

/// This description
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "openapi",
    tag = "description",
    responses((status = 200, description = "The description of the API (OpenAPI 3.1)", body = Object, content_type = "application/json")),
)]
pub async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], DESCRIPTION.clone()).into_response()
}
