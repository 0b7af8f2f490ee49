//! What could not be read: to be looked at, taken out, or thrown away.

use jiff::Timestamp;

use crate::database::{Row, Transaction, count};
use crate::error::StoreError;
use crate::id::ItemId;
use crate::query::conditions::Conditions;
use crate::query::page::{Cursor, Page, bounded_limit};
use crate::store::Store;

/// An item in the quarantine, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Which item.
    pub item: ItemId,
    /// When it came in.
    pub seen_at: Timestamp,
    /// Where it came from.
    pub source: String,
    /// Why nothing could be made of it.
    pub reason: String,
    /// The name of its file, where it had one.
    pub name: Option<String>,
    /// How many bytes of it are kept.
    pub size: u64,
}

struct Asked {
    cursor: Option<Cursor>,
    limit: usize,
}

impl Store {
    /// What is in the quarantine, by when it came in.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn quarantine(&self, cursor: Option<&Cursor>, limit: usize) -> Result<Page<Quarantined>, StoreError> {
        let asked = Asked { cursor: cursor.copied(), limit: bounded_limit(limit) };
        self.read(asked, |transaction, asked| Box::pin(list(transaction, asked))).await
    }

    /// What an item in the quarantine says.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn quarantined(&self, item: ItemId) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(item, |transaction, item| Box::pin(bytes(transaction, *item))).await
    }

    /// Throws an item of the quarantine away; whether it was there.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn discard(&self, item: ItemId) -> Result<bool, StoreError> {
        self.write(item, |transaction, item| Box::pin(discard(transaction, *item))).await
    }
}

async fn list(transaction: &mut Transaction<'_>, asked: &Asked) -> Result<Page<Quarantined>, StoreError> {
    let mut conditions = Conditions::default();
    if let Some(cursor) = &asked.cursor {
        conditions.behind("seen_at", "item", cursor);
    }
    let limit = conditions.value(count(asked.limit + 1));
    let sql = format!(
        "SELECT item, seen_at, source, reason, name, size FROM quarantine{} ORDER BY seen_at DESC, item DESC LIMIT {limit}",
        conditions.sql()
    );
    let rows = transaction.query(&sql, &conditions.values).await?;
    let items: Vec<Quarantined> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(Page::of(items, asked.limit, |item| Cursor { at: item.seen_at, id: item.item.0 }))
}

fn read(mut row: Row) -> Result<Quarantined, StoreError> {
    Ok(Quarantined {
        item: row.take()?,
        seen_at: row.take()?,
        source: row.take()?,
        reason: row.take()?,
        name: row.take()?,
        size: row.take()?,
    })
}

async fn bytes(transaction: &mut Transaction<'_>, item: ItemId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = transaction.query_one("SELECT bytes FROM quarantine WHERE item = $1", &[item.into()]).await?;
    row.map(|mut row| row.take()).transpose()
}

async fn discard(transaction: &mut Transaction<'_>, item: ItemId) -> Result<bool, StoreError> {
    Ok(transaction.execute("DELETE FROM quarantine WHERE item = $1", &[item.into()]).await? == 1)
}
