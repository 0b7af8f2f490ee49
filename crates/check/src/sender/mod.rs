//! The sender's side: what shows a receiver that a mail comes from whom it says.

pub mod arc;
mod ask;
pub mod bimi;
pub mod dkim;
pub mod dmarc;
mod mail;
pub mod spf;
pub mod tags;
