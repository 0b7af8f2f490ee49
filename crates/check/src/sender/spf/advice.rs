//! The record as it should be.

use std::net::IpAddr;

use super::parse::{VERSION, parse};
use super::record::{Mechanism, Qualifier};
use super::survey::{HostTerm, Survey};

/// A record for a domain that has none: its mail servers, where it has some, and this host.
pub(super) fn first_record(has_mail_servers: bool, ip: Option<IpAddr>) -> String {
    let mut terms = vec![VERSION.to_owned()];
    terms.extend(has_mail_servers.then(|| "mx".to_owned()));
    terms.extend(ip.map(network_term));
    // A domain without mail servers or hosts sends nothing; about others nobody can be sure that they are all named.
    terms.push(if terms.len() == 1 { "-all" } else { "~all" }.to_owned());
    terms.join(" ")
}

/// The record with a host added where it is reached: before `all`, and before what only speaks when nothing matches.
pub(super) fn with_host(text: &str, ip: IpAddr) -> String {
    let terms: Vec<&str> = text.split(' ').filter(|term| !term.is_empty()).collect();
    let all = terms.iter().position(|term| is_all(term));
    let modifier = terms.iter().position(|term| is_modifier(term, "redirect") || is_modifier(term, "exp"));
    let at = all.or(modifier).unwrap_or(terms.len());
    let (before, after) = terms.split_at_checked(at).unwrap_or((&terms, &[]));
    let added = network_term(ip);
    [before, &[added.as_str()], after].concat().join(" ")
}

/// One record that says what several say, with the mildest of their ends.
pub(super) fn merged(texts: &[String]) -> String {
    let mut terms: Vec<String> = vec![VERSION.to_owned()];
    let mut end: Option<Qualifier> = None;
    for text in texts {
        let record = parse(text).record;
        for directive in &record.directives {
            match directive.mechanism {
                Mechanism::All => end = end.max(Some(directive.qualifier)),
                _ => add(&mut terms, directive.text.clone()),
            }
        }
        // Another record can no longer decide alone; it can still let its hosts send.
        if let Some(redirect) = record.effective_redirect() {
            add(&mut terms, format!("include:{}", redirect.target.text));
        }
    }
    // Nobody asked for `+all`, and it makes the whole record worthless.
    let end = end.unwrap_or(Qualifier::SoftFail).min(Qualifier::Neutral);
    terms.push(format!("{}all", end.sign()));
    terms.join(" ")
}

/// The record with fewer look-ups: names in it replaced by their addresses, and what never matches left out.
/// Records of others stay, because their owners change them.
pub(super) fn slimmed(survey: &Survey) -> Option<String> {
    let root = survey.branches.first()?;
    let text = root.texts.first()?;
    let mut terms: Vec<String> = Vec::new();
    for term in text.split(' ').filter(|term| !term.is_empty()) {
        let host = survey.hosts.iter().find(|host| host.branch == 0 && host.term == term);
        let is_ptr = root.parsed.record.directives.iter().any(|known| known.text == term && matches!(known.mechanism, Mechanism::Ptr(_)));
        match host.and_then(addresses) {
            Some(networks) => networks.into_iter().for_each(|network| add(&mut terms, network)),
            None if is_ptr || leads_nowhere(survey, term) => {}
            None => add(&mut terms, term.to_owned()),
        }
    }
    let slimmed = terms.join(" ");
    (slimmed != *text).then_some(slimmed)
}

/// The addresses of a name as networks; none where the term compares networks itself, or an answer is missing.
fn addresses(host: &HostTerm) -> Option<Vec<String>> {
    let is_plain = !host.term.contains('/') && !host.term.starts_with(['-', '~', '?']);
    let is_known = host.addresses.iter().chain(&host.mail_servers).all(|lookup| lookup.fault().is_none());
    (is_plain && is_known).then(|| host.addresses.iter().flat_map(|lookup| lookup.addresses()).map(network_term).collect())
}

fn leads_nowhere(survey: &Survey, term: &str) -> bool {
    let below = survey.branches.iter().filter(|branch| branch.from.as_ref().is_some_and(|(from, through)| *from == 0 && through == term));
    below.into_iter().any(|branch| branch.is_circular || (branch.texts.is_empty() && branch.lookup.fault().is_none()))
}

fn add(terms: &mut Vec<String>, term: String) {
    if !terms.iter().any(|known| known.eq_ignore_ascii_case(&term)) {
        terms.push(term);
    }
}

pub(super) fn network_term(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => format!("ip4:{ip}"),
        IpAddr::V6(ip) => format!("ip6:{ip}"),
    }
}

fn is_all(term: &str) -> bool {
    term.trim_start_matches(['+', '-', '~', '?']).eq_ignore_ascii_case("all")
}

fn is_modifier(term: &str, name: &str) -> bool {
    term.split_once('=').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_added_where_it_is_reached() {
        for (record, ip, expected) in [
            ("v=spf1 mx -all", "192.0.2.1", "v=spf1 mx ip4:192.0.2.1 -all"),
            ("v=spf1  mx  ~ALL exp=e.example.com", "2001:db8::1", "v=spf1 mx ip6:2001:db8::1 ~ALL exp=e.example.com"),
            ("v=spf1 redirect=_spf.example.com", "192.0.2.1", "v=spf1 ip4:192.0.2.1 redirect=_spf.example.com"),
            ("v=spf1 mx", "::ffff:192.0.2.1", "v=spf1 mx ip4:192.0.2.1"),
            ("v=spf1", "192.0.2.1", "v=spf1 ip4:192.0.2.1"),
        ] {
            assert_eq!(with_host(record, ip.parse().unwrap()), expected);
        }
    }

    #[test]
    fn several_records_become_one() {
        for (records, expected) in [
            (&["v=spf1 mx -all", "v=spf1 include:_spf.example.net ~all"][..], "v=spf1 mx include:_spf.example.net ~all"),
            (&["v=spf1 mx ip4:192.0.2.1 -all", "v=spf1 MX -all"], "v=spf1 mx ip4:192.0.2.1 -all"),
            (&["v=spf1 a +all", "v=spf1 redirect=_spf.example.net"], "v=spf1 a include:_spf.example.net ?all"),
            (&["v=spf1", "v=spf1 a"], "v=spf1 a ~all"),
        ] {
            let records: Vec<String> = records.iter().map(|&record| record.to_owned()).collect();
            assert_eq!(merged(&records), expected);
        }
    }

    #[test]
    fn the_first_record_names_who_sends() {
        let ip = Some("192.0.2.1".parse().unwrap());
        for (has_mail_servers, ip, expected) in [
            (true, ip, "v=spf1 mx ip4:192.0.2.1 ~all"),
            (false, ip, "v=spf1 ip4:192.0.2.1 ~all"),
            (true, None, "v=spf1 mx ~all"),
            (false, None, "v=spf1 -all"),
        ] {
            assert_eq!(first_record(has_mail_servers, ip), expected);
        }
    }
}
