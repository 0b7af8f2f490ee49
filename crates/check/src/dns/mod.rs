//! Questions to the DNS, and answers that say where they come from.
//!
//! [`Dns`] is what checks ask: it remembers answers for as long as they may be remembered, lets no more than a bounded number of questions be open, and asks nothing twice at the same time.
//! Behind it stands a [`Source`]: [`Resolvers`] on the network, or a [`Zone`] written down in a test.

mod answer;
mod lookup;
mod memory;
mod name;
mod rehearsal;
mod resolvers;
mod servers;
mod shown;
mod zone;

pub use lookup::{Data, Fault, Kind, Lookup, Outcome, Record};
pub use name::asked;
pub use rehearsal::Rehearsal;
pub use resolvers::Resolvers;
pub use servers::{Server, Servers, ServersError, Transport};
pub use zone::{Zone, ZoneError};

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use crate::bounds::Bounds;
use memory::{Answer, Memory};

/// A question on its way.
pub type Asking<'s> = Pin<Box<dyn Future<Output = Lookup> + Send + 's>>;

/// Who answers questions.
pub trait Source: Send + Sync {
    /// Asks one question once. The name is in the form of [`asked`].
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s>;

    /// The same, with a resolver told to answer even if signatures are wrong (RFC 4035 section 3.2.2, the CD bit).
    /// A source that checks none answers the same.
    fn ask_unvalidated<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        self.ask(name, kind)
    }
}

/// What checks ask. Clones share what is remembered and what is open.
#[derive(Clone)]
pub struct Dns {
    inner: Arc<Inner>,
    /// How many questions may still be asked through this clone; no limit where there is none.
    budget: Option<Arc<AtomicUsize>>,
}

struct Inner {
    source: Box<dyn Source>,
    open: Semaphore,
    memory: Memory,
}

impl std::fmt::Debug for Dns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dns").finish_non_exhaustive()
    }
}

impl Dns {
    /// A way to ask this source.
    pub fn new(source: impl Source + 'static, bounds: &Bounds) -> Dns {
        let open = Semaphore::new(bounds.open_lookups);
        let memory = Memory::of(bounds.remembered_lookups);
        Dns { inner: Arc::new(Inner { source: Box::new(source), open, memory }), budget: None }
    }

    /// The same for one check, which may ask so many questions; those beyond are [`Fault::TooMany`].
    /// Remembered answers count too, so that a check ends the same way whoever asked before it.
    #[must_use]
    pub fn limited_to(&self, lookups: usize) -> Dns {
        Dns { inner: self.inner.clone(), budget: Some(Arc::new(AtomicUsize::new(lookups))) }
    }

    /// Asks for the records of one type that a name has.
    pub async fn ask(&self, name: &str, kind: Kind) -> Lookup {
        self.answer(name, kind, true).await
    }

    /// Asks as [`Dns::ask`] does, with signatures left unchecked: what a failure of the server hides may be a wrong signature.
    pub async fn ask_unvalidated(&self, name: &str, kind: Kind) -> Lookup {
        self.answer(name, kind, false).await
    }

    async fn answer(&self, name: &str, kind: Kind, is_validated: bool) -> Lookup {
        let Some(asked) = asked(name) else { return Lookup::of(name, kind, Outcome::Fault(Fault::BadName)) };
        if !self.spend() {
            return Lookup::of(asked, kind, Outcome::Fault(Fault::TooMany));
        }
        let question = (asked, kind, is_validated);
        let place = self.inner.memory.place(&question);
        let answer = place.get_or_init(|| async { Answer::of(self.inner.ask(&question.0, kind, is_validated).await) }).await;
        self.inner.memory.release(&question, answer);
        answer.lookup.clone()
    }

    /// Takes one question from the budget.
    fn spend(&self) -> bool {
        let Some(budget) = &self.budget else { return true };
        budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }
}

impl Inner {
    async fn ask(&self, name: &str, kind: Kind, is_validated: bool) -> Lookup {
        let _open = self.open.acquire().await;
        if is_validated { self.source.ask(name, kind).await } else { self.source.ask_unvalidated(name, kind).await }
    }
}

#[cfg(test)]
mod tests;
