//! Addresses as names of the DNS.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::reach::Reach;

/// The name that holds the PTR record of an address (RFC 1035 section 3.5, RFC 3596 section 2.5).
pub fn reverse_name(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => in_zone(IpAddr::V4(address), "in-addr.arpa"),
        IpAddr::V6(address) => in_zone(IpAddr::V6(address), "ip6.arpa"),
    }
}

/// The name of an address in a zone that is about addresses: octets or nibbles from the last to the first (RFC 5782 section 2).
pub fn in_zone(address: IpAddr, zone: &str) -> String {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            format!("{d}.{c}.{b}.{a}.{zone}")
        }
        IpAddr::V6(address) => {
            let nibbles = address.octets().into_iter().rev().flat_map(|octet| [octet & 15, octet >> 4]);
            let mut name: String = nibbles.map(|nibble| format!("{nibble:x}.")).collect();
            name.push_str(zone);
            name
        }
    }
}

/// Whether anything may be asked about an address: what belongs to a private network is nobody else's business, whatever may be connected to.
pub(super) fn is_asked_about(address: IpAddr, reach: Reach) -> bool {
    let is_private = match address.to_canonical() {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    };
    reach.allows(address) && !is_private
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    address.is_private() || address.is_loopback() || address.is_link_local() || address.is_unspecified()
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_unique_local() || address.is_loopback() || address.is_unicast_link_local() || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_names() {
        for (address, expected) in [
            ("192.0.2.10", "10.2.0.192.in-addr.arpa"),
            ("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"),
            ("::ffff:192.0.2.10", "10.2.0.192.in-addr.arpa"),
        ] {
            assert_eq!(reverse_name(address.parse().unwrap()), expected);
        }
    }

    #[test]
    fn nothing_is_asked_about_private_addresses() {
        for (address, expected) in [
            ("192.0.2.1", [false, true]),
            ("8.8.8.8", [true, true]),
            ("10.0.0.1", [false, false]),
            ("127.0.0.2", [false, false]),
            ("169.254.1.1", [false, false]),
            ("fd00::1", [false, false]),
            ("fe80::1", [false, false]),
            ("::ffff:10.0.0.1", [false, false]),
            ("2001:db8::1", [false, true]),
        ] {
            let address = address.parse().unwrap();
            assert_eq!([Reach::Public, Reach::Anywhere].map(|reach| is_asked_about(address, reach)), expected, "{address}");
        }
    }
}
