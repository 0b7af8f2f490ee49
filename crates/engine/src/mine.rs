//! What is ours, and whether a mail that came back was.
//!
//! Most bounces that a mailing list or a well-known domain gets are about mails that somebody else sent in its name: backscatter.
//! Nothing has to be repaired then, and no address has to be struck off.
//! The trace of the returned mail decides: a mail of ours has passed one of our hosts, bears our signature, got its `Message-ID` from us, or was found genuine by a receiver.
//! Where the reporting system took the mail from somebody who had signed in, or from itself, nothing is said: it may be our provider.
//! A forger could write these as well; then the mail is taken for ours, because to call a real bounce a forgery is the worse mistake.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::notice::mail::{self, Hop, Places};

/// Our domains and the addresses of our hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    domains: Vec<String>,
    networks: Vec<(IpAddr, u8)>,
}

/// A text that names neither a domain nor an IP address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMine;

impl fmt::Display for NoMine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither a domain nor an IP address or network")
    }
}

impl std::error::Error for NoMine {}

impl FromStr for Mine {
    type Err = NoMine;

    /// Reads domains, IP addresses and networks such as `192.0.2.0/24`, separated by commas or blanks.
    fn from_str(list: &str) -> Result<Mine, NoMine> {
        let mut mine = Mine::default();
        for item in list.split([',', ' ', '\t', '\n']).map(str::trim).filter(|item| !item.is_empty()) {
            match network(item) {
                Some(network) => mine.networks.push(network),
                None => mine.domains.push(domain(item).ok_or(NoMine)?),
            }
        }
        if mine.is_empty() { Err(NoMine) } else { Ok(mine) }
    }
}

impl Mine {
    /// Whether nothing is known to be ours.
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty() && self.networks.is_empty()
    }

    /// Adds what another list names.
    pub fn extend(&mut self, other: Mine) {
        self.domains.extend(other.domains);
        self.networks.extend(other.networks);
    }

    /// Whether a bounce is about a mail that was not ours; `reporting` are the hosts that report it. Without a returned header that tells the way of the mail the answer is no.
    pub(crate) fn is_foreign<'h>(&self, input: &[u8], reporting: impl Iterator<Item = &'h str>) -> bool {
        let reporters: Vec<&str> = reporting.take(MAX_REPORTERS).collect();
        // What our own server reports, our own server had accepted.
        if reporters.iter().any(|host| self.has_host(host)) {
            return false;
        }
        let Some(trace) = mail::trace(input).filter(|trace| trace.is_whole && !self.owns(&trace.places)) else { return false };
        let is_reporter = |places: &Places| {
            places.hosts.iter().any(|host| reporters.iter().any(|reporter| organisation(host).eq_ignore_ascii_case(organisation(reporter))))
        };
        // Who signed in at the reporting system, or never left it, is its customer; that may be us, and nothing in the trace would tell.
        let is_customer = |hop: &Hop| hop.is_submission && is_reporter(&hop.by);
        let comes_from_elsewhere = |hop: &Hop| !hop.from.is_empty() && !is_reporter(&hop.from);
        !trace.hops.iter().any(is_customer) && trace.hops.iter().any(comes_from_elsewhere)
    }

    fn owns(&self, places: &Places) -> bool {
        places.hosts.iter().any(|host| self.has_host(host)) || places.ips.iter().any(|ip| self.has_ip(*ip))
    }

    fn has_host(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_lowercase();
        self.domains.iter().any(|domain| host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
            || host.parse().is_ok_and(|ip| self.has_ip(ip))
    }

    fn has_ip(&self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        self.networks.iter().any(|(network, length)| match (network, ip) {
            (IpAddr::V4(network), IpAddr::V4(ip)) => starts_alike(u128::from(network.to_bits()), u128::from(ip.to_bits()), 32, *length),
            (IpAddr::V6(network), IpAddr::V6(ip)) => starts_alike(network.to_bits(), ip.to_bits(), 128, *length),
            _ => false,
        })
    }
}

/// How many reporting hosts are looked at; a report has one.
const MAX_REPORTERS: usize = 10;

/// The part of a host name that its owner has registered, as far as its form tells: the last two names, or three below endings such as `com.cn`.
fn organisation(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    let mut starts = host.rmatch_indices('.').map(|(at, _)| at + 1);
    let (last, second, third) = (starts.next(), starts.next(), starts.next());
    let name = |from: Option<usize>, to: Option<usize>| host.get(from.unwrap_or(0)..to.map_or(host.len(), |to| to - 1)).unwrap_or_default();
    let is_shared =
        name(last, None).len() == 2 && matches!(name(second, last), "com" | "co" | "net" | "org" | "edu" | "gov" | "ac" | "or" | "ne");
    let start = if is_shared { third } else { second };
    host.get(start.unwrap_or(0)..).unwrap_or(host)
}

/// Whether two addresses of `width` bits have their first `length` bits in common.
fn starts_alike(one: u128, other: u128, width: u8, length: u8) -> bool {
    let differing = (one ^ other).leading_zeros();
    // Addresses of 32 bits have 96 zeros before them.
    differing >= 128 - u32::from(width) + u32::from(length)
}

fn network(item: &str) -> Option<(IpAddr, u8)> {
    let (ip, length) = item.split_once('/').map_or((item, None), |(ip, length)| (ip, Some(length)));
    let ip = ip.trim_matches(['[', ']']).parse::<IpAddr>().ok()?;
    let width = if ip.is_ipv4() { 32 } else { 128 };
    let length = length.map_or(Some(width), |length| length.parse().ok().filter(|length| *length <= width))?;
    Some((ip, length))
}

/// A domain, where an address was given that of its mailbox.
fn domain(item: &str) -> Option<String> {
    let item = item.rsplit_once('@').map_or(item, |(_, domain)| domain);
    let domain = item.trim_start_matches("*.").trim_matches('.').to_lowercase();
    let fits = domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    (fits && !domain.ends_with(|c: char| c.is_ascii_digit())).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::{Audience, Language, Texts, advise};
    use crate::diagnose::Workspace;
    use crate::knowledge::{Knowledge, Suppress};
    use crate::notice::Warning;
    use crate::{Options, explain_with};

    /// A bounce of a mail with this header.
    fn bounce(returned: &str) -> String {
        format!(
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nTo: ann@example.cn\nSubject: Undelivered Mail Returned to Sender\n\
MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n--b1\nContent-Type: text/plain\n\nfailed\n\n\
--b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n\
Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--b1\nContent-Type: text/rfc822-headers\n\n{returned}\n\n--b1--\n"
        )
    }

    const AUTHOR: &str = "From: Ann <ann@example.cn>\nTo: bob@example.com\nSubject: hello";

    #[test]
    fn a_mail_that_nothing_of_ours_has_touched_was_not_ours() {
        let forged = format!(
            "Return-Path: <ann@example.cn>\nReceived: from shop.example.net (unknown [203.0.113.9]) by mx.example.com (envelope-from <ann@example.cn>); Mon, 23 Nov 2026\nMessage-ID: <1@shop.example.net>\n{AUTHOR}"
        );
        for (returned, is_foreign) in [
            (forged.clone(), true),
            (forged.replace("203.0.113.9", "192.0.2.7"), false),
            (forged.replace("from shop.example.net", "from out.example.cn"), false),
            (forged.replace("<1@shop.example.net>", "<1@mail.example.cn>"), false),
            (format!("DKIM-Signature: v=1; a=rsa-sha256;\n d=example.cn; s=one; b=abc=\n{forged}"), false),
            // What a receiver has found to be genuine, and who signed in at the system that reports.
            (format!("Authentication-Results: mx.example.com; spf=pass smtp.mailfrom=ann@example.cn;\n dkim=none\n{forged}"), false),
            (
                format!(
                    "Authentication-Results: mx.example.com; spf=fail smtp.mailfrom=ann@example.cn;\n dkim=pass header.d=shop.example.net\n{forged}"
                ),
                true,
            ),
            (forged.replace("by mx.example.com (", "by smtp.example.com with ESMTPSA id 1 ("), false),
            (forged.replace("shop.example.net (unknown [203.0.113.9])", "inside.example.com ([198.51.100.1])"), false),
            // Nothing to judge by: no hop, or a header cut before its end.
            (format!("Message-ID: <1@shop.example.net>\n{AUTHOR}"), false),
            ("Received: from shop.example.net ([203.0.113.9]) by mx.example.com".to_owned(), false),
        ] {
            let knowledge = Knowledge::embedded();
            let options = Options::of("example.cn,192.0.2.0/24".parse().unwrap());
            let mail = bounce(&returned);
            let explanations = explain_with(&knowledge, mail.as_bytes(), &options, &mut Workspace::new());
            let explanation = explanations.first().unwrap();
            assert_eq!(explanation.warnings.contains(&Warning::Backscatter), is_foreign, "{returned}");
            let explained = explanation.deliveries.first().unwrap();
            let expected = if is_foreign { Suppress::No } else { Suppress::Now };
            assert_eq!(explained.diagnosis.as_ref().map(|diagnosis| diagnosis.suppress), Some(expected), "{returned}");
        }
    }

    #[test]
    fn what_our_own_server_reports_was_ours() {
        let returned = format!("Received: from [203.0.113.9] by relay.example.net\nMessage-ID: <1@shop.example.net>\n{AUTHOR}");
        let mine: Mine = "example.cn".parse().unwrap();
        assert!(mine.is_foreign(bounce(&returned).as_bytes(), ["mx.example.com"].into_iter()));
        assert!(!mine.is_foreign(bounce(&returned).as_bytes(), ["out.example.cn"].into_iter()));
    }

    #[test]
    fn a_mail_returned_below_the_words_has_a_trace_too() {
        let mail = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nTo: ann@example.cn\nSubject: failure notice\n\n<bob@example.com>:\n550 User unknown\n\n--- Below this line is a copy of the message.\n\n\
Return-Path: <ann@example.cn>\nReceived: from unknown (203.0.113.9) by mx.example.com; Mon, 23 Nov 2026\nMessage-ID: <1@shop.example.net>\nFrom: ann@example.cn\nSubject: hello\n\nhello\n";
        for mail in [mail.to_owned(), mail.replace('\n', "\r\n")] {
            let is_foreign = |mine: &str| mine.parse::<Mine>().unwrap().is_foreign(mail.as_bytes(), std::iter::empty());
            assert!(is_foreign("example.cn") && !is_foreign("203.0.113.0/24"));
        }
    }

    #[test]
    fn nobody_is_told_to_repair_what_was_not_his() {
        let knowledge = Knowledge::embedded();
        let options = Options::of("example.org".parse().unwrap());
        let mail = bounce(&format!("Received: from [203.0.113.9] by mx.example.com\n{AUTHOR}"));
        let explanations = explain_with(&knowledge, mail.as_bytes(), &options, &mut Workspace::new());
        let explained = explanations.first().and_then(|explanation| explanation.deliveries.first()).unwrap();
        for language in Language::ALL {
            let texts = Texts::embedded(language);
            for audience in [Audience::Sender, Audience::Admin] {
                let advice = advise(&knowledge, &texts, explained, audience).unwrap();
                assert_eq!(advice.headline, texts.say("backscatter", &[]));
                assert!(advice.happened.contains("bob@example.com") && advice.steps.is_empty(), "{advice:?}");
            }
        }
    }

    #[test]
    fn hosts_of_one_owner_share_a_name() {
        for (host, expected) in [
            ("mx.out.example.com", "example.com"),
            ("example.com.", "example.com"),
            ("mx.example.com.cn", "example.com.cn"),
            ("com.cn", "com.cn"),
            ("mx.example.co.uk", "example.co.uk"),
            ("localhost", "localhost"),
            ("", ""),
        ] {
            assert_eq!(organisation(host), expected, "{host}");
        }
    }

    #[test]
    fn domains_addresses_and_networks_are_read() {
        for (list, has, lacks) in [
            ("example.cn", "mx.example.cn", "notexample.cn"),
            ("ann@example.cn, *.example.org", "example.org", "example.com"),
            ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
            ("192.0.2.0/24 example.cn", "192.0.2.200", "192.0.3.1"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
            ("192.0.2.1", "::ffff:192.0.2.1", "::192.0.2.1"),
        ] {
            let mine: Mine = list.parse().unwrap();
            assert!(mine.has_host(has) && !mine.has_host(lacks), "{list}");
        }
        for list in ["", ",", "example", "192.0.2.1/33", "192.0.2.300", "exa mple"] {
            assert_eq!(list.parse::<Mine>(), Err(NoMine), "{list}");
        }
    }
}
