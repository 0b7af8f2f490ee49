//! The form of an address: what a person meant to write, and what a server would say to what they wrote.
//!
//! Nothing is looked up, and nothing leaves the machine.

mod clean;
mod local_parts;
mod syntax;

#[cfg(test)]
mod tests;

use std::time::Instant;

use self::clean::{Cleaned, Stray, clean};
use self::syntax::{Fault, faults, split};
use crate::dns::asked;
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// No address is longer, however it is wrapped; what is longer is cut off before it is looked at.
const LONGEST_INPUT: usize = 2048;

/// Checks an address as it was typed or found.
pub async fn check(_world: &World, address: &str) -> Report {
    let began = Instant::now();
    let findings = inspect(address);
    Report::of(Check::Address, address, findings, began.elapsed())
}

/// What there is to say about an address.
pub fn inspect(raw: &str) -> Vec<Finding> {
    let raw = raw.get(..raw.floor_char_boundary(LONGEST_INPUT)).unwrap_or(raw);
    let several = several(raw);
    if several > 1 {
        return vec![
            Finding::new(Verdict::Failed, "address-several")
                .with("address", raw)
                .with("count", several)
                .mended_by(Fix::new("address-several-fix")),
        ];
    }
    let cleaned = clean(raw);
    let faults = remaining(&cleaned.address);
    let corrected = corrected(&cleaned, &faults);
    let mut findings: Vec<Finding> = cleaned.strays.iter().map(|stray| of_stray(*stray, &cleaned)).collect();
    findings.extend(faults.iter().map(of_fault));
    findings.extend(of_provider(&cleaned.address));
    if findings.is_empty() {
        findings.push(Finding::new(Verdict::Passed, "address-right"));
    }
    let told = |finding: Finding| finding.with("address", raw);
    findings.into_iter().map(told).map(|finding| mended(finding, corrected.as_deref())).collect()
}

/// How many addresses stand in a text, with something between them that separates.
fn several(raw: &str) -> usize {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、' | '|' | '/' | '<' | '>');
    let is_address = |word: &&str| word.find(['@', '＠']).is_some_and(|at| at > 0 && at + 1 < word.len());
    if raw.contains('"') { 0 } else { raw.split(is_separator).filter(is_address).count() }
}

/// The faults of an address, without those that its provider is known to live with.
fn remaining(address: &str) -> Vec<Fault> {
    let is_loose = split(address).and_then(|(_, domain)| rule_of(domain)).is_some_and(|rule| rule.loose_dots);
    faults(address).into_iter().filter(|fault| !(is_loose && *fault == Fault::LocalDots)).collect()
}

fn rule_of(domain: &str) -> Option<&'static local_parts::Rule> {
    local_parts::rule(&asked(domain)?)
}

/// The address as it should be written, if it can be known.
fn corrected(cleaned: &Cleaned, faults: &[Fault]) -> Option<String> {
    let (local, domain) = split(&cleaned.address)?;
    let bare = faults.iter().find_map(|fault| match fault {
        Fault::BareAddress(address) => Some(*address),
        _ => None,
    });
    let others = faults.iter().filter(|fault| !fault.is_deliverable() && !matches!(fault, Fault::BareAddress(_)));
    if others.count() > 0 {
        return None;
    }
    match bare {
        Some(std::net::IpAddr::V4(address)) => Some(format!("{local}@[{address}]")),
        Some(std::net::IpAddr::V6(address)) => Some(format!("{local}@[IPv6:{address}]")),
        None => (!cleaned.strays.is_empty()).then(|| format!("{local}@{domain}")),
    }
}

/// A finding with the address as it should be written.
fn mended(finding: Finding, corrected: Option<&str>) -> Finding {
    match corrected {
        Some(address) if finding.verdict == Verdict::Failed => finding.mended_by(Fix::new("address-fix").with("corrected", address)),
        _ => finding,
    }
}

fn of_stray(stray: Stray, cleaned: &Cleaned) -> Finding {
    Finding::new(Verdict::Failed, stray.text()).with("characters", cleaned.invisible.join(" "))
}

fn of_fault(fault: &Fault) -> Finding {
    let verdict = match fault {
        Fault::International(_) => Verdict::Passed,
        fault if fault.is_deliverable() => Verdict::Warning,
        _ => Verdict::Failed,
    };
    let finding = Finding::new(verdict, fault.text());
    match fault {
        Fault::LocalCharacters(characters) | Fault::DomainCharacters(characters) => finding.with("characters", characters),
        Fault::International(name) => finding.with("name", name),
        _ => finding,
    }
}

/// What the provider would hardly have given to anybody.
fn of_provider(address: &str) -> Option<Finding> {
    let (local, domain) = split(address)?;
    let rule = rule_of(domain).filter(|_| !local.is_empty())?;
    let breach = rule.breach(local)?;
    let finding = Finding::new(Verdict::Warning, breach.text()).with("local-part", local).with("domain", domain);
    Some(
        finding
            .with("fewest", rule.shortest)
            .with("most", rule.longest)
            .with("digits", rule.digits())
            .with("characters", rule.characters()),
    )
}
