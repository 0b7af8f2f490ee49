//! What the certificate of a mail server says, and what is wrong with it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio_rustls::rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{CertificateError, Error};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use super::shown;
use super::trust::Trust;

/// How many names of a certificate are kept. Those of shared hosts have up to a hundred.
const MOST_NAMES: usize = 100;

/// A certificate with its chain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Certificate {
    /// What the server sent, in DER, its own certificate first.
    pub chain: Vec<Vec<u8>>,
    /// Whom it is for.
    pub subject: String,
    /// Who vouches for it.
    pub issuer: String,
    /// The hosts it is good for (RFC 6125).
    pub names: Vec<String>,
    /// From when it is good, in seconds since 1970.
    pub not_before: i64,
    /// Until when.
    pub not_after: i64,
    /// What is wrong with it; nothing where it is good for the host now.
    pub faults: Vec<CertificateFault>,
}

/// What is wrong with a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateFault {
    /// It is for other hosts.
    WrongName,
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// It vouches for itself.
    SelfSigned,
    /// Its issuer is not known, and the server sent nothing that leads to one that is.
    ChainTooShort,
    /// The chain leads to an authority that nobody knows.
    UnknownIssuer,
    /// It cannot be read.
    Unreadable,
    /// Something else, in the words of the library.
    Other(String),
}

impl Certificate {
    /// Judges what a server sent for a host at a time.
    pub(super) fn judge(chain: &[CertificateDer<'_>], host: &ServerName<'_>, trust: &Trust, at: SystemTime) -> Option<Certificate> {
        let (first, others) = chain.split_first()?;
        let mut certificate = read(first).unwrap_or_else(unreadable);
        certificate.chain = chain.iter().map(|link| link.to_vec()).collect();
        if certificate.faults.is_empty() {
            certificate.find_faults(first, others, host, trust, at);
        }
        Some(certificate)
    }

    fn find_faults(
        &mut self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        trust: &Trust,
        at: SystemTime,
    ) {
        let parsed = match ParsedCertificate::try_from(own) {
            Ok(parsed) => parsed,
            Err(error) => return self.faults.push(CertificateFault::Other(error.to_string())),
        };
        let now = seconds(at);
        if verify_server_name(&parsed, host).is_err() {
            self.faults.push(CertificateFault::WrongName);
        }
        if now > self.not_after {
            self.faults.push(CertificateFault::Expired);
        } else if now < self.not_before {
            self.faults.push(CertificateFault::NotYetValid);
        }
        // Whether the chain is good is another question than whether its time has come, and is asked for a time that is.
        let good = u64::try_from(now.clamp(self.not_before, self.not_after)).unwrap_or_default();
        let algorithms = trust.provider.signature_verification_algorithms.all;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(good));
        if let Err(error) = verify_server_cert_signed_by_trust_anchor(&parsed, &trust.roots, others, time, algorithms) {
            self.faults.push(self.chain_fault(&error, others.is_empty()));
        }
    }

    fn chain_fault(&self, error: &Error, is_alone: bool) -> CertificateFault {
        match error {
            _ if self.subject == self.issuer => CertificateFault::SelfSigned,
            Error::InvalidCertificate(CertificateError::UnknownIssuer) if is_alone => CertificateFault::ChainTooShort,
            Error::InvalidCertificate(CertificateError::UnknownIssuer) => CertificateFault::UnknownIssuer,
            error => CertificateFault::Other(error.to_string()),
        }
    }

    /// How many days it is still good, negative once it is not.
    pub fn days_left(&self, at: SystemTime) -> i64 {
        self.not_after.saturating_sub(seconds(at)).div_euclid(24 * 60 * 60)
    }
}

fn seconds(at: SystemTime) -> i64 {
    at.duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or_default()
}

fn read(der: &CertificateDer<'_>) -> Option<Certificate> {
    let (_, parsed) = X509Certificate::from_der(der).ok()?;
    let alternatives = parsed.subject_alternative_name().ok().flatten();
    let names = alternatives.into_iter().flat_map(|extension| &extension.value.general_names).take(MOST_NAMES);
    Some(Certificate {
        chain: Vec::new(),
        subject: shown::text(&parsed.subject().to_string()),
        issuer: shown::text(&parsed.issuer().to_string()),
        names: names.filter_map(host_name).collect(),
        not_before: parsed.validity().not_before.timestamp(),
        not_after: parsed.validity().not_after.timestamp(),
        faults: Vec::new(),
    })
}

fn unreadable() -> Certificate {
    Certificate {
        chain: Vec::new(),
        subject: String::new(),
        issuer: String::new(),
        names: Vec::new(),
        not_before: 0,
        not_after: 0,
        faults: vec![CertificateFault::Unreadable],
    }
}

fn host_name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some(shown::text(name)),
        GeneralName::IPAddress([a, b, c, d]) => Some(std::net::Ipv4Addr::new(*a, *b, *c, *d).to_string()),
        GeneralName::IPAddress(bytes) => <[u8; 16]>::try_from(*bytes).ok().map(|bytes| std::net::Ipv6Addr::from(bytes).to_string()),
        _ => None,
    }
}
