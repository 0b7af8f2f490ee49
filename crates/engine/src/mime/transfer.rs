//! Undoes quoted-printable and base64 (RFC 2045 sections 6.7 and 6.8).
//!
//! Both decoders are written here although crates exist for them, because two things count more than speed:
//! the way back to the bytes of the mail ([`Spans`]), and patience with what servers make of encoded text
//! (missing padding, a footer in plain text behind the last group, blanks behind a soft line break, a body that was never encoded at all).

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

use super::media::Transfer;
use super::note::Damage;
use super::parameters::hex;
use super::spans::Spans;

/// The bytes of a body as they were before they were made fit to travel.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The bytes; borrowed from the mail when they travelled as they are.
    pub bytes: Cow<'a, [u8]>,
    /// Set when the body was not what its transfer encoding allows.
    pub problem: Option<Damage>,
    pub(super) spans: Spans,
}

impl Decoded<'_> {
    /// Where in the mail a range of the bytes comes from; for base64 rounded outwards to groups of four.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.spans.origin(range)
    }
}

/// Decodes the bytes of `raw` in `range`.
pub(super) fn decode(raw: &[u8], range: Range<usize>, transfer: Transfer) -> Decoded<'_> {
    let body = raw.get(range.clone()).unwrap_or_default();
    match transfer {
        Transfer::Identity => identity(body, range, None),
        Transfer::Unknown => identity(body, range, Some(Damage::TransferEncoding)),
        Transfer::QuotedPrintable => match memchr(b'=', body) {
            None => identity(body, range, None),
            Some(_) => quoted_printable(body, range),
        },
        Transfer::Base64 if looks_encoded(body) => base64(body, range),
        Transfer::Base64 => identity(body, range, Some(Damage::TransferEncoding)),
    }
}

fn identity(body: &[u8], range: Range<usize>, problem: Option<Damage>) -> Decoded<'_> {
    Decoded { bytes: Cow::Borrowed(body), problem, spans: Spans::identity(range) }
}

fn quoted_printable(body: &[u8], range: Range<usize>) -> Decoded<'static> {
    let base = range.start;
    let mut bytes = Vec::with_capacity(body.len());
    let mut spans = Spans::over(range);
    let mut problem = None;
    let mut at = 0;
    while at < body.len() {
        let rest = body.get(at..).unwrap_or_default();
        let plain = memchr2(b'=', b'\n', rest).unwrap_or(rest.len());
        let chunk = rest.get(..plain).unwrap_or_default();
        if rest.get(plain) != Some(&b'=') {
            // Blanks before a line end were added on the way (RFC 2045 section 6.7, rule 3).
            let line = chunk.strip_suffix(b"\r").unwrap_or(chunk);
            let kept = line.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).map_or(0, |last| last + 1);
            bytes.extend_from_slice(line.get(..kept).unwrap_or_default());
            spans.copy(base + at, kept);
            let ending = rest.get(line.len()..rest.len().min(plain + 1)).unwrap_or_default();
            bytes.extend_from_slice(ending);
            spans.copy(base + at + line.len(), ending.len());
            at += plain + 1;
            continue;
        }
        bytes.extend_from_slice(chunk);
        spans.copy(base + at, chunk.len());
        at += plain;
        let after = body.get(at + 1..).unwrap_or_default();
        let escapes = push_escapes(body.get(at..).unwrap_or_default(), &mut bytes);
        if escapes > 0 {
            spans.steps(base + at, 3, 1, escapes);
            at += 3 * escapes;
        } else if let Some(length) = soft_break(after) {
            at += 1 + length;
        } else {
            bytes.push(b'=');
            spans.copy(base + at, 1);
            problem = Some(Damage::TransferEncoding);
            at += 1;
        }
    }
    Decoded { bytes: Cow::Owned(bytes), problem, spans }
}

/// Decodes the escapes that `text` starts with and says how many they were.
fn push_escapes(text: &[u8], bytes: &mut Vec<u8>) -> usize {
    let mut count = 0;
    for triple in text.as_chunks::<3>().0 {
        let [b'=', high, low] = triple else { break };
        let (Some(high), Some(low)) = (hex(*high), hex(*low)) else { break };
        bytes.push(high << 4 | low);
        count += 1;
    }
    count
}

/// Length of what follows the `=` of a soft line break: blanks added on the way and the line end. At the end of the body the line end may be missing.
fn soft_break(after: &[u8]) -> Option<usize> {
    let blanks = after.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(after.len());
    match after.get(blanks..)? {
        [] => Some(blanks),
        [b'\r', b'\n', ..] => Some(blanks + 2),
        [b'\r' | b'\n', ..] => Some(blanks + 1),
        _ => None,
    }
}

const OUTSIDE: u8 = 0xff;

#[expect(clippy::indexing_slicing, reason = "the index ends where the table does")]
const SEXTETS: [u8; 256] = {
    let mut table = [OUTSIDE; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            letter @ b'A'..=b'Z' => letter - b'A',
            letter @ b'a'..=b'z' => letter - b'a' + 26,
            digit @ b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => OUTSIDE,
        };
        byte += 1;
    }
    table
};

#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256")]
fn sextet(byte: u8) -> u8 {
    SEXTETS[usize::from(byte)]
}

/// Longest first line that is looked at to see whether a body was encoded at all.
const SAMPLE: usize = 1024;

/// Whether a body declared as base64 is: some servers declare it and send the text itself. The first line with anything in it tells.
fn looks_encoded(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    let sample = start.get(..SAMPLE).unwrap_or(start);
    let line = sample.get(..memchr2(b'\r', b'\n', sample).unwrap_or(sample.len())).unwrap_or_default().trim_ascii_end();
    let strange = line.iter().filter(|byte| sextet(**byte) == OUTSIDE && **byte != b'=').count();
    strange * 8 <= line.len()
}

/// Whether a body that declares nothing is base64 beyond doubt: whole groups and nothing else.
pub(super) fn is_undeclared_base64(body: &[u8]) -> bool {
    let start = body.trim_ascii();
    let sample = start.get(..SAMPLE).unwrap_or(start);
    let line = sample.get(..memchr2(b'\r', b'\n', sample).unwrap_or(sample.len())).unwrap_or_default();
    let is_encoded = |byte: &u8| sextet(*byte) != OUTSIDE || *byte == b'=';
    let whole = line.len() >= 8 && line.len() % 4 == 0 && line.iter().all(is_encoded);
    whole && sample.iter().all(|byte| is_encoded(byte) || matches!(byte, b'\r' | b'\n'))
}

fn base64(body: &[u8], range: Range<usize>) -> Decoded<'static> {
    let base = range.start;
    let mut group = Group::default();
    let mut decoder = Base64 { bytes: Vec::with_capacity(body.len() / 4 * 3 + 3), spans: Spans::over(range), problem: None, padded: false };
    let mut at = 0;
    while at < body.len() {
        let rest = body.get(at..).unwrap_or_default();
        let length = memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        if decoder.padded && line.trim_ascii().iter().any(|byte| sextet(*byte) == OUTSIDE && *byte != b'=') {
            // Behind the padding comes something that is no base64: a footer somebody appended.
            decoder.problem = Some(Damage::TransferEncoding);
            break;
        }
        decoder.line(line, base + at, &mut group);
        at += length + 1;
    }
    if group.length > 0 {
        decoder.problem = Some(Damage::TransferEncoding);
        decoder.flush(&mut group);
    }
    Decoded { bytes: Cow::Owned(decoder.bytes), problem: decoder.problem, spans: decoder.spans }
}

/// Base64 without a way back, for encoded words; what is no base64 is passed over.
pub(super) fn base64_bytes(text: &[u8]) -> Vec<u8> {
    base64(text, 0..text.len()).bytes.into_owned()
}

struct Base64 {
    bytes: Vec<u8>,
    spans: Spans,
    problem: Option<Damage>,
    /// Whether padding has been seen, after which little should come.
    padded: bool,
}

/// Up to four characters that have not become bytes yet.
#[derive(Default)]
struct Group {
    bits: u32,
    length: usize,
    start: usize,
    end: usize,
}

impl Base64 {
    fn line(&mut self, line: &[u8], at: usize, group: &mut Group) {
        let mut done = 0;
        if group.length == 0 {
            let (quads, _) = line.as_chunks::<4>();
            for [a, b, c, d] in quads {
                let (a, b, c, d) = (sextet(*a), sextet(*b), sextet(*c), sextet(*d));
                if a | b | c | d == OUTSIDE {
                    break;
                }
                self.bytes.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
                done += 4;
            }
            self.spans.steps(at, 4, 3, done / 4);
        }
        for (offset, byte) in line.iter().enumerate().skip(done) {
            match sextet(*byte) {
                OUTSIDE if *byte == b'=' => {
                    self.padded = true;
                    self.flush(group);
                }
                OUTSIDE => {
                    if !matches!(byte, b'\r' | b' ' | b'\t') {
                        self.problem = Some(Damage::TransferEncoding);
                    }
                }
                value => {
                    if group.length == 0 {
                        group.start = at + offset;
                    }
                    group.end = at + offset + 1;
                    group.bits = group.bits << 6 | u32::from(value);
                    group.length += 1;
                    if group.length == 4 {
                        self.flush(group);
                    }
                }
            }
        }
    }

    /// Turns what the group holds into bytes; a single character holds none.
    fn flush(&mut self, group: &mut Group) {
        let [_, a, b, c] = (group.bits << (6 * (4 - group.length.min(4)))).to_be_bytes();
        let whole = [a, b, c];
        let count = group.length.saturating_sub(1);
        self.bytes.extend(whole.iter().take(count));
        self.spans.steps(group.start, group.end - group.start, count, 1);
        *group = Group::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(transfer: Transfer, body: &str, expected: &str, sound: bool) {
        let decoded = decode(body.as_bytes(), 0..body.len(), transfer);
        assert_eq!(String::from_utf8_lossy(&decoded.bytes), expected, "{body:?}");
        assert_eq!(decoded.problem.is_none(), sound, "{body:?}");
    }

    #[test]
    fn quoted_printable_with_its_damages() {
        let check = |body, expected, sound| check(Transfer::QuotedPrintable, body, expected, sound);
        check("plain\r\ntext", "plain\r\ntext", true);
        check("=E9=80=80=E4=BF=A1", "退信", true);
        check("=e9=80=80", "退", true);
        check("soft =\r\nbreak=  \nagain=", "soft breakagain", true);
        check("blanks=20 \t\r\nend  \n", "blanks \r\nend\n", true);
        check("a=b=zz", "a=b=zz", false);
        check("=C3=A", "\u{fffd}=A", false);
    }

    #[test]
    fn base64_with_its_damages() {
        let check = |body, expected, sound| check(Transfer::Base64, body, expected, sound);
        check("6YCA5L+h", "退信", true);
        check("6YC\r\nA5L\r\n+h\r\n", "退信", true);
        check("Ym91bmNl\r\nZA==\r\n", "bounced", true);
        check("Ym91bmNlZA", "bounced", false);
        check("Ym91bmNlZA==\n____ a footer that was appended\n", "bounced", false);
        check("Ym91bmNlZA==\nIG9uY2U=\n", "bounced once", true);
        check("Ym91!bmNlYm91bmNlYm91bmNl", "bouncebouncebounce", false);
        check("This was never encoded, whatever the header says.", "This was never encoded, whatever the header says.", false);
        check("", "", true);
    }

    #[test]
    fn every_byte_leads_back() {
        let body = b"xx=E9=80=80 =\r\nok";
        let decoded = decode(body, 2..body.len(), Transfer::QuotedPrintable);
        assert_eq!(&*decoded.bytes, "退 ok".as_bytes());
        assert_eq!(decoded.origin(0..3), 2..11);
        assert_eq!(decoded.origin(1..2), 5..8);
        assert_eq!(decoded.origin(4..6), 15..17);
        let body = b"Ym91\nbm\nNlZA==";
        let decoded = decode(body, 0..body.len(), Transfer::Base64);
        assert_eq!(decoded.origin(0..1), 0..4);
        assert_eq!(decoded.origin(3..4), 5..10);
        assert_eq!(decoded.origin(6..7), 10..12);
    }
}
