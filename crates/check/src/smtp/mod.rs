//! Dialogues with mail servers, as far as they go without handing over a mail.
//!
//! The client is our own because what it is for is what others hide: every line with its direction, where exactly a server fell silent, what was wrong with a certificate that did not stop the dialogue.
//! [`survey()`] talks to the mail hosts of a domain once; [`reachable`], [`tls`] and [`size`] read what came of it.
//!
//! - No dialogue reaches `DATA`. `MAIL FROM:<>` and `RCPT TO` are said only when probing a recipient was asked for, and never to a provider that punishes it ([`Probing`]).
//! - Addresses are checked against the [`Reach`](crate::Reach) of the world after they were resolved, so a zone cannot lead a dialogue into a private network.
//! - A dialogue has a bound for each reply and one for the whole, so that neither silence nor a drip nor a flood lasts.

mod capabilities;
mod certificate;
mod connect;
mod dialogue;
mod hosts;
mod probing;
pub mod reachable;
mod refusal;
mod reply;
mod shown;
pub mod size;
mod survey;
pub mod tls;
mod transcript;
mod trouble;
mod trust;
mod wire;

pub use capabilities::{Capabilities, Limits, SizeLimit};
pub use certificate::{Certificate, CertificateFault};
pub use dialogue::{Dialogue, Encryption, Probe, Request};
pub use hosts::{MailHost, Route, route};
pub use probing::Probing;
pub use reply::Reply;
pub use survey::{Survey, survey};
pub use transcript::Transcript;
pub use trouble::{TlsTrouble, Trouble};
pub use trust::Trust;
