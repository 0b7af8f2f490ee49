//! Reads the text of a record (RFC 7208 section 12).
//!
//! Reading goes on behind a fault, so that all of them are told at once; a receiver takes any of them as `permerror`.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::fault::{Fault, FaultKind};
use super::macros::{MacroString, Piece, Place};
use super::record::{Directive, Hosts, Mechanism, Modifier, Qualifier, Record};

/// What marks a text as an SPF record, followed by a blank or nothing (section 4.5).
pub(super) const VERSION: &str = "v=spf1";

/// A record, with what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parsed {
    /// The terms that could be read.
    pub record: Record,
    /// The faults in the others, in the order of the text.
    pub faults: Vec<Fault>,
}

/// Whether a text is an SPF record at all, however badly written.
pub(super) fn is_record(text: &str) -> bool {
    let version = text.get(..VERSION.len()).is_some_and(|start| start.eq_ignore_ascii_case(VERSION));
    version && text.get(VERSION.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Reads a record. Text that does not begin with the version has no terms.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    if !is_record(text) {
        return parsed;
    }
    let mut at = VERSION.len();
    for term in text.get(at..).unwrap_or_default().split(' ') {
        if !term.is_empty()
            && let Err(kind) = parsed.record.read_term(term)
        {
            parsed.faults.push(Fault { kind, term: term.to_owned(), at });
        }
        at += term.len() + 1;
    }
    parsed
}

impl Record {
    fn read_term(&mut self, term: &str) -> Result<(), FaultKind> {
        if !term.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(FaultKind::ForeignCharacter);
        }
        match modifier(term) {
            Some((name, value)) => self.read_modifier(term, name, value),
            None => {
                let directive = directive(term)?;
                self.directives.push(directive);
                Ok(())
            }
        }
    }

    fn read_modifier(&mut self, term: &str, name: &str, value: &str) -> Result<(), FaultKind> {
        let slot = match name.to_ascii_lowercase().as_str() {
            "redirect" => &mut self.redirect,
            "exp" => &mut self.exp,
            // Modifiers that nobody knows are to be ignored, and still have to be written well (section 6).
            _ => return MacroString::read(value, Place::Record).map(|_| ()).ok_or(FaultKind::BadMacro),
        };
        if slot.is_some() {
            return Err(FaultKind::Repeated);
        }
        *slot = Some(Modifier { text: term.to_owned(), target: domain_spec(value)? });
        Ok(())
    }
}

/// The name and the value of a term that has the form of a modifier.
fn modifier(term: &str) -> Option<(&str, &str)> {
    let (name, value) = term.split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    is_name.then_some((name, value))
}

fn directive(term: &str) -> Result<Directive, FaultKind> {
    let qualifier = term.chars().next().and_then(Qualifier::of_sign);
    let rest = if qualifier.is_some() { term.get(1..).unwrap_or_default() } else { term };
    let name_end = rest.find([':', '/']).unwrap_or(rest.len());
    let (name, value) = rest.split_at_checked(name_end).unwrap_or((rest, ""));
    let mechanism = match name.to_ascii_lowercase().as_str() {
        "all" if value.is_empty() => Mechanism::All,
        "all" => return Err(FaultKind::NeedlessValue),
        "include" => Mechanism::Include(domain_spec(needed(value)?)?),
        "exists" => Mechanism::Exists(domain_spec(needed(value)?)?),
        "ptr" if value.is_empty() => Mechanism::Ptr(None),
        "ptr" => Mechanism::Ptr(Some(domain_spec(needed(value)?)?)),
        "a" => Mechanism::A(hosts(value)?),
        "mx" => Mechanism::Mx(hosts(value)?),
        "ip4" => ip4(needed(value)?)?,
        "ip6" => ip6(needed(value)?)?,
        _ => return Err(FaultKind::UnknownMechanism),
    };
    Ok(Directive { text: term.to_owned(), qualifier: qualifier.unwrap_or_default(), mechanism })
}

/// The value behind a colon, which may not be empty.
fn needed(value: &str) -> Result<&str, FaultKind> {
    value.strip_prefix(':').filter(|value| !value.is_empty()).ok_or(FaultKind::MissingValue)
}

fn hosts(value: &str) -> Result<Hosts, FaultKind> {
    let (value, prefix6) = cut_prefix(value, "//", 128)?;
    let (value, prefix4) = cut_prefix(value, "/", 32)?;
    let name = if value.is_empty() { None } else { Some(domain_spec(needed(value)?)?) };
    Ok(Hosts { name, prefix4, prefix6 })
}

/// Takes the number of bits off the end. A slash may also stand in a name or among the delimiters of a macro; then more than a number follows.
fn cut_prefix<'v>(value: &'v str, slashes: &str, most: u8) -> Result<(&'v str, u8), FaultKind> {
    match value.rsplit_once(slashes) {
        Some((before, digits)) if !digits.contains(['.', '}', '%']) => Ok((before, prefix(digits, most)?)),
        _ => Ok((value, most)),
    }
}

fn ip4(value: &str) -> Result<Mechanism, FaultKind> {
    let (address, digits) = value.split_once('/').unwrap_or((value, "32"));
    let network: Ipv4Addr = address.parse().map_err(|_| FaultKind::BadIp4)?;
    Ok(Mechanism::Ip4 { network, prefix: prefix(digits, 32)? })
}

fn ip6(value: &str) -> Result<Mechanism, FaultKind> {
    let (address, digits) = value.split_once('/').unwrap_or((value, "128"));
    let network: Ipv6Addr = address.parse().map_err(|_| FaultKind::BadIp6)?;
    Ok(Mechanism::Ip6 { network, prefix: prefix(digits, 128)? })
}

/// A number of bits, written without zeros before it.
fn prefix(digits: &str, most: u8) -> Result<u8, FaultKind> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_padded = digits.len() > 1 && digits.starts_with('0');
    let bits = digits.parse().ok().filter(|bits| is_number && !is_padded && *bits <= most);
    bits.ok_or(FaultKind::BadPrefix)
}

/// A name with macros in it, which ends in a macro or in a label that can be a top-level domain (section 7.1).
fn domain_spec(value: &str) -> Result<MacroString, FaultKind> {
    if value.is_empty() {
        return Err(FaultKind::MissingValue);
    }
    let read = MacroString::read(value, Place::Record).ok_or(FaultKind::BadMacro)?;
    if ends_in_macro(&read) || ends_in_top_label(value) { Ok(read) } else { Err(FaultKind::BadName) }
}

fn ends_in_macro(read: &MacroString) -> bool {
    let escaped = ["%%", "%_", "%-"].iter().any(|escape| read.text.ends_with(escape));
    escaped || matches!(read.pieces.last(), Some(Piece::Macro(_)))
}

fn ends_in_top_label(value: &str) -> bool {
    let value = value.strip_suffix('.').unwrap_or(value);
    let Some((_, label)) = value.rsplit_once('.') else {
        return false;
    };
    let is_host_label = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_bordered = !label.starts_with('-') && !label.ends_with('-');
    is_host_label && is_bordered && label.contains(|c: char| !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the faults of a record as `kind@place`.
    fn check(text: &str, expected: &str) {
        let parsed = parse(text);
        let faults: Vec<String> = parsed.faults.iter().map(|fault| format!("{}@{}", fault.kind.name(), fault.at)).collect();
        assert_eq!(faults.join(" "), expected, "{text}");
        for fault in &parsed.faults {
            assert_eq!(text.get(fault.at..fault.at + fault.term.len()), Some(fault.term.as_str()), "the place of the fault in {text}");
        }
    }

    #[test]
    fn what_the_rfc_allows_is_read() {
        for text in [
            "v=spf1",
            "v=spf1 ",
            "V=SPF1 -ALL",
            "v=spf1 mx/24 a//64 a:example.com/24//64 mx:example.com ~all",
            "v=spf1   ip4:192.0.2.0/24  ip6:2001:db8::/32 ?all  ",
            "v=spf1 include:%{d2}._spf.example.com exists:%{ir}.%{v}.%{d} ptr ptr:example.com -all",
            "v=spf1 a:%{l/}.example.com/0 a:%{o/}/8 a:%{o//} -all",
            "v=spf1 redirect=_spf.example.com exp=%{d}.exp.example.com",
            "v=spf1 moo.cow-far_out=man:dog/cat%{s}%% -all",
            "v=spf1 ip4:192.0.2.1/0 ip6:::1/0 a:example.c-m. -all",
            "v=spf1 a:foo%% a:foo%_ a:foo%-",
            "v=spf1 a:foo:bar/baz.example.com mx:foo/%{d} -all",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn faults_are_told_with_their_place() {
        for (text, expected) in [
            ("v=spf1 ip:192.0.2.1 -all", "unknown-mechanism@7"),
            ("v=spf1 ip4:192.0.2.1, -all", "bad-ip4@7"),
            ("v=spf1 ip4:192.0.2.256 ip4:192.0.2 ip4:192.0.02.1 -all", "bad-ip4@7 bad-ip4@23 bad-ip4@35"),
            ("v=spf1 ip4:2001:db8::1 ip6:192.0.2.1 -all", "bad-ip4@7 bad-ip6@23"),
            ("v=spf1 ip4:192.0.2.0/33 ip4:192.0.2.0/ ip4:192.0.2.0/024", "bad-prefix@7 bad-prefix@24 bad-prefix@39"),
            ("v=spf1 ip6:2001:db8::/129 a/33 mx//129 a/+1", "bad-prefix@7 bad-prefix@26 bad-prefix@31 bad-prefix@39"),
            (
                "v=spf1 ip4 ip4: include exists: a: ptr:",
                "missing-value@7 missing-value@11 missing-value@16 missing-value@24 missing-value@32 missing-value@35",
            ),
            ("v=spf1 all:example.com -all/8", "needless-value@7 needless-value@23"),
            ("v=spf1 a:localhost mx:192.0.2.1 a:example.com:8080 include:-", "bad-name@7 bad-name@19 bad-name@32 bad-name@51"),
            ("v=spf1 exists:%{c}.example.com a:%{x}.example.com", "bad-macro@7 bad-macro@31"),
            ("v=spf1 redirect=a.example.com redirect=b.example.com", "repeated@30"),
            ("v=spf1 redirect= exp=example", "missing-value@7 bad-name@17"),
            ("v=spf1 -redirect=example.com", "unknown-mechanism@7"),
            ("v=spf1\u{20}ip4：192.0.2.1 -all", "foreign-character@7"),
            ("v=spf1 a\t-all", "foreign-character@7"),
            ("v=spf1 v=spf1 -all mx=%", "bad-macro@19"),
            ("v=spf1 - +", "unknown-mechanism@7 unknown-mechanism@9"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn only_the_version_makes_a_record() {
        for (text, expected) in [
            ("v=spf1", true),
            ("v=spf1 -all", true),
            ("v=spf10 -all", false),
            ("v=spf1-all", false),
            (" v=spf1", false),
            ("é", false),
            ("", false),
        ] {
            assert_eq!(is_record(text), expected, "{text}");
        }
    }
}
