//! To whom the links of a mail lead, so that blocklists of domains can be asked about them.

use std::collections::BTreeSet;

use tuixin::mime::{Mail, Media, TextKind};

use super::mailbox;

/// How many different hosts are kept. Filters look at no more either, and each costs several questions.
const MOST_HOSTS: usize = 100;

/// How much of one text is read, in bytes; what is larger than a book is no text for people.
const MOST_TEXT: usize = 2 * 1024 * 1024;

/// The longest host name (RFC 1035 section 2.3.4).
const LONGEST_HOST: usize = 253;

/// The hosts of the `http` and `https` links in the texts of a mail, each once, in the order of the alphabet.
pub fn hosts(mail: &Mail<'_>) -> Vec<String> {
    let mut hosts = BTreeSet::new();
    for part in mail.parts() {
        let entities = match part.media {
            Media::Text(TextKind::Html) => true,
            Media::Text(TextKind::Plain) => false,
            _ => continue,
        };
        let text = mail.text(part.id).text;
        let text = text.get(..text.floor_char_boundary(MOST_TEXT)).unwrap_or_default();
        for host in hosts_in(text, entities) {
            if hosts.len() == MOST_HOSTS {
                return hosts.into_iter().collect();
            }
            hosts.insert(host);
        }
    }
    hosts.into_iter().collect()
}

/// The hosts of the links of a text. In HTML a slash may be written as an entity, and protocol-relative links have no scheme.
fn hosts_in(text: &str, is_html: bool) -> Vec<String> {
    let decoded = is_html
        .then(|| text.replace("&#47;", "/").replace("&#x2f;", "/").replace("&#x2F;", "/").replace("&sol;", "/").replace("&#58;", ":"));
    let text = decoded.as_deref().unwrap_or(text);
    let mut found = Vec::new();
    for (at, _) in text.match_indices("//") {
        let before = text.get(..at).unwrap_or_default();
        let has_scheme = ends_with(before, "http:") || ends_with(before, "https:");
        let is_relative = is_html && before.ends_with(['"', '\'', '=']);
        if has_scheme || is_relative {
            found.extend(text.get(at + 2..).and_then(host));
        }
    }
    found
}

fn ends_with(text: &str, ending: &str) -> bool {
    let start = text.len().checked_sub(ending.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// The host at the start of what follows `//` (RFC 3986 section 3.2): without user, port, and brackets of IPv6.
fn host(rest: &str) -> Option<String> {
    let end =
        rest.find(|c: char| c.is_whitespace() || c.is_control() || "/?#\\\"'<>(){}|^`，。；、”’）》".contains(c)).unwrap_or(rest.len());
    let authority = rest.get(..end)?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(address) = host.strip_prefix('[') {
        return address
            .split_once(']')
            .map(|(address, _)| address.to_ascii_lowercase())
            .filter(|address| address.parse::<std::net::Ipv6Addr>().is_ok());
    }
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let host = host.trim_end_matches(['.', ',', ';', '!', '&', '*', '_', '-']);
    name(host).filter(|host| host.contains('.'))
}

/// A name as the DNS is asked about it; none where no name was meant. Underscores are against the rules for hosts and are met all the same.
fn name(host: &str) -> Option<String> {
    let is_plain = |name: &String| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let ascii = idna::domain_to_ascii(Some(host).filter(|host| host.len() <= LONGEST_HOST)?).ok()?;
    Some(ascii).filter(is_plain).filter(|name| !name.is_empty() && name.len() <= LONGEST_HOST)
}

/// The domains of the addresses to which replies to a mail go, which blocklists are asked about as well.
pub fn reply_domains(mail: &Mail<'_>) -> Vec<String> {
    let fields = ["From", "Reply-To"].into_iter().filter_map(|name| mail.header(tuixin::mime::PartId::ROOT, name));
    let domains = fields.flat_map(|field| mailbox::mailboxes(&field)).filter_map(|mailbox| mailbox.domain().and_then(name));
    domains.take(MOST_HOSTS).collect::<BTreeSet<String>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_html: bool, expected: &str) {
        assert_eq!(hosts_in(text, is_html).join(" "), expected, "{text}");
    }

    #[test]
    fn hosts_of_links_are_found() {
        check(
            "see http://example.com/a?b=http://example.net, and HTTPS://Www.Example.CN:8443.",
            false,
            "example.com example.net www.example.cn",
        );
        check("见https://例子.cn/退信，或http://example.cn。", false, "xn--fsqu00a.cn example.cn");
        check(
            "https://bank.example@evil.example.net/x https://[2001:db8::1]/ http://192.0.2.1/",
            false,
            "evil.example.net 2001:db8::1 192.0.2.1",
        );
        check("ftp://example.com //example.net mailto:a@example.com http:// http://. https://localhost/", false, "");
        check("<a href=\"//example.com/x\"><img src='http:&#47;&#47;example.net/y'>", true, "example.com example.net");
        check("<a href=https://example.org>x</a>", true, "example.org");
    }
}
