//! The encryption of a dialogue (RFC 3207).

use std::net::SocketAddr;
use std::time::SystemTime;

use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{AlertDescription, Error, PeerIncompatible};

use super::certificate::Certificate;
use super::reply::Reply;
use super::transcript::Transcript;
use super::trouble::{TlsTrouble, Trouble};
use super::wire::Wire;
use crate::world::World;

/// How the encryption of a dialogue went.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Encryption {
    /// The dialogue did not come to it.
    #[default]
    NotReached,
    /// The server does not offer it.
    NotOffered,
    /// The server offers it and refuses the command.
    Refused(Reply),
    /// The handshake failed.
    Broken(TlsTrouble),
    /// It works.
    Established {
        /// The version, such as `TLSv1.3`.
        version: String,
        /// The certificate; none where a server has none, which only odd methods allow.
        certificate: Option<Certificate>,
    },
}

/// Goes over to TLS. The connection is gone where that failed.
pub(super) async fn shake(
    wire: Wire,
    world: &World,
    host: &str,
    address: Option<SocketAddr>,
    transcript: &mut Transcript,
) -> (Option<Wire>, Encryption) {
    let Some(name) = server_name(host, address) else { return (None, Encryption::NotReached) };
    match wire.encrypt(world.trust.client.clone(), name.clone()).await {
        Err(error) => {
            transcript.fault(format!("TLS startup failed: {error}"));
            (None, Encryption::Broken(tls_trouble(&error)))
        }
        Ok(wire) => {
            let encryption = established(&wire, &name, world);
            show(&encryption, transcript);
            transcript.encrypted();
            (Some(wire), encryption)
        }
    }
}

/// The name that a certificate has to be for: the host's, or for one without a proper name its address.
fn server_name(host: &str, address: Option<SocketAddr>) -> Option<ServerName<'static>> {
    ServerName::try_from(host.to_owned()).ok().or_else(|| address.map(|address| ServerName::IpAddress(address.ip().into())))
}

fn established(wire: &Wire, name: &ServerName<'_>, world: &World) -> Encryption {
    let connection = wire.encryption();
    let version = connection.and_then(|connection| connection.protocol_version());
    let version = version.and_then(|version| version.as_str()).unwrap_or_default().replace('_', ".");
    let chain = connection.and_then(|connection| connection.peer_certificates()).unwrap_or_default();
    let certificate = Certificate::judge(chain, name, &world.trust, SystemTime::now());
    Encryption::Established { version, certificate }
}

fn show(encryption: &Encryption, transcript: &mut Transcript) {
    let Encryption::Established { version, certificate } = encryption else { return };
    transcript.event(format!("TLS started with {version}"));
    if let Some(certificate) = certificate {
        transcript.event(format!("TLS peer subject {:?}, issuer {:?}", certificate.subject, certificate.issuer));
        transcript.event(format!("TLS peer names {}", certificate.names.join(" ")));
    }
}

/// What the failure of a handshake means.
fn tls_trouble(error: &std::io::Error) -> TlsTrouble {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(Error::AlertReceived(AlertDescription::ProtocolVersion)) => TlsTrouble::LegacyOnly,
        Some(Error::PeerIncompatible(
            PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig | PeerIncompatible::ServerDoesNotSupportTls12Or13,
        )) => TlsTrouble::LegacyOnly,
        Some(Error::AlertReceived(AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity)) => {
            TlsTrouble::NothingInCommon
        }
        Some(Error::PeerIncompatible(_)) => TlsTrouble::NothingInCommon,
        Some(Error::InvalidMessage(_)) => TlsTrouble::NoTls,
        Some(Error::InvalidCertificate(_)) => TlsTrouble::BadCertificate,
        Some(other) => TlsTrouble::Other(other.to_string()),
        None if error.kind() == std::io::ErrorKind::TimedOut => TlsTrouble::Lost(Trouble::Silence),
        None => TlsTrouble::Lost(Trouble::of(error)),
    }
}
