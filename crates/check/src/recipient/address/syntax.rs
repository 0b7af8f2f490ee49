//! The form of an address (RFC 5321 section 4.1.2, RFC 6531 section 3.3).

use std::net::IpAddr;

use crate::dns::asked;

/// The longest local part in octets (RFC 5321 section 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// The longest address in octets: a path of 256 without its brackets (RFC 5321 section 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// What is wrong with the form of an address, or unusual in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Empty,
    NoAt,
    ManyAts,
    NoLocal,
    NoDomain,
    LocalTooLong,
    TooLong,
    LocalDots,
    LocalCharacters(String),
    BadQuotes,
    DomainLabel,
    DomainHyphen,
    DomainCharacters(String),
    DomainNumeric,
    BareAddress(IpAddr),
    BadLiteral,
    Quoted,
    Literal,
    NoDot,
    NeedsSmtpUtf8,
    International(String),
}

impl Fault {
    /// The text that tells it.
    pub fn text(&self) -> &'static str {
        match self {
            Fault::Empty => "address-empty",
            Fault::NoAt => "address-no-at",
            Fault::ManyAts => "address-many-ats",
            Fault::NoLocal => "address-no-local-part",
            Fault::NoDomain => "address-no-domain",
            Fault::LocalTooLong => "address-local-part-too-long",
            Fault::TooLong => "address-too-long",
            Fault::LocalDots => "address-local-part-dots",
            Fault::LocalCharacters(_) => "address-local-part-characters",
            Fault::BadQuotes => "address-bad-quotes",
            Fault::DomainLabel => "address-domain-label",
            Fault::DomainHyphen => "address-domain-hyphen",
            Fault::DomainCharacters(_) => "address-domain-characters",
            Fault::DomainNumeric => "address-domain-numeric",
            Fault::BareAddress(_) => "address-bare-ip",
            Fault::BadLiteral => "address-bad-literal",
            Fault::Quoted => "address-quoted",
            Fault::Literal => "address-literal",
            Fault::NoDot => "address-no-dot",
            Fault::NeedsSmtpUtf8 => "address-smtputf8",
            Fault::International(_) => "address-international",
        }
    }

    /// Whether such an address can be delivered to, by servers that know how.
    pub fn is_deliverable(&self) -> bool {
        matches!(self, Fault::Quoted | Fault::Literal | Fault::NoDot | Fault::NeedsSmtpUtf8 | Fault::International(_))
    }
}

/// An address in its two parts. A local part in quotes may hold an `@`.
pub(super) fn split(address: &str) -> Option<(&str, &str)> {
    address.rsplit_once('@')
}

/// Everything that is wrong with an address or unusual in it.
pub(super) fn faults(address: &str) -> Vec<Fault> {
    if address.is_empty() {
        return vec![Fault::Empty];
    }
    let Some((local, domain)) = split(address) else { return vec![Fault::NoAt] };
    let mut faults = Vec::new();
    if address.len() > LONGEST_ADDRESS {
        faults.push(Fault::TooLong);
    }
    faults.extend(local_part(local));
    faults.extend(of_domain(domain));
    faults
}

fn local_part(local: &str) -> Vec<Fault> {
    if local.is_empty() {
        return vec![Fault::NoLocal];
    }
    let mut faults = Vec::new();
    if local.len() > LONGEST_LOCAL {
        faults.push(Fault::LocalTooLong);
    }
    if local.starts_with('"') {
        faults.push(if is_quoted_string(local) { Fault::Quoted } else { Fault::BadQuotes });
    } else if local.contains('@') {
        faults.push(Fault::ManyAts);
    } else {
        faults.extend(dot_string(local));
    }
    if !local.is_ascii() {
        faults.push(Fault::NeedsSmtpUtf8);
    }
    faults
}

/// Words with single dots between them.
fn dot_string(local: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let others = distinct(local.chars().filter(|&c| c != '.' && !is_word(c)));
    if !others.is_empty() {
        faults.push(Fault::LocalCharacters(others));
    }
    if local.split('.').any(str::is_empty) {
        faults.push(Fault::LocalDots);
    }
    faults
}

/// Characters of words (RFC 5322 section 3.2.3, `atext`), and those beyond ASCII (RFC 6531).
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || (!c.is_ascii() && !c.is_control() && !c.is_whitespace())
}

/// `"…"` with backslashes before quotes and backslashes (RFC 5321 section 4.1.2).
fn is_quoted_string(local: &str) -> bool {
    let Some(inner) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let is_right = match c {
            '\\' => characters.next().is_some_and(|escaped| !escaped.is_control()),
            '"' => false,
            c => !c.is_control(),
        };
        if !is_right {
            return false;
        }
    }
    true
}

fn of_domain(domain: &str) -> Option<Fault> {
    if domain.is_empty() {
        return Some(Fault::NoDomain);
    }
    if let Some(inner) = domain.strip_prefix('[') {
        return Some(literal(inner));
    }
    if let Ok(address) = domain.parse() {
        return Some(Fault::BareAddress(address));
    }
    let others = distinct(domain.chars().filter(|&c| !is_of_host(c)));
    if !others.is_empty() {
        return Some(Fault::DomainCharacters(others));
    }
    let Some(name) = asked(domain) else { return Some(Fault::DomainLabel) };
    host_name(domain, &name)
}

/// `[192.0.2.1]` or `[IPv6:2001:db8::1]` (RFC 5321 section 4.1.3).
fn literal(inner: &str) -> Fault {
    let address = inner.strip_suffix(']').and_then(|inner| match inner.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => inner.get(5..)?.parse().ok().map(IpAddr::V6),
        _ => inner.parse().ok().map(IpAddr::V4),
    });
    if address.is_some() { Fault::Literal } else { Fault::BadLiteral }
}

fn host_name(domain: &str, name: &str) -> Option<Fault> {
    if name.split('.').any(|label| label.starts_with('-') || label.ends_with('-')) {
        return Some(Fault::DomainHyphen);
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Fault::DomainNumeric);
    }
    if !name.contains('.') {
        return Some(Fault::NoDot);
    }
    (!domain.is_ascii()).then(|| Fault::International(name.to_owned()))
}

/// Letters, digits and hyphens (RFC 5321 section 2.3.5), and letters beyond ASCII.
fn is_of_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.' || (!c.is_ascii() && c.is_alphanumeric())
}

/// Each of these characters once, with blanks between.
fn distinct(characters: impl Iterator<Item = char>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for c in characters {
        let shown = if c.is_control() || c.is_whitespace() { format!("U+{:04X}", u32::from(c)) } else { c.to_string() };
        if !seen.contains(&shown) && seen.len() < 10 {
            seen.push(shown);
        }
    }
    seen.join(" ")
}
