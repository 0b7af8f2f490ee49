//! Whether the signatures of a mail are whole.
//!
//! `mail-auth` does the cryptography. It gets the keys from what our own [`Dns`] has answered, and a resolver without servers behind it, so that it asks nobody.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, LazyLock};

use mail_auth::common::crypto::CryptoError;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::dkim::DkimError;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::{AuthenticatedMessage, DkimResult, DnsError, Error, MessageAuthenticator, Parameters, ResolverCache, Txt};

use crate::dns::{Dns, Fault, Kind, Lookup};
use crate::sender::ask::ask_all;
use crate::sender::mail::{as_sent, fields, limited};

use super::key::KeyRecord;
use super::signature::Signature;

/// How many signatures of a mail are looked at. Each costs a look-up and a pass over the mail, and honest mails have one to four.
pub const MAX_SIGNATURES: usize = 10;

/// A signature, with what came of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verified {
    /// What the field says.
    pub signature: Signature,
    /// What was answered about its key.
    pub lookup: Lookup,
    /// Why it does not count; none where it is whole.
    pub failure: Option<Failure>,
}

/// Why a signature does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// The field cannot be read, or leaves out what it has to say.
    Malformed,
    /// The algorithm is none that receivers know.
    Unsupported,
    /// `From` is not signed.
    FromUnsigned,
    /// The text was changed on the way.
    BodyChanged,
    /// A signed field was changed on the way, or the key is another one than that which signed.
    HeaderChanged,
    /// It has a date, and that is over.
    Expired,
    /// There is no key.
    NoKey,
    /// The key was withdrawn.
    Revoked,
    /// The key cannot be used.
    BadKey,
    /// The identity is not one of the domain, or not as exactly as the key demands.
    Identity,
    /// Whether there is a key could not be found out.
    Unanswered(Fault),
}

/// Verifies the signatures of a mail, the first ten of them.
pub async fn verify(dns: &Dns, mail: &[u8]) -> Vec<Verified> {
    let mail = as_sent(mail);
    let mail = limited(&mail, "DKIM-Signature", MAX_SIGNATURES);
    let values = fields(&mail, "DKIM-Signature").map(|field| String::from_utf8_lossy(&field.unfolded()).into_owned());
    let signatures: Vec<Signature> = values.map(|value| Signature::parse(&value)).collect();
    if signatures.is_empty() {
        return Vec::new();
    }
    let lookups = ask_all(dns, signatures.iter().map(|signature| (signature.key_name(), Kind::Txt))).await;
    let keys = Keys::of(&signatures, &lookups);
    let seals = verify_seals(&keys, &mail).await;
    let failure = |signature: &Signature, lookup: &Lookup| {
        broken(signature)
            .or_else(|| seals.iter().find(|seal| seal.is_of(signature)).map_or(Some(Failure::Malformed), |seal| seal.failure))
            .map(|failure| key_failure(failure, lookup))
    };
    signatures
        .into_iter()
        .zip(lookups)
        .map(|(signature, lookup)| Verified { failure: failure(&signature, &lookup), signature, lookup })
        .collect()
}

/// What is wrong with a signature before any key is looked at.
fn broken(signature: &Signature) -> Option<Failure> {
    match signature.algorithm.as_str() {
        _ if !signature.faults.is_empty() => Some(Failure::Malformed),
        "rsa-sha256" | "rsa-sha1" | "ed25519-sha256" if !signature.signs_from() => Some(Failure::FromUnsigned),
        "rsa-sha256" | "rsa-sha1" | "ed25519-sha256" => None,
        _ => Some(Failure::Unsupported),
    }
}

/// Tells apart why there is no key.
fn key_failure(failure: Failure, lookup: &Lookup) -> Failure {
    if failure != Failure::NoKey {
        return failure;
    }
    if let Some(fault) = lookup.fault() {
        return Failure::Unanswered(fault);
    }
    match lookup.texts().next().map(|text| KeyRecord::parse(&text)) {
        Some(key) if key.is_revoked => Failure::Revoked,
        Some(_) => Failure::BadKey,
        None => Failure::NoKey,
    }
}

/// What came of the seal of one signature.
struct Seal {
    domain: String,
    selector: String,
    seal: Vec<u8>,
    failure: Option<Failure>,
}

impl Seal {
    fn is_of(&self, signature: &Signature) -> bool {
        self.seal == signature.seal
            && self.domain.eq_ignore_ascii_case(&signature.domain)
            && self.selector.eq_ignore_ascii_case(&signature.selector)
    }
}

/// The verifier, with a resolver that has nobody to ask. Making one reads the certificates of the system, which takes longer than verifying a mail.
static VERIFIER: LazyLock<Option<MessageAuthenticator>> = LazyLock::new(|| {
    let nobody = ResolverConfig::from_parts(None, Vec::new(), Vec::new());
    MessageAuthenticator::new(nobody, ResolverOpts::default()).ok()
});

async fn verify_seals(keys: &Keys, mail: &[u8]) -> Vec<Seal> {
    // Signatures with a length are to be judged like others; that the rest is unsigned is told apart.
    let Some(message) = AuthenticatedMessage::parse_with_opts(mail, None, false) else {
        return Vec::new();
    };
    let Some(authenticator) = VERIFIER.as_ref() else {
        return Vec::new();
    };
    let outputs = authenticator.verify_dkim(Parameters::new(&message).with_txt_cache(keys)).await;
    let seal = |output: &mail_auth::DkimOutput<'_>| {
        let signature = output.signature()?;
        let failure = failure_of(output.result());
        Some(Seal { domain: signature.d.clone(), selector: signature.s.clone(), seal: signature.b.clone(), failure })
    };
    outputs.iter().filter_map(seal).collect()
}

fn failure_of(result: &DkimResult) -> Option<Failure> {
    let error = match result {
        DkimResult::Pass => return None,
        DkimResult::None => return Some(Failure::Malformed),
        DkimResult::Neutral(error) | DkimResult::Fail(error) | DkimResult::PermError(error) | DkimResult::TempError(error) => error,
    };
    Some(match error {
        Error::Dkim(DkimError::FailedBodyHashMatch) => Failure::BodyChanged,
        Error::Dkim(DkimError::SignatureExpired) => Failure::Expired,
        Error::Dkim(DkimError::FailedAuidMatch) => Failure::Identity,
        Error::Dkim(DkimError::RevokedPublicKey) => Failure::Revoked,
        Error::Dkim(DkimError::UnsupportedKeyType) | Error::Crypto(CryptoError::IncompatibleAlgorithms) => Failure::BadKey,
        Error::Dkim(DkimError::UnsupportedAlgorithm | DkimError::UnsupportedCanonicalization) => Failure::Unsupported,
        Error::Crypto(_) => Failure::HeaderChanged,
        Error::Dns(_) => Failure::NoKey,
        _ => Failure::Malformed,
    })
}

/// The keys, by the names under which they are asked for. What is not among them does not exist.
struct Keys(HashMap<Box<str>, Txt>);

impl Keys {
    /// Only keys that we can read are handed on: what cannot be read by one is no key for the other.
    fn of(signatures: &[Signature], lookups: &[Lookup]) -> Keys {
        let mut keys = HashMap::new();
        for (signature, lookup) in signatures.iter().zip(lookups) {
            let readable = lookup.texts().filter(|text| KeyRecord::parse(text).is_usable());
            let key = readable.filter_map(|text| DomainKey::parse(text.as_bytes()).ok()).next();
            if let Some(key) = key {
                keys.insert(format!("{}.", signature.key_name()).into_boxed_str(), Txt::DomainKey(Arc::new(key)));
            }
        }
        Keys(keys)
    }
}

impl ResolverCache<Box<str>, Txt> for Keys {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        Some(self.0.get(name).cloned().unwrap_or(Txt::Error(Error::Dns(DnsError::InvalidRecordType))))
    }

    fn remove<Q>(&self, _: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, _: Box<str>, _: Txt, _: std::time::Instant) {}
}
