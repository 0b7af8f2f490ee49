//! How much of a text is kept: what comes in is hostile, and an index takes no entry above a few thousand bytes.

/// How many bytes of a text that is looked up by are kept. PostgreSQL's indexes take 2,700.
pub(crate) const KEY_BYTES: usize = 512;

/// How many bytes of a value that is counted are kept.
pub(crate) const COUNTED_BYTES: usize = 128;

/// How many bytes of a reply are kept; the document has all of it.
pub(crate) const REPLY_BYTES: usize = 16 * 1024;

/// How many rows one call gives at most.
pub(crate) const PAGE: usize = 500;

/// The beginning of a text, ending between two characters.
pub(crate) fn bounded(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        for (text, cut) in [("", ""), ("abc", "abc"), ("abcd", "abc"), ("a退信", "a"), ("ab\u{e9}", "ab")] {
            assert_eq!(bounded(text, 3), cut);
        }
    }
}
