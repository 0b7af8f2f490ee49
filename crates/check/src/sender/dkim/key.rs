//! What a key record says (RFC 6376 section 3.6.1).

use data_encoding::BASE64_NOPAD;

use crate::sender::tags::{TagFault, TagFaultKind, Tags, without_blanks};

use super::der::rsa_bits;

/// How many bytes an Ed25519 key has (RFC 8463 section 3).
const ED25519_BYTES: usize = 32;

/// The record of a selector.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyRecord {
    /// `k`: what kind of key it is.
    pub kind: KeyType,
    /// How many bits the key has; none where it cannot be read.
    pub bits: Option<usize>,
    /// Whether `p` is empty: signatures with this selector are void (section 3.6.1).
    pub is_revoked: bool,
    /// `t=y`: the domain is only trying DKIM out.
    pub is_test: bool,
    /// `t=s`: the identity has to be of the very domain.
    pub is_strict: bool,
    /// `h`: the hashes that may be used; any where there are none.
    pub hashes: Vec<String>,
    /// `s`: what the key is for; anything where there is nothing.
    pub services: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<TagFault>,
}

/// What kind of key it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyType {
    /// RSA.
    Rsa,
    /// Ed25519 (RFC 8463).
    Ed25519,
    /// One that receivers do not know.
    Other(String),
}

impl KeyType {
    /// The word used in records.
    pub fn name(&self) -> &str {
        match self {
            KeyType::Rsa => "rsa",
            KeyType::Ed25519 => "ed25519",
            KeyType::Other(name) => name,
        }
    }

    fn of(word: &str) -> KeyType {
        match word.to_ascii_lowercase().as_str() {
            "rsa" => KeyType::Rsa,
            "ed25519" => KeyType::Ed25519,
            _ => KeyType::Other(word.to_owned()),
        }
    }

    fn bits(&self, key: &[u8]) -> Option<usize> {
        match self {
            KeyType::Rsa => rsa_bits(key),
            KeyType::Ed25519 => (key.len() == ED25519_BYTES).then_some(ED25519_BYTES * 8),
            KeyType::Other(_) => None,
        }
    }
}

impl KeyRecord {
    /// Reads a record. The version may be left out; where it is there, it comes first and is `DKIM1`.
    pub fn parse(text: &str) -> KeyRecord {
        let mut tags = Tags::parse(text);
        let kind = tags.value("k").map_or(KeyType::Rsa, KeyType::of);
        let key = tags.value("p").map(without_blanks);
        let decoded = key.as_deref().and_then(decode);
        let flags = words(&tags, "t");
        check_version(&mut tags);
        if key.is_none() {
            tags.faults.push(TagFault { kind: TagFaultKind::Missing, piece: "p".to_owned(), at: text.len() });
        }
        KeyRecord {
            bits: decoded.and_then(|decoded| kind.bits(&decoded)),
            kind,
            is_revoked: key.is_some_and(|key| key.is_empty()),
            is_test: flags.iter().any(|flag| flag == "y"),
            is_strict: flags.iter().any(|flag| flag == "s"),
            hashes: words(&tags, "h"),
            services: words(&tags, "s"),
            faults: tags.faults,
        }
    }

    /// Whether a signature of a mail can be verified with it.
    pub fn is_usable(&self) -> bool {
        self.bits.is_some() && self.faults.is_empty() && self.is_for_mail()
    }

    /// Whether it is for mail.
    pub fn is_for_mail(&self) -> bool {
        self.services.is_empty() || self.services.iter().any(|service| service == "*" || service == "email")
    }

    /// Whether it allows the only hash that still may be used (RFC 8301 section 3.1).
    pub fn allows_sha256(&self) -> bool {
        self.hashes.is_empty() || self.hashes.iter().any(|hash| hash == "sha256")
    }
}

fn check_version(tags: &mut Tags) {
    let Some(version) = tags.get("v").cloned() else { return };
    let is_first = tags.tags.first().is_some_and(|first| first.name == "v");
    let kind = if version.value != "DKIM1" { TagFaultKind::BadValue } else { TagFaultKind::NotFirst };
    if kind == TagFaultKind::BadValue || !is_first {
        tags.faults.push(TagFault { kind, piece: format!("v={}", version.value), at: version.at });
    }
}

/// The words of a list with colons, in lower case.
fn words(tags: &Tags, name: &str) -> Vec<String> {
    let value = tags.value(name).unwrap_or_default();
    value.split(':').map(|word| word.trim().to_ascii_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// Base64 without blanks, with or without its padding.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64_NOPAD.decode(text.trim_end_matches('=').as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let record = KeyRecord::parse(text);
        let faults: Vec<String> = record.faults.iter().map(|fault| format!("{}@{}", fault.kind.name(), fault.at)).collect();
        let mut drawn = vec![record.kind.name().to_owned(), record.bits.map_or_else(|| "-".to_owned(), |bits| bits.to_string())];
        drawn.extend(record.is_revoked.then(|| "revoked".to_owned()));
        drawn.extend(record.is_test.then(|| "test".to_owned()));
        drawn.extend(record.is_strict.then(|| "strict".to_owned()));
        drawn.extend((!record.is_for_mail()).then(|| "not-for-mail".to_owned()));
        drawn.extend((!record.allows_sha256()).then(|| "no-sha256".to_owned()));
        drawn.extend(faults);
        assert_eq!(drawn.join(" "), expected, "{text}");
    }

    #[test]
    fn records_are_read() {
        let key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        for (text, expected) in [
            (format!("v=DKIM1; k=ed25519; p={key}"), "ed25519 256"),
            (format!("k=ed25519; p={}", key.replace('=', "")), "ed25519 256"),
            (format!("v=DKIM1; k=ed25519; p={}", key.replace("CrfV", "Crf V")), "ed25519 256"),
            (format!("v=DKIM1; p={key}"), "rsa -"),
            ("v=DKIM1; p=".to_owned(), "rsa - revoked"),
            (format!("v=DKIM1; k=ed25519; t=y:s; p={key}"), "ed25519 256 test strict"),
            (format!("v=DKIM1; k=ed25519; s=tlsrpt; p={key}"), "ed25519 256 not-for-mail"),
            (format!("v=DKIM1; k=ed25519; s=email; h=sha1; p={key}"), "ed25519 256 no-sha256"),
            (format!("v=DKIM1; k=ed25519; h=sha1 : sha256; p={key}"), "ed25519 256"),
            ("v=DKIM1; k=dsa; p=AAAA".to_owned(), "dsa -"),
            ("v=DKIM1; k=rsa; p=not*base64".to_owned(), "rsa -"),
            ("v=DKIM1; k=rsa".to_owned(), "rsa - missing@14"),
            ("v=DKIM2; p=".to_owned(), "rsa - revoked bad-value@0"),
            ("k=rsa; v=DKIM1; p=".to_owned(), "rsa - revoked not-first@7"),
            ("v=DKIM1 k=rsa p=AAAA".to_owned(), "rsa - bad-value@0 missing@20"),
        ] {
            check(&text, expected);
        }
    }
}
