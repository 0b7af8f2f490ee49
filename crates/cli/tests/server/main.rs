//! Trials of the whole server: the program itself, with its store, its watched directories and its API, under what happens to servers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod client;
mod commands;
#[path = "../common/mod.rs"]
mod common;
mod first_run;
mod full_disk;
mod killed;
mod mails;
mod place;
#[path = "../../../store/tests/support/postgres.rs"]
#[allow(dead_code, reason = "the store's tests use other parts of it")]
mod postgres;
mod postgres_away;
mod program;
mod stored;
