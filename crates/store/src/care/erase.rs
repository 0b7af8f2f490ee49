//! Forgetting an address.
//!
//! Deliveries to it go; in deliveries to others that were from it, or came with the same item and name it, it is struck out.
//! Items of the quarantine that mention it go as well. Counts by the hour hold no address and stay, and so does the id of an item, which says nothing.

use std::collections::BTreeSet;

use crate::care::mention::Mention;
use crate::care::{MAILS, PORTION};
use crate::database::{Row, Transaction, Value, count};
use crate::error::StoreError;
use crate::id::{DeliveryId, ItemId};
use crate::query::{Cursor, Page};
use crate::store::Store;
use crate::suppression;

/// How much was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Erased {
    /// Deliveries that are gone.
    pub deliveries: u64,
    /// Deliveries in which the address was struck out.
    pub struck_out: u64,
    /// Items of the quarantine that are gone.
    pub quarantined: u64,
    /// Entries of lists that are gone, or keep no more than a hash.
    pub suppressions: u64,
}

struct Wish {
    mention: Mention,
    /// What stays on the lists, where the wish not to be written to is to outlive everything else.
    stays: Option<String>,
}

impl Store {
    /// Forgets an address, and keeps a hash of it on the lists it stands on if it shall never be written to again.
    ///
    /// # Errors
    ///
    /// The database does not answer; what was forgotten until then is forgotten, and asking again goes on from there.
    pub async fn erase(&self, address: &str, keep_suppressed: bool) -> Result<Erased, StoreError> {
        let mut erased = Erased::default();
        let stays = keep_suppressed.then(|| self.settings().hashed_address(address));
        let wish = std::sync::Arc::new(Wish { mention: Mention::of(address, self.settings()), stays });
        if wish.mention.kept.is_empty() {
            return Ok(erased);
        }
        erased.suppressions = self.write(wish.clone(), |transaction, wish| Box::pin(forget_on_lists(transaction, wish))).await?;
        loop {
            let done = self.write(wish.clone(), |transaction, wish| Box::pin(erase_portion(transaction, &wish.mention))).await?;
            erased.deliveries += done.deliveries;
            erased.struck_out += done.struck_out;
            if done == Erased::default() {
                break;
            }
        }
        erased.quarantined = self.erase_from_quarantine(&wish.mention).await?;
        Ok(erased)
    }

    async fn erase_from_quarantine(&self, mention: &Mention) -> Result<u64, StoreError> {
        let mut erased = 0;
        let mut cursor: Option<Cursor> = None;
        loop {
            let Page { items, next } = self.quarantine(cursor.as_ref(), MAILS).await?;
            for quarantined in items {
                let is_in = |bytes: &Vec<u8>| mention.is_in(bytes);
                if self.quarantined(quarantined.item).await?.as_ref().is_some_and(is_in) {
                    erased += u64::from(self.discard(quarantined.item).await?);
                }
            }
            cursor = next;
            if cursor.is_none() {
                return Ok(erased);
            }
        }
    }
}

async fn forget_on_lists(transaction: &mut Transaction<'_>, wish: &Wish) -> Result<u64, StoreError> {
    suppression::forget(transaction, &wish.mention.kept, wish.stays.as_deref()).await
}

/// Deletes some deliveries to the address, or strikes it out of some from it; nothing is done when none are left.
async fn erase_portion(transaction: &mut Transaction<'_>, mention: &Mention) -> Result<Erased, StoreError> {
    let to = "SELECT id, item FROM delivery WHERE recipient = $1 LIMIT $2";
    let deliveries = transaction.query(to, &[mention.kept.as_str().into(), count(PORTION)]).await?;
    if deliveries.is_empty() {
        return Ok(Erased { struck_out: strike_out_sender(transaction, mention).await?, ..Erased::default() });
    }
    let pair = |mut row: Row| -> Result<(DeliveryId, ItemId), StoreError> { Ok((row.take()?, row.take()?)) };
    let deliveries: Vec<(DeliveryId, ItemId)> = deliveries.into_iter().map(pair).collect::<Result<_, _>>()?;
    let rows: Vec<Vec<Value>> = deliveries.iter().map(|(id, _)| vec![(*id).into()]).collect();
    transaction.execute_many("DELETE FROM delivery WHERE id = $1", &rows).await?;
    let items: BTreeSet<ItemId> = deliveries.iter().map(|(_, item)| *item).collect();
    let mut struck_out = 0;
    for item in items {
        let sql = "SELECT id, sender, reply, document FROM delivery WHERE item = $1";
        let siblings = transaction.query(sql, &[item.into()]).await?;
        struck_out += strike_out(transaction, mention, siblings).await?;
    }
    Ok(Erased { deliveries: count_of(&rows), struck_out, ..Erased::default() })
}

async fn strike_out_sender(transaction: &mut Transaction<'_>, mention: &Mention) -> Result<u64, StoreError> {
    let from = "SELECT id, sender, reply, document FROM delivery WHERE sender = $1 LIMIT $2";
    let rows = transaction.query(from, &[mention.kept.as_str().into(), count(PORTION)]).await?;
    strike_out(transaction, mention, rows).await
}

/// Strikes the address out of rows of id, sender, reply and document; how many of them held it.
async fn strike_out(transaction: &mut Transaction<'_>, mention: &Mention, rows: Vec<Row>) -> Result<u64, StoreError> {
    let mut changed = Vec::new();
    for mut row in rows {
        let (id, sender): (DeliveryId, Option<String>) = (row.take()?, row.take()?);
        let (reply, document): (Option<String>, String) = (row.take()?, row.take()?);
        let is_sender = sender.as_ref() == Some(&mention.kept);
        let new_reply = reply.as_deref().and_then(|reply| mention.erased_from_text(reply));
        let new_document = mention.erased_from_document(&document);
        if is_sender || new_reply.is_some() || new_document.is_some() {
            let sender = sender.filter(|_| !is_sender);
            changed.push(vec![id.into(), sender.into(), new_reply.or(reply).into(), new_document.unwrap_or(document).into()]);
        }
    }
    transaction.execute_many("UPDATE delivery SET sender = $2, reply = $3, document = $4 WHERE id = $1", &changed).await?;
    Ok(count_of(&changed))
}

fn count_of<T>(rows: &[T]) -> u64 {
    rows.len() as u64
}
