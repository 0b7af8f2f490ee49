//! DKIM (RFC 6376): whether a mail bears the seal of a domain, and the seal is whole.
//!
//! Records and fields are read here, because what is wrong with them is what a person wants to know; the cryptography is that of `mail-auth`, which asks only what was looked up before.

mod check;
mod der;
mod key;
mod lint;
mod signature;
mod verify;

pub use check::{Subject, check};
pub use key::{KeyRecord, KeyType};
pub(super) use lint::findings as key_findings;
pub use signature::Signature;
pub use verify::{Failure, MAX_SIGNATURES, Verified, verify};
