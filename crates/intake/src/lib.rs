//! Where bytes come from: files, directories, Maildirs, mailboxes in one file, compressed files, zip archives, Outlook files, standard input.
//!
//! Every way in gives the same thing, an [`Item`]: the bytes of one mail or text, where they came from, and a [`Receipt`] with which the source is told that it may let go of them.
//! A source is an iterator of items and faults; what cannot be read is told in its place, and the rest goes on.
//!
//! ```no_run
//! use std::path::Path;
//! use tuixin_intake::Files;
//!
//! for found in Files::below(Path::new("bounces")) {
//!     match found {
//!         Ok(item) => println!("{}: {} bytes", item.origin.source, item.bytes.len()),
//!         Err(fault) => eprintln!("{fault}"),
//!     }
//! }
//! ```
//!
//! # What to rely on
//!
//! - What a file holds is decided by its content: Outlook gives the ending `.msg` to files that hold a plain mail, and a mailbox may have any name or none. Only `.eml` is believed, because it says that there is one mail, and a mail may quote another one with its envelope line.
//! - One item is held at a time. A mailbox or a compressed file of any size needs the memory of its largest mail, and of one item [`MAX_ITEM`] bytes are read.
//! - Nothing is written and nothing is locked. Symbolic links inside a directory are not followed.
//! - The names of items are stable: `box.mbox/17` is the seventeenth mail of a mailbox, a mailbox with a single mail is named like the file, and `all.zip/inbox/one.eml` is a file in an archive.

mod content;
mod counted;
mod fault;
mod files;
mod item;
mod mailbox;
mod outlook;
mod packed;
mod receipt;
mod tree;
mod zip;

pub use content::Content;
pub use fault::{Fault, Problem};
pub use files::Files;
pub use item::{Item, MAX_ITEM, Origin};
pub use mailbox::{Mailbox, Message};
pub use receipt::{Acknowledge, Outcome, Receipt};
