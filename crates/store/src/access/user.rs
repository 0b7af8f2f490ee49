//! People who sign in.

use std::fmt;

use jiff::Timestamp;

use crate::bounds::{KEY_BYTES, bounded};
use crate::database::{Row, Transaction};
use crate::error::StoreError;
use crate::store::Store;

/// Somebody who signs in by a password.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// The name to sign in with.
    pub name: String,
    /// What argon2id made of the password, as a PHC string.
    pub password: String,
    /// Since when.
    pub created_at: Timestamp,
}

impl fmt::Debug for User {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "User({:?})", self.name)
    }
}

/// More people than sign in anywhere.
const LISTED: i64 = 1_000;

impl Store {
    /// Lets somebody sign in; `false` where the name is taken.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn add_user(&self, user: User) -> Result<bool, StoreError> {
        self.write(user, |transaction, user| Box::pin(add(transaction, user))).await
    }

    /// Somebody by the name.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn user(&self, name: &str) -> Result<Option<User>, StoreError> {
        self.read(name.to_owned(), |transaction, name| Box::pin(find(transaction, name))).await
    }

    /// Everybody who may sign in, by name.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        self.read((), |transaction, ()| Box::pin(list(transaction))).await
    }

    /// Changes a password and ends all sessions of its owner; whether there is one.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn set_password(&self, name: &str, password: &str) -> Result<bool, StoreError> {
        let input = (name.to_owned(), password.to_owned());
        self.write(input, |transaction, (name, password)| Box::pin(set_password(transaction, name, password))).await
    }

    /// Lets somebody sign in no more, and ends the sessions; whether there was somebody.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn remove_user(&self, name: &str) -> Result<bool, StoreError> {
        self.write(name.to_owned(), |transaction, name| Box::pin(remove(transaction, name))).await
    }
}

async fn add(transaction: &mut Transaction<'_>, user: &User) -> Result<bool, StoreError> {
    let sql = "INSERT INTO account (name, password, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    let name = bounded(&user.name, KEY_BYTES);
    Ok(transaction.execute(sql, &[name.into(), (&user.password).into(), user.created_at.into()]).await? == 1)
}

async fn find(transaction: &mut Transaction<'_>, name: &str) -> Result<Option<User>, StoreError> {
    let sql = "SELECT name, password, created_at FROM account WHERE name = $1";
    transaction.query_one(sql, &[name.into()]).await?.map(read).transpose()
}

async fn list(transaction: &mut Transaction<'_>) -> Result<Vec<User>, StoreError> {
    let sql = "SELECT name, password, created_at FROM account ORDER BY name LIMIT $1";
    transaction.query(sql, &[LISTED.into()]).await?.into_iter().map(read).collect()
}

async fn set_password(transaction: &mut Transaction<'_>, name: &str, password: &str) -> Result<bool, StoreError> {
    transaction.execute("DELETE FROM session WHERE account = $1", &[name.into()]).await?;
    Ok(transaction.execute("UPDATE account SET password = $2 WHERE name = $1", &[name.into(), password.into()]).await? == 1)
}

async fn remove(transaction: &mut Transaction<'_>, name: &str) -> Result<bool, StoreError> {
    Ok(transaction.execute("DELETE FROM account WHERE name = $1", &[name.into()]).await? == 1)
}

fn read(mut row: Row) -> Result<User, StoreError> {
    Ok(User { name: row.take()?, password: row.take()?, created_at: row.take()? })
}
