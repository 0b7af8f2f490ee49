//! Reads what a failed mail delivery leaves behind and says what happened, how sure that is and why, who has to act, and what to do now.
//!
//! 退信 (*tuìxìn*) is Chinese for a mail bounce.
//! The road goes one way: bytes become a [`notice`] (who was written to, what was said), the words of each reply become [`evidence`], evidence and [`knowledge`] become a [`diagnose::Diagnosis`], and a diagnosis becomes [`advice`] in English or Chinese.
//! [`explain()`] walks the first three stages, [`advice::advise`] the last.
//!
//! # Example: a reply explained
//!
//! ```
//! use tuixin::advice::{Audience, Language, Texts, advise};
//! use tuixin::diagnose::Workspace;
//! use tuixin::knowledge::Knowledge;
//!
//! let knowledge = Knowledge::embedded();
//! let texts = Texts::embedded(Language::English);
//! let input = b"550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown";
//!
//! for explanation in tuixin::explain(&knowledge, input, &mut Workspace::new()) {
//!     for explained in &explanation.deliveries {
//!         let Some(diagnosis) = &explained.diagnosis else { continue };
//!         assert_eq!(diagnosis.cause.id, "user-unknown");
//!         let advice = advise(&knowledge, &texts, explained, Audience::Sender);
//!         assert_eq!(advice.map(|advice| advice.headline), Some(texts.say("cause-user-unknown", &[])));
//!     }
//! }
//! ```
//!
//! A program that has the bare text of a reply and needs no advice calls [`diagnose::diagnose`] with a [`diagnose::Workspace`] that it keeps from reply to reply.
//!
//! # What to rely on
//!
//! - Reading never fails. Damage is told as [`notice::Warning`]s and [`mime::Note`]s beside the result; only the files of the knowledge can be wrong, and then every fault is named with its file and line.
//! - The same bytes give the same answer: there is no clock, no network, no environment and no global state in here.
//! - Every diagnosis names the rule or code it rests on and the span of the text that carried it ([`diagnose::Basis`]).
//! - `unspecified` is an answer. An address is called dead ([`knowledge::Suppress::Now`]) only on words that can hardly mean anything else.
//! - Time is linear in the input and memory is bounded, whatever the bytes are.

pub mod advice;
mod browse;
pub mod diagnose;
mod embedded;
pub mod evidence;
mod explain;
pub mod knowledge;
pub mod mime;
mod mine;
mod near;
pub mod notice;
mod proof;
pub mod shown;
pub mod smtp;
mod span;

pub use browse::{RuleNote, rule_notes, sources_of, usual_texts};
pub use embedded::{embedded_source, embedded_sources};
pub use explain::{Context, Explained, Explanation, Options, explain, explain_reply, explain_with};
pub use mine::{Mine, NoMine};
pub use proof::prove;
pub use span::Span;
