//! New deliveries and the groups that they belong to: run in the transaction that keeps them, before they are kept, so that each is kept with its incident.

use std::collections::HashMap;

use jiff::Timestamp;

use super::queries::{COLUMNS, read, write};
use super::side::{Shared, Side, remote};
use super::{Incident, State, Threshold};
use crate::bounds::{KEY_BYTES, bounded};
use crate::database::{Transaction, Value};
use crate::error::StoreError;
use crate::id::IncidentId;
use crate::record::Delivery;
use crate::rollup::hour;

/// How much of a reply is shown with an incident.
const SAMPLE_BYTES: usize = 2 * KEY_BYTES;

/// Finds or begins the group of each new delivery; gives for each of them the incident that it made grow or heal.
pub(crate) async fn observe(
    transaction: &mut Transaction<'_>,
    threshold: &Threshold,
    deliveries: &[&Delivery],
) -> Result<Vec<Option<IncidentId>>, StoreError> {
    let mut touched = Touched::default();
    let mut observed = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        let id = match Shared::of(delivery) {
            Some(shared) => Some(touched.grow(transaction, threshold, shared, delivery).await?),
            None if matches!(delivery.action.as_str(), "delivered" | "relayed") => {
                // What was heard in this batch has to be written before it can be found.
                touched.write(transaction).await?;
                heal(transaction, delivery).await?
            }
            None => None,
        };
        observed.push(id);
    }
    touched.write(transaction).await?;
    Ok(observed)
}

/// The groups of a batch, each read and written once.
#[derive(Default)]
struct Touched {
    groups: HashMap<Shared, Incident>,
    hours: HashMap<(IncidentId, i64), i64>,
}

impl Touched {
    async fn grow(
        &mut self,
        transaction: &mut Transaction<'_>,
        threshold: &Threshold,
        shared: Shared,
        delivery: &Delivery,
    ) -> Result<IncidentId, StoreError> {
        let known = match self.groups.remove(&shared) {
            Some(incident) if is_open_for(&incident, delivery) => Some(incident),
            Some(incident) => {
                write(transaction, &incident).await?;
                find(transaction, &shared, delivery).await?
            }
            None => find(transaction, &shared, delivery).await?,
        };
        let mut incident = known.unwrap_or_else(|| begun(&shared, delivery));
        add(&mut incident, threshold, delivery);
        let id = incident.id;
        *self.hours.entry((id, hour(delivery.occurred_at))).or_default() += 1;
        self.groups.insert(shared, incident);
        Ok(id)
    }

    async fn write(&mut self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let mut groups: Vec<Incident> = self.groups.drain().map(|(_, incident)| incident).collect();
        groups.sort_by_key(|incident| incident.id);
        for incident in &groups {
            write(transaction, incident).await?;
        }
        let mut hours: Vec<((IncidentId, i64), i64)> = self.hours.drain().collect();
        hours.sort_unstable();
        let rows: Vec<Vec<Value>> = hours.into_iter().map(|((id, hour), count)| vec![id.into(), hour.into(), count.into()]).collect();
        let upsert = "INSERT INTO incident_hour (incident, hour, count) VALUES ($1, $2, $3) \
                      ON CONFLICT (incident, hour) DO UPDATE SET count = incident_hour.count + excluded.count";
        transaction.execute_many(upsert, &rows).await.map(drop)
    }
}

/// Whether a failure belongs to a group: to one that goes on, and to one that is over if it happened before the end and came late.
fn is_open_for(incident: &Incident, delivery: &Delivery) -> bool {
    incident.healed_at.is_none_or(|healed| delivery.occurred_at <= healed)
}

async fn find(transaction: &mut Transaction<'_>, shared: &Shared, delivery: &Delivery) -> Result<Option<Incident>, StoreError> {
    let select = format!(
        "SELECT {COLUMNS} FROM incident WHERE cause = $1 AND remote = $2 AND side_kind = $3 AND side = $4 \
         AND (state <> 'healed' OR healed_at >= $5) ORDER BY CASE state WHEN 'healed' THEN 1 ELSE 0 END, last_seen DESC LIMIT 1"
    );
    let (kind, side) = shared.side.parts();
    let text = |text: &str| Value::from(bounded(text, KEY_BYTES));
    let values = [text(&shared.cause), text(&shared.remote), kind.into(), text(side), delivery.occurred_at.into()];
    transaction.query_one(&select, &values).await?.map(read).transpose()
}

fn begun(shared: &Shared, delivery: &Delivery) -> Incident {
    let text = |text: &str| bounded(text, KEY_BYTES).to_owned();
    let (kind, side) = shared.side.parts();
    Incident {
        id: shared.id(delivery),
        cause: text(&shared.cause),
        remote: text(&shared.remote),
        side: Side::of_parts(kind, text(side)),
        scope: delivery.scope.clone().unwrap_or_default(),
        party: delivery.party.clone(),
        state: State::Forming,
        first_seen: delivery.occurred_at,
        last_seen: delivery.occurred_at,
        count: 0,
        window_start: delivery.occurred_at,
        window_count: 0,
        opened_at: None,
        healed_at: None,
        healed_by: None,
        healed_evidence: Vec::new(),
        sample: None,
        sample_reply: None,
        is_demo: delivery.is_demo,
    }
}

fn add(incident: &mut Incident, threshold: &Threshold, delivery: &Delivery) {
    let at = delivery.occurred_at;
    incident.count += 1;
    incident.first_seen = incident.first_seen.min(at);
    if incident.last_seen <= at {
        incident.last_seen = at;
        incident.sample = Some(delivery.id);
        incident.sample_reply = delivery.reply.as_deref().map(|reply| bounded(reply, SAMPLE_BYTES).to_owned());
    }
    if at.duration_since(incident.window_start).abs() > threshold.within {
        incident.window_start = at;
        incident.window_count = 0;
    }
    incident.window_count += 1;
    if incident.state == State::Forming && incident.window_count >= u64::from(threshold.failures) {
        incident.state = State::Open;
        incident.opened_at = Some(at);
    }
}

/// How far a cause reaches where the success of another mail shows that it is gone. What lay in the words of a message may still lie in the next one.
const SHOWN_BY_ANOTHER_MAIL: &str = "('ip', 'host', 'session', 'domain', 'sender')";

/// Mail arrives again: ends what went on between the same sides before.
async fn heal(transaction: &mut Transaction<'_>, delivery: &Delivery) -> Result<Option<IncidentId>, StoreError> {
    let Some(remote) = remote(delivery) else { return Ok(None) };
    let sides = [
        delivery.sending_ip.clone().map(Side::Ip),
        delivery.sender_domain.clone().map(Side::Domain),
        delivery.sender.clone().map(Side::Sender),
    ];
    let update = format!(
        "UPDATE incident SET state = 'healed', healed_at = $4, healed_by = 'delivery' \
         WHERE remote = $1 AND side_kind = $2 AND side = $3 AND state <> 'healed' AND last_seen < $4 AND scope IN {SHOWN_BY_ANOTHER_MAIL} \
         RETURNING id, opened_at"
    );
    let mut healed = None;
    for side in sides.into_iter().flatten() {
        let (kind, side) = side.parts();
        let values = [bounded(&remote, KEY_BYTES).into(), kind.into(), bounded(side, KEY_BYTES).into(), delivery.occurred_at.into()];
        for mut row in transaction.query(&update, &values).await? {
            let id: IncidentId = row.take()?;
            if row.take::<Option<Timestamp>>()?.is_some() {
                healed = Some(id);
            }
        }
    }
    Ok(healed)
}
