//! What bytes are, told by looking at their beginning.

use tuixin::notice;

/// What kind of thing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing but blanks.
    Empty,
    /// A mail.
    Mail,
    /// Some other text.
    Text,
    /// Neither.
    Binary,
}

/// How far the beginning is looked at to tell text from other things, in bytes.
const MAX_HEAD: usize = 64 * 1024;

impl Content {
    /// What these bytes are.
    pub fn of(bytes: &[u8]) -> Content {
        if bytes.trim_ascii_start().is_empty() {
            Content::Empty
        } else if notice::is_mail(bytes) {
            Content::Mail
        } else if is_binary(bytes) {
            Content::Binary
        } else {
            Content::Text
        }
    }
}

/// The text of a file in UTF-16, as Windows programs write it; none without a byte order mark.
pub(crate) fn decode_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    Some(utf16_text(bytes.get(2..)?, unit).into_bytes())
}

/// Text in UTF-16, with a sign in place of what is broken.
pub(crate) fn utf16_text(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Whether bytes that are no mail are no text either: text has no NUL, and few other control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..MAX_HEAD).unwrap_or(bytes);
    // An escape character begins a change of alphabet in ISO-2022-JP.
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    head.contains(&0) || head.iter().filter(is_control).count() * 10 > head.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_told_apart() {
        let check = |bytes: &[u8], expected: Content| {
            let decoded = decode_utf16(bytes);
            assert_eq!(Content::of(decoded.as_deref().unwrap_or(bytes)), expected, "{bytes:?}");
        };
        check(b"", Content::Empty);
        check(b" \r\n\t", Content::Empty);
        check(b"550 5.1.1 User unknown", Content::Text);
        check(b"\x1b$B%a!<%k\x1b(B", Content::Text);
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Content::Binary);
        check(b"\x01\x02\x03\x04\x05\x06abc", Content::Binary);
        check(b"From: a@example.com\r\nSubject: x\r\n\r\nbody \0", Content::Mail);
        check(b"\xff\xfe5\x005\x000\x00", Content::Text);
        check(b"\xfe\xff\x005\x005\x000\xd8\x00", Content::Text);
    }
}
