//! Resolvers on the network.
//!
//! Each server is asked on its own, so that an answer says who gave it.
//! Answers are read here and not by hickory's `Resolver`, which keeps neither the bit of authenticity nor the server, and has a memory of its own.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverOpts};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::xfer::{DnsHandle, FirstAnswer};
use hickory_resolver::proto::op::{DnsRequest, DnsRequestOptions, DnsResponse, Edns, Message, Query};
use hickory_resolver::proto::rr::Name;
use hickory_resolver::{NameServerPool, PoolContext, TlsConfig};
use tokio::time::{Instant, timeout_at};

use super::answer::{self, Reading};
use super::servers::{Server, Servers, ServersError, Transport};
use super::{Asking, Fault, Kind, Lookup, Outcome, Record, Source};
use crate::bounds::Bounds;

/// How many names are asked one after the other to come to the end of aliases that a resolver does not follow itself.
const LONGEST_PURSUIT: usize = 8;

type Pool = NameServerPool<TokioRuntimeProvider>;

/// Resolvers on the network, asked in order until one answers.
pub struct Resolvers {
    servers: Vec<Opened>,
    /// The one that answered last, asked first: whoever does not answer is not waited for again and again.
    preferred: AtomicUsize,
    bounds: Bounds,
}

struct Opened {
    name: String,
    /// By UDP, for resolvers that are spoken to in plain.
    datagrams: Option<Pool>,
    /// By TCP, TLS or HTTPS.
    stream: Pool,
}

impl Resolvers {
    /// Finds the servers; nothing is asked yet.
    pub async fn open(servers: &Servers, bounds: &Bounds) -> Result<Resolvers, ServersError> {
        Resolvers::open_with(servers, bounds, TlsConfig::new().map_err(|_| ServersError::NoTls)?).await
    }

    /// The same with another idea of which certificates are trusted.
    async fn open_with(servers: &Servers, bounds: &Bounds, tls: TlsConfig) -> Result<Resolvers, ServersError> {
        let context = Arc::new(PoolContext::new(options(bounds), tls));
        let mut opened = Vec::new();
        for server in listed(servers)? {
            let address = address(&server).await?;
            opened.push(Opened::of(&server, address, &context));
        }
        Ok(Resolvers { servers: opened, preferred: AtomicUsize::new(0), bounds: bounds.clone() })
    }

    async fn lookup(&self, name: &str, kind: Kind, is_validated: bool) -> Lookup {
        let mut lookup = Lookup::of(name, kind, Outcome::Fault(Fault::AliasLoop));
        let mut aliases: Vec<Record> = Vec::new();
        let mut current = name.to_owned();
        for step in 0..LONGEST_PURSUIT {
            let (reading, server) = self.ask_all(&current, kind, is_validated).await;
            lookup.is_authentic = reading.is_authentic && (step == 0 || lookup.is_authentic);
            lookup.absence_ttl = reading.absence_ttl;
            lookup.server = server;
            lookup.outcome = joined(&mut aliases, reading.outcome, reading.next.is_some());
            match reading.next {
                Some(next) if !aliases.iter().any(|alias| alias.owner == next) => current = next,
                Some(_) => break,
                None => return lookup,
            }
        }
        lookup.outcome = Outcome::Fault(Fault::AliasLoop);
        lookup
    }

    /// Asks the servers in turn until one knows, beginning with the one that knew last.
    async fn ask_all(&self, name: &str, kind: Kind, is_validated: bool) -> (Reading, Option<String>) {
        let first = self.preferred.load(Ordering::Relaxed);
        let mut best: Option<(Reading, Option<String>)> = None;
        for step in 0..self.servers.len() {
            let index = (first + step) % self.servers.len();
            let Some(server) = self.servers.get(index) else { break };
            let reading = self.ask_server(server, name, kind, is_validated).await;
            let rank = rank(&reading.outcome);
            if rank == 0 {
                self.preferred.store(index, Ordering::Relaxed);
                return (reading, Some(server.name.clone()));
            }
            if best.as_ref().is_none_or(|(known, _)| rank < self::rank(&known.outcome)) {
                best = Some((reading, Some(server.name.clone())));
            }
        }
        best.unwrap_or_else(|| (answer::read_error(&NetError::NoConnections), None))
    }

    /// Asks one server, again where it does not answer.
    async fn ask_server(&self, server: &Opened, name: &str, kind: Kind, is_validated: bool) -> Reading {
        let deadline = Instant::now() + self.bounds.lookup;
        let mut reading = answer::read_error(&NetError::Timeout);
        for _ in 0..self.bounds.attempts.max(1) {
            let until = deadline.min(Instant::now() + each(&self.bounds));
            reading = match timeout_at(until, server.ask(name, kind, is_validated)).await {
                Ok(Ok(response)) if response.as_buffer().len() > self.bounds.answer_bytes => answer::read_error(&NetError::Truncated),
                Ok(Ok(response)) => answer::read(name, kind, &response),
                Ok(Err(error)) => answer::read_error(&error),
                Err(_) => answer::read_error(&NetError::Timeout),
            };
            if reading.outcome != Outcome::Fault(Fault::Timeout) {
                break;
            }
        }
        reading
    }
}

impl Source for Resolvers {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        Box::pin(self.lookup(name, kind, true))
    }

    fn ask_unvalidated<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        Box::pin(self.lookup(name, kind, false))
    }
}

impl Opened {
    fn of(server: &Server, address: IpAddr, context: &Arc<PoolContext>) -> Opened {
        let pool = |connection: ConnectionConfig| pool(address, connection, server.port, context);
        let (datagrams, stream) = match &server.transport {
            Transport::Plain => (Some(pool(ConnectionConfig::udp())), pool(ConnectionConfig::tcp())),
            Transport::Tls(name) => (None, pool(ConnectionConfig::tls(name.as_str().into()))),
            Transport::Https(path) => (None, pool(ConnectionConfig::https(server.host.as_str().into(), Some(path.as_str().into())))),
        };
        Opened { name: server.to_string(), datagrams, stream }
    }

    /// Asks by UDP, and by TCP what is cut off there (RFC 1035 section 4.2.1, RFC 7766 section 5).
    async fn ask(&self, name: &str, kind: Kind, is_validated: bool) -> Result<DnsResponse, NetError> {
        let request = request(name, kind, is_validated)?;
        let Some(datagrams) = &self.datagrams else { return self.stream.send(request).first_answer().await };
        match datagrams.send(request.clone()).first_answer().await {
            Ok(response) if response.metadata.truncation => {}
            Err(NetError::Truncated) => {}
            answer => return answer,
        }
        match self.stream.send(request).first_answer().await {
            Err(NetError::Io(_) | NetError::NoConnections | NetError::Timeout) => Err(NetError::Truncated),
            answer => answer,
        }
    }
}

/// An answer is best, then whatever says most about why there is none.
fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Records(_) | Outcome::Empty | Outcome::NoName => 0,
        Outcome::Fault(Fault::AliasLoop | Fault::TooLarge) => 1,
        Outcome::Fault(Fault::ServerFailure) => 2,
        Outcome::Fault(Fault::Refused) => 3,
        Outcome::Fault(Fault::Malformed) => 4,
        Outcome::Fault(Fault::Timeout) => 5,
        Outcome::Fault(_) => 6,
    }
}

/// What was found at the end of aliases, with those that led to it.
fn joined(aliases: &mut Vec<Record>, outcome: Outcome, continues: bool) -> Outcome {
    match outcome {
        Outcome::Records(records) if continues => {
            aliases.extend(records);
            Outcome::Records(Vec::new())
        }
        Outcome::Records(records) => Outcome::Records(aliases.drain(..).chain(records).collect()),
        other => other,
    }
}

fn request(name: &str, kind: Kind, is_validated: bool) -> Result<DnsRequest, NetError> {
    let name = Name::from_labels(name.split('.').map(str::as_bytes))?;
    let mut message = Message::query();
    message.add_query(Query::query(name, answer::record_type(kind)));
    message.metadata.recursion_desired = true;
    // Asks for the bit in the answer without asking for the signatures (RFC 6840 section 5.7).
    message.metadata.authentic_data = true;
    message.metadata.checking_disabled = !is_validated;
    let options = DnsRequestOptions::default();
    let mut edns = Edns::new();
    edns.set_max_payload(options.edns_payload_len).set_version(0);
    message.set_edns(edns);
    Ok(DnsRequest::new(message, options))
}

fn options(bounds: &Bounds) -> ResolverOpts {
    let mut options = ResolverOpts::default();
    options.timeout = each(bounds);
    options.attempts = 1;
    options.num_concurrent_reqs = 1;
    options.max_active_requests = bounds.open_lookups;
    options
}

/// How long a server may take for one attempt.
fn each(bounds: &Bounds) -> Duration {
    let attempts = u32::try_from(bounds.attempts).unwrap_or(u32::MAX).max(1);
    bounds.lookup / attempts
}

fn pool(address: IpAddr, mut connection: ConnectionConfig, port: u16, context: &Arc<PoolContext>) -> Pool {
    connection.port = port;
    let server = NameServerConfig::new(address, true, vec![connection]);
    NameServerPool::from_config([server], context.clone(), TokioRuntimeProvider::default())
}

fn listed(servers: &Servers) -> Result<Vec<Server>, ServersError> {
    match servers {
        Servers::Listed(servers) => Ok(servers.clone()),
        Servers::System => system(),
    }
}

/// The resolvers that the system asks.
fn system() -> Result<Vec<Server>, ServersError> {
    let (config, _) = hickory_resolver::system_conf::read_system_conf().map_err(|_| ServersError::NotFound("system".to_owned()))?;
    let mut servers: Vec<Server> = Vec::new();
    for known in config.name_servers() {
        let port = known.connections.first().map_or(53, |connection| connection.port);
        let server = Server { host: known.ip.to_string(), port, transport: Transport::Plain };
        if !servers.contains(&server) {
            servers.push(server);
        }
    }
    Ok(servers)
}

/// The address of a server, looked up by the system where it has a name.
async fn address(server: &Server) -> Result<IpAddr, ServersError> {
    if let Ok(address) = server.host.parse() {
        return Ok(address);
    }
    let not_found = || ServersError::NotFound(server.host.clone());
    let mut found = tokio::net::lookup_host((server.host.as_str(), server.port)).await.map_err(|_| not_found())?;
    found.next().as_ref().map(SocketAddr::ip).ok_or_else(not_found)
}

#[cfg(test)]
mod tests;
