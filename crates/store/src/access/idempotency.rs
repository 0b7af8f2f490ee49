//! Requests that may come twice: the second one gets the answer of the first.
//!
//! Whoever makes a request claims its key first, so that of two that come together only one is done.

use jiff::{SignedDuration, Timestamp};

use crate::access::Digest;
use crate::database::{Row, Transaction};
use crate::error::StoreError;
use crate::id::TokenId;
use crate::store::Store;

/// After so long a request that is still under way is one whose server died.
const DEAD: SignedDuration = SignedDuration::from_mins(2);

/// The key of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Whose key it is, since two programs may choose the same; the default where nobody signs in.
    pub owner: TokenId,
    /// The SHA-256 of the key.
    pub key: Digest,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// What a claim came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The key is new: do it, and then answer or give it up.
    Mine,
    /// Somebody is at it.
    UnderWay,
    /// It was done, and this was the answer.
    Answered(Answer),
    /// The key belongs to another request.
    Other,
}

struct Claimed {
    key: IdempotencyKey,
    request: Digest,
    now: Timestamp,
}

impl Store {
    /// Claims the key of a request, whose content has this SHA-256.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn claim(&self, key: IdempotencyKey, request: Digest, now: Timestamp) -> Result<Claim, StoreError> {
        self.write(Claimed { key, request, now }, |transaction, claimed| Box::pin(claim(transaction, claimed))).await
    }

    /// Keeps the answer to a request whose key was claimed.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn answer(&self, key: IdempotencyKey, answer: Answer) -> Result<(), StoreError> {
        self.write((key, answer), |transaction, (key, given)| Box::pin(answer_with(transaction, *key, given))).await
    }

    /// Gives up a claim, so that the request can be made again.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn give_up(&self, key: IdempotencyKey) -> Result<(), StoreError> {
        self.write(key, |transaction, key| Box::pin(give_up(transaction, *key))).await
    }
}

async fn claim(transaction: &mut Transaction<'_>, claimed: &Claimed) -> Result<Claim, StoreError> {
    let Claimed { key, request, now } = claimed;
    let (owner, name) = (key.owner.into(), key.key.into());
    let dead = "DELETE FROM idempotency WHERE owner = $1 AND key = $2 AND status IS NULL AND at < $3";
    transaction.execute(dead, &[key.owner.into(), key.key.into(), (*now - DEAD).into()]).await?;
    let insert = "INSERT INTO idempotency (owner, key, request, at) VALUES ($1, $2, $3, $4) ON CONFLICT (owner, key) DO NOTHING";
    if transaction.execute(insert, &[owner, name, (*request).into(), (*now).into()]).await? == 1 {
        return Ok(Claim::Mine);
    }
    let sql = "SELECT request, status, body FROM idempotency WHERE owner = $1 AND key = $2";
    let row = transaction.query_one(sql, &[key.owner.into(), key.key.into()]).await?;
    row.map_or(Ok(Claim::UnderWay), |row| read(row, request))
}

fn read(mut row: Row, request: &Digest) -> Result<Claim, StoreError> {
    let (of, status, body): (Digest, Option<u16>, Option<Vec<u8>>) = (row.take()?, row.take()?, row.take()?);
    Ok(match status {
        _ if of != *request => Claim::Other,
        Some(status) => Claim::Answered(Answer { status, body: body.unwrap_or_default() }),
        None => Claim::UnderWay,
    })
}

async fn answer_with(transaction: &mut Transaction<'_>, key: IdempotencyKey, answer: &Answer) -> Result<(), StoreError> {
    let sql = "UPDATE idempotency SET status = $3, body = $4 WHERE owner = $1 AND key = $2";
    let values = [key.owner.into(), key.key.into(), answer.status.into(), answer.body.as_slice().into()];
    transaction.execute(sql, &values).await.map(drop)
}

async fn give_up(transaction: &mut Transaction<'_>, key: IdempotencyKey) -> Result<(), StoreError> {
    let sql = "DELETE FROM idempotency WHERE owner = $1 AND key = $2 AND status IS NULL";
    transaction.execute(sql, &[key.owner.into(), key.key.into()]).await.map(drop)
}
