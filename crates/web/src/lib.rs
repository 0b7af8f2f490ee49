//! The HTTP API for programs and the console for people.
//!
//! [`App`] is what both need: the knowledge, the texts of each language, the world that checks ask, and later where diagnoses rest.
//! [`router`] joins their routes; who listens, and with which limits, is the business of whoever starts it.

pub mod api;
mod app;
pub mod console;

pub use app::App;

use axum::Router;

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    Router::new().merge(api::routes()).merge(console::routes()).with_state(app)
}
