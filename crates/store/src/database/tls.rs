//! Whether and how the way to a PostgreSQL is encrypted.
//!
//! Two kinds of ways are offered, plain and verified: encryption without looking at the certificate would only feel safe.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::{Config, Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::StoreError;

/// What a URL asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    mode: Option<String>,
    authorities: Option<PathBuf>,
}

/// Takes the wish for encryption out of a URL, since the library underneath knows fewer words for it than PostgreSQL does.
pub(super) fn split(url: &str) -> (String, Wish) {
    let mut wish = Wish::default();
    let Some((place, options)) = url.split_once('?') else { return (url.to_owned(), wish) };
    let mut rest = Vec::new();
    for option in options.split('&') {
        match option.split_once('=') {
            Some(("sslmode", mode)) => wish.mode = Some(mode.to_owned()),
            Some(("sslrootcert", path)) => wish.authorities = Some(PathBuf::from(path.replace("%2F", "/").replace("%2f", "/"))),
            _ => rest.push(option),
        }
    }
    let mark = if rest.is_empty() { "" } else { "?" };
    (format!("{place}{mark}{}", rest.join("&")), wish)
}

/// The connector, if the way is to be encrypted; `config` is told so.
pub(super) fn connector(config: &mut Config, wish: &Wish) -> Result<Option<MakeRustlsConnect>, StoreError> {
    match wish.mode.as_deref() {
        Some("require" | "verify-ca" | "verify-full") => {
            config.ssl_mode(SslMode::Require);
            verified(wish).map(Some)
        }
        Some("disable") => Ok(plain(config)),
        None if is_near(config) => Ok(plain(config)),
        None => {
            Err(StoreError::Location("add ?sslmode=verify-full to the URL, or ?sslmode=disable if the network may read along".to_owned()))
        }
        Some(_) => Err(StoreError::Location("sslmode is disable or verify-full".to_owned())),
    }
}

fn plain(config: &mut Config) -> Option<MakeRustlsConnect> {
    config.ssl_mode(SslMode::Disable);
    None
}

/// Whether all hosts are this machine.
fn is_near(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

fn verified(wish: &Wish) -> Result<MakeRustlsConnect, StoreError> {
    let mut roots = RootCertStore::empty();
    match &wish.authorities {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            let fault = |error: &dyn std::fmt::Display| StoreError::File { path: path.clone(), reason: error.to_string() };
            for certificate in CertificateDer::pem_file_iter(path).map_err(|error| fault(&error))? {
                roots.add(certificate.map_err(|error| fault(&error))?).map_err(|error| fault(&error))?;
            }
        }
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| StoreError::Location(error.to_string()))?;
    Ok(MakeRustlsConnect::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(url: &str) -> Result<bool, StoreError> {
        let (url, wish) = split(url);
        let mut config: Config = url.parse().unwrap();
        connector(&mut config, &wish).map(|tls| tls.is_some())
    }

    #[test]
    fn a_way_off_this_machine_is_encrypted_unless_somebody_says_otherwise() {
        assert_eq!(asked("postgres://tuixin@db.example.com/mail?sslmode=verify-full"), Ok(true));
        assert_eq!(asked("postgres://tuixin@db.example.com/mail?connect_timeout=3&sslmode=require"), Ok(true));
        assert_eq!(asked("postgres://tuixin@db.example.com/mail?sslmode=disable"), Ok(false));
        assert_eq!(asked("postgres://tuixin@127.0.0.1/mail"), Ok(false));
        assert_eq!(asked("postgres:///mail?host=/run/postgresql"), Ok(false));
        for refused in ["postgres://tuixin@db.example.com/mail", "postgres://tuixin@db.example.com/mail?sslmode=prefer"] {
            assert!(matches!(asked(refused), Err(StoreError::Location(_))), "{refused}");
        }
        assert!(matches!(asked("postgres://localhost/mail?sslmode=require&sslrootcert=/nowhere.pem"), Err(StoreError::File { .. })));
    }
}
