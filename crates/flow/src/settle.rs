//! The one that lets go: after the commit it gives receipts back, answers whoever waits, and tells who watches.
//!
//! Giving a receipt back may move a file or speak with a server, so this has a thread of its own and the next batch is committed meanwhile.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tokio::sync::broadcast;
use tuixin_intake::Outcome;
use tuixin_store::suppression::Suppressed;
use tuixin_store::{Delivery, IncidentId, ItemId, Recorded};

use crate::error::FlowError;
use crate::event::Event;
use crate::read::Ready;
use crate::tally::Counting;

/// An item with what became of it.
pub(crate) struct Settled {
    pub ready: Ready,
    pub outcome: Result<Recorded, FlowError>,
}

/// What was stored of an item.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Submitted {
    /// Its name in the store.
    pub item: ItemId,
    /// What kind of message it is, in the word of the wire.
    pub kind: String,
    /// Whether it was stored now, and not before.
    pub is_new: bool,
    /// Whether anybody understood it.
    pub outcome: Outcome,
    /// What it says of each recipient.
    pub deliveries: Vec<Delivery>,
    /// Why it is in the quarantine, where it is: a word of [`crate::reason`].
    pub quarantined: Option<String>,
    /// Addresses that were put on a list because of it.
    pub suppressed: Vec<Suppressed>,
    /// Incidents that it opened, or made grow or heal.
    pub incidents: Vec<IncidentId>,
}

/// Lets go of what was committed until nothing more can come.
pub(crate) fn settle_all(committed: &Receiver<Vec<Settled>>, counting: &Counting, events: &broadcast::Sender<Event>) {
    for Settled { ready, outcome } in committed.iter().flatten() {
        let Ready { item, entry, answer, _places } = ready;
        let submitted = outcome.map(|recorded| {
            // The item comes again, and will be known as seen.
            if let Err(fault) = item.receipt.acknowledge(entry.outcome) {
                tracing::warn!(source = %item.source, "a source could not be told that an item is stored");
                tracing::debug!(%fault, "a source could not be told that an item is stored");
            }
            submitted(entry, recorded)
        });
        if let Ok(submitted) = &submitted {
            counting.add(submitted);
            tell(submitted, events);
        }
        if let Some(answer) = answer {
            // Whoever waited may have gone.
            let _ = answer.send(submitted);
        }
    }
}

fn submitted(entry: crate::record::Entry, recorded: Recorded) -> Submitted {
    let is_new = recorded != Recorded::Seen;
    let (suppressed, incidents) = match recorded {
        Recorded::New { suppressed, incidents } => (suppressed, incidents),
        Recorded::Seen => (Vec::new(), Vec::new()),
    };
    let record = entry.record;
    Submitted {
        item: record.item,
        kind: record.kind,
        is_new,
        outcome: entry.outcome,
        deliveries: record.deliveries,
        quarantined: record.unread.map(|unread| unread.reason),
        suppressed,
        incidents,
    }
}

/// Tells who watches; a second sight is no news.
fn tell(submitted: &Submitted, events: &broadcast::Sender<Event>) {
    if events.receiver_count() == 0 || !submitted.is_new {
        return;
    }
    let deliveries = submitted.deliveries.iter().cloned().map(|delivery| Event::Delivery(Arc::new(delivery)));
    let incidents = submitted.incidents.iter().copied().map(Event::Incident);
    let suppressed = submitted.suppressed.iter().cloned().map(Event::Suppressed);
    for event in deliveries.chain(incidents).chain(suppressed) {
        // The last of them may have gone meanwhile.
        let _ = events.send(event);
    }
}
