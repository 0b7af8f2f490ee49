//! The mail servers of a domain: whether there are any, and whether they can be found.

use std::time::Instant;

use futures_util::future::join_all;
use tuixin::knowledge::{Knowledge, Provider};

use super::hosts::{Found, HostAddresses, MailHost, MailHosts, mail_hosts};
use super::unanswered;
use crate::dns::{Dns, Fault};
use crate::reach::Reach;
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// The preference that is proposed where a domain names no mail server.
const USUAL_PREFERENCE: u16 = 10;

/// Checks a domain. The knowledge says whose mail servers they are.
pub async fn check(world: &World, knowledge: &Knowledge, domain: &str) -> Report {
    let began = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let hosts = mail_hosts(&dns, domain).await;
    let findings = match &hosts.found {
        Found::Hosts(targets) => targets_of(world, &dns, knowledge, &hosts, targets).await,
        Found::Implicit => vec![implicit(&dns, domain, &hosts).await],
        Found::Null => vec![Finding::new(Verdict::Failed, "mx-null").mended_by(null_fix(domain)).seen(hosts.lookup.clone())],
        Found::NoDomain => vec![Finding::new(Verdict::Failed, "mx-no-domain").seen(hosts.lookup.clone())],
        Found::Unknown(fault) => vec![unanswered(&hosts.lookup, *fault)],
    };
    let findings = findings.into_iter().map(|finding| finding.with("domain", domain)).collect();
    Report::of(Check::Mx, domain, findings, began.elapsed())
}

fn null_fix(domain: &str) -> Fix {
    Fix::new("null-mx-declared-fix").with("domain", domain)
}

/// A domain without MX takes mail at its own address, if it has one (RFC 5321 section 5.1).
async fn implicit(dns: &Dns, domain: &str, hosts: &MailHosts) -> Finding {
    let addresses = HostAddresses::of(dns, domain).await;
    let finding = match (addresses.all().next(), addresses.fault()) {
        (Some(address), _) => {
            Finding::new(Verdict::Warning, "mx-implicit").with("address", address).mended_by(publish("mx-implicit-fix", domain, domain))
        }
        (None, Some(fault)) => unanswered(&addresses.v4, fault),
        (None, None) => Finding::new(Verdict::Failed, "mx-none").mended_by(publish("mx-none-fix", domain, &format!("mail.{domain}"))),
    };
    addresses.evidence().into_iter().fold(finding.seen(hosts.lookup.clone()), Finding::seen)
}

fn publish(text: &'static str, domain: &str, host: &str) -> Fix {
    Fix::new(text).with("domain", domain).with("host", host).publish(domain, "MX", format!("{USUAL_PREFERENCE} {host}."))
}

/// What is wrong with one mail server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flaw {
    Null,
    Localhost,
    Literal,
    NoAddress,
    Private,
    Alias,
    Unknown(Fault),
}

struct Target<'h> {
    host: &'h MailHost,
    addresses: Option<HostAddresses>,
    flaw: Option<Flaw>,
}

async fn targets_of(world: &World, dns: &Dns, knowledge: &Knowledge, hosts: &MailHosts, found: &[MailHost]) -> Vec<Finding> {
    let targets = join_all(found.iter().map(|host| target(world.reach, dns, host))).await;
    let works = |target: &&Target| matches!(target.flaw, None | Some(Flaw::Alias));
    let working = targets.iter().filter(works).count();
    let maybe = targets.iter().any(|target| matches!(target.flaw, Some(Flaw::Unknown(_))));
    let mut findings: Vec<Finding> = targets.iter().filter_map(|target| flawed(target, working > 0 || maybe)).collect();
    if working > 0 {
        findings.push(summary(knowledge, hosts, &targets));
    }
    findings
}

async fn target<'h>(reach: Reach, dns: &Dns, host: &'h MailHost) -> Target<'h> {
    if let Some(flaw) = flaw_of_name(&host.name) {
        return Target { host, addresses: None, flaw: Some(flaw) };
    }
    let addresses = HostAddresses::of(dns, &host.name).await;
    let flaw = flaw_of_addresses(reach, &addresses);
    Target { host, addresses: Some(addresses), flaw }
}

fn flaw_of_name(name: &str) -> Option<Flaw> {
    match name {
        "" => Some(Flaw::Null),
        name if name == "localhost" || name.ends_with(".localhost") || name == "localhost.localdomain" => Some(Flaw::Localhost),
        name if name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok() => Some(Flaw::Literal),
        _ => None,
    }
}

fn flaw_of_addresses(reach: Reach, addresses: &HostAddresses) -> Option<Flaw> {
    if let Some(fault) = addresses.fault() {
        return Some(Flaw::Unknown(fault));
    }
    if addresses.all().next().is_none() {
        return Some(Flaw::NoAddress);
    }
    if !addresses.all().any(|address| reach.allows(address)) {
        return Some(Flaw::Private);
    }
    (addresses.v4.is_alias() || addresses.v6.is_alias()).then_some(Flaw::Alias)
}

/// A flaw is grave where no other mail server is left.
fn flawed(target: &Target, others_work: bool) -> Option<Finding> {
    let verdict = if others_work { Verdict::Warning } else { Verdict::Failed };
    let (verdict, text) = match target.flaw? {
        Flaw::Null => (Verdict::Warning, "mx-target-null"),
        Flaw::Localhost => (verdict, "mx-target-localhost"),
        Flaw::Literal => (verdict, "mx-target-literal"),
        Flaw::NoAddress => (verdict, "mx-target-no-address"),
        Flaw::Private => (verdict, "mx-target-private"),
        Flaw::Alias => (Verdict::Warning, "mx-target-alias"),
        Flaw::Unknown(fault) => return target.addresses.as_ref().map(|addresses| unanswered(&addresses.v4, fault)),
    };
    let addresses = target.addresses.as_ref();
    let canonical = addresses.map_or("", |addresses| addresses.v4.canonical_name());
    let shown = addresses.and_then(|addresses| addresses.all().next()).map_or_else(String::new, |address| address.to_string());
    let fix =
        Fix::new(fix_of(text)).with("host", &target.host.name).with("canonical", canonical).with("preference", target.host.preference);
    let finding = Finding::new(verdict, text).with("host", &target.host.name).with("canonical", canonical).with("address", shown);
    let evidence = addresses.map(HostAddresses::evidence).unwrap_or_default();
    Some(evidence.into_iter().fold(finding.mended_by(fix), Finding::seen))
}

fn fix_of(text: &'static str) -> &'static str {
    match text {
        "mx-target-alias" => "mx-target-alias-fix",
        "mx-target-no-address" => "mx-target-no-address-fix",
        "mx-target-null" => "mx-target-null-fix",
        _ => "mx-target-fix",
    }
}

fn summary(knowledge: &Knowledge, hosts: &MailHosts, targets: &[Target]) -> Finding {
    let works = |target: &&Target| matches!(target.flaw, None | Some(Flaw::Alias));
    let names: Vec<&str> = targets.iter().filter(works).map(|target| target.host.name.as_str()).collect();
    let provider = names.iter().find_map(|name| knowledge.provider_of_host(name)).and_then(|id| knowledge.provider(id));
    let name = |language: &str| provider.map_or("none", |provider| named(provider, language)).to_owned();
    let finding = Finding::new(Verdict::Passed, "mx-found")
        .with("hosts", names.join(", "))
        .with("provider-id", provider.map_or("none", |provider| &provider.id))
        .with("provider", name("en"))
        .with("provider-zh", name("zh-CN"));
    let seen = targets.iter().filter_map(|target| target.addresses.as_ref()).flat_map(HostAddresses::evidence);
    seen.fold(finding.seen(hosts.lookup.clone()), Finding::seen)
}

fn named<'p>(provider: &'p Provider, language: &str) -> &'p str {
    provider.name.get(language).or_else(|| provider.name.get("en")).map_or(&provider.id, String::as_str)
}
