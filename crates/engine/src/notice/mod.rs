//! What a failed delivery left behind, read into one shape.
//!
//! A bounce mail, a pasted reply and (later) a log line or a provider's event all become a [`Notice`]: what kind of message it is, which mail it is about, and one [`Delivery`] for each recipient with the words that were said about it.
//! Nothing is judged here; that is the business of [`crate::diagnose`].

pub(crate) mod address;
mod event;
pub mod mail;
mod plain;

use std::borrow::Cow;

use crate::evidence::MAX_REPLY_BYTES;
use crate::smtp::{Stage, StatusCode};

pub use address::reported_address;
pub(crate) use plain::REPLY;

/// What kind of message was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A delivery failed for good.
    Failed,
    /// A delivery has not succeeded yet; the sending system goes on trying.
    Delayed,
    /// A delivery succeeded.
    Delivered,
    /// The mail went on to a system that sends no reports.
    Relayed,
    /// The mail went on to several addresses.
    Expanded,
    /// An automatic answer of the mailbox that was written to (RFC 3834); the mail arrived.
    AutoReply,
    /// A receipt: what the recipient did with the mail (RFC 8098).
    ReadReceipt,
    /// A recipient has reported the mail as unwanted (RFC 5965).
    Complaint,
    /// A report on mails sent in the name of a domain (RFC 7489).
    DmarcReport,
    /// The recipient's system wants the sender to confirm the mail before it delivers it.
    Challenge,
    /// None of these: no report about a delivery.
    Other,
}

impl Kind {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Failed => "failed",
            Kind::Delayed => "delayed",
            Kind::Delivered => "delivered",
            Kind::Relayed => "relayed",
            Kind::Expanded => "expanded",
            Kind::AutoReply => "auto-reply",
            Kind::ReadReceipt => "read-receipt",
            Kind::Complaint => "complaint",
            Kind::DmarcReport => "dmarc-report",
            Kind::Challenge => "challenge",
            Kind::Other => "other",
        }
    }

    /// Whether such a message reports that a mail has not arrived.
    pub fn is_failure(self) -> bool {
        matches!(self, Kind::Failed | Kind::Delayed)
    }
}

/// What became of one recipient (RFC 3464 section 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Not delivered, and no further attempt will be made.
    Failed,
    /// Not delivered yet.
    Delayed,
    /// Delivered.
    Delivered,
    /// Passed on to a system that sends no reports.
    Relayed,
    /// Delivered and passed on to several addresses.
    Expanded,
}

impl Action {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        self.kind().name()
    }

    /// The kind of a message that reports nothing else.
    pub fn kind(self) -> Kind {
        match self {
            Action::Failed => Kind::Failed,
            Action::Delayed => Kind::Delayed,
            Action::Delivered => Kind::Delivered,
            Action::Relayed => Kind::Relayed,
            Action::Expanded => Kind::Expanded,
        }
    }

    /// Whether the mail has not arrived.
    pub fn is_failure(self) -> bool {
        matches!(self, Action::Failed | Action::Delayed)
    }
}

/// What a reader of the answer should be warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Warning {
    /// The input was damaged or too long, so something may be missing.
    Truncated,
    /// Some text did not fit its charset, so words may be wrong.
    Charset,
    /// The mail that came back was not ours: somebody used our address as a false sender.
    Backscatter,
    /// The message is made to look like a bounce.
    Imitation,
}

impl Warning {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            Warning::Truncated => "truncated",
            Warning::Charset => "charset",
            Warning::Backscatter => "backscatter",
            Warning::Imitation => "imitation",
        }
    }

    /// Adds the warning to those of a notice, once.
    pub(crate) fn add_to(self, warnings: &mut Vec<Warning>) {
        if !warnings.contains(&self) {
            warnings.push(self);
        }
    }
}

/// The mail that a notice is about, as far as it was returned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedMessage {
    /// Its `From`.
    pub from: Option<String>,
    /// Its `Subject`.
    pub subject: Option<String>,
    /// Its `Message-ID`.
    pub message_id: Option<String>,
    /// Its `Date`.
    pub date: Option<String>,
}

/// What was said about one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// The address that failed.
    pub recipient: Option<String>,
    /// The address the sender wrote to, where it is another one (RFC 3464 section 2.3.1).
    pub original_recipient: Option<String>,
    /// What became of it.
    pub action: Option<Action>,
    /// The status of the report (RFC 3464 section 2.3.4).
    pub status: Option<StatusCode>,
    /// What a server said about it, or the sending system itself.
    pub reply: Option<Statement>,
    /// Further texts that may speak about this recipient, the likeliest first.
    pub remarks: Vec<Statement>,
    /// The host that refused.
    pub remote_mta: Option<String>,
    /// The host that reports.
    pub reporting_mta: Option<String>,
    /// The command that was answered, where the report tells it.
    pub stage: Option<Stage>,
    /// Until when the reporting system goes on trying, as it wrote it (RFC 3464 section 2.3.9).
    pub retry_until: Option<String>,
    /// What a complaint is about, in the words of RFC 5965 section 7.3: `abuse`, `opt-out`, `auth-failure`.
    pub feedback_type: Option<String>,
}

/// What an automatic answer says about its owner's absence, as far as that can be read with certainty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AutoReply {
    /// The day until which the owner is away, or on which they return, as in `2026-11-30`.
    pub until: Option<String>,
    /// The address to write to instead.
    pub instead: Option<String>,
}

/// Words from the input with the place they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The words, decoded and unfolded.
    pub text: String,
    /// Where they stand in the input, in bytes.
    pub origin: std::ops::Range<usize>,
}

/// Everything that was read from one message or reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// What kind of message it is.
    pub kind: Kind,
    /// In which form it came: `rfc3464`, `text`, `reply`.
    pub format: &'static str,
    /// The software or service that wrote it, as far as the form tells.
    pub agent: Option<&'static str>,
    /// The mail it is about.
    pub message: Option<ReturnedMessage>,
    /// What to be warned of.
    pub warnings: Vec<Warning>,
    /// What was said about each recipient.
    pub deliveries: Vec<Delivery>,
    /// What an automatic answer says about its owner's absence.
    pub auto_reply: Option<AutoReply>,
}

/// How many recipients one input may report, and how many replies it may hold. What follows is left out with a warning: no reader of the answer goes through more, and each costs far more to answer than to write.
pub const MAX_DELIVERIES: usize = 10_000;

/// Cuts a text behind its first `limit` bytes or a little before, where no character is cut, and says whether anything was lost.
pub(crate) fn clip(text: &mut String, limit: usize) -> bool {
    let end = text.floor_char_boundary(limit);
    let cut = end < text.len();
    text.truncate(end);
    cut
}

impl Statement {
    /// A statement as far as it is examined; more would only be carried along.
    pub(crate) fn clipped(mut text: String, origin: std::ops::Range<usize>, warnings: &mut Vec<Warning>) -> Statement {
        if clip(&mut text, MAX_REPLY_BYTES) {
            Warning::Truncated.add_to(warnings);
        }
        Statement { text, origin }
    }
}

/// Reads one input: a mail, or plain text with one reply or several.
///
/// Never fails: what cannot be read gives a notice of kind [`Kind::Other`] without deliveries.
pub fn read(input: &[u8]) -> Vec<Notice> {
    read_as_far_as(input, &mut |_, _| true)
}

/// Asked of the recipients of a report for programs: whether the words for people are wanted as well, which cost more to read than the report.
pub(crate) type Wants<'w> = dyn FnMut(Kind, &mut [Delivery]) -> bool + 'w;

/// Like [`read`], but looks for further remarks about the recipients of a report only where `wants_more` says so.
pub(crate) fn read_as_far_as(input: &[u8], wants_more: &mut Wants<'_>) -> Vec<Notice> {
    let input = &*with_line_feeds(input);
    if mail::looks_like_mail(input) {
        return vec![mail::read(input, wants_more)];
    }
    event::read(input).unwrap_or_else(|| plain::read(input))
}

/// The input with line feeds where carriage returns alone end its lines, as old Macintosh programs wrote them. Every byte stays at its place.
fn with_line_feeds(input: &[u8]) -> Cow<'_, [u8]> {
    // Every other byte of UTF-16 text is zero, and its line ends have two bytes.
    if memchr::memchr2(b'\n', 0, input).is_some() || memchr::memchr(b'\r', input).is_none() {
        return Cow::Borrowed(input);
    }
    Cow::Owned(input.iter().map(|&byte| if byte == b'\r' { b'\n' } else { byte }).collect())
}

/// Whether [`read`] takes the input for a mail rather than for plain text.
pub fn is_mail(input: &[u8]) -> bool {
    mail::looks_like_mail(input)
}

#[cfg(test)]
mod tests;
