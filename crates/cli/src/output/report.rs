//! Reports of checks for programs: their shape in JSON, their rows in CSV.

use std::io::{self, Write};

use serde::Serialize;
use tuixin::advice::Texts;
use tuixin_check::{Evidence, Finding, Fix, Report, Verdict};

use super::table::{harmless, plain};

/// What was found about one target.
#[derive(Debug, Serialize)]
pub struct Answers<'a> {
    pub target: &'a str,
    pub verdict: &'static str,
    pub checks: Vec<Checked<'a>>,
}

/// One check.
#[derive(Debug, Serialize)]
pub struct Checked<'a> {
    pub check: &'static str,
    pub subject: &'a str,
    pub verdict: &'static str,
    /// How long it took, in milliseconds.
    pub took_ms: u128,
    pub findings: Vec<Found<'a>>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct Found<'a> {
    /// The name of its text in the knowledge, the same in all languages.
    pub id: &'static str,
    pub verdict: &'static str,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Mend<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Seen<'a>>,
}

/// What mends it.
#[derive(Debug, Serialize)]
pub struct Mend<'a> {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Published<'a>>,
}

/// A DNS record to publish.
#[derive(Debug, Serialize)]
pub struct Published<'a> {
    pub name: &'a str,
    #[serde(rename = "type")]
    pub kind: &'a str,
    pub value: &'a str,
}

/// What was seen.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Seen<'a> {
    Lookup {
        name: &'a str,
        #[serde(rename = "type")]
        kind: &'static str,
        answer: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        server: Option<&'a str>,
        /// When it was asked (RFC 3339).
        at: String,
    },
    Lines {
        lines: &'a [String],
    },
}

impl<'a> Answers<'a> {
    pub fn of(target: &'a str, reports: &'a [Report], texts: &Texts) -> Answers<'a> {
        Answers { target, verdict: Verdict::sum(reports).name(), checks: checked(reports, texts) }
    }
}

/// Reports in their shape for programs.
pub fn checked<'a>(reports: &'a [Report], texts: &Texts) -> Vec<Checked<'a>> {
    let of = |report: &'a Report| Checked {
        check: report.check.name(),
        subject: &report.subject,
        verdict: report.verdict().name(),
        took_ms: report.took.as_millis(),
        findings: report.findings.iter().map(|finding| Found::of(finding, texts)).collect(),
    };
    reports.iter().map(of).collect()
}

impl<'a> Found<'a> {
    fn of(finding: &'a Finding, texts: &Texts) -> Found<'a> {
        Found {
            id: finding.text,
            verdict: finding.verdict.name(),
            text: finding.words(texts),
            fix: finding.fix.as_ref().map(|fix| Mend::of(fix, texts)),
            evidence: finding.evidence.iter().filter_map(Seen::of).collect(),
        }
    }
}

impl<'a> Mend<'a> {
    fn of(fix: &'a Fix, texts: &Texts) -> Mend<'a> {
        let record = fix.record.as_ref().map(|record| Published { name: &record.name, kind: record.kind, value: &record.value });
        Mend { text: fix.words(texts), record }
    }
}

impl<'a> Seen<'a> {
    fn of(evidence: &'a Evidence) -> Option<Seen<'a>> {
        match evidence {
            Evidence::Lookup(lookup) => Some(Seen::Lookup {
                name: &lookup.name,
                kind: lookup.kind.name(),
                answer: lookup.lines(),
                server: lookup.server.as_deref(),
                at: humantime::format_rfc3339_seconds(lookup.at).to_string(),
            }),
            Evidence::Lines(lines) => Some(Seen::Lines { lines }),
            _ => None,
        }
    }
}

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
                self.out.write_record(row.map(harmless)).map_err(plain)?;
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}
