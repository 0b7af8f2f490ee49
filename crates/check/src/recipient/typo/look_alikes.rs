//! Letters that look like others.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::facts;

pub(super) const FILE: &str = "check/look-alikes.toml";

static LOOK_ALIKES: LazyLock<LookAlikes> = LazyLock::new(|| facts(FILE));

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct LookAlikes {
    letters: BTreeMap<char, char>,
    pairs: BTreeMap<String, String>,
}

/// What a name in Unicode looks like when read as Latin letters; nothing where it is what it looks like.
pub(super) fn latin(name: &str) -> Option<String> {
    let read: String = name.chars().map(|letter| LOOK_ALIKES.letters.get(&letter).copied().unwrap_or(letter)).collect();
    (read != name).then_some(read)
}

/// The name with two letters in one place read as the one that they look like.
pub(super) fn joined(name: &str) -> impl Iterator<Item = String> {
    LOOK_ALIKES
        .pairs
        .iter()
        .filter(|(pair, _)| name.contains(pair.as_str()))
        .map(move |(pair, letter)| name.replacen(pair.as_str(), letter, 1))
}

/// Whether a label mixes Latin letters with those of another script that look like them, which no word of any language does.
pub(super) fn is_mixed(name: &str) -> bool {
    let is_mixed = |label: &str| {
        label.chars().any(|letter| letter.is_ascii_alphabetic()) && label.chars().any(|letter| LOOK_ALIKES.letters.contains_key(&letter))
    };
    name.split('.').any(is_mixed)
}
