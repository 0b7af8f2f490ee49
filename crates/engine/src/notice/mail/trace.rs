//! Where a returned mail has been, as far as its header tells: the hosts of its `Received` fields, of its `Message-ID` and of its signatures.
//!
//! `From` and the envelope sender say nothing, for they are what a forger writes; so addresses are left out wherever they stand.

use std::net::IpAddr;

use super::incoming::Incoming;
use super::original;
use crate::mime::{Headers, Mail};

/// How many fields of the header are looked at; no mail passes through a hundred hosts.
const MAX_FIELDS: usize = 512;
/// How many hosts and addresses are kept.
const MAX_PLACES: usize = 1000;

/// The places a mail has been to.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// Names of hosts and domains, in lower case.
    pub hosts: Vec<String>,
    /// Addresses of hosts.
    pub ips: Vec<IpAddr>,
    /// Whether the header is whole enough for something that is missing in it to mean something: it names a hop, and goes down to what the author wrote.
    pub is_whole: bool,
}

/// Reads the trace of the mail that was returned within another one; none when it was not returned.
pub(crate) fn trace(input: &[u8]) -> Option<Trace> {
    let input = input.get(..super::MAX_MAIL).unwrap_or(input);
    if !super::looks_like_mail(input) {
        return None;
    }
    let mail = Mail::parse(input);
    original::with_returned_header(&mail, of).or_else(|| {
        let incoming = Incoming::of(&mail);
        incoming
            .words()
            .iter()
            .find(|words| !words.returned().trim().is_empty())
            .map(|words| of(Headers::of(words.returned().trim_start().as_bytes())))
    })
}

fn of(headers: Headers<'_>) -> Trace {
    let mut trace = Trace::default();
    let (mut has_hop, mut has_author) = (false, false);
    for field in headers.take(MAX_FIELDS) {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        if is("Received") {
            has_hop = true;
            let text = field.text();
            // The time stands behind the last semicolon.
            trace.add(text.rsplit_once(';').map_or(&*text, |(hops, _)| hops));
        } else if is("Message-ID") {
            let text = field.text();
            trace.add(text.rsplit_once('@').map_or("", |(_, domain)| domain));
        } else if is("DKIM-Signature") || is("DomainKey-Signature") {
            let text = field.text();
            let domain = text.split(';').find_map(|tag| tag.trim().strip_prefix("d="));
            trace.add(domain.unwrap_or_default());
        } else if is("From") {
            has_author = true;
        }
    }
    trace.is_whole = has_hop && has_author && !(trace.hosts.is_empty() && trace.ips.is_empty());
    trace
}

impl Trace {
    fn add(&mut self, text: &str) {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '@' | '+');
        for word in text.split(|c: char| !is_word(c)) {
            if word.contains('@') || self.hosts.len() + self.ips.len() >= MAX_PLACES {
                continue;
            }
            let word = word.strip_prefix("IPv6:").unwrap_or(word).trim_matches(['.', ':', '-']);
            if let Ok(ip) = word.parse() {
                self.ips.push(ip);
            } else if let Some(ip) = word.rsplit_once(':').and_then(|(ip, _)| ip.parse().ok()) {
                self.ips.push(ip);
            } else if word.contains('.') {
                self.hosts.push(word.to_lowercase());
            }
        }
    }
}
