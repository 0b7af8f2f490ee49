//! Header text as people read it: encoded words (RFC 2047) decoded, unencoded bytes guessed.
//!
//! Chinese systems cut long subjects into words without regard for characters, so neighbouring words of one charset are joined as bytes
//! before they become text. What only looks like an encoded word stays as it is written.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};

use super::charset;
use super::header::unfold;
use super::parameters::hex;
use super::transfer;

/// The text of a header value.
pub(super) fn decode(raw: &[u8]) -> Cow<'_, str> {
    if opening(raw).is_none()
        && memchr3(b'\r', b'\n', 0x1b, raw).is_none()
        && let Ok(text) = std::str::from_utf8(raw)
    {
        return Cow::Borrowed(text);
    }
    let value = unfold(raw);
    let mut text = Reader::default();
    let (mut literal, mut from) = (0, 0);
    while let Some(found) = opening(value.get(from..).unwrap_or_default()) {
        let at = from + found;
        let Some(word) = Word::at(value.get(at + 2..).unwrap_or_default()) else {
            from = at + 2;
            continue;
        };
        let between = value.get(literal..at).unwrap_or_default();
        if text.held.is_none() || !between.iter().all(u8::is_ascii_whitespace) {
            text.push_literal(between);
        }
        from = at + 2 + word.length;
        literal = from;
        text.push_word(word);
    }
    text.push_literal(value.get(literal..).unwrap_or_default());
    Cow::Owned(text.done)
}

/// Where the first `=?` stands.
fn opening(bytes: &[u8]) -> Option<usize> {
    memchr_iter(b'?', bytes).filter_map(|at| at.checked_sub(1)).find(|before| bytes.get(*before) == Some(&b'='))
}

/// An encoded word whose opening `=?` was passed.
struct Word<'a> {
    charset: &'a [u8],
    bytes: Vec<u8>,
    length: usize,
}

/// Longest charset name, with a language behind it (RFC 2231 section 5).
const MAX_CHARSET: usize = 64;

impl<'a> Word<'a> {
    fn at(inner: &'a [u8]) -> Option<Word<'a>> {
        let charset_end = memchr(b'?', inner.get(..MAX_CHARSET).unwrap_or(inner))?;
        let charset = inner.get(..charset_end)?;
        if charset.is_empty() || !charset.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        let [encoding, b'?', coded @ ..] = inner.get(charset_end + 1..)? else { return None };
        let (coded, length) = match memchr(b'?', coded) {
            Some(end) if coded.get(end + 1) == Some(&b'=') => (coded.get(..end)?, end + 2),
            Some(_) => return None,
            // The value was cut within the word.
            None => (coded, coded.len()),
        };
        let bytes = match encoding {
            b'B' | b'b' => transfer::base64_bytes(coded),
            b'Q' | b'q' => q(coded),
            _ => return None,
        };
        let charset = charset.split(|byte| *byte == b'*').next().unwrap_or_default();
        Some(Word { charset, bytes, length: charset_end + 3 + length })
    }
}

/// The `Q` encoding (RFC 2047 section 4.2): like quoted-printable, with `_` for a blank.
fn q(coded: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(coded.len());
    let mut rest = coded;
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            b'_' => bytes.push(b' '),
            b'=' => match after {
                [high, low, tail @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
                    bytes.extend(hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low));
                    rest = tail;
                }
                _ => bytes.push(b'='),
            },
            _ => bytes.push(*byte),
        }
    }
    bytes
}

#[derive(Default)]
struct Reader<'a> {
    done: String,
    /// Words of one charset that wait for their next neighbour.
    held: Option<(&'a [u8], Vec<u8>)>,
}

impl<'a> Reader<'a> {
    fn push_word(&mut self, word: Word<'a>) {
        match &mut self.held {
            Some((charset, bytes)) if charset.eq_ignore_ascii_case(word.charset) => {
                // Words in ISO-2022-JP return to ASCII at their end; a decoder objects to a return that is taken back at once.
                if word.bytes.first() == Some(&0x1b) && (bytes.ends_with(b"\x1b(B") || bytes.ends_with(b"\x1b(J")) {
                    bytes.truncate(bytes.len() - 3);
                }
                bytes.extend(word.bytes);
            }
            _ => {
                self.release();
                self.held = Some((word.charset, word.bytes));
            }
        }
    }

    fn push_literal(&mut self, literal: &[u8]) {
        self.release();
        match std::str::from_utf8(literal) {
            Ok(text) if !literal.contains(&0x1b) => self.done.push_str(text),
            _ => self.done.push_str(&charset::to_string(literal, None)),
        }
    }

    fn release(&mut self) {
        if let Some((charset, bytes)) = self.held.take() {
            self.done.push_str(&charset::to_string(&bytes, Some(charset)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &[u8], text: &str) {
        assert_eq!(decode(raw), text);
    }

    #[test]
    fn words_and_what_stands_between_them() {
        check(b"plain", "plain");
        check(b"folded\r\n line", "folded line");
        check(b"=?utf-8?B?6YCA5L+h?=", "退信");
        check(b"Re: =?UTF-8?q?=E9=80=80_=E4=BF=A1?= (1)", "Re: 退 信 (1)");
        check(b"=?utf-8?B?6YCA?=\r\n =?utf-8?B?5L+h?= end", "退信 end");
        check(b"=?utf-8*zh?B?6YCA?= =?gbk?B?0MU=?=", "退信");
        check(b"\"=?gb2312?B?zcvQxQ==?=\" <a@example.cn>", "\"退信\" <a@example.cn>");
    }

    #[test]
    fn characters_split_between_words() {
        check(b"=?utf-8?B?6YA=?= =?utf-8?B?gOS/oQ==?=", "退信");
        check(b"=?gb18030?B?zQ==?=\n\t=?GB18030?B?y9DF?=", "退信");
        check(b"=?iso-2022-jp?B?GyRCRnwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=", "日本");
    }

    #[test]
    fn what_only_looks_like_a_word_stays() {
        check(b"=? =?x =?utf-8?x?abc?= =?utf-8?q", "=? =?x =?utf-8?x?abc?= =?utf-8?q");
        check(b"a=?b?=c", "a=?b?=c");
        check(b"=?utf-8?B?6YCA5L", "退\u{fffd}");
    }

    #[test]
    fn unencoded_bytes_are_guessed() {
        check(b"\xcd\xcb\xd0\xc5: =?utf-8?B?5L+h?=", "退信: 信");
        check("退信".as_bytes(), "退信");
    }
}
