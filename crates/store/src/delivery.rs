//! How a delivery stands in its table.

use crate::database::Row;
use crate::error::StoreError;
use crate::record::Delivery;

/// The columns, in the order in which rows are written and read.
pub(crate) const COLUMNS: [&str; 24] = [
    "id",
    "item",
    "seen_at",
    "occurred_at",
    "source",
    "action",
    "recipient",
    "recipient_domain",
    "sender",
    "sender_domain",
    "sending_ip",
    "provider",
    "remote_mta",
    "cause",
    "party",
    "scope",
    "suppress",
    "permanence",
    "confidence",
    "status",
    "reply_code",
    "is_demo",
    "reply",
    "document",
];

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(mut row: Row) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: row.take()?,
        item: row.take()?,
        seen_at: row.take()?,
        occurred_at: row.take()?,
        source: row.take()?,
        action: row.take()?,
        recipient: row.take()?,
        recipient_domain: row.take()?,
        sender: row.take()?,
        sender_domain: row.take()?,
        sending_ip: row.take()?,
        provider: row.take()?,
        remote_mta: row.take()?,
        cause: row.take()?,
        party: row.take()?,
        scope: row.take()?,
        suppress: row.take()?,
        permanence: row.take()?,
        confidence: row.take()?,
        status: row.take()?,
        reply_code: row.take()?,
        is_demo: row.take()?,
        reply: row.take()?,
        document: row.take()?,
    })
}
