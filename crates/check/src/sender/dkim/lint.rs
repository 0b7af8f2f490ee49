//! What is wrong with the record of a selector.

use crate::dns::Lookup;
use crate::report::{Finding, Fix, Verdict};
use crate::sender::MAX_TOLD;
use crate::sender::tags::Tags;

use super::key::{KeyRecord, KeyType};

/// Shorter keys are not accepted (RFC 8301 section 3.2).
const LEAST_BITS: usize = 1024;

/// Signers should use keys of this length (RFC 8301 section 3.2).
const ADVISED_BITS: usize = 2048;

/// Everything that can be found fault with, or that the key is good.
pub(in crate::sender) fn findings(selector: &str, domain: &str, lookup: &Lookup) -> Vec<Finding> {
    let about = |verdict, text| about(selector, domain, lookup, verdict, text);
    if lookup.fault().is_some() {
        return vec![about(Verdict::Unknown, "dkim-key-unanswered")];
    }
    let texts: Vec<String> = lookup.texts().map(|text| text.into_owned()).collect();
    let Some(text) = texts.first() else {
        return vec![about(Verdict::Failed, "dkim-key-none").mended_by(Fix::new("dkim-fix-publish").with("name", &lookup.name))];
    };
    let mut findings = Vec::new();
    if texts.len() > 1 {
        findings.push(about(Verdict::Failed, "dkim-key-several").with("count", texts.len()));
    }
    findings.extend(of_record(&KeyRecord::parse(text), text, about));
    findings
}

fn about(selector: &str, domain: &str, lookup: &Lookup, verdict: Verdict, text: &'static str) -> Finding {
    Finding::new(verdict, text).with("selector", selector).with("domain", domain).with("name", &lookup.name).seen(lookup.clone())
}

fn of_record(key: &KeyRecord, text: &str, about: impl Fn(Verdict, &'static str) -> Finding) -> Vec<Finding> {
    let mut findings = Vec::new();
    for fault in key.faults.iter().take(MAX_TOLD) {
        let found = about(Verdict::Failed, "dkim-key-syntax");
        findings.push(found.with("fault", fault.kind.name()).with("piece", &fault.piece).with("place", fault.at + 1));
    }
    if key.is_revoked {
        findings.push(about(Verdict::Failed, "dkim-key-revoked").mended_by(Fix::new("dkim-fix-other-key")));
        return findings;
    }
    if !key.is_for_mail() {
        findings.push(about(Verdict::Failed, "dkim-key-service").mended_by(published(&about, text, "s")));
    }
    if !key.allows_sha256() {
        findings.push(about(Verdict::Failed, "dkim-key-sha1").mended_by(published(&about, text, "h")));
    }
    if key.is_test {
        findings.push(about(Verdict::Warning, "dkim-key-test").mended_by(published(&about, text, "t")));
    }
    // Where the key itself is missing, the fault in the list of tags has told it.
    if Tags::parse(text).get("p").is_some() {
        findings.push(of_size(key, &about));
    }
    findings
}

fn of_size(key: &KeyRecord, about: &impl Fn(Verdict, &'static str) -> Finding) -> Finding {
    let kind = key.kind.name();
    let Some(bits) = key.bits else {
        let text = if matches!(key.kind, KeyType::Other(_)) { "dkim-key-type" } else { "dkim-key-unreadable" };
        return about(Verdict::Failed, text).with("type", kind).mended_by(Fix::new("dkim-fix-copy"));
    };
    let (verdict, text) = match bits {
        _ if key.kind != KeyType::Rsa => (Verdict::Passed, "dkim-key-good"),
        0..LEAST_BITS => (Verdict::Failed, "dkim-key-weak"),
        LEAST_BITS..ADVISED_BITS => (Verdict::Warning, "dkim-key-short"),
        _ => (Verdict::Passed, "dkim-key-good"),
    };
    let found = about(verdict, text).with("type", kind).with("bits", bits);
    if verdict == Verdict::Passed { found } else { found.mended_by(Fix::new("dkim-fix-longer").with("bits", ADVISED_BITS)) }
}

/// The record without one of its tags.
fn published(about: &impl Fn(Verdict, &'static str) -> Finding, text: &str, dropped: &str) -> Fix {
    let name = about(Verdict::Passed, "dkim-key-good").arguments.into_iter().find(|(name, _)| *name == "name").map(|(_, value)| value);
    let tags = Tags::parse(text).tags;
    let kept: Vec<String> = tags.iter().filter(|tag| tag.name != dropped).map(|tag| format!("{}={}", tag.name, tag.value)).collect();
    Fix::new("dkim-fix-record").publish(name.unwrap_or_default(), "TXT", kept.join("; "))
}
