//! What whoever keeps things about people owes them: to say what is kept, to forget it, and to keep nothing for longer than was meant.

mod erase;
mod export;
mod mention;
mod prune;

pub use erase::Erased;
pub use prune::Pruned;

/// How many rows are changed in one transaction, so that other writers get their turn.
const PORTION: usize = 500;

/// How many items of the quarantine are read at a time; each may be a mebibyte.
const MAILS: usize = 16;
