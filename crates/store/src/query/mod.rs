//! What can be asked of the store: lists by page, the newest first, and counts.

mod charts;
mod conditions;
mod deliveries;
mod page;
mod quarantine;

pub use charts::{Bucket, Dimension};
pub use deliveries::DeliveryFilter;
pub use page::{BadCursor, Cursor, Page};
pub use quarantine::Quarantined;
