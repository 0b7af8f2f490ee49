//! The names under which things are kept: sixteen bytes, made from what the thing says, so that the same thing has the same name wherever it is seen.

use std::fmt;
use std::str::FromStr;

/// How many bytes a name has: half a SHA-256, more than enough against chance.
pub const BYTES: usize = 16;

/// A text that is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an id has {} hexadecimal digits", BYTES * 2)
    }
}

impl std::error::Error for BadId {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; BYTES]);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(&self.0, out)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<$name, BadId> {
                read_hex(text).map($name).ok_or(BadId)
            }
        }
    };
}

id! {
    /// One thing that came in, by what it says.
    ItemId
}
id! {
    /// What one item says of one recipient, by the item and the place in it.
    DeliveryId
}
id! {
    /// Failures that belong together.
    IncidentId
}
id! {
    /// The token of a program, by its secret.
    TokenId
}

/// Writes bytes as lower-case hexadecimal digits.
pub(crate) fn write_hex(bytes: &[u8], out: &mut impl fmt::Write) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
}

/// Reads exactly as many digits as the array has room for.
pub(crate) fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut digits = text.bytes().map(|byte| char::from(byte).to_digit(16));
    let mut bytes = [0; N];
    for byte in &mut bytes {
        let (high, low) = (digits.next()??, digits.next()??);
        *byte = u8::try_from(high << 4 | low).ok()?;
    }
    digits.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let id = ItemId(*b"0123456789abcde\xff");
        assert_eq!(id.to_string(), "303132333435363738396162636465ff");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "30", "303132333435363738396162636465f", "303132333435363738396162636465ff0", "303132333435363738396162636465fé"] {
            assert_eq!(bad.parse::<ItemId>(), Err(BadId), "{bad}");
        }
    }
}
