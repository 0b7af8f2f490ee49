//! What is kept, and how it is asked for: deliveries, incidents, lists of addresses, and what happens live.

pub mod deliveries;
pub mod events;
mod idempotency;
pub mod incidents;
pub(crate) mod page;
mod shape;
pub mod submit;
pub mod suppressions;
pub mod table;
