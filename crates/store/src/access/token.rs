//! Tokens of programs.

use jiff::{SignedDuration, Timestamp};

use crate::access::Digest;
use crate::bounds::{KEY_BYTES, bounded};
use crate::database::{Row, Transaction};
use crate::error::StoreError;
use crate::id::{BYTES, TokenId};
use crate::store::Store;

/// How exactly it is kept when a token was used last. More often would turn every question into a write.
const USE: SignedDuration = SignedDuration::from_secs(60);

/// A token that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// What people call it.
    pub name: String,
    /// The SHA-256 of its secret.
    pub secret: Digest,
    /// What it may do, in words of whoever checks it.
    pub scopes: String,
    /// When it is made.
    pub created_at: Timestamp,
    /// From when on it is worth nothing.
    pub expires_at: Option<Timestamp>,
}

/// A token as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id: the first half of the SHA-256 of its secret.
    pub id: TokenId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub scopes: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is worth nothing.
    pub expires_at: Option<Timestamp>,
    /// When it was used last, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When somebody took it back.
    pub revoked_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, name, scopes, created_at, expires_at, last_used_at, revoked_at";

/// More tokens than anybody can keep apart.
const LISTED: i64 = 1_000;

impl Store {
    /// Makes a token.
    ///
    /// # Errors
    ///
    /// The secret is one of a token already, or the database does not answer.
    pub async fn add_token(&self, token: NewToken) -> Result<TokenId, StoreError> {
        self.write(token, |transaction, token| Box::pin(add(transaction, token))).await
    }

    /// The token of a secret, if it is worth something at that moment; it is marked as used.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn token(&self, secret: Digest, now: Timestamp) -> Result<Option<Token>, StoreError> {
        let found = self.read((secret, now), |transaction, (secret, now)| Box::pin(find(transaction, *secret, *now))).await?;
        if let Some(token) = &found
            && token.last_used_at.is_none_or(|used| used + USE <= now)
        {
            self.write((token.id, now), |transaction, (id, now)| Box::pin(mark(transaction, *id, *now))).await?;
        }
        Ok(found)
    }

    /// All tokens, the newest first.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        self.read((), |transaction, ()| Box::pin(list(transaction))).await
    }

    /// Takes a token back; whether it was worth anything.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn revoke_token(&self, id: TokenId, now: Timestamp) -> Result<bool, StoreError> {
        self.write((id, now), |transaction, (id, now)| Box::pin(revoke(transaction, *id, *now))).await
    }
}

async fn add(transaction: &mut Transaction<'_>, token: &NewToken) -> Result<TokenId, StoreError> {
    let mut id = [0; BYTES];
    id.iter_mut().zip(token.secret).for_each(|(byte, of_secret)| *byte = of_secret);
    let id = TokenId(id);
    let sql = "INSERT INTO token (id, name, secret, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let (name, scopes) = (bounded(&token.name, KEY_BYTES), bounded(&token.scopes, KEY_BYTES));
    let values = [id.into(), name.into(), token.secret.into(), scopes.into(), token.created_at.into(), token.expires_at.into()];
    transaction.execute(sql, &values).await?;
    Ok(id)
}

async fn find(transaction: &mut Transaction<'_>, secret: Digest, now: Timestamp) -> Result<Option<Token>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM token WHERE secret = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)");
    transaction.query_one(&sql, &[secret.into(), now.into()]).await?.map(read).transpose()
}

async fn mark(transaction: &mut Transaction<'_>, id: TokenId, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("UPDATE token SET last_used_at = $2 WHERE id = $1", &[id.into(), now.into()]).await.map(drop)
}

async fn list(transaction: &mut Transaction<'_>) -> Result<Vec<Token>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM token ORDER BY created_at DESC, id LIMIT $1");
    transaction.query(&sql, &[LISTED.into()]).await?.into_iter().map(read).collect()
}

async fn revoke(transaction: &mut Transaction<'_>, id: TokenId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    Ok(transaction.execute(sql, &[id.into(), now.into()]).await? == 1)
}

fn read(mut row: Row) -> Result<Token, StoreError> {
    Ok(Token {
        id: row.take()?,
        name: row.take()?,
        scopes: row.take()?,
        created_at: row.take()?,
        expires_at: row.take()?,
        last_used_at: row.take()?,
        revoked_at: row.take()?,
    })
}
