//! Who may vouch for the certificates of mail servers.

use std::sync::Arc;

use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{self, CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

/// Certificate authorities, and how TLS is spoken.
#[derive(Clone, Debug)]
pub struct Trust {
    pub(super) roots: Arc<RootCertStore>,
    pub(super) provider: Arc<CryptoProvider>,
    pub(super) client: Arc<ClientConfig>,
}

/// A certificate that cannot be an authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAuthority(String);

impl std::fmt::Display for NoAuthority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoAuthority {}

impl Trust {
    /// The authorities that browsers trust, as Mozilla lists them.
    pub fn public() -> Trust {
        Trust::of(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() })
    }

    /// The same and one more, in DER: the authority of a company, or of a test.
    ///
    /// # Errors
    ///
    /// Bytes that are no certificate of an authority.
    pub fn and(&self, authority: &[u8]) -> Result<Trust, NoAuthority> {
        let mut roots = RootCertStore::clone(&self.roots);
        roots.add(CertificateDer::from(authority.to_vec())).map_err(|error| NoAuthority(error.to_string()))?;
        Ok(Trust::of(roots))
    }

    /// How TLS is spoken to whoever has to prove by its certificate that it is who it says.
    pub(crate) fn strict(&self) -> Result<ClientConfig, Error> {
        let versions = ClientConfig::builder_with_provider(self.provider.clone()).with_safe_default_protocol_versions()?;
        Ok(versions.with_root_certificates(self.roots.clone()).with_no_client_auth())
    }

    fn of(roots: RootCertStore) -> Trust {
        let provider = Arc::new(crypto::ring::default_provider());
        #[expect(clippy::expect_used, reason = "fails only where the provider lacks every cipher, and it is compiled in")]
        let versions = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().expect("ring knows TLS");
        let witness = Arc::new(Witness { provider: provider.clone() });
        let client = versions.dangerous().with_custom_certificate_verifier(witness).with_no_client_auth();
        Trust { roots: Arc::new(roots), provider, client: Arc::new(client) }
    }
}

/// Lets every certificate pass, so that it can be looked at; judging it is the matter of [`super::certificate`].
///
/// Nothing confidential is said in these dialogues, and mail itself goes to servers with bad certificates (RFC 7435); that the server has the key of what it shows is verified all the same.
#[derive(Debug)]
struct Witness {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
