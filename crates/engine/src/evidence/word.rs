//! Words and the numbers they are known by.
//!
//! A word is never copied or lower-cased: it is reduced to 64 bits, and the vocabulary of the knowledge is a table of such numbers.
//! Two words of the vocabulary never share a number (that is checked when the knowledge is compiled); that some foreign word collides with one has a chance of about 10⁻¹⁵ and could only do what writing the real word does.

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
    let length = word.len() as u64;
    if let (Some(head), Some(tail)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        let mut hash = length;
        if word.len() > 16 {
            let (blocks, _) = word.as_chunks::<8>();
            for block in blocks {
                hash = mix(hash ^ (u64::from_le_bytes(*block) | FOLD), FIRST_KEY);
            }
        }
        return mix(hash ^ (u64::from_le_bytes(*head) | FOLD), (u64::from_le_bytes(*tail) | FOLD) ^ SECOND_KEY);
    }
    let packed = if let (Some(head), Some(tail)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << 32
    } else {
        word.iter().fold(0, |packed, &byte| packed << 8 | u64::from(byte))
    };
    // The unused high bytes of a short word take the case bit too, which is the same for both folds only if both set it.
    mix((packed | (FOLD & low_bytes(word.len()))) ^ FIRST_KEY, length ^ SECOND_KEY)
}

#[inline]
fn low_bytes(length: usize) -> u64 {
    if length >= 4 { u64::MAX } else { (1 << (8 * length)) - 1 }
}

#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
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

/// Whether a character is written without blanks around its word, so that it has to be a word alone: Han, kana, Hangul.
pub(super) fn is_word_by_itself(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3041..=0x30ff | 0x3131..=0x318e | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xff66..=0xff9f
        | 0x20000..=0x3ffff)
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
            if part.is_alphanumeric() {
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
    fn a_word_means_something_else_inside_a_url() {
        assert_ne!(url_word_hash(b"spam"), word_hash_of("spam"));
        assert_ne!(host_label_hash(b"spam"), word_hash_of("spam"));
    }
}
