//! JSON: one array, or one object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use tuixin::advice::Texts;
use tuixin_wire::Message;

use super::{Item, Report};

/// One object a line.
pub struct JsonLines<'a, W> {
    out: W,
    vocabulary: Option<&'a str>,
    /// The words for what was looked up.
    texts: Option<&'a Texts>,
}

impl<'a, W: Write> JsonLines<'a, W> {
    pub fn new(out: W, vocabulary: Option<&'a str>, texts: Option<&'a Texts>) -> JsonLines<'a, W> {
        JsonLines { out, vocabulary, texts }
    }
}

impl<W: Write> Report for JsonLines<'_, W> {
    fn message(&mut self, item: &Item<'_>) -> io::Result<()> {
        write(&mut self.out, &message(item, self.vocabulary, self.texts))?;
        self.out.write_all(b"\n")
    }

    fn skipped(&mut self, source: &str) -> io::Result<()> {
        write(&mut self.out, &Message::skipped(source))?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// One array with an object a line.
pub struct JsonArray<'a, W> {
    lines: JsonLines<'a, W>,
    is_open: bool,
}

impl<'a, W: Write> JsonArray<'a, W> {
    pub fn new(out: W, vocabulary: Option<&'a str>, texts: Option<&'a Texts>) -> JsonArray<'a, W> {
        JsonArray { lines: JsonLines::new(out, vocabulary, texts), is_open: false }
    }

    fn separate(&mut self) -> io::Result<()> {
        let before: &[u8] = if self.is_open { b",\n " } else { b"[" };
        self.is_open = true;
        self.lines.out.write_all(before)
    }
}

impl<W: Write> Report for JsonArray<'_, W> {
    fn message(&mut self, item: &Item<'_>) -> io::Result<()> {
        self.separate()?;
        write(&mut self.lines.out, &message(item, self.lines.vocabulary, self.lines.texts))
    }

    fn skipped(&mut self, source: &str) -> io::Result<()> {
        self.separate()?;
        write(&mut self.lines.out, &Message::skipped(source))
    }

    fn finish(&mut self) -> io::Result<()> {
        let end: &[u8] = if self.is_open { b"]\n" } else { b"[]\n" };
        self.lines.out.write_all(end)?;
        self.lines.out.flush()
    }
}

/// An item with what was looked up, where there are words for that.
fn message<'a>(item: &Item<'a>, vocabulary: Option<&str>, texts: Option<&Texts>) -> Message<'a> {
    let message = item.message(vocabulary);
    match texts {
        Some(texts) => message.with_follow_ups(item.looked_up, texts),
        None => message,
    }
}

/// Writes one value on one line.
pub fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, TerminalSafe)).map_err(io::Error::from)
}

/// JSON in which control characters beyond ASCII are escaped too: some terminals obey them.
struct TerminalSafe;

impl Formatter for TerminalSafe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| matches!(c, '\u{7f}'..='\u{9f}')) {
            let (before, from) = rest.split_at(at);
            let mut chars = from.chars();
            CompactFormatter.write_string_fragment(out, before)?;
            if let Some(control) = chars.next() {
                write!(out, "\\u{:04x}", u32::from(control))?;
            }
            rest = chars.as_str();
        }
        CompactFormatter.write_string_fragment(out, rest)
    }
}
