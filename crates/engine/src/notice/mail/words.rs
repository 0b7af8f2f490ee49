//! Words for people, with the way back to the bytes of the mail.

use crate::near;
use std::ops::Range;

use super::caseless::begins;
use super::returned::{end_of_words, returned_mail};
use crate::evidence::MAX_REPLY_BYTES;
use crate::mime::Text;
use crate::mime::html::{HtmlText, html_to_text};
use crate::notice::{Statement, Warning};

/// How much of the words for people is read, in bytes of decoded text. Bounces say what they have to say in the first lines; what follows is the returned mail.
pub(super) const MAX_PROSE: usize = 256 * 1024;

/// The text of one part.
pub(in crate::notice) struct Words<'a> {
    source: Text<'a>,
    html: Option<HtmlText>,
    /// Where the words end and the returned mail begins.
    end: usize,
    is_cut: bool,
}

/// A line with its place.
#[derive(Clone, Copy, Debug)]
pub(in crate::notice) struct Line<'w> {
    /// The line without the blanks around it.
    pub text: &'w str,
    /// Offset of `text` in the words.
    pub start: usize,
    /// How many blanks stand before it.
    pub indent: usize,
}

impl Line<'_> {
    /// Offset behind its text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

impl<'a> Words<'a> {
    pub(super) fn of(source: Text<'a>, is_html: bool) -> Words<'a> {
        // Tags are no words, so HTML gets more room.
        let limit = if is_html { 2 * MAX_PROSE } else { MAX_PROSE };
        let cut = source.text.floor_char_boundary(limit);
        let html = is_html.then(|| html_to_text(source.text.get(..cut).unwrap_or_default()));
        let read = match &html {
            Some(html) => html.text.as_str(),
            None => source.text.get(..cut).unwrap_or_default(),
        };
        let end = end_of_words(read);
        // When the returned mail has begun, nothing is lost.
        let is_cut = cut < source.text.len() && end == read.len();
        Words { end, is_cut, html, source }
    }

    /// What is said and the returned mail below it.
    pub(super) fn all(&self) -> &str {
        self.html.as_ref().map_or(&self.source.text, |html| &html.text)
    }

    /// What is said, the returned mail left out.
    pub(super) fn text(&self) -> &str {
        self.all().get(..self.end).unwrap_or_default()
    }

    /// The returned mail that stands below the words, header first; empty where there is none.
    pub(super) fn returned(&self) -> &str {
        returned_mail(self.all().get(self.end..).unwrap_or_default())
    }

    /// The words with what was taken for the returned mail, where that only repeats a few of its fields in their middle: `From`, `To` and `Subject`, then the reason.
    pub(super) fn with_repeated_fields(&self) -> Option<Words<'a>> {
        const HEAD: usize = 12;
        let is_printed = |line: &str| {
            ["received:", "return-path:", "message-id:", "mime-version:", "content-type:"].iter().any(|name| begins(line, name))
        };
        let returned = self.returned();
        if returned.trim().is_empty() || returned.lines().take(HEAD).any(is_printed) {
            return None;
        }
        let end = self.all().floor_char_boundary(MAX_PROSE);
        Some(Words { source: self.source.clone(), html: self.html.clone(), end, is_cut: self.is_cut })
    }

    /// The lines of [`Words::text`], empty ones too.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        lines(self.text())
    }

    /// Where in the mail a range of the words comes from.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let range = self.html.as_ref().map_or_else(|| range.clone(), |html| html.origin(range.clone()));
        self.source.origin(range)
    }

    /// The words in a range as a statement, the blanks around them left out; what no reply is long enough for is cut.
    pub(super) fn statement(&self, range: Range<usize>) -> Statement {
        let text = self.all().get(range.clone()).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        let text = text.get(..text.floor_char_boundary(MAX_REPLY_BYTES)).unwrap_or_default();
        Statement { text: text.to_owned(), origin: self.origin(start..start + text.len()) }
    }

    /// Notes that words which follow were left out.
    pub(super) fn cut(&mut self) {
        self.is_cut = true;
    }

    /// Adds what went wrong while the words were decoded.
    pub(super) fn warn(&self, warnings: &mut Vec<Warning>) {
        if self.source.problem.is_some() {
            Warning::Charset.add_to(warnings);
        }
        if self.is_cut {
            Warning::Truncated.add_to(warnings);
        }
    }
}

/// The lines of a text with their places, whatever ends them.
pub(in crate::notice) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let end = near::find_either(b'\n', b'\r', rest).map_or(bytes.len(), |end| at + end);
        // Both halves of a CRLF end one line.
        let is_pair = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        at = (end + 1 + usize::from(is_pair)).min(bytes.len());
        let content = without_blanks_behind(text.get(start..end).unwrap_or_default());
        let text = without_blanks_before(content);
        let indent = content.len() - text.len();
        Some(Line { text, start: start + indent, indent })
    })
}

/// The text without the blanks at its end. Most lines end with an ASCII letter or sign.
fn without_blanks_behind(text: &str) -> &str {
    if text.as_bytes().last().is_some_and(u8::is_ascii_graphic) { text } else { text.trim_end() }
}

/// The text without the blanks at its beginning, nearly always none or the one that most systems indent with.
fn without_blanks_before(text: &str) -> &str {
    if text.as_bytes().first().is_none_or(u8::is_ascii_graphic) {
        return text;
    }
    let inner = text.trim_ascii_start();
    if inner.as_bytes().first().is_none_or(u8::is_ascii_graphic) { inner } else { inner.trim_start() }
}

/// Whether a line is drawn across the page to separate what stands above from what stands below: `----- Transcript of session follows -----`.
pub(super) fn is_rule(line: &str) -> bool {
    ["---", "===", "***", "___", "+++", "###", "~~~", "———", "──", "|--"].iter().any(|rule| line.starts_with(rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_lf_crlf_and_cr_alike() {
        for text in ["a\n  b\n\nc", "a\r\n  b\r\n\r\nc", "a\r  b\r\rc"] {
            let found: Vec<_> = lines(text).map(|line| (line.text, line.indent)).collect();
            assert_eq!(found, [("a", 0), ("b", 2), ("", 0), ("c", 0)], "{text:?}");
            assert!(lines(text).all(|line| text.get(line.start..line.end()) == Some(line.text)));
        }
    }
}
