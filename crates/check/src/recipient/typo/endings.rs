//! The ends of domains: those that are misspelt, those that are taken for one another, and those under which anybody may register.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::facts;

pub(super) const FILE: &str = "check/misspelt-endings.toml";

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| facts(FILE));

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Endings {
    wrong: Vec<Wrong>,
    twins: Vec<(String, String)>,
    second_levels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    end: String,
    meant: String,
}

/// The domain with an ending that is no slip of the fingers.
pub(super) fn corrected(domain: &str) -> impl Iterator<Item = String> {
    ENDINGS.wrong.iter().filter_map(move |wrong| with_other_end(domain, &wrong.end, &wrong.meant))
}

/// The domain with the endings that people write in place of its own.
pub(super) fn twins(domain: &str) -> impl Iterator<Item = String> {
    let both = ENDINGS.twins.iter().flat_map(|(one, other)| [(one, other), (other, one)]);
    let of_domain = open_ending(domain);
    both.filter(move |(from, _)| *from == of_domain).filter_map(move |(from, to)| with_other_end(domain, from, to))
}

/// The ending under which a domain is registered: `com.cn` of `example.com.cn`.
fn open_ending(domain: &str) -> &str {
    let endings = std::iter::successors(Some(domain), |name| name.split_once('.').map(|(_, rest)| rest));
    endings.skip(1).find(|ending| is_open_ending(ending)).unwrap_or(domain)
}

fn with_other_end(domain: &str, from: &str, to: &str) -> Option<String> {
    let name = domain.strip_suffix(from)?.strip_suffix('.')?;
    (!name.is_empty()).then(|| format!("{name}.{to}"))
}

/// Whether names directly below this one are registered by anybody: `com`, `com.cn`, `co.uk`.
pub(crate) fn is_open_ending(name: &str) -> bool {
    match name.split_once('.') {
        None => true,
        Some((second, top)) => top.len() == 2 && ENDINGS.second_levels.iter().any(|known| known == second),
    }
}
