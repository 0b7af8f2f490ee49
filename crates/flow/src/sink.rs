//! Where records come to rest.
//!
//! The flow knows two ways in which a sink can fail, because it does two things about them: it waits, or it looks for the record that is to blame.

use std::fmt;
use std::pin::Pin;

use tuixin_store::{Record, Recorded, Store, StoreError};

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
    /// The sink is away or in need of somebody; the same batch will pass when that is over.
    Away(String),
    /// The disk of the sink is full; the same batch will pass when somebody has made room.
    Full(String),
    /// It will never take this batch.
    Refused(String),
}

impl Sink for Store {
    fn commit(&self, batch: Vec<Record>) -> Committing<'_> {
        Box::pin(async move { self.record(batch).await.map_err(SinkError::from) })
    }
}

impl From<StoreError> for SinkError {
    /// Only a refusal is about the batch. Whatever else is wrong with a store somebody can mend, and until then everything waits.
    fn from(error: StoreError) -> SinkError {
        match error {
            StoreError::Refused(_) => SinkError::Refused(error.to_string()),
            StoreError::Full => SinkError::Full(error.to_string()),
            _ => SinkError::Away(error.to_string()),
        }
    }
}

impl fmt::Display for SinkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SinkError::Away(reason) | SinkError::Full(reason) | SinkError::Refused(reason) => out.write_str(reason),
        }
    }
}

impl std::error::Error for SinkError {}
