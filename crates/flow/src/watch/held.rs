//! A file under way: it is let go of when everything in it is.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedSemaphorePermit;
use tuixin_intake::{Acknowledge, Fault, Outcome};

use super::books::{Books, Key};
use super::layout::Layout;
use super::moving::move_away;
use super::print::Print;

/// A file under way.
#[derive(Debug)]
pub(super) struct Held {
    pub layout: Arc<Layout>,
    pub books: Arc<Books>,
    pub key: Key,
    pub path: PathBuf,
    pub print: Print,
    pub counted: Mutex<Counted>,
    pub _permit: OwnedSemaphorePermit,
}

/// What became of the parts of a file so far.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// How many are not settled yet. Reading the file counts as one, so that a file is never done with before its end.
    open: usize,
    /// Whether any was understood.
    is_understood: bool,
    /// Whether any was not stored.
    has_failed: bool,
}

/// The right to settle one part of a file; when it is dropped, that part was not stored.
#[derive(Debug)]
pub(super) struct Part {
    held: Arc<Held>,
    is_settled: bool,
}

impl Part {
    pub fn of(held: &Arc<Held>) -> Part {
        held.counted.lock().unwrap_or_else(PoisonError::into_inner).open += 1;
        Part { held: Arc::clone(held), is_settled: false }
    }

    /// This part is stored; what it was counts for the whole file.
    pub fn settle(mut self, outcome: Outcome) {
        self.is_settled = true;
        self.held.settle(Some(outcome));
    }
}

impl Acknowledge for Part {
    fn acknowledge(self: Box<Self>, outcome: Outcome) -> Result<(), Fault> {
        self.settle(outcome);
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_settled {
            self.held.settle(None);
        }
    }
}

impl Held {
    fn settle(&self, outcome: Option<Outcome>) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.open = counted.open.saturating_sub(1);
        counted.is_understood |= outcome == Some(Outcome::Understood);
        counted.has_failed |= outcome.is_none();
        if counted.open > 0 {
            return;
        }
        if counted.has_failed {
            self.books.put_off(&self.key);
        } else {
            self.let_go(if counted.is_understood { Outcome::Understood } else { Outcome::Unknown });
        }
    }

    fn let_go(&self, outcome: Outcome) {
        let Held { layout, books, key, .. } = self;
        let name = layout.name_of(&key.1);
        match move_away(&self.path, self.print, layout.destination(outcome), &name, layout.numbering()) {
            Ok(false) => books.end(key),
            Ok(true) => {
                books.end(key);
                books.hint();
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && !self.path.exists() => books.end(key),
            Err(error) => {
                if books.put_off(key) {
                    tracing::warn!(source = %layout.source, %error, "a file is stored but cannot be moved away; it is tried again now and then");
                }
            }
        }
    }
}
