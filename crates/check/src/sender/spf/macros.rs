//! Macros (RFC 7208 section 7): names that depend on the mail.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::time::{SystemTime, UNIX_EPOCH};

/// A text with macros in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MacroString {
    /// As it is written.
    pub text: String,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands for itself.
    Literal(String),
    /// It stands for something of the mail.
    Macro(Macro),
}

/// A macro with its transformers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Macro {
    /// What it stands for.
    pub letter: MacroLetter,
    /// Whether it is written in upper case and so escaped for a URL.
    pub is_escaped: bool,
    /// How many parts from the right are kept.
    pub keep: Option<usize>,
    /// Whether the parts are put in reverse order.
    pub is_reversed: bool,
    /// At which characters the value is cut into parts; at dots where there are none.
    pub delimiters: String,
}

/// What a macro stands for (section 7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MacroLetter {
    /// `s`: the sender.
    Sender,
    /// `l`: its local part.
    LocalPart,
    /// `o`: its domain.
    SenderDomain,
    /// `d`: the domain whose record is read.
    Domain,
    /// `i`: the address of the host.
    Ip,
    /// `p`: the validated name of the host.
    ValidatedName,
    /// `v`: `in-addr` or `ip6`.
    Version,
    /// `h`: the name with which the host introduced itself.
    Helo,
    /// `c`: the address of the host for people; explanations only.
    ReadableIp,
    /// `r`: the name of the receiver; explanations only.
    Receiver,
    /// `t`: the time in seconds since 1970; explanations only.
    Time,
}

impl MacroLetter {
    fn of(letter: char) -> Option<MacroLetter> {
        Some(match letter.to_ascii_lowercase() {
            's' => MacroLetter::Sender,
            'l' => MacroLetter::LocalPart,
            'o' => MacroLetter::SenderDomain,
            'd' => MacroLetter::Domain,
            'i' => MacroLetter::Ip,
            'p' => MacroLetter::ValidatedName,
            'v' => MacroLetter::Version,
            'h' => MacroLetter::Helo,
            'c' => MacroLetter::ReadableIp,
            'r' => MacroLetter::Receiver,
            't' => MacroLetter::Time,
            _ => return None,
        })
    }

    fn is_for_explanations(self) -> bool {
        matches!(self, MacroLetter::ReadableIp | MacroLetter::Receiver | MacroLetter::Time)
    }
}

/// What the macros stand for in one evaluation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Values<'v> {
    /// The sender with its local part.
    pub sender: &'v str,
    /// The domain whose record is read.
    pub domain: &'v str,
    /// The address of the host.
    pub ip: IpAddr,
    /// The name with which the host introduced itself.
    pub helo: &'v str,
    /// The validated name of the host.
    pub validated_name: &'v str,
    /// The name of the receiver.
    pub receiver: &'v str,
    /// The time of the evaluation.
    pub at: SystemTime,
}

/// Where a text stands, which decides what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a term of a record.
    Record,
    /// In an explanation, where blanks and three more macros are allowed.
    Explanation,
}

impl MacroString {
    /// Reads a text; none when a macro in it is misspelt or may not stand there, or when it has a character that is not allowed.
    pub(super) fn read(text: &str, place: Place) -> Option<MacroString> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text.chars();
        while let Some(next) = rest.next() {
            match next {
                '%' => match rest.next()? {
                    '%' => literal.push('%'),
                    '_' => literal.push(' '),
                    '-' => literal.push_str("%20"),
                    '{' => {
                        let (inside, after) = rest.as_str().split_once('}')?;
                        if !literal.is_empty() {
                            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                        }
                        pieces.push(Piece::Macro(Macro::read(inside, place)?));
                        rest = after.chars();
                    }
                    _ => return None,
                },
                ' ' if place == Place::Explanation => literal.push(next),
                '\x21'..='\x7e' => literal.push(next),
                _ => return None,
            }
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Some(MacroString { text: text.to_owned(), pieces })
    }

    /// The text with the domain filled in, where nothing else in it depends on the mail.
    pub fn for_domain(&self, domain: &str) -> Option<String> {
        self.pieces.iter().map(|piece| piece.for_domain(domain)).collect()
    }

    /// Whether the names of the host have to be asked for before it can be filled in.
    pub(super) fn needs_validated_name(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Macro(found) if found.letter == MacroLetter::ValidatedName))
    }

    /// The text with everything filled in.
    pub fn expand(&self, values: &Values<'_>) -> String {
        let mut expanded = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => expanded.push_str(literal),
                Piece::Macro(found) => expanded.push_str(&found.expand(values)),
            }
        }
        expanded
    }
}

impl Piece {
    fn for_domain(&self, domain: &str) -> Option<String> {
        match self {
            Piece::Literal(literal) => Some(literal.clone()),
            Piece::Macro(found) if found.letter == MacroLetter::Domain => {
                let transformed = found.transform(domain);
                Some(if found.is_escaped { escape(&transformed) } else { transformed })
            }
            Piece::Macro(_) => None,
        }
    }
}

impl Macro {
    fn read(inside: &str, place: Place) -> Option<Macro> {
        let mut rest = inside.chars();
        let sign = rest.next()?;
        let letter = MacroLetter::of(sign)?;
        if letter.is_for_explanations() && place == Place::Record {
            return None;
        }
        let rest = rest.as_str();
        let after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.strip_suffix(after_digits).unwrap_or_default();
        // More parts than fit a number are more than any name has.
        let keep = (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX));
        if keep == Some(0) {
            return None;
        }
        let delimiters = after_digits.strip_prefix(['r', 'R']);
        let is_reversed = delimiters.is_some();
        let delimiters = delimiters.unwrap_or(after_digits);
        delimiters.chars().all(|c| ".-+,/_=".contains(c)).then(|| Macro {
            letter,
            is_escaped: sign.is_ascii_uppercase(),
            keep,
            is_reversed,
            delimiters: delimiters.to_owned(),
        })
    }

    fn expand(&self, values: &Values<'_>) -> String {
        let transformed = self.transform(&value_of(self.letter, values));
        if self.is_escaped { escape(&transformed) } else { transformed }
    }

    fn transform(&self, value: &str) -> String {
        if self.keep.is_none() && !self.is_reversed && self.delimiters.is_empty() {
            return value.to_owned();
        }
        let delimiters = if self.delimiters.is_empty() { "." } else { &self.delimiters };
        let mut parts: Vec<&str> = value.split(|c| delimiters.contains(c)).collect();
        if self.is_reversed {
            parts.reverse();
        }
        let dropped = parts.len().saturating_sub(self.keep.unwrap_or(usize::MAX));
        parts.get(dropped..).unwrap_or_default().join(".")
    }
}

fn value_of(letter: MacroLetter, values: &Values<'_>) -> String {
    let (local_part, sender_domain) = values.sender.rsplit_once('@').unwrap_or(("postmaster", values.sender));
    match letter {
        MacroLetter::Sender => values.sender.to_owned(),
        MacroLetter::LocalPart => local_part.to_owned(),
        MacroLetter::SenderDomain => sender_domain.to_owned(),
        MacroLetter::Domain => values.domain.to_owned(),
        MacroLetter::Ip => dotted(values.ip),
        MacroLetter::ValidatedName => values.validated_name.to_owned(),
        MacroLetter::Version => if values.ip.is_ipv4() { "in-addr" } else { "ip6" }.to_owned(),
        MacroLetter::Helo => values.helo.to_owned(),
        MacroLetter::ReadableIp => values.ip.to_string(),
        MacroLetter::Receiver => values.receiver.to_owned(),
        MacroLetter::Time => values.at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()).to_string(),
    }
}

/// An address in parts that are joined by dots: the bytes of an IPv4 address, the half bytes of an IPv6 one.
/// The RFC does not say in which case they are written; the open suite wants upper case.
fn dotted(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => nibbles(ip).join("."),
    }
}

fn nibbles(ip: std::net::Ipv6Addr) -> Vec<String> {
    ip.octets().iter().flat_map(|octet| [octet >> 4, octet & 15]).map(|nibble| format!("{nibble:X}")).collect()
}

/// The name under which the names of an address stand (RFC 1035 section 3.5, RFC 3596 section 2.5).
pub(super) fn reverse_name(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, d] = ip.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(ip) => {
            let mut parts = nibbles(ip);
            parts.reverse();
            format!("{}.ip6.arpa", parts.join("."))
        }
    }
}

/// What RFC 3986 does not call unreserved is written as a number (section 7.3).
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, ip: &str, expected: Option<&str>) {
        let values = Values {
            sender: "strong-bad@email.example.com",
            domain: "email.example.com",
            ip: ip.parse().unwrap(),
            helo: "mx.example.net",
            validated_name: "mx.example.org",
            receiver: "unknown",
            at: UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000),
        };
        let read = MacroString::read(text, Place::Explanation);
        assert_eq!(read.map(|read| read.expand(&values)).as_deref(), expected, "{text}");
    }

    /// The examples of RFC 7208 section 7.4 and what borders on them.
    #[test]
    fn macros_are_filled_in() {
        for (text, expected) in [
            ("%{s}", "strong-bad@email.example.com"),
            ("%{o}", "email.example.com"),
            ("%{d}", "email.example.com"),
            ("%{d4}", "email.example.com"),
            ("%{d3}", "email.example.com"),
            ("%{d2}", "example.com"),
            ("%{d1}", "com"),
            ("%{dr}", "com.example.email"),
            ("%{d2r}", "example.email"),
            ("%{l}", "strong-bad"),
            ("%{l-}", "strong.bad"),
            ("%{lr}", "strong-bad"),
            ("%{lr-}", "bad.strong"),
            ("%{l1r-}", "strong"),
            ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
            ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
            ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
            ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
            ("%{d99999999999999999999999}", "email.example.com"),
            ("%{S}", "strong-bad%40email.example.com"),
            ("%{h} %{p} %{r} %{c} %{t}", "mx.example.net mx.example.org unknown 192.0.2.3 1700000000"),
            ("a%%b%_c%-d", "a%b c%20d"),
        ] {
            check(text, "192.0.2.3", Some(expected));
        }
        let reversed = "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6";
        check("%{ir}.%{v}", "2001:db8::cb01", Some(reversed));
    }

    #[test]
    fn misspelt_macros_are_refused() {
        for text in ["%", "%a", "%{", "%{}", "%{x}", "%{d0}", "%{d2rr}", "%{d2x}", "%{d", "100%", "\u{7f}", "é"] {
            check(text, "192.0.2.3", None);
        }
        assert!(MacroString::read("%{c}", Place::Record).is_none());
        assert!(MacroString::read("a b", Place::Record).is_none());
    }

    #[test]
    fn addresses_have_names_to_ask_for() {
        assert_eq!(reverse_name("192.0.2.3".parse().unwrap()), "3.2.0.192.in-addr.arpa");
        assert!(reverse_name("2001:db8::1".parse().unwrap()).starts_with("1.0.0.0."));
    }
}
