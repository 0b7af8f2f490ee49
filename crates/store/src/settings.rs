//! What whoever runs the store decides: what becomes of addresses, how long things are kept, when an address is suppressed.

use std::fmt;
use std::time::Duration;

use ring::hmac;

use crate::error::StoreError;
use crate::incident::Threshold;
use crate::suppression::Policy;

/// What whoever runs the store decides.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// When an address is suppressed.
    pub policy: Policy,
    /// When failures are an incident.
    pub threshold: Threshold,
    /// How long things are kept.
    pub retention: Retention,
    /// With this, addresses are kept as keyed hashes and never in the clear.
    pub address_key: Option<AddressKey>,
}

const DAY: Duration = Duration::from_hours(24);

/// How long each kind of thing is kept; `None` is for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Deliveries, counted from when they happened.
    pub deliveries: Option<Duration>,
    /// The ids of what came in, by which a second sight is recognised.
    pub items: Option<Duration>,
    /// The counts by the hour, which hold no address.
    pub rollups: Option<Duration>,
    /// What could not be read.
    pub quarantine: Option<Duration>,
    /// Incidents that are over, and what happened on the lists.
    pub history: Option<Duration>,
    /// Answers that are given again to a request that is made again.
    pub idempotency: Option<Duration>,
}

impl Default for Retention {
    fn default() -> Retention {
        Retention {
            deliveries: Some(DAY * 180),
            items: Some(DAY * 400),
            rollups: Some(DAY * 730),
            quarantine: Some(DAY * 30),
            history: Some(DAY * 1095),
            idempotency: Some(DAY),
        }
    }
}

/// The key under which addresses are hashed. Whoever loses it can look up no address any more.
#[derive(Clone)]
pub struct AddressKey(hmac::Key);

impl AddressKey {
    /// How many bytes a key has at least.
    pub const LEAST_BYTES: usize = 16;

    /// A key of bytes that nobody can guess.
    ///
    /// # Errors
    ///
    /// The key is too short: the addresses of a company are few enough to be tried one by one.
    pub fn new(bytes: &[u8]) -> Result<AddressKey, StoreError> {
        if bytes.len() < AddressKey::LEAST_BYTES {
            return Err(StoreError::Refused(format!("a key for addresses needs at least {} bytes", AddressKey::LEAST_BYTES)));
        }
        Ok(AddressKey(hmac::Key::new(hmac::HMAC_SHA256, bytes)))
    }

    pub(crate) fn sign(&self, text: &str) -> hmac::Tag {
        hmac::sign(&self.0, text.as_bytes())
    }
}

impl fmt::Debug for AddressKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("AddressKey(…)")
    }
}
