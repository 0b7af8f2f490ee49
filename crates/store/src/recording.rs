//! Keeping a batch: each item once, and with it everything that follows from it, in one transaction.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::bounds::{KEY_BYTES, REPLY_BYTES, bounded};
use crate::database::{Transaction, Value, count};
use crate::delivery::COLUMNS;
use crate::error::StoreError;
use crate::id::{IncidentId, ItemId};
use crate::incident;
use crate::record::{Delivery, Record, Recorded};
use crate::rollup;
use crate::settings::Settings;
use crate::store::Store;
use crate::suppression::{self, Suppressed};

/// What one batch came to, and with what it is judged.
struct Batch {
    settings: Arc<Settings>,
    records: Vec<Record>,
}

impl Store {
    /// Keeps a batch: all of it or nothing. The answers stand in the order of the records.
    ///
    /// A record whose item was kept before changes nothing, so that whoever is unsure hands it over again.
    ///
    /// # Errors
    ///
    /// Nothing of the batch was kept; [`StoreError::is_passing`] tells whether to try again.
    pub async fn record(&self, batch: Vec<Record>) -> Result<Vec<Recorded>, StoreError> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        let settings = Arc::clone(self.settings());
        let records = batch.into_iter().map(|record| prepared(record, &settings)).collect();
        self.write(Batch { settings, records }, |transaction, batch| Box::pin(keep(transaction, batch))).await
    }
}

/// The record in the form in which it is kept.
fn prepared(mut record: Record, settings: &Settings) -> Record {
    for delivery in &mut record.deliveries {
        settings.conceal(delivery);
    }
    record
}

async fn keep(transaction: &mut Transaction<'_>, batch: &Batch) -> Result<Vec<Recorded>, StoreError> {
    let new = keep_items(transaction, &batch.records).await?;
    let deliveries: Vec<&Delivery> = new.iter().flat_map(|record| &record.deliveries).collect();
    let incidents = incident::observe(transaction, &batch.settings.threshold, &deliveries).await?;
    let rows: Vec<Vec<Value>> = deliveries.iter().zip(&incidents).map(|(delivery, incident)| row(delivery, *incident)).collect();
    transaction.execute_many(&insert(), &rows).await?;
    rollup::add(transaction, &deliveries).await?;
    keep_unread(transaction, &new).await?;
    let suppressed = suppression::judge(transaction, &batch.settings.policy, &deliveries).await?;
    Ok(answers(&batch.records, &new, incidents, suppressed))
}

/// Takes in the items that were never seen, and gives their records.
async fn keep_items<'b>(transaction: &mut Transaction<'_>, records: &'b [Record]) -> Result<Vec<&'b Record>, StoreError> {
    let mut in_batch = HashSet::new();
    let first: Vec<&Record> = records.iter().filter(|record| in_batch.insert(record.item)).collect();
    let row = |record: &&Record| {
        vec![record.item.into(), record.seen_at.into(), bounded(&record.source, KEY_BYTES).into(), bounded(&record.kind, KEY_BYTES).into()]
    };
    let rows: Vec<Vec<Value>> = first.iter().map(row).collect();
    let insert = "INSERT INTO item (id, seen_at, source, kind) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING";
    let changed = transaction.execute_many(insert, &rows).await?;
    Ok(first.into_iter().zip(changed).filter(|(_, changed)| *changed == 1).map(|(record, _)| record).collect())
}

async fn keep_unread(transaction: &mut Transaction<'_>, new: &[&Record]) -> Result<(), StoreError> {
    let row = |record: &&Record| {
        let unread = record.unread.as_ref()?;
        Some(vec![
            record.item.into(),
            record.seen_at.into(),
            bounded(&record.source, KEY_BYTES).into(),
            bounded(&unread.reason, KEY_BYTES).into(),
            unread.name.as_deref().map(|name| bounded(name, KEY_BYTES)).into(),
            count(unread.bytes.len()),
            unread.bytes.as_slice().into(),
        ])
    };
    let rows: Vec<Vec<Value>> = new.iter().filter_map(row).collect();
    let insert = "INSERT INTO quarantine (item, seen_at, source, reason, name, size, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                  ON CONFLICT (item) DO NOTHING";
    transaction.execute_many(insert, &rows).await.map(drop)
}

fn insert() -> String {
    let places: Vec<String> = (1..=COLUMNS.len() + 1).map(|place| format!("${place}")).collect();
    let columns = COLUMNS.join(", ");
    format!("INSERT INTO delivery ({columns}, incident) VALUES ({}) ON CONFLICT (id) DO NOTHING", places.join(", "))
}

/// The values in the order of [`COLUMNS`], and the incident.
fn row(delivery: &Delivery, incident: Option<IncidentId>) -> Vec<Value> {
    let key = |text: &Option<String>| Value::from(text.as_deref().map(|text| bounded(text, KEY_BYTES)));
    vec![
        delivery.id.into(),
        delivery.item.into(),
        delivery.seen_at.into(),
        delivery.occurred_at.into(),
        bounded(&delivery.source, KEY_BYTES).into(),
        bounded(&delivery.action, KEY_BYTES).into(),
        key(&delivery.recipient),
        key(&delivery.recipient_domain),
        key(&delivery.sender),
        key(&delivery.sender_domain),
        key(&delivery.sending_ip),
        key(&delivery.provider),
        key(&delivery.remote_mta),
        key(&delivery.cause),
        key(&delivery.party),
        key(&delivery.scope),
        key(&delivery.suppress),
        key(&delivery.permanence),
        delivery.confidence.filter(|confidence| confidence.is_finite()).into(),
        key(&delivery.status),
        delivery.reply_code.into(),
        delivery.is_demo.into(),
        delivery.reply.as_deref().map(|reply| bounded(reply, REPLY_BYTES)).into(),
        delivery.document.as_str().into(),
        incident.into(),
    ]
}

/// Puts together what the deliveries of each record came to.
fn answers(records: &[Record], new: &[&Record], incidents: Vec<Option<IncidentId>>, suppressed: Vec<Vec<Suppressed>>) -> Vec<Recorded> {
    let mut outcomes = incidents.into_iter().zip(suppressed);
    let mut answers: HashMap<ItemId, Recorded> = HashMap::new();
    for record in new {
        let (mut touched, mut listed) = (Vec::new(), Vec::new());
        for (incident, suppressed) in outcomes.by_ref().take(record.deliveries.len()) {
            touched.extend(incident);
            listed.extend(suppressed);
        }
        touched.sort_unstable();
        touched.dedup();
        answers.insert(record.item, Recorded::New { suppressed: listed, incidents: touched });
    }
    // The first record of an item takes the answer, so that one handed over twice was seen the second time.
    records.iter().map(|record| answers.remove(&record.item).unwrap_or(Recorded::Seen)).collect()
}
