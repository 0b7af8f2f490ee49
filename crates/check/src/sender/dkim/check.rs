//! The check `dkim`.

use std::time::Instant;

use crate::dns::{Dns, Kind, asked};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::sender::ask::ask_all;
use crate::sender::dmarc::{Alignment, is_aligned_with, walk};
use crate::sender::report::report;
use crate::world::World;

use super::lint;
use super::verify::{Failure, MAX_SIGNATURES, Verified, verify};

/// More selectors than these are not asked for.
const MAX_SELECTORS: usize = 20;

/// What is checked: the keys of a domain, or a mail with the keys it was signed with.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Subject<'s> {
    /// The domain in `From`.
    pub domain: &'s str,
    /// Selectors of this domain whose keys are looked at.
    pub selectors: &'s [&'s str],
    /// A mail whose signatures are verified.
    pub mail: Option<&'s [u8]>,
}

impl<'s> Subject<'s> {
    /// The keys that a domain has under these selectors.
    pub fn keys(domain: &'s str, selectors: &'s [&'s str]) -> Subject<'s> {
        Subject { domain, selectors, mail: None }
    }

    /// The signatures of a mail with this domain in `From`.
    pub fn mail(domain: &'s str, mail: &'s [u8]) -> Subject<'s> {
        Subject { domain, selectors: &[], mail: Some(mail) }
    }
}

/// Whether the keys of a domain are in order, and the signatures of a mail whole.
pub async fn check(world: &World, subject: &Subject<'_>) -> Report {
    let started = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let domain = asked(subject.domain).unwrap_or_else(|| subject.domain.to_owned());
    let mut findings = keys(&dns, &domain, subject.selectors).await;
    if let Some(mail) = subject.mail {
        let verified = verify(&dns, mail).await;
        findings.extend(seals(&domain, &verified));
        findings.extend(keys_of(&verified));
        findings.extend(alignment(&dns, &domain, &verified).await);
    }
    report(Check::Dkim, &domain, findings, started)
}

async fn keys(dns: &Dns, domain: &str, selectors: &[&str]) -> Vec<Finding> {
    let selectors = selectors.get(..selectors.len().min(MAX_SELECTORS)).unwrap_or_default();
    let lookups = ask_all(dns, selectors.iter().map(|selector| (format!("{selector}._domainkey.{domain}"), Kind::Txt))).await;
    selectors.iter().zip(lookups).flat_map(|(selector, lookup)| lint::findings(selector, domain, &lookup)).collect()
}

fn seals(domain: &str, verified: &[Verified]) -> Vec<Finding> {
    if verified.is_empty() {
        let found = Finding::new(Verdict::Warning, "dkim-unsigned").with("domain", domain);
        return vec![found.mended_by(Fix::new("dkim-fix-sign").with("domain", domain))];
    }
    let mut findings: Vec<Finding> = verified.iter().flat_map(seal).collect();
    if verified.len() == MAX_SIGNATURES {
        findings.push(Finding::new(Verdict::Warning, "dkim-many").with("count", MAX_SIGNATURES));
    }
    let any_whole = verified.iter().any(|verified| verified.failure.is_none());
    if any_whole {
        // One whole signature is enough; a broken one beside it, as lists leave behind, is nothing to refuse a mail for.
        findings.iter_mut().for_each(|finding| finding.verdict = finding.verdict.min(Verdict::Warning));
    }
    findings
}

/// What there is to say of one signature.
fn seal(verified: &Verified) -> Vec<Finding> {
    let signature = &verified.signature;
    let about = |verdict, text| {
        let found = Finding::new(verdict, text).with("domain", &signature.domain).with("selector", &signature.selector);
        found.with("name", signature.key_name()).seen(verified.lookup.clone())
    };
    let mut findings = vec![match verified.failure {
        None => about(Verdict::Passed, "dkim-pass"),
        Some(failure) => {
            let (verdict, text, fix) = told(failure);
            let found = about(verdict, text);
            fix.map_or(found.clone(), |fix| found.mended_by(Fix::new(fix)))
        }
    }];
    if let Some(length) = signature.length {
        findings.push(about(Verdict::Warning, "dkim-length").with("length", length).mended_by(Fix::new("dkim-fix-length")));
    }
    if signature.algorithm == "rsa-sha1" {
        findings.push(about(Verdict::Failed, "dkim-sha1").mended_by(Fix::new("dkim-fix-sha256")));
    }
    findings
}

/// The words for a failure, and what mends it.
fn told(failure: Failure) -> (Verdict, &'static str, Option<&'static str>) {
    match failure {
        Failure::Malformed => (Verdict::Failed, "dkim-malformed", Some("dkim-fix-signer")),
        Failure::Unsupported => (Verdict::Failed, "dkim-unsupported", Some("dkim-fix-sha256")),
        Failure::FromUnsigned => (Verdict::Failed, "dkim-from-unsigned", Some("dkim-fix-signer")),
        Failure::BodyChanged => (Verdict::Failed, "dkim-body-changed", Some("dkim-fix-modifier")),
        Failure::HeaderChanged => (Verdict::Failed, "dkim-header-changed", Some("dkim-fix-header")),
        Failure::Expired => (Verdict::Failed, "dkim-expired", Some("dkim-fix-expired")),
        Failure::NoKey => (Verdict::Failed, "dkim-no-key", None),
        Failure::Revoked => (Verdict::Failed, "dkim-revoked", None),
        Failure::BadKey => (Verdict::Failed, "dkim-bad-key", None),
        Failure::Identity => (Verdict::Failed, "dkim-identity", Some("dkim-fix-signer")),
        Failure::Unanswered(_) => (Verdict::Unknown, "dkim-unanswered", None),
    }
}

/// What there is to say of the keys of signatures, each key once.
fn keys_of(verified: &[Verified]) -> Vec<Finding> {
    let mut names: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    for verified in verified.iter().filter(|verified| verified.signature.faults.is_empty()) {
        let signature = &verified.signature;
        if !names.contains(&signature.key_name()) {
            names.push(signature.key_name());
            findings.extend(lint::findings(&signature.selector, &signature.domain, &verified.lookup));
        }
    }
    findings
}

fn is_within(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether a whole signature is of the organisation that the reader sees.
async fn alignment(dns: &Dns, domain: &str, verified: &[Verified]) -> Option<Finding> {
    let whole: Vec<&str> =
        verified.iter().filter(|verified| verified.failure.is_none()).map(|verified| verified.signature.domain.as_str()).collect();
    let first = whole.first()?;
    let walked = walk(dns, domain).await;
    let alignment = walked.applied(true).map_or(Alignment::Relaxed, |applied| applied.found.record.dkim_alignment);
    // Without a record nobody says where the organisation ends; that one name lies in the other has to do.
    let is_related = |signer: &str| walked.found.is_empty() && (is_within(signer, domain) || is_within(domain, signer));
    for signer in &whole {
        if is_related(signer) || is_aligned_with(dns, &walked, signer, alignment).await {
            return Some(Finding::new(Verdict::Passed, "dkim-aligned").with("domain", domain).with("signer", signer));
        }
    }
    let found = Finding::new(Verdict::Warning, "dkim-unaligned").with("domain", domain).with("signer", first);
    Some(found.mended_by(Fix::new("dkim-fix-align").with("domain", domain)))
}
