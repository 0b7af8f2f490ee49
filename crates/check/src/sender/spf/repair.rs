//! Mends what can only have been meant one way.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::fault::Fault;
use super::parse::parse;

/// The record with its faults mended; none where one of them leaves a choice.
pub(super) fn repaired(text: &str, faults: &[Fault]) -> Option<String> {
    let mut terms = Vec::new();
    let mut at = 0;
    for term in text.split(' ') {
        let is_faulty = faults.iter().any(|fault| fault.at == at);
        at += term.len() + 1;
        if term.is_empty() {
            continue;
        }
        terms.push(if is_faulty { meant(term)? } else { term.to_owned() });
    }
    let repaired = terms.join(" ");
    parse(&repaired).faults.is_empty().then_some(repaired)
}

/// What a term can only have meant.
fn meant(term: &str) -> Option<String> {
    let plain: String = term.chars().map(narrow).collect();
    let plain = plain.trim_end_matches([',', ';', '.', '"', '\'']).trim_start_matches(['"', '\'']);
    let unsigned = plain.trim_start_matches(['+', '-', '~', '?']);
    let sign = plain.strip_suffix(unsigned).unwrap_or_default();
    let Some((name, value)) = unsigned.split_once([':', '=']) else {
        return network(unsigned).map(|network| format!("{sign}{network}")).or_else(|| Some(plain.to_owned()));
    };
    let value = value.trim_start_matches([':', '=']);
    let name = name.to_ascii_lowercase();
    let mended = match name.as_str() {
        "ip" | "ip4" | "ip6" | "ipv4" | "ipv6" | "a" | "mx" => match network(value) {
            Some(network) => network,
            None if name.starts_with("ip") => format!("a:{value}"),
            None => format!("{name}:{value}"),
        },
        "includes" => format!("include:{value}"),
        _ => format!("{name}:{value}"),
    };
    Some(format!("{sign}{mended}"))
}

/// A network as a term, if it is one.
fn network(value: &str) -> Option<String> {
    let address = value.split('/').next()?;
    if address.parse::<Ipv4Addr>().is_ok() {
        return Some(format!("ip4:{value}"));
    }
    address.parse::<Ipv6Addr>().is_ok().then(|| format!("ip6:{value}"))
}

/// Full-width signs and dashes, as input methods and word processors write them, as the signs they stand for.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{3002}' => '.',
        '\u{201c}' | '\u{201d}' => '"',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_only_be_meant_one_way_is_mended() {
        for (record, expected) in [
            ("v=spf1 ip:192.0.2.1 -all", Some("v=spf1 ip4:192.0.2.1 -all")),
            ("v=spf1 ipv6:2001:db8::/32 -all", Some("v=spf1 ip6:2001:db8::/32 -all")),
            ("v=spf1 ip4:2001:db8::1 -all", Some("v=spf1 ip6:2001:db8::1 -all")),
            ("v=spf1 ip4:192.0.2.1, mx; -all", Some("v=spf1 ip4:192.0.2.1 mx -all")),
            ("v=spf1 ip4：192.0.2.1 －all", Some("v=spf1 ip4:192.0.2.1 -all")),
            ("v=spf1 192.0.2.0/24 –all", Some("v=spf1 ip4:192.0.2.0/24 -all")),
            ("v=spf1 ip4:mail.example.com -all", Some("v=spf1 a:mail.example.com -all")),
            ("v=spf1 a:192.0.2.1 -all", Some("v=spf1 ip4:192.0.2.1 -all")),
            ("v=spf1 -ip:192.0.2.1 mx -all", Some("v=spf1 -ip4:192.0.2.1 mx -all")),
            ("v=spf1 includes:_spf.example.com -all", Some("v=spf1 include:_spf.example.com -all")),
            ("v=spf1 ip4:192.0.2.300 -all", None),
            ("v=spf1 a:localhost -all", None),
            ("v=spf1 ip4:192.0.2.0/33 -all", None),
            ("v=spf1 include: -all", None),
            ("v=spf1 something -all", None),
        ] {
            assert_eq!(repaired(record, &parse(record).faults).as_deref(), expected, "{record}");
        }
    }
}
