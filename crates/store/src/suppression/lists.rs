//! Asking the lists, and changing them by hand.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::event::{self, Happened, SuppressionEvent, What};
use super::judge::arrives_since;
use super::place::Place;
use super::policy::EVERY_LIST;
use super::{Origin, Suppression};
use crate::bounds::{KEY_BYTES, PAGE, bounded};
use crate::database::{Row, Transaction, Value, count};
use crate::error::StoreError;
use crate::store::Store;

const COLUMNS: &str = "list, address, origin, cause, since, expires_at, delivery, note";

/// How many addresses one statement asks for.
const AT_ONCE: usize = 500;

/// Which entries are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuppressionFilter {
    /// Only this list.
    pub list: Option<String>,
    /// Only this address.
    pub address: Option<String>,
    /// Only those that came so.
    pub origin: Option<Origin>,
    /// Only those behind the last one of the page before.
    pub before: Option<Place>,
}

/// An address to be put on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which list.
    pub list: String,
    /// Which address.
    pub address: String,
    /// How it comes there.
    pub origin: Origin,
    /// Why, where a cause is known.
    pub cause: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub expires_at: Option<Timestamp>,
    /// What somebody writes about it.
    pub note: Option<String>,
    /// Who does it.
    pub actor: Option<String>,
}

impl Store {
    /// Entries, the latest first. Those whose time is over are left out.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn suppressions(&self, mut filter: SuppressionFilter, now: Timestamp, limit: usize) -> Result<Vec<Suppression>, StoreError> {
        filter.address = filter.address.map(|address| self.settings().kept_address(&address));
        self.read((filter, now, limit.min(PAGE)), |transaction, (filter, now, limit)| Box::pin(list(transaction, filter, *now, *limit)))
            .await
    }

    /// Which of many addresses are not to be written to by senders of a list, in the order in which they were asked.
    ///
    /// The answer names each address as it was asked.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn suppressed_among(&self, list: &str, addresses: &[String], now: Timestamp) -> Result<Vec<Suppression>, StoreError> {
        let settings = self.settings();
        let spelled = |address: &String| Spelled {
            kept: bounded(&settings.kept_address(address), KEY_BYTES).to_owned(),
            hashed: settings.hashed_address(address),
        };
        let spelled: Arc<[Spelled]> = addresses.iter().map(spelled).collect();
        let asked = (list.to_owned(), Arc::clone(&spelled), now);
        let found = self.read(asked, |transaction, (list, spelled, now)| Box::pin(among(transaction, list, spelled, *now))).await?;
        let named = |(spelled, asked): (&Spelled, &String)| {
            let found = found.get(&spelled.kept).or_else(|| found.get(&spelled.hashed))?;
            Some(Suppression { address: asked.clone(), ..found.clone() })
        };
        Ok(spelled.iter().zip(addresses).filter_map(named).collect())
    }

    /// Puts addresses on lists; how many were not there before. What a rule had decided is replaced, because a person knows more.
    ///
    /// # Errors
    ///
    /// Nothing was changed.
    pub async fn suppress(&self, entries: Vec<Entry>, now: Timestamp) -> Result<u64, StoreError> {
        let kept = |mut entry: Entry| {
            entry.address = bounded(&self.settings().kept_address(&entry.address), KEY_BYTES).to_owned();
            entry.list = bounded(&entry.list, KEY_BYTES).to_owned();
            entry
        };
        let entries: Vec<Entry> = entries.into_iter().map(kept).collect();
        self.write((entries, now), |transaction, (entries, now)| Box::pin(add(transaction, entries, *now))).await
    }

    /// Takes an address off a list, and off the list for every sender; whether it was on one. Earlier failures of it count no more.
    ///
    /// # Errors
    ///
    /// Nothing was changed.
    pub async fn release(
        &self,
        list: &str,
        address: &str,
        actor: Option<&str>,
        note: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let happened = Happened { actor: actor.map(str::to_owned), note: note.map(str::to_owned), ..Happened::of(What::Released) };
        let address = bounded(&self.settings().kept_address(address), KEY_BYTES).to_owned();
        let asked = (list.to_owned(), address, happened, now);
        self.write(asked, |transaction, (list, address, happened, now)| Box::pin(remove(transaction, list, address, happened, *now))).await
    }

    /// What happened to an address on the lists, the latest first.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn suppression_history(&self, address: &str, limit: usize) -> Result<Vec<SuppressionEvent>, StoreError> {
        let limit = i64::try_from(limit.min(PAGE)).unwrap_or(i64::MAX);
        let asked = (self.settings().kept_address(address), limit);
        self.read(asked, |transaction, (address, limit)| Box::pin(event::of_address(transaction, address, *limit))).await
    }
}

async fn list(
    transaction: &mut Transaction<'_>,
    filter: &SuppressionFilter,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Suppression>, StoreError> {
    let mut values = vec![count(limit), Value::from(now)];
    let mut conditions = "(expires_at IS NULL OR expires_at > $2)".to_owned();
    let mut only = |column: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.push(value);
            conditions.push_str(&format!(" AND {column} = ${}", values.len()));
        }
    };
    only("list", filter.list.as_ref().map(Value::from));
    only("address", filter.address.as_ref().map(Value::from));
    only("origin", filter.origin.map(|origin| Value::from(origin.name())));
    if let Some(Place { since, list, address }) = &filter.before {
        let first = values.len() + 1;
        values.extend([Value::from(*since), Value::from(list), Value::from(address)]);
        conditions.push_str(&format!(" AND (since, list, address) < (${first}, ${}, ${})", first + 1, first + 2));
    }
    let select = format!("SELECT {COLUMNS} FROM suppression WHERE {conditions} ORDER BY since DESC, list DESC, address DESC LIMIT $1");
    transaction.query(&select, &values).await?.into_iter().map(read).collect()
}

/// An address as the lists hold it: as all addresses are kept, or as a hash where the person behind it was forgotten and is not to be written to.
struct Spelled {
    kept: String,
    hashed: String,
}

/// The range in which all hashes are.
const ANY_HASH: &str = "SELECT 1 FROM suppression WHERE address >= 'h:' AND address < 'h;' LIMIT 1";

async fn among(
    transaction: &mut Transaction<'_>,
    list: &str,
    addresses: &[Spelled],
    now: Timestamp,
) -> Result<HashMap<String, Suppression>, StoreError> {
    let has_hashes = transaction.query_one(ANY_HASH, &[]).await?.is_some();
    let mut asked: Vec<&str> = addresses.iter().map(|spelled| spelled.kept.as_str()).collect();
    if has_hashes {
        asked.extend(addresses.iter().filter(|spelled| spelled.hashed != spelled.kept).map(|spelled| spelled.hashed.as_str()));
    }
    let places: Vec<String> = (0..AT_ONCE).map(|place| format!("${}", place + 4)).collect();
    let select = format!(
        "SELECT {COLUMNS} FROM suppression WHERE list IN ($1, $2) AND (expires_at IS NULL OR expires_at > $3) AND address IN ({})",
        places.join(", ")
    );
    let mut found = HashMap::new();
    for some in asked.chunks(AT_ONCE) {
        // Every statement has the same text, so that it is prepared once; what is left over is filled up with the last address.
        let last = some.last().copied().unwrap_or_default();
        let mut values = vec![list.into(), EVERY_LIST.into(), Value::from(now)];
        values.extend((0..AT_ONCE).map(|place| Value::from(some.get(place).copied().unwrap_or(last))));
        for row in transaction.query(&select, &values).await? {
            let entry = read(row)?;
            found.insert(entry.address.clone(), entry);
        }
    }
    Ok(found)
}

/// All entries of one address.
pub(super) async fn entries_of(transaction: &mut Transaction<'_>, kept_address: &str) -> Result<Vec<Suppression>, StoreError> {
    let select = format!("SELECT {COLUMNS} FROM suppression WHERE address = $1 ORDER BY list LIMIT $2");
    transaction.query(&select, &[kept_address.into(), count(PAGE)]).await?.into_iter().map(read).collect()
}

async fn add(transaction: &mut Transaction<'_>, entries: &[Entry], now: Timestamp) -> Result<u64, StoreError> {
    let mut added = 0;
    for entry in entries {
        let found = transaction
            .query_one("SELECT 1 FROM suppression WHERE list = $1 AND address = $2", &[(&entry.list).into(), (&entry.address).into()])
            .await?;
        let upsert = "INSERT INTO suppression (list, address, origin, cause, since, expires_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                      ON CONFLICT (list, address) DO UPDATE SET origin = excluded.origin, cause = excluded.cause, since = excluded.since, \
                      expires_at = excluded.expires_at, note = excluded.note, delivery = NULL";
        let values = [
            (&entry.list).into(),
            (&entry.address).into(),
            entry.origin.name().into(),
            entry.cause.as_ref().into(),
            entry.since.into(),
            entry.expires_at.into(),
            entry.note.as_ref().into(),
        ];
        transaction.execute(upsert, &values).await?;
        let happened = Happened {
            origin: Some(entry.origin),
            cause: entry.cause.clone(),
            actor: entry.actor.clone(),
            note: entry.note.clone(),
            ..Happened::of(What::Added)
        };
        event::write(transaction, &entry.address, &entry.list, now, &happened).await?;
        added += u64::from(found.is_none());
    }
    Ok(added)
}

async fn remove(
    transaction: &mut Transaction<'_>,
    list: &str,
    address: &str,
    happened: &Happened,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [address.into(), list.into(), EVERY_LIST.into()];
    let removed = transaction.query("DELETE FROM suppression WHERE address = $1 AND list IN ($2, $3) RETURNING list", &values).await?;
    let was_there = !removed.is_empty();
    for mut row in removed {
        event::write(transaction, address, &row.take::<String>()?, now, happened).await?;
    }
    if was_there {
        arrives_since(transaction, address, now).await?;
    }
    Ok(was_there)
}

/// Takes off the lists what was to stand there until now; how many there were.
pub(crate) async fn expire(transaction: &mut Transaction<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let expired = transaction.query("DELETE FROM suppression WHERE expires_at <= $1 RETURNING list, address, cause", &[now.into()]).await?;
    let number = expired.len();
    for mut row in expired {
        let (list, address): (String, String) = (row.take()?, row.take()?);
        let happened = Happened { cause: row.take()?, ..Happened::of(What::Expired) };
        event::write(transaction, &address, &list, now, &happened).await?;
    }
    Ok(u64::try_from(number).unwrap_or(u64::MAX))
}

fn read(mut row: Row) -> Result<Suppression, StoreError> {
    let (list, address, origin) = (row.take()?, row.take()?, row.take::<String>()?);
    let origin = Origin::named(&origin).ok_or_else(|| StoreError::Damaged("an entry of unknown origin".to_owned()))?;
    Ok(Suppression {
        list,
        address,
        origin,
        cause: row.take()?,
        since: row.take()?,
        expires_at: row.take()?,
        delivery: row.take()?,
        note: row.take()?,
    })
}
