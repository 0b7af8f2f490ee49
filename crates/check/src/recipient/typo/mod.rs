//! Likely misspellings of a domain.
//!
//! A domain is compared with those under which many people have a mailbox and with those that the caller wrote to before, and what it may have been meant to be is looked up: only a domain that takes mail is proposed.

mod candidates;
pub(crate) mod endings;
mod known;
mod look_alikes;

use std::time::Instant;

use futures_util::future::join_all;

use self::candidates::{Candidate, candidates};
use super::hosts::{Takes, takes_mail};
use crate::dns::{Dns, Lookup, asked};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// More proposals than these do not help anybody.
const MOST_PROPOSALS: usize = 3;

/// Checks a domain; `own` are domains to which mail was delivered before.
pub async fn check(world: &World, domain: &str, own: &[String]) -> Report {
    let began = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let finding = match asked(domain) {
        Some(name) => judge(&dns, &name, own).await,
        None => Finding::new(Verdict::Unknown, "typo-not-a-domain"),
    };
    Report::of(Check::Typo, domain, vec![finding.with("domain", domain)], began.elapsed())
}

async fn judge(dns: &Dns, name: &str, own: &[String]) -> Finding {
    let own: Vec<String> = own.iter().filter_map(|domain| asked(domain)).collect();
    if own.iter().any(|domain| domain == name) || known::is_known(name) {
        return Finding::new(Verdict::Passed, "typo-known");
    }
    if let Some(finding) = look_alike(name, &own) {
        return finding;
    }
    let (takes, evidence) = takes_mail(dns, name).await;
    let near: Vec<Candidate> = candidates(name, &own).into_iter().filter(|candidate| is_worth_it(takes, name, candidate, &own)).collect();
    let proposals = proposals(dns, near).await;
    let finding = told(takes, &proposals);
    let seen = evidence.into_iter().chain(proposals.into_iter().flat_map(|proposal| proposal.evidence));
    seen.fold(finding, Finding::seen)
}

/// A domain in letters that only look like those of a known one is a trap, whether it takes mail or not.
fn look_alike(name: &str, own: &[String]) -> Option<Finding> {
    let (unicode, _) = idna::domain_to_unicode(name);
    let latin = look_alikes::latin(&unicode)?;
    if known::is_known(&latin) || own.contains(&latin) {
        let fix = Fix::new("typo-look-alike-fix").with("candidate", &latin);
        return Some(Finding::new(Verdict::Failed, "typo-look-alike").with("shown", unicode).with("candidate", latin).mended_by(fix));
    }
    let finding = Finding::new(Verdict::Warning, "typo-mixed-scripts").with("shown", &unicode).with("candidate", latin);
    look_alikes::is_mixed(&unicode).then_some(finding)
}

/// A short domain has many good neighbours: `mi.com` is no misspelt `me.com`.
const SHORTEST_WITHOUT_NEIGHBOURS: usize = 7;

/// Whoever takes mail may be called almost like others; only one slip beside a very common domain is worth a word.
fn is_worth_it(takes: Takes, name: &str, candidate: &Candidate, own: &[String]) -> bool {
    let is_near = candidate.slips == 1 && (known::is_popular(candidate.rank) || own.contains(&candidate.domain));
    match takes {
        Takes::Nothing | Takes::Unknown => true,
        Takes::Perhaps => is_near,
        // A letter too many is a slip in a short domain too: `qqq.com`.
        Takes::Mail => is_near && (candidate.domain.len() >= SHORTEST_WITHOUT_NEIGHBOURS || name.len() > candidate.domain.len()),
    }
}

struct Proposal {
    domain: String,
    evidence: Vec<Lookup>,
}

/// The candidates that take mail.
async fn proposals(dns: &Dns, candidates: Vec<Candidate>) -> Vec<Proposal> {
    let looked_up = candidates.into_iter().map(|candidate| async {
        let (takes, evidence) = takes_mail(dns, &candidate.domain).await;
        let is_possible = takes == Takes::Mail || (takes == Takes::Unknown && known::is_known(&candidate.domain));
        is_possible.then_some(Proposal { domain: candidate.domain, evidence })
    });
    join_all(looked_up).await.into_iter().flatten().take(MOST_PROPOSALS).collect()
}

fn told(takes: Takes, proposals: &[Proposal]) -> Finding {
    let (verdict, text) = match (takes, proposals) {
        (Takes::Nothing, [_, ..]) => (Verdict::Failed, "typo-likely"),
        (Takes::Nothing, []) => (Verdict::Unknown, "typo-no-idea"),
        (Takes::Unknown, [_, ..]) => (Verdict::Warning, "typo-near-unchecked"),
        (Takes::Unknown, []) => (Verdict::Unknown, "typo-unchecked"),
        (Takes::Mail | Takes::Perhaps, [_, ..]) => (Verdict::Warning, "typo-near"),
        (Takes::Mail | Takes::Perhaps, []) => (Verdict::Passed, "typo-none"),
    };
    let finding = Finding::new(verdict, text);
    let Some(best) = proposals.first() else { return finding };
    let all: Vec<&str> = proposals.iter().map(|proposal| proposal.domain.as_str()).collect();
    finding
        .with("candidate", &best.domain)
        .with("candidates", all.join(", "))
        .mended_by(Fix::new("typo-fix").with("candidate", &best.domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_can_be_read() {
        assert!(crate::facts::read::<known::Domains>(known::FILE).is_ok_and(|domains| domains.ranked().count() > 300));
        assert_eq!(crate::facts::read::<endings::Endings>(endings::FILE).err(), None);
        assert_eq!(crate::facts::read::<look_alikes::LookAlikes>(look_alikes::FILE).err(), None);
    }

    #[test]
    fn known_domains_are_named_once_and_as_they_are_asked_for() {
        let mut seen = std::collections::HashSet::new();
        for (_, domain) in known::ranked() {
            assert_eq!(asked(domain).as_deref(), Some(domain));
            assert!(seen.insert(domain), "{domain} twice");
        }
    }
}
