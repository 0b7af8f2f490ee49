//! What was found damaged while a mail was read.
//!
//! Mails that reach a bounce reader are rarely well-formed: servers cut them, gateways fold them anew, people forward them.
//! So damage is a value that stands beside the result, never an error that takes the result away.

use super::PartId;

/// One damage and where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The part that suffers from it.
    pub part: PartId,
    /// What is wrong.
    pub damage: Damage,
    /// Offset in the mail at which it was noticed.
    pub at: usize,
}

/// The kinds of damage that are survived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Damage {
    /// There is no header: the input starts with something that is no field (RFC 5322 section 2.2).
    NoHeader,
    /// The header ends without the empty line that must follow it (RFC 5322 section 2.1).
    NoBlankLine,
    /// Lines end with a bare CR, which no mail may contain (RFC 5322 section 2.3).
    CrOnlyLines,
    /// The declared boundary never appears (RFC 2046 section 5.1.1). When other delimiter lines stand in its place they were used.
    MissingBoundary,
    /// No boundary is declared; the first line that looks like a delimiter was taken for it (RFC 2046 section 5.1.1).
    LostBoundary,
    /// A multipart ends without its closing delimiter (RFC 2046 section 5.1.1).
    Unterminated,
    /// A message or multipart is nested too deeply and was left closed.
    DepthLimit,
    /// There are more parts than are read; the rest of the mail belongs to no part of its own.
    PartLimit,
    /// A message is transfer-encoded, which RFC 2046 section 5.2.1 forbids. It was left closed; its decoded bytes can be read as a mail.
    EncodedMessage,
    /// The text is not what its declared charset allows, or the charset is not known; it was guessed.
    Charset,
    /// The body is not what its declared transfer encoding allows (RFC 2045 section 6), or the encoding is not known.
    TransferEncoding,
}
