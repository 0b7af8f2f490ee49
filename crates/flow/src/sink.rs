//! Where records come to rest.
//!
//! The flow knows two ways in which a sink can fail, because it does two things about them: it waits, or it looks for the record that is to blame.

use std::fmt;
use std::pin::Pin;

use tuixin_store::{Record, Recorded};

/// A commit under way.
pub type Committing<'s> = Pin<Box<dyn Future<Output = Result<Vec<Recorded>, SinkError>> + Send + 's>>;

/// Something that keeps records: all of a batch or none of it, and each item once however often it comes.
pub trait Sink: Send + Sync + 'static {
    /// Keeps a batch and says of each record, in the same order, what came of it.
    fn commit(&self, batch: Vec<Record>) -> Committing<'_>;
}

/// A batch was not kept, and nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SinkError {
    /// The sink is away, full or in need of somebody; the same batch will pass when that is over.
    Away(String),
    /// It will never take this batch.
    Refused(String),
}

impl fmt::Display for SinkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SinkError::Away(reason) | SinkError::Refused(reason) => out.write_str(reason),
        }
    }
}

impl std::error::Error for SinkError {}
