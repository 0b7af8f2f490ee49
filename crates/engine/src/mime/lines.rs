//! Where lines end.
//!
//! A mail on the wire ends its lines with CRLF, a mail in a file mostly with LF, and a mail that went through an old Mac with CR.
//! A lone CR inside a mail that has LF is part of the line: gateways leave such strays, and taking them for line ends would cut headers in two.

use crate::near;

/// Which bytes end a line in this mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// LF, with any number of CR before it.
    Lf,
    /// CR, LF or both.
    Cr,
}

/// How much of a mail is looked at when its line ends are in doubt.
const DOUBT: usize = 64 * 1024;

impl Breaks {
    /// The line ends of a mail: LF unless the first line ends with a bare CR and most others do too.
    pub(super) fn of(raw: &[u8]) -> Breaks {
        let Some(first) = near::find_either(b'\r', b'\n', raw) else { return Breaks::Lf };
        let rest = raw.get(first..).unwrap_or_default();
        if rest.iter().find(|byte| **byte != b'\r') == Some(&b'\n') {
            return Breaks::Lf;
        }
        let doubtful = rest.get(..DOUBT).unwrap_or(rest);
        let feeds = memchr::memchr_iter(b'\n', doubtful).count();
        let returns = memchr::memchr_iter(b'\r', doubtful).count();
        // Each CRLF counts once on both sides, so this compares bare CR with LF.
        if returns > 2 * feeds { Breaks::Cr } else { Breaks::Lf }
    }

    /// The line that starts at `at`: where its content ends and where the next line starts.
    #[inline]
    pub(super) fn line(self, raw: &[u8], at: usize) -> (usize, usize) {
        let rest = raw.get(at..).unwrap_or_default();
        match self {
            Breaks::Lf => match near::find(b'\n', rest) {
                Some(length) => {
                    let line = rest.get(..length).unwrap_or_default();
                    (at + without_returns(line), at + length + 1)
                }
                None => (at + without_returns(rest), raw.len()),
            },
            Breaks::Cr => match near::find_either(b'\r', b'\n', rest) {
                Some(length) if rest.get(length..length + 2) == Some(b"\r\n") => (at + length, at + length + 2),
                Some(length) => (at + length, at + length + 1),
                None => (raw.len(), raw.len()),
            },
        }
    }

    /// Where the content before the line that starts at `at` ends: the line break before a delimiter belongs to it (RFC 2046 section 5.1.1).
    pub(super) fn before(self, raw: &[u8], at: usize) -> usize {
        let head = raw.get(..at).unwrap_or(raw);
        match head {
            [.., b'\r', b'\n'] => at - 2,
            [.., b'\n'] => at - 1,
            [.., b'\r'] if self == Breaks::Cr => at - 1,
            _ => at,
        }
    }
}

#[inline]
fn without_returns(line: &[u8]) -> usize {
    line.iter().rposition(|byte| *byte != b'\r').map_or(0, |last| last + 1)
}

/// Whether nothing but blanks stands in a line.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(raw: &str) -> Vec<&str> {
        let breaks = Breaks::of(raw.as_bytes());
        let (mut at, mut found) = (0, Vec::new());
        while at < raw.len() {
            let (end, next) = breaks.line(raw.as_bytes(), at);
            found.extend(raw.get(at..end));
            at = next;
        }
        found
    }

    #[test]
    fn every_kind_of_line_end() {
        assert_eq!(lines("a\r\nb\r\n\r\nc"), ["a", "b", "", "c"]);
        assert_eq!(lines("a\nb\n\nc\n"), ["a", "b", "", "c"]);
        assert_eq!(lines("a\rb\r\rc\r"), ["a", "b", "", "c"]);
        assert_eq!(lines("a\r\r\nb\r\n"), ["a", "b"]);
        assert_eq!(lines("stray\rinside\r\nb\r\n"), ["stray\rinside", "b"]);
    }
}
