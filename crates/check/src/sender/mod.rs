//! What receivers look up about whoever sends: the name of its address, how it introduces itself, the lists it stands on.

pub mod blocklist;
mod generic;
pub mod helo;
pub mod ptr;
mod reverse;

pub use generic::{GenericName, GenericNames};
pub use reverse::{in_zone, reverse_name};
