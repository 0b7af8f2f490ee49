//! Certificates that a host pins in the DNS, compared with the one that it shows (RFC 6698, RFC 7672).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ring::digest::{SHA256, SHA512, digest};
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::certificate::Certificate;
use super::hosts::MailHost;
use super::trust::Trust;
use crate::dns::{Data, Lookup};

/// An authority of the host's own choice is pinned (DANE-TA).
const AUTHORITY: u8 = 2;

/// The certificate itself is pinned (DANE-EE).
const ITSELF: u8 = 3;

/// What the pins of a host say of the certificate that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pinned {
    /// It pins none that anybody would believe: none at all, or without signatures.
    Nothing,
    /// It is the one that is pinned; what authorities say of it does not matter then (RFC 7672 section 3.1.1).
    Fits,
    /// It is another one: whoever honours the pins does not deliver.
    Differs,
}

/// Whether the pins of a host count: they and the answer that names the host are signed (RFC 7672 section 2.2.1), and one of them is usable.
pub(super) fn count(host: &MailHost, mx: &Lookup) -> bool {
    mx.is_authentic && host.pins.is_authentic && host.pins.records().iter().any(|record| is_usable(&record.data))
}

fn is_usable(data: &Data) -> bool {
    let Data::Tlsa { usage, selector, matching, .. } = data else { return false };
    matches!(*usage, AUTHORITY | ITSELF) && *selector <= 1 && *matching <= 2
}

/// Compares the certificate that a host shows with its pins.
pub(super) fn compare(host: &MailHost, mx: &Lookup, certificate: &Certificate, trust: &Trust) -> Pinned {
    if !count(host, mx) {
        return Pinned::Nothing;
    }
    let mut pins = host.pins.records().iter().map(|record| &record.data);
    if pins.any(|pin| fits(pin, host, certificate, trust)) { Pinned::Fits } else { Pinned::Differs }
}

fn fits(pin: &Data, host: &MailHost, certificate: &Certificate, trust: &Trust) -> bool {
    let Data::Tlsa { usage, selector, matching, data } = pin else { return false };
    let is_it = |link: &Vec<u8>| selected(link, *selector).and_then(|part| digested(&part, *matching)).is_some_and(|found| found == *data);
    match *usage {
        ITSELF => certificate.chain.first().is_some_and(is_it),
        AUTHORITY => certificate.chain.iter().skip(1).any(|link| is_it(link) && leads_to(certificate, link, &host.name, trust)),
        _ => false,
    }
}

/// The whole certificate or its key (RFC 6698 section 2.1.2).
fn selected(certificate: &[u8], selector: u8) -> Option<Vec<u8>> {
    match selector {
        0 => Some(certificate.to_vec()),
        1 => X509Certificate::from_der(certificate).ok().map(|(_, parsed)| parsed.public_key().raw.to_vec()),
        _ => None,
    }
}

/// What is compared (RFC 6698 section 2.1.3).
fn digested(part: &[u8], matching: u8) -> Option<Vec<u8>> {
    match matching {
        0 => Some(part.to_vec()),
        1 => Some(digest(&SHA256, part).as_ref().to_vec()),
        2 => Some(digest(&SHA512, part).as_ref().to_vec()),
        _ => None,
    }
}

/// Whether a pinned authority vouches for the certificate, and the certificate is for the host (RFC 7672 section 3.2.2).
fn leads_to(certificate: &Certificate, authority: &[u8], host: &str, trust: &Trust) -> bool {
    let chain: Vec<CertificateDer<'_>> = certificate.chain.iter().map(|link| CertificateDer::from(link.as_slice())).collect();
    let Some((own, others)) = chain.split_first() else { return false };
    let mut roots = RootCertStore::empty();
    let (Ok(()), Ok(parsed), Ok(name)) =
        (roots.add(CertificateDer::from(authority.to_vec())), ParsedCertificate::try_from(own), ServerName::try_from(host.to_owned()))
    else {
        return false;
    };
    let now = UnixTime::since_unix_epoch(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO));
    let algorithms = trust.provider.signature_verification_algorithms.all;
    verify_server_name(&parsed, &name).is_ok()
        && verify_server_cert_signed_by_trust_anchor(&parsed, &roots, others, now, algorithms).is_ok()
}
