//! Which checks bear on which cause (`knowledge/check/causes.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::facts;
use crate::report::Check;

/// All bearings.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Bearings {
    #[serde(default)]
    cause: Vec<Bearing>,
}

/// What checks say about one cause.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bearing {
    id: String,
    #[serde(default)]
    confirmed: Vec<CheckName>,
    #[serde(default)]
    refuted: Vec<CheckName>,
    #[serde(default, rename = "about")]
    side: Side,
}

/// A bearing with its checks.
#[derive(Clone, Debug, Default)]
pub(super) struct Weighed {
    /// Checks whose failure shows that the cause holds.
    pub confirmed: Vec<Check>,
    /// Checks that together show that it does not.
    pub refuted: Vec<Check>,
    /// Whose domain is looked at.
    pub side: Side,
}

/// Whose domain the checks of a domain are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Side {
    #[default]
    Recipient,
    Sender,
}

impl Side {
    pub(super) fn is_sender(self) -> bool {
        self == Side::Sender
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct CheckName(Check);

impl TryFrom<String> for CheckName {
    type Error = String;

    fn try_from(name: String) -> Result<CheckName, String> {
        Check::named(&name).map(CheckName).ok_or_else(|| format!("there is no check {name:?}"))
    }
}

impl Bearings {
    pub(super) fn embedded() -> &'static Bearings {
        static FACTS: LazyLock<Bearings> = LazyLock::new(|| facts("check/causes.toml"));
        &FACTS
    }

    /// What bears on a cause; nothing on one that no check can see.
    pub(super) fn of(&self, cause: &str) -> Weighed {
        let found = self.cause.iter().find(|bearing| bearing.id == cause);
        let checks = |names: &[CheckName]| names.iter().map(|name| name.0).collect();
        found.map_or_else(Weighed::default, |bearing| Weighed {
            confirmed: checks(&bearing.confirmed),
            refuted: checks(&bearing.refuted),
            side: bearing.side,
        })
    }
}

impl Weighed {
    /// All checks that bear on the cause.
    pub(super) fn checks(&self) -> impl Iterator<Item = Check> {
        self.confirmed.iter().chain(&self.refuted).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuixin::knowledge::Knowledge;

    #[test]
    fn the_file_can_be_read_and_names_causes_that_exist() {
        let bearings: Bearings = crate::facts::read("check/causes.toml").unwrap();
        let knowledge = Knowledge::embedded();
        assert!(bearings.cause.len() > 10);
        for bearing in &bearings.cause {
            assert!(knowledge.cause_named(&bearing.id).is_some(), "{}", bearing.id);
            assert!(bearings.cause.iter().filter(|other| other.id == bearing.id).count() == 1, "{} stands twice", bearing.id);
        }
    }
}
