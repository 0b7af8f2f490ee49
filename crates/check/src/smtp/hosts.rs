//! Where the mail of a domain goes (RFC 5321 section 5.1).

use std::net::IpAddr;

use tokio::task::JoinSet;

use crate::dns::{Data, Fault, Kind, Lookup};
use crate::world::World;

/// With how many hosts of a domain a dialogue is held. Those behind are asked by nobody as long as one before them answers.
const MOST_HOSTS: usize = 5;

/// A host that takes the mail of a domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MailHost {
    /// Its name.
    pub name: String,
    /// The lowest is tried first.
    pub preference: u16,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Why it may have more addresses than were found.
    pub fault: Option<Fault>,
    /// The questions for its addresses.
    pub lookups: Vec<Lookup>,
}

/// Where the mail of a domain goes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Route {
    /// To these hosts, the preferred ones first.
    Hosts(Vec<MailHost>),
    /// Nowhere, as the domain declares (RFC 7505).
    NullMx(Lookup),
    /// Nowhere: the name does not exist, or has neither a mail server nor an address.
    Nowhere(Lookup),
    /// It could not be found out.
    Unknown(Lookup),
}

/// Finds out where the mail of a domain goes.
pub async fn route(world: &World, domain: &str) -> Route {
    let lookup = world.dns.ask(domain, Kind::Mx).await;
    if lookup.fault().is_some() {
        return Route::Unknown(lookup);
    }
    let mut named = exchanges(&lookup);
    if named.len() == 1 && named.iter().all(|(_, name)| name.is_empty()) {
        return Route::NullMx(lookup);
    }
    named.retain(|(_, name)| !name.is_empty());
    let is_implicit = named.is_empty();
    if is_implicit {
        named.push((0, lookup.name.clone()));
    }
    named.truncate(MOST_HOSTS);
    let hosts = find_addresses(world, named).await;
    // A domain without a mail server is its own, if it has an address (RFC 5321 section 5.1).
    match hosts.first() {
        Some(host) if is_implicit && host.addresses.is_empty() => match host.lookups.iter().find(|lookup| lookup.fault().is_some()) {
            Some(failed) => Route::Unknown(failed.clone()),
            None => Route::Nowhere(lookup),
        },
        _ => Route::Hosts(hosts),
    }
}

/// The mail servers of an answer, the preferred ones first.
fn exchanges(lookup: &Lookup) -> Vec<(u16, String)> {
    let records = lookup.records().iter().filter_map(|record| match &record.data {
        Data::Mx { preference, exchange } => Some((*preference, exchange.clone())),
        _ => None,
    });
    let mut named: Vec<(u16, String)> = records.collect();
    named.sort();
    named.dedup_by(|one, other| one.1 == other.1);
    named
}

async fn find_addresses(world: &World, named: Vec<(u16, String)>) -> Vec<MailHost> {
    let mut questions = JoinSet::new();
    for (place, (preference, name)) in named.into_iter().enumerate() {
        let dns = world.dns.clone();
        questions.spawn(async move {
            let (four, six) = tokio::join!(dns.ask(&name, Kind::A), dns.ask(&name, Kind::Aaaa));
            let addresses = four.addresses().chain(six.addresses()).collect();
            let fault = four.fault().or(six.fault());
            (place, MailHost { name, preference, addresses, fault, lookups: vec![four, six] })
        });
    }
    let mut hosts = questions.join_all().await;
    hosts.sort_by_key(|(place, _)| *place);
    hosts.into_iter().map(|(_, host)| host).collect()
}
