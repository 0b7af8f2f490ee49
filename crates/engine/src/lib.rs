//! Tuixin's engine.

pub mod advice;
mod browse;
pub mod diagnose;
mod embedded;
pub mod evidence;
mod explain;
pub mod knowledge;
pub mod mime;
pub mod notice;
mod proof;
pub mod smtp;
mod span;

pub use browse::{RuleNote, rule_notes};
pub use embedded::{embedded_source, embedded_sources};
pub use explain::{Explained, Explanation, explain};
pub use proof::prove;
pub use span::Span;
