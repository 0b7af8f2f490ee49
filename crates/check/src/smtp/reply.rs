//! A reply of a server (RFC 5321 section 4.2).

use tuixin::smtp::ReplyCode;

use super::shown;

/// What a server answered to one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    code: ReplyCode,
    lines: Vec<String>,
}

/// What the bytes read so far are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A reply, and how many bytes it took.
    Whole(Reply, usize),
    /// The beginning of one.
    Part,
    /// No reply.
    Nonsense,
}

impl Reply {
    /// The code of its last line, which is the one that counts.
    pub fn code(&self) -> ReplyCode {
        self.code
    }

    /// Its lines with their codes, escaped for being shown.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// What it says, as one line: the code once, then the words of all lines.
    pub fn text(&self) -> String {
        let mut text = self.code.to_string();
        for line in self.lines.iter().filter_map(|line| line.get(4..)).map(str::trim).filter(|line| !line.is_empty()) {
            text.push(' ');
            text.push_str(line);
        }
        text
    }

    /// The words of each line, without code and separator.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.get(4..).unwrap_or_default())
    }
}

/// Reads a reply from bytes that come bit by bit, looking at each of them once. Bare line feeds end lines too, as some servers send them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    lines: Vec<String>,
    /// Where the line begins that has no end yet.
    line_start: usize,
    /// Up to where no line ends that was not taken.
    looked_at: usize,
}

impl Reader {
    /// Goes on reading: `bytes` are those of the last call and what came since.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Reading {
        while let Some(end) = line_end(bytes, self.looked_at) {
            let line = bytes.get(self.line_start..end).unwrap_or_default();
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            (self.line_start, self.looked_at) = (end + 1, end + 1);
            let Some((code, is_last)) = head(line) else { return Reading::Nonsense };
            self.lines.push(shown::line(line));
            if is_last {
                return Reading::Whole(Reply { code, lines: std::mem::take(&mut self.lines) }, self.line_start);
            }
        }
        self.looked_at = bytes.len();
        let rest = bytes.get(self.line_start..).unwrap_or_default();
        if may_begin_line(rest) { Reading::Part } else { Reading::Nonsense }
    }
}

fn line_end(bytes: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.iter().position(|byte| *byte == b'\n')?;
    Some(from + found)
}

/// The code of a line, and whether it is the last of its reply.
fn head(line: &[u8]) -> Option<(ReplyCode, bool)> {
    let code = ReplyCode::parse(line.get(..3)?)?;
    match line.get(3) {
        None | Some(b' ') => Some((code, true)),
        Some(b'-') => Some((code, false)),
        Some(_) => None,
    }
}

/// Whether the beginning of a line may become a line of a reply, so that a server of another protocol is known before it falls silent.
fn may_begin_line(start: &[u8]) -> bool {
    start.iter().take(3).all(u8::is_ascii_digit) && start.get(3).is_none_or(|byte| matches!(byte, b' ' | b'-' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &str, expected: &str) {
        let found = match Reader::default().read(bytes.as_bytes()) {
            Reading::Whole(reply, taken) => format!("{} | {taken}", reply.text()),
            Reading::Part => "part".to_owned(),
            Reading::Nonsense => "nonsense".to_owned(),
        };
        assert_eq!(found, expected, "{bytes:?}");
    }

    #[test]
    fn replies_are_read() {
        check("220 mx.example.com ESMTP\r\n", "220 mx.example.com ESMTP | 26");
        check("250-mx.example.com\r\n250-SIZE 1000\r\n250 8BITMIME\r\nrest", "250 mx.example.com SIZE 1000 8BITMIME | 49");
        check("250\r\n", "250 | 5");
        check("250\n", "250 | 4");
        check("250-a\r\n550 b\r\n", "550 a b | 14");
        check("220 mx", "part");
        check("", "part");
        check("22", "part");
        check("250-a\r\n", "part");
    }

    #[test]
    fn a_reply_that_comes_byte_by_byte_is_the_same() {
        let bytes = b"250-mx.example.com\r\n250-SIZE 1000\r\n250 8BITMIME\r\n";
        let mut reader = Reader::default();
        for end in 0..bytes.len() {
            assert_eq!(reader.read(&bytes[..end]), Reading::Part, "{end}");
        }
        assert_eq!(reader.read(bytes), Reader::default().read(bytes));
    }

    #[test]
    fn other_protocols_are_no_reply() {
        check("SSH-2.0-OpenSSH_9.2\r\n", "nonsense");
        check("SSH", "nonsense");
        check("HTTP/1.1 400 Bad Request\r\n\r\n", "nonsense");
        check("* OK IMAP4rev1\r\n", "nonsense");
        check("2200 x\r\n", "nonsense");
        check("999 x\r\n", "nonsense");
        check("\r\n", "nonsense");
        check("250-a\r\n\x15\x03\x01", "nonsense");
    }
}
