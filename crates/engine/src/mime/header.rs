//! Header fields (RFC 5322 section 2.2), found one after the other on demand.
//!
//! Nothing is stored: a bounce reader asks for a dozen fields of a header that is read in a microsecond.
//! The same iterator reads a header, a `text/rfc822-headers` part and a group of fields of a delivery status, for all have the same grammar.

use crate::near;
use std::borrow::Cow;
use std::ops::Range;

use super::encoded_word;
use super::lines::{Breaks, is_blank};
use super::parameters::Parameters;

/// The fields of one block, in order, up to its first empty line.
#[derive(Clone, Debug)]
pub struct Headers<'a> {
    raw: &'a [u8],
    at: usize,
    end: usize,
    breaks: Breaks,
    /// The name of the field at `at`, where the search for the end of the one before has met it.
    met: Option<FieldName>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The name, as written.
    pub name: &'a str,
    /// The value as written, folded lines and all, without the blanks around it.
    pub raw: &'a [u8],
    /// Where the value lies, counted from the start of the bytes that were read.
    pub at: Range<usize>,
}

impl<'a> Headers<'a> {
    /// The fields at the start of `block`.
    pub fn of(block: &'a [u8]) -> Headers<'a> {
        Headers { raw: block, at: 0, end: block.len(), breaks: Breaks::of(block), met: None }
    }

    /// The fields in a part of a mail.
    pub(super) fn within(raw: &'a [u8], range: Range<usize>, breaks: Breaks) -> Headers<'a> {
        Headers { raw, at: range.start, end: range.end, breaks, met: None }
    }

    /// The first field of this name, in any case.
    pub fn first(self, name: &str) -> Option<Field<'a>> {
        let [first] = self.first_of([name]);
        first
    }

    /// The first field of each of these names, in any case. Lines that begin otherwise are passed over without a look at what they are.
    pub(crate) fn first_of<const N: usize>(self, names: [&str; N]) -> [Option<Field<'a>>; N] {
        let mut found = [const { None }; N];
        let mut fields = self;
        while fields.at < fields.end {
            let start = fields.at;
            let (end, next) = fields.breaks.line(fields.raw, start);
            let line = fields.raw.get(start..end.min(fields.end)).unwrap_or_default();
            if line.is_empty() {
                break;
            }
            match names.iter().zip(&mut found).find(|(name, _)| is_field_of(line, name)) {
                Some((_, first @ None)) => {
                    *first = fields.next();
                    if found.iter().all(Option::is_some) {
                        break;
                    }
                }
                _ => {
                    fields.met = None;
                    fields.at = next;
                }
            }
        }
        found
    }

    /// Offset behind the last field that was given out, or behind the whole block with its empty line once the end was reached.
    pub fn position(&self) -> usize {
        self.at
    }
}

/// A field whose name nobody needs as text.
pub(crate) struct RawField<'a> {
    /// The name, as written.
    pub name: &'a [u8],
    /// The value, as in [`Field::raw`].
    pub raw: &'a [u8],
    /// Where the value lies.
    pub at: Range<usize>,
}

impl<'a> RawField<'a> {
    /// The value as in [`Field::text`].
    pub(crate) fn text(&self) -> Cow<'a, str> {
        encoded_word::decode(self.raw)
    }
}

impl<'a> Iterator for Headers<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let RawField { name, raw, at } = self.next_raw()?;
        Some(Field { name: std::str::from_utf8(name).ok()?, raw, at })
    }
}

impl<'a> Headers<'a> {
    /// The next field.
    pub(crate) fn next_raw(&mut self) -> Option<RawField<'a>> {
        while self.at < self.end {
            let start = self.at;
            let (end, mut next) = self.breaks.line(self.raw, start);
            let line = self.raw.get(start..end.min(self.end))?;
            if line.is_empty() {
                self.at = next.min(self.end);
                self.end = self.at;
                return None;
            }
            let Some(name) = self.met.take().or_else(|| field_name(line)) else {
                self.at = next;
                continue;
            };
            let mut stop = start + line.len();
            while next < self.end {
                let (end, after) = self.breaks.line(self.raw, next);
                let end = end.min(self.end);
                let line = self.raw.get(next..end)?;
                // A line that is no field belongs to the field before it, even when its blank got lost.
                if line.is_empty() {
                    break;
                }
                if !matches!(line.first(), Some(b' ' | b'\t')) {
                    self.met = field_name(line);
                    if self.met.is_some() {
                        break;
                    }
                }
                stop = end;
                next = after;
            }
            self.at = next.min(self.end);
            let value = self.raw.get(start + name.value..stop)?;
            let from = start + name.value + (value.len() - value.trim_ascii_start().len());
            let raw = value.trim_ascii();
            let name = line.get(..name.length)?;
            return Some(RawField { name, raw, at: from..from + raw.len() });
        }
        None
    }
}

impl<'a> Field<'a> {
    /// The value as a person reads it: unfolded, encoded words decoded (RFC 2047), unencoded 8-bit text guessed.
    pub fn text(&self) -> Cow<'a, str> {
        encoded_word::decode(self.raw)
    }

    /// The value on one line (RFC 5322 section 2.2.3), otherwise as written.
    pub fn unfolded(&self) -> Cow<'a, [u8]> {
        unfold(self.raw)
    }

    /// The value as a main value with parameters (RFC 2045 section 5.1, RFC 2231).
    pub fn parameters(&self) -> Parameters<'a> {
        Parameters::of(self.raw)
    }
}

/// Whether a line begins a field of this name, in any case.
fn is_field_of(line: &[u8], name: &str) -> bool {
    line.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && field_name(line).is_some_and(|found| found.length == name.len())
}

/// Takes the line breaks out of a folded value; the blank after each stays, as RFC 5322 says, and where it got lost there is one again.
pub(super) fn unfold(raw: &[u8]) -> Cow<'_, [u8]> {
    let Some(mut end) = near::find_either(b'\r', b'\n', raw) else { return Cow::Borrowed(raw) };
    let mut line = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, mut behind)) = rest.split_at_checked(end).filter(|(_, behind)| !behind.is_empty()) {
        line.extend_from_slice(before);
        while let [b'\r' | b'\n', after @ ..] = behind {
            behind = after;
        }
        if !matches!(behind.first(), None | Some(b' ' | b'\t')) {
            line.push(b' ');
        }
        rest = behind;
        end = near::find_either(b'\r', b'\n', rest).unwrap_or(rest.len());
    }
    line.extend_from_slice(rest);
    Cow::Owned(line)
}

#[derive(Clone, Copy, Debug)]
pub(super) struct FieldName {
    /// Length of the name.
    pub length: usize,
    /// Offset behind the colon.
    pub value: usize,
}

/// The name a line starts with, if it is the first line of a field.
///
/// RFC 5322 allows nearly every printable character in a name, but prose and addresses with a colon are far more frequent in bounces
/// than names beyond letters, digits and a few marks, so only these count. Blanks before the colon are tolerated (RFC 5322 section 4.5).
#[inline]
pub(super) fn field_name(line: &[u8]) -> Option<FieldName> {
    // A line that starts with a digit is rather the time of a folded date.
    line.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let length = line.iter().position(|byte| !is_name_byte(*byte))?;
    let rest = line.get(length..)?;
    let blanks = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
    (rest.get(blanks) == Some(&b':')).then_some(FieldName { length, value: length + blanks + 1 })
}

#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256")]
fn is_name_byte(byte: u8) -> bool {
    NAME_BYTES[usize::from(byte)]
}

#[expect(clippy::indexing_slicing, reason = "the index ends where the table does")]
const NAME_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'+' | b'/' | b'!' | b'#' | b'$' | b'&' | b'%' | b'*' | b'~');
        byte += 1;
    }
    table
};

/// What the structure of a mail needs from a header.
pub(super) struct Read {
    /// The fields, without the empty line.
    pub header: Range<usize>,
    /// Where the body starts.
    pub body: usize,
    /// Value of the first `Content-Type`.
    pub content_type: Option<Range<usize>>,
    /// Value of the first `Content-Transfer-Encoding`.
    pub transfer: Option<Range<usize>>,
    /// How the header ended.
    pub end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With an empty line, as it should.
    BlankLine,
    /// The mail ended.
    Input,
    /// A line came that is no field.
    NoField,
    /// A delimiter line came.
    Delimiter,
}

/// Where the fields of a header lie, as far as there is room for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Name and everything behind the colon.
    found: Vec<(Range<usize>, Range<usize>)>,
    /// For each of them the sign of its name.
    signs: Vec<u8>,
    /// One bit for each of the signs, folded: most names that are asked for are not there.
    present: u64,
    room: usize,
    /// The field whose end has not come: its name, and where its value starts.
    open: Option<(Range<usize>, usize)>,
}

impl Places {
    pub(super) fn with_room(room: usize) -> Places {
        // A mail that passed through a few servers has some thirty.
        Places { found: Vec::with_capacity(room.min(32)), signs: Vec::with_capacity(room.min(32)), present: 0, room, open: None }
    }

    /// The fields themselves.
    pub(super) fn fields<'p, 'a: 'p>(&'p self, raw: &'a [u8]) -> impl Iterator<Item = Field<'a>> + use<'p, 'a> {
        self.found.iter().filter_map(|place| field_at(raw, place))
    }

    /// The fields of this name, in any case. Most questions are for fields that are not there, so nothing but the names is looked at.
    pub(super) fn named<'p, 'a: 'p>(&'p self, raw: &'a [u8], name: &'p str) -> impl Iterator<Item = Field<'a>> + use<'p, 'a> {
        let is_named = |found: &Range<usize>| raw.get(found.clone()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        let sign = sign(name.as_bytes());
        let signs = if self.present & bit(sign) == 0 { &[] } else { self.signs.as_slice() };
        memchr::memchr_iter(sign, signs)
            .filter_map(|number| self.found.get(number))
            .filter(move |(found, _)| is_named(found))
            .filter_map(|place| field_at(raw, place))
    }

    /// Whether all fields there are were taken down.
    pub(super) fn are_complete(&self) -> bool {
        self.found.len() < self.room
    }

    fn begin(&mut self, name: Range<usize>, value: usize) {
        if self.found.len() < self.room {
            self.open = Some((name, value));
        }
    }

    fn end(&mut self, raw: &[u8], at: usize) {
        if let Some((name, value)) = self.open.take() {
            let sign = sign(raw.get(name.clone()).unwrap_or_default());
            self.present |= bit(sign);
            self.signs.push(sign);
            self.found.push((name, value..at));
        }
    }
}

/// A number by which most names differ, the same for both cases of a letter.
fn sign(name: &[u8]) -> u8 {
    let letter = |byte: Option<&u8>| byte.map_or(0, |byte| byte | 0x20);
    (name.len() as u8).wrapping_mul(5) ^ letter(name.first()) ^ letter(name.last()).wrapping_mul(8)
}

fn bit(sign: u8) -> u64 {
    1 << (sign % 64)
}

/// The field whose name and value lie there.
fn field_at<'a>(raw: &'a [u8], (name, value): &(Range<usize>, Range<usize>)) -> Option<Field<'a>> {
    let name = std::str::from_utf8(raw.get(name.clone())?).ok()?;
    let whole = raw.get(value.clone())?;
    // An empty value lies on the line of its name and not behind it.
    let line_end = whole.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    let whole = whole.get(..line_end)?;
    let from = value.start + (whole.len() - whole.trim_ascii_start().len());
    let value = whole.trim_ascii();
    Some(Field { name, raw: value, at: from..from + value.len() })
}

/// Reads the header that starts at `at`; `is_delimiter` knows the lines that end the part, and `places` takes down where the fields lie.
pub(super) fn read(raw: &[u8], at: usize, breaks: Breaks, places: &mut Places, is_delimiter: impl Fn(&[u8]) -> bool) -> Read {
    let mut read = Read { header: at..at, body: at, content_type: None, transfer: None, end: End::Input };
    let mut open: Option<(Wanted, usize)> = None;
    let mut here = at;
    let mut has_from = false;
    let close = |read: &mut Read, open: &mut Option<(Wanted, usize)>, end: usize| {
        let Some((wanted, start)) = open.take() else { return };
        let slot = match wanted {
            Wanted::ContentType => &mut read.content_type,
            Wanted::Transfer => &mut read.transfer,
        };
        slot.get_or_insert(start..end.max(start));
    };
    read.end = loop {
        read.header.end = here;
        read.body = here;
        let Some(first) = raw.get(here) else {
            close(&mut read, &mut open, here);
            places.end(raw, here);
            break End::Input;
        };
        let (end, next) = breaks.line(raw, here);
        let line = raw.get(here..end).unwrap_or_default();
        if matches!(first, b' ' | b'\t') && here > at && !(is_blank(line) && ends_after(raw, next, breaks)) {
            here = next;
            continue;
        }
        let name = field_name(line);
        if name.is_none() && here > at && !is_blank(line) && !line.starts_with(b"--") && is_slip(raw, here..end, next, breaks, has_from) {
            here = next;
            continue;
        }
        close(&mut read, &mut open, here);
        places.end(raw, here);
        if line.is_empty() || is_blank(line) {
            read.body = next;
            break End::BlankLine;
        }
        if line.starts_with(b"--") && is_delimiter(line) {
            break End::Delimiter;
        }
        let Some(name) = name else { break End::NoField };
        places.begin(here..here + name.length, here + name.value);
        if matches!(first, b'F' | b'f') {
            has_from |= line.get(..name.length).is_some_and(|name| name.eq_ignore_ascii_case(b"from"));
        } else if matches!(first, b'C' | b'c') {
            let wanted = match line.get(..name.length).unwrap_or_default() {
                name if name.eq_ignore_ascii_case(b"content-type") => Some(Wanted::ContentType),
                name if name.eq_ignore_ascii_case(b"content-transfer-encoding") => Some(Wanted::Transfer),
                _ => None,
            };
            open = wanted.map(|wanted| (wanted, here + name.value));
        }
        here = next;
    };
    read
}

#[derive(Clone, Copy)]
enum Wanted {
    ContentType,
    Transfer,
}

/// Whether the header does not go on at `at`, so that a line of blanks before it was meant as the empty line.
fn ends_after(raw: &[u8], at: usize, breaks: Breaks) -> bool {
    let (end, _) = breaks.line(raw, at);
    let line = raw.get(at..end).unwrap_or_default();
    !matches!(line.first(), Some(b' ' | b'\t')) && field_name(line).is_none()
}

/// How many lines are looked at behind a line that is no field.
const LOOKAHEAD: usize = 4;

/// Whether a line that is no field is only a folded line that lost its blank:
/// the line before it was not finished, or the header goes on with a field that only a transport writes, or that a mail must have.
fn is_slip(raw: &[u8], line: Range<usize>, next: usize, breaks: Breaks, has_from: bool) -> bool {
    const TRANSPORT: &[&str] =
        &["content-t", "mime-version", "message-id", "received", "return-path", "x-", "dkim-", "arc-", "authentication-"];
    const MAIL: &[&str] = &["from", "to", "subject", "date"];
    let before = raw.get(..line.start).unwrap_or_default().trim_ascii_end();
    let line = raw.get(line).unwrap_or_default();
    let equals = line.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'*')));
    if before.ends_with(b";") && equals.is_some_and(|equals| equals > 0 && line.get(equals) == Some(&b'=')) {
        return true;
    }
    let mut here = next;
    for _ in 0..LOOKAHEAD {
        let (end, after) = breaks.line(raw, here);
        let line = raw.get(here..end).unwrap_or_default();
        if line.is_empty() {
            return false;
        }
        if let Some(name) = field_name(line) {
            let name = line.get(..name.length).unwrap_or_default();
            let starts = |prefix: &&str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()));
            return TRANSPORT.iter().any(starts) || (!has_from && MAIL.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes())));
        }
        here = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(block: &str) -> Vec<(String, String)> {
        Headers::of(block.as_bytes()).map(|field| (field.name.to_owned(), String::from_utf8_lossy(field.raw).into_owned())).collect()
    }

    #[test]
    fn fields_are_found_in_order_up_to_the_empty_line() {
        let found = fields("Subject : folded\r\n  twice\r\nX:\r\nTo:a@example.com\r\n\r\nNot: this\r\n");
        let expected = [("Subject", "folded\r\n  twice"), ("X", ""), ("To", "a@example.com")];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn folded_lines_without_their_blank_still_belong() {
        let found = fields("Diagnostic-Code: smtp; 550 5.1.1\nNo such user\nStatus: 5.1.1\n");
        assert_eq!(found.first().map(|(_, value)| value.as_str()), Some("smtp; 550 5.1.1\nNo such user"));
        assert_eq!(&*unfold(b"a\r\nb\n  c"), b"a b  c");
    }

    #[test]
    fn ranges_are_those_of_the_values() {
        let block = b"A:  one \nB: two";
        for field in Headers::of(block) {
            assert_eq!(block.get(field.at.clone()), Some(field.raw));
        }
    }

    #[test]
    fn fields_lie_at_the_same_places_however_they_are_found() {
        for mail in
            ["From: \r\nTo: b@example.com\r\n\r\nx", "From:\nTo: \nSubject: a\n b\nX: y", "To: a\r\n\tb \r\nFrom: \r\n\r\n", "From:b"]
        {
            let found = crate::mime::Mail::parse(mail.as_bytes());
            let taken_down: Vec<_> = found.fields().map(|field| (field.name.to_owned(), field.at)).collect();
            let walked: Vec<_> = Headers::of(mail.as_bytes()).map(|field| (field.name.to_owned(), field.at)).collect();
            assert_eq!(taken_down, walked, "{mail:?}");
        }
    }

    #[test]
    fn names_are_told_from_prose_and_addresses() {
        for (line, is_field) in [
            ("Subject: x", true),
            ("X-Failed-Recipients\t: x", true),
            ("<user@example.com>: host not found", false),
            ("user@example.com: unknown", false),
            ("Hi. This is the mailer at example.net: sorry", false),
            ("From gate@example.com Mon Jan  5 10:00:00 2026", false),
            (":", false),
            ("Subject", false),
            ("10:00:00 +0800", false),
        ] {
            assert_eq!(field_name(line.as_bytes()).is_some(), is_field, "{line}");
        }
    }

    #[test]
    fn position_leads_from_group_to_group() {
        let block = b"Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; a@example.com\n";
        let mut group = Headers::of(block);
        assert_eq!(group.by_ref().count(), 1);
        let rest = block.get(group.position()..);
        assert!(Headers::of(rest.unwrap_or_default()).first("final-recipient").is_some());
    }
}
