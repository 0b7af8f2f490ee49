//! Arrays of numbers stored as bytes, so that reading the compiled knowledge is a copy and no decoding.

macro_rules! packed {
    ($(#[$about:meta])* $module:ident, $number:ty, $size:literal) => {
        $(#[$about])*
        pub(super) mod $module {
            use std::fmt;

            use serde::de::{Error, Visitor};
            use serde::{Deserializer, Serializer};

            pub(crate) fn serialize<S: Serializer>(numbers: &[$number], serializer: S) -> Result<S::Ok, S::Error> {
                let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
                serializer.serialize_bytes(&bytes)
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<$number>, D::Error> {
                deserializer.deserialize_bytes(Bytes)
            }

            struct Bytes;

            impl Visitor<'_> for Bytes {
                type Value = Vec<$number>;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("numbers stored as bytes")
                }

                fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<$number>, E> {
                    let (numbers, rest) = bytes.as_chunks::<$size>();
                    if rest.is_empty() {
                        Ok(numbers.iter().map(|number| <$number>::from_le_bytes(*number)).collect())
                    } else {
                        Err(E::invalid_length(bytes.len(), &self))
                    }
                }
            }
        }
    };
}

packed!(
    /// For `#[serde(with)]` on a `Vec<u32>`.
    u32s,
    u32,
    4
);
packed!(
    /// For `#[serde(with)]` on a `Vec<u64>`.
    u64s,
    u64,
    8
);
