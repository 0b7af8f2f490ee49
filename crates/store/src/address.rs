//! How addresses are kept: in one spelling, and where somebody asked for it only as keyed hashes.
//!
//! With a key, the address columns hold `h:` and a hash, and everything that looks like an address in replies and documents is replaced by its hash as well.
//! Domains stay, because who has to act is found by them.
//! Limits: an address that is written in some other way (packed into another one, encoded, with spaces in it) is not recognised in running text, names of people stay, and the quarantine keeps items as they came.

use ring::digest;
use serde_json::Value as Json;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::id::write_hex;
use crate::record::Delivery;
use crate::settings::{AddressKey, Settings};

/// How many bytes of the hash are kept; RFC 2104 section 5 allows half of it.
const HASH_BYTES: usize = 16;

/// What a kept hash begins with; no address does, since a colon needs quotes there (RFC 5321 section 4.1.2).
const MARK: &str = "h:";

impl Settings {
    /// How an address is kept, and so how it is looked for. What is a hash already stays one.
    pub fn kept_address(&self, address: &str) -> String {
        let spelled = normal(address);
        match &self.address_key {
            Some(key) if !spelled.is_empty() && !spelled.starts_with(MARK) => hashed(key, &spelled),
            _ => spelled,
        }
    }

    /// A hash of an address: by the key where there is one, else a plain one, which hides it from a look but not from somebody who guesses.
    pub fn hashed_address(&self, address: &str) -> String {
        let spelled = normal(address);
        match &self.address_key {
            Some(_) => self.kept_address(&spelled),
            None if spelled.starts_with(MARK) => spelled,
            None => shortened(digest::digest(&digest::SHA256, spelled.as_bytes()).as_ref()),
        }
    }

    /// What tells the key from others without telling anything of it.
    pub(crate) fn key_fingerprint(&self) -> String {
        self.address_key.as_ref().map_or_else(|| IN_CLEAR.to_owned(), |key| hashed(key, "which key this is"))
    }

    /// Brings the addresses of a delivery into the form in which they are kept.
    pub(crate) fn conceal(&self, delivery: &mut Delivery) {
        if let Some(key) = &self.address_key {
            let mask = Mask { key, known: [&delivery.recipient, &delivery.sender].into_iter().flatten().cloned().collect() };
            delivery.document = mask.document(&delivery.document);
            delivery.reply = delivery.reply.as_deref().map(|reply| mask.text(reply));
        }
        for address in [&mut delivery.recipient, &mut delivery.sender].into_iter().flatten() {
            *address = self.kept_address(address);
        }
        for domain in [&mut delivery.recipient_domain, &mut delivery.sender_domain].into_iter().flatten() {
            *domain = normal_domain(domain);
        }
    }
}

/// The fingerprint of no key.
const IN_CLEAR: &str = "none";

/// Refuses another key than that under which the addresses of the database are kept: everybody who is suppressed would be found on no list.
///
/// A database that holds no addresses yet takes the key that comes.
pub(crate) async fn hold_to_key(transaction: &mut Transaction<'_>, fingerprint: &str) -> Result<(), StoreError> {
    let known = transaction.query_one("SELECT fingerprint FROM address_key", &[]).await?;
    let Some(known) = known.map(|mut row| row.take::<String>()).transpose()? else {
        return transaction.execute("INSERT INTO address_key (fingerprint) VALUES ($1)", &[fingerprint.into()]).await.map(drop);
    };
    if known == fingerprint {
        return Ok(());
    }
    for table in ["delivery", "suppression", "suppression_event"] {
        if transaction.query_one(&format!("SELECT 1 FROM {table} LIMIT 1"), &[]).await?.is_some() {
            return Err(StoreError::OtherKey { is_hashed: known != IN_CLEAR });
        }
    }
    transaction.execute("UPDATE address_key SET fingerprint = $1", &[fingerprint.into()]).await.map(drop)
}

/// One spelling of an address. Local parts might differ by case (RFC 5321 section 2.4), and nobody's do.
pub(crate) fn normal(address: &str) -> String {
    // The dot behind a domain only says that it is whole.
    let address = address.trim().trim_start_matches('<').trim_end_matches('>').trim_end_matches('.');
    match address.rsplit_once('@') {
        Some((local, domain)) if !domain.is_ascii() => format!("{}@{}", local.to_lowercase(), normal_domain(domain)),
        _ => address.to_lowercase(),
    }
}

/// One spelling of a domain: A-labels (RFC 5890) in lower case, because nearly all mail names an internationalised domain so.
///
/// No statement of a migration can bring a row into this form, and none has to: no released version kept the other one.
/// What is no domain name in any script stays as it is written, so that it is found as it came.
pub(crate) fn normal_domain(domain: &str) -> String {
    let ascii = if domain.is_ascii() { None } else { idna::domain_to_ascii(domain).ok() };
    ascii.unwrap_or_else(|| domain.to_lowercase())
}

/// The spelling in which people write an address or a domain that the store keeps in A-labels; none where it has no other one.
pub fn in_unicode(kept: &str) -> Option<String> {
    let domain = kept.rsplit_once('@').map_or(kept, |(_, domain)| domain);
    let before = kept.get(..kept.len() - domain.len())?;
    let (unicode, read) = idna::domain_to_unicode(domain);
    (read.is_ok() && unicode != domain).then(|| format!("{before}{unicode}"))
}

/// The beginning of an address as those that begin so are kept: a domain of which a part is missing has no A-labels yet, so it is left out.
pub(crate) fn normal_beginning(prefix: &str) -> String {
    match prefix.rsplit_once('@') {
        Some((local, domain)) if !domain.is_ascii() => normal(&format!("{local}@")),
        _ => normal(prefix),
    }
}

/// Whether a text is a hash as it is kept.
pub(crate) fn is_hash(text: &str) -> bool {
    text.strip_prefix(MARK).is_some_and(|hash| hash.len() == 2 * HASH_BYTES && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn hashed(key: &AddressKey, spelled: &str) -> String {
    shortened(key.sign(spelled).as_ref())
}

fn shortened(hash: &[u8]) -> String {
    let mut text = MARK.to_owned();
    // Writing to a string does not fail.
    let _ = write_hex(hash.get(..HASH_BYTES).unwrap_or(hash), &mut text);
    text
}

struct Mask<'k> {
    key: &'k AddressKey,
    /// Addresses that are hidden however they look.
    known: Vec<String>,
}

impl Mask<'_> {
    /// Hides addresses in all strings of a document; one that is no JSON is taken as a text.
    fn document(&self, document: &str) -> String {
        match serde_json::from_str(document) {
            Ok(mut json) => {
                self.json(&mut json);
                json.to_string()
            }
            Err(_) => self.text(document),
        }
    }

    /// The depth is bounded, because reading JSON bounds it.
    fn json(&self, json: &mut Json) {
        match json {
            Json::String(text) => *text = self.text(text),
            Json::Array(values) => values.iter_mut().for_each(|value| self.json(value)),
            Json::Object(fields) => fields.values_mut().for_each(|value| self.json(value)),
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }

    fn text(&self, text: &str) -> String {
        let known = self.known.iter().filter(|known| !known.is_empty());
        let text = known.fold(text.to_owned(), |text, known| replace(&text, known, &hashed(self.key, &normal(known))));
        self.addresses(&text)
    }

    /// Hides everything around an `@` that looks like an address.
    fn addresses(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('@') {
            let local = before.trim_end_matches(is_local);
            let name = before.get(local.len()..).unwrap_or_default();
            let behind = after.trim_start_matches(is_domain);
            let domain = after.get(..after.len() - behind.len()).unwrap_or_default();
            let host = domain.trim_end_matches(['.', '-']);
            if name.is_empty() || host.is_empty() {
                out.push_str(before);
                out.push('@');
                rest = after;
                continue;
            }
            out.push_str(local);
            out.push_str(&hashed(self.key, &normal(&format!("{name}@{host}"))));
            rest = after.get(host.len()..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }
}

fn is_local(character: char) -> bool {
    character.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(character)
}

fn is_domain(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '.')
}

/// Replaces a text wherever it stands, in whatever case of its ASCII letters.
pub(crate) fn replace(text: &str, what: &str, with: &str) -> String {
    let (lower, what_lower) = (text.to_ascii_lowercase(), what.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, found) in lower.match_indices(&what_lower) {
        out.push_str(text.get(end..at).unwrap_or_default());
        out.push_str(with);
        end = at + found.len();
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings { address_key: Some(AddressKey::new(b"a key for tests only").unwrap()), ..Settings::default() }
    }

    #[test]
    fn an_address_is_kept_in_one_spelling() {
        let plain = Settings::default();
        assert_eq!(plain.kept_address(" <Alice@Example.COM> "), "alice@example.com");
        let hash = settings().kept_address("Alice@Example.COM");
        assert_eq!(hash, settings().kept_address("alice@example.com"));
        assert_eq!(hash, settings().kept_address(&hash));
        assert_ne!(hash, settings().kept_address("alice@example.net"));
        assert!(hash.starts_with("h:") && hash.len() == 34, "{hash}");
    }

    #[test]
    fn an_internationalised_domain_has_one_spelling() {
        let plain = Settings::default();
        for (address, expected) in [
            ("用户@例子.中国", "用户@xn--fsqu00a.xn--fiqs8s"),
            ("<用户@例子。中国>", "用户@xn--fsqu00a.xn--fiqs8s"),
            ("用户@XN--FSQU00A.XN--fiqs8s", "用户@xn--fsqu00a.xn--fiqs8s"),
            ("Bob@BÜCHER.example", "bob@xn--bcher-kva.example"),
            ("bob@Example.com.", "bob@example.com"),
            ("\"a@ü\"@example.com", "\"a@ü\"@example.com"),
            ("bob@xn--ü.example", "bob@xn--ü.example"),
        ] {
            assert_eq!(plain.kept_address(address), expected, "{address}");
            assert_eq!(settings().kept_address(address), settings().kept_address(expected), "{address}");
        }
        let mut delivery = Delivery {
            recipient: Some("用户@例子.中国".to_owned()),
            reply: Some("550 5.1.1 <用户@例子.中国> <用户@xn--fsqu00a.xn--fiqs8s>".to_owned()),
            ..Delivery::default()
        };
        settings().conceal(&mut delivery);
        let hash = settings().kept_address("用户@例子.中国");
        assert_eq!(delivery.reply, Some(format!("550 5.1.1 <{hash}> <{hash}>")));
    }

    #[test]
    fn an_address_is_told_as_people_write_it() {
        assert_eq!(in_unicode("用户@xn--fsqu00a.xn--fiqs8s").as_deref(), Some("用户@例子.中国"));
        assert_eq!(in_unicode("xn--fsqu00a.xn--fiqs8s").as_deref(), Some("例子.中国"));
        assert_eq!(in_unicode("bob@example.com"), None);
        assert_eq!(in_unicode("h:00112233445566778899aabbccddeeff"), None);
    }

    #[test]
    fn no_address_is_left_in_what_is_kept() {
        let reply = "550 5.1.1 <Alice@Example.com>: no such user; asked by\nbob@example.net. See postmaster@example.com, or a@b@c";
        let mut delivery = Delivery {
            recipient: Some("Alice@example.com".to_owned()),
            recipient_domain: Some("Example.com".to_owned()),
            sender: Some("\"odd one\"@example.cn".to_owned()),
            reply: Some(reply.to_owned()),
            document: serde_json::json!({ "reply": reply, "from": ["\"Odd One\"@example.cn"], "count": 2 }).to_string(),
            ..Delivery::default()
        };
        settings().conceal(&mut delivery);
        let alice = settings().kept_address("alice@example.com");
        assert_eq!(delivery.recipient.as_deref(), Some(alice.as_str()));
        assert_eq!(delivery.recipient_domain.as_deref(), Some("example.com"));
        let kept = delivery.reply.clone().unwrap();
        assert!(kept.starts_with(&format!("550 5.1.1 <{alice}>: no such user; asked by\nh:")), "{kept}");
        assert!(kept.contains(". See h:"), "{kept}");
        for text in [kept.to_lowercase(), delivery.document.to_lowercase()] {
            assert!(!["alice", "bob", "postmaster", "odd one"].iter().any(|name| text.contains(name)), "{text}");
        }
        let document: Json = serde_json::from_str(&delivery.document).unwrap();
        assert_eq!(document["count"], 2);
    }
}
