//! Mails signed by a key that is made for the test.

use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;

/// A mail as it is before it is signed.
pub const MAIL: &str =
    "From: Li Lei <lilei@example.com>\r\nTo: han@example.net\r\nSubject: Lunch\r\nDate: Mon, 2 Mar 2026 12:00:00 +0800\r\n\r\nNoodles?\r\n";

/// A domain with its key.
pub struct Signer {
    key: Vec<u8>,
    domain: &'static str,
}

/// What may be different in a signature.
#[derive(Clone, Copy, Default)]
pub struct Manner {
    pub has_length: bool,
    pub leaves_out_from: bool,
}

impl Signer {
    pub fn of(domain: &'static str) -> Signer {
        Signer { key: Ed25519Key::generate_pkcs8().unwrap(), domain }
    }

    /// The public key in the form of a record.
    pub fn public_key(&self) -> String {
        data_encoding::BASE64.encode(&self.key().public_key())
    }

    /// The line of a zone that publishes the key.
    pub fn zone(&self) -> String {
        format!("s1._domainkey.{} TXT v=DKIM1; k=ed25519; p={}\n", self.domain, self.public_key())
    }

    pub fn sign(&self, mail: &str, manner: Manner) -> String {
        let fields: &[&str] = if manner.leaves_out_from { &["To", "Subject"] } else { &["From", "To", "Subject", "Date"] };
        let signer = DkimSigner::from_key(self.key()).domain(self.domain).selector("s1").headers(fields.iter().copied());
        let signer = signer.body_length(manner.has_length);
        format!("{}{mail}", signer.sign(mail.as_bytes()).unwrap().to_header())
    }

    fn key(&self) -> Ed25519Key {
        Ed25519Key::from_pkcs8_maybe_unchecked_der(&self.key).unwrap()
    }
}
