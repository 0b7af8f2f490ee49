//! Addresses that are not to be written to: who is put on a list, and why.

use serde_json::Value as Json;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::record::Delivery;

/// An address that was put on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suppressed {
    /// Which list.
    pub list: String,
    /// Which address, as the store keeps it.
    pub address: String,
}

/// When an address is put on a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {}

/// Judges new deliveries, which are stored already; gives for each of them the addresses that it put on a list.
#[allow(clippy::unused_async, reason = "the tables of the lists come with the next step")]
pub(crate) async fn judge(
    _transaction: &mut Transaction<'_>,
    _policy: &Policy,
    deliveries: &[&Delivery],
) -> Result<Vec<Vec<Suppressed>>, StoreError> {
    Ok(vec![Vec::new(); deliveries.len()])
}

/// Everything that the lists hold about an address, each entry as one JSON object with its `table`.
#[allow(clippy::unused_async, reason = "the tables of the lists come with the next step")]
pub(crate) async fn about(_transaction: &mut Transaction<'_>, _kept_address: &str) -> Result<Vec<Json>, StoreError> {
    Ok(Vec::new())
}

/// Takes an address off all lists and out of their history, or leaves a hash in its place; how many entries that concerned.
#[allow(clippy::unused_async, reason = "the tables of the lists come with the next step")]
pub(crate) async fn forget(_transaction: &mut Transaction<'_>, _kept_address: &str, _stays: Option<&str>) -> Result<u64, StoreError> {
    Ok(0)
}
