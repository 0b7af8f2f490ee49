//! Tokens of programs. Only their hashes are known, so whoever reads the memory or the store has none of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use tokio::time::timeout;
use tuixin_store::Store;

use super::guard::{Authority, Scopes, Untold};
use super::session::{SignedIn, session_of};

/// The SHA-256 of a token.
///
/// Tokens are compared by their hashes: how long that takes tells nothing about a token that was nearly right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of a token.
    pub fn of(token: &str) -> TokenHash {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
        TokenHash(hash)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Tokens that are known when the server starts.
#[derive(Clone, Debug, Default)]
pub struct KnownTokens(HashMap<TokenHash, Scopes>);

impl KnownTokens {
    /// The same with one more.
    #[must_use]
    pub fn with(mut self, token: &str, scopes: Scopes) -> KnownTokens {
        self.0.insert(TokenHash::of(token), scopes);
        self
    }
}

impl Authority for KnownTokens {
    fn scopes_of<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Option<Scopes>, Untold>> {
        let scopes = self.0.get(&TokenHash::of(token)).copied();
        Box::pin(async move { Ok(scopes) })
    }
}

/// Tokens that the store keeps.
#[derive(Clone, Debug)]
pub struct StoredTokens {
    store: Store,
    /// What was found a moment ago, so that a busy program costs one question to the database in a while and not one a request.
    known: Arc<Mutex<HashMap<TokenHash, Found>>>,
}

#[derive(Clone, Copy, Debug)]
struct Found {
    scopes: Option<Scopes>,
    at: Instant,
}

/// How long an answer of the store is believed. A token that is revoked works for so long at most.
const BELIEVED: Duration = Duration::from_secs(5);

/// How long the store may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many answers are kept.
const MAX_KNOWN: usize = 10_000;

impl StoredTokens {
    /// The tokens of a store.
    pub fn of(store: Store) -> StoredTokens {
        StoredTokens { store, known: Arc::default() }
    }

    fn remembered(&self, hash: TokenHash) -> Option<Option<Scopes>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&hash).filter(|found| found.at.elapsed() < BELIEVED).map(|found| found.scopes)
    }

    fn remember(&self, hash: TokenHash, scopes: Option<Scopes>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_KNOWN {
            known.clear();
        }
        known.insert(hash, Found { scopes, at: Instant::now() });
    }
}

impl Authority for StoredTokens {
    fn scopes_of<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<Option<Scopes>, Untold>> {
        Box::pin(async move {
            let hash = TokenHash::of(token);
            if let Some(scopes) = self.remembered(hash) {
                return Ok(scopes);
            }
            let asked = timeout(PATIENCE, self.store.token(*hash.bytes(), Timestamp::now())).await.map_err(|_| Untold)?;
            let found = asked.inspect_err(|error| tracing::error!(%error, "a token could not be looked up")).map_err(|_| Untold)?;
            let scopes = found.and_then(|token| token.scopes.parse().ok());
            self.remember(hash, scopes);
            Ok(scopes)
        })
    }

    fn session_of<'a>(&'a self, secret: &'a str) -> BoxFuture<'a, Result<Option<SignedIn>, Untold>> {
        Box::pin(session_of(&self.store, secret))
    }
}
