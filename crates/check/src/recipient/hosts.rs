//! The mail servers of a domain.

use std::net::IpAddr;

use crate::dns::{Data, Dns, Fault, Kind, Lookup, Outcome};

/// More mail servers than these are not looked at; a domain with more than a dozen is a rarity, and one with hundreds is a trap.
pub const MOST_HOSTS: usize = 16;

/// What a domain says of its mail servers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MailHosts {
    /// The answer it was read from.
    pub lookup: Lookup,
    /// What was found.
    pub found: Found,
}

/// Where the mail of a domain goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To these hosts, those tried first in front; at most [`MOST_HOSTS`].
    Hosts(Vec<MailHost>),
    /// Nowhere: it declares that it takes no mail (RFC 7505).
    Null,
    /// To the address of the domain itself, where it has one (RFC 5321 section 5.1).
    Implicit,
    /// There is no such domain.
    NoDomain,
    /// It could not be found out.
    Unknown(Fault),
}

/// One mail server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailHost {
    /// The lowest is tried first.
    pub preference: u16,
    /// Its name; empty where a null MX stands beside others.
    pub name: String,
}

/// Asks for the mail servers of a domain.
pub async fn mail_hosts(dns: &Dns, domain: &str) -> MailHosts {
    let lookup = dns.ask(domain, Kind::Mx).await;
    let found = match &lookup.outcome {
        Outcome::Records(_) => hosts(&lookup),
        Outcome::Empty => Found::Implicit,
        Outcome::NoName => Found::NoDomain,
        Outcome::Fault(fault) => Found::Unknown(*fault),
    };
    MailHosts { lookup, found }
}

fn hosts(lookup: &Lookup) -> Found {
    let host = |data: &Data| match data {
        Data::Mx { preference, exchange } => Some(MailHost { preference: *preference, name: exchange.clone() }),
        _ => None,
    };
    let mut hosts: Vec<MailHost> = lookup.records().iter().filter_map(|record| host(&record.data)).collect();
    hosts.sort();
    hosts.dedup_by(|later, earlier| later.name == earlier.name);
    hosts.truncate(MOST_HOSTS);
    match hosts.as_slice() {
        [] => Found::Implicit,
        [only] if only.name.is_empty() => Found::Null,
        _ => Found::Hosts(hosts),
    }
}

/// The addresses of a host, of both families.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HostAddresses {
    /// The answer about IPv4 addresses.
    pub v4: Lookup,
    /// The answer about IPv6 addresses.
    pub v6: Lookup,
}

impl HostAddresses {
    /// Asks for both at the same time.
    pub async fn of(dns: &Dns, host: &str) -> HostAddresses {
        let (v4, v6) = tokio::join!(dns.ask(host, Kind::A), dns.ask(host, Kind::Aaaa));
        HostAddresses { v4, v6 }
    }

    /// All of them, IPv4 in front.
    pub fn all(&self) -> impl Iterator<Item = IpAddr> {
        self.v4.addresses().chain(self.v6.addresses())
    }

    /// Why it is not known whether there is one: no address was found and a question has no answer.
    pub fn fault(&self) -> Option<Fault> {
        if self.all().next().is_some() { None } else { self.v4.fault().or(self.v6.fault()) }
    }

    /// The answers as evidence: those that say something, or else the first.
    pub fn evidence(&self) -> Vec<Lookup> {
        let telling: Vec<Lookup> =
            [&self.v4, &self.v6].into_iter().filter(|lookup| !lookup.records().is_empty() || lookup.fault().is_some()).cloned().collect();
        if telling.is_empty() { vec![self.v4.clone()] } else { telling }
    }
}

/// Whether a domain takes mail, as far as the DNS tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// It names mail servers.
    Mail,
    /// It has an address and names no mail server; parked domains are so.
    Perhaps,
    /// It does not exist, has no address or says that it takes none.
    Nothing,
    /// It could not be found out.
    Unknown,
}

/// Whether a domain takes mail, with the answers that say so.
pub async fn takes_mail(dns: &Dns, domain: &str) -> (Takes, Vec<Lookup>) {
    let hosts = mail_hosts(dns, domain).await;
    let takes = match hosts.found {
        Found::Hosts(_) => Takes::Mail,
        Found::Null | Found::NoDomain => Takes::Nothing,
        Found::Unknown(_) => Takes::Unknown,
        Found::Implicit => {
            let addresses = HostAddresses::of(dns, domain).await;
            let takes = match (addresses.all().next(), addresses.fault()) {
                (Some(_), _) => Takes::Perhaps,
                (None, Some(_)) => Takes::Unknown,
                (None, None) => Takes::Nothing,
            };
            return (takes, std::iter::once(hosts.lookup).chain(addresses.evidence()).collect());
        }
    };
    (takes, vec![hosts.lookup])
}
