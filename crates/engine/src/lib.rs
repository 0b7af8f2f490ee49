//! Tuixin's engine.

pub mod diagnose;
mod embedded;
pub mod evidence;
pub mod knowledge;
mod proof;
pub mod smtp;
mod span;

pub use embedded::{embedded_source, embedded_sources};
pub use proof::prove;
pub use span::Span;
