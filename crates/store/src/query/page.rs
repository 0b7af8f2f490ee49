//! Pages of a list, and the mark from which the next one goes on.
//!
//! A mark is the place of a row in the order of the list rather than a number of rows, so that the thousandth page costs what the first one does, and rows that come meanwhile move nothing.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use crate::bounds::PAGE;
use crate::id::{BYTES, read_hex, write_hex};

/// Some rows of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The rows, the newest first.
    pub items: Vec<T>,
    /// Where the next page begins, unless this is the last. A page that was asked for by several conditions may be short, or empty, and still have a next one.
    pub next: Option<Cursor>,
}

/// The place of a row in a list: when, and which of that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) at: Timestamp,
    pub(crate) id: [u8; BYTES],
}

impl<T> Page<T> {
    /// The page made of one row more than it has room for.
    pub(crate) fn of(mut items: Vec<T>, limit: usize, place: impl Fn(&T) -> Cursor) -> Page<T> {
        let has_more = limit < items.len();
        items.truncate(limit);
        let next = items.last().filter(|_| has_more).map(place);
        Page { items, next }
    }
}

/// How many rows a page has, of those asked for.
pub(crate) fn bounded_limit(limit: usize) -> usize {
    limit.clamp(1, PAGE)
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(&self.at.as_millisecond().to_be_bytes(), out)?;
        write_hex(&self.id, out)
    }
}

/// A text that is no cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCursor;

impl fmt::Display for BadCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a cursor is what an earlier page gave as its next")
    }
}

impl std::error::Error for BadCursor {}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Cursor, BadCursor> {
        let (at, id) = text.split_at_checked(size_of::<i64>() * 2).ok_or(BadCursor)?;
        let milliseconds = read_hex(at).map(i64::from_be_bytes).ok_or(BadCursor)?;
        let at = Timestamp::from_millisecond(milliseconds).map_err(|_| BadCursor)?;
        Ok(Cursor { at, id: read_hex(id).ok_or(BadCursor)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        for milliseconds in [0, 1_772_323_200_123, -5] {
            let cursor = Cursor { at: Timestamp::from_millisecond(milliseconds).unwrap(), id: *b"0123456789abcdef" };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for bad in ["", "00", "00000000000000003031323334353637", "7fffffffffffffff30313233343536373839616263646566", "退信退信退信退信"]
        {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor), "{bad}");
        }
    }
}
