//! Certificates that the mail servers of a domain pin in the DNS (RFC 7672).

use std::time::Instant;

use futures_util::future::join_all;

use super::hosts::{Found, mail_hosts};
use super::unanswered;
use crate::dns::{Data, Dns, Fault, Kind, Lookup};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::{SMTP_PORT, World};

/// Checks the mail servers of a domain.
pub async fn check(world: &World, domain: &str) -> Report {
    let began = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let hosts = mail_hosts(&dns, domain).await;
    let names: Vec<String> = match &hosts.found {
        Found::Hosts(hosts) => hosts.iter().map(|host| host.name.clone()).filter(|name| !name.is_empty()).collect(),
        Found::Implicit => vec![domain.to_owned()],
        Found::Null | Found::NoDomain | Found::Unknown(_) => Vec::new(),
    };
    let asked = names.iter().map(|name| tlsa(&dns, name));
    let lookups = join_all(asked).await;
    let findings = match hosts.found {
        Found::Unknown(fault) => vec![unanswered(&hosts.lookup, fault)],
        _ => judge(&names, &lookups, &hosts.lookup),
    };
    let findings = findings.into_iter().map(|finding| finding.with("domain", domain)).collect();
    Report::of(Check::Dane, domain, findings, began.elapsed())
}

/// Asks for what a host pins for its port of mail (RFC 7672 section 2.2.3).
async fn tlsa(dns: &Dns, host: &str) -> Lookup {
    dns.ask(&format!("_{SMTP_PORT}._tcp.{host}"), Kind::Tlsa).await
}

fn judge(names: &[String], lookups: &[Lookup], mx: &Lookup) -> Vec<Finding> {
    let judged = names.iter().zip(lookups).filter_map(|(host, lookup)| of_host(host, lookup, mx));
    let findings: Vec<Finding> = judged.collect();
    if !findings.is_empty() {
        return findings;
    }
    vec![lookups.iter().cloned().fold(Finding::new(Verdict::Passed, "dane-none"), Finding::seen)]
}

fn of_host(host: &str, lookup: &Lookup, mx: &Lookup) -> Option<Finding> {
    let finding = match lookup.fault() {
        // A sender that honours DANE must not deliver where it cannot find out (RFC 7672 section 2.1.2).
        Some(Fault::ServerFailure) => {
            Finding::new(Verdict::Failed, "dane-server-failure").mended_by(Fix::new("dane-server-failure-fix").with("host", host))
        }
        Some(fault) => return Some(unanswered(lookup, fault).with("host", host)),
        None if lookup.is_absent() => return None,
        None => of_records(host, lookup, mx),
    };
    Some(finding.with("host", host).seen(lookup.clone()))
}

fn of_records(host: &str, lookup: &Lookup, mx: &Lookup) -> Finding {
    let usable = lookup.records().iter().filter(|record| is_usable(&record.data)).count();
    if usable == 0 {
        return Finding::new(Verdict::Failed, "dane-unusable").mended_by(Fix::new("dane-unusable-fix").with("host", host));
    }
    if !lookup.is_authentic {
        return Finding::new(Verdict::Warning, "dane-not-authentic");
    }
    // Whoever can forge the MX sends the mail to a host of their own (RFC 7672 section 2.2.1).
    if !mx.is_authentic {
        return Finding::new(Verdict::Warning, "dane-mx-not-authentic").seen(mx.clone());
    }
    Finding::new(Verdict::Passed, "dane-found").with("records", usable)
}

/// Whether a record means something to a sender of mail: DANE-TA or DANE-EE (RFC 7672 section 3.1.3), with a digest as long as its kind.
fn is_usable(data: &Data) -> bool {
    let Data::Tlsa { usage, selector, matching, data } = data else { return false };
    let fits = match matching {
        0 => !data.is_empty(),
        1 => data.len() == 32,
        2 => data.len() == 64,
        _ => false,
    };
    matches!(usage, 2 | 3) && matches!(selector, 0 | 1) && fits
}
