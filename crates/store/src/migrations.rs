//! How the database came to its shape: numbered steps, each run once, all that are missing in one transaction.

use jiff::Timestamp;

use crate::database::{Transaction, Value};
use crate::error::StoreError;

/// All steps; the first one is number 1. A step that was released is never changed, only followed.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_deliveries.sql"),
    include_str!("../migrations/0002_access.sql"),
    include_str!("../migrations/0003_judgement.sql"),
    include_str!("../migrations/0004_surges.sql"),
    include_str!("../migrations/0005_evidence.sql"),
    include_str!("../migrations/0006_address_key.sql"),
    include_str!("../migrations/0007_noted_surges.sql"),
];

/// The newest shape that this program knows.
pub(crate) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings the database to the newest shape; how many steps that took.
///
/// Two programs that start together do not meet here, because writers stand in line.
pub(crate) async fn migrate(transaction: &mut Transaction<'_>, at: Timestamp) -> Result<usize, StoreError> {
    transaction.migrate("CREATE TABLE IF NOT EXISTS schema_version (version {integer} PRIMARY KEY, at {integer} NOT NULL) {table}").await?;
    let found = version(transaction).await?;
    if newest() < found {
        return Err(StoreError::TooNew { found, known: newest() });
    }
    let missing = (1..).zip(STEPS).filter(|(number, _)| found < *number);
    let mut steps = 0;
    for (number, sql) in missing {
        transaction.migrate(sql).await?;
        transaction.execute("INSERT INTO schema_version (version, at) VALUES ($1, $2)", &[Value::Integer(number), at.into()]).await?;
        steps += 1;
    }
    Ok(steps)
}

async fn version(transaction: &mut Transaction<'_>) -> Result<i64, StoreError> {
    let row = transaction.query_one("SELECT coalesce(max(version), 0) FROM schema_version", &[]).await?;
    row.map_or(Ok(0), |mut row| row.take())
}
