//! Where the mail of a domain goes, down to the addresses (RFC 5321 section 5.1).

use std::net::IpAddr;

use futures_util::future::join_all;

use crate::dns::{Dns, Fault, Kind, Lookup};
use crate::recipient::hosts::{Found, HostAddresses, mail_hosts};
use crate::world::{SMTP_PORT, World};

/// With how many hosts of a domain a dialogue is held. Those behind are asked by nobody as long as one before them answers.
const MOST_HOSTS: usize = 5;

/// A host that takes the mail of a domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MailHost {
    /// Its name.
    pub name: String,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Why it is not known whether it has an address.
    pub fault: Option<Fault>,
    /// The answers about its addresses.
    pub lookups: Vec<Lookup>,
    /// The certificates that it pins (RFC 7672).
    pub pins: Lookup,
}

/// Where the mail of a domain goes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Route {
    /// To these hosts, the preferred ones first.
    Hosts {
        /// The hosts.
        hosts: Vec<MailHost>,
        /// The answer that names them.
        lookup: Lookup,
    },
    /// Nowhere, as the domain declares (RFC 7505).
    NullMx(Lookup),
    /// Nowhere: the name does not exist, or has neither a mail server nor an address.
    Nowhere(Lookup),
    /// It could not be found out.
    Unknown(Lookup, Fault),
}

/// Finds out where the mail of a domain goes.
pub async fn route(world: &World, domain: &str) -> Route {
    let dns = world.dns.limited_to(world.bounds.lookups);
    let found = mail_hosts(&dns, domain).await;
    let lookup = found.lookup;
    match found.found {
        Found::Null => Route::NullMx(lookup),
        Found::NoDomain => Route::Nowhere(lookup),
        Found::Unknown(fault) => Route::Unknown(lookup, fault),
        Found::Implicit => implicit(&dns, domain, lookup).await,
        Found::Hosts(named) => {
            let names = named.iter().map(|host| host.name.as_str()).filter(|name| !name.is_empty());
            let hosts = join_all(names.take(MOST_HOSTS).map(|name| host(&dns, name))).await;
            Route::Hosts { hosts, lookup }
        }
    }
}

/// A domain that names no mail server is its own, if it has an address.
async fn implicit(dns: &Dns, domain: &str, lookup: Lookup) -> Route {
    let host = host(dns, domain).await;
    match (host.addresses.is_empty(), host.fault) {
        (true, None) => Route::Nowhere(lookup),
        (true, Some(fault)) => Route::Unknown(host.lookups.into_iter().find(|lookup| lookup.fault().is_some()).unwrap_or(lookup), fault),
        (false, _) => Route::Hosts { hosts: vec![host], lookup },
    }
}

async fn host(dns: &Dns, name: &str) -> MailHost {
    let pins = format!("_{SMTP_PORT}._tcp.{name}");
    let (addresses, pins) = tokio::join!(HostAddresses::of(dns, name), dns.ask(&pins, Kind::Tlsa));
    MailHost { name: name.to_owned(), addresses: addresses.all().collect(), fault: addresses.fault(), lookups: addresses.evidence(), pins }
}
