//! Letting go of what is older than it was meant to become.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::database::{Transaction, Value, count};
use crate::error::StoreError;
use crate::incident;
use crate::rollup;
use crate::settings::Retention;
use crate::store::Store;
use crate::suppression;

/// How many rows go in one transaction.
const PORTION: usize = 2_000;

/// How much was let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pruned {
    /// Deliveries.
    pub deliveries: u64,
    /// Ids of items.
    pub items: u64,
    /// Counts.
    pub rollups: u64,
    /// Items of the quarantine.
    pub quarantined: u64,
    /// Answers kept for requests that are made again.
    pub answers: u64,
    /// Sessions that are over.
    pub sessions: u64,
    /// Addresses whose time on a list is over.
    pub expired: u64,
    /// Incidents that are taken for healed, because nothing was heard of them.
    pub silent: u64,
    /// What once happened on the lists.
    pub events: u64,
    /// Hours in which addresses were struck off, too long ago to tell what is usual, and surges that were over long ago.
    pub surges: u64,
    /// Incidents that were over long ago.
    pub incidents: u64,
}

/// What goes: the rows of a table below a bound.
struct Old {
    sql: &'static str,
    bound: Value,
}

impl Store {
    /// Lets go of everything that is older at this moment than it was meant to become.
    ///
    /// # Errors
    ///
    /// The database does not answer; what went until then is gone, and asking again goes on from there.
    pub async fn prune(&self, now: Timestamp) -> Result<Pruned, StoreError> {
        let Retention { deliveries, items, rollups, quarantine, history, idempotency } = self.settings().retention.clone();
        // An id is needed for as long as the delivery that came with it, or a second sight would count again.
        let items = items.zip(deliveries).map(|(items, deliveries)| items.max(deliveries));
        let before = |age: Option<Duration>| age.and_then(|age| before(now, age));
        let bound = |at: Option<Timestamp>| at.map(Value::from);
        let (expired, silent) = self.end(now).await?;
        Ok(Pruned {
            expired,
            silent,
            events: self.prune_table(EVENTS, bound(before(history))).await?,
            incidents: self.prune_table(INCIDENTS, bound(before(history))).await?,
            deliveries: self.prune_table(DELIVERIES, bound(before(deliveries))).await?,
            items: self.prune_table(ITEMS, bound(before(items))).await?,
            rollups: self.prune_table(ROLLUPS, before(rollups).map(|at| rollup::hour(at).into())).await?,
            quarantined: self.prune_table(QUARANTINE, bound(before(quarantine))).await?,
            answers: self.prune_table(IDEMPOTENCY, bound(before(idempotency))).await?,
            surges: self.prune_table(SURGES, Some(suppression::forgotten_before(now).into())).await?
                + self.prune_table(NOTED_SURGES, bound(before(history))).await?,
            sessions: self.prune_table(SESSIONS, Some(now.into())).await?,
        })
    }

    /// Ends what is over: entries of lists whose time has come, and incidents of which nothing was heard for long.
    async fn end(&self, now: Timestamp) -> Result<(u64, u64), StoreError> {
        let since = now.checked_sub(self.settings().threshold.silence).unwrap_or(Timestamp::MIN);
        self.write((now, since), |transaction, (now, since)| {
            Box::pin(async move {
                let expired = suppression::expire(transaction, *now).await?;
                Ok((expired, incident::fall_silent(transaction, *since, *now).await?))
            })
        })
        .await
    }

    async fn prune_table(&self, sql: &'static str, bound: Option<Value>) -> Result<u64, StoreError> {
        let Some(bound) = bound else { return Ok(0) };
        let mut gone = 0;
        loop {
            let old = Old { sql, bound: bound.clone() };
            let portion = self.write(old, |transaction, old| Box::pin(portion(transaction, old))).await?;
            gone += portion;
            if portion < PORTION as u64 {
                return Ok(gone);
            }
        }
    }
}

const DELIVERIES: &str = "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE occurred_at < $1 ORDER BY occurred_at LIMIT $2)";
const ITEMS: &str = "DELETE FROM item WHERE id IN (SELECT id FROM item WHERE seen_at < $1 ORDER BY seen_at LIMIT $2)";
const ROLLUPS: &str =
    "DELETE FROM rollup WHERE (dimension, hour, value) IN (SELECT dimension, hour, value FROM rollup WHERE hour < $1 LIMIT $2)";
const QUARANTINE: &str = "DELETE FROM quarantine WHERE item IN (SELECT item FROM quarantine WHERE seen_at < $1 ORDER BY seen_at LIMIT $2)";
const SURGES: &str =
    "DELETE FROM struck_off WHERE (place, hour) IN (SELECT place, hour FROM struck_off WHERE hour < $1 ORDER BY hour LIMIT $2)";
const NOTED_SURGES: &str =
    "DELETE FROM surge WHERE (place, began_at) IN (SELECT place, began_at FROM surge WHERE last_at < $1 ORDER BY last_at LIMIT $2)";
const IDEMPOTENCY: &str =
    "DELETE FROM idempotency WHERE (owner, key) IN (SELECT owner, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)";
const SESSIONS: &str =
    "DELETE FROM session WHERE secret IN (SELECT secret FROM session WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";

const EVENTS: &str = "DELETE FROM suppression_event WHERE (address, at, number) IN (SELECT address, at, number FROM suppression_event WHERE at < $1 ORDER BY at LIMIT $2)";
const INCIDENTS: &str =
    "DELETE FROM incident WHERE id IN (SELECT id FROM incident WHERE state = 'healed' AND last_seen < $1 ORDER BY last_seen LIMIT $2)";

async fn portion(transaction: &mut Transaction<'_>, old: &Old) -> Result<u64, StoreError> {
    transaction.execute(old.sql, &[old.bound.clone(), count(PORTION)]).await
}

fn before(now: Timestamp, age: Duration) -> Option<Timestamp> {
    now.checked_sub(SignedDuration::try_from(age).ok()?).ok()
}
