//! The shape in which programs read what Tuixin says: the names of fields and the rules of omission that other programs rely on.
//!
//! The command prints these types and the HTTP API answers with them, so both say the same and one description (OpenAPI) fits both.
//! No type of the engine is serialised, so that the engine can change without changing what programs read.
//! Absent means unknown: nothing is written for what the input does not tell.

mod advice;
mod cause;
mod delivery;
mod diagnosis;
mod explanation;
mod follow_up;
mod forecast;
mod form;
mod report;

pub use advice::{Advice, AdviceForBoth, AdvisedStep};
pub use cause::{CauseEntry, StepEntry, Steps};
pub use delivery::{Delivery, Place};
pub use diagnosis::{Alternative, Basis, Conflict, Diagnosis, Facts, decisive_words, other_name};
pub use explanation::{AutoReply, Message, Returned};
pub use follow_up::{Outlook, TickedStep};
pub use forecast::{DomainForecast, Forecast, RiskEntry};
pub use report::{Answers, Checked, DnsRecord, Found, Mend, Seen, checked};
