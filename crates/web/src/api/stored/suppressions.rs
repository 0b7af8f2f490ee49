//! `/v1/suppressions`: addresses that are not to be written to.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuixin_store::suppression::{DEFAULT_LIST, Entry, Origin, SuppressionFilter, is_list_name, is_listable, no_address};
use utoipa::ToSchema;

use super::page::{Page, cursor, limit, moment};
use super::shape::{HistoryEntry, SuppressionEntry};
use crate::App;
use crate::api::request::{Media, Query, body, json};
use crate::problem::{Kind, Problem, Refusals};

/// How many addresses one request may ask for.
const MAX_ADDRESSES: usize = 100_000;
/// How many events of an address are told.
const MAX_HISTORY: usize = 500;

/// Which entries are asked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SuppressionOptions {
    /// Only this list.
    list: Option<String>,
    /// Only this address.
    address: Option<String>,
    /// Only those that came so: `rule`, `manual`, `import`.
    #[param(pattern = "^(rule|manual|import)$")]
    origin: Option<String>,
    /// Where the page begins: the `next` of the one before.
    cursor: Option<String>,
    /// How many rows a page has; 50 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Addresses that are not to be written to
///
/// The latest first, by pages.
#[utoipa::path(
    get,
    path = "/v1/suppressions",
    operation_id = "suppressions",
    tag = "suppressions",
    params(SuppressionOptions),
    responses(
        (status = 200, description = "A page; `Link` leads to the next one", body = Page<SuppressionEntry>, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn list(State(app): State<App>, uri: Uri, Query(options): Query<SuppressionOptions>) -> Result<Response, Problem> {
    let store = app.memory_of_deliveries()?;
    let unknown = |_: &str| Problem::new(Kind::BadParameter, "origin: rule, manual or import is needed");
    let origin = options.origin.as_deref().map(|name| Origin::named(name).ok_or_else(|| unknown(name))).transpose()?;
    let before = cursor(options.cursor.as_deref())?;
    let limit = limit(options.limit)?;
    let filter = SuppressionFilter { list: options.list, address: options.address, origin, before };
    let found = store.suppressions(filter, Timestamp::now(), limit).await?;
    let last = found.last().filter(|_| found.len() == limit);
    let next = last.map(|last| last.place().to_string());
    Ok(Page { items: found.into_iter().map(SuppressionEntry::from).collect(), next }.respond(&uri))
}

/// Many addresses to be asked about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuppressionQuestion {
    /// The list of the sender; `default` without it.
    list: Option<String>,
    /// The addresses.
    #[schema(max_items = 100_000)]
    addresses: Vec<String>,
}

/// Which of them are not to be written to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuppressionAnswer {
    /// How many were asked about.
    asked: usize,
    /// Those that are on the list, as they were asked, in that order.
    suppressed: Vec<SuppressionEntry>,
    /// How many are no addresses, so that nothing is known of them.
    refused: usize,
    /// Which these are.
    faults: Vec<EntryFault>,
}

/// An entry that is no address.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryFault {
    /// Its place among those asked about, counted from 1; empty lines are not counted.
    place: usize,
    /// What is wrong with it.
    reason: String,
}

/// The list of the sender.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListOptions {
    /// The list, for a body of lines or rows that name none; `default` without it.
    pub list: Option<String>,
}

/// Ask about many addresses
///
/// Up to 100,000 in one call, in JSON or one a line.
/// What is no address is told, and the others are looked for.
#[utoipa::path(
    post,
    path = "/v1/suppressions/check",
    operation_id = "suppressed",
    tag = "suppressions",
    params(ListOptions),
    request_body(content((SuppressionQuestion = "application/json"), (String = "text/plain"))),
    responses(
        (status = 200, description = "Which are on the list", body = SuppressionAnswer, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn check(
    State(app): State<App>,
    Query(options): Query<ListOptions>,
    request: Request,
) -> Result<Json<SuppressionAnswer>, Problem> {
    let store = app.memory_of_deliveries()?;
    let (parts, content) = request.into_parts();
    let media = Media::of(&parts.headers, &[Media::Json, Media::AsIs])?;
    let bytes = body(&app, &parts.headers, content, app.limits().json_bytes).await?;
    let question: SuppressionQuestion = if media == Media::Json { json(&bytes)? } else { lines(&bytes, options.list)? };
    if question.addresses.len() > MAX_ADDRESSES {
        let detail = format!("at most {MAX_ADDRESSES} addresses are looked for at once");
        return Err(Problem::new(Kind::TooManyItems, detail).limited_to(MAX_ADDRESSES));
    }
    let list = question.list.as_deref().unwrap_or(DEFAULT_LIST);
    let asked = question.addresses.len();
    let (addresses, faults) = sorted_out(question.addresses);
    let found = store.suppressed_among(list, &addresses, Timestamp::now()).await?;
    let suppressed = found.into_iter().map(SuppressionEntry::from).collect();
    Ok(Json(SuppressionAnswer { asked, suppressed, refused: faults.len(), faults }))
}

/// The addresses, and what is none.
fn sorted_out(entries: Vec<String>) -> (Vec<String>, Vec<EntryFault>) {
    let mut faults = Vec::new();
    let numbered = entries.into_iter().zip(1..);
    let addresses = numbered.filter_map(|(entry, place)| {
        if is_listable(unwrapped(&entry)) {
            return Some(entry);
        }
        faults.push(EntryFault { place, reason: no_address(&entry) });
        None
    });
    (addresses.collect(), faults)
}

/// An address without what the store leaves away before it looks for one.
fn unwrapped(entry: &str) -> &str {
    let entry = entry.trim();
    entry.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(entry)
}

fn lines(bytes: &[u8], list: Option<String>) -> Result<SuppressionQuestion, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::new(Kind::InvalidBody, "the lines are no UTF-8"))?;
    let addresses = text.lines().map(str::trim).filter(|line| !line.is_empty());
    // One more than is answered tells that there are too many.
    Ok(SuppressionQuestion { list, addresses: addresses.take(MAX_ADDRESSES + 1).map(str::to_owned).collect() })
}

/// An address to be put on a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSuppression {
    /// The address.
    #[schema(pattern = r"^([^@\s]+@[^@\s]+|h:[0-9a-f]{32})$", max_length = 512)]
    address: String,
    /// Which list; `default` without it, `*` for every sender.
    list: Option<String>,
    /// Until when (RFC 3339), a time to come; for good without it.
    #[schema(format = DateTime)]
    expires_at: Option<String>,
    /// Why.
    note: Option<String>,
}

/// How many addresses were not there before.
#[derive(Debug, Serialize, ToSchema)]
pub struct Added {
    /// How many.
    pub added: u64,
}

/// Put an address on a list
#[utoipa::path(
    post,
    path = "/v1/suppressions",
    operation_id = "suppress",
    tag = "suppressions",
    request_body(content = NewSuppression, content_type = "application/json"),
    responses(
        (status = 200, description = "Whether it was not there before", body = Added, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["write"])),
)]
pub async fn add(State(app): State<App>, request: Request) -> Result<Json<Added>, Problem> {
    let store = app.memory_of_deliveries()?;
    let given: NewSuppression = read(&app, request).await?;
    let expires_at =
        moment("expires_at", given.expires_at.as_deref()).map_err(|problem| Problem::new(Kind::InvalidBody, problem.detail()))?;
    let now = Timestamp::now();
    if expires_at.is_some_and(|end| end <= now) {
        return Err(Problem::new(Kind::InvalidBody, "expires_at: this time is over already, so the address would not be on the list"));
    }
    let entry = Entry {
        list: listed(given.list)?,
        address: addressed(given.address)?,
        origin: Origin::Manual,
        cause: None,
        since: now,
        expires_at,
        note: given.note,
        actor: Some("api".to_owned()),
    };
    Ok(Json(Added { added: store.suppress(vec![entry], now).await? }))
}

/// An address to be taken off a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The address.
    #[schema(pattern = r"^([^@\s]+@[^@\s]+|h:[0-9a-f]{32})$", max_length = 512)]
    address: String,
    /// Which list; `default` without it. It is taken off the list for every sender too.
    list: Option<String>,
    /// Why.
    note: Option<String>,
}

/// Whether an address was taken off.
#[derive(Debug, Serialize, ToSchema)]
pub struct Released {
    /// Whether it was on the list.
    released: bool,
}

/// Take an address off a list
///
/// Earlier failures of it count no more.
#[utoipa::path(
    post,
    path = "/v1/suppressions/release",
    operation_id = "release",
    tag = "suppressions",
    request_body(content = Release, content_type = "application/json"),
    responses(
        (status = 200, description = "Whether it was on the list", body = Released, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["write"])),
)]
pub async fn release(State(app): State<App>, request: Request) -> Result<Json<Released>, Problem> {
    let store = app.memory_of_deliveries()?;
    let given: Release = read(&app, request).await?;
    let (list, address) = (listed(given.list)?, addressed(given.address)?);
    let released = store.release(&list, &address, Some("api"), given.note.as_deref(), Timestamp::now()).await?;
    Ok(Json(Released { released }))
}

/// Whose history is asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryOptions {
    /// The address.
    address: String,
}

/// What happened to an address on the lists
#[utoipa::path(
    get,
    path = "/v1/suppressions/history",
    operation_id = "history",
    tag = "suppressions",
    params(HistoryOptions),
    responses(
        (status = 200, description = "What happened, the latest first", body = Vec<HistoryEntry>, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn history(State(app): State<App>, Query(options): Query<HistoryOptions>) -> Result<Json<Vec<HistoryEntry>>, Problem> {
    let events = app.memory_of_deliveries()?.suppression_history(&options.address, MAX_HISTORY).await?;
    Ok(Json(events.into_iter().map(HistoryEntry::from).collect()))
}

async fn read<T: for<'de> Deserialize<'de>>(app: &App, request: Request) -> Result<T, Problem> {
    let (parts, content) = request.into_parts();
    Media::of(&parts.headers, &[Media::Json])?;
    json(&body(app, &parts.headers, content, app.limits().json_bytes).await?)
}

fn listed(list: Option<String>) -> Result<String, Problem> {
    let list = list.unwrap_or_else(|| DEFAULT_LIST.to_owned());
    is_list_name(&list).then_some(list).ok_or_else(|| Problem::new(Kind::InvalidBody, "list: a name is needed"))
}

fn addressed(address: String) -> Result<String, Problem> {
    is_listable(&address).then_some(address).ok_or_else(|| Problem::new(Kind::InvalidBody, "address: a mail address is needed"))
}
