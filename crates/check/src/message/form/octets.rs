//! Bytes that may not travel: bare CR and LF, NUL, lines that are too long (RFC 5322 section 2.1.1 and 2.3, RFC 5321 section 4.5.3.1.6).

use tuixin::mime::Mail;

use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// The longest line without its end, in octets (RFC 5322 section 2.1.1).
const LONGEST_LINE: usize = 998;

/// Where a fault was met first, and how often.
#[derive(Clone, Copy, Default)]
struct Met {
    first: Option<usize>,
    count: usize,
}

impl Met {
    fn at(&mut self, offset: usize) {
        self.first.get_or_insert(offset);
        self.count += 1;
    }
}

#[derive(Default)]
struct Octets {
    bare_cr: Met,
    bare_lf: Met,
    nul: Met,
    long_header_line: Met,
    long_body_line: Met,
    /// The octets of the longest line.
    longest: usize,
    has_crlf: bool,
}

pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let mut octets = Octets::read(mail.raw(), mail.root().body.start);
    if !octets.has_crlf {
        octets.bare_lf = Met::default();
    }
    let told = [
        (octets.bare_cr, "form-bare-cr", "form-line-ends-fix"),
        (octets.bare_lf, "form-bare-lf", "form-line-ends-fix"),
        (octets.nul, "form-nul", "form-nul-fix"),
        (octets.long_header_line, "form-long-header-line", "form-long-header-line-fix"),
        (octets.long_body_line, "form-long-body-line", "form-long-body-line-fix"),
    ];
    let finding = |(met, text, fix): (Met, &'static str, &'static str)| {
        let finding = Finding::new(Verdict::Failed, text).with("count", met.count).with("octets", octets.longest).mended_by(Fix::new(fix));
        met.first.map(|offset| place::at(finding, mail, offset))
    };
    told.into_iter().filter_map(finding).collect()
}

impl Octets {
    fn read(raw: &[u8], body: usize) -> Octets {
        let mut octets = Octets::default();
        let mut start = 0;
        for found in memchr::memchr3_iter(b'\r', b'\n', 0, raw) {
            let before = found.checked_sub(1).and_then(|before| raw.get(before));
            match raw.get(found) {
                Some(0) => octets.nul.at(found),
                Some(b'\r') if raw.get(found + 1) != Some(&b'\n') => octets.bare_cr.at(found),
                Some(b'\n') => {
                    let is_crlf = before == Some(&b'\r');
                    octets.has_crlf |= is_crlf;
                    if !is_crlf {
                        octets.bare_lf.at(found);
                    }
                    octets.line(start, found - usize::from(is_crlf), body);
                    start = found + 1;
                }
                _ => {}
            }
        }
        octets.line(start, raw.len(), body);
        octets
    }

    fn line(&mut self, start: usize, end: usize, body: usize) {
        let length = end.saturating_sub(start);
        if length <= LONGEST_LINE {
            return;
        }
        self.longest = self.longest.max(length);
        let met = if start < body { &mut self.long_header_line } else { &mut self.long_body_line };
        met.at(start);
    }
}
