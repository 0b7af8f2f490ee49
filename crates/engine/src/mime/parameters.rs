//! Values with parameters, as in `Content-Type: text/plain; charset="utf-8"` (RFC 2045 section 5.1), with the extensions of RFC 2231.
//!
//! Read leniently, for the values that are met are written leniently: quotes that never close, blanks where none may be, a missing semicolon.

use crate::near;
use std::borrow::Cow;

use super::charset;
use super::encoded_word;

/// A main value and its parameters.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<'a> {
    raw: &'a [u8],
}

/// One parameter as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written<'a> {
    name: &'a [u8],
    value: &'a [u8],
    quoted: bool,
}

impl<'a> Parameters<'a> {
    /// Reads the value of a field.
    pub fn of(raw: &'a [u8]) -> Parameters<'a> {
        Parameters { raw }
    }

    /// The value before the first semicolon or blank, such as `text/plain`; as written, without quotes.
    pub fn main(&self) -> &'a [u8] {
        let value = skip_blanks(self.raw);
        let (quoted, value) = match value {
            [b'"', rest @ ..] => (true, rest),
            _ => (false, value),
        };
        let end = value.iter().position(|byte| matches!(byte, b';' | b'"' | b'(' | b',') || (!quoted && byte.is_ascii_whitespace()));
        let word = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
        let rest = value.get(word.len()..).unwrap_or_default();
        // `text / plain`: a blank around the slash is a comment's place by RFC 2045, but no media type does without the slash.
        if !quoted && !word.is_empty() && !word.contains(&b'/') && skip_blanks(rest).first() == Some(&b'/') {
            &[]
        } else {
            word.trim_ascii()
        }
    }

    /// The value of a parameter, in any case of its name: quotes and escapes undone, continuations joined, charset decoded.
    pub fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let name = name.as_bytes();
        let mut pieces: Vec<(usize, bool, Written<'a>)> = Vec::new();
        for written in self.written() {
            if written.name.eq_ignore_ascii_case(name) {
                return Some(match written.bytes() {
                    Cow::Borrowed(bytes) => encoded_word::decode(bytes),
                    Cow::Owned(bytes) => Cow::Owned(encoded_word::decode(&bytes).into_owned()),
                });
            }
            if let Some((order, encoded)) = written.continues(name) {
                pieces.push((order, encoded, written));
            }
        }
        if pieces.is_empty() {
            return None;
        }
        pieces.sort_by_key(|(order, ..)| *order);
        Some(Cow::Owned(join(&pieces)))
    }

    /// The raw bytes of a parameter, without decoding.
    pub(super) fn bytes(&self, name: &str) -> Option<Cow<'a, [u8]>> {
        let plain = self.written().find(|written| written.name.eq_ignore_ascii_case(name.as_bytes())).map(Written::bytes);
        plain.or_else(|| {
            // Continuations are rare, and they are marked by a `*`.
            near::find(b'*', self.raw)?;
            self.get(name).map(|text| Cow::Owned(text.into_owned().into_bytes()))
        })
    }

    fn written(&self) -> impl Iterator<Item = Written<'a>> + use<'a> {
        let start = self.raw.iter().position(|byte| *byte == b';').unwrap_or(self.raw.len());
        let mut rest = self.raw.get(start..).unwrap_or_default();
        std::iter::from_fn(move || {
            loop {
                let at = skip_separators(rest);
                if at.is_empty() {
                    return None;
                }
                let (written, after) = one(at);
                // Each turn takes at least one byte, so the walk is linear.
                rest = if after.len() < at.len() { after } else { at.get(1..).unwrap_or_default() };
                if written.is_some() {
                    return written;
                }
            }
        })
    }
}

/// One parameter at the start of `at` and what follows it.
fn one(at: &[u8]) -> (Option<Written<'_>>, &[u8]) {
    let name_end = at.iter().position(|byte| matches!(byte, b'=' | b';' | b'(' | b'"') || byte.is_ascii_whitespace()).unwrap_or(at.len());
    let name = at.get(..name_end).unwrap_or_default();
    let after_name = skip_blanks(at.get(name_end..).unwrap_or_default());
    let [b'=', value @ ..] = after_name else { return (None, after_name) };
    let value = skip_blanks(value);
    if let [b'"', inner @ ..] = value {
        let mut end = 0;
        loop {
            match inner.get(end) {
                Some(b'\\') => end += 2,
                Some(b'"') | None => break,
                Some(_) => end += 1,
            }
        }
        if end < inner.len() {
            let written = Written { name, value: inner.get(..end).unwrap_or_default(), quoted: true };
            return (Some(written), inner.get(end + 1..).unwrap_or_default());
        }
        // The quote never closes: the value ends where an unquoted one would.
        let end = inner.iter().position(|byte| matches!(byte, b';' | b'\r' | b'\n')).unwrap_or(inner.len());
        let value = inner.get(..end).unwrap_or_default().trim_ascii_end();
        return (Some(Written { name, value, quoted: true }), inner.get(end..).unwrap_or_default());
    }
    let end = unquoted_end(value);
    let text = value.get(..end).unwrap_or_default();
    let text = text.strip_suffix(b"\"").unwrap_or(text);
    (Some(Written { name, value: text, quoted: false }), value.get(end..).unwrap_or_default())
}

/// Where a value without quotes ends: at a semicolon, or at a blank behind which another parameter begins, or a comment. Any other blank was meant.
///
/// It looks no further than the word behind a blank: a search for the semicolon would run to the end of the field for each of its parameters.
fn unquoted_end(value: &[u8]) -> usize {
    let mut previous = b' ';
    for (at, byte) in value.iter().enumerate() {
        if *byte == b';' {
            return at;
        }
        let starts_blanks = byte.is_ascii_whitespace() && !previous.is_ascii_whitespace();
        previous = *byte;
        if !starts_blanks {
            continue;
        }
        let next = value.get(at..).unwrap_or_default().trim_ascii_start();
        let word = next.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'*')));
        if matches!(next.first(), None | Some(b';' | b'(')) || word.is_some_and(|word| word > 0 && next.get(word) == Some(&b'=')) {
            return at;
        }
    }
    value.len()
}

/// Passes over blanks and comments (RFC 5322 section 3.2.2).
fn skip_blanks(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.trim_ascii_start();
    while let [b'(', inner @ ..] = rest {
        match comment_end(inner) {
            Some(end) => rest = inner.get(end..).unwrap_or_default().trim_ascii_start(),
            None => return rest,
        }
    }
    rest
}

fn skip_separators(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    loop {
        let next = skip_blanks(rest);
        match next {
            [b';' | b',', after @ ..] => rest = after,
            // A comment that never closes hides the rest, as it would for a strict reader.
            [b'(', ..] => return &[],
            _ => return next,
        }
    }
}

/// Longest comment that is passed over. Without a bound, brackets that never close would each be followed to the end.
const MAX_COMMENT: usize = 256;

/// Offset behind a comment whose opening bracket was passed; comments nest.
fn comment_end(inner: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (1_usize, 0);
    while at < MAX_COMMENT {
        match inner.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

impl<'a> Written<'a> {
    /// The value with quotes, escapes and folds undone.
    fn bytes(self) -> Cow<'a, [u8]> {
        if !self.quoted || memchr::memchr3(b'\\', b'\r', b'\n', self.value).is_none() {
            return Cow::Borrowed(self.value);
        }
        let mut bytes = Vec::with_capacity(self.value.len());
        let mut rest = self.value.iter();
        while let Some(byte) = rest.next() {
            match byte {
                b'\\' => bytes.extend(rest.next()),
                b'\r' | b'\n' => {}
                _ => bytes.push(*byte),
            }
        }
        Cow::Owned(bytes)
    }

    /// For `name*`, `name*2` and `name*2*`: the place in the order, and whether the value is percent-encoded (RFC 2231 sections 3 and 4).
    fn continues(&self, name: &[u8]) -> Option<(usize, bool)> {
        let head = self.name.get(..name.len())?;
        if !head.eq_ignore_ascii_case(name) {
            return None;
        }
        let tail = self.name.get(name.len()..)?.strip_prefix(b"*")?;
        if tail.is_empty() {
            return Some((0, true));
        }
        let (digits, encoded) = match tail.strip_suffix(b"*") {
            Some(digits) => (digits, true),
            None => (tail, false),
        };
        let order = std::str::from_utf8(digits).ok()?.parse::<u16>().ok()?;
        Some((usize::from(order), encoded))
    }
}

/// Joins the pieces of a continued value and decodes them together, so that a character may be split between two.
fn join(pieces: &[(usize, bool, Written<'_>)]) -> String {
    let mut label: Option<Vec<u8>> = None;
    let mut bytes = Vec::new();
    for (index, (_, encoded, written)) in pieces.iter().enumerate() {
        let value = written.bytes();
        let mut value = value.as_ref();
        if !encoded {
            bytes.extend_from_slice(value);
            continue;
        }
        if index == 0
            && let Some(first) = near::find(b'\'', value)
            && let Some(second) = near::find(b'\'', value.get(first + 1..).unwrap_or_default())
        {
            label = value.get(..first).map(<[u8]>::to_vec);
            value = value.get(first + second + 2..).unwrap_or_default();
        }
        percent_decode(value, &mut bytes);
    }
    charset::to_string(&bytes, label.as_deref())
}

fn percent_decode(value: &[u8], out: &mut Vec<u8>) {
    let mut rest = value;
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%'
            && let [high, low, tail @ ..] = after
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            out.push(high << 4 | low);
            rest = tail;
            continue;
        }
        out.push(*byte);
    }
}

/// The value of a hexadecimal digit.
#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256")]
pub(super) fn hex(digit: u8) -> Option<u8> {
    let value = DIGITS[usize::from(digit)];
    (value < 16).then_some(value)
}

#[expect(clippy::indexing_slicing, reason = "the index ends where the table does")]
const DIGITS: [u8; 256] = {
    let mut table = [u8::MAX; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            _ => u8::MAX,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, name: &str, expected: Option<&str>) {
        assert_eq!(Parameters::of(value.as_bytes()).get(name).as_deref(), expected, "{name} of {value}");
    }

    #[test]
    fn plain_and_lenient_values() {
        check("text/plain; charset=utf-8", "charset", Some("utf-8"));
        check("text/plain; charset = \"utf-8\" ; format=flowed", "Charset", Some("utf-8"));
        check("text/plain;\r\n\tcharset=\"gb2312", "charset", Some("gb2312"));
        check("text/plain; charset=utf-8\"", "charset", Some("utf-8"));
        check("text/plain; charset=us-ascii (plain; text)", "charset", Some("us-ascii"));
        check("text/plain charset=koi8-r", "charset", None);
        check("multipart/report; report-type=delivery-status boundary=\"b;1\"", "boundary", Some("b;1"));
        check("multipart/mixed; boundary=----=_Part 1; x=y", "boundary", Some("----=_Part 1"));
        check("multipart/mixed; boundary=\"a\\\"b\"", "boundary", Some("a\"b"));
        check("multipart/mixed; (a (nested) comment) boundary=b", "boundary", Some("b"));
        check("multipart/mixed;;; boundary=b", "boundary", Some("b"));
        check("multipart/mixed; boundary=", "boundary", Some(""));
        check("multipart/mixed", "boundary", None);
    }

    #[test]
    fn continuations_and_charsets() {
        check("a/b; name*=utf-8''%E9%80%80%E4%BF%A1.eml", "name", Some("退信.eml"));
        check("a/b; name*0*=utf-8'zh'%E9%80; name*1*=%80%E4%BF%A1; name*2=\".eml\"", "name", Some("退信.eml"));
        check("a/b; name*1=b; name*0=a", "name", Some("ab"));
        check("a/b; name*=gbk''%CD%CB%D0%C5", "name", Some("退信"));
        check("a/b; name=\"=?UTF-8?B?6YCA5L+h?=\"", "name", Some("退信"));
    }

    #[test]
    fn main_values() {
        for (value, main) in [
            ("text/plain; charset=x", "text/plain"),
            (" multipart/report ;x=y", "multipart/report"),
            ("\"text/html\"; x", "text/html"),
            ("text/plain(comment)", "text/plain"),
            ("", ""),
            (";x=y", ""),
        ] {
            assert_eq!(Parameters::of(value.as_bytes()).main(), main.as_bytes(), "{value}");
        }
    }
}
