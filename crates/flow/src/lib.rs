//! From where bounces come to where diagnoses rest, acknowledged from end to end.
//!
//! [`Flow`] is the small runtime in between: an [`Item`] is read on the threads of the engine, committed together with others, and only then let go of.
//! Sources plug in from the front (an upload calls [`Flow::submit`], a source that goes on by itself calls [`Flow::enter`], as the watched directories of [`Watch`] do), a [`Sink`] at the end, which is the store.
//!
//! # What to rely on
//!
//! - A source lets go of an item after the commit and never before. Whatever stops in between, the item comes again and is stored once, because its name is a hash of what it says.
//! - What is under way is bounded in items and bytes ([`FlowSettings`]); whoever brings more waits.
//! - While the store is away or its disk is full, everything waits and nothing is dropped; [`Flow::health`] says since when and why.
//! - What could not be read, and what nobody understands, goes to the quarantine with a reason.

mod commit;
pub mod demo;
mod error;
mod event;
mod flow;
mod health;
mod item;
mod read;
mod record;
mod room;
mod settle;
mod sink;
mod tally;
mod watch;

pub use error::FlowError;
pub use event::Event;
pub use flow::{Flow, FlowSettings};
pub use health::{Health, Outage, Trouble};
pub use item::{Context, Item, reason};
pub use settle::Submitted;
pub use sink::{Committing, Sink, SinkError};
pub use tally::Tally;
pub use watch::{Watch, WatchSettings, Watched};
