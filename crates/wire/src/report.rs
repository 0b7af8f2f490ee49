//! Reports of checks.

use serde::Serialize;
use tuixin::advice::Texts;
use tuixin_check::{Evidence, Finding, Fix, Report, Verdict};
use utoipa::ToSchema;

/// What was found about one target.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CheckAnswer)]
pub struct Answers<'a> {
    /// The address, domain or host that was asked about.
    pub target: &'a str,
    /// The worst of all verdicts: `passed`, `warning`, `failed`, `unknown`.
    pub verdict: &'static str,
    /// The checks that were run.
    pub checks: Vec<Checked<'a>>,
}

/// One check.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CheckReport)]
pub struct Checked<'a> {
    /// The name of the check: `mx`, `spf`, `blocklist` and the like.
    pub check: &'static str,
    /// What it looked at.
    pub subject: &'a str,
    /// `passed`, `warning`, `failed` or `unknown`.
    pub verdict: &'static str,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// What it found.
    pub findings: Vec<Found<'a>>,
}

/// One finding.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct Found<'a> {
    /// The name of its text in the knowledge, the same in all languages.
    pub id: &'static str,
    /// `passed`, `warning`, `failed` or `unknown`.
    pub verdict: &'static str,
    /// The finding in words.
    pub text: String,
    /// What mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Mend<'a>>,
    /// What was seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Seen<'a>>,
}

/// What mends a finding.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fix)]
pub struct Mend<'a> {
    /// What to do, in words.
    pub text: String,
    /// The DNS record to publish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<DnsRecord<'a>>,
}

/// A DNS record to publish.
#[derive(Debug, Serialize, ToSchema)]
pub struct DnsRecord<'a> {
    /// The owner name, without a final dot.
    pub name: &'a str,
    /// Its type: `TXT`, `MX`, `PTR`.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// Its data in the form of a zone file, strings without quotes.
    pub value: &'a str,
}

/// What was seen: an answer of the DNS, or lines of a dialogue or a file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
#[serde(untagged)]
pub enum Seen<'a> {
    /// An answer of the DNS.
    Lookup {
        /// The name that was asked for.
        name: &'a str,
        /// The type of record.
        #[serde(rename = "type")]
        kind: &'static str,
        /// The records, or why there are none.
        answer: Vec<String>,
        /// The resolver that answered.
        #[serde(skip_serializing_if = "Option::is_none")]
        server: Option<&'a str>,
        /// When it was asked (RFC 3339).
        at: String,
    },
    /// Lines of a dialogue or a file.
    Lines {
        /// The lines as they came.
        lines: &'a [String],
    },
}

impl<'a> Answers<'a> {
    /// The reports about a target.
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
        took_ms: u64::try_from(report.took.as_millis()).unwrap_or(u64::MAX),
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
        let record = fix.record.as_ref().map(|record| DnsRecord { name: &record.name, kind: record.kind, value: &record.value });
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
