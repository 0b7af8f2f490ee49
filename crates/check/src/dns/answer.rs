//! What an answer of a resolver means.

use std::time::Duration;

use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::{DnsResponse, ResponseCode};
use hickory_resolver::proto::rr::{self, Name, RData, RecordType};

use super::{Data, Fault, Kind, Outcome, Record};

/// What one answer brought.
pub(super) struct Reading {
    pub outcome: Outcome,
    /// The name that has to be asked next, where the answer ends with an alias and tells nothing of what it stands for.
    pub next: Option<String>,
    pub is_authentic: bool,
    pub absence_ttl: Option<Duration>,
}

/// Reads an answer about a name.
pub(super) fn read(name: &str, kind: Kind, response: &DnsResponse) -> Reading {
    let answers: Vec<Record> = response.answers.iter().filter_map(record).collect();
    let is_authentic = response.metadata.authentic_data;
    let absence_ttl = response.negative_ttl().map(|seconds| Duration::from_secs(seconds.into()));
    let (outcome, next) = match chain(name, kind, &answers) {
        Err(fault) => (Outcome::Fault(fault), None),
        Ok(chain) => judge(chain, response.metadata.response_code, absence_ttl.is_some()),
    };
    Reading { outcome, next, is_authentic, absence_ttl }
}

/// Reads why there is no answer, or an answer that says there is nothing.
pub(super) fn read_error(error: &NetError) -> Reading {
    let mut reading = Reading { outcome: Outcome::Empty, next: None, is_authentic: false, absence_ttl: None };
    match error {
        NetError::Dns(DnsError::NoRecordsFound(nothing)) => {
            reading.absence_ttl = nothing.negative_ttl.map(|seconds| Duration::from_secs(seconds.into()));
            if nothing.response_code == ResponseCode::NXDomain {
                reading.outcome = Outcome::NoName;
            } else if nothing.ns.is_some() && nothing.soa.is_none() {
                // A referral: whoever was asked is no resolver and does not know.
                reading.outcome = Outcome::Fault(Fault::Malformed);
            }
        }
        error => reading.outcome = Outcome::Fault(fault(error)),
    }
    reading
}

fn fault(error: &NetError) -> Fault {
    match error {
        NetError::Dns(DnsError::ResponseCode(ResponseCode::ServFail)) => Fault::ServerFailure,
        NetError::Dns(DnsError::ResponseCode(ResponseCode::Refused | ResponseCode::NotAuth)) => Fault::Refused,
        NetError::Timeout | NetError::Busy => Fault::Timeout,
        NetError::Truncated => Fault::TooLarge,
        NetError::Io(_) | NetError::NoConnections | NetError::RustlsError(_) | NetError::H2(_) => Fault::Unreachable,
        _ => Fault::Malformed,
    }
}

/// The aliases from a name on, and the records at their end.
struct Chain {
    records: Vec<Record>,
    end: String,
    has_answer: bool,
}

/// Follows the aliases in an answer. Records that belong to no name on the way are not believed (RFC 2181 section 5.4.1).
fn chain(name: &str, kind: Kind, answers: &[Record]) -> Result<Chain, Fault> {
    let mut chain = Chain { records: Vec::new(), end: name.to_owned(), has_answer: false };
    // Every alias is followed once; more steps than records is a circle.
    for _ in 0..=answers.len() {
        let here = || answers.iter().filter(|record| record.owner == chain.end);
        let found: Vec<Record> = here().filter(|record| is_of(kind, &record.data)).cloned().collect();
        if !found.is_empty() {
            chain.records.extend(found);
            chain.has_answer = true;
            return Ok(chain);
        }
        let alias = here().find_map(|record| match &record.data {
            Data::Cname(target) => Some((record.clone(), target.clone())),
            _ => None,
        });
        let Some((record, target)) = alias else { return Ok(chain) };
        chain.records.push(record);
        chain.end = target;
    }
    Err(Fault::AliasLoop)
}

fn judge(chain: Chain, code: ResponseCode, has_authority: bool) -> (Outcome, Option<String>) {
    if chain.has_answer {
        return (Outcome::Records(chain.records), None);
    }
    match code {
        // The code is about the last name of the chain (RFC 6604 section 3).
        ResponseCode::NXDomain => (Outcome::NoName, None),
        _ if !chain.records.is_empty() && !has_authority => (Outcome::Records(chain.records), Some(chain.end)),
        _ => (Outcome::Empty, None),
    }
}

/// Whether data are of a type.
pub(super) fn is_of(kind: Kind, data: &Data) -> bool {
    matches!(
        (kind, data),
        (Kind::A, Data::A(_))
            | (Kind::Aaaa, Data::Aaaa(_))
            | (Kind::Mx, Data::Mx { .. })
            | (Kind::Txt, Data::Txt(_))
            | (Kind::Cname, Data::Cname(_))
            | (Kind::Ptr, Data::Ptr(_))
            | (Kind::Ns, Data::Ns(_))
            | (Kind::Soa, Data::Soa(_))
            | (Kind::Tlsa, Data::Tlsa { .. })
    )
}

/// The type as it is asked for.
pub(super) fn record_type(kind: Kind) -> RecordType {
    match kind {
        Kind::A => RecordType::A,
        Kind::Aaaa => RecordType::AAAA,
        Kind::Mx => RecordType::MX,
        Kind::Txt => RecordType::TXT,
        Kind::Cname => RecordType::CNAME,
        Kind::Ptr => RecordType::PTR,
        Kind::Ns => RecordType::NS,
        Kind::Soa => RecordType::SOA,
        Kind::Tlsa => RecordType::TLSA,
    }
}

fn record(record: &rr::Record) -> Option<Record> {
    let data = data(&record.data)?;
    Some(Record { owner: text(&record.name), ttl: Duration::from_secs(record.ttl.into()), data })
}

fn data(data: &RData) -> Option<Data> {
    Some(match data {
        RData::A(address) => Data::A(address.0),
        RData::AAAA(address) => Data::Aaaa(address.0),
        RData::MX(mx) => Data::Mx { preference: mx.preference, exchange: text(&mx.exchange) },
        RData::TXT(txt) => Data::Txt(txt.txt_data.concat()),
        RData::CNAME(name) => Data::Cname(text(name)),
        RData::PTR(name) => Data::Ptr(text(name)),
        RData::NS(name) => Data::Ns(text(name)),
        RData::SOA(soa) => Data::Soa(text(&soa.mname)),
        RData::TLSA(tlsa) => Data::Tlsa {
            usage: tlsa.cert_usage.into(),
            selector: tlsa.selector.into(),
            matching: tlsa.matching.into(),
            data: tlsa.cert_data.clone(),
        },
        _ => return None,
    })
}

/// A name as it is compared and shown. Bytes that are no letters are kept where they are UTF-8, so that a name asked for is found again.
fn text(name: &Name) -> String {
    let labels: Vec<_> = name.iter().map(|label| String::from_utf8_lossy(label).to_ascii_lowercase()).collect();
    labels.join(".")
}
