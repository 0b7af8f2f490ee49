//! The style sheet, the script and the icon, which are parts of the program.
//!
//! Their address holds a hash of what they say, so a browser may keep them for good and asks again only after an update.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ring::digest::{SHA256, digest};

use crate::App;

/// Something that a page needs besides itself.
pub(crate) struct Asset {
    name: &'static str,
    media_type: &'static str,
    content: &'static str,
    hash: LazyLock<String>,
}

macro_rules! asset {
    ($name:literal, $media_type:literal) => {
        Asset {
            name: $name,
            media_type: $media_type,
            content: include_str!(concat!("assets/", $name)),
            hash: LazyLock::new(|| short_hash(include_bytes!(concat!("assets/", $name)))),
        }
    };
}

pub(crate) static STYLE: Asset = asset!("style.css", "text/css; charset=utf-8");
pub(crate) static SCRIPT: Asset = asset!("app.js", "text/javascript; charset=utf-8");
pub(crate) static ICON: Asset = asset!("icon.svg", "image/svg+xml");

/// As much of a hash as tells two versions apart.
fn short_hash(content: &[u8]) -> String {
    digest(&SHA256, content).as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Asset {
    /// Where a page finds it.
    pub(crate) fn address(&self) -> String {
        format!("/assets/{}?{}", self.name, *self.hash)
    }
}

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", *asset.hash);
    let kept = [(CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()), (ETAG, tag.clone())];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(CONTENT_TYPE, asset.media_type)], asset.content).into_response()
}
