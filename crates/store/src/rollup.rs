//! Counts by the hour, kept up as deliveries come, so that charts need not count deliveries.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::bounds::{COUNTED_BYTES, bounded};
use crate::database::{Transaction, Value};
use crate::error::StoreError;
use crate::record::Delivery;

const HOUR: i64 = 60 * 60 * 1000;

/// In which hour since 1970 UTC a moment is.
pub(crate) fn hour(at: Timestamp) -> i64 {
    at.as_millisecond().div_euclid(HOUR)
}

/// When an hour begins.
pub(crate) fn beginning(hour: i64) -> Timestamp {
    Timestamp::from_millisecond(hour.saturating_mul(HOUR)).unwrap_or_default()
}

/// Counts new deliveries.
pub(crate) async fn add(transaction: &mut Transaction<'_>, deliveries: &[&Delivery]) -> Result<(), StoreError> {
    let mut counts: BTreeMap<(&str, i64, &str), i64> = BTreeMap::new();
    for delivery in deliveries {
        let hour = hour(delivery.occurred_at);
        for (dimension, value) in counted(delivery) {
            *counts.entry((dimension, hour, bounded(value, COUNTED_BYTES))).or_default() += 1;
        }
    }
    let row = |((dimension, hour, value), count): ((&str, i64, &str), i64)| vec![dimension.into(), hour.into(), value.into(), count.into()];
    let rows: Vec<Vec<Value>> = counts.into_iter().map(row).collect();
    let upsert = "INSERT INTO rollup (dimension, hour, value, count) VALUES ($1, $2, $3, $4) \
                  ON CONFLICT (dimension, hour, value) DO UPDATE SET count = rollup.count + excluded.count";
    transaction.execute_many(upsert, &rows).await.map(drop)
}

/// What is counted of a delivery, by dimension.
fn counted(delivery: &Delivery) -> impl Iterator<Item = (&'static str, &str)> {
    let optional =
        [("party", &delivery.party), ("cause", &delivery.cause), ("provider", &delivery.provider), ("sending-ip", &delivery.sending_ip)];
    let optional = optional.into_iter().filter_map(|(dimension, value)| Some((dimension, value.as_deref()?)));
    std::iter::once(("action", delivery.action.as_str())).chain(optional)
}
