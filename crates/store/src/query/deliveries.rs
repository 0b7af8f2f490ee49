//! Deliveries by what they have in common: one address, one cause, one host of ours.
//!
//! One condition leads, the most telling one, and its index gives rows in the order of the list.
//! The other conditions are looked at row by row, over so many rows and no more: a question that finds nothing ends too.

use std::sync::Arc;

use jiff::Timestamp;

use crate::address::{normal_beginning, normal_domain};
use crate::database::{Row, Transaction, Value, count};
use crate::delivery::{self, COLUMNS};
use crate::error::StoreError;
use crate::id::{DeliveryId, IncidentId, ItemId};
use crate::query::conditions::Conditions;
use crate::query::page::{Cursor, Page, bounded_limit};
use crate::record::Delivery;
use crate::store::Store;

/// How many rows are looked at in one go, and how many such goes one call may take.
const LOOKED_AT: usize = 5_000;
const GOES: usize = 2;

/// What deliveries must have in common; `None` asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// To whom, the whole address.
    pub recipient: Option<String>,
    /// The domain of the recipient.
    pub domain: Option<String>,
    /// From whom, the whole address.
    pub sender: Option<String>,
    /// The cause.
    pub cause: Option<String>,
    /// The provider that spoke.
    pub provider: Option<String>,
    /// The address of ours.
    pub sending_ip: Option<String>,
    /// The incident.
    pub incident: Option<IncidentId>,
    /// The item that said so.
    pub item: Option<ItemId>,
    /// `failed`, `delayed` and the like.
    pub action: Option<String>,
    /// Who has to act.
    pub party: Option<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
}

struct Asked {
    filter: DeliveryFilter,
    cursor: Option<Cursor>,
    limit: usize,
}

impl Store {
    /// The deliveries that a filter lets through, by when they happened.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn deliveries(&self, filter: &DeliveryFilter, cursor: Option<&Cursor>, limit: usize) -> Result<Page<Delivery>, StoreError> {
        let kept = |address: &Option<String>| address.as_deref().map(|address| self.settings().kept_address(address));
        let filter = DeliveryFilter {
            recipient: kept(&filter.recipient),
            sender: kept(&filter.sender),
            domain: filter.domain.as_deref().map(normal_domain),
            ..filter.clone()
        };
        let asked = Asked { filter, cursor: cursor.copied(), limit: bounded_limit(limit) };
        self.read(asked, |transaction, asked| Box::pin(list(transaction, asked))).await
    }

    /// One delivery.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
        self.read(id, |transaction, id| Box::pin(one(transaction, *id))).await
    }

    /// The deliveries of one recipient.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn history(&self, address: &str, cursor: Option<&Cursor>, limit: usize) -> Result<Page<Delivery>, StoreError> {
        let filter = DeliveryFilter { recipient: Some(address.to_owned()), ..DeliveryFilter::default() };
        self.deliveries(&filter, cursor, limit).await
    }

    /// The recipients that begin so, in the order of letters; where addresses are kept as hashes, only a whole address finds itself.
    ///
    /// Of a domain in other letters than ASCII only the whole is compared, and what comes before it decides.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn recipients(&self, prefix: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let prefix = self.settings().kept_address(&normal_beginning(prefix));
        let asked: Arc<(String, usize)> = Arc::new((prefix, bounded_limit(limit)));
        self.read(asked, |transaction, asked| Box::pin(recipients(transaction, &asked.0, asked.1))).await
    }
}

async fn one(transaction: &mut Transaction<'_>, id: DeliveryId) -> Result<Option<Delivery>, StoreError> {
    let sql = format!("SELECT {} FROM delivery WHERE id = $1", COLUMNS.join(", "));
    transaction.query_one(&sql, &[id.into()]).await?.map(delivery::read).transpose()
}

async fn list(transaction: &mut Transaction<'_>, asked: &Asked) -> Result<Page<Delivery>, StoreError> {
    let (leading, others) = parted(&asked.filter);
    if others.is_empty() {
        let rows = rows(transaction, &asked.filter, leading, &others, asked.cursor, asked.limit + 1).await?;
        return Ok(Page::of(rows, asked.limit, place));
    }
    let mut items = Vec::new();
    let mut from = asked.cursor;
    for _ in 0..GOES {
        let wanted = asked.limit + 1 - items.len();
        items.extend(rows(transaction, &asked.filter, leading.clone(), &others, from, wanted).await?);
        if asked.limit < items.len() {
            return Ok(Page::of(items, asked.limit, place));
        }
        from = end_of_go(transaction, &asked.filter, leading.clone(), from).await?;
        if from.is_none() {
            break;
        }
    }
    Ok(Page { items, next: from })
}

type Condition = (&'static str, Value);

/// The condition that leads, and the others.
fn parted(filter: &DeliveryFilter) -> (Option<Condition>, Vec<Condition>) {
    let text = |column, value: &Option<String>| Some((column, Value::from(value.as_deref()?)));
    let indexed = [
        filter.item.map(|item| ("item", item.into())),
        filter.incident.map(|incident| ("incident", incident.into())),
        text("recipient", &filter.recipient),
        text("sender", &filter.sender),
        text("recipient_domain", &filter.domain),
        text("sending_ip", &filter.sending_ip),
        text("cause", &filter.cause),
        text("provider", &filter.provider),
    ];
    let plain = [text("action", &filter.action), text("party", &filter.party)];
    let mut indexed = indexed.into_iter().flatten();
    let leading = indexed.next();
    (leading, indexed.chain(plain.into_iter().flatten()).collect())
}

fn conditions(filter: &DeliveryFilter, leading: Option<Condition>, cursor: Option<Cursor>) -> Conditions {
    let mut conditions = Conditions::default();
    if let Some((column, value)) = leading {
        conditions.add(&format!("{column} ="), value);
    }
    conditions.between("occurred_at", filter.from, filter.to);
    if let Some(cursor) = cursor {
        conditions.behind("occurred_at", "id", &cursor);
    }
    conditions
}

const NEWEST_FIRST: &str = "ORDER BY occurred_at DESC, id DESC";

async fn rows(
    transaction: &mut Transaction<'_>,
    filter: &DeliveryFilter,
    leading: Option<Condition>,
    others: &[Condition],
    cursor: Option<Cursor>,
    wanted: usize,
) -> Result<Vec<Delivery>, StoreError> {
    let mut first = conditions(filter, leading, cursor);
    let columns = COLUMNS.join(", ");
    let looked_at = first.value(count(if others.is_empty() { wanted } else { LOOKED_AT }));
    let from = format!("FROM delivery{} {NEWEST_FIRST} LIMIT {looked_at}", first.sql());
    let sql = if others.is_empty() {
        format!("SELECT {columns} {from}")
    } else {
        let tests: Vec<String> = others.iter().map(|(column, value)| format!("{column} = {}", first.value(value.clone()))).collect();
        let limit = first.value(count(wanted));
        // A delivery that is read does not name its incident, and may be asked for by it all the same.
        let tests = tests.join(" AND ");
        format!("SELECT {columns} FROM (SELECT {columns}, incident {from}) AS looked_at WHERE {tests} {NEWEST_FIRST} LIMIT {limit}")
    };
    transaction.query(&sql, &first.values).await?.into_iter().map(delivery::read).collect()
}

/// The last row of those that were looked at in a go, unless the list ended before.
async fn end_of_go(
    transaction: &mut Transaction<'_>,
    filter: &DeliveryFilter,
    leading: Option<Condition>,
    cursor: Option<Cursor>,
) -> Result<Option<Cursor>, StoreError> {
    let mut conditions = conditions(filter, leading, cursor);
    let skipped = conditions.value(count(LOOKED_AT - 1));
    let sql = format!("SELECT occurred_at, id FROM delivery{} {NEWEST_FIRST} LIMIT 1 OFFSET {skipped}", conditions.sql());
    let place = |mut row: Row| Ok(Cursor { at: row.take()?, id: row.take()? });
    transaction.query_one(&sql, &conditions.values).await?.map(place).transpose()
}

fn place(delivery: &Delivery) -> Cursor {
    Cursor { at: delivery.occurred_at, id: delivery.id.0 }
}

/// Steps through the index from one recipient to the next, past all deliveries of each.
async fn recipients(transaction: &mut Transaction<'_>, prefix: &str, limit: usize) -> Result<Vec<String>, StoreError> {
    let sql = "WITH RECURSIVE found(recipient) AS (
                   SELECT min(recipient) FROM delivery WHERE recipient >= $1 AND recipient < $2
                   UNION ALL
                   SELECT (SELECT min(recipient) FROM delivery WHERE recipient > found.recipient AND recipient < $2)
                   FROM found WHERE found.recipient IS NOT NULL
               )
               SELECT recipient FROM found WHERE recipient IS NOT NULL LIMIT $3";
    let end = format!("{prefix}{}", char::MAX);
    let rows = transaction.query(sql, &[prefix.into(), end.into(), count(limit)]).await?;
    rows.into_iter().map(|mut row| row.take()).collect()
}
