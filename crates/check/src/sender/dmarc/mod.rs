//! DMARC (RFC 9989, before it RFC 7489): what a domain wants done with mail that only pretends to come from it.
//!
//! [`walk`] finds the records that count for a domain, and with them where its organisation ends.
//! [`check`] judges the record and, where a mail was authenticated, whether that counts for the domain that the reader sees.

mod alignment;
mod check;
mod lint;
mod record;
mod reports;
mod walk;

pub(super) use alignment::is_aligned_with;
pub use alignment::{Authentication, is_aligned};
pub use check::check;
pub use record::{Alignment, Policy, Record, ReportAddress, is_record};
pub use walk::{Applied, Found, Walk, walk};
