//! Tokens of programs. Only their hashes are known, so whoever reads the memory or the store has none of them.

use std::collections::HashMap;

use futures_util::future::BoxFuture;
use ring::digest::{SHA256, digest};

use super::guard::{Authority, Scopes};

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
    fn scopes_of<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Option<Scopes>> {
        let scopes = self.0.get(&TokenHash::of(token)).copied();
        Box::pin(async move { scopes })
    }
}
