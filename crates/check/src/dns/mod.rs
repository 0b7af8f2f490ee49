//! Questions to the DNS, and answers that say where they come from.
//!
//! [`Dns`] is what checks ask: it remembers answers for as long as they may be remembered, lets no more than a bounded number of questions be open, and asks nothing twice at the same time.
//! Behind it stands a [`Source`]: resolvers on the network, or a zone written down in a test.

mod lookup;

pub use lookup::{Data, Fault, Kind, Lookup, Outcome, Record};

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::bounds::Bounds;

/// Who answers questions.
pub trait Source: Send + Sync {
    /// Asks one question once.
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Pin<Box<dyn Future<Output = Lookup> + Send + 's>>;
}

/// What checks ask. Clones share what is remembered and what is open.
#[derive(Clone)]
pub struct Dns {
    inner: Arc<Inner>,
}

struct Inner {
    source: Box<dyn Source>,
    open: Semaphore,
}

impl std::fmt::Debug for Dns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dns").finish_non_exhaustive()
    }
}

impl Dns {
    /// A way to ask this source.
    pub fn new(source: impl Source + 'static, bounds: &Bounds) -> Dns {
        Dns { inner: Arc::new(Inner { source: Box::new(source), open: Semaphore::new(bounds.open_lookups) }) }
    }

    /// Asks for the records of one type that a name has.
    pub async fn ask(&self, name: &str, kind: Kind) -> Lookup {
        let _open = self.inner.open.acquire().await;
        self.inner.source.ask(name, kind).await
    }
}
