//! The sender's side: what shows a receiver that a mail comes from whom it says.

pub mod arc;
mod ask;
pub mod bimi;
pub mod dkim;
pub mod dmarc;
mod mail;
mod report;
pub mod spf;
pub mod tags;

/// How many faults of one record are told. A hostile zone may hold thousands, and whoever mends a record reads the first ones.
const MAX_TOLD: usize = 10;
