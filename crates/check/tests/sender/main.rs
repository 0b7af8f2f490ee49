//! The checks of the sender's side, each against worlds with a fault and worlds without.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod drawing;

mod spf;
