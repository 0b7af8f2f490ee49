//! The check `dmarc`.

use std::time::Instant;

use crate::dns::{Dns, Kind, Outcome};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::sender::report::report;
use crate::sender::spf::SpfResult;
use crate::world::World;

use super::alignment::{Authentication, is_aligned_with};
use super::lint::{self, about};
use super::record::Policy;
use super::reports::external;
use super::walk::{Applied, Walk, walk};

/// The record that counts for the domain in `From`, and whether a mail that was authenticated so passes by it.
pub async fn check(world: &World, domain: &str, authentication: Option<&Authentication>) -> Report {
    let started = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let walk = walk(&dns, domain).await;
    let exists = exists(&dns, &walk).await;
    let mut findings = records(&walk);
    match walk.applied(exists) {
        Some(applied) => {
            findings.extend(lint::findings(&walk, applied));
            findings.extend(reports(&dns, &walk, applied).await);
            if let Some(authentication) = authentication {
                findings.push(judge(&dns, &walk, applied, authentication).await);
            }
        }
        None if findings.is_empty() => findings.push(no_record(&walk)),
        None => {}
    }
    report(Check::Dmarc, &walk.domain, findings, started)
}

/// Whether the domain exists; only one that certainly does not has a policy of its own (RFC 9989 section 4.7, `np`).
async fn exists(dns: &Dns, walk: &Walk) -> bool {
    let matters = walk.found.iter().any(|found| found.record.absent_policy.is_some());
    !matters || dns.ask(&walk.domain, Kind::A).await.outcome != Outcome::NoName
}

/// What is wrong with the texts before any record counts.
fn records(walk: &Walk) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_decided = walk.found.first().is_some_and(|found| found.domain == walk.domain);
    for (domain, texts) in &walk.several {
        let found = Finding::new(Verdict::Failed, "dmarc-several").with("domain", domain).with("count", texts.len());
        let name = format!("_dmarc.{domain}");
        let fix = texts.iter().max_by_key(|text| super::Record::parse(text).own_policy());
        let fix = Fix::new("dmarc-fix-several").publish(&name, "TXT", fix.cloned().unwrap_or_default());
        let seen = walk.lookups.iter().filter(|lookup| lookup.name == name).cloned();
        findings.push(seen.fold(found.mended_by(fix), Finding::seen));
    }
    if let Some(text) = walk.misspelt.as_ref().filter(|_| !is_decided) {
        let found = Finding::new(Verdict::Failed, "dmarc-misspelt").with("domain", &walk.domain).with("record", text);
        let found = walk.lookups.iter().take(1).cloned().fold(found, Finding::seen);
        findings.push(found.mended_by(Fix::new("dmarc-fix-misspelt").publish(format!("_dmarc.{}", walk.domain), "TXT", respelt(text))));
    }
    if let Some((name, _)) = walk.unanswered.as_ref().filter(|_| walk.found.is_empty()) {
        let found = Finding::new(Verdict::Unknown, "dmarc-unanswered").with("domain", &walk.domain).with("name", name);
        findings.push(walk.lookups.iter().filter(|lookup| lookup.name == *name).cloned().fold(found, Finding::seen));
    }
    findings
}

/// A misspelt record as it was meant: the version first and in its only form, the tags behind it apart.
fn respelt(text: &str) -> String {
    let pieces = text
        .split([';', ' ', '"', ','])
        .map(str::trim)
        .filter(|piece| piece.contains('=') && !piece.to_ascii_lowercase().starts_with("v="));
    let tags: Vec<&str> = pieces.collect();
    let has_policy = tags.iter().any(|tag| tag.to_ascii_lowercase().starts_with("p="));
    let policy = if has_policy { &[][..] } else { &["p=none"] };
    [&["v=DMARC1"], policy, &tags].concat().join("; ")
}

fn no_record(walk: &Walk) -> Finding {
    let record = format!("v=DMARC1; p=none; rua=mailto:postmaster@{}", walk.domain);
    let fix = Fix::new("dmarc-fix-publish").publish(format!("_dmarc.{}", walk.domain), "TXT", record);
    let found = Finding::new(Verdict::Warning, "dmarc-none").with("domain", &walk.domain).mended_by(fix);
    walk.lookups.iter().cloned().fold(found, Finding::seen)
}

async fn reports(dns: &Dns, walk: &Walk, applied: Applied<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for external in external(dns, walk, applied.found).await {
        let is_known = external.lookup.fault().is_none();
        let (verdict, text) = match external.is_authorized() {
            true => continue,
            false if is_known => (Verdict::Warning, "dmarc-report-unwanted"),
            false => (Verdict::Unknown, "dmarc-report-unanswered"),
        };
        let found = about(walk, applied, verdict, text).with("address", &external.address.text).with("name", &external.name);
        let found = found.seen(external.lookup);
        let fix = Fix::new("dmarc-fix-report").publish(external.name, "TXT", "v=DMARC1");
        findings.push(if is_known { found.mended_by(fix) } else { found });
    }
    findings
}

/// Whether the mail passes: something was authenticated, and it counts for the domain in `From`.
async fn judge(dns: &Dns, walk: &Walk, applied: Applied<'_>, authentication: &Authentication) -> Finding {
    let record = &applied.found.record;
    let mut unaligned = Vec::new();
    for (domain, _) in authentication.dkim.iter().filter(|(_, is_right)| *is_right) {
        if is_aligned_with(dns, walk, domain, record.dkim_alignment).await {
            return about(walk, applied, Verdict::Passed, "dmarc-pass-dkim").with("authenticated", domain);
        }
        unaligned.push(format!("DKIM {domain}"));
    }
    if let Some((domain, SpfResult::Pass)) = &authentication.spf {
        if is_aligned_with(dns, walk, domain, record.spf_alignment).await {
            return about(walk, applied, Verdict::Passed, "dmarc-pass-spf").with("authenticated", domain);
        }
        unaligned.push(format!("SPF {domain}"));
    }
    let is_temporary = matches!(authentication.spf, Some((_, SpfResult::TempError)));
    let verdict = match applied.policy {
        _ if is_temporary => Verdict::Unknown,
        Policy::None => Verdict::Warning,
        Policy::Quarantine | Policy::Reject => Verdict::Failed,
    };
    if unaligned.is_empty() {
        return about(walk, applied, verdict, "dmarc-fail").mended_by(Fix::new("dmarc-fix-authenticate"));
    }
    let found = about(walk, applied, verdict, "dmarc-unaligned").with("authenticated", unaligned.join(", "));
    found.mended_by(Fix::new("dmarc-fix-align").with("domain", &walk.domain))
}
