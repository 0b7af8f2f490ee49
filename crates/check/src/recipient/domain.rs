//! Whether a domain exists and can be looked up.

use std::time::Instant;

use super::typo::endings::is_open_ending;
use super::unanswered;
use crate::dns::{Data, Dns, Fault, Kind, Lookup, Outcome};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// Checks a domain.
pub async fn check(world: &World, domain: &str) -> Report {
    let began = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let (mx, v4, v6) = tokio::join!(dns.ask(domain, Kind::Mx), dns.ask(domain, Kind::A), dns.ask(domain, Kind::Aaaa));
    let finding = judge(&dns, domain, &[mx, v4, v6]).await;
    Report::of(Check::Domain, domain, vec![finding.with("domain", domain)], began.elapsed())
}

async fn judge(dns: &Dns, domain: &str, lookups: &[Lookup]) -> Finding {
    if let Some(found) = lookups.iter().find(|lookup| !lookup.records().is_empty()) {
        return Finding::new(Verdict::Passed, "domain-found").seen(found.clone());
    }
    if let Some(missing) = lookups.iter().find(|lookup| lookup.outcome == Outcome::NoName) {
        let alias = dns.ask(domain, Kind::Cname).await;
        return if alias.records().is_empty() { missing_name(dns, domain, missing).await } else { dangling(missing, alias) };
    }
    let failing = lookups.iter().find_map(|lookup| Some((lookup, lookup.fault()?)));
    match failing {
        Some((lookup, Fault::ServerFailure)) => server_failure(dns, lookup).await,
        Some((lookup, Fault::BadName)) => Finding::new(Verdict::Failed, "domain-bad-name").seen(lookup.clone()),
        Some((lookup, Fault::AliasLoop)) => Finding::new(Verdict::Failed, "domain-alias-loop").seen(lookup.clone()),
        Some((lookup, fault)) => unanswered(lookup, fault),
        None => lookups.iter().cloned().fold(empty(domain), Finding::seen),
    }
}

/// The name exists and has nothing to do with mail.
fn empty(domain: &str) -> Finding {
    let host = format!("mail.{domain}");
    let fix = Fix::new("mx-none-fix").with("domain", domain).with("host", &host).publish(domain, "MX", format!("10 {host}."));
    Finding::new(Verdict::Failed, "domain-empty").mended_by(fix)
}

/// An alias of a name that does not exist.
fn dangling(missing: &Lookup, alias: Lookup) -> Finding {
    let target = alias.records().iter().find_map(|record| match &record.data {
        Data::Cname(target) => Some(target.clone()),
        _ => None,
    });
    let fix = Fix::new("domain-alias-nowhere-fix").with("domain", &alias.name);
    let finding = Finding::new(Verdict::Failed, "domain-alias-nowhere").with("target", target.unwrap_or_default()).mended_by(fix);
    finding.seen(missing.clone()).seen(alias)
}

/// Tells a domain that nobody has registered from a name that is missing in one that exists.
async fn missing_name(dns: &Dns, domain: &str, missing: &Lookup) -> Finding {
    for parent in parents(domain) {
        let above = dns.ask(parent, Kind::Ns).await;
        match above.outcome {
            Outcome::NoName => {}
            Outcome::Records(_) | Outcome::Empty => {
                let fix = Fix::new("domain-no-subdomain-fix").with("domain", domain).with("parent", parent);
                return Finding::new(Verdict::Failed, "domain-no-subdomain")
                    .with("parent", parent)
                    .mended_by(fix)
                    .seen(missing.clone())
                    .seen(above);
            }
            Outcome::Fault(_) => return Finding::new(Verdict::Failed, "domain-none").seen(missing.clone()),
        }
    }
    let fix = Fix::new("domain-not-registered-fix").with("domain", domain);
    Finding::new(Verdict::Failed, "domain-not-registered").mended_by(fix).seen(missing.clone())
}

/// The names above a domain that somebody may have registered, the nearest first.
fn parents(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(above(domain), |name| above(name)).take_while(|name| !is_open_ending(name))
}

fn above(name: &str) -> Option<&str> {
    name.split_once('.').map(|(_, above)| above)
}

/// The servers of a domain may be dead, its signatures wrong, or our own resolver broken; three different people have to act.
async fn server_failure(dns: &Dns, lookup: &Lookup) -> Finding {
    let unvalidated = dns.ask_unvalidated(&lookup.name, lookup.kind).await;
    if unvalidated.fault().is_none() {
        let fix = Fix::new("domain-signatures-fix").with("domain", &lookup.name);
        return Finding::new(Verdict::Failed, "domain-signatures").mended_by(fix).seen(lookup.clone()).seen(unvalidated);
    }
    let ending = lookup.name.rsplit('.').next().unwrap_or(&lookup.name);
    let control = dns.ask(ending, Kind::Ns).await;
    if control.records().is_empty() {
        return unanswered(lookup, Fault::ServerFailure).seen(control);
    }
    let fix = Fix::new("domain-server-failure-fix").with("domain", &lookup.name);
    Finding::new(Verdict::Failed, "domain-server-failure").mended_by(fix).seen(lookup.clone()).seen(control)
}
