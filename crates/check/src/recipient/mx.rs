//! The mail servers of a domain: whether there are any, and whether they can be found.

use std::time::Instant;

use futures_util::future::join_all;
use tuixin::knowledge::{Knowledge, Provider};

use super::hosts::{Found, HostAddresses, MailHost, MailHosts, mail_hosts};
use super::unanswered;
use crate::dns::{Dns, Fault, Lookup};
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
        Found::Implicit => vec![implicit(world.reach, &dns, domain, &hosts).await],
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
async fn implicit(reach: Reach, dns: &Dns, domain: &str, hosts: &MailHosts) -> Finding {
    let addresses = HostAddresses::of(dns, domain).await;
    let finding = match (addresses.all().next(), addresses.fault()) {
        (Some(address), _) if !addresses.all().any(|address| reach.allows(address)) => {
            let fix = publish("mx-none-fix", domain, &format!("mail.{domain}"));
            Finding::new(Verdict::Failed, "mx-implicit-private").with("address", address).mended_by(fix)
        }
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

impl Target<'_> {
    /// Whether mail can be brought there; an alias is against the rules and works with most senders.
    fn works(&self) -> bool {
        matches!(self.flaw, None | Some(Flaw::Alias))
    }

    /// The name that has the addresses.
    fn canonical_name(&self) -> &str {
        let addresses = self.addresses.as_ref();
        let alias = addresses.and_then(|addresses| [&addresses.v4, &addresses.v6].into_iter().find(|lookup| lookup.is_alias()));
        alias.map_or(&self.host.name, Lookup::canonical_name)
    }
}

async fn targets_of(world: &World, dns: &Dns, knowledge: &Knowledge, hosts: &MailHosts, found: &[MailHost]) -> Vec<Finding> {
    let targets = join_all(found.iter().map(|host| target(world.reach, dns, host))).await;
    let is_served = targets.iter().any(Target::works);
    let may_be_served = targets.iter().any(|target| matches!(target.flaw, Some(Flaw::Unknown(_))));
    let flawed = |target| flawed(&hosts.lookup.name, target, is_served || may_be_served);
    let mut findings: Vec<Finding> = targets.iter().filter_map(flawed).collect();
    if is_served {
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
fn flawed(domain: &str, target: &Target, others_work: bool) -> Option<Finding> {
    let verdict = if others_work { Verdict::Warning } else { Verdict::Failed };
    let (verdict, text, fix) = match target.flaw? {
        Flaw::Null => (Verdict::Warning, "mx-target-null", "mx-target-null-fix"),
        Flaw::Localhost => (verdict, "mx-target-localhost", "mx-target-fix"),
        Flaw::Literal => (verdict, "mx-target-literal", "mx-target-fix"),
        Flaw::NoAddress => (verdict, "mx-target-no-address", "mx-target-no-address-fix"),
        Flaw::Private => (verdict, "mx-target-private", "mx-target-fix"),
        Flaw::Alias => (Verdict::Warning, "mx-target-alias", "mx-target-alias-fix"),
        Flaw::Unknown(fault) => return target.addresses.as_ref().map(|addresses| unanswered(&addresses.v4, fault)),
    };
    let (host, canonical) = (&target.host.name, target.canonical_name());
    let shown =
        target.addresses.as_ref().and_then(|addresses| addresses.all().next()).map_or_else(String::new, |address| address.to_string());
    let fix = Fix::new(fix).with("host", host).with("canonical", canonical).with("preference", target.host.preference);
    let fix = match target.flaw {
        Some(Flaw::Alias) => fix.publish(domain, "MX", format!("{} {canonical}.", target.host.preference)),
        _ => fix,
    };
    let finding = Finding::new(verdict, text).with("host", host).with("canonical", canonical).with("address", shown);
    let evidence = target.addresses.as_ref().map(HostAddresses::evidence).unwrap_or_default();
    Some(evidence.into_iter().fold(finding.mended_by(fix), Finding::seen))
}

fn summary(knowledge: &Knowledge, hosts: &MailHosts, targets: &[Target]) -> Finding {
    let names: Vec<&str> = targets.iter().filter(|target| target.works()).map(|target| target.host.name.as_str()).collect();
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
