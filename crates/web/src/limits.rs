//! How much one request may cost.

use std::time::Duration;

/// Limits of requests.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// How large a mail or a text may be, in bytes, after it was unpacked.
    pub mail_bytes: usize,
    /// How large a body of JSON may be, in bytes, after it was unpacked.
    pub json_bytes: usize,
    /// How many items one request may hold where the world is asked about each.
    pub checked_items: usize,
    /// How many requests ask the world at the same time.
    pub checks: usize,
    /// How long a request waits for its turn to ask the world.
    pub check_turn: Duration,
    /// How long all checks of a request may take.
    pub check_time: Duration,
    /// How long a body may take to come.
    pub body_time: Duration,
    /// How many requests that need a core for longer are worked on at the same time.
    pub large_at_once: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            mail_bytes: 64 * 1024 * 1024,
            json_bytes: 8 * 1024 * 1024,
            checked_items: 100,
            checks: 16,
            check_turn: Duration::from_secs(10),
            check_time: Duration::from_secs(120),
            body_time: Duration::from_secs(60),
            large_at_once: 4,
        }
    }
}
