//! Where in a mail something stands, as a person finds it: by its line.

use std::ops::Range;

use memchr::memchr_iter;
use tuixin::mime::Mail;

use crate::report::{Evidence, Finding};

/// How much of a line is shown, in characters.
const SHOWN_CHARACTERS: usize = 160;

/// The number of the line in which an offset lies, counted from 1 as editors do.
pub(super) fn line_of(raw: &[u8], at: usize) -> usize {
    1 + memchr_iter(b'\n', raw.get(..at).unwrap_or(raw)).count()
}

/// A finding with the line it is about, and that line to be seen.
pub(super) fn at(finding: Finding, mail: &Mail<'_>, offset: usize) -> Finding {
    let raw = mail.raw();
    finding.with("line", line_of(raw, offset)).seen(Evidence::Lines(vec![shown(raw.get(line(raw, offset)).unwrap_or_default())]))
}

/// The line around an offset, without its end.
fn line(raw: &[u8], at: usize) -> Range<usize> {
    let at = at.min(raw.len());
    let start = raw.get(..at).and_then(|before| memchr::memrchr(b'\n', before)).map_or(0, |end| end + 1);
    let end = raw.get(at..).and_then(|after| memchr::memchr(b'\n', after)).map_or(raw.len(), |length| at + length);
    start..end
}

/// Bytes of a stranger, fit to be shown on one line: what moves a cursor or turns the direction of writing is spelt out.
pub(super) fn shown(bytes: &[u8]) -> String {
    let bytes = bytes.trim_ascii_end();
    let head = bytes.get(..SHOWN_CHARACTERS * 4).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let mut shown = legible(&text.chars().take(SHOWN_CHARACTERS).collect::<String>());
    if head.len() < bytes.len() || text.chars().nth(SHOWN_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown
}

/// A text in which nothing is invisible.
pub(super) fn legible(text: &str) -> String {
    let mut legible = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || turns_direction(character) {
            legible.extend(character.escape_unicode());
        } else {
            legible.push(character);
        }
    }
    legible
}

/// Whether a character changes the direction in which its neighbours are written (Unicode Standard Annex 9, section 2).
pub(super) fn turns_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}')
}
