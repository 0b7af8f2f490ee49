//! The sender's side: what shows a receiver that a mail comes from whom it says.

mod ask;
pub mod spf;
