//! One question to the DNS with its answer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, SystemTime};

/// A type of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// An IPv4 address.
    A,
    /// An IPv6 address.
    Aaaa,
    /// A mail server.
    Mx,
    /// Text.
    Txt,
    /// Another name for this one.
    Cname,
    /// The name of an address.
    Ptr,
    /// A name server.
    Ns,
    /// The start of a zone.
    Soa,
    /// A certificate (RFC 6698).
    Tlsa,
}

impl Kind {
    /// Its name in zone files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::A => "A",
            Kind::Aaaa => "AAAA",
            Kind::Mx => "MX",
            Kind::Txt => "TXT",
            Kind::Cname => "CNAME",
            Kind::Ptr => "PTR",
            Kind::Ns => "NS",
            Kind::Soa => "SOA",
            Kind::Tlsa => "TLSA",
        }
    }
}

/// A question and what came of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Lookup {
    /// The name that was asked for, in ASCII and lower case, without a final dot.
    pub name: String,
    /// The type that was asked for.
    pub kind: Kind,
    /// What was answered.
    pub outcome: Outcome,
    /// Who answered, as it is shown: the address of a resolver.
    pub server: Option<String>,
    /// When it was asked.
    pub at: SystemTime,
    /// Whether the resolver vouches for the answer by DNSSEC (RFC 4035, the AD bit).
    pub is_authentic: bool,
    /// For how long it may be remembered that there is nothing, where the zone says so (RFC 2308 section 5).
    pub absence_ttl: Option<Duration>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Records of the type, and the aliases that led to them.
    Records(Vec<Record>),
    /// The name exists and has no record of the type.
    Empty,
    /// There is no such name (NXDOMAIN).
    NoName,
    /// Nothing that proves anything.
    Fault(Fault),
}

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The resolver could not find out (SERVFAIL): its servers are down, lame or wrongly signed.
    ServerFailure,
    /// The resolver will not answer (REFUSED).
    Refused,
    /// Nobody answered in time.
    Timeout,
    /// Nobody could be reached.
    Unreachable,
    /// What came back is no answer.
    Malformed,
    /// The aliases lead around in a circle, or too far.
    AliasLoop,
    /// The answer is larger than what is read.
    TooLarge,
    /// The name cannot be asked for: a label is empty or too long.
    BadName,
    /// The check has asked as often as it may.
    TooMany,
}

impl Fault {
    /// The name by which the texts choose their words.
    pub fn name(self) -> &'static str {
        match self {
            Fault::ServerFailure => "server-failure",
            Fault::Refused => "refused",
            Fault::Timeout => "timeout",
            Fault::Unreachable => "unreachable",
            Fault::Malformed => "malformed",
            Fault::AliasLoop => "alias-loop",
            Fault::TooLarge => "too-large",
            Fault::BadName => "bad-name",
            Fault::TooMany => "too-many",
        }
    }
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose record it is, in lower case, without a final dot.
    pub owner: String,
    /// For how long it may be remembered.
    pub ttl: Duration,
    /// What it says.
    pub data: Data,
}

/// What a record says. Names are in lower case and without a final dot; the root is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Data {
    /// An IPv4 address.
    A(Ipv4Addr),
    /// An IPv6 address.
    Aaaa(Ipv6Addr),
    /// A mail server; one named by the root alone is none (RFC 7505).
    Mx {
        /// The lowest is tried first.
        preference: u16,
        /// The host.
        exchange: String,
    },
    /// Text, its strings joined without anything between (RFC 7208 section 3.3).
    Txt(Vec<u8>),
    /// Another name.
    Cname(String),
    /// The name of an address.
    Ptr(String),
    /// A name server.
    Ns(String),
    /// The start of a zone: its primary server.
    Soa(String),
    /// A certificate.
    Tlsa {
        /// Which certificates it limits (RFC 6698 section 2.1.1).
        usage: u8,
        /// Whether the whole certificate or its key is meant.
        selector: u8,
        /// How it is compared.
        matching: u8,
        /// What it is compared with.
        data: Vec<u8>,
    },
}

impl Lookup {
    /// A question that had this outcome, asked now, by nobody in particular.
    pub fn of(name: impl Into<String>, kind: Kind, outcome: Outcome) -> Lookup {
        Lookup { name: name.into(), kind, outcome, server: None, at: SystemTime::now(), is_authentic: false, absence_ttl: None }
    }

    /// The records of the type that was asked for, and before them the aliases that led to them.
    pub fn records(&self) -> &[Record] {
        match &self.outcome {
            Outcome::Records(records) => records,
            _ => &[],
        }
    }

    /// The name at which the records were found: the one that was asked for, or where its aliases lead.
    pub fn canonical_name(&self) -> &str {
        let target = self.records().iter().rev().find_map(|record| match &record.data {
            Data::Cname(target) if self.kind != Kind::Cname => Some(target.as_str()),
            _ => None,
        });
        target.unwrap_or(&self.name)
    }

    /// Whether the name is only another one for that of the records.
    pub fn is_alias(&self) -> bool {
        self.canonical_name() != self.name
    }

    /// Why there is no answer.
    pub fn fault(&self) -> Option<Fault> {
        match self.outcome {
            Outcome::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// Whether it is certain that there is no such record: the name or the type does not exist.
    pub fn is_absent(&self) -> bool {
        matches!(self.outcome, Outcome::Empty | Outcome::NoName)
    }

    /// The addresses in it.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.records().iter().filter_map(|record| match record.data {
            Data::A(address) => Some(IpAddr::V4(address)),
            Data::Aaaa(address) => Some(IpAddr::V6(address)),
            _ => None,
        })
    }

    /// The texts in it, bytes that are no UTF-8 replaced.
    pub fn texts(&self) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        self.records().iter().filter_map(|record| match &record.data {
            Data::Txt(text) => Some(String::from_utf8_lossy(text)),
            _ => None,
        })
    }
}
