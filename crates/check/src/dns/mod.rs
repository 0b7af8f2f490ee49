//! Questions to the DNS, and answers that say where they come from.
//!
//! [`Dns`] is what checks ask: it remembers answers for as long as they may be remembered, lets no more than a bounded number of questions be open, and asks nothing twice at the same time.
//! Behind it stands a [`Source`]: resolvers on the network, or a zone written down in a test.

mod lookup;

pub use lookup::{Data, Fault, Kind, Lookup, Outcome, Record};

use std::future::Future;
use std::pin::Pin;

/// Who answers questions.
pub trait Source: Send + Sync {
    /// Asks one question once.
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Pin<Box<dyn Future<Output = Lookup> + Send + 's>>;
}
