//! The surges that were, for people to look at: where, when, and how many addresses were not struck off because of them.

use jiff::{SignedDuration, Timestamp};

use crate::bounds::{KEY_BYTES, PAGE, bounded};
use crate::database::{Row, Transaction, Value, count};
use crate::error::StoreError;
use crate::store::Store;

/// What comes later than this after the last of a surge is another one.
const APART: SignedDuration = SignedDuration::from_hours(24);

/// One place that suddenly called far more addresses dead than ever.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Surge {
    /// The provider, or else the domain.
    pub remote: String,
    /// The cause that was named when it began.
    pub cause: Option<String>,
    /// When it was noticed.
    pub began_at: Timestamp,
    /// When the last address was held back because of it.
    pub last_at: Timestamp,
    /// How many addresses were not struck off.
    pub held: u64,
}

impl Store {
    /// The surges that went on at a moment or began after it, the latest first.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn surges(&self, since: Timestamp, limit: usize) -> Result<Vec<Surge>, StoreError> {
        self.read((since, limit.min(PAGE)), |transaction, (since, limit)| Box::pin(list(transaction, *since, *limit))).await
    }
}

async fn list(transaction: &mut Transaction<'_>, since: Timestamp, limit: usize) -> Result<Vec<Surge>, StoreError> {
    let select = "SELECT place, cause, began_at, last_at, held FROM surge WHERE last_at >= $1 ORDER BY last_at DESC, place LIMIT $2";
    transaction.query(select, &[since.into(), count(limit)]).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Surge, StoreError> {
    let place: String = row.take()?;
    let remote = place.strip_prefix('@').unwrap_or(&place).to_owned();
    let (cause, began_at, last_at) = (row.take()?, row.take()?, row.take()?);
    Ok(Surge { remote, cause, began_at, last_at, held: u64::try_from(row.take::<i64>()?).unwrap_or_default() })
}

/// Notes that so many addresses of a place were held back, with the surge that goes on there or as a new one.
pub(super) async fn note(
    transaction: &mut Transaction<'_>,
    place: &str,
    cause: Option<&str>,
    at: Timestamp,
    held: usize,
) -> Result<(), StoreError> {
    if held == 0 {
        return Ok(());
    }
    let since = at.checked_sub(APART).unwrap_or(Timestamp::MIN);
    let grow = "UPDATE surge SET held = held + $3, last_at = CASE WHEN last_at < $4 THEN $4 ELSE last_at END \
                WHERE place = $1 AND began_at = (SELECT max(began_at) FROM surge WHERE place = $1 AND last_at >= $2)";
    let values: [Value; 4] = [place.into(), since.into(), count(held), at.into()];
    if transaction.execute(grow, &values).await? > 0 {
        return Ok(());
    }
    let begin =
        "INSERT INTO surge (place, began_at, last_at, held, cause) VALUES ($1, $2, $2, $3, $4) ON CONFLICT (place, began_at) DO NOTHING";
    let cause = cause.map(|cause| bounded(cause, KEY_BYTES));
    transaction.execute(begin, &[place.into(), at.into(), count(held), cause.into()]).await.map(drop)
}
