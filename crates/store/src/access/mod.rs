//! Who may ask: programs by tokens, people by passwords and sessions.
//!
//! The store knows secrets only by what was made of them, and judges no scope and no password; whoever asks it does.

mod idempotency;
mod session;
mod token;
mod user;

pub use idempotency::{Answer, Claim, IdempotencyKey};
pub use session::Session;
pub use token::{NewToken, Token};
pub use user::User;

/// A SHA-256.
pub type Digest = [u8; 32];
