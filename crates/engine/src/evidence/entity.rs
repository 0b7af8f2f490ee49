//! What is set apart from the wording: addresses, hosts, URLs, IP addresses.
//!
//! The recognisers look at one run of characters each and never back, so reading stays linear.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use crate::span::Span;

/// What kind of thing was set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A mail address.
    Address,
    /// An IPv4 or IPv6 address.
    Ip,
    /// A URL, with or without its scheme.
    Url,
    /// A host or domain name with at least one dot.
    Host,
    /// A reply code.
    Code,
    /// An enhanced status code.
    Status,
}

/// Something set apart.
#[derive(Clone, Copy, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Where it stands.
    pub span: Span,
    /// Index of the word that follows it.
    pub before_word: u32,
}

/// Top-level domains of more than two letters that are common in mail. Any two letters are taken for a country.
const GENERIC_DOMAINS: [&str; 52] = [
    "com",
    "net",
    "org",
    "edu",
    "gov",
    "mil",
    "int",
    "info",
    "biz",
    "name",
    "pro",
    "asia",
    "mobi",
    "tel",
    "jobs",
    "travel",
    "coop",
    "aero",
    "museum",
    "arpa",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "corp",
    "home",
    "lan",
    "localhost",
    "test",
    "example",
    "invalid",
    "xyz",
    "top",
    "club",
    "shop",
    "online",
    "site",
    "vip",
    "app",
    "dev",
    "cloud",
    "tech",
    "store",
    "email",
    "live",
    "world",
    "today",
    "group",
    "wang",
    "ltd",
    "ink",
    "link",
];

/// Length of the host name at the start of `run`, when it is one.
///
/// `RESOLVER.ADR.RecipNotFound` and `table.Please` are none: the last label has to be a top-level domain, and a capital only begins it when the whole name is upper case.
pub(super) fn host_length(run: &[u8]) -> Option<usize> {
    let end = run.iter().rposition(u8::is_ascii_alphanumeric)? + 1;
    let name = run.get(..end)?;
    let dot = name.iter().rposition(|&b| b == b'.')?;
    let last = name.get(dot + 1..)?;
    let before = name.get(..dot)?;
    let empty_label = before.is_empty() || before.last() == Some(&b'.') || before.windows(2).any(|pair| pair == b"..");
    if empty_label || !last.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
        return None;
    }
    let punycode = last.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"xn--"));
    (punycode || (is_top_level(last) && fits_case(before, last))).then_some(end)
}

fn is_top_level(label: &[u8]) -> bool {
    let letters = label.iter().all(u8::is_ascii_alphabetic);
    letters && (label.len() == 2 || GENERIC_DOMAINS.iter().any(|known| label.eq_ignore_ascii_case(known.as_bytes())))
}

fn fits_case(before: &[u8], last: &[u8]) -> bool {
    let capital = last.first().is_some_and(u8::is_ascii_uppercase);
    !capital || !before.iter().any(u8::is_ascii_lowercase)
}

/// Whether a byte may stand in a host name.
#[inline]
pub(super) fn may_be_in_domain(byte: u8) -> bool {
    places(byte) & IN_DOMAIN != 0
}

/// Whether a byte may stand in a run of words and joints that is an address, a host, or several words.
#[inline]
pub(super) fn may_be_in_compound(byte: u8) -> bool {
    places(byte) & IN_COMPOUND != 0
}

const IN_DOMAIN: u8 = 1;
const IN_COMPOUND: u8 = 2;
const IN_URL: u8 = 4;

/// Where a byte may stand.
#[inline]
#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256")]
fn places(byte: u8) -> u8 {
    const PLACES: [u8; 256] = {
        let mut places = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            places[byte] = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => IN_DOMAIN | IN_COMPOUND | IN_URL,
                b'@' | b'+' | b'=' | b'%' | b'~' | b'#' | b'*' | b'$' => IN_COMPOUND | IN_URL,
                b'<' | b'>' | b'"' | b'\'' | b')' | b']' | b'}' | b'\\' | b'^' | b'`' => 0,
                0x21..=0x7e => IN_URL,
                _ => 0,
            };
            byte += 1;
        }
        places
    };
    PLACES[usize::from(byte)]
}

/// Length of the domain behind the `@` at the start of `run`, when one stands there.
pub(super) fn domain_length(run: &[u8]) -> Option<usize> {
    let length = run.iter().position(|&byte| !may_be_in_domain(byte)).unwrap_or(run.len());
    run.get(..length)?.iter().rposition(u8::is_ascii_alphanumeric).map(|last| last + 1)
}

/// Length of the IPv4 address at the start of `run`.
pub(super) fn ipv4_length(run: &str) -> Option<usize> {
    let end = run.bytes().take(16).take_while(|&b| b.is_ascii_digit() || b == b'.').count();
    let candidate = run.get(..end)?.trim_end_matches('.');
    Ipv4Addr::from_str(candidate).ok().map(|_| candidate.len())
}

/// Length of the IPv6 address at the start of `run`.
pub(super) fn ipv6_length(run: &str) -> Option<usize> {
    let inside = |b: u8| b.is_ascii_hexdigit() || b == b':' || b == b'.';
    let end = run.bytes().take(46).take_while(|&b| inside(b)).count();
    let candidate = run.get(..end)?.trim_end_matches(['.', ':']);
    let candidate = if run.get(candidate.len()..end) == Some("::") { run.get(..end)? } else { candidate };
    let colons = candidate.bytes().filter(|&b| b == b':').count();
    (colons >= 2 && Ipv6Addr::from_str(candidate).is_ok()).then_some(candidate.len())
}

/// Length of the URL at the start of `run`, punctuation that ends a sentence left out.
pub(super) fn url_length(run: &str) -> usize {
    let mut end = 0;
    while let Some(&byte) = run.as_bytes().get(end) {
        if places(byte) & IN_URL != 0 {
            end += 1;
        } else {
            match run.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if !c.is_ascii() && c < '\u{2000}' && !c.is_whitespace() && !c.is_control() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    run.get(..end).map_or(0, |url| url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_dotted_words() {
        for (text, host) in [
            ("mx.example.com", Some("mx.example.com")),
            ("mx.example.com.", Some("mx.example.com")),
            ("MX.EXAMPLE.COM", Some("MX.EXAMPLE.COM")),
            ("TYCP286.JPNP286.PROD.OUTLOOK.COM", Some("TYCP286.JPNP286.PROD.OUTLOOK.COM")),
            ("zen.spamhaus.org", Some("zen.spamhaus.org")),
            ("example.xn--fiqs8s", Some("example.xn--fiqs8s")),
            ("RESOLVER.ADR.RecipNotFound", None),
            ("RESOLVER.RST.SendSizeLimit.Org", None),
            ("table.Please", None),
            ("unknown.No", None),
            ("...example", None),
            ("a..com", None),
            ("4.88", None),
            ("example", None),
        ] {
            assert_eq!(host_length(text.as_bytes()).and_then(|end| text.get(..end)), host, "{text}");
        }
    }

    #[test]
    fn ip_addresses_are_whole() {
        for (text, ip) in [
            ("192.0.2.1", Some("192.0.2.1")),
            ("192.0.2.1.", Some("192.0.2.1")),
            ("192.0.2.300", None),
            ("192.0.2", None),
            ("1.2.3.4.5", None),
        ] {
            assert_eq!(ipv4_length(text).and_then(|end| text.get(..end)), ip, "{text}");
        }
        for (text, ip) in [
            ("2001:db8::1]", Some("2001:db8::1")),
            ("2001:db8::1:", Some("2001:db8::1")),
            ("2001:db8:0:1:192.0.2.1", None),
            ("::1", Some("::1")),
            ("12:34:56", None),
            ("2001:db8::", Some("2001:db8::")),
        ] {
            assert_eq!(ipv6_length(text).and_then(|end| text.get(..end)), ip, "{text}");
        }
    }
}
