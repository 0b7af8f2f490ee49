//! ARC (RFC 8617): what those who passed a mail on have sealed about how it reached them.
//!
//! Whether a receiver believes a chain depends on who sealed it; whether it can believe it at all depends on the chain being whole, and that is what is looked at.

use std::time::Instant;

use crate::dns::Kind;
use crate::report::{Check, Finding, Report, Verdict};
use crate::sender::dkim;
use crate::sender::mail::fields;
use crate::sender::report::report;
use crate::sender::tags::Tags;
use crate::world::World;

/// How many sets a chain may have (section 4.2.1).
const MAX_SETS: usize = 50;

/// The three fields of a set, in the order in which they are told.
const FIELDS: [&str; 3] = ["ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"];

/// A seal: what it says of the chain before it, and whose it is.
struct Seal {
    instance: usize,
    /// `cv`: what the sealer found.
    verdict: String,
    domain: String,
    selector: String,
}

/// Whether the chain of a mail is whole, and the key of its last seal in order.
pub async fn check(world: &World, domain: &str, mail: &[u8]) -> Report {
    let started = Instant::now();
    let instances: Vec<Vec<usize>> = FIELDS.iter().map(|name| instances(mail, name)).collect();
    let seals = seals(mail);
    let count = instances.iter().flatten().copied().max().unwrap_or_default();
    let mut findings = match fault(&instances, &seals, count) {
        Some(found) => vec![found],
        None if count == 0 => vec![Finding::new(Verdict::Passed, "arc-none")],
        None => vec![Finding::new(Verdict::Passed, "arc-whole").with("count", count)],
    };
    if let Some(last) = seals.iter().max_by_key(|seal| seal.instance) {
        findings.iter_mut().for_each(|finding| finding.arguments.push(("sealer", last.domain.clone())));
        let lookup = world.dns.ask(&format!("{}._domainkey.{}", last.selector, last.domain), Kind::Txt).await;
        findings.extend(dkim::key_findings(&last.selector, &last.domain, &lookup));
    }
    // A chain that is not whole is as good as none, and a mail without any is no worse for it.
    findings.iter_mut().for_each(|finding| finding.verdict = finding.verdict.min(Verdict::Warning));
    report(Check::Arc, domain, findings, started)
}

/// The numbers of the sets that have this field; zero for one that cannot be read.
fn instances(mail: &[u8], name: &str) -> Vec<usize> {
    fields(mail, name).take(2 * MAX_SETS).map(|field| instance(&Tags::parse(&String::from_utf8_lossy(&field.unfolded())))).collect()
}

fn instance(tags: &Tags) -> usize {
    tags.value("i").and_then(|value| value.parse().ok()).unwrap_or_default()
}

fn seals(mail: &[u8]) -> Vec<Seal> {
    let seal = |tags: Tags| {
        let word = |name: &str| tags.value(name).unwrap_or_default().to_ascii_lowercase();
        Seal { instance: instance(&tags), verdict: word("cv"), domain: word("d"), selector: word("s") }
    };
    fields(mail, "ARC-Seal").take(2 * MAX_SETS).map(|field| seal(Tags::parse(&String::from_utf8_lossy(&field.unfolded())))).collect()
}

/// The first fault of the chain.
fn fault(instances: &[Vec<usize>], seals: &[Seal], count: usize) -> Option<Finding> {
    if count > MAX_SETS {
        return Some(Finding::new(Verdict::Warning, "arc-long").with("count", count).with("limit", MAX_SETS));
    }
    for (name, found) in FIELDS.iter().zip(instances) {
        let broken = (1..=count).find(|number| found.iter().filter(|instance| *instance == number).count() != 1);
        let broken = broken.or_else(|| (found.len() > count).then_some(0));
        if let Some(number) = broken {
            return Some(Finding::new(Verdict::Warning, "arc-broken").with("field", name).with("instance", number));
        }
    }
    let expected = |seal: &Seal| if seal.instance == 1 { "none" } else { "pass" };
    let wrong = seals.iter().find(|seal| seal.verdict != expected(seal))?;
    let found = Finding::new(Verdict::Warning, if wrong.verdict == "fail" { "arc-failed" } else { "arc-verdict" });
    Some(
        found
            .with("instance", wrong.instance)
            .with("by", &wrong.domain)
            .with("said", if wrong.verdict.is_empty() { "none" } else { &wrong.verdict }),
    )
}
