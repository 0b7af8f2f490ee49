//! Dialogues with servers that are well, that refuse, and that misbehave, on loopback.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;
mod world;

mod answering;
mod encryption;
mod recipients;
