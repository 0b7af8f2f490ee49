//! What was stored, for whoever watches.

use std::sync::Arc;

use tuixin_store::suppression::Suppressed;
use tuixin_store::{Delivery, IncidentId};

/// Something new in the store, told after the commit.
///
/// Whoever is slow misses some; what was missed can be asked for, since all of it is stored.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// A delivery was stored.
    Delivery(Arc<Delivery>),
    /// An incident was opened, grew or healed.
    Incident(IncidentId),
    /// An address was put on a list.
    Suppressed(Suppressed),
}
