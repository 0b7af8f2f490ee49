//! Both databases behind one door: a piece of work is a function that gets a transaction, and either all of it is kept or nothing.
//!
//! Writers stand in line, in SQLite because there is one writer, in PostgreSQL by a lock that all of Tuixin's writers take.
//! So no work has to think of what another one does at the same time, in whichever database, and none fails for another's sake.
//! What that costs is won back by batches: a thousand small things in one transaction are faster than a thousand transactions side by side.

mod postgres;
mod sqlite;
mod tls;
mod transaction;
mod value;

use std::path::Path;

use futures_util::future::BoxFuture;

use crate::error::StoreError;
use crate::location::Location;

pub(crate) use transaction::Transaction;
pub use value::kept_time;
pub(crate) use value::{Row, Value, count};

/// A piece of work: it may be started again from the beginning, so it takes its input by reference.
pub(crate) type Work<I, O> = for<'t, 'c> fn(&'t mut Transaction<'c>, &'t I) -> BoxFuture<'t, Result<O, StoreError>>;

/// An open database.
pub(crate) enum Database {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Database {
    pub async fn open(location: &Location) -> Result<Database, StoreError> {
        match location {
            Location::Sqlite(path) => sqlite::Sqlite::open(path.clone()).await.map(Database::Sqlite),
            Location::Postgres(url) => postgres::Postgres::open(url).map(Database::Postgres),
        }
    }

    /// Does work that changes something, after the writers before it.
    pub async fn write<I, O>(&self, input: I, work: Work<I, O>) -> Result<O, StoreError>
    where
        I: Send + Sync + 'static,
        O: Send + 'static,
    {
        match self {
            Database::Sqlite(sqlite) => sqlite.write(input, work).await,
            Database::Postgres(postgres) => postgres.write(&input, work).await,
        }
    }

    /// Does work that only reads, beside others and all of it as of one moment.
    pub async fn read<I, O>(&self, input: I, work: Work<I, O>) -> Result<O, StoreError>
    where
        I: Send + Sync + 'static,
        O: Send + 'static,
    {
        match self {
            Database::Sqlite(sqlite) => sqlite.read(input, work).await,
            Database::Postgres(postgres) => postgres.read(&input, work).await,
        }
    }

    /// Copies everything into a new file, while others go on.
    pub async fn backup(&self, path: &Path) -> Result<(), StoreError> {
        match self {
            Database::Sqlite(sqlite) => sqlite.backup(path.to_owned()).await,
            Database::Postgres(_) => {
                Err(StoreError::Unsupported("a PostgreSQL database is copied by its own program: pg_dump --format=custom"))
            }
        }
    }
}
