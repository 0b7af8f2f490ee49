//! Enhanced mail system status codes (RFC 3463): class, subject, detail.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Class;

/// An enhanced status code such as `5.1.1` (RFC 3463 section 2).
///
/// Subjects and details outside the registry are kept (`5.8.1`, `5.7.606`): vendors use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatusCode {
    class: u8,
    subject: u16,
    detail: u16,
}

impl StatusCode {
    /// The code with these numbers, when the class is 2, 4 or 5 and the others have at most three digits.
    pub fn new(class: u8, subject: u16, detail: u16) -> Option<StatusCode> {
        (matches!(class, 2 | 4 | 5) && subject <= 999 && detail <= 999).then_some(StatusCode { class, subject, detail })
    }

    /// Reads a code from the start of `bytes` and tells its length.
    ///
    /// A code that goes on with a digit or with another dotted number (`5.1.1.9`, an address) is none.
    pub fn parse_prefix(bytes: &[u8]) -> Option<(StatusCode, usize)> {
        // Most have three digits.
        if let &[class @ (b'2' | b'4' | b'5'), b'.', subject @ b'0'..=b'9', b'.', detail @ b'0'..=b'9', ref rest @ ..] = bytes
            && !matches!(rest, [b'.' | b'0'..=b'9', ..])
        {
            let number = |digit: u8| digit - b'0';
            let code = StatusCode { class: number(class), subject: number(subject).into(), detail: number(detail).into() };
            return Some((code, 5));
        }
        let (&first, rest) = bytes.split_first()?;
        if !matches!(first, b'2' | b'4' | b'5') || rest.first() != Some(&b'.') {
            return None;
        }
        let (subject, subject_end) = number(bytes, 2)?;
        if bytes.get(subject_end) != Some(&b'.') {
            return None;
        }
        let (detail, end) = number(bytes, subject_end + 1)?;
        let goes_on = match bytes.get(end) {
            Some(b'.') => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
            Some(next) => next.is_ascii_digit(),
            None => false,
        };
        if goes_on {
            return None;
        }
        StatusCode::new(first - b'0', subject, detail).map(|code| (code, end))
    }

    /// What the first digit promises.
    pub fn class(self) -> Class {
        Class::from_digit(self.class).unwrap_or(Class::Permanent)
    }

    /// The second number: what the problem is about (RFC 3463 section 3).
    pub fn subject(self) -> u16 {
        self.subject
    }

    /// The third number.
    pub fn detail(self) -> u16 {
        self.detail
    }

    /// Whether the code says nothing beyond its class (`5.0.0`).
    pub fn is_bare(self) -> bool {
        self.subject == 0 && self.detail == 0
    }
}

fn number(bytes: &[u8], from: usize) -> Option<(u16, usize)> {
    let mut value = 0u16;
    let mut at = from;
    while let Some(digit) = bytes.get(at).filter(|b| b.is_ascii_digit()) {
        if at - from == 3 {
            return None;
        }
        value = value * 10 + u16::from(digit - b'0');
        at += 1;
    }
    (at > from).then_some((value, at))
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Most have three digits, and nearly every line that is written holds one.
        if self.subject < 10 && self.detail < 10 {
            let digit = |number: u16| b'0' + number as u8;
            let text = [digit(self.class.into()), b'.', digit(self.subject), b'.', digit(self.detail)];
            return f.write_str(std::str::from_utf8(&text).unwrap_or_default());
        }
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The text is no enhanced status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStatusCode;

impl FromStr for StatusCode {
    type Err = NoStatusCode;

    fn from_str(text: &str) -> Result<StatusCode, NoStatusCode> {
        match StatusCode::parse_prefix(text.as_bytes()) {
            Some((code, end)) if end == text.len() => Ok(code),
            _ => Err(NoStatusCode),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_from_the_start_of_a_text() {
        for (text, expected) in [
            ("5.1.1 <bob@example.com>", Some(("5.1.1", 5))),
            ("5.7.606, access denied", Some(("5.7.606", 7))),
            ("4.4.0.", Some(("4.4.0", 5))),
            ("5.8.1", Some(("5.8.1", 5))),
            ("5.1.1.9", None),
            ("192.0.2.1", None),
            ("3.1.1", None),
            ("5.1", None),
            ("5..1", None),
            ("5.1234.1", None),
            ("", None),
        ] {
            let found = StatusCode::parse_prefix(text.as_bytes()).map(|(code, end)| (code.to_string(), end));
            assert_eq!(found, expected.map(|(code, end)| (code.to_owned(), end)), "{text}");
        }
    }
}
