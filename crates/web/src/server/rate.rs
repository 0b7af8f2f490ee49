//! How often one client may ask: a bucket of tokens for each, refilled as time goes by.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::{HeaderName, HeaderValue};

use super::token::TokenHash;
use crate::problem::{Kind, Problem};

/// How often a client may ask.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Requests in a second, in the long run.
    pub per_second: f64,
    /// Requests at once, after a pause.
    pub burst: f64,
}

impl Default for Rate {
    fn default() -> Rate {
        Rate { per_second: 100.0, burst: 500.0 }
    }
}

/// Whose bucket it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// That of a token.
    Token(TokenHash),
    /// That of an IPv4 address, or of an IPv6 network: one household has all addresses of its /64.
    Client(IpAddr),
    /// That of all for whom there was no room, or whose place is unknown.
    Others,
}

impl Bucket {
    /// The bucket of a place.
    pub fn of(client: Option<IpAddr>) -> Bucket {
        match client {
            Some(IpAddr::V6(address)) => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                Bucket::Client(IpAddr::V6(network.into()))
            }
            Some(address) => Bucket::Client(address),
            None => Bucket::Others,
        }
    }
}

/// How many clients are remembered.
const MAX_BUCKETS: usize = 65_536;

/// The buckets of all clients.
pub struct Limiter {
    rate: Rate,
    levels: Mutex<HashMap<Bucket, Level>>,
}

#[derive(Clone, Copy)]
struct Level {
    tokens: f64,
    at: Instant,
}

impl Limiter {
    /// Full buckets for everybody.
    pub fn new(rate: Rate) -> Limiter {
        Limiter { rate, levels: Mutex::default() }
    }

    /// Takes the price of a request out of a bucket.
    ///
    /// # Errors
    ///
    /// A bucket in which there is too little.
    pub fn take(&self, bucket: Bucket, price: f64) -> Result<(), Problem> {
        self.take_at(bucket, price, Instant::now()).map_err(|wait| self.refusal(wait))
    }

    /// The same at a time; an error is how many seconds to wait.
    fn take_at(&self, bucket: Bucket, price: f64, now: Instant) -> Result<(), f64> {
        let mut levels = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = self.room(&mut levels, bucket, now);
        let level = levels.entry(bucket).or_insert(Level { tokens: self.rate.burst, at: now });
        level.tokens = self.refilled(*level, now);
        level.at = now;
        if level.tokens < price {
            return Err((price - level.tokens) / self.rate.per_second);
        }
        level.tokens -= price;
        Ok(())
    }

    fn refilled(&self, level: Level, now: Instant) -> f64 {
        let since = now.saturating_duration_since(level.at).as_secs_f64();
        (level.tokens + since * self.rate.per_second).min(self.rate.burst)
    }

    /// The bucket itself, or that of all others where the table is full of buckets that are not.
    fn room(&self, levels: &mut HashMap<Bucket, Level>, bucket: Bucket, now: Instant) -> Bucket {
        if levels.len() < MAX_BUCKETS || levels.contains_key(&bucket) {
            return bucket;
        }
        // A full bucket is the same as none.
        levels.retain(|_, level| self.refilled(*level, now) < self.rate.burst);
        if levels.len() < MAX_BUCKETS { bucket } else { Bucket::Others }
    }

    fn refusal(&self, wait: f64) -> Problem {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some seconds, and a cast of floats saturates")]
        let (seconds, burst, window) =
            (wait.ceil().max(1.0) as u64, self.rate.burst as u64, (self.rate.burst / self.rate.per_second).ceil().max(1.0) as u64);
        let header = |name, value: String| HeaderValue::try_from(value).ok().map(|value| (HeaderName::from_static(name), value));
        let problem = Problem::new(Kind::TooManyRequests, format!("too many requests; try again in {seconds} s")).retry_after(seconds);
        [
            header("ratelimit-policy", format!("\"requests\";q={burst};w={window}")),
            header("ratelimit", format!("\"requests\";r=0;t={seconds}")),
        ]
        .into_iter()
        .flatten()
        .fold(problem, |problem, (name, value)| problem.with(name, value))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limiter = Limiter::new(Rate { per_second: 2.0, burst: 3.0 });
        let (ann, bob) = (Bucket::of("192.0.2.1".parse().ok()), Bucket::of("192.0.2.2".parse().ok()));
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(limiter.take_at(ann, 1.0, start), Ok(()));
        }
        assert_eq!(limiter.take_at(ann, 1.0, start), Err(0.5));
        assert_eq!(limiter.take_at(bob, 1.0, start), Ok(()));
        assert_eq!(limiter.take_at(ann, 1.0, start + Duration::from_millis(500)), Ok(()));
    }

    #[test]
    fn a_household_has_one_bucket() {
        let bucket = |address: &str| Bucket::of(address.parse().ok());
        assert_eq!(bucket("2001:db8::1"), bucket("2001:db8::ffff:2"));
        assert_ne!(bucket("2001:db8::1"), bucket("2001:db8:0:1::1"));
    }

    #[test]
    fn the_table_of_buckets_is_bounded() {
        let limiter = Limiter::new(Rate { per_second: 1.0, burst: 5.0 });
        let start = Instant::now();
        let clients = (0..MAX_BUCKETS as u32 + 100).map(|number| Bucket::Client(IpAddr::V4(number.into())));
        for client in clients {
            let _ = limiter.take_at(client, 1.0, start);
        }
        let size = || limiter.levels.lock().map(|levels| levels.len()).ok();
        assert_eq!(size(), Some(MAX_BUCKETS + 1));
        assert_eq!(limiter.take_at(Bucket::of("192.0.2.1".parse().ok()), 1.0, start + Duration::from_secs(60)), Ok(()));
        assert_eq!(size(), Some(1));
    }
}
