//! The API for programs, below `/v1`.

use axum::Router;

use crate::App;

/// The routes of the API.
pub fn routes() -> Router<App> {
    Router::new()
}
