//! What the lists hold about one person, and how it is forgotten.

use serde_json::{Value as Json, json};

use super::event::of_address;
use super::lists::entries_of;
use crate::bounds::PAGE;
use crate::database::Transaction;
use crate::error::StoreError;

/// Everything that the lists hold about an address, each entry as one JSON object with its `table`.
pub(crate) async fn about(transaction: &mut Transaction<'_>, kept_address: &str) -> Result<Vec<Json>, StoreError> {
    let mut lines = Vec::new();
    for entry in entries_of(transaction, kept_address).await? {
        lines.push(json!({
            "table": "suppression",
            "list": entry.list,
            "address": entry.address,
            "origin": entry.origin.name(),
            "cause": entry.cause,
            "since": entry.since.to_string(),
            "expires_at": entry.expires_at.map(|at| at.to_string()),
            "note": entry.note,
        }));
    }
    for event in of_address(transaction, kept_address, i64::try_from(PAGE).unwrap_or(i64::MAX)).await? {
        lines.push(json!({
            "table": "suppression_event",
            "list": event.list,
            "address": event.address,
            "at": event.at.to_string(),
            "what": event.happened.what.name(),
            "cause": event.happened.cause,
            "actor": event.happened.actor,
            "note": event.happened.note,
        }));
    }
    Ok(lines)
}

/// Takes an address off all lists and out of their history, or leaves a hash in its place; how many entries that concerned.
pub(crate) async fn forget(transaction: &mut Transaction<'_>, kept_address: &str, stays: Option<&str>) -> Result<u64, StoreError> {
    let address = || kept_address.into();
    transaction.execute("DELETE FROM suppression_event WHERE address = $1", &[address()]).await?;
    transaction.execute("DELETE FROM arrival WHERE address = $1", &[address()]).await?;
    let Some(stays) = stays else { return transaction.execute("DELETE FROM suppression WHERE address = $1", &[address()]).await };
    if stays == kept_address {
        return transaction.execute("UPDATE suppression SET note = NULL, delivery = NULL WHERE address = $1", &[address()]).await;
    }
    // Forgotten twice, the hash may stand there already.
    let free = "DELETE FROM suppression WHERE address = $2 AND list IN (SELECT list FROM suppression WHERE address = $1)";
    transaction.execute(free, &[address(), stays.into()]).await?;
    let rename = "UPDATE suppression SET address = $2, note = NULL, delivery = NULL WHERE address = $1";
    transaction.execute(rename, &[address(), stays.into()]).await
}
