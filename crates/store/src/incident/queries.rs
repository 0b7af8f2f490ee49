//! Asking for incidents, and ending them by hand.

use jiff::Timestamp;

use super::side::Side;
use super::{Incident, State, evidence};
use crate::bounds::{KEY_BYTES, PAGE, bounded};
use crate::database::{Row, Transaction, Value, count};
use crate::error::StoreError;
use crate::id::IncidentId;
use crate::query::Cursor;
use crate::rollup::beginning;
use crate::store::Store;

pub(super) const COLUMNS: &str = "id, cause, remote, side_kind, side, scope, party, state, first_seen, last_seen, count, window_start, \
                                  window_count, opened_at, healed_at, healed_by, healed_evidence, sample, sample_reply, is_demo";

/// Which incidents are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentFilter {
    /// Only those that are that far; else all that are or were open.
    pub state: Option<State>,
    /// Only those of which nothing was heard since: behind the last one of the page before.
    pub before: Option<Cursor>,
}

impl Store {
    /// Incidents, the latest heard of first.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn incidents(&self, filter: IncidentFilter, limit: usize) -> Result<Vec<Incident>, StoreError> {
        self.read((filter, limit.min(PAGE)), |transaction, (filter, limit)| Box::pin(list(transaction, filter, *limit))).await
    }

    /// One incident.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn incident(&self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        self.read(id, |transaction, id| {
            Box::pin(async move {
                let select = format!("SELECT {COLUMNS} FROM incident WHERE id = $1");
                transaction.query_one(&select, &[(*id).into()]).await?.map(read).transpose()
            })
        })
        .await
    }

    /// How many failures an incident had in each hour that had any, the latest first.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn incident_hours(&self, id: IncidentId) -> Result<Vec<(Timestamp, u64)>, StoreError> {
        self.read(id, |transaction, id| {
            Box::pin(async move {
                let select = "SELECT hour, count FROM incident_hour WHERE incident = $1 ORDER BY hour DESC LIMIT $2";
                let rows = transaction.query(select, &[(*id).into(), count(PAGE)]).await?;
                rows.into_iter().map(|mut row| Ok((beginning(row.take()?), row.take()?))).collect()
            })
        })
        .await
    }

    /// Ends an incident; whether there was one to end. `by` is the name of who says so.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn heal(&self, id: IncidentId, by: &str, at: Timestamp) -> Result<bool, StoreError> {
        self.write((id, bounded(by, KEY_BYTES).to_owned(), at), |transaction, (id, by, at)| {
            Box::pin(async move {
                let update = "UPDATE incident SET state = 'healed', healed_at = $2, healed_by = $3 WHERE id = $1 AND state <> 'healed'";
                Ok(transaction.execute(update, &[(*id).into(), (*at).into(), by.into()]).await? == 1)
            })
        })
        .await
    }
}

async fn list(transaction: &mut Transaction<'_>, filter: &IncidentFilter, limit: usize) -> Result<Vec<Incident>, StoreError> {
    let mut conditions = match filter.state {
        Some(state) => format!("state = '{}'", state.name()),
        None => "state <> 'forming'".to_owned(),
    };
    let mut values = vec![count(limit)];
    if let Some(Cursor { at, id }) = filter.before {
        conditions.push_str(" AND (last_seen, id) < ($2, $3)");
        values.extend([Value::from(at), Value::from(id)]);
    }
    let select = format!("SELECT {COLUMNS} FROM incident WHERE {conditions} ORDER BY last_seen DESC, id DESC LIMIT $1");
    transaction.query(&select, &values).await?.into_iter().map(read).collect()
}

/// Ends what nothing was heard of since a moment; groups that never became incidents are forgotten.
pub(crate) async fn fall_silent(transaction: &mut Transaction<'_>, since: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
    transaction.execute("DELETE FROM incident WHERE state = 'forming' AND last_seen < $1", &[since.into()]).await?;
    transaction.execute("DELETE FROM incident_hour WHERE NOT EXISTS (SELECT 1 FROM incident WHERE id = incident)", &[]).await?;
    let update = "UPDATE incident SET state = 'healed', healed_at = $2, healed_by = 'silence' WHERE state = 'open' AND last_seen < $1";
    transaction.execute(update, &[since.into(), now.into()]).await
}

pub(super) fn read(mut row: Row) -> Result<Incident, StoreError> {
    let (id, cause, remote) = (row.take()?, row.take()?, row.take()?);
    let kind: String = row.take()?;
    let side = Side::of_parts(&kind, row.take()?);
    let (scope, party) = (row.take()?, row.take()?);
    let state = row.take::<String>()?.parse().map_err(|_| StoreError::Damaged("an incident in an unknown state".to_owned()))?;
    Ok(Incident {
        id,
        cause,
        remote,
        side,
        scope,
        party,
        state,
        first_seen: row.take()?,
        last_seen: row.take()?,
        count: row.take()?,
        window_start: row.take()?,
        window_count: row.take()?,
        opened_at: row.take()?,
        healed_at: row.take()?,
        healed_by: row.take()?,
        healed_evidence: evidence::read(row.take()?),
        sample: row.take()?,
        sample_reply: row.take()?,
        is_demo: row.take()?,
    })
}

/// Writes a group as it is now.
pub(super) async fn write(transaction: &mut Transaction<'_>, incident: &Incident) -> Result<(), StoreError> {
    let upsert = format!(
        "INSERT INTO incident ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, first_seen = excluded.first_seen, last_seen = excluded.last_seen, \
         count = excluded.count, window_start = excluded.window_start, window_count = excluded.window_count, \
         opened_at = excluded.opened_at, sample = excluded.sample, sample_reply = excluded.sample_reply"
    );
    let (kind, side) = incident.side.parts();
    let values = [
        incident.id.into(),
        incident.cause.as_str().into(),
        incident.remote.as_str().into(),
        kind.into(),
        side.into(),
        incident.scope.as_str().into(),
        incident.party.as_ref().into(),
        incident.state.name().into(),
        incident.first_seen.into(),
        incident.last_seen.into(),
        i64::try_from(incident.count).unwrap_or(i64::MAX).into(),
        incident.window_start.into(),
        i64::try_from(incident.window_count).unwrap_or(i64::MAX).into(),
        incident.opened_at.into(),
        incident.healed_at.into(),
        incident.healed_by.as_ref().into(),
        evidence::written(&incident.healed_evidence).into(),
        incident.sample.into(),
        incident.sample_reply.as_ref().into(),
        incident.is_demo.into(),
    ];
    transaction.execute(&upsert, &values).await.map(drop)
}
