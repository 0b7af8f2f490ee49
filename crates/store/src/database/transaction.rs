//! One transaction of either database, behind the same few calls.
//!
//! Statements are written once, with `$1` for the first value, as PostgreSQL has it.
//! With SQLite every call is done when it returns, so that its thread never waits; with PostgreSQL the calls travel.

use crate::database::value::{Row, Value};
use crate::database::{postgres, sqlite};
use crate::error::StoreError;

/// A transaction that is under way.
pub(crate) enum Transaction<'c> {
    Sqlite(&'c mut rusqlite::Connection),
    Postgres(deadpool_postgres::Transaction<'c>),
}

impl Transaction<'_> {
    /// All rows that a statement gives. Statements bound themselves by `LIMIT`.
    pub async fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::query(connection, sql, values),
            Transaction::Postgres(transaction) => postgres::query(transaction, sql, values).await,
        }
    }

    /// The first row, where there is one.
    pub async fn query_one(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, values).await?.into_iter().next())
    }

    /// Runs a statement; how many rows it changed.
    pub async fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::execute(connection, sql, values),
            Transaction::Postgres(transaction) => postgres::execute(transaction, sql, values).await,
        }
    }

    /// Runs one statement for each of many rows; how many rows each changed.
    ///
    /// PostgreSQL gets all of them at once and does not wait for one before the next, so no row may rest on what another one did.
    pub async fn execute_many(&mut self, sql: &str, rows: &[Vec<Value>]) -> Result<Vec<u64>, StoreError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::execute_many(connection, sql, rows),
            Transaction::Postgres(transaction) => postgres::execute_many(transaction, sql, rows).await,
        }
    }

    /// Runs the statements of a migration, after putting in what the databases call differently.
    pub async fn migrate(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::run(connection, &in_words(sql, sqlite::WORDS)),
            Transaction::Postgres(transaction) => postgres::run(transaction, &in_words(sql, postgres::WORDS)).await,
        }
    }
}

fn in_words(sql: &str, words: &[(&str, &str)]) -> String {
    words.iter().fold(sql.to_owned(), |sql, (placeholder, word)| sql.replace(placeholder, word))
}
