//! Live evidence: what a bounce or a mail to be sent depends on, looked up and judged.
//!
//! Each check asks the world one question (does the domain take mail, may this host send for it, is it on a list) and answers with a [`Report`]: a [`Verdict`], the findings it rests on, what was seen to come to them, and what to publish or change.
//! No check has words of its own: a finding names a text of `knowledge/text/` and fills in its variables, so every report exists in all languages.
//!
//! # What to rely on
//!
//! - Nothing is sent unless a check is asked for, and then only what it says: names to resolvers, and to mail hosts as much of a dialogue as was allowed. The local part of a recipient never leaves the machine unless probing it was allowed.
//! - Every check ends. Time, queries, bytes and connections have [`Bounds`]; what exceeds them is `unknown` and says why.
//! - `unknown` is a verdict. A resolver that does not answer proves nothing about a domain.
//! - No connection goes to an address that is private, local or reserved unless it was allowed ([`Reach`]).

pub mod bounds;
pub mod dns;
mod facts;
pub mod follow_up;
pub mod job;
pub mod message;
pub mod preflight;
pub mod reach;
pub mod recipient;
pub mod report;
pub mod sender;
pub mod smtp;
pub mod target;
pub mod world;

pub use bounds::Bounds;
pub use follow_up::{FollowUp, Material, SendingHost, follow_up, follow_up_all};
pub use job::{Ground, Job, Progress, run_all};
pub use preflight::{Forecast, Letter, Preflight, Prospect, Risk, preflight};
pub use reach::Reach;
pub use report::{Check, Evidence, Finding, Fix, PublishedRecord, Report, Verdict};
pub use target::{Extent, NoTarget, Sending, Target};
pub use world::World;
