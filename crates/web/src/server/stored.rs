//! The tokens that are in the store.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use ring::rand::{SecureRandom, SystemRandom};
use tuixin_store::Store;

use super::guard::{Authority, Scope, Scopes};
use super::token::TokenHash;

/// How long an answer of the store is believed; a token that was withdrawn works that much longer.
const BELIEVED: Duration = Duration::from_secs(5);

/// How many answers are remembered.
const REMEMBERED: usize = 4096;

/// Asks the store about tokens.
pub struct StoredTokens {
    store: Store,
    known: Mutex<HashMap<TokenHash, (Instant, Scopes)>>,
}

impl StoredTokens {
    /// Tokens of a store.
    pub fn of(store: Store) -> StoredTokens {
        StoredTokens { store, known: Mutex::default() }
    }

    fn known(&self, hash: &TokenHash) -> Option<Scopes> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(hash).filter(|(at, _)| at.elapsed() < BELIEVED).map(|(_, scopes)| *scopes)
    }

    fn remember(&self, hash: TokenHash, scopes: Scopes) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(hash, (Instant::now(), scopes));
    }
}

impl Authority for StoredTokens {
    fn scopes_of<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Option<Scopes>> {
        Box::pin(async move {
            let hash = TokenHash::of(token);
            if let Some(scopes) = self.known(&hash) {
                return Some(scopes);
            }
            match self.store.token(*hash.bytes(), Timestamp::now()).await {
                Ok(token) => {
                    let scopes = scopes_of_text(&token?.scopes);
                    self.remember(hash, scopes);
                    Some(scopes)
                }
                Err(error) => {
                    tracing::warn!(%error, "a token could not be looked up");
                    None
                }
            }
        })
    }
}

/// The scopes in the form in which they are kept.
pub fn text_of_scopes(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
}

fn scopes_of_text(text: &str) -> Scopes {
    text.split(' ').filter_map(Scope::named).collect()
}

/// What every token begins with, so that one that was published by mistake is found.
const MARK: &str = "tuixin_";

/// A new secret: 256 bits of chance, behind a mark by which it is recognised.
///
/// # Errors
///
/// The system has no chance to give.
pub fn new_secret() -> Result<String, ring::error::Unspecified> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes)?;
    Ok(bytes.iter().fold(MARK.to_owned(), |text, byte| format!("{text}{byte:02x}")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_as_they_are_kept() {
        let text = text_of_scopes(&[Scope::Explain, Scope::Write]);
        assert_eq!(text, "explain write");
        assert_eq!(scopes_of_text(&text), Scopes::from(Scope::Explain) | Scopes::from(Scope::Write));
        assert_eq!(scopes_of_text("explain of-the-future"), Scopes::from(Scope::Explain));
    }

    #[test]
    fn no_secret_comes_twice() {
        let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
        assert!(one.starts_with(MARK) && one.len() == MARK.len() + 64);
        assert_ne!(one, other);
    }
}
