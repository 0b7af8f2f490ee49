//! The API for programs, below `/v1`.
//!
//! Each path has a module of its own, with what it takes, what it answers and how it is described.
//! The description (OpenAPI) is made of the same types and functions that serve, so it cannot lag behind.

mod causes;
mod check;
mod description;
mod explain;
mod health;
mod preflight;
mod request;
mod stored;
mod viewer;

use axum::Router;
use axum::routing::any;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use request::Query;
pub(crate) use stored::page::cursor;

use crate::App;
use crate::problem::{Kind, Problem};

/// The routes of the API.
pub fn routes() -> Router<App> {
    let (router, _) = described().split_for_parts();
    router
        .route("/api", axum::routing::get(viewer::page))
        .route("/api.css", axum::routing::get(viewer::stylesheet))
        .route("/v1", any(not_found))
        .route("/v1/", any(not_found))
        .route("/v1/{*rest}", any(not_found))
        .method_not_allowed_fallback(method_not_allowed)
}

/// The description of all routes for programs (OpenAPI 3.1).
pub fn description() -> OpenApi {
    described().into_openapi()
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(description::frame())
        .routes(routes!(explain::explain))
        .routes(routes!(check::check))
        .routes(routes!(preflight::preflight))
        .routes(routes!(causes::list))
        .routes(routes!(causes::one))
        .routes(routes!(stored::submit::submit, stored::deliveries::list))
        .routes(routes!(stored::deliveries::one))
        .routes(routes!(stored::incidents::list))
        .routes(routes!(stored::incidents::one))
        .routes(routes!(stored::incidents::heal))
        .routes(routes!(stored::incidents::look))
        .routes(routes!(stored::suppressions::list, stored::suppressions::add))
        .routes(routes!(stored::suppressions::check))
        .routes(routes!(stored::suppressions::release))
        .routes(routes!(stored::suppressions::history))
        .routes(routes!(stored::table::export))
        .routes(routes!(stored::table::import))
        .routes(routes!(stored::events::events))
        .routes(routes!(description::openapi))
        .routes(routes!(health::alive))
        .routes(routes!(health::ready))
        .routes(routes!(health::metrics))
}

/// The answer where no route is.
async fn not_found() -> Problem {
    Problem::new(Kind::NotFound, "there is nothing at this path; /api lists what there is")
}

/// The answer where a route takes other methods; the console makes a page of it for those who ask with a browser.
pub(crate) async fn method_not_allowed() -> Problem {
    Problem::new(Kind::MethodNotAllowed, "the path is known, but not with this method; Allow lists those it takes")
}
