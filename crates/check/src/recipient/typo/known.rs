//! Domains under which many people have a mailbox.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::facts;

pub(super) const FILE: &str = "check/mail-domains.toml";

static DOMAINS: LazyLock<Domains> = LazyLock::new(|| facts(FILE));

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Domains {
    popular: usize,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    #[allow(dead_code, reason = "for whoever doubts the domains, and so that none comes without")]
    source: String,
    domains: Vec<String>,
}

impl Domains {
    /// All of them, the most used first.
    pub(super) fn ranked(&self) -> impl Iterator<Item = &str> {
        self.group.iter().flat_map(|group| &group.domains).map(String::as_str)
    }
}

/// All of them with their rank, the most used first.
pub(super) fn ranked() -> impl Iterator<Item = (usize, &'static str)> {
    DOMAINS.ranked().enumerate()
}

/// Whether many people have a mailbox under a domain.
pub(super) fn is_known(domain: &str) -> bool {
    DOMAINS.ranked().any(|known| known == domain)
}

/// Whether a rank is that of a domain which so many use that a near one is suspicious even if it exists.
pub(super) fn is_popular(rank: usize) -> bool {
    rank < DOMAINS.popular
}
