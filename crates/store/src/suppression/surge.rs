//! When one place suddenly calls far more addresses dead than it ever did, rather the place is broken than all of them.
//!
//! On 14 and 15 December 2020 Gmail answered mail to accounts that exist with `550 5.1.1`, and whoever believed it struck off living customers.
//! A company whose new mail server does not know its users yet does the same for an hour.
//! So what is struck off is counted by place and hour.
//! When that surges, those of the last two hours come off the list again, and the ones that follow do not stay on it, except who was called dead a day or more before.
//! Nothing is lost by that: an address that is dead says so again when the surge is over.
//!
//! How many is too many is told by the last four weeks, so a store has to know a week before it can tell.

use std::collections::{BTreeMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use super::event::{self, Happened, What};
use super::policy::{COUNTS, EVERY_LIST};
use super::{Origin, Suppressed, surges};
use crate::bounds::{KEY_BYTES, bounded};
use crate::database::{Transaction, Value};
use crate::error::StoreError;
use crate::record::Delivery;
use crate::rollup::{beginning, hour};

/// How many times as many as in the busiest hour are a surge.
const TIMES: i64 = 3;
/// How far back the busiest hour is looked for, in hours.
const MEMORY: i64 = 28 * 24;
/// How much of that is left out, in hours: an outage of a day or two must not become the usual.
const RECENT: i64 = 48;
/// For how long items have to come in before anything can be called unusual.
const YOUTH: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long before an address must have been called dead for the surge not to be the reason, in milliseconds.
const CONFIRMED_AFTER: i64 = 24 * 60 * 60 * 1000;

/// Takes from the list again who was struck off in a surge. `struck` are the deliveries by which an address of the batch came on it.
pub(super) async fn hold(
    transaction: &mut Transaction<'_>,
    least: u32,
    struck: &[&Delivery],
    judged: &mut [Vec<Suppressed>],
) -> Result<(), StoreError> {
    let mut places: BTreeMap<(Place<'_>, i64), Vec<&Delivery>> = BTreeMap::new();
    for delivery in struck {
        if let Some(place) = Place::of(delivery) {
            places.entry((place, hour(delivery.occurred_at))).or_default().push(delivery);
        }
    }
    let mut held: HashSet<String> = HashSet::new();
    for ((place, hour), deliveries) in places {
        let name = place.name();
        let new = i64::try_from(deliveries.len()).unwrap_or(i64::MAX);
        let now = count(transaction, &name, hour, new).await?;
        if now < i64::from(least) {
            continue;
        }
        let seen_at = deliveries.iter().map(|delivery| delivery.seen_at).max().unwrap_or_default();
        if !is_grown(transaction, seen_at).await? {
            continue;
        }
        let limit = limit(transaction, &name, hour, least).await?;
        if now < limit {
            continue;
        }
        let window = Window { from: beginning(hour - 1), to: beginning(hour + 1) };
        let before = held.len();
        if now - new < limit {
            tracing::warn!(
                place = name,
                addresses = now,
                "far more addresses than usual are called dead; they stay off the list until they fail again on another day"
            );
            held.extend(window.take_all(transaction, &place, seen_at).await?);
        } else {
            for address in deliveries.iter().filter_map(|delivery| delivery.recipient.as_deref()) {
                held.extend(window.take_one(transaction, address, seen_at).await?);
            }
        }
        let cause = deliveries.iter().find_map(|delivery| delivery.cause.as_deref());
        surges::note(transaction, &name, cause, seen_at, held.len() - before).await?;
    }
    for suppressed in judged {
        suppressed.retain(|suppressed| suppressed.list != EVERY_LIST || !held.contains(&suppressed.address));
    }
    Ok(())
}

/// Who answers for an address: the provider, or else its domain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'d> {
    Provider(&'d str),
    Domain(&'d str),
}

impl<'d> Place<'d> {
    fn of(delivery: &'d Delivery) -> Option<Place<'d>> {
        let domain = || delivery.recipient_domain.as_deref().map(Place::Domain);
        delivery.provider.as_deref().map(Place::Provider).or_else(domain)
    }

    /// The name by which it is counted.
    fn name(self) -> String {
        let name = match self {
            Place::Provider(provider) => provider.to_owned(),
            Place::Domain(domain) => format!("@{domain}"),
        };
        bounded(&name, KEY_BYTES).to_owned()
    }
}

/// Counts who was struck off, and gives how many that makes in this hour and the one before.
async fn count(transaction: &mut Transaction<'_>, place: &str, hour: i64, new: i64) -> Result<i64, StoreError> {
    let upsert = "INSERT INTO struck_off (place, hour, count) VALUES ($1, $2, $3) \
                  ON CONFLICT (place, hour) DO UPDATE SET count = struck_off.count + excluded.count";
    transaction.execute(upsert, &[place.into(), hour.into(), new.into()]).await?;
    let sum = "SELECT CAST(sum(count) AS BIGINT) FROM struck_off WHERE place = $1 AND hour >= $2 AND hour <= $3";
    let row = transaction.query_one(sum, &[place.into(), (hour - 1).into(), hour.into()]).await?;
    Ok(row.map(|mut row| row.take::<Option<i64>>()).transpose()?.flatten().unwrap_or(new))
}

/// Whether items have come in for long enough. When they say that they happened tells nothing of that: a new store may be filled with old mails.
async fn is_grown(transaction: &mut Transaction<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let before = now.checked_sub(YOUTH).unwrap_or(Timestamp::MIN);
    Ok(transaction.query_one("SELECT seen_at FROM item WHERE seen_at < $1 LIMIT 1", &[before.into()]).await?.is_some())
}

/// How many are a surge.
async fn limit(transaction: &mut Transaction<'_>, place: &str, hour: i64, least: u32) -> Result<i64, StoreError> {
    let busiest = "SELECT max(count) FROM struck_off WHERE place = $1 AND hour >= $2 AND hour < $3";
    let row = transaction.query_one(busiest, &[place.into(), (hour - MEMORY).into(), (hour - RECENT).into()]).await?;
    let busiest = row.map(|mut row| row.take::<Option<i64>>()).transpose()?.flatten().unwrap_or_default();
    Ok(i64::from(least).max(busiest.saturating_mul(TIMES).saturating_add(1)))
}

/// The hours in which a surge strikes off.
struct Window {
    from: Timestamp,
    to: Timestamp,
}

/// An address on the list for all by a rule, struck off in these hours and not called dead before.
fn held() -> String {
    format!(
        "list = '*' AND origin = 'rule' AND since >= $2 AND since < $3 AND NOT EXISTS (\
         SELECT 1 FROM delivery WHERE recipient = suppression.address AND occurred_at <= suppression.since - $4 AND {COUNTS} AND suppress = 'now' \
         AND occurred_at > coalesce((SELECT at FROM arrival WHERE arrival.address = suppression.address), 0))"
    )
}

impl Window {
    /// Takes all of a place from the list, and gives who they are.
    async fn take_all(&self, transaction: &mut Transaction<'_>, place: &Place<'_>, seen_at: Timestamp) -> Result<Vec<String>, StoreError> {
        let (is_there, value) = match place {
            Place::Provider(provider) => ("provider = $1", *provider),
            Place::Domain(domain) => ("recipient_domain = $1 AND provider IS NULL", *domain),
        };
        let who = format!(
            "address IN (SELECT recipient FROM delivery WHERE {is_there} AND occurred_at >= $2 AND occurred_at < $3 AND suppress = 'now')"
        );
        self.take(transaction, &who, bounded(value, KEY_BYTES), seen_at).await
    }

    /// Takes one from the list.
    async fn take_one(&self, transaction: &mut Transaction<'_>, address: &str, seen_at: Timestamp) -> Result<Vec<String>, StoreError> {
        self.take(transaction, "address = $1", address, seen_at).await
    }

    async fn take(&self, transaction: &mut Transaction<'_>, who: &str, value: &str, seen_at: Timestamp) -> Result<Vec<String>, StoreError> {
        let delete = format!("DELETE FROM suppression WHERE {who} AND {} RETURNING address, cause, delivery", held());
        let values: [Value; 4] = [value.into(), self.from.into(), self.to.into(), CONFIRMED_AFTER.into()];
        let mut held = Vec::new();
        for mut row in transaction.query(&delete, &values).await? {
            let address: String = row.take()?;
            let happened = Happened { origin: Some(Origin::Rule), cause: row.take()?, delivery: row.take()?, ..Happened::of(What::Held) };
            event::write(transaction, &address, EVERY_LIST, seen_at, &happened).await?;
            held.push(address);
        }
        Ok(held)
    }
}

/// What is too old to tell anything, in hours since 1970 UTC.
pub(crate) fn forgotten_before(now: Timestamp) -> i64 {
    hour(now) - MEMORY
}
