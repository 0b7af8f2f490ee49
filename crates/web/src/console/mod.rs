//! The console for people: pages that the server writes.

use axum::Router;

use crate::App;

/// The routes of the console.
pub fn routes() -> Router<App> {
    Router::new()
}
