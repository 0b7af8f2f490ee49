//! Names of hosts that a provider gave to an address without asking who uses it.
//!
//! Receivers take mail from such a host for mail of an infected computer at home, or of a rented server that nobody has set up.

use std::net::IpAddr;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::facts;

/// What marks the names that providers give (`knowledge/check/generic-names.toml`).
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GenericNames {
    family: Vec<Family>,
    /// Labels that stand in the place of a domain below a country: `com.cn`, `co.uk`.
    second_level: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Family {
    meaning: GenericName,
    /// Words that mark a name by themselves.
    #[serde(default)]
    words: Vec<String>,
    /// Words that mark a name only together with the address in it.
    #[serde(default)]
    words_with_address: Vec<String>,
    /// Domains below which all names are given by the provider.
    #[serde(default)]
    below: Vec<String>,
}

/// What a name of a provider says about the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum GenericName {
    /// A connection of a home or an office whose address changes.
    Dynamic,
    /// A rented server whose name nobody has set.
    Unset,
}

impl GenericNames {
    /// What is built in.
    pub fn embedded() -> &'static GenericNames {
        static FACTS: LazyLock<GenericNames> = LazyLock::new(|| facts("check/generic-names.toml"));
        &FACTS
    }

    /// What a name says about the host of this address, if a provider gave it.
    pub fn judge(&self, name: &str, address: IpAddr) -> Option<GenericName> {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let own = self.own_part(&name);
        let holds_address = holds_address(own, address);
        let words: Vec<&str> = own.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
        let has_one_of = |known: &[String]| words.iter().any(|word| known.iter().any(|known| known == word));
        let is_below = |domain: &String| name.strip_suffix(domain.as_str()).is_some_and(|rest| rest.ends_with('.'));
        let says = |family: &&Family| has_one_of(&family.words) || (holds_address && has_one_of(&family.words_with_address));
        // The provider tells more than a word: a rented server may be called a client.
        let by_provider = self.family.iter().find(|family| family.below.iter().any(is_below));
        let found = by_provider.or_else(|| self.family.iter().find(says)).map(|family| family.meaning);
        found.or(holds_address.then_some(GenericName::Unset))
    }

    /// The labels before the domain that somebody registered: `dynamic.example.com` is a word about a host, `dynamic-mail.example` a name somebody chose.
    fn own_part<'n>(&self, name: &'n str) -> &'n str {
        let mut dots = name.rmatch_indices('.').map(|(at, _)| at);
        let (last, second) = (dots.next(), dots.next());
        let is_country = last.is_some_and(|last| name.len() - last == 3);
        let between = |from: usize, to: usize| name.get(from + 1..to).unwrap_or_default();
        let second_level = second.zip(last).map(|(from, to)| between(from, to));
        let is_shared = is_country && second_level.is_some_and(|label| self.second_level.iter().any(|known| known == label));
        let end = if is_shared { dots.next() } else { second };
        end.and_then(|end| name.get(..end)).unwrap_or_default()
    }
}

/// Whether the numbers of an address stand in a name, in one of the forms that providers write them in.
fn holds_address(name: &str, address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => holds_octets(name, address.octets()),
        IpAddr::V6(address) => holds_groups(name, address.segments()),
    }
}

fn holds_octets(name: &str, octets: [u8; 4]) -> bool {
    let forward = octets.map(u32::from);
    let [a, b, c, d] = forward;
    let numbers: Vec<u32> = name.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    // Three of the four are enough: the network may be named and the host counted.
    let runs = [[a, b, c], [b, c, d], [d, c, b], [c, b, a]];
    let stands = numbers.windows(3).any(|window| runs.iter().any(|run| window == run));
    let [e, f, g, h] = octets;
    let joined = [format!("{a:03}{b:03}{c:03}{d:03}"), format!("{d:03}{c:03}{b:03}{a:03}"), format!("{e:02x}{f:02x}{g:02x}{h:02x}")];
    stands || joined.iter().any(|form| name.contains(form))
}

fn holds_groups(name: &str, groups: [u16; 8]) -> bool {
    let digits: String = name.chars().filter(char::is_ascii_hexdigit).collect();
    let [_, _, _, _, e, f, g, h] = groups;
    let long: String = groups.iter().map(|group| format!("{group:04x}")).collect();
    let host = format!("{e:x}-{f:x}-{g:x}-{h:x}");
    digits.contains(&long) || ((e, f) != (0, 0) && name.contains(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, address: &str, expected: Option<GenericName>) {
        let names = GenericNames::embedded();
        assert!(!names.family.is_empty());
        assert_eq!(names.judge(name, address.parse().unwrap()), expected, "{name}");
    }

    #[test]
    fn names_of_providers_are_known() {
        use GenericName::{Dynamic, Unset};
        for (name, expected) in [
            ("192-0-2-10.dynamic.example.net", Dynamic),
            ("dynamic-ip-1020192.example.net", Dynamic),
            ("10.2.0.192.broad.gz.gd.dynamic.163data.com.cn", Dynamic),
            ("c-192-0-2-10.hsd1.ca.comcast.net", Dynamic),
            ("p5b0c0200.dip0.t-ipconnect.de", Dynamic),
            ("host10-2-0-192.range192-0.btcentralplus.com", Dynamic),
            ("pool-192-0-2-10.nycmny.fios.verizon.net", Dynamic),
            ("adsl-10.example.net", Dynamic),
            ("ec2-192-0-2-10.compute-1.amazonaws.com", Unset),
            ("10.2.0.192.bc.googleusercontent.com", Unset),
            ("static.10.2.0.192.clients.your-server.de", Unset),
            ("vps-1a2b3c.vps.ovh.net", Unset),
            ("192.0.2.10.vultrusercontent.com", Unset),
            ("192-0-2-10.static.example.net", Unset),
            ("ip192000002010.example.net", Unset),
            ("c000020a.example.net", Unset),
        ] {
            check(name, "192.0.2.10", Some(expected));
        }
        check("2001-db8-0-0-a-b-c-d.example.net", "2001:db8::a:b:c:d", Some(Unset));
        check("20010db8000000000000000000000001.example.net", "2001:db8::1", Some(Unset));
    }

    #[test]
    fn names_that_somebody_chose_are_left_alone() {
        for name in [
            "mail.example.com",
            "mx10.example.com",
            "smtp-out-2.example.com",
            "mail192.example.com",
            "mail.dynamic-mail.example",
            "dynamic.com",
            "mail.dsl.com.cn",
            "pool.example.com",
            "customer.example.com",
            "out2-10.mail.example.com",
            "mail-pf1-f192.google.com",
            "localhost",
            "",
        ] {
            check(name, "192.0.2.10", None);
        }
        check("mail.example.com", "2001:db8::1", None);
    }
}
