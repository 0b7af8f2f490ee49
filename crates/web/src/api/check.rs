//! `POST /v1/check`: what there is to know about an address, a domain or a host, looked up.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::time::timeout;
use tuixin_check::{Check, Job, Sending, Target, run_all};
use tuixin_wire::Answers;
use utoipa::ToSchema;

use super::request::{Media, Query, Tongue, body, json};
use crate::App;
use crate::problem::{Kind, Problem, Refusals};

/// The language of the findings.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CheckOptions {
    /// The language of words; without it `Accept-Language` decides.
    #[param(inline)]
    lang: Option<Tongue>,
}

/// What is to be checked: a `target`, or who sends with `from`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// An address, a domain or an IP address.
    #[schema(example = "example.com")]
    target: Option<String>,
    /// An address or a domain that sends mail.
    from: Option<String>,
    /// With `from`: the address of the host that sends.
    #[schema(value_type = Option<String>)]
    ip: Option<IpAddr>,
    /// With `from`: the name with which that host introduces itself.
    helo: Option<String>,
    /// Under which names the domain keeps its DKIM keys.
    #[serde(default)]
    #[schema(max_items = 16)]
    selectors: Vec<String>,
    /// Only these checks, as in `mx` and `spf`; all that apply without it.
    #[serde(default)]
    only: Vec<String>,
    /// Connect to mail servers too. They are never asked for the recipient.
    #[serde(default = "yes")]
    connect: bool,
}

fn yes() -> bool {
    true
}

/// How many names of keys are looked up for one domain.
const MAX_SELECTORS: usize = 16;

/// Check an address, a domain or a host
///
/// Asks the DNS, blocklists and mail servers, and answers with a verdict, the findings and how to mend them.
/// Nothing is sent to the address itself, and no connection goes to a private network.
#[utoipa::path(
    post,
    path = "/v1/check",
    operation_id = "check",
    tag = "check",
    params(CheckOptions),
    request_body(content = CheckRequest, content_type = "application/json"),
    responses(
        (status = 200, description = "What was found", body = Answers, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["check"])),
)]
pub async fn check(State(app): State<App>, Query(options): Query<CheckOptions>, request: Request) -> Result<Response, Problem> {
    let (parts, content) = request.into_parts();
    Media::of(&parts.headers, &[Media::Json])?;
    let bytes = body(&app, &parts.headers, content, app.limits().json_bytes).await?;
    let task = Task::of(json(&bytes)?, &app)?;
    let (ground, _turn) = app.turn_to_check().await?;
    let late = |_| Problem::new(Kind::Unavailable, "the checks did not end in time").retry_after(30);
    let reports = timeout(app.limits().check_time, run_all(ground, task.jobs)).await.map_err(late)?;
    let language = Tongue::of(options.lang, &parts.headers);
    let answer = serde_json::to_vec(&Answers::of(&task.target, &reports, app.texts(language)));
    let answer = answer.map_err(|_| Problem::new(Kind::Internal, "the answer could not be written"))?;
    Ok(([(CONTENT_TYPE, "application/json"), (CONTENT_LANGUAGE, language.tag())], answer).into_response())
}

/// What is to be done.
struct Task {
    target: String,
    jobs: Vec<Job>,
}

impl Task {
    fn of(request: CheckRequest, app: &App) -> Result<Task, Problem> {
        let invalid = |detail: String| Problem::new(Kind::InvalidBody, detail);
        if request.selectors.len() > MAX_SELECTORS {
            return Err(invalid(format!("selectors: at most {MAX_SELECTORS} are looked up")).limited_to(MAX_SELECTORS));
        }
        let only = request.only.iter().map(|name| Check::named(name).ok_or_else(|| invalid(format!("only: no check is called {name:?}"))));
        let only = only.collect::<Result<Vec<Check>, Problem>>()?;
        let extent = app.extent(request.connect);
        let mut task = match (request.target, request.from) {
            (Some(_), None) if request.ip.is_some() || request.helo.is_some() => {
                return Err(invalid("ip and helo: they tell of a sender and need from instead of target".to_owned()));
            }
            (Some(text), None) => {
                let target: Target = text.parse().map_err(|error: tuixin_check::NoTarget| invalid(format!("target: {error}")))?;
                Task { target: target.to_string(), jobs: target.jobs(extent, &request.selectors) }
            }
            (None, Some(from)) => {
                let mut sending = Sending::of(&from);
                (sending.ip, sending.helo, sending.selectors) = (request.ip, request.helo, request.selectors);
                Task { target: from, jobs: sending.jobs() }
            }
            _ => return Err(invalid("target or from: one of them is needed".to_owned())),
        };
        task.jobs.retain(|job| only.is_empty() || job.checks().iter().any(|check| only.contains(check)));
        Ok(task)
    }
}
