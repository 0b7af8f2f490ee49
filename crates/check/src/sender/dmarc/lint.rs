//! What is wrong with the record that counts.

use crate::report::{Finding, Fix, Verdict};
use crate::sender::MAX_TOLD;
use crate::sender::tags::Tags;

use super::record::Policy;
use super::walk::{Applied, Walk};

/// Everything that can be found fault with in the record itself.
pub(super) fn findings(walk: &Walk, applied: Applied<'_>) -> Vec<Finding> {
    let mut findings = syntax(walk, applied);
    findings.push(policy(walk, applied));
    let record = &applied.found.record;
    let is_weaker = |policy: Option<Policy>| policy == Some(Policy::None) && record.own_policy() > Policy::None;
    if !applied.is_inherited && (is_weaker(record.subdomain_policy) || is_weaker(record.absent_policy)) {
        findings.push(about(walk, applied, Verdict::Warning, "dmarc-subdomains").mended_by(publish(
            applied,
            "dmarc-fix-subdomains",
            &[("sp", None), ("np", None)],
        )));
    }
    if record.is_test {
        findings.push(about(walk, applied, Verdict::Warning, "dmarc-test").mended_by(publish(applied, "dmarc-fix-test", &[("t", None)])));
    }
    if let Some(percentage) = record.percentage.filter(|percentage| *percentage < 100) {
        let found = about(walk, applied, Verdict::Warning, "dmarc-percentage").with("percentage", percentage);
        findings.push(found.mended_by(publish(applied, "dmarc-fix-percentage", &[("pct", None)])));
    }
    findings.extend(addresses(walk, applied));
    findings
}

/// A finding about the record, with the questions that led to it.
pub(super) fn about(walk: &Walk, applied: Applied<'_>, verdict: Verdict, text: &'static str) -> Finding {
    let found =
        Finding::new(verdict, text).with("domain", &walk.domain).with("owner", &applied.found.domain).with("policy", applied.policy.name());
    let name = format!("_dmarc.{}", applied.found.domain);
    walk.lookups.iter().filter(|lookup| lookup.name == name).cloned().fold(found, Finding::seen)
}

fn syntax(walk: &Walk, applied: Applied<'_>) -> Vec<Finding> {
    let record = &applied.found.record;
    let verdict = if record.is_void() { Verdict::Failed } else { Verdict::Warning };
    let told = |fault: &crate::sender::tags::TagFault| {
        let found = about(walk, applied, verdict, "dmarc-syntax");
        let found = found.with("fault", fault.kind.name()).with("piece", &fault.piece).with("place", fault.at + 1);
        found.mended_by(publish(applied, "dmarc-fix-syntax", &[("p", Some(record.own_policy().name()))]))
    };
    record.faults.iter().take(MAX_TOLD).map(told).collect()
}

fn policy(walk: &Walk, applied: Applied<'_>) -> Finding {
    let text = if applied.is_inherited { "dmarc-policy-inherited" } else { "dmarc-policy" };
    match applied.policy {
        Policy::None => {
            let found = about(walk, applied, Verdict::Warning, "dmarc-policy-none");
            let tag = if applied.is_inherited { "sp" } else { "p" };
            found.mended_by(publish(applied, "dmarc-fix-policy", &[(tag, Some("quarantine"))]))
        }
        Policy::Quarantine | Policy::Reject => about(walk, applied, Verdict::Passed, text),
    }
}

fn addresses(walk: &Walk, applied: Applied<'_>) -> Vec<Finding> {
    let record = &applied.found.record;
    let all = record.aggregate_reports.iter().chain(&record.failure_reports);
    let bad = all.filter(|address| address.domain.is_none()).take(MAX_TOLD);
    let mut findings: Vec<Finding> =
        bad.map(|address| about(walk, applied, Verdict::Warning, "dmarc-report-address").with("address", &address.text)).collect();
    if record.aggregate_reports.is_empty() {
        let address = format!("mailto:postmaster@{}", applied.found.domain);
        findings.push(about(walk, applied, Verdict::Passed, "dmarc-no-reports").mended_by(publish(
            applied,
            "dmarc-fix-reports",
            &[("rua", Some(&address))],
        )));
    }
    findings
}

/// The record with tags changed or left out, and without what cannot be read in it.
fn publish(applied: Applied<'_>, text: &'static str, changes: &[(&str, Option<&str>)]) -> Fix {
    let faults = &applied.found.record.faults;
    let tags = Tags::parse(&applied.found.text);
    let mut pieces: Vec<(String, String)> = tags
        .tags
        .iter()
        .filter(|tag| !faults.iter().any(|fault| fault.at == tag.at))
        .map(|tag| (tag.name.clone(), tag.value.clone()))
        .collect();
    for (name, value) in changes {
        let known = pieces.iter().position(|(known, _)| known == name);
        match (known, value) {
            (Some(at), None) => drop(pieces.remove(at)),
            (Some(at), Some(value)) => pieces.iter_mut().skip(at).take(1).for_each(|piece| piece.1 = (*value).to_owned()),
            // Older receivers want the policy right behind the version.
            (None, Some(value)) => {
                pieces.insert(pieces.len().min(if *name == "p" { 1 } else { 2 }), ((*name).to_owned(), (*value).to_owned()))
            }
            (None, None) => {}
        }
    }
    let record: Vec<String> = pieces.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    Fix::new(text).publish(format!("_dmarc.{}", applied.found.domain), "TXT", record.join("; "))
}
