//! What a `DKIM-Signature` field says (RFC 6376 section 3.5).

use crate::sender::tags::{TagFault, TagFaultKind, Tags, without_blanks};

use super::key::decode;

/// The tags without which a signature is void.
const NEEDED: [&str; 7] = ["v", "a", "b", "bh", "d", "h", "s"];

/// A signature, as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signature {
    /// `d`: the domain that signs.
    pub domain: String,
    /// `s`: which of its keys it uses.
    pub selector: String,
    /// `a`: how it signs.
    pub algorithm: String,
    /// `h`: the fields that are signed, in lower case.
    pub fields: Vec<String>,
    /// `l`: how many bytes of the text are signed; all where it is not there.
    pub length: Option<u64>,
    /// What is wrong with it.
    pub faults: Vec<TagFault>,
    /// `b`: the seal itself, by which a signature is told from others.
    pub(super) seal: Vec<u8>,
}

impl Signature {
    /// Reads the value of a field.
    pub fn parse(value: &str) -> Signature {
        let mut tags = Tags::parse(value);
        let missing = NEEDED.iter().filter(|name| tags.get(name).is_none());
        let missing: Vec<TagFault> =
            missing.map(|name| TagFault { kind: TagFaultKind::Missing, piece: (*name).to_owned(), at: value.len() }).collect();
        tags.faults.extend(missing);
        let length = tags.take("l", |value| value.parse().ok());
        let seal = tags.take("b", |value| decode(&without_blanks(value))).unwrap_or_default();
        let word = |name: &str| tags.value(name).map(without_blanks).unwrap_or_default();
        Signature {
            domain: word("d").to_ascii_lowercase(),
            selector: word("s").to_ascii_lowercase(),
            algorithm: word("a").to_ascii_lowercase(),
            fields: word("h").to_ascii_lowercase().split(':').map(str::to_owned).collect(),
            length,
            seal,
            faults: tags.faults,
        }
    }

    /// The name at which its key is published.
    pub fn key_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// Whether `From` is signed, without which a signature is void (section 5.4).
    pub fn signs_from(&self) -> bool {
        self.fields.iter().any(|field| field == "from")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        let whole = "v=1; a=rsa-sha256; d=Example.com; s=S1;\r\n\th=From : To:\r\n Subject; bh=AAAA; b=AA\r\n AA; l=10";
        let signature = Signature::parse(whole);
        assert_eq!(signature.key_name(), "s1._domainkey.example.com");
        assert_eq!(signature.fields, ["from", "to", "subject"]);
        assert_eq!((signature.length, signature.seal.len(), signature.faults.len()), (Some(10), 3, 0));
        for (value, expected) in [
            ("", "missing missing missing missing missing missing missing"),
            ("v=1; a=rsa-sha256; d=example.com; s=s; h=from; bh=AAAA", "missing"),
            ("v=1; a=rsa-sha256; d=example.com; s=s; h=from; bh=AAAA; b=**", "bad-value"),
            ("v=1; a=rsa-sha256; d=example.com; s=s; h=from; bh=AAAA; b=AAAA; l=x; d=example.net", "repeated bad-value"),
        ] {
            let faults: Vec<&str> = Signature::parse(value).faults.iter().map(|fault| fault.kind.name()).collect();
            assert_eq!(faults.join(" "), expected, "{value}");
        }
    }
}
