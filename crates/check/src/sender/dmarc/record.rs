//! What a DMARC record says (RFC 9989 section 4.7).

use crate::sender::tags::{TagFault, TagFaultKind, Tags};

/// What marks a text as a record; this case and no other.
const VERSION: &str = "DMARC1";

/// A record. What is misspelt in it counts as absent, as the standard wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// `p`: what is to be done with mail of the domain that fails.
    pub policy: Option<Policy>,
    /// `sp`: the same for subdomains.
    pub subdomain_policy: Option<Policy>,
    /// `np`: the same for subdomains that do not exist.
    pub absent_policy: Option<Policy>,
    /// `adkim`: how exactly the domain of a DKIM signature has to fit.
    pub dkim_alignment: Alignment,
    /// `aspf`: how exactly the domain of the envelope sender has to fit.
    pub spf_alignment: Alignment,
    /// `psd`: whether the domain is one under which others register theirs.
    pub is_public_suffix: Option<bool>,
    /// `t`: whether the policy is only tried out.
    pub is_test: bool,
    /// `pct`: for how much of the mail in a hundred the policy holds. RFC 9989 has abolished it; older receivers honour it.
    pub percentage: Option<u8>,
    /// `rua`: where daily reports go.
    pub aggregate_reports: Vec<ReportAddress>,
    /// `ruf`: where reports about single mails go.
    pub failure_reports: Vec<ReportAddress>,
    /// What is wrong with it.
    pub faults: Vec<TagFault>,
}

/// What is to be done with a mail that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// Nothing.
    None,
    /// Treat it with suspicion.
    Quarantine,
    /// Refuse it.
    Reject,
}

impl Policy {
    /// The word used in records.
    pub fn name(self) -> &'static str {
        match self {
            Policy::None => "none",
            Policy::Quarantine => "quarantine",
            Policy::Reject => "reject",
        }
    }

    fn of(word: &str) -> Option<Policy> {
        [Policy::None, Policy::Quarantine, Policy::Reject].into_iter().find(|policy| policy.name().eq_ignore_ascii_case(word))
    }
}

/// How exactly two domains have to fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// They belong to the same organisation.
    #[default]
    Relaxed,
    /// They are the same.
    Strict,
}

/// Where reports are sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportAddress {
    /// As it is written.
    pub text: String,
    /// The domain of the mail address; none where it is no mail address.
    pub domain: Option<String>,
}

impl ReportAddress {
    fn of(text: &str) -> ReportAddress {
        let address = text.get(.."mailto:".len()).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).and(text.get("mailto:".len()..));
        // A limit of size may follow, `!10m`; RFC 9989 has abolished it.
        let address = address.map(|address| address.split(['!', '?']).next().unwrap_or_default());
        let domain = address.and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain.trim());
        ReportAddress { text: text.to_owned(), domain: domain.and_then(crate::dns::asked).filter(|domain| domain.contains('.')) }
    }
}

/// Whether a text is a DMARC record at all: it begins with the version.
pub fn is_record(text: &str) -> bool {
    let first = text.split(';').next().unwrap_or_default();
    first
        .split_once('=')
        .is_some_and(|(name, value)| name.trim_end_matches([' ', '\t']) == "v" && value.trim_matches([' ', '\t']) == VERSION)
}

/// Whether a text was meant to be a DMARC record and is none.
pub(super) fn is_misspelt(text: &str) -> bool {
    let start: String = text.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
    !is_record(text) && start.to_ascii_lowercase().contains("dmarc")
}

impl Record {
    /// Reads a record.
    pub fn parse(text: &str) -> Record {
        let mut tags = Tags::parse(text);
        let mut record = Record {
            policy: tags.take("p", Policy::of),
            subdomain_policy: tags.take("sp", Policy::of),
            absent_policy: tags.take("np", Policy::of),
            dkim_alignment: tags.take("adkim", alignment).unwrap_or_default(),
            spf_alignment: tags.take("aspf", alignment).unwrap_or_default(),
            is_public_suffix: tags.take("psd", public_suffix).flatten(),
            is_test: tags.take("t", yes_or_no).unwrap_or_default(),
            percentage: tags.take("pct", percentage),
            aggregate_reports: tags.take("rua", |value| Some(addresses(value))).unwrap_or_default(),
            failure_reports: tags.take("ruf", |value| Some(addresses(value))).unwrap_or_default(),
            faults: Vec::new(),
        };
        if tags.get("p").is_none() {
            tags.faults.push(TagFault { kind: TagFaultKind::Missing, piece: "p".to_owned(), at: text.len() });
        }
        record.faults = tags.faults;
        record.faults.sort_by_key(|fault| fault.at);
        record
    }

    /// Whether it asks for nothing at all: without a policy that can be read, and without an address for reports (RFC 9989 section 4.10.1).
    pub fn is_void(&self) -> bool {
        self.policy.is_none() && !self.aggregate_reports.iter().any(|address| address.domain.is_some())
    }

    /// What is to be done with mail of the domain itself.
    pub fn own_policy(&self) -> Policy {
        self.policy.unwrap_or(Policy::None)
    }
}

fn alignment(word: &str) -> Option<Alignment> {
    match word {
        "r" | "R" => Some(Alignment::Relaxed),
        "s" | "S" => Some(Alignment::Strict),
        _ => None,
    }
}

fn public_suffix(word: &str) -> Option<Option<bool>> {
    match word {
        "y" | "Y" => Some(Some(true)),
        "n" | "N" => Some(Some(false)),
        "u" | "U" => Some(None),
        _ => None,
    }
}

fn yes_or_no(word: &str) -> Option<bool> {
    public_suffix(word).flatten()
}

fn percentage(word: &str) -> Option<u8> {
    word.parse().ok().filter(|percentage| *percentage <= 100)
}

fn addresses(value: &str) -> Vec<ReportAddress> {
    value.split(',').map(str::trim).filter(|text| !text.is_empty()).map(ReportAddress::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_makes_a_record() {
        for (text, is_one, is_misspelt_one) in [
            ("v=DMARC1; p=none", true, false),
            ("v=DMARC1", true, false),
            ("v = DMARC1 ; p=none", true, false),
            ("v=dmarc1; p=none", false, true),
            ("v=DMARC1 p=none", false, true),
            ("v=DMARC; p=none", false, true),
            ("\"v=DMARC1; p=none\"", false, true),
            ("p=none; v=DMARC1", false, true),
            ("v=spf1 -all", false, false),
            ("", false, false),
        ] {
            assert_eq!(is_record(text), is_one, "{text}");
            assert_eq!(is_misspelt(text), is_misspelt_one, "{text}");
        }
    }

    fn check(text: &str, expected: &str) {
        let record = Record::parse(text);
        let policy = |policy: Option<Policy>| policy.map_or("-", Policy::name);
        let strict = |alignment| if alignment == Alignment::Strict { "s" } else { "r" };
        let faults: Vec<String> = record.faults.iter().map(|fault| format!("{}({})", fault.kind.name(), fault.piece)).collect();
        let reports: Vec<&str> = record.aggregate_reports.iter().map(|address| address.domain.as_deref().unwrap_or("?")).collect();
        let drawn = format!(
            "{}/{}/{} {}{} {} {}",
            policy(record.policy),
            policy(record.subdomain_policy),
            policy(record.absent_policy),
            strict(record.dkim_alignment),
            strict(record.spf_alignment),
            reports.join(","),
            faults.join(" "),
        );
        assert_eq!(drawn.trim_end(), expected, "{text}");
    }

    #[test]
    fn records_are_read() {
        for (text, expected) in [
            ("v=DMARC1; p=none", "none/-/- rr"),
            ("v=DMARC1;p=Reject;sp=quarantine;np=reject;adkim=s;aspf=S", "reject/quarantine/reject ss"),
            ("v=DMARC1; p=none; rua=mailto:a@Example.com!10m, mailto:b@example.net", "none/-/- rr example.com,example.net"),
            ("v=DMARC1; p=none; rua=https://example.com/report,a@example.com", "none/-/- rr ?,?"),
            ("v=DMARC1; rua=mailto:a@example.com", "-/-/- rr example.com missing(p)"),
            ("v=DMARC1; p=blocked; adkim=x; pct=101", "-/-/- rr  bad-value(p=blocked) bad-value(adkim=x) bad-value(pct=101)"),
            ("v=DMARC1; p=none p=reject", "-/-/- rr  bad-value(p=none p=reject)"),
            ("v=DMARC1; p=none; fo=1; ri=86400; unknown=yes", "none/-/- rr"),
        ] {
            check(text, expected);
        }
    }
}
