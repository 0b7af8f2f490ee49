//! Whether a mechanism matches a host (RFC 7208 section 5).

use std::net::IpAddr;

use crate::dns::{self, Data, Kind, Lookup, Outcome};

use super::domain_name::{as_asked, can_be_asked, is_within};
use super::evaluate::{Evaluator, SpfResult, is_matched_at_once};
use super::fault::Problem;
use super::macros::reverse_name;
use super::record::{Directive, Hosts, Mechanism};
use super::trace::StepKind;

/// How many mail servers of a domain, and names of an address, are looked up (section 4.6.4).
pub(super) const MAX_HOSTS: usize = 10;

/// What a mechanism was compared with.
#[derive(Default)]
struct Comparison {
    target: String,
    seen: Vec<String>,
    lookups: Vec<Lookup>,
}

impl Evaluator<'_> {
    /// The result of a directive; none when it does not match.
    pub(super) async fn compare(&mut self, directive: &Directive, domain: &str, depth: usize) -> Result<Option<SpfResult>, Problem> {
        let mut comparison = Comparison::default();
        let matched = self.is_matched(directive, domain, depth, &mut comparison).await;
        let result = matches!(matched, Ok(true)).then(|| directive.qualifier.into());
        let Comparison { target, seen, lookups } = comparison;
        let step = StepKind::Compare { term: directive.text.clone(), target, seen, result };
        self.note(depth, &as_asked(domain), step, lookups);
        matched?;
        Ok(result)
    }

    async fn is_matched(&mut self, directive: &Directive, domain: &str, depth: usize, into: &mut Comparison) -> Result<bool, Problem> {
        let term = &directive.text;
        match &directive.mechanism {
            Mechanism::Include(target) => return self.include(term, target, domain, depth).await,
            mechanism if mechanism.asks() => self.count(term)?,
            mechanism => return Ok(is_matched_at_once(mechanism, self.ip)),
        }
        into.target = match directive.mechanism.target() {
            Some(target) => as_asked(&self.fill_in(target, domain).await),
            None => as_asked(domain),
        };
        if !can_be_asked(&into.target) {
            return Ok(false);
        }
        match &directive.mechanism {
            Mechanism::A(hosts) => self.is_address_of(term, &into.target.clone(), hosts, into).await,
            Mechanism::Mx(hosts) => self.is_mail_server(term, hosts, into).await,
            Mechanism::Ptr(_) => self.is_named(term, into).await,
            _ => self.exists(term, into).await,
        }
    }

    async fn is_address_of(&mut self, term: &str, name: &str, hosts: &Hosts, into: &mut Comparison) -> Result<bool, Problem> {
        let lookup = self.addresses(name).await;
        let addresses: Vec<IpAddr> = lookup.addresses().collect();
        into.seen.extend(addresses.iter().map(IpAddr::to_string));
        let answered = self.answered(term, &lookup);
        into.lookups.push(lookup);
        answered?;
        let prefix = if self.ip.is_ipv4() { hosts.prefix4 } else { hosts.prefix6 };
        Ok(addresses.into_iter().any(|address| is_in_network(self.ip, address, prefix)))
    }

    async fn is_mail_server(&mut self, term: &str, hosts: &Hosts, into: &mut Comparison) -> Result<bool, Problem> {
        let lookup = self.dns.ask(&into.target, Kind::Mx).await;
        let servers = mail_servers(&lookup);
        let answered = self.answered(term, &lookup);
        into.lookups.push(lookup);
        answered?;
        for (index, server) in servers.iter().enumerate() {
            if index >= MAX_HOSTS {
                return Err(Problem::TooManyMailServers { domain: into.target.clone() });
            }
            if can_be_asked(server) && self.is_address_of(term, server, hosts, into).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Any record of type A will do, whatever the address of the host (section 5.7).
    async fn exists(&mut self, term: &str, into: &mut Comparison) -> Result<bool, Problem> {
        let lookup = self.dns.ask(&into.target, Kind::A).await;
        into.seen.extend(lookup.addresses().map(|address| address.to_string()));
        let answered = self.answered(term, &lookup);
        into.lookups.push(lookup);
        answered?;
        Ok(!into.seen.is_empty())
    }

    /// Whether a validated name of the host lies in the domain. A resolver that gives no answer is no match here (section 5.5).
    async fn is_named(&mut self, term: &str, into: &mut Comparison) -> Result<bool, Problem> {
        let lookup = self.dns.ask(&reverse_name(self.ip), Kind::Ptr).await;
        let counted = self.count_void(term, &lookup);
        into.lookups.push(lookup);
        counted?;
        let names = self.validated_names().await;
        into.seen.extend(names.iter().cloned());
        Ok(names.iter().any(|name| is_within(name, &into.target)))
    }

    /// The validated name that a macro stands for: the domain itself, else a name in it, else any (section 7.3).
    pub(super) async fn validated_name(&mut self, domain: &str) -> String {
        let domain = as_asked(domain);
        let names = self.validated_names().await;
        let exact = names.iter().find(|name| **name == domain);
        let within = || names.iter().find(|name| is_within(name, &domain));
        exact.or_else(within).or(names.first()).cloned().unwrap_or_else(|| "unknown".to_owned())
    }

    /// The names of the address that lead back to it. They are asked for once in an evaluation.
    async fn validated_names(&mut self) -> Vec<String> {
        if let Some(names) = &self.names {
            return names.clone();
        }
        let lookup = self.dns.ask(&reverse_name(self.ip), Kind::Ptr).await;
        let mut names = Vec::new();
        for name in pointed_to(&lookup).into_iter().take(MAX_HOSTS) {
            if can_be_asked(&name) && self.addresses(&name).await.addresses().any(|address| address == self.ip) {
                names.push(name);
            }
        }
        self.names = Some(names.clone());
        names
    }

    /// The addresses of a name, of the kind that the host has.
    async fn addresses(&self, name: &str) -> Lookup {
        self.dns.ask(name, if self.ip.is_ipv4() { Kind::A } else { Kind::Aaaa }).await
    }

    /// Whether an answer can be used; that there is nothing is an answer, as long as there are few of them.
    fn answered(&mut self, term: &str, lookup: &Lookup) -> Result<(), Problem> {
        match lookup.outcome {
            Outcome::Fault(dns::Fault::BadName) => Ok(()),
            Outcome::Fault(fault) => Err(Problem::Dns { domain: lookup.name.clone(), fault }),
            _ => self.count_void(term, lookup),
        }
    }
}

/// The mail servers in an answer, the preferred ones first.
pub(super) fn mail_servers(lookup: &Lookup) -> Vec<String> {
    let mut servers: Vec<(u16, &str)> = lookup
        .records()
        .iter()
        .filter_map(|record| match &record.data {
            Data::Mx { preference, exchange } => Some((*preference, exchange.as_str())),
            _ => None,
        })
        .collect();
    servers.sort_by_key(|(preference, _)| *preference);
    servers.into_iter().map(|(_, server)| server.to_owned()).collect()
}

fn pointed_to(lookup: &Lookup) -> Vec<String> {
    let name = |data: &Data| match data {
        Data::Ptr(name) => Some(name.clone()),
        _ => None,
    };
    lookup.records().iter().filter_map(|record| name(&record.data)).collect()
}

/// Whether two addresses agree in their first bits.
pub(super) fn is_in_network(ip: IpAddr, network: IpAddr, prefix: u8) -> bool {
    match (ip, network) {
        (IpAddr::V4(ip), IpAddr::V4(network)) => agree(u128::from(ip.to_bits() ^ network.to_bits()), 32, prefix),
        (IpAddr::V6(ip), IpAddr::V6(network)) => agree(ip.to_bits() ^ network.to_bits(), 128, prefix),
        _ => false,
    }
}

/// Whether none of the first bits differs.
fn agree(difference: u128, width: u8, prefix: u8) -> bool {
    let ignored = u32::from(width.saturating_sub(prefix));
    difference.checked_shr(ignored).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_compared_by_their_first_bits() {
        for (ip, network, prefix, expected) in [
            ("192.0.2.1", "192.0.2.1", 32, true),
            ("192.0.2.1", "192.0.2.0", 32, false),
            ("192.0.2.130", "192.0.2.0", 25, false),
            ("192.0.2.130", "192.0.2.128", 25, true),
            ("203.0.113.1", "192.0.2.0", 0, true),
            ("2001:db8::1", "2001:db8:0:1::", 63, true),
            ("2001:db8::1", "2001:db8:0:1::", 64, false),
            ("2001:db8::1", "fe80::", 0, true),
            ("2001:db8::1", "192.0.2.0", 0, false),
        ] {
            assert_eq!(is_in_network(ip.parse().unwrap(), network.parse().unwrap(), prefix), expected, "{ip} {network}/{prefix}");
        }
    }
}
