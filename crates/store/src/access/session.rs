//! Sessions of people who signed in.

use std::fmt;

use jiff::Timestamp;

use crate::access::Digest;
use crate::database::{Row, Transaction};
use crate::error::StoreError;
use crate::store::Store;

/// A browser in which somebody signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The SHA-256 of the secret in the cookie.
    pub secret: Digest,
    /// Who signed in.
    pub user: String,
    /// The secret that its forms carry.
    pub csrf: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// More browsers than anybody uses.
const LISTED: i64 = 100;

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Session({:?} until {})", self.user, self.expires_at)
    }
}

impl Store {
    /// Begins a session.
    ///
    /// # Errors
    ///
    /// Nobody has that name, or the database does not answer.
    pub async fn begin_session(&self, session: Session) -> Result<(), StoreError> {
        self.write(session, |transaction, session| Box::pin(begin(transaction, session))).await
    }

    /// The session of a cookie, if it lasts at that moment.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn session(&self, secret: Digest, now: Timestamp) -> Result<Option<Session>, StoreError> {
        self.read((secret, now), |transaction, (secret, now)| Box::pin(find(transaction, *secret, *now))).await
    }

    /// The sessions of somebody that last at that moment, the newest first.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn sessions(&self, user: &str, now: Timestamp) -> Result<Vec<Session>, StoreError> {
        self.read((user.to_owned(), now), |transaction, (user, now)| Box::pin(list(transaction, user, *now))).await
    }

    /// Ends a session; whether there was one.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn end_session(&self, secret: Digest) -> Result<bool, StoreError> {
        self.write(secret, |transaction, secret| Box::pin(end(transaction, *secret))).await
    }
}

async fn begin(transaction: &mut Transaction<'_>, session: &Session) -> Result<(), StoreError> {
    let sql = "INSERT INTO session (secret, account, csrf, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    let Session { secret, user, csrf, created_at, expires_at } = session;
    let values = [(*secret).into(), user.into(), csrf.into(), (*created_at).into(), (*expires_at).into()];
    transaction.execute(sql, &values).await.map(drop)
}

async fn find(transaction: &mut Transaction<'_>, secret: Digest, now: Timestamp) -> Result<Option<Session>, StoreError> {
    let sql = "SELECT secret, account, csrf, created_at, expires_at FROM session WHERE secret = $1 AND expires_at > $2";
    transaction.query_one(sql, &[secret.into(), now.into()]).await?.map(read).transpose()
}

async fn list(transaction: &mut Transaction<'_>, user: &str, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    let sql = "SELECT secret, account, csrf, created_at, expires_at FROM session WHERE account = $1 AND expires_at > $2 \
               ORDER BY created_at DESC, secret LIMIT $3";
    transaction.query(sql, &[user.into(), now.into(), LISTED.into()]).await?.into_iter().map(read).collect()
}

async fn end(transaction: &mut Transaction<'_>, secret: Digest) -> Result<bool, StoreError> {
    Ok(transaction.execute("DELETE FROM session WHERE secret = $1", &[secret.into()]).await? == 1)
}

fn read(mut row: Row) -> Result<Session, StoreError> {
    Ok(Session { secret: row.take()?, user: row.take()?, csrf: row.take()?, created_at: row.take()?, expires_at: row.take()? })
}
