//! Reports about what strangers publish and send.
//!
//! Records, names and explanations are written by whoever controls a zone, and findings quote them.
//! Here everything that is quoted is made fit to be shown, in one place, so that no check can forget it.

use std::time::Instant;

use crate::report::{Check, Evidence, Finding, Report};

/// As much of a quoted word is shown, in characters: more than a name, an address or a term has that anybody wrote by hand.
const LONGEST_WORD: usize = 500;

/// As much of a line is shown, in characters: a record that fits into a packet of the DNS.
const LONGEST_LINE: usize = 2_000;

/// A report of these findings, fit to be shown.
pub(super) fn report(check: Check, subject: &str, findings: Vec<Finding>, started: Instant) -> Report {
    let findings = findings.into_iter().map(fit).collect();
    Report::of(check, shown(subject, LONGEST_WORD), findings, started.elapsed())
}

fn fit(mut finding: Finding) -> Finding {
    for (_, value) in &mut finding.arguments {
        *value = shown(value, LONGEST_WORD);
    }
    for evidence in &mut finding.evidence {
        if let Evidence::Lines(lines) = evidence {
            lines.iter_mut().for_each(|line| *line = shown(line, LONGEST_LINE));
        }
    }
    if let Some(fix) = &mut finding.fix {
        for (_, value) in &mut fix.arguments {
            *value = shown(value, LONGEST_WORD);
        }
        // A record with signs that cannot be shown is none to publish.
        fix.record = fix.record.take().filter(|record| record.name.chars().chain(record.value.chars()).all(is_showable));
    }
    finding
}

/// The text without anything that moves a cursor or turns the direction, and not longer than this.
fn shown(text: &str, longest: usize) -> String {
    text.chars().take(longest).map(|c| if is_showable(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

fn is_showable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Fix, Verdict};

    #[test]
    fn what_is_quoted_can_be_shown() {
        let hostile = "a\u{1b}[2J\u{202e}b\n";
        let expected = "a\u{fffd}[2J\u{fffd}b\u{fffd}";
        let fix = Fix::new("spf-fix-all").with("term", hostile).publish("example.com", "TXT", hostile);
        let finding = Finding::new(Verdict::Failed, "spf-none")
            .with("domain", hostile)
            .seen(Evidence::Lines(vec![hostile.to_owned()]))
            .mended_by(fix);
        let report = report(Check::Spf, hostile, vec![finding], Instant::now());
        let finding = &report.findings[0];
        let fix = finding.fix.as_ref().unwrap();
        assert_eq!((report.subject.as_str(), finding.arguments[0].1.as_str(), fix.arguments[0].1.as_str()), (expected, expected, expected));
        assert!(matches!(&finding.evidence[0], Evidence::Lines(lines) if lines[0] == expected));
        assert!(fix.record.is_none());
        assert_eq!(shown(&"例".repeat(1000), LONGEST_WORD).chars().count(), LONGEST_WORD);
    }
}
