//! The HTTP API for programs and the console for people.
//!
//! [`App`] is what both need: the knowledge, the texts of each language, the world that checks ask, and later where diagnoses rest.
//! [`routes`] joins what they answer, [`server`] protects and serves it.

pub mod api;
mod app;
mod configured;
pub mod console;
mod limits;
mod metrics;
pub mod problem;
pub mod recovery;
pub mod server;

pub use app::{App, Means};
pub use configured::{Configured, Value};
pub use limits::Limits;
pub use metrics::Metrics;

use axum::Router;

/// Everything that the server answers.
pub fn routes() -> Router<App> {
    Router::new().merge(api::routes()).merge(console::routes())
}

/// The same for an app, without anything that protects it: for tests, and for those who bring their own protection.
pub fn router(app: App) -> Router {
    routes().with_state(app)
}
