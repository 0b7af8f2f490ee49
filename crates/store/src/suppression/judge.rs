//! What new deliveries mean for the lists: run in the transaction that keeps them, so that no delivery is kept without its consequence.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::event::{self, What};
use super::policy::{COUNTS, EVERY_LIST, Policy, Weight};
use super::{Origin, Suppressed, is_listable, surge};
use crate::database::{Transaction, Value, count};
use crate::error::StoreError;
use crate::record::Delivery;

/// How many earlier failures of one address are looked at.
const MOST_FAILURES: usize = 500;

/// Puts addresses on lists, and takes those off that mail arrives at. The deliveries are kept already.
pub(crate) async fn judge(
    transaction: &mut Transaction<'_>,
    policy: &Policy,
    deliveries: &[&Delivery],
) -> Result<Vec<Vec<Suppressed>>, StoreError> {
    let weighed: Vec<Option<(&str, Weight)>> = deliveries
        .iter()
        .map(|delivery| match policy.weigh(delivery) {
            Weight::Nothing => None,
            // What is no address would stand on the list for nobody, and could not be taken off it.
            weight => Some((delivery.recipient.as_deref().filter(|address| is_listable(address))?, weight)),
        })
        .collect();
    for (delivery, weighed) in deliveries.iter().zip(&weighed) {
        if let Some((address, Weight::Arrived)) = weighed {
            arrived(transaction, address, delivery).await?;
        }
    }
    let mut judged = vec![Vec::new(); deliveries.len()];
    let mut struck = Vec::new();
    let mut known: HashMap<&str, Option<Timestamp>> = HashMap::new();
    for ((delivery, weighed), suppressed) in deliveries.iter().zip(weighed).zip(&mut judged) {
        let Some((address, weight)) = weighed.filter(|(_, weight)| *weight != Weight::Arrived) else { continue };
        let arrival = match known.get(address) {
            Some(arrival) => *arrival,
            None => *known.entry(address).or_insert(arrival_of(transaction, address).await?),
        };
        if arrival.is_some_and(|at| delivery.occurred_at <= at) {
            continue;
        }
        let list = match weight {
            Weight::Dead => EVERY_LIST,
            _ => policy.list_of(delivery.sender.as_deref(), delivery.sender_domain.as_deref()),
        };
        if weight == Weight::Strike && !struck_often(transaction, policy, list, address, arrival, delivery).await? {
            continue;
        }
        let lasting = if weight == Weight::Dead { policy.dead_last } else { policy.repeats_last };
        if strike_off(transaction, list, address, delivery, lasting).await? {
            suppressed.push(Suppressed { list: list.to_owned(), address: address.to_owned() });
            if weight == Weight::Dead {
                struck.push(*delivery);
            }
        }
    }
    if let Some(least) = policy.surge_from {
        surge::hold(transaction, least, &struck, &mut judged).await?;
    }
    Ok(judged)
}

/// Mail arrives at an address: earlier failures no longer count, and what a rule had put on a list comes off it.
async fn arrived(transaction: &mut Transaction<'_>, address: &str, delivery: &Delivery) -> Result<(), StoreError> {
    arrives_since(transaction, address, delivery.occurred_at).await?;
    let values = [address.into(), delivery.occurred_at.into()];
    let released = transaction
        .query("DELETE FROM suppression WHERE address = $1 AND origin = 'rule' AND since < $2 RETURNING list, cause", &values)
        .await?;
    for mut row in released {
        let list: String = row.take()?;
        let happened = event::Happened { cause: row.take()?, delivery: Some(delivery.id), ..event::Happened::of(What::Arrived) };
        event::write(transaction, address, &list, delivery.seen_at, &happened).await?;
    }
    Ok(())
}

/// Notes that an address takes mail.
pub(super) async fn arrives_since(transaction: &mut Transaction<'_>, address: &str, at: Timestamp) -> Result<(), StoreError> {
    let upsert = "INSERT INTO arrival (address, at) VALUES ($1, $2) \
                  ON CONFLICT (address) DO UPDATE SET at = excluded.at WHERE arrival.at < excluded.at";
    transaction.execute(upsert, &[address.into(), at.into()]).await.map(drop)
}

async fn arrival_of(transaction: &mut Transaction<'_>, address: &str) -> Result<Option<Timestamp>, StoreError> {
    let row = transaction.query_one("SELECT at FROM arrival WHERE address = $1", &[address.into()]).await?;
    row.map(|mut row| row.take()).transpose()
}

/// Whether an address has failed on enough different days, by mail that counts on the same list.
async fn struck_often(
    transaction: &mut Transaction<'_>,
    policy: &Policy,
    list: &str,
    address: &str,
    arrival: Option<Timestamp>,
    delivery: &Delivery,
) -> Result<bool, StoreError> {
    let since = delivery.occurred_at.checked_sub(policy.within).unwrap_or(Timestamp::MIN);
    let since = arrival.map_or(since, |arrival| since.max(arrival.checked_add(SignedDuration::from_millis(1)).unwrap_or(arrival)));
    let failures = format!(
        "SELECT occurred_at, sender, sender_domain FROM delivery WHERE recipient = $1 AND occurred_at >= $2 AND occurred_at <= $3 \
         AND {COUNTS} AND suppress = 'after-repeats' ORDER BY occurred_at DESC LIMIT $4"
    );
    let values: [Value; 4] = [address.into(), since.into(), delivery.occurred_at.into(), count(MOST_FAILURES)];
    let mut times = Vec::new();
    for mut row in transaction.query(&failures, &values).await? {
        let at: Timestamp = row.take()?;
        let (sender, domain): (Option<String>, Option<String>) = (row.take()?, row.take()?);
        if policy.list_of(sender.as_deref(), domain.as_deref()) == list {
            times.push(at);
        }
    }
    Ok(policy.is_enough(times))
}

/// Puts an address on a list; whether it was not there before.
async fn strike_off(
    transaction: &mut Transaction<'_>,
    list: &str,
    address: &str,
    delivery: &Delivery,
    lasting: Option<SignedDuration>,
) -> Result<bool, StoreError> {
    let expires = lasting.and_then(|lasting| delivery.occurred_at.checked_add(lasting).ok());
    if expires.is_some_and(|expires| expires <= delivery.seen_at) {
        return Ok(false);
    }
    let add = "INSERT INTO suppression (list, address, origin, cause, since, expires_at, delivery) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (list, address) DO NOTHING";
    let values = [
        list.into(),
        address.into(),
        Origin::Rule.name().into(),
        delivery.cause.as_ref().into(),
        delivery.occurred_at.into(),
        expires.into(),
        delivery.id.into(),
    ];
    if transaction.execute(add, &values).await? == 0 {
        let extend = "UPDATE suppression SET expires_at = $3 \
                      WHERE list = $1 AND address = $2 AND origin = 'rule' AND expires_at IS NOT NULL AND (CAST($3 AS BIGINT) IS NULL OR expires_at < $3)";
        transaction.execute(extend, &[list.into(), address.into(), expires.into()]).await?;
        return Ok(false);
    }
    let happened = event::Happened {
        origin: Some(Origin::Rule),
        cause: delivery.cause.clone(),
        delivery: Some(delivery.id),
        ..event::Happened::of(What::Added)
    };
    event::write(transaction, address, list, delivery.seen_at, &happened).await?;
    Ok(true)
}
