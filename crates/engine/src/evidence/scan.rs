//! The one pass that takes a reply apart.

use super::entity::{self, Entity, EntityKind};
use super::international;
use super::position::{self, Before, Digits};
use super::word::{self, ASCII, EXACT, Word, char_hash, leading_alphanumerics, middling_word_hash, short_word_hash, word_hash};
use super::{Evidence, Segment};
use crate::smtp::StatusCode;
use crate::span::Span;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// ASCII that ends a word and cannot join it with what follows.
    Break,
    /// Such a one that may begin something: a character reference, a quoted address, an IP address.
    Opening,
    /// ASCII that may join words into an address, a host or the like.
    Joint,
    /// A byte of a character beyond ASCII.
    High,
}

impl Class {
    /// Whether it is ASCII that ends a word and cannot join it with what follows.
    fn ends_word(self) -> bool {
        matches!(self, Class::Break | Class::Opening)
    }
}

#[expect(clippy::indexing_slicing, reason = "the loop ends where the table does")]
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Break; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'"' => Class::Opening,
            b'.' | b'@' | b'-' | b'_' | b'+' | b'=' | b'%' | b':' | b'\'' | b'&' | b'/' | b'~' | b'#' | b'!' | b'*' | b'$' => Class::Joint,
            0x80.. => Class::High,
            _ => Class::Break,
        };
        byte += 1;
    }
    classes
};

#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256")]
fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// Longest word that is told from others; a longer one is known by its first bytes.
const MAX_FOLDED_WORD: usize = 96;

/// How far an address or host name is followed: the longest ones (RFC 5321 section 4.5.3.1) and some damage.
const MAX_COMPOUND: usize = 384;

/// A span of the text, which is shorter than [`super::MAX_REPLY_BYTES`].
#[inline]
fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}

/// The number of the word of letters and digits at the start of these bytes, its length and the byte behind it, when they hold it to its end. Most words are short enough.
#[inline]
fn common_word(bytes: [u8; 16]) -> Option<(u64, usize, u8)> {
    let &[head, next] = bytes.as_chunks::<8>().0 else { return None };
    let (head, next) = (u64::from_le_bytes(head), u64::from_le_bytes(next));
    let length = leading_alphanumerics(head);
    if length < 8 {
        return Some((short_word_hash::<ASCII>(head, length), length, (head >> (8 * length)) as u8));
    }
    let more = leading_alphanumerics(next);
    (more < 8).then(|| (middling_word_hash(head, next, 8 + more), 8 + more, (next >> (8 * more)) as u8))
}

/// Fills `out` from `text`.
pub(super) fn scan(text: &str, out: &mut Evidence) {
    out.segments.push(Segment::default());
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, code_end: usize::MAX, out };
    scanner.run();
}

struct Scanner<'t, 'e> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Offset behind the last reply code.
    code_end: usize,
    out: &'e mut Evidence,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match class(byte) {
                Class::Letter => self.letter(),
                Class::Digit => self.digit(),
                Class::Break => self.at += 1,
                Class::Joint | Class::Opening => self.mark(byte),
                Class::High => self.high(),
            }
        }
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    #[inline]
    fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to.min(self.bytes.len())).unwrap_or_default()
    }

    fn rest(&self, from: usize) -> &str {
        self.text.get(from..).unwrap_or_default()
    }

    /// The eight bytes from an offset on, when there are so many.
    #[inline]
    fn chunk(&self, at: usize) -> Option<u64> {
        let chunk = self.bytes.get(at..)?.first_chunk::<8>()?;
        Some(u64::from_le_bytes(*chunk))
    }

    /// The sixteen bytes from an offset on, blanks where there are no more.
    #[inline]
    fn sixteen(&self, at: usize) -> [u8; 16] {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.first_chunk::<16>().copied().unwrap_or_else(|| {
            let mut padded = [b' '; 16];
            padded.iter_mut().zip(rest).for_each(|(padded, byte)| *padded = *byte);
            padded
        })
    }

    #[inline]
    fn word_end(&self, from: usize) -> usize {
        let mut end = from;
        while let Some(chunk) = self.chunk(end) {
            let length = leading_alphanumerics(chunk);
            end += length;
            if length < 8 {
                return end;
            }
        }
        let rest = self.bytes.get(end..).unwrap_or_default();
        end + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())
    }

    #[inline]
    fn letter(&mut self) {
        let start = self.at;
        let Some((hash, length, next)) = common_word(self.sixteen(start)) else { return self.long_word(start) };
        let end = start + length;
        let behind = match class(next) {
            Class::Break | Class::Opening => end + usize::from(next == b' '),
            // A mark that joins nothing, as in `rejected: `.
            Class::Joint if self.byte(end + 1) == b' ' => end + 2,
            _ => return self.word_before(start, end),
        };
        self.out.words.push(Word { hash, span: span(start, end), is_number: false });
        self.at = behind;
    }

    fn long_word(&mut self, start: usize) {
        let end = self.word_end(start);
        if class(self.byte(end)).ends_word() {
            self.push_word(start, end, false);
        } else {
            self.word_before(start, end);
        }
    }

    /// A word that something else than a blank or the like follows.
    fn word_before(&mut self, start: usize, end: usize) {
        match class(self.byte(end)) {
            Class::Break | Class::Opening | Class::Letter | Class::Digit => self.push_word(start, end, false),
            Class::Joint => self.joined(start, end),
            Class::High => self.folded_word(start),
        }
    }

    /// A word that ends at a character which may join it to the next.
    fn joined(&mut self, start: usize, end: usize) {
        let next = class(self.byte(end + 1));
        match self.byte(end) {
            b':' if self.rest(end).starts_with("://") => self.url(start),
            b':' if end - start <= 4 => self.maybe_ipv6(start, end),
            b':' | b'/' | b'!' | b'*' => self.push_word(start, end, false),
            b'\'' if matches!(next, Class::Letter | Class::High) => self.folded_word(start),
            b'&' if self.apostrophe_length(end).is_some() => self.folded_word(start),
            b'@' if !next.ends_word() => self.address(start, end),
            _ if matches!(next, Class::Letter | Class::Digit) || (next == Class::Joint && self.byte(end + 1) != b'.') => {
                self.compound(start)
            }
            _ => self.push_word(start, end, false),
        }
    }

    fn digit(&mut self) {
        let start = self.at;
        let end = self.word_end(start);
        if end - start == 3 && self.reply_code(start) {
            return;
        }
        if end - start == 1 && self.byte(end) == b'.' && self.status_code(start) {
            return;
        }
        match self.byte(end) {
            b'.' if class(self.byte(end + 1)) == Class::Digit => match entity::ipv4_length(self.rest(start)) {
                Some(length) => self.entity(EntityKind::Ip, start, start + length),
                None => self.compound(start),
            },
            b':' if end - start <= 4 => self.maybe_ipv6(start, end),
            byte if class(byte).ends_word() => self.push_word(start, end, true),
            byte if class(byte) == Class::High => self.folded_word(start),
            _ => self.joined(start, end),
        }
    }

    fn maybe_ipv6(&mut self, start: usize, end: usize) {
        let next = self.byte(end + 1);
        let length = if next == b':' || next.is_ascii_hexdigit() { entity::ipv6_length(self.rest(start)) } else { None };
        match length {
            Some(length) => self.entity(EntityKind::Ip, start, start + length),
            None => self.push_word(start, end, true),
        }
    }

    fn reply_code(&mut self, start: usize) -> bool {
        let current = self.out.segments.last().and_then(|segment| segment.code);
        match position::judge(self.text, start, current) {
            Digits::Opens(code) => {
                let first_word = self.next_word();
                let opened = Segment { code: Some(code), first_word, start: span(start, start).start, ..Segment::default() };
                match self.out.segments.last_mut() {
                    // What came before the first code was no layer when it said nothing.
                    Some(last) if last.code.is_none() && last.status.is_none() && last.first_word == first_word => *last = opened,
                    _ => self.out.segments.push(opened),
                }
            }
            Digits::Continues(_) => {}
            Digits::Number => return false,
        }
        self.entity(EntityKind::Code, start, start + 3);
        self.code_end = self.at;
        true
    }

    fn status_code(&mut self, start: usize) -> bool {
        let Some((status, length)) = StatusCode::parse_prefix(self.slice(start, start + 12)) else { return false };
        let end = start + length;
        if matches!(class(self.byte(end)), Class::Letter) || matches!(self.byte(end), b'@' | b'_') {
            return false;
        }
        let placed = self.follows_code(start)
            || self.byte(start.wrapping_sub(1)) == b'#'
            || matches!(position::before(self.bytes, start), Before::Start | Before::Mark);
        if let Some(segment) = self.out.segments.last_mut()
            && (segment.status.is_none() || (placed && !segment.status_is_placed))
        {
            segment.status = Some(status);
            segment.status_is_placed = placed;
        }
        self.entity(EntityKind::Status, start, end);
        true
    }

    /// Whether nothing but punctuation stands between the last reply code and `at`.
    fn follows_code(&self, at: usize) -> bool {
        at.checked_sub(self.code_end).is_some_and(|distance| distance <= 6)
            && self.slice(self.code_end, at).iter().all(|&byte| matches!(class(byte), Class::Break | Class::Opening | Class::Joint))
    }

    /// A mark outside of any word.
    #[inline]
    fn mark(&mut self, byte: u8) {
        if byte == b'&' {
            let rest = self.slice(self.at + 1, self.at + 10);
            if let Some(end) = rest.iter().position(|&b| b == b';') {
                let name = rest.get(..end).unwrap_or_default();
                if !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#') {
                    self.at += end + 2;
                    return;
                }
            }
        }
        if byte == b'"'
            && let Some(end) = self.quoted_local_part()
        {
            let start = self.at;
            self.entity(EntityKind::Address, start, end);
            return;
        }
        if byte == b':'
            && self.byte(self.at + 1) == b':'
            && let Some(length) = entity::ipv6_length(self.rest(self.at))
        {
            let start = self.at;
            self.entity(EntityKind::Ip, start, start + length);
            return;
        }
        self.at += 1;
    }

    /// End of an address such as `"a..b"@example.com` (RFC 5321 section 4.1.2, Quoted-string).
    fn quoted_local_part(&self) -> Option<usize> {
        let inside = self.slice(self.at + 1, self.at + 68);
        let close = inside.iter().position(|&b| b == b'"')?;
        let behind = self.at + close + 2;
        if self.byte(behind) != b'@' {
            return None;
        }
        let domain = entity::domain_length(self.slice(behind + 1, behind + 257))?;
        Some(behind + 1 + domain)
    }

    /// An address whose local part is a plain word, or what else a run with an `@` in it may be.
    fn address(&mut self, start: usize, sign: usize) {
        match self.domain_length(sign + 1, start + MAX_COMPOUND) {
            Some(domain) => self.entity(EntityKind::Address, start, sign + 1 + domain),
            None => self.compound(start),
        }
    }

    /// Length of the domain at `at`, as far as `limit` if it is ASCII.
    fn domain_length(&self, at: usize, limit: usize) -> Option<usize> {
        let ascii = entity::domain_length(self.slice(at, limit));
        let end = at + ascii.unwrap_or_default();
        let next = if self.byte(end) == b'.' { end + 1 } else { end };
        if class(self.byte(next)) == Class::High { international::domain_length(self.rest(at), ascii) } else { ascii }
    }

    /// A run of word characters and joints: an address, a host, or several words.
    fn compound(&mut self, start: usize) {
        let window = self.slice(start, start + MAX_COMPOUND);
        let length = window.iter().position(|&byte| !entity::may_be_in_compound(byte)).unwrap_or(window.len());
        let end = start + length;
        let run = self.slice(start, end);
        if let Some(sign) = memchr::memchr(b'@', run)
            && let Some(domain) = self.domain_length(start + sign + 1, end)
        {
            self.entity(EntityKind::Address, start, start + sign + 1 + domain);
            return;
        }
        let host_end = run.iter().position(|&byte| !entity::may_be_in_domain(byte)).unwrap_or(length);
        match run.get(..host_end).and_then(entity::host_length) {
            Some(length) => self.host(start, start + length),
            None => self.split(start, end),
        }
    }

    /// The words of a run that is nothing else.
    fn split(&mut self, start: usize, end: usize) {
        self.at = start;
        while self.at < end {
            let from = self.at;
            match class(self.byte(from)) {
                Class::Letter => {
                    let to = self.word_end(from);
                    // The last word may go on beyond ASCII: `E-Mail-Empfänger`.
                    if to == end && class(self.byte(to)) == Class::High {
                        self.folded_word(from);
                        return;
                    }
                    self.push_word(from, to, false);
                }
                Class::Digit => {
                    let to = self.word_end(from);
                    let is_code = (to - from == 3 && self.reply_code(from)) || (to - from == 1 && self.status_code(from));
                    if !is_code {
                        let numeric = self.slice(from, to).iter().all(u8::is_ascii_digit);
                        self.push_word(from, to, numeric);
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    fn host(&mut self, start: usize, end: usize) {
        if self.byte(end) == b'/' && !class(self.byte(end + 1)).ends_word() {
            self.url(start);
            return;
        }
        self.side_gap(start);
        self.host_labels(start, end);
        self.entity(EntityKind::Host, start, end);
    }

    fn url(&mut self, start: usize) {
        let end = start + entity::url_length(self.rest(start));
        let run = self.slice(start, end);
        let host_start = run.windows(3).take(12).position(|three| three == b"://").map_or(start, |at| start + at + 3);
        let host = self.slice(host_start, end);
        let host_end = host_start + host.iter().position(|&b| matches!(b, b'/' | b'?' | b'#' | b':')).unwrap_or(host.len());
        self.side_gap(start);
        self.host_labels(host_start, host_end);
        self.side_gap(host_end);
        self.side_runs(host_end, end, word::url_word_hash);
        self.entity(EntityKind::Url, start, end.max(start + 1));
    }

    fn host_labels(&mut self, start: usize, end: usize) {
        self.side_runs(start, end, word::host_label_hash);
    }

    fn side_runs(&mut self, start: usize, end: usize, hash: fn(&[u8]) -> u64) {
        let mut from = start;
        while from < end {
            let to = self.word_end(from).min(end);
            if to > from {
                let word = Word { hash: hash(self.slice(from, to)), span: span(from, to), is_number: false };
                self.out.side_words.push(word);
            }
            from = to + 1;
        }
    }

    /// Keeps phrases from running over from one host or URL into the next.
    fn side_gap(&mut self, at: usize) {
        self.out.side_words.push(Word { hash: 0, span: span(at, at), is_number: false });
    }

    /// A character beyond ASCII outside of any word.
    fn high(&mut self) {
        let start = self.at;
        if start.checked_sub(1).is_some_and(|before| self.byte(before) == b'<')
            && let Some(length) = international::address_length(self.rest(start))
        {
            self.entity(EntityKind::Address, start, start + length);
            return;
        }
        let Some(c) = self.rest(start).chars().next() else {
            self.at += 1;
            return;
        };
        if word::is_word_by_itself(c) {
            let span = span(start, start + c.len_utf8());
            self.out.words.push(Word { hash: char_hash(c), span, is_number: false });
            self.at += c.len_utf8();
        } else if word::is_alphanumeric(c) || word::full_width_ascii(c).is_some_and(|b| b.is_ascii_alphanumeric()) {
            self.folded_word(start);
        } else {
            self.at += c.len_utf8();
        }
    }

    /// A word with characters beyond ASCII or an apostrophe in it.
    fn folded_word(&mut self, start: usize) {
        let mut folded = arrayvec::ArrayVec::<u8, MAX_FOLDED_WORD>::new();
        let mut push = |c: char| {
            let mut buffer = [0; 4];
            // A longer word is told apart by its beginning alone, which no vocabulary needs.
            let _ = folded.try_extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        };
        let mut end = start;
        while let Some(c) = self.rest(end).chars().next() {
            if c.is_ascii_alphanumeric() {
                push(c.to_ascii_lowercase());
            } else if let Some(byte) = word::full_width_ascii(c).filter(u8::is_ascii_alphanumeric) {
                push(char::from(byte.to_ascii_lowercase()));
            } else if let Some(length) = self.apostrophe_length(end).filter(|_| end > start) {
                end += length;
                continue;
            } else if !word::is_word_by_itself(c) && word::is_alphanumeric(c) {
                word::fold_char(c, &mut push);
            } else if !is_combining(c) {
                break;
            }
            end += c.len_utf8();
        }
        let is_number = !folded.is_empty() && folded.iter().all(u8::is_ascii_digit);
        let hash = word_hash::<EXACT>(&folded);
        self.out.words.push(Word { hash, span: span(start, end), is_number });
        self.at = end.max(start + 1);
        if matches!(self.byte(self.at), b'@') && self.text.is_char_boundary(self.at) {
            self.address_behind(start);
        }
    }

    /// Turns a word that an `@` follows into an address.
    fn address_behind(&mut self, start: usize) {
        if let Some(domain) = self.domain_length(self.at + 1, self.at + 257) {
            self.out.words.pop();
            self.entity(EntityKind::Address, start, self.at + 1 + domain);
        }
    }

    /// Length of an apostrophe at `at` that a letter follows, written plainly or as an HTML entity.
    fn apostrophe_length(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        let length = ["'", "\u{2019}", "&#39;", "&#039;", "&apos;", "&rsquo;"].iter().find(|form| rest.starts_with(form.as_bytes()))?.len();
        matches!(class(self.byte(at + length)), Class::Letter | Class::High).then_some(length)
    }

    fn next_word(&self) -> u32 {
        u32::try_from(self.out.words.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    fn push_word(&mut self, start: usize, end: usize, may_be_number: bool) {
        let word = self.slice(start, end);
        let is_number = may_be_number && word.iter().all(u8::is_ascii_digit);
        self.out.words.push(Word { hash: word_hash::<ASCII>(word), span: span(start, end), is_number });
        self.at = end;
    }

    fn entity(&mut self, kind: EntityKind, start: usize, end: usize) {
        let before_word = self.next_word();
        self.out.kinds |= 1 << kind as u8;
        self.out.entities.push(Entity { kind, span: span(start, end), before_word });
        self.at = end;
    }
}

fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x200b..=0x200d | 0xfeff | 0xad)
}
