//! The three charsets of old mail that encoding_rs leaves out on purpose: HZ (RFC 1843), ISO-2022-KR (RFC 1557) and UTF-7 (RFC 2152).
//!
//! They write everything in seven bits and switch meaning with marks, which makes them dangerous in browsers.
//! Here the text is only compared with known phrases, and old gateways of Chinese, Korean and Exchange systems still use them.

use encoding_rs::{EUC_KR, Encoding, GBK};

use super::spans::Spans;

/// Text with its way back, and whether all of it was understood.
pub(super) struct Switched {
    pub text: String,
    pub spans: Spans,
    pub sound: bool,
}

impl Switched {
    fn new(bytes: &[u8]) -> Switched {
        Switched { text: String::with_capacity(bytes.len()), spans: Spans::over(0..bytes.len()), sound: true }
    }

    /// Adds what `length` bytes at `at` stand for.
    fn push(&mut self, at: usize, length: usize, text: &str) {
        self.text.push_str(text);
        self.spans.steps(at, length, text.len(), 1);
    }

    fn push_byte(&mut self, at: usize, byte: u8) {
        if byte.is_ascii() {
            self.text.push(char::from(byte));
            self.spans.copy(at, 1);
        } else {
            self.sound = false;
            self.push(at, 1, "\u{fffd}");
        }
    }

    /// Adds the character that a pair of seven-bit bytes stands for.
    fn push_pair(&mut self, at: usize, pair: [u8; 2], encoding: &'static Encoding) {
        let high = pair.map(|byte| byte | 0x80);
        let (text, had_errors) = encoding.decode_without_bom_handling(&high);
        self.sound &= !had_errors;
        self.push(at, 2, &text);
    }
}

/// HZ: `~{` starts pairs of GB 2312, `~}` or a line end returns to ASCII, `~~` is a tilde.
pub(super) fn hz(bytes: &[u8]) -> Switched {
    let mut out = Switched::new(bytes);
    let (mut at, mut pairs) = (0, false);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest {
            [b'~', b'{', ..] if !pairs => {
                pairs = true;
                2
            }
            [b'~', b'}', ..] if pairs => {
                pairs = false;
                2
            }
            [b'~', b'~', ..] if !pairs => {
                out.push(at, 2, "~");
                2
            }
            [b'~', b'\n', ..] if !pairs => 2,
            [first @ 0x21..0x7f, second @ 0x21..0x7f, ..] if pairs => {
                out.push_pair(at, [*first, *second], GBK);
                2
            }
            [byte, ..] => {
                pairs &= *byte != b'\n';
                out.push_byte(at, *byte);
                1
            }
            [] => break,
        };
    }
    out
}

/// ISO-2022-KR: after the announcement `ESC $ ) C`, SO starts pairs of KS X 1001 and SI returns to ASCII.
pub(super) fn iso_2022_kr(bytes: &[u8]) -> Switched {
    let mut out = Switched::new(bytes);
    let (mut at, mut pairs) = (0, false);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest {
            [0x1b, b'$', b')', b'C', ..] => 4,
            [0x0e, ..] => {
                pairs = true;
                1
            }
            [0x0f, ..] => {
                pairs = false;
                1
            }
            [first @ 0x21..0x7f, second @ 0x21..0x7f, ..] if pairs => {
                out.push_pair(at, [*first, *second], EUC_KR);
                2
            }
            [byte, ..] => {
                pairs &= *byte != b'\n';
                out.push_byte(at, *byte);
                1
            }
            [] => break,
        };
    }
    out
}

/// Characters of a UTF-7 shift that are decoded at once: eight characters hold three code units.
const SHIFT_CHUNK: usize = 1024;

/// UTF-7: `+` starts UTF-16 in base64 without padding, ended by `-` or anything outside the alphabet. What does not decode stays as it is.
pub(super) fn utf_7(bytes: &[u8]) -> Switched {
    let mut out = Switched::new(bytes);
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        if byte != b'+' {
            out.push_byte(at, byte);
            at += 1;
            continue;
        }
        let inner = bytes.get(at + 1..).unwrap_or_default();
        let length = inner.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))).unwrap_or(inner.len());
        let closes = usize::from(inner.get(length) == Some(&b'-'));
        let shifted = inner.get(..length).unwrap_or_default();
        if shifted.is_empty() {
            out.push(at, 1 + closes, "+");
            at += 1 + closes;
            continue;
        }
        let start = at;
        at += 1 + length + closes;
        let chunks: Option<Vec<String>> = shifted.chunks(SHIFT_CHUNK).map(utf_16_of).collect();
        let Some(chunks) = chunks.filter(|_| inner.get(length) != Some(&b'@')) else {
            // No shift after all, but the plus of an address or of a sum.
            out.sound = false;
            for (offset, byte) in bytes.get(start..at).unwrap_or_default().iter().enumerate() {
                out.push_byte(start + offset, *byte);
            }
            continue;
        };
        let mut from = start;
        let count = chunks.len();
        for (index, text) in chunks.iter().enumerate() {
            let end = if index + 1 == count { at } else { start + 1 + (index + 1) * SHIFT_CHUNK };
            out.push(from, end - from, text);
            from = end;
        }
    }
    out
}

fn utf_16_of(shifted: &[u8]) -> Option<String> {
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut units = Vec::with_capacity(shifted.len() * 3 / 8 + 1);
    for byte in shifted {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push((bits >> held & 0xffff) as u16);
            bits &= (1 << held) - 1;
        }
    }
    // What is left over must be fewer than six bits of zero (RFC 2152, rule 2).
    (held < 6 && bits == 0).then(|| String::from_utf16(&units).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switched_text_is_read() {
        assert_eq!(hz(b"Re: ~{MKPE~} ~~ ok").text, "Re: 退信 ~ ok");
        assert_eq!(iso_2022_kr(b"\x1b$)C\x0e0!\x0f!").text, "가!");
        assert_eq!(utf_7(b"1 +- 1 +kABP4Q- a +AD0").text, "1 + 1 退信 a =");
        assert_eq!(utf_7(b"user+tag@example.com").text, "user+tag@example.com");
        assert!(!hz(b"~{\x7f\xff").sound);
    }

    #[test]
    fn switched_text_leads_back() {
        let switched = hz(b"a~{MKPE~}b");
        assert_eq!(switched.text, "a退信b");
        assert_eq!(switched.spans.origin(1..4), 3..5);
        assert_eq!(switched.spans.origin(7..8), 9..10);
        let switched = utf_7(b"a+kABP4Q-b");
        assert_eq!(switched.spans.origin(7..8), 9..10);
        assert_eq!(switched.spans.origin(1..2), 1..9);
    }
}
