//! The place of an entry in the list of entries, from which the next page goes on.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use super::Suppression;
use crate::id::write_hex;
use crate::query::BadCursor;

/// The place of an entry: since when, on which list, which address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub(super) since: Timestamp,
    pub(super) list: String,
    pub(super) address: String,
}

impl Suppression {
    /// Its place in the list of entries.
    pub fn place(&self) -> Place {
        Place { since: self.since, list: self.list.clone(), address: self.address.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(format!("{}\n{}\n{}", self.since, self.list, self.address).as_bytes(), out)
    }
}

impl FromStr for Place {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Place, BadCursor> {
        let digits: Option<Vec<u8>> = text.bytes().map(|byte| u8::try_from(char::from(byte).to_digit(16)?).ok()).collect();
        let digits = digits.filter(|digits| digits.len() % 2 == 0).ok_or(BadCursor)?;
        let bytes = digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        let text = String::from_utf8(bytes).map_err(|_| BadCursor)?;
        let mut parts = text.split('\n');
        let (Some(since), Some(list), Some(address), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(BadCursor);
        };
        Ok(Place { since: since.parse().map_err(|_| BadCursor)?, list: list.to_owned(), address: address.to_owned() })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let since = "2026-11-29T08:00:00Z".parse().unwrap();
        let place = Place { since, list: "默认".to_owned(), address: "ann@example.cn".to_owned() };
        assert_eq!(place.to_string().parse(), Ok(place));
        for bad in ["", "0", "zz", "0a", "ff0aff0aff", "610a620a63", "退信"] {
            assert_eq!(bad.parse::<Place>(), Err(BadCursor), "{bad}");
        }
    }
}
