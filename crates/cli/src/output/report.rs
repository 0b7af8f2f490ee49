//! Reports of checks as CSV: a row for each finding.

use std::io::{self, Write};

use tuixin::advice::Texts;
use tuixin::shown::cell;
use tuixin_check::Report;

use super::table::plain;

/// A row for each finding.
pub struct ReportRows<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> ReportRows<W> {
    pub fn new(out: W) -> io::Result<ReportRows<W>> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(["target", "check", "subject", "verdict", "finding", "text", "fix", "record_name", "record_type", "record_value"])
            .map_err(plain)?;
        Ok(ReportRows { out })
    }

    pub fn target(&mut self, target: &str, reports: &[Report], texts: &Texts) -> io::Result<()> {
        for report in reports {
            for finding in &report.findings {
                let record = finding.fix.as_ref().and_then(|fix| fix.record.as_ref());
                let fix = finding.fix.as_ref().map(|fix| fix.words(texts)).unwrap_or_default();
                let (name, kind, value) = record.map_or(("", "", ""), |record| (record.name.as_str(), record.kind, record.value.as_str()));
                let (check, verdict) = (report.check.name(), finding.verdict.name());
                let row = [target, check, &report.subject, verdict, finding.text, &finding.words(texts), &fix, name, kind, value];
                self.out.write_record(row.map(cell)).map_err(plain)?;
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}
