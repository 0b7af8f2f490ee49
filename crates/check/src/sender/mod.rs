//! The sender's side: what receivers look up about whoever sends, and what shows them that a mail comes from whom it says.

pub mod arc;
mod ask;
pub mod bimi;
pub mod blocklist;
pub mod dkim;
pub mod dmarc;
mod generic;
pub mod helo;
mod mail;
pub mod ptr;
mod report;
mod reverse;
pub mod spf;
pub mod tags;

pub use generic::{GenericName, GenericNames};
pub use reverse::{in_zone, reverse_name};

/// How many faults of one record are told. A hostile zone may hold thousands, and whoever mends a record reads the first ones.
const MAX_TOLD: usize = 10;
