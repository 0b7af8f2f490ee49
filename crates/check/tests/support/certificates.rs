//! Certificates made for one test: of an authority that the test trusts, of one that nobody knows, of none.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, SupportedProtocolVersion, version};

/// An authority.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub certificate: CertificateDer<'static>,
}

/// What is to be wrong with a certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Age {
    Good,
    Expired,
    NotYet,
}

/// A certificate with its key and the certificates above it.
pub struct Identity {
    pub chain: Vec<CertificateDer<'static>>,
    key: KeyPair,
}

impl Authority {
    pub fn new(name: &str) -> Authority {
        let key = KeyPair::generate().unwrap();
        let parameters = authority_parameters(name);
        let certificate = parameters.self_signed(&key).unwrap().der().clone();
        Authority { issuer: Issuer::new(parameters, key), certificate }
    }

    /// An authority below this one.
    pub fn below(&self, name: &str) -> Authority {
        let key = KeyPair::generate().unwrap();
        let parameters = authority_parameters(name);
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap().der().clone();
        Authority { issuer: Issuer::new(parameters, key), certificate }
    }

    /// A certificate for a host, sent with these above it.
    pub fn identity(&self, host: &str, age: Age, above: &[&Authority]) -> Identity {
        let key = KeyPair::generate().unwrap();
        let own = parameters(host, age).signed_by(&key, &self.issuer).unwrap().der().clone();
        let chain = std::iter::once(own).chain(above.iter().map(|authority| authority.certificate.clone())).collect();
        Identity { chain, key }
    }
}

impl Identity {
    pub fn self_signed(host: &str) -> Identity {
        let key = KeyPair::generate().unwrap();
        let own = parameters(host, Age::Good).self_signed(&key).unwrap().der().clone();
        Identity { chain: vec![own], key }
    }

    /// Settings of a server that shows this certificate.
    pub fn server(&self) -> Arc<ServerConfig> {
        self.server_of(&[&version::TLS13, &version::TLS12])
    }

    pub fn server_of(&self, versions: &[&'static SupportedProtocolVersion]) -> Arc<ServerConfig> {
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).unwrap();
        let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_protocol_versions(versions).unwrap();
        Arc::new(builder.with_no_client_auth().with_single_cert(self.chain.clone(), key).unwrap())
    }

    /// Certificate and key in PEM, for servers that read files.
    pub fn pem(&self) -> (String, String) {
        let chain = self.chain.iter().map(|link| pem("CERTIFICATE", link)).collect();
        (chain, pem("PRIVATE KEY", &self.key.serialize_der()))
    }
}

fn authority_parameters(name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    parameters
}

fn parameters(host: &str, age: Age) -> CertificateParams {
    let mut parameters = CertificateParams::new(vec![host.to_owned()]).unwrap();
    parameters.distinguished_name.push(DnType::CommonName, host);
    match age {
        Age::Good => {}
        Age::Expired => parameters.not_after = date_time_ymd(2020, 1, 1),
        Age::NotYet => parameters.not_before = date_time_ymd(3000, 1, 1),
    }
    parameters
}

fn pem(label: &str, der: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in der.chunks(48) {
        for group in line.chunks(3) {
            let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
            for place in 0..4 {
                let is_filled = place <= group.len();
                text.push(if is_filled { char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize]) } else { '=' });
            }
        }
        text.push('\n');
    }
    text + &format!("-----END {label}-----\n")
}
