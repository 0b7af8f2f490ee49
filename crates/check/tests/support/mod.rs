//! Servers that tests start for themselves, on loopback and free ports.

#![allow(dead_code, unused_imports, reason = "each test file uses some of the servers")]

pub mod certificates;
pub mod hostile_dns;
pub mod knot;
mod local;
pub mod old_tls;
pub mod postfix;
pub mod rspamd;
pub mod smtp_server;

pub use local::{Folder, free_port, left_out, program};
