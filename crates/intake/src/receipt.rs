//! Letting go: a source keeps an item until everything that was to be done with it is done.
//!
//! A file stays where it is, so there is nothing to do for it.
//! A mailbox on a server marks the mail as seen, an LMTP server answers `250`, a queue moves its position; each of these is one implementation of [`Acknowledge`].

use std::fmt;

use crate::Fault;

/// What became of an item, so that a source can keep apart what nobody understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was read as a report about a delivery or as another answer to a mail.
    Understood,
    /// It is something else, or could not be read.
    Unknown,
}

/// What a source does when it may let go of an item.
pub trait Acknowledge: Send {
    /// Lets go of the item.
    ///
    /// # Errors
    ///
    /// The source could not be told, so the item will come again.
    fn acknowledge(self: Box<Self>, outcome: Outcome) -> Result<(), Fault>;
}

/// The right to let go of one item, to be given back when every receiver has committed it.
///
/// A receipt that is dropped leaves the item with its source: whoever stops half-way gets it again, and nothing is lost.
#[derive(Default)]
#[must_use = "an item that is not acknowledged comes again"]
pub struct Receipt(Option<Box<dyn Acknowledge>>);

impl Receipt {
    /// For a source that keeps everything.
    pub fn none() -> Receipt {
        Receipt(None)
    }

    /// For a source that wants to be told.
    pub fn of(acknowledge: impl Acknowledge + 'static) -> Receipt {
        Receipt(Some(Box::new(acknowledge)))
    }

    /// Tells the source that it may let go.
    ///
    /// # Errors
    ///
    /// The source could not be told, so the item will come again.
    pub fn acknowledge(self, outcome: Outcome) -> Result<(), Fault> {
        self.0.map_or(Ok(()), |source| source.acknowledge(outcome))
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0.is_some() { "Receipt(wanted)" } else { "Receipt(none)" })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    struct Counted(Arc<AtomicU32>);

    impl Acknowledge for Counted {
        fn acknowledge(self: Box<Self>, _: Outcome) -> Result<(), Fault> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
    }

    #[test]
    fn a_source_is_told_once_and_only_when_the_receipt_is_given_back() {
        let told = Arc::new(AtomicU32::new(0));
        drop(Receipt::of(Counted(Arc::clone(&told))));
        assert_eq!(told.load(Ordering::Relaxed), 0);
        Receipt::of(Counted(Arc::clone(&told))).acknowledge(Outcome::Understood).unwrap();
        Receipt::none().acknowledge(Outcome::Understood).unwrap();
        assert_eq!(told.load(Ordering::Relaxed), 1);
    }
}
