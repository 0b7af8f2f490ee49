//! Mailboxes in one file: mails behind one another, each begun by an envelope line (RFC 4155, and `mbox(5)` of qmail for the kinds).
//!
//! The kinds differ in how they keep a line of a mail from being taken for an envelope line.
//! `mboxo` and `mboxrd` write `>` in front of it; `mboxcl` and `mboxcl2` tell the length of the mail in `Content-Length`.
//! Nobody writes into the file which kind it is, and many programs write something in between, so nothing is believed blindly:
//!
//! - An envelope line stands at the beginning or behind an empty line, has a sender and a date as `asctime` writes it, and a header field follows.
//! - Between the boundaries of a multipart mail nothing begins: a bounce may return a mail with its envelope line.
//! - `Content-Length` counts only when another mail, or the end, is where it says.
//! - One `>` is taken from in front of each `From ` in the body.
//!
//! The file is read piece by piece, and searched for `From ` without looking at its lines.

use std::io::{self, Read};

use memchr::{memchr, memmem};

use crate::item::MAX_ITEM;

/// How much is read at once, in bytes.
const PIECE: usize = 256 * 1024;
/// How long an envelope line may be, and how much of the line behind it is looked at.
const MAX_LINE: usize = 1024;
/// How much of a mail is searched for the end of its header and for `Content-Length`.
const MAX_HEADER: usize = 256 * 1024;
/// How far the last boundary of a multipart mail is looked for. A mail that lost it would have everything behind it searched.
const MAX_PARTS: usize = 256 * 1024;
/// Memory that one large mail needed is given back when it is larger than this.
const KEPT_CAPACITY: usize = 4 * 1024 * 1024;

/// One mail of a mailbox.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// Which one it is, from 1 on.
    pub number: u64,
    /// The mail with its envelope line, the `>` in front of `From ` taken away.
    pub bytes: Vec<u8>,
    /// Whether the mail was longer than one item may be.
    pub is_cut: bool,
    /// Whether nothing was taken away, from within it or from in front of the first one.
    pub is_verbatim: bool,
    /// Whether nothing follows it.
    pub is_last: bool,
}

/// The mails of a mailbox, one after the other.
#[derive(Debug)]
pub struct Mailbox<R> {
    reader: R,
    /// What was read and not yet given.
    buffer: Vec<u8>,
    /// Where in the buffer the next mail begins.
    start: usize,
    /// Whether the reader has come to its end, in whatever way.
    is_read: bool,
    error: Option<io::Error>,
    count: u64,
}

/// Whether a file with this beginning is a mailbox: an envelope line, and a header field behind it.
pub(crate) fn is_mailbox(head: &[u8]) -> bool {
    let at = blank_length(head);
    head.get(at..).is_some_and(|head| is_envelope(head) == Some(true))
}

impl<R: Read> Mailbox<R> {
    /// The mails of what is read.
    pub fn new(reader: R) -> Mailbox<R> {
        Mailbox { reader, buffer: Vec::new(), start: 0, is_read: false, error: None, count: 0 }
    }

    /// Why reading stopped before the end, to be asked when there is no more mail.
    pub fn error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    /// Whether reading has stopped before the end.
    pub(crate) fn is_torn(&self) -> bool {
        self.error.is_some()
    }

    /// What was read and belongs to the mail that comes next.
    fn ahead(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Reads one more piece; false at the end.
    fn fill(&mut self) -> bool {
        if self.is_read {
            return false;
        }
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
            if self.buffer.len() < KEPT_CAPACITY / 2 && self.buffer.capacity() > KEPT_CAPACITY {
                self.buffer.shrink_to(KEPT_CAPACITY);
            }
        }
        let before = self.buffer.len();
        self.buffer.reserve(PIECE);
        if let Err(error) = (&mut self.reader).take(PIECE as u64).read_to_end(&mut self.buffer) {
            self.error = Some(error);
            self.is_read = true;
        }
        let read = self.buffer.len() - before;
        self.is_read |= read == 0;
        read > 0
    }

    /// Makes sure that so much is ahead, if there is so much.
    fn reach(&mut self, length: usize) -> bool {
        while self.ahead().len() < length {
            if !self.fill() {
                return false;
            }
        }
        true
    }

    /// Whether a mail begins so many bytes ahead.
    fn begins_at(&mut self, at: usize) -> bool {
        let mut wanted = at + MAX_LINE / 4;
        loop {
            let is_all = !self.reach(wanted);
            match self.ahead().get(at..).and_then(is_envelope) {
                Some(is_envelope) => return is_envelope,
                None if is_all => return self.ahead().get(at..).is_some_and(|last| is_date_line(last.trim_ascii_end())),
                None => wanted += MAX_LINE,
            }
        }
    }

    /// Where the body of this mail begins.
    fn body(&mut self) -> Option<usize> {
        let mut searched = 0;
        loop {
            if let Some(body) = body_start(self.ahead(), searched) {
                return Some(body);
            }
            searched = self.ahead().len().saturating_sub(4);
            if searched > MAX_HEADER || !self.fill() {
                return None;
            }
        }
    }

    /// Where the mail ends whose header says how long its body is, when that is true.
    fn told_end(&mut self, body: usize) -> Option<usize> {
        let length = content_length(self.ahead().get(..body)?)?;
        let end = body.checked_add(length).filter(|end| *end <= MAX_ITEM)?;
        if !self.reach(end) {
            return None;
        }
        // Some count the empty line behind the mail, some do not.
        self.reach(end + 4);
        let end = end + blank_length(self.ahead().get(end..)?);
        let is_line_start = self.ahead().get(..end).is_some_and(|mail| mail.ends_with(b"\n"));
        let is_end = self.ahead().len() == end && !self.fill();
        (is_end || (is_line_start && self.begins_at(end))).then_some(end)
    }

    /// Where the last boundary of this mail stands, or its body begins when it has none near enough.
    fn parts_end(&mut self, body: usize) -> usize {
        let Some(last) = self.ahead().get(..body).and_then(last_boundary) else { return body };
        let find = |mail: &[u8]| memmem::find(mail.get(body..mail.len().min(body + MAX_PARTS)).unwrap_or_default(), &last);
        let found = find(self.ahead()).or_else(|| {
            self.reach(body + MAX_PARTS);
            find(self.ahead())
        });
        body + found.unwrap_or(0)
    }

    /// Finds where the next mail begins, or where this one ends when it is the last; what is beyond an item is dropped on the way.
    fn next_start(&mut self) -> (usize, usize) {
        let mut dropped = 0;
        let body = self.body();
        if let Some(end) = body.and_then(|body| self.told_end(body)) {
            return (end, dropped);
        }
        // Looked for when something stands there that could begin a mail.
        let mut parts_end = None;
        // The envelope line of this mail itself is not looked at again.
        let mut searched = 1;
        loop {
            match memmem::find(self.ahead().get(searched..).unwrap_or_default(), b"\nFrom ") {
                Some(found) => {
                    let at = searched + found + 1;
                    if is_behind_empty_line(self.ahead(), at) && self.begins_at(at) {
                        let parts_end = *parts_end.get_or_insert_with(|| body.map_or(0, |body| self.parts_end(body)));
                        if at >= parts_end {
                            return (at, dropped);
                        }
                    }
                    searched = at;
                }
                None => {
                    searched = self.ahead().len().saturating_sub(b"\nFrom".len()).max(1);
                    if searched > MAX_ITEM + PIECE {
                        // The line end and the empty line in front of an envelope line are still to be seen.
                        let excess = searched - MAX_ITEM - b"\n\r\n".len();
                        self.buffer.drain(self.start + MAX_ITEM..self.start + MAX_ITEM + excess);
                        dropped += excess;
                        searched -= excess;
                    }
                    if !self.fill() {
                        return (self.ahead().len(), dropped);
                    }
                }
            }
        }
    }
}

impl<R: Read> Iterator for Mailbox<R> {
    type Item = Message;

    fn next(&mut self) -> Option<Message> {
        self.reach(1);
        let mut has_blank = false;
        // A mailbox may begin with empty lines; behind a mail they belong to it.
        while self.count == 0 && self.ahead().first().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            self.start += 1;
            has_blank = true;
            self.reach(1);
        }
        if self.ahead().is_empty() {
            return None;
        }
        let (end, dropped) = self.next_start();
        let mail = self.ahead().get(..end.min(MAX_ITEM)).unwrap_or_default();
        let (bytes, is_verbatim) = unquoted(mail);
        self.start += end;
        self.count += 1;
        let is_last = !self.reach(1);
        Some(Message { number: self.count, bytes, is_cut: end > MAX_ITEM || dropped > 0, is_verbatim: is_verbatim && !has_blank, is_last })
    }
}

/// How many line ends stand at the beginning.
fn blank_length(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len())
}

fn is_behind_empty_line(bytes: &[u8], at: usize) -> bool {
    bytes.get(..at).is_some_and(|before| before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n"))
}

/// Whether these bytes begin with an envelope line and a header field behind it; none when they end too early to tell.
fn is_envelope(bytes: &[u8]) -> Option<bool> {
    let start = bytes.get(..5).unwrap_or(bytes);
    if !b"From ".starts_with(start) {
        return Some(false);
    }
    let window = bytes.get(..MAX_LINE).unwrap_or(bytes);
    let Some(end) = memchr(b'\n', window) else { return (bytes.len() >= MAX_LINE).then_some(false) };
    if !is_date_line(window.get(..end)?.trim_ascii_end()) {
        return Some(false);
    }
    begins_field(bytes.get(end + 1..)?)
}

/// Whether a line is `From `, a sender, and a date; what programs write around the date differs.
fn is_date_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let mut found = [false; 4];
    for (number, word) in rest.split(|b| matches!(b, b' ' | b'\t' | b',')).filter(|word| !word.is_empty()).enumerate() {
        // The sender comes first, and is missing in none.
        if number > 0 {
            let kind = [is_weekday(word), is_month(word), is_time(word), is_year(word)];
            found.iter_mut().zip(kind).for_each(|(found, is)| *found |= is);
        }
    }
    found == [true; 4]
}

fn is_weekday(word: &[u8]) -> bool {
    [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"].iter().any(|day| word.eq_ignore_ascii_case(*day))
}

fn is_month(word: &[u8]) -> bool {
    let months = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    months.iter().any(|month| word.eq_ignore_ascii_case(*month))
}

fn is_time(word: &[u8]) -> bool {
    let is_digits = |part: &[u8]| matches!(part.len(), 1 | 2) && part.iter().all(u8::is_ascii_digit);
    let count = word.split(|&b| b == b':').count();
    matches!(count, 2 | 3) && word.split(|&b| b == b':').all(is_digits)
}

fn is_year(word: &[u8]) -> bool {
    word.len() == 4 && (word.starts_with(b"19") || word.starts_with(b"20")) && word.iter().all(u8::is_ascii_digit)
}

/// Whether these bytes begin with a header field, or with the second envelope line that some programs write; none when they end too early to tell.
fn begins_field(bytes: &[u8]) -> Option<bool> {
    if bytes.starts_with(b">From ") {
        return Some(true);
    }
    let window = bytes.get(..MAX_LINE).unwrap_or(bytes);
    match window.iter().position(|b| !b.is_ascii_graphic() || *b == b':') {
        Some(0) => Some(false),
        Some(at) => Some(window.get(at) == Some(&b':')),
        None => (bytes.len() >= MAX_LINE).then_some(false),
    }
}

/// Where the body begins, looked for from a place on.
fn body_start(mail: &[u8], from: usize) -> Option<usize> {
    let rest = mail.get(from..)?;
    let plain = memmem::find(rest, b"\n\n").map(|at| from + at + 2);
    let windows = memmem::find(rest, b"\n\r\n").map(|at| from + at + 3);
    plain.into_iter().chain(windows).min()
}

/// The line that ends the parts of a mail with such a header, with the line end in front of it (RFC 2046 section 5.1.1).
fn last_boundary(header: &[u8]) -> Option<Vec<u8>> {
    const NAME: &[u8] = b"boundary=";
    let at = memchr::memchr2_iter(b'b', b'B', header)
        .find(|at| header.get(*at..at + NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)))?;
    let value = header.get(at + NAME.len()..)?;
    let boundary = match value.strip_prefix(b"\"") {
        Some(quoted) => quoted.split(|b| matches!(b, b'"' | b'\n' | b'\r')).next(),
        None => value.split(|b| b.is_ascii_whitespace() || *b == b';').next(),
    };
    let boundary = boundary.filter(|boundary| matches!(boundary.len(), 1..=MAX_LINE))?;
    Some([b"\n--", boundary, b"--"].concat())
}

/// What a header says about the length of the body, when it says one thing.
fn content_length(header: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let mut said = None;
    for line in header.split(|&b| b == b'\n') {
        if line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)) {
            let length = std::str::from_utf8(line.get(NAME.len()..)?.trim_ascii()).ok()?.parse().ok()?;
            if said.replace(length).is_some_and(|before: usize| before != length) {
                return None;
            }
        }
    }
    said
}

/// The mail without the `>` in front of `From ` in its body, and whether there was none.
fn unquoted(mail: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(mail.len());
    let mut copied = 0;
    let body = body_start(mail, 0).unwrap_or(mail.len());
    for at in memmem::find_iter(mail.get(body..).unwrap_or_default(), b">From ") {
        let at = body + at;
        let before = mail.get(copied..at).unwrap_or_default();
        let quotes = before.iter().rev().take_while(|&&b| b == b'>').count();
        let line_start = at - quotes;
        if line_start > 0 && mail.get(line_start - 1) != Some(&b'\n') {
            continue;
        }
        bytes.extend_from_slice(mail.get(copied..line_start).unwrap_or_default());
        copied = line_start + 1;
    }
    bytes.extend_from_slice(mail.get(copied..).unwrap_or_default());
    (bytes, copied == 0)
}
