//! Where a returned mail has been, as far as its header tells: the hosts of its `Received` fields, of its `Message-ID` and of its signatures, and the domains that a receiver found to be genuine.
//!
//! `From` and the envelope sender say nothing, for they are what a forger writes; so addresses are left out wherever they stand.
//!
//! Sources: RFC 5321 section 4.4 (`Received`), RFC 3848 (`with ESMTPA`), RFC 6376 (DKIM), RFC 8601 (`Authentication-Results`), RFC 7208 section 9.1 (`Received-SPF`).

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
    /// Everything that is named anywhere.
    pub places: Places,
    /// The steps from host to host, the last one first.
    pub hops: Vec<Hop>,
    /// Whether the header goes down to what the author wrote, so that something that is missing in it was never there.
    pub is_whole: bool,
}

/// Hosts and addresses.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Names of hosts and domains, in lower case.
    pub hosts: Vec<String>,
    /// Addresses of hosts.
    pub ips: Vec<IpAddr>,
}

/// One step.
#[derive(Debug, Default)]
pub(crate) struct Hop {
    /// Where the mail came from.
    pub from: Places,
    /// Who took it.
    pub by: Places,
    /// Whether the one who gave it had signed in.
    pub is_submission: bool,
}

/// Reads the trace of the mail that was returned within another one; none when it was not returned.
pub(crate) fn trace(input: &[u8]) -> Option<Trace> {
    let input = input.get(..super::MAX_MAIL).unwrap_or(input);
    if !super::looks_like_mail(input) {
        return None;
    }
    let mail = Mail::parse(input);
    original::with_returned_header(&Incoming::of(&mail), of)
}

fn of(headers: Headers<'_>) -> Trace {
    let mut trace = Trace::default();
    let mut left = MAX_PLACES;
    for field in headers.take(MAX_FIELDS) {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        if is("Received") {
            let hop = Hop::of(&field.text(), &mut left);
            trace.places.extend(&hop.from);
            trace.places.extend(&hop.by);
            trace.hops.push(hop);
        } else if is("Message-ID") {
            let text = field.text();
            trace.places.read(text.rsplit_once('@').map_or("", |(_, domain)| domain), &mut left);
        } else if is("DKIM-Signature") || is("DomainKey-Signature") {
            let text = field.text();
            trace.places.read(text.split(';').find_map(|tag| tag.trim().strip_prefix("d=")).unwrap_or_default(), &mut left);
        } else if is("Authentication-Results") || is("ARC-Authentication-Results") {
            for result in field.text().split(';') {
                trace.places.read(&vouched_for(result), &mut left);
            }
        } else if is("X-OriginatorOrg") {
            trace.places.read(&field.text(), &mut left);
        } else if is("From") {
            trace.is_whole = true;
        }
    }
    trace
}

/// The domains of one result such as `spf=pass smtp.mailfrom=ann@example.cn`; empty where nothing passed.
fn vouched_for(result: &str) -> String {
    let passed = ["spf=pass", "dkim=pass", "dmarc=pass"].iter().any(|verdict| result.to_ascii_lowercase().contains(verdict));
    if !passed {
        return String::new();
    }
    let domain = |word: &str| {
        let (property, value) = word.split_once('=')?;
        let is_identity = matches!(property, "smtp.mailfrom" | "header.d" | "header.i" | "header.from");
        is_identity.then(|| value.rsplit('@').next().unwrap_or_default().to_owned())
    };
    result.split_whitespace().filter_map(domain).collect::<Vec<_>>().join(" ")
}

impl Hop {
    fn of(received: &str, left: &mut usize) -> Hop {
        // The time stands behind the last semicolon.
        let text = received.rsplit_once(';').map_or(received, |(hop, _)| hop);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (from, by) = match text.strip_prefix("by ") {
            Some(by) => ("", by),
            None => text.split_once(" by ").unwrap_or((&text, "")),
        };
        let mut hop = Hop::default();
        // qmail and sendmail write in brackets what a program of the host itself did.
        if from.starts_with("from ") {
            hop.from.read(from, left);
        }
        // What stands behind the host are ids and recipients.
        let end = by.find(" id ").or_else(|| by.find(" for ")).unwrap_or(by.len());
        let by = by.get(..end).unwrap_or_default();
        hop.by.read(by, left);
        let protocol =
            by.split_once("with ").map_or("", |(_, protocol)| protocol).split(' ').next().unwrap_or_default().to_ascii_lowercase();
        hop.is_submission =
            matches!(protocol.as_str(), "esmtpa" | "esmtpsa" | "asmtp" | "utf8smtpa" | "utf8smtpsa" | "http" | "https" | "mapi");
        hop
    }
}

impl Places {
    fn read(&mut self, text: &str, left: &mut usize) {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '@' | '+');
        for word in text.split(|c: char| !is_word(c)).filter(|word| !word.contains('@')) {
            let word = word.strip_prefix("IPv6:").unwrap_or(word).trim_matches(['.', '-']);
            let ip = word.parse().ok().or_else(|| word.rsplit_once(':').and_then(|(ip, _)| ip.parse().ok()));
            if ip.is_none() && !word.contains('.') {
                continue;
            }
            let Some(rest) = left.checked_sub(1) else { return };
            *left = rest;
            match ip {
                Some(ip) => self.ips.push(ip),
                None => self.hosts.push(word.trim_matches(':').to_lowercase()),
            }
        }
    }

    fn extend(&mut self, other: &Places) {
        self.hosts.extend_from_slice(&other.hosts);
        self.ips.extend_from_slice(&other.ips);
    }

    /// Whether nothing is named.
    pub(crate) fn is_empty(&self) -> bool {
        self.hosts.is_empty() && self.ips.is_empty()
    }
}
