//! The side of the recipient: whether an address can be written to, and where its mail goes.
//!
//! Nothing here connects to a mail server, and no question holds the local part of an address.

pub mod address;
pub mod dane;
pub mod domain;
pub mod hosts;
pub mod mta_sts;
pub mod mx;
pub mod null_mx;
pub mod tls_rpt;
pub mod typo;

#[cfg(test)]
mod tests;

use crate::dns::{Fault, Lookup};
use crate::report::{Finding, Verdict};

/// A question that has no answer proves nothing.
pub(crate) fn unanswered(lookup: &Lookup, fault: Fault) -> Finding {
    Finding::new(Verdict::Unknown, "dns-unanswered")
        .with("name", &lookup.name)
        .with("type", lookup.kind.name())
        .with("fault", fault.name())
        .seen(lookup.clone())
}
