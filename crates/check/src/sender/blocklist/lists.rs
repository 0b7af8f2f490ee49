//! The lists that are known (`knowledge/check/blocklists.toml`).

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Subject;
use crate::dns;
use crate::facts::facts;

/// All lists.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Blocklists {
    list: Vec<List>,
}

/// One list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct List {
    /// Its name for programs.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The zone that is asked.
    pub zone: String,
    /// What it lists.
    pub kind: Kind,
    /// Whether it knows IPv4 addresses.
    #[serde(default = "yes")]
    pub ipv4: bool,
    /// Whether it knows IPv6 addresses.
    #[serde(default)]
    pub ipv6: bool,
    /// How much a listing matters.
    pub weight: Weight,
    /// Whether it can be asked.
    #[serde(default)]
    pub state: State,
    /// When it was closed.
    #[serde(default)]
    pub closed: Option<String>,
    /// Other names by which replies call it: zones that it contains, former zones.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What its answers mean, each the text `blocklist-means-…`; the last number may be a span, as in `127.0.2.2-24`.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Whether the last number of an answer is a sum, each of its bits a meaning.
    #[serde(default)]
    pub bits: bool,
    /// Answers that matter little although the list does.
    #[serde(default)]
    pub minor: Vec<String>,
    /// Answers that refuse the question, besides those of 127.255.255.0/24.
    #[serde(default)]
    pub refusals: Vec<String>,
    /// Answers that list nothing bad.
    #[serde(default)]
    pub harmless: Vec<String>,
    /// What it always lists, where that is not what RFC 5782 section 5 says; empty where it has no such thing.
    #[serde(default)]
    pub test: Option<String>,
    /// Where removal is asked for.
    #[serde(default)]
    pub removal: Option<String>,
    /// What a request for removal has to tell; letters read it.
    #[serde(default)]
    pub asks: Vec<String>,
    /// In which language to write to its keepers; letters read it.
    #[serde(default)]
    pub language: Option<String>,
    /// After how many hours without new cause a listing ends by itself.
    #[serde(default)]
    pub lapse_hours: Option<u32>,
    /// Where all this is documented.
    pub source: String,
}

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// IP addresses.
    Ip,
    /// Domains.
    Domain,
}

/// How much a listing matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Large receivers refuse mail because of it.
    Major,
    /// A few small receivers look at it.
    Minor,
}

/// Whether a list can be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It answers everybody who asks from a resolver of their own.
    #[default]
    Alive,
    /// It is no more.
    Closed,
    /// It answers only customers.
    Key,
}

fn yes() -> bool {
    true
}

impl Blocklists {
    /// What is built in.
    pub fn embedded() -> &'static Blocklists {
        static FACTS: LazyLock<Blocklists> = LazyLock::new(|| facts("check/blocklists.toml"));
        &FACTS
    }

    /// All of them.
    pub fn all(&self) -> &[List] {
        &self.list
    }

    /// Those that can be asked about such a thing.
    pub(super) fn about(&self, subject: &Subject) -> Vec<List> {
        self.list.iter().filter(|list| list.state == State::Alive && list.knows(subject)).cloned().collect()
    }

    /// Those that are called so and list such things.
    pub(super) fn named(&self, name: &str, kind: Kind) -> Vec<&List> {
        self.named_at_all(name).into_iter().filter(|list| list.kind == kind).collect()
    }

    /// Those that are called so.
    pub fn named_at_all(&self, name: &str) -> Vec<&List> {
        self.list.iter().filter(|list| list.is_called(name)).collect()
    }
}

impl List {
    /// A list that nobody has described, asked because a reply named its zone. `None` where the name is none of a zone.
    pub(super) fn unknown(name: &str, kind: Kind) -> Option<List> {
        let zone = dns::asked(name)?;
        let is_host =
            zone.contains('.') && zone.parse::<IpAddr>().is_err() && zone.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
        is_host.then(|| List {
            id: zone.clone(),
            name: zone.clone(),
            zone,
            kind,
            ipv4: true,
            ipv6: true,
            weight: Weight::Minor,
            state: State::Alive,
            closed: None,
            aliases: Vec::new(),
            codes: BTreeMap::new(),
            bits: false,
            minor: Vec::new(),
            refusals: Vec::new(),
            harmless: Vec::new(),
            // What stands in the zone of a list of domains is not known beforehand.
            test: (kind == Kind::Domain).then(String::new),
            removal: None,
            asks: Vec::new(),
            language: None,
            lapse_hours: None,
            source: String::new(),
        })
    }

    /// Whether a reply means this list by a name.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.trim().trim_end_matches('.');
        let names = [&self.id, &self.name, &self.zone].into_iter().chain(&self.aliases);
        names.into_iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    fn knows(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Domain(_) => self.kind == Kind::Domain,
            Subject::Address(address) if address.to_canonical().is_ipv4() => self.kind == Kind::Ip && self.ipv4,
            Subject::Address(_) => self.kind == Kind::Ip && self.ipv6,
        }
    }
}
