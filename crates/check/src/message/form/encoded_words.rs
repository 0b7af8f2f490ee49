//! Words of another charset in the header (RFC 2047).

use encoding_rs::Encoding;
use memchr::memmem;
use tuixin::mime::{Field, Mail, PartId};

use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// The longest encoded word (RFC 2047 section 2).
const LONGEST_WORD: usize = 75;

/// How much of a word is looked at. Without a bound, a field of nothing but `=?` would be gone through from each of them.
const MOST_JUDGED: usize = 1024;

/// What is wrong with an encoded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Unfinished,
    Encoding,
    Charset,
    Content,
    Long,
}

impl Fault {
    /// The text that says so.
    fn text(self) -> &'static str {
        match self {
            Fault::Unfinished => "form-encoded-word-unfinished",
            Fault::Encoding => "form-encoded-word-encoding",
            Fault::Charset => "form-encoded-word-charset",
            Fault::Content => "form-encoded-word-content",
            Fault::Long => "form-encoded-word-long",
        }
    }
}

/// The first faulty word of the first field that has one; a program that writes one such word writes many.
pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let found = mail
        .headers(PartId::ROOT)
        .find_map(|field| fault_of(&field).map(|(at, fault)| (field.name.to_owned(), field.at.start + at, fault)));
    let Some((name, at, fault)) = found else { return Vec::new() };
    let finding = Finding::new(Verdict::Warning, "form-encoded-word").with("field", name).with_phrase("fault", fault.text());
    vec![place::at(finding, mail, at).mended_by(Fix::new("form-encoded-word-fix"))]
}

fn fault_of(field: &Field<'_>) -> Option<(usize, Fault)> {
    let mut from = 0;
    while let Some(found) = memmem::find(field.raw.get(from..)?, b"=?") {
        let at = from + found;
        let word = field.raw.get(at..)?;
        let word = word.get(..MOST_JUDGED).unwrap_or(word);
        let end = word.iter().position(u8::is_ascii_whitespace).unwrap_or(word.len());
        match judged(word.get(..end)?) {
            // An equals sign and a question mark are no crime in a URL.
            None => from = at + 2,
            Some(Ok(length)) => from = at + length,
            Some(Err(fault)) => return Some((at, fault)),
        }
    }
    None
}

/// The length of a sound word, or its fault; none where no word was meant.
fn judged(word: &[u8]) -> Option<Result<usize, Fault>> {
    let inner = word.get(2..)?;
    let charset_end = memchr::memchr(b'?', inner)?;
    let charset = inner.get(..charset_end)?;
    let [encoding, b'?', rest @ ..] = inner.get(charset_end + 1..)? else { return None };
    if charset.is_empty() || !charset.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:*+".contains(byte)) {
        return None;
    }
    let Some(end) = memmem::find(rest, b"?=") else { return Some(Err(Fault::Unfinished)) };
    let content = rest.get(..end)?;
    let length = 2 + charset_end + 3 + end + 2;
    let label = charset.split(|byte| *byte == b'*').next().unwrap_or_default();
    let fault = match encoding {
        _ if Encoding::for_label(label).is_none() => Some(Fault::Charset),
        b'B' | b'b' if !is_base64(content) => Some(Fault::Content),
        b'Q' | b'q' if !is_q(content) => Some(Fault::Content),
        b'B' | b'b' | b'Q' | b'q' => (length > LONGEST_WORD).then_some(Fault::Long),
        _ => Some(Fault::Encoding),
    };
    Some(fault.map_or(Ok(length), Err))
}

fn is_base64(content: &[u8]) -> bool {
    let padding = content.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = content.get(..content.len() - padding).unwrap_or_default();
    padding <= 2 && content.len().is_multiple_of(4) && digits.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

fn is_q(content: &[u8]) -> bool {
    let mut rest = content;
    while let Some(equals) = memchr::memchr(b'=', rest) {
        let digits = rest.get(equals + 1..equals + 3);
        if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return false;
        }
        rest = rest.get(equals + 3..).unwrap_or_default();
    }
    content.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faulty_words_are_told_from_sound_ones() {
        let long = format!("=?utf-8?Q?{}?=", "a".repeat(70));
        for (value, expected) in [
            ("plain", None),
            ("=?utf-8?B?6YCA5L+h?= and =?gbk?q?=CD=CB?=", None),
            ("=?utf-8*zh?B?6YCA?=", None),
            ("http://example.com/?a=?b", None),
            ("=?utf-8?B?6YCA5L+h", Some((0, Fault::Unfinished))),
            ("Re: =?utf-8?Q?two words?=", Some((4, Fault::Unfinished))),
            ("=?utf-8?B?6YCA5L+?=", Some((0, Fault::Content))),
            ("=?utf-8?Q?=9?=", Some((0, Fault::Content))),
            ("=?utf-8?X?abc?=", Some((0, Fault::Encoding))),
            ("=?utf-9?B?6YCA?=", Some((0, Fault::Charset))),
            (long.as_str(), Some((0, Fault::Long))),
        ] {
            let field = Field { name: "Subject", raw: value.as_bytes(), at: 0..value.len() };
            assert_eq!(fault_of(&field), expected, "{value}");
        }
    }
}
