//! Lists of addresses as CSV: brought from elsewhere, and taken there.

use axum::body::Body as ResponseBody;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuixin_store::suppression::{DEFAULT_LIST, Entry, SuppressionFilter, read_csv, write_csv};
use tuixin_store::{Store, StoreError};
use utoipa::ToSchema;

use super::suppressions::ListOptions;
use crate::App;
use crate::api::request::{Media, Query, body};
use crate::problem::{Problem, Refusals};

/// How many rows are asked for at once.
const ROWS: usize = 500;
/// How many faults of a table are told.
const MAX_FAULTS: usize = 100;

/// Which list is taken.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ExportOptions {
    /// Only this list.
    list: Option<String>,
}

/// Take the lists as CSV
#[utoipa::path(
    get,
    path = "/v1/suppressions/export",
    operation_id = "exportSuppressions",
    tag = "suppressions",
    params(ExportOptions),
    responses(
        (status = 200, description = "The entries, the latest first", body = String, content_type = "text/csv"),
        Refusals,
    ),
    security(("token" = ["read"])),
)]
pub async fn export(State(app): State<App>, Query(options): Query<ExportOptions>) -> Result<Response, Problem> {
    let store = app.memory_of_deliveries()?.clone();
    let filter = SuppressionFilter { list: options.list, ..SuppressionFilter::default() };
    // The first rows are asked for before the answer begins, so that a store that is away can still be told.
    let first = rows(&store, filter, true).await?;
    let rest = stream::unfold(Some((store, first)), |state| async {
        let (store, (written, next)) = state?;
        let state = match next {
            None => None,
            Some(filter) => match rows(&store, filter, false).await {
                Ok(rows) => Some((store, rows)),
                // Whoever reads sees that the table breaks off.
                Err(error) => return Some((Err(error), None)),
            },
        };
        Some((Ok(written), state))
    });
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"suppressions.csv\"")];
    // Whoever packs the answer may ask once more behind its end, which `unfold` does not bear.
    Ok((headers, ResponseBody::from_stream(rest.fuse())).into_response())
}

/// Some rows, and what asks for those behind them.
async fn rows(store: &Store, mut filter: SuppressionFilter, is_first: bool) -> Result<(Vec<u8>, Option<SuppressionFilter>), StoreError> {
    let found = store.suppressions(filter.clone(), Timestamp::now(), ROWS).await?;
    let mut written = Vec::new();
    // Writing to memory cannot fail.
    let _ = write_csv(&mut written, is_first, &found);
    let last = found.last().filter(|_| found.len() == ROWS);
    let next = last.map(|last| {
        filter.before = Some(last.place());
        filter
    });
    Ok((written, next))
}

/// What came of a table.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imported {
    /// How many addresses were not there before.
    added: u64,
    /// How many rows were taken.
    taken: usize,
    /// How many rows could not be taken.
    refused: usize,
    /// The first hundred of them, with what is wrong.
    faults: Vec<RowFault>,
}

/// A row that could not be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowFault {
    /// Its line in the table, counted from 1.
    line: u64,
    /// What is wrong with it.
    reason: String,
}

/// Bring addresses as CSV
///
/// A column `address` or `email` is needed; `list`, `cause`, `since`, `expires` and `note` are understood.
/// A table without a header is one of addresses.
/// Rows that are wrong are told, and the others taken.
#[utoipa::path(
    post,
    path = "/v1/suppressions/import",
    operation_id = "importSuppressions",
    tag = "suppressions",
    params(ListOptions),
    request_body(content = String, content_type = "text/csv"),
    responses(
        (status = 200, description = "What came of the rows", body = Imported, content_type = "application/json"),
        Refusals,
    ),
    security(("token" = ["write"])),
)]
pub async fn import(State(app): State<App>, Query(options): Query<ListOptions>, request: Request) -> Result<axum::Json<Imported>, Problem> {
    let store = app.memory_of_deliveries()?;
    let (parts, content) = request.into_parts();
    Media::of(&parts.headers, &[Media::Table, Media::AsIs])?;
    let bytes = body(&app, &parts.headers, content, app.limits().mail_bytes).await?;
    let (now, list) = (Timestamp::now(), options.into_list());
    let mut imported = Imported { added: 0, taken: 0, refused: 0, faults: Vec::new() };
    let mut entries: Vec<Entry> = Vec::new();
    for row in read_csv(&*bytes, &list, now, Some("api")) {
        match row {
            Ok(entry) => entries.push(entry),
            Err(fault) => {
                imported.refused += 1;
                if imported.faults.len() < MAX_FAULTS {
                    imported.faults.push(RowFault { line: fault.line, reason: fault.reason });
                }
            }
        }
        if entries.len() == ROWS {
            imported.taken += entries.len();
            imported.added += store.suppress(std::mem::take(&mut entries), now).await?;
        }
    }
    imported.taken += entries.len();
    imported.added += store.suppress(entries, now).await?;
    Ok(axum::Json(imported))
}

impl ListOptions {
    fn into_list(self) -> String {
        self.list.unwrap_or_else(|| DEFAULT_LIST.to_owned())
    }
}
