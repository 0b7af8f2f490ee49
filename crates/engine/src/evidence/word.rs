//! Words and the numbers they are known by.
//!
//! A word is never copied or lower-cased: it is reduced to 64 bits, and the vocabulary of the knowledge is a table of such numbers.
//! The table keeps 44 of the bits, and two words of the vocabulary that share them are refused when the knowledge is compiled.
//! That a foreign word meets one of them has a chance of about one in a thousand million, and does no more than writing the real word would.

use unicode_normalization::char::decompose_canonical;

use crate::span::Span;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The number of the word, the same for upper and lower case.
    pub hash: u64,
    /// Where it stands.
    pub span: Span,
    /// Whether it is a number.
    pub is_number: bool,
}

/// Sets the case bit of every byte; right for ASCII letters and digits only.
pub(super) const ASCII: u64 = 0x2020_2020_2020_2020;
/// Leaves bytes as they are.
pub(super) const EXACT: u64 = 0;

const FIRST_KEY: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND_KEY: u64 = 0xd6e8_feb8_6659_fd93;
const URL_KEY: u64 = 0x5851_f42d_4c95_7f2d;
const HOST_KEY: u64 = 0x1405_7b7e_f767_814f;

/// The number of a word, `FOLD` being [`ASCII`] or [`EXACT`].
///
/// For lower-case ASCII both folds give the same number.
#[inline]
pub(super) fn word_hash<const FOLD: u64>(word: &[u8]) -> u64 {
    let (Some(head), Some(tail)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) else {
        let packed = word.iter().rev().fold(0, |packed, &byte| packed << 8 | u64::from(byte));
        return short_word_hash::<FOLD>(packed, word.len());
    };
    let mut hash = word.len() as u64;
    if word.len() > 16 {
        let (blocks, _) = word.as_chunks::<8>();
        for block in blocks {
            hash = mix(hash ^ (u64::from_le_bytes(*block) | FOLD), FIRST_KEY);
        }
    }
    mix(hash ^ (u64::from_le_bytes(*head) | FOLD), (u64::from_le_bytes(*tail) | FOLD) ^ SECOND_KEY)
}

/// The number of a word of fewer than eight bytes, which stand in the low bytes of `packed`; what the others hold does not matter.
#[inline]
pub(super) const fn short_word_hash<const FOLD: u64>(packed: u64, length: usize) -> u64 {
    debug_assert!(length < 8);
    let low_bytes = (1 << (8 * (length & 7))) - 1;
    mix(((packed | FOLD) & low_bytes) ^ FIRST_KEY, length as u64 ^ SECOND_KEY)
}

/// The number of a word of ASCII letters and digits, of 8 to 16 bytes, which these two are the first ones of.
#[inline]
pub(super) fn middling_word_hash(head: u64, next: u64, length: usize) -> u64 {
    debug_assert!((8..=16).contains(&length));
    let both = u128::from(head) | u128::from(next) << 64;
    let tail = (both >> (8 * (length - 8))) as u64;
    mix(length as u64 ^ (head | ASCII), (tail | ASCII) ^ SECOND_KEY)
}

/// How many of these eight bytes, from the lowest on, are ASCII letters and digits before the first that is not.
#[inline]
pub(super) fn leading_alphanumerics(chunk: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // Without their high bits the bytes can be added to without carrying into each other: the high bit of a sum tells whether a byte reaches a bound.
    let low = chunk & !HIGH;
    let folded = low | ASCII;
    let reaches = |bytes: u64, bound: u8| bytes + u64::from(0x80 - bound) * EACH;
    let letters = reaches(folded, b'a') & !reaches(folded, b'z' + 1);
    let digits = reaches(low, b'0') & !reaches(low, b'9' + 1);
    let others = !(letters | digits) | chunk;
    ((others & HIGH).trailing_zeros() / 8) as usize
}

/// Mixes two numbers into one that depends on every bit of both.
#[inline]
pub(crate) const fn mix(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    (product as u64) ^ ((product >> 64) as u64)
}

/// The number of a character that is a word of its own.
#[inline]
pub(super) fn char_hash(c: char) -> u64 {
    mix(u64::from(u32::from(c)) ^ SECOND_KEY, FIRST_KEY)
}

/// The number of a lower-case word of a phrase.
pub(crate) fn word_hash_of(word: &str) -> u64 {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if is_word_by_itself(c) => char_hash(c),
        _ => word_hash::<EXACT>(word.as_bytes()),
    }
}

/// The number of a word inside a URL: another one than that of the same word in prose.
pub(crate) fn url_word_hash(word: &[u8]) -> u64 {
    word_hash::<ASCII>(word) ^ URL_KEY
}

/// The number of a label of a host name.
pub(crate) fn host_label_hash(label: &[u8]) -> u64 {
    word_hash::<ASCII>(label) ^ HOST_KEY
}

/// The number of a host name in any case, the same as [`word_hash_of`] gives for it in lower case.
///
/// Setting the case bit changes none of the letters, digits, dots and hyphens of a lower-case name; what it changes is in no name that is known.
pub(crate) fn host_name_hash(name: &[u8]) -> u64 {
    word_hash::<ASCII>(name)
}

/// Whether a character is written without blanks around its word, so that it has to be a word alone: Thai, Lao, Burmese, Khmer, Han, kana, Hangul.
pub(crate) fn is_word_by_itself(c: char) -> bool {
    let code = u32::from(c);
    // Most characters that are asked for are common Chinese ones.
    (0x4e00..=0x9fff).contains(&code)
        || matches!(code,
        0x0e01..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff
        | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3041..=0x30ff | 0x3131..=0x318e | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff66..=0xff9f
        | 0x20000..=0x3ffff)
}

/// Whether a character beyond ASCII is a letter or a digit. Those of Latin, Greek and Cyrillic words are told without a look into the tables.
pub(super) fn is_alphanumeric(c: char) -> bool {
    matches!(c, 'à'..='ö' | 'ø'..='ÿ' | 'α'..='ώ' | 'А'..='я' | 'ё') || c.is_alphanumeric()
}

/// The ASCII character behind a full-width form (U+FF01 to U+FF5E).
pub(super) fn full_width_ascii(c: char) -> Option<u8> {
    let code = u32::from(c);
    (0xff01..=0xff5e).contains(&code).then(|| (code - 0xfee0) as u8)
}

/// Gives the lower-case letters of `c` without accents to `emit`: `É` is `e`, so that a reply written with or without accents reads the same.
pub(super) fn fold_char(c: char, mut emit: impl FnMut(char)) {
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| {
            if is_alphanumeric(part) {
                emit(part);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_change_a_word_and_every_letter_counts() {
        let words = [
            "a",
            "no",
            "spf",
            "user",
            "users",
            "unknown",
            "mailbox",
            "recipient",
            "authentication",
            "postmaster2000",
            "recipientnotfoundbysmtplookup",
        ];
        for word in words {
            let lower = word_hash::<EXACT>(word.as_bytes());
            assert_eq!(word_hash::<ASCII>(word.to_uppercase().as_bytes()), lower, "{word}");
            for at in 0..word.len() {
                let mut changed = word.as_bytes().to_vec();
                changed[at] = if changed[at] == b'x' { b'y' } else { b'x' };
                assert_ne!(word_hash::<ASCII>(&changed), lower, "{word} changed at {at}");
            }
        }
    }

    #[test]
    fn letters_and_digits_are_counted_up_to_the_first_other_byte() {
        for byte in 0..=255u8 {
            for at in 0..8 {
                let mut chunk = *b"aZ09zA5m";
                chunk[at] = byte;
                let expected = chunk.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(8);
                assert_eq!(leading_alphanumerics(u64::from_le_bytes(chunk)), expected, "{chunk:?}");
            }
        }
    }

    #[test]
    fn letters_are_those_of_the_standard() {
        assert!(('\u{80}'..='\u{ffff}').all(|c| is_alphanumeric(c) == c.is_alphanumeric()));
    }

    #[test]
    fn a_word_means_something_else_inside_a_url() {
        assert_ne!(url_word_hash(b"spam"), word_hash_of("spam"));
        assert_ne!(host_label_hash(b"spam"), word_hash_of("spam"));
    }
}
