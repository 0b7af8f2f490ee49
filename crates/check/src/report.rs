//! What a check answers.

use std::time::Duration;

use tuixin::advice::Texts;

use crate::dns::Lookup;

/// The checks, by the names under which the steps of a remedy ask for them (`knowledge/steps.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Check {
    /// Form of an address.
    Address,
    /// Likely misspellings of a domain.
    Typo,
    /// Whether a domain exists and can be looked up.
    Domain,
    /// The mail servers of a domain.
    Mx,
    /// Whether a domain declares that it takes no mail (RFC 7505).
    NullMx,
    /// MTA-STS policy of a domain (RFC 8461).
    MtaSts,
    /// TLSA records of the mail servers (RFC 7672).
    Dane,
    /// Where failures of TLS are reported to (RFC 8460).
    TlsRpt,
    /// Dialogue with the mail servers of a domain.
    Smtp,
    /// Encryption that the mail servers offer.
    Tls,
    /// Size of a mail against the limit of its receivers.
    Size,
    /// SPF (RFC 7208).
    Spf,
    /// DKIM (RFC 6376).
    Dkim,
    /// DMARC (RFC 7489).
    Dmarc,
    /// Reverse name of an IP address, confirmed forward.
    Ptr,
    /// The name with which a host introduces itself.
    Helo,
    /// Blocklists.
    Blocklist,
    /// BIMI record.
    Bimi,
    /// ARC seals (RFC 8617).
    Arc,
    /// Form of a mail (RFC 5322) and what bulk senders are asked for.
    Message,
    /// Kinds of attachments that receivers refuse.
    Attachment,
    /// Number of recipients against the limit of their provider.
    RecipientCount,
    /// What a spam filter makes of the content.
    Content,
}

impl Check {
    /// All of them, in the order in which a report tells them.
    pub const ALL: [Check; 23] = [
        Check::Address,
        Check::Typo,
        Check::Domain,
        Check::NullMx,
        Check::Mx,
        Check::Smtp,
        Check::Tls,
        Check::MtaSts,
        Check::Dane,
        Check::TlsRpt,
        Check::Size,
        Check::RecipientCount,
        Check::Spf,
        Check::Dkim,
        Check::Dmarc,
        Check::Arc,
        Check::Bimi,
        Check::Ptr,
        Check::Helo,
        Check::Blocklist,
        Check::Message,
        Check::Attachment,
        Check::Content,
    ];

    /// The name used in the knowledge and the output.
    pub fn name(self) -> &'static str {
        match self {
            Check::Address => "address",
            Check::Typo => "typo",
            Check::Domain => "domain",
            Check::Mx => "mx",
            Check::NullMx => "null-mx",
            Check::MtaSts => "mta-sts",
            Check::Dane => "dane",
            Check::TlsRpt => "tls-rpt",
            Check::Smtp => "smtp",
            Check::Tls => "tls",
            Check::Size => "size",
            Check::Spf => "spf",
            Check::Dkim => "dkim",
            Check::Dmarc => "dmarc",
            Check::Ptr => "ptr",
            Check::Helo => "helo",
            Check::Blocklist => "blocklist",
            Check::Bimi => "bimi",
            Check::Arc => "arc",
            Check::Message => "message",
            Check::Attachment => "attachment",
            Check::RecipientCount => "recipient-count",
            Check::Content => "content",
        }
    }

    /// The check of this name.
    pub fn named(name: &str) -> Option<Check> {
        Check::ALL.into_iter().find(|check| check.name() == name)
    }
}

/// How a check ended; a report of several findings has the gravest of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It is as it should be.
    Passed,
    /// It could not be found out.
    Unknown,
    /// It works and may cause trouble.
    Warning,
    /// It is broken, or is what the bounce says.
    Failed,
}

impl Verdict {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed => "failed",
            Verdict::Warning => "warning",
            Verdict::Unknown => "unknown",
        }
    }
}

impl Verdict {
    /// What several reports come to. A fault is a fault whatever else is unknown, but nothing is well before all is known.
    pub fn sum<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Verdict {
        let weight = |verdict: &Verdict| match verdict {
            Verdict::Passed => 0,
            Verdict::Warning => 1,
            Verdict::Unknown => 2,
            Verdict::Failed => 3,
        };
        reports.into_iter().map(Report::verdict).max_by_key(weight).unwrap_or(Verdict::Unknown)
    }
}

/// The answer of one check about one subject.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// Which check it was.
    pub check: Check,
    /// What was checked: an address, a domain, an IP address.
    pub subject: String,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// How long it took.
    pub took: Duration,
}

impl Report {
    /// A report of these findings.
    pub fn of(check: Check, subject: impl Into<String>, mut findings: Vec<Finding>, took: Duration) -> Report {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.verdict));
        Report { check, subject: subject.into(), findings, took }
    }

    /// The gravest verdict of the findings; unknown where there are none.
    pub fn verdict(&self) -> Verdict {
        self.findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Unknown)
    }
}

/// One thing that a check found out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// What it means for the mail.
    pub verdict: Verdict,
    /// Its text in `knowledge/text/*/check-*.ftl`, such as `mx-none`.
    pub text: &'static str,
    /// The variables of the text.
    pub arguments: Vec<(&'static str, String)>,
    /// The variables of the text that are texts themselves, by their names: the headline of a cause, the meaning of a code.
    pub phrases: Vec<(&'static str, String)>,
    /// What was seen.
    pub evidence: Vec<Evidence>,
    /// What mends it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding without variables, evidence and fix.
    pub fn new(verdict: Verdict, text: &'static str) -> Finding {
        Finding { verdict, text, arguments: Vec::new(), phrases: Vec::new(), evidence: Vec::new(), fix: None }
    }

    /// The same with a variable of its text filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Finding {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The same with a variable of its text filled in by another text.
    #[must_use]
    pub fn with_phrase(mut self, name: &'static str, text: impl Into<String>) -> Finding {
        self.phrases.push((name, text.into()));
        self
    }

    /// The same with something that was seen.
    #[must_use]
    pub fn seen(mut self, evidence: impl Into<Evidence>) -> Finding {
        self.evidence.push(evidence.into());
        self
    }

    /// The same with what mends it.
    #[must_use]
    pub fn mended_by(mut self, fix: Fix) -> Finding {
        self.fix = Some(fix);
        self
    }

    /// Its words.
    pub fn words(&self, texts: &Texts) -> String {
        texts.say_with_phrases(self.text, &self.arguments, &self.phrases)
    }
}

/// What was seen, for whoever wants to see it with their own eyes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Evidence {
    /// An answer of the DNS.
    Lookup(Lookup),
    /// Lines that were exchanged or read, as they are shown: a dialogue, a trace.
    Lines(Vec<String>),
}

impl From<Lookup> for Evidence {
    fn from(lookup: Lookup) -> Evidence {
        Evidence::Lookup(lookup)
    }
}

/// What mends a fault.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fix {
    /// Its text in `knowledge/text/`.
    pub text: &'static str,
    /// The variables of the text.
    pub arguments: Vec<(&'static str, String)>,
    /// The DNS record to publish, where one mends it.
    pub record: Option<PublishedRecord>,
}

impl Fix {
    /// A fix in words alone.
    pub fn new(text: &'static str) -> Fix {
        Fix { text, arguments: Vec::new(), record: None }
    }

    /// The same with a variable of its text filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Fix {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The same with the record to publish.
    #[must_use]
    pub fn publish(mut self, name: impl Into<String>, kind: &'static str, value: impl Into<String>) -> Fix {
        self.record = Some(PublishedRecord { name: name.into(), kind, value: value.into() });
        self
    }

    /// Its words.
    pub fn words(&self, texts: &Texts) -> String {
        texts.say(self.text, &self.arguments)
    }
}

/// A DNS record as it should be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRecord {
    /// The owner name, without a final dot.
    pub name: String,
    /// Its type: `TXT`, `MX`, `PTR`.
    pub kind: &'static str,
    /// Its data in the form of a zone file, strings without quotes.
    pub value: String,
}
