//! Why a dialogue ended before its end.

use std::io::ErrorKind;

/// What kept a dialogue from going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trouble {
    /// The host has no address.
    NoAddress,
    /// The host has only addresses that may not be connected to.
    OutOfReach,
    /// Nobody listens on the port.
    ConnectionRefused,
    /// No connection came about in time.
    ConnectTimeout,
    /// No way leads to the address.
    Unreachable,
    /// The server did not answer in time.
    Silence,
    /// The server answered so slowly that the whole dialogue ran out of time.
    Drip,
    /// The reply was longer than what is read of one.
    Flood,
    /// The server hung up.
    Dropped,
    /// What came is no reply (RFC 5321 section 4.2).
    NoReply,
}

impl Trouble {
    /// What an error of the connection means.
    pub(super) fn of(error: &std::io::Error) -> Trouble {
        match error.kind() {
            ErrorKind::ConnectionRefused => Trouble::ConnectionRefused,
            ErrorKind::TimedOut => Trouble::ConnectTimeout,
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable | ErrorKind::NetworkDown => {
                Trouble::Unreachable
            }
            _ => Trouble::Dropped,
        }
    }

    /// The text that tells it.
    pub(super) fn text(self) -> &'static str {
        match self {
            Trouble::NoAddress => "smtp-no-address",
            Trouble::OutOfReach => "smtp-out-of-reach",
            Trouble::ConnectionRefused => "smtp-connection-refused",
            Trouble::ConnectTimeout => "smtp-connect-timeout",
            Trouble::Unreachable => "smtp-unreachable",
            Trouble::Silence => "smtp-silence",
            Trouble::Drip => "smtp-drip",
            Trouble::Flood => "smtp-flood",
            Trouble::Dropped => "smtp-dropped",
            Trouble::NoReply => "smtp-no-reply",
        }
    }

    /// Whether it proves that the host takes no mail now. Silence may be the network's, and a bound is ours.
    pub(super) fn is_proof(self) -> bool {
        matches!(self, Trouble::NoAddress | Trouble::ConnectionRefused | Trouble::NoReply)
    }
}

/// Why encryption did not come about although it was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TlsTrouble {
    /// The server knows only versions before TLS 1.2, which RFC 8996 puts out of use.
    LegacyOnly,
    /// Both sides know TLS and no method of it in common.
    NothingInCommon,
    /// What came is not TLS.
    NoTls,
    /// The certificate is so broken that its key cannot be read.
    BadCertificate,
    /// Clear text stood behind the reply to `STARTTLS`, where anybody could have put it (CVE-2011-0411).
    Injected,
    /// The connection ended, fell silent or flooded.
    Lost(Trouble),
    /// Something else, in the words of the library.
    Other(String),
}

impl TlsTrouble {
    /// The text that tells it.
    pub(super) fn text(&self) -> &'static str {
        match self {
            TlsTrouble::LegacyOnly => "tls-legacy-only",
            TlsTrouble::NothingInCommon => "tls-nothing-in-common",
            TlsTrouble::NoTls => "tls-no-tls",
            TlsTrouble::BadCertificate => "tls-bad-certificate",
            TlsTrouble::Injected => "tls-injected",
            TlsTrouble::Lost(_) => "tls-lost",
            TlsTrouble::Other(_) => "tls-failed",
        }
    }
}
