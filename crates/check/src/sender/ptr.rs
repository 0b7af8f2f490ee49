//! The check `ptr`: whether the address of a sender has a name that leads back to it (RFC 1912 section 2.1), and whose it looks.

use std::net::IpAddr;
use std::time::Instant;

use super::generic::{GenericName, GenericNames};
use super::reverse::{is_asked_about, reverse_name};
use crate::dns::{Data, Kind, Lookup};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// How many names of one address are followed; RFC 7208 section 4.6.4 follows as many.
const MOST_NAMES: usize = 10;

/// The name that a fix proposes where none is known.
const NO_NAME: &str = "mail.example.com";

/// A name of an address, and what the DNS says of it.
struct Named {
    name: String,
    forward: Vec<Lookup>,
    is_confirmed: bool,
}

impl Named {
    /// Whether the addresses of the name could not all be looked up.
    fn is_in_doubt(&self) -> bool {
        self.forward.iter().any(|lookup| lookup.fault().is_some())
    }
}

/// Looks up the name of an address and the address of the name. `wanted` is the name that the host should have, where that is known.
pub async fn check(world: &World, address: IpAddr, wanted: Option<&str>) -> Report {
    let began = Instant::now();
    let findings = if is_asked_about(address, world.reach) {
        findings(world, address, wanted).await
    } else {
        vec![Finding::new(Verdict::Unknown, "ptr-private").with("ip", address)]
    };
    Report::of(Check::Ptr, address.to_string(), findings, began.elapsed())
}

async fn findings(world: &World, address: IpAddr, wanted: Option<&str>) -> Vec<Finding> {
    let dns = world.dns.limited_to(world.bounds.lookups);
    let lookup = dns.ask(&reverse_name(address), Kind::Ptr).await;
    if lookup.fault().is_some() {
        return vec![Finding::new(Verdict::Unknown, "ptr-unknown").with("ip", address).seen(lookup)];
    }
    let names = names(&lookup);
    if names.is_empty() {
        let finding = Finding::new(Verdict::Failed, "ptr-none").with("ip", address).seen(lookup);
        return vec![finding.mended_by(publish(address, wanted.unwrap_or(NO_NAME)))];
    }
    let mut named = Vec::new();
    for name in names.iter().take(MOST_NAMES) {
        named.push(follow(&dns, name, address).await);
    }
    let mut findings = vec![confirmation(address, &named, &lookup)];
    findings.extend(impression(address, &named, wanted));
    if names.len() > 1 {
        let several =
            Finding::new(Verdict::Warning, "ptr-several").with("ip", address).with("count", names.len()).with("names", names.join(", "));
        findings.push(several.seen(lookup).mended_by(Fix::new("ptr-fix-several")));
    }
    findings
}

fn names(lookup: &Lookup) -> Vec<String> {
    let names = lookup.records().iter().filter_map(|record| match &record.data {
        Data::Ptr(name) if !name.is_empty() => Some(name.clone()),
        _ => None,
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}

async fn follow(dns: &crate::dns::Dns, name: &str, address: IpAddr) -> Named {
    let address = address.to_canonical();
    let forward = dns.ask(name, if address.is_ipv4() { Kind::A } else { Kind::Aaaa }).await;
    let is_confirmed = forward.addresses().any(|found| found == address);
    Named { name: name.to_owned(), forward: vec![forward], is_confirmed }
}

/// Whether one of the names leads back to the address.
fn confirmation(address: IpAddr, named: &[Named], reverse: &Lookup) -> Finding {
    let all: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
    let finding = match named.iter().find(|named| named.is_confirmed) {
        Some(confirmed) => Finding::new(Verdict::Passed, "ptr-confirmed").with("name", &confirmed.name),
        None if named.iter().any(Named::is_in_doubt) => Finding::new(Verdict::Unknown, "ptr-in-doubt").with("name", all.join(", ")),
        None => {
            let kind = if address.to_canonical().is_ipv4() { "A" } else { "AAAA" };
            let name = all.first().copied().unwrap_or_default();
            let fix =
                Fix::new("ptr-fix-forward").with("name", name).with("ip", address).publish(name, kind, address.to_canonical().to_string());
            Finding::new(Verdict::Failed, "ptr-unconfirmed").with("name", all.join(", ")).mended_by(fix)
        }
    };
    let finding = finding.with("ip", address).seen(reverse.clone());
    named.iter().flat_map(|named| &named.forward).fold(finding, |finding, lookup| finding.seen(lookup.clone()))
}

/// What receivers think of the host when they see its name.
fn impression(address: IpAddr, named: &[Named], wanted: Option<&str>) -> Option<Finding> {
    let known = GenericNames::embedded();
    let (name, meaning) = named.iter().find_map(|named| known.judge(&named.name, address).map(|meaning| (&named.name, meaning)))?;
    let finding = match meaning {
        GenericName::Dynamic => Finding::new(Verdict::Warning, "ptr-dynamic").mended_by(Fix::new("ptr-fix-dynamic")),
        GenericName::Unset => Finding::new(Verdict::Warning, "ptr-unset").mended_by(publish(address, wanted.unwrap_or(NO_NAME))),
    };
    Some(finding.with("name", name).with("ip", address))
}

/// The record to ask the provider of the address for: only it can publish there.
fn publish(address: IpAddr, name: &str) -> Fix {
    Fix::new("ptr-fix").with("ip", address).with("name", name).publish(reverse_name(address), "PTR", name)
}
