//! What a part says it is: media type (RFC 2045 section 5) and transfer encoding (RFC 2045 section 6).
//!
//! Only what a reader of bounces treats differently has a name of its own; the literal stays reachable by [`super::Mail::media_type`].

/// A media type, as far as it decides how a part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Media {
    /// `multipart/*` (RFC 2046 section 5.1).
    Multipart(Multipart),
    /// `text/*` (RFC 2046 section 4.1), also when nothing usable is declared (RFC 2045 section 5.2).
    Text(TextKind),
    /// A mail inside the mail.
    Message(Message),
    /// `message/delivery-status` (RFC 3464), with the misspellings that are met.
    DeliveryStatus,
    /// `message/global-delivery-status` (RFC 6533).
    GlobalDeliveryStatus,
    /// `message/global-headers` (RFC 6533).
    GlobalHeaders,
    /// `message/feedback-report` (RFC 5965).
    FeedbackReport,
    /// `message/disposition-notification` (RFC 8098) and its global form (RFC 6533).
    DispositionNotification,
    /// Everything else.
    Other,
}

/// Kinds of `multipart/*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Multipart {
    /// `multipart/report` (RFC 6522).
    Report,
    /// `multipart/mixed` (RFC 2046 section 5.1.3).
    Mixed,
    /// `multipart/alternative` (RFC 2046 section 5.1.4).
    Alternative,
    /// `multipart/related` (RFC 2387).
    Related,
    /// `multipart/digest` (RFC 2046 section 5.1.5), whose parts are messages unless they say otherwise.
    Digest,
    /// Any other, to be read like `mixed`.
    Other,
}

/// Kinds of `text/*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// `text/plain` (RFC 2046 section 4.1.3).
    Plain,
    /// `text/html` (RFC 2854).
    Html,
    /// `text/rfc822-headers` (RFC 6522 section 3), with the misspellings that are met.
    Rfc822Headers,
    /// Any other.
    Other,
}

/// Kinds of enclosed mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// `message/rfc822` (RFC 2046 section 5.2.1).
    Rfc822,
    /// `message/global` (RFC 6532 section 3.7).
    Global,
}

/// How the bytes of a body travel (RFC 2045 section 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Transfer {
    /// `7bit`, `8bit`, `binary`, or nothing declared: the bytes are themselves.
    #[default]
    Identity,
    /// `quoted-printable` (RFC 2045 section 6.7).
    QuotedPrintable,
    /// `base64` (RFC 2045 section 6.8).
    Base64,
    /// An encoding that is not known; the bytes are given as they are.
    Unknown,
}

impl Media {
    /// The kind of a literal `type/subtype`, in any case.
    pub(super) fn of(literal: &[u8]) -> Media {
        let (kind, subtype) = match crate::near::find(b'/', literal) {
            Some(slash) => (literal.get(..slash).unwrap_or_default(), literal.get(slash + 1..).unwrap_or_default()),
            None => (literal, &b""[..]),
        };
        let is = |name: &str| subtype.eq_ignore_ascii_case(name.as_bytes());
        if kind.eq_ignore_ascii_case(b"multipart") {
            Media::Multipart(match () {
                () if is("report") => Multipart::Report,
                () if is("mixed") => Multipart::Mixed,
                () if is("alternative") => Multipart::Alternative,
                () if is("related") => Multipart::Related,
                () if is("digest") => Multipart::Digest,
                () => Multipart::Other,
            })
        } else if kind.eq_ignore_ascii_case(b"message") {
            match () {
                () if is("rfc822") => Media::Message(Message::Rfc822),
                () if is("global") => Media::Message(Message::Global),
                () if is("delivery-status") || is("xdelivery-status") || is("x-delivery-status") => Media::DeliveryStatus,
                () if is("global-delivery-status") => Media::GlobalDeliveryStatus,
                () if is("global-headers") => Media::GlobalHeaders,
                () if is("feedback-report") => Media::FeedbackReport,
                () if is("disposition-notification") || is("global-disposition-notification") => Media::DispositionNotification,
                () if is("rfc822-headers") || is("rfc822-header") => Media::Text(TextKind::Rfc822Headers),
                () => Media::Other,
            }
        } else if kind.eq_ignore_ascii_case(b"text") || subtype.is_empty() {
            Media::Text(match () {
                () if is("plain") || subtype.is_empty() => TextKind::Plain,
                () if is("html") => TextKind::Html,
                () if is("rfc822-headers") || is("rfc822-header") => TextKind::Rfc822Headers,
                () => TextKind::Other,
            })
        } else {
            Media::Other
        }
    }

    /// Whether a person is meant to read the body as it is.
    pub fn is_text(self) -> bool {
        matches!(self, Media::Text(_))
    }
}

impl Transfer {
    /// The encoding a `Content-Transfer-Encoding` names; comments and other additions behind it are passed over.
    pub(super) fn of(value: &[u8]) -> Transfer {
        let value = value.trim_ascii().trim_ascii_start();
        let end = value.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_')).unwrap_or(value.len());
        let is = |name: &str| value.get(..end).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
        match () {
            () if is("7bit")
                || is("8bit")
                || is("binary")
                || is("")
                || is("7-bit")
                || is("8-bit")
                || is("7bits")
                || is("8bits")
                || is("none") =>
            {
                Transfer::Identity
            }
            () if is("quoted-printable") || is("quotedprintable") => Transfer::QuotedPrintable,
            () if is("base64") || is("base-64") => Transfer::Base64,
            () => Transfer::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_have_their_kinds() {
        for (literal, kind) in [
            ("text/plain", Media::Text(TextKind::Plain)),
            ("TEXT/HTML", Media::Text(TextKind::Html)),
            ("text", Media::Text(TextKind::Plain)),
            ("", Media::Text(TextKind::Plain)),
            ("text/rfc822-header", Media::Text(TextKind::Rfc822Headers)),
            ("Message/Delivery-Status", Media::DeliveryStatus),
            ("message/xdelivery-status", Media::DeliveryStatus),
            ("message/global", Media::Message(Message::Global)),
            ("multipart/report", Media::Multipart(Multipart::Report)),
            ("multipart/x-strange", Media::Multipart(Multipart::Other)),
            ("image/png", Media::Other),
            ("message/partial", Media::Other),
        ] {
            assert_eq!(Media::of(literal.as_bytes()), kind, "{literal}");
        }
    }

    #[test]
    fn transfer_encodings_are_known_with_their_additions() {
        for (value, transfer) in [
            (" 8bit", Transfer::Identity),
            ("Quoted-Printable", Transfer::QuotedPrintable),
            ("base64 (mostly)", Transfer::Base64),
            ("7bit;", Transfer::Identity),
            ("base9000", Transfer::Unknown),
            ("x-uuencode", Transfer::Unknown),
        ] {
            assert_eq!(Transfer::of(value.as_bytes()), transfer, "{value}");
        }
    }
}
