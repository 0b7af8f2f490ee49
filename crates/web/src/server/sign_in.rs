//! Passwords at work: people sign in and out, change their password, and make others who may sign in.
//!
//! Hashing a password takes a moment and much memory by design, so it is done aside and only a few times at once.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;
use tuixin_store::{Session, Store, StoreError, User};

use super::password::{PasswordError, hash_password, is_password};
use super::secret::random_hex;
use super::session::Cookies;
use super::token::TokenHash;

/// Why somebody could not sign in, or a password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// There is no such name with such a password.
    Wrong,
    /// The new password is none.
    NoPassword(PasswordError),
    /// Too many sign in at once, or the store does not answer.
    Unavailable,
}

impl fmt::Display for SignInError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignInError::Wrong => out.write_str("there is no such name with this password"),
            SignInError::NoPassword(error) => error.fmt(out),
            SignInError::Unavailable => out.write_str("nobody can sign in now"),
        }
    }
}

impl std::error::Error for SignInError {}

/// How many passwords are looked at at the same time: each takes 64 MiB.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Begins a session for whoever knows the password; gives the secret for the cookie.
///
/// # Errors
///
/// A wrong name or password, and which of them is not told.
pub async fn sign_in(store: &Store, cookies: Cookies, name: &str, password: &str) -> Result<String, SignInError> {
    let user = known(store, name, password).await?;
    begin(store, cookies, user.name).await
}

/// Ends the session of a cookie.
pub async fn sign_out(store: &Store, secret: &str) {
    if let Err(error) = store.end_session(*TokenHash::of(secret).bytes()).await {
        tracing::error!(%error, "a session could not be ended");
    }
}

/// Gives somebody who knows the present password a new one, ends all their sessions, and begins another; gives the secret for its cookie.
///
/// # Errors
///
/// A present password that is wrong, or a new one that is not taken.
pub async fn change_password(store: &Store, cookies: Cookies, name: &str, present: &str, new: &str) -> Result<String, SignInError> {
    let user = known(store, name, present).await?;
    let hash = hashed(new).await?;
    store.set_password(&user.name, &hash).await.map_err(away)?;
    begin(store, cookies, user.name).await
}

/// Lets somebody sign in; `false` where the name is taken.
///
/// # Errors
///
/// A password that is not taken.
pub async fn add_user(store: &Store, name: &str, password: &str) -> Result<bool, SignInError> {
    let user = User { name: name.to_owned(), password: hashed(password).await?, created_at: Timestamp::now() };
    store.add_user(user).await.map_err(away)
}

/// Whoever has this name and password.
async fn known(store: &Store, name: &str, password: &str) -> Result<User, SignInError> {
    let user = store.user(name).await.map_err(away)?;
    let kept = user.as_ref().map(|user| user.password.clone());
    let given = password.to_owned();
    let is_right = aside(move || is_password(&given, kept.as_deref())).await?;
    user.filter(|_| is_right).ok_or(SignInError::Wrong)
}

async fn hashed(password: &str) -> Result<String, SignInError> {
    let password = password.to_owned();
    aside(move || hash_password(&password)).await?.map_err(SignInError::NoPassword)
}

/// Works where it holds nobody up.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, SignInError> {
    let permit = AT_ONCE.acquire().await.map_err(|_| SignInError::Unavailable)?;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(permit);
        done
    });
    done.await.map_err(|_| SignInError::Unavailable)
}

async fn begin(store: &Store, cookies: Cookies, user: String) -> Result<String, SignInError> {
    let secret = random_hex::<32>().map_err(|_| SignInError::Unavailable)?;
    let csrf = random_hex::<16>().map_err(|_| SignInError::Unavailable)?;
    let now = Timestamp::now();
    let lasting = SignedDuration::try_from(cookies.lasting).unwrap_or(SignedDuration::from_hours(24));
    let expires_at = now.checked_add(lasting).unwrap_or(now);
    store
        .begin_session(Session { secret: *TokenHash::of(&secret).bytes(), user, csrf, created_at: now, expires_at })
        .await
        .map_err(away)?;
    Ok(secret)
}

fn away(error: StoreError) -> SignInError {
    tracing::error!(%error, "nobody can sign in");
    SignInError::Unavailable
}
