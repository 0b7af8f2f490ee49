//! SPF (RFC 7208): which hosts may send mail in the name of a domain.
//!
//! The evaluator is our own, because a result alone helps nobody: what explains a bounce is the [trace](Step), every term in its turn with what was looked up, what matched and what did not.
//! [`evaluate`] answers for one host, [`survey`] reads the whole tree of records that a domain points to without any host, and [`check`] makes a report of both.

mod advice;
mod check;
mod domain_name;
mod evaluate;
mod fault;
mod lint;
mod macros;
mod matching;
mod parse;
mod record;
mod repair;
mod selection;
mod survey;
mod trace;

pub use check::{Subject, check};
pub use evaluate::{Evaluation, MAX_LOOKUPS, MAX_VOID_LOOKUPS, Query, SpfResult, evaluate};
pub use fault::{Fault, FaultKind, Problem};
pub use macros::{Macro, MacroLetter, MacroString, Piece, Values};
pub use parse::{Parsed, parse};
pub use record::{Directive, Hosts, Mechanism, Modifier, Qualifier, Record};
pub use survey::{Branch, HostTerm, Survey, survey};
pub use trace::{Step, StepKind};
