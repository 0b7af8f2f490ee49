//! People who signed in: a cookie that only the server reads, and a secret in each of their forms.
//!
//! The cookie alone would let a page of another site act in their name; that it cannot know the secret keeps it from that, should the browser's own rules (`SameSite`, `Sec-Fetch-Site`) ever fail.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use tokio::time::timeout;
use tuixin_store::Store;

use super::guard::Untold;
use super::token::TokenHash;

/// How the cookies of sessions are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    /// How long a sign-in lasts.
    pub lasting: Duration,
    /// Whether they travel encrypted only, because people reach the server by https.
    pub are_secure: bool,
}

impl Default for Cookies {
    fn default() -> Cookies {
        Cookies { lasting: Duration::from_secs(14 * 24 * 60 * 60), are_secure: false }
    }
}

impl Cookies {
    /// The name; with the prefix a browser takes it from nobody else (RFC 6265bis section 4.1.3.2).
    fn name(self) -> &'static str {
        if self.are_secure { "__Host-session" } else { "session" }
    }

    /// What sets the cookie.
    pub fn set(self, secret: &str) -> Option<HeaderValue> {
        self.written(secret, self.lasting.as_secs())
    }

    /// What takes it away.
    pub fn clear(self) -> Option<HeaderValue> {
        self.written("", 0)
    }

    fn written(self, value: &str, seconds: u64) -> Option<HeaderValue> {
        let secure = if self.are_secure { "; Secure" } else { "" };
        let cookie = format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.name());
        HeaderValue::try_from(cookie).ok()
    }

    /// The secret that a request carries.
    pub fn secret_of(self, headers: &HeaderMap) -> Option<&str> {
        cookie(headers, self.name())
    }
}

/// The value of the first cookie of a name (RFC 6265 section 5.4).
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// Somebody who signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The name.
    pub user: Arc<str>,
    /// The secret that the forms carry.
    pub csrf: Arc<str>,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SignedIn({:?})", self.user)
    }
}

impl SignedIn {
    /// Whether a form is one of ours. Hashes are compared, so how long that takes tells nothing about a secret that was nearly right.
    pub fn sent(&self, csrf: &str) -> bool {
        TokenHash::of(csrf) == TokenHash::of(&self.csrf)
    }
}

impl<S: Sync> axum::extract::OptionalFromRequestParts<S> for SignedIn {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<SignedIn>, Self::Rejection> {
        Ok(parts.extensions.get().cloned())
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = axum::http::StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<SignedIn, Self::Rejection> {
        parts.extensions.get().cloned().ok_or(axum::http::StatusCode::UNAUTHORIZED)
    }
}

/// How long the store may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Who has this secret in the cookie.
///
/// # Errors
///
/// The store does not answer, so that nobody can tell.
pub async fn session_of(store: &Store, secret: &str) -> Result<Option<SignedIn>, Untold> {
    let asked = timeout(PATIENCE, store.session(*TokenHash::of(secret).bytes(), Timestamp::now())).await.map_err(|_| Untold)?;
    let found = asked.inspect_err(|error| tracing::error!(%error, "a session could not be looked up")).map_err(|_| Untold)?;
    Ok(found.map(|session| SignedIn { user: session.user.into(), csrf: session.csrf.into() }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_for_the_server_alone() {
        let plain = Cookies::default();
        assert_eq!(plain.set("abc").unwrap(), "session=abc; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax");
        let secure = Cookies { are_secure: true, ..plain };
        assert_eq!(secure.clear().unwrap(), "__Host-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("lang=en; session=abc; __Host-session=def"));
        assert_eq!((plain.secret_of(&headers), secure.secret_of(&headers)), (Some("abc"), Some("def")));
    }

    #[test]
    fn a_form_needs_the_secret() {
        let ann = SignedIn { user: "ann".into(), csrf: "secret".into() };
        assert!(ann.sent("secret"));
        assert!(!ann.sent("") && !ann.sent("secret2") && !ann.sent("Secret"));
    }
}
