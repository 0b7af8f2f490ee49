//! The text of a part, with the way back to the bytes of the mail.
//!
//! Nothing is decoded before somebody asks, and text that travelled as UTF-8 or ASCII is borrowed.
//! The way back through a charset is worked out only at the first question for an origin: most parts are read and never pointed at.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::charset::{self, Way};
use super::media::Transfer;
use super::note::Damage;
use super::spans::Spans;
use super::transfer::{self, Decoded};

/// Decoded text.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text, its line ends as they were sent.
    pub text: Cow<'a, str>,
    /// The charset that was used, by its name in the Encoding Standard of the WHATWG.
    pub charset: &'static str,
    /// The worst that was met: a transfer encoding or a charset that did not fit.
    pub problem: Option<Damage>,
    spans: Spans,
    way: Way<'a>,
    plain: OnceLock<usize>,
    /// The way back as far as the first question went, and all of it.
    near: OnceLock<Spans>,
    far: OnceLock<Spans>,
}

impl<'a> Text<'a> {
    /// Reads decoded bytes as text.
    pub(super) fn of(decoded: Decoded<'a>, label: Option<&[u8]>) -> Text<'a> {
        let outcome = charset::decode(decoded.bytes, label);
        let problem = decoded.problem.or((!outcome.sound).then_some(Damage::Charset));
        Text {
            text: outcome.text,
            charset: outcome.charset,
            problem,
            spans: decoded.spans,
            way: outcome.way,
            plain: OnceLock::new(),
            near: OnceLock::new(),
            far: OnceLock::new(),
        }
    }

    /// Reads bytes that are no part of a mail, whose charset nobody declares unless a byte order mark tells UTF-16; the mark stays in the text.
    pub(crate) fn of_plain(bytes: &'a [u8]) -> Text<'a> {
        let label: Option<&[u8]> = match bytes {
            [0xff, 0xfe, ..] => Some(b"utf-16le"),
            [0xfe, 0xff, ..] => Some(b"utf-16be"),
            _ => None,
        };
        Text::of(transfer::decode(bytes, 0..bytes.len(), Transfer::Identity), label)
    }

    /// Where in the mail a range of the text comes from, rounded outwards to whole characters and groups.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.spans.origin(match &self.way {
            Way::Identity => range,
            Way::Known(table) => table.origin(range),
            Way::Again(encoding, bytes) if range.end <= *self.plain.get_or_init(|| charset::unchanged_length(encoding, bytes)) => range,
            Way::Again(encoding, bytes) => {
                let near = self.near.get_or_init(|| charset::spans(encoding, bytes, range.end.saturating_mul(2)));
                let table =
                    if near.covers(range.end) { near } else { self.far.get_or_init(|| charset::spans(encoding, bytes, usize::MAX)) };
                table.origin(range)
            }
        })
    }
}
