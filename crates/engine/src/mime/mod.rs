//! Reads the MIME structure of a mail (RFC 5322, RFC 2045 to 2049) as a reader of bounces needs it.
//!
//! A bounce is a mail about a mail, usually in three parts: a text for people, a report for programs, and what is left of the mail that failed.
//! It was made by one server and touched by several, so whatever the standards demand is missing in some of them:
//! boundaries that never appear, messages cut in the middle, base64 declared over plain text, no header at all.
//! Therefore reading never fails. [`Mail::parse`] gives the parts it finds and [`Note`]s about what was wrong.
//!
//! Parts are ranges into the input, held in one flat list; nothing is decoded or copied before somebody asks.
//! There is no recursion, depth and number of parts have bounds ([`MAX_DEPTH`], [`MAX_PARTS`]),
//! and the work is linear in the size of the input whatever its bytes are, because these mails are sent by strangers.
//! Decoded text knows where it came from ([`Text::origin`]), because a diagnosis has to show the stretch of the mail that it rests on.
//!
//! The decoders for quoted-printable and base64 are our own: the way back and the patience with damage matter more than their speed.

mod structure;

mod media;
mod note;

mod header;
mod parameters;

mod encoded_word;

mod text;
mod transfer;

mod charset;
mod stateful;

pub mod html;

mod lines;
mod spans;

pub(crate) use header::RawField;
pub use header::{Field, Headers};
pub use media::{Media, Message, Multipart, TextKind, Transfer};
pub use note::{Damage, Note};
pub use parameters::Parameters;
pub use spans::Spans;
pub use structure::{Children, MAX_DEPTH, MAX_PARTS, Mail, Part, PartId};
pub use text::Text;
pub use transfer::Decoded;

#[cfg(test)]
mod tests;
