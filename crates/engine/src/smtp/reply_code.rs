//! The three digits at the start of a reply.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Class;

/// A reply code, from 200 to 599 (RFC 5321 section 4.2).
///
/// Codes that no registry knows (`440`, `542`) are kept: servers use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReplyCode(u16);

impl ReplyCode {
    /// The lowest number of a reply code.
    pub(crate) const FIRST: u16 = 200;
    /// The highest.
    pub(crate) const LAST: u16 = 599;

    /// The code with this number, when it lies between 200 and 599.
    pub fn new(number: u16) -> Option<ReplyCode> {
        (ReplyCode::FIRST..=ReplyCode::LAST).contains(&number).then_some(ReplyCode(number))
    }

    /// Reads exactly three digits.
    pub fn parse(digits: &[u8]) -> Option<ReplyCode> {
        let &[a, b, c] = digits else { return None };
        if ![a, b, c].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let value = |digit: u8| u16::from(digit - b'0');
        ReplyCode::new(value(a) * 100 + value(b) * 10 + value(c))
    }

    /// The code as a number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// What the first digit promises.
    pub fn class(self) -> Class {
        match self.0 / 100 {
            2 => Class::Success,
            3 => Class::Intermediate,
            4 => Class::Temporary,
            _ => Class::Permanent,
        }
    }
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_digits_from_200_to_599_are_a_reply_code() {
        for (text, expected) in [
            ("550", Some(550)),
            ("421", Some(421)),
            ("542", Some(542)),
            ("199", None),
            ("600", None),
            ("55", None),
            ("5500", None),
            ("5a0", None),
        ] {
            assert_eq!(ReplyCode::parse(text.as_bytes()).map(ReplyCode::number), expected, "{text}");
        }
    }
}
