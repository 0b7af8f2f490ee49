//! What providers allow before the `@`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::facts::facts;

pub(super) const FILE: &str = "check/local-parts.toml";

static RULES: LazyLock<Rules> = LazyLock::new(|| facts(FILE));

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    rule: Vec<Rule>,
}

/// What one provider allows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    domains: Vec<String>,
    characters: String,
    pub shortest: usize,
    pub longest: usize,
    first: Option<First>,
    #[serde(default)]
    ignored: String,
    tag: Option<char>,
    digits: Option<(usize, usize)>,
    #[serde(default)]
    pub loose_dots: bool,
    #[allow(dead_code, reason = "for whoever doubts the rule, and so that none comes without")]
    source: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum First {
    Letter,
}

/// How a local part breaks the rule of its provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breach {
    TooShort,
    TooLong,
    Characters,
    First,
    Digits,
}

impl Breach {
    /// The text that tells it.
    pub fn text(self) -> &'static str {
        match self {
            Breach::TooShort => "address-provider-too-short",
            Breach::TooLong => "address-provider-too-long",
            Breach::Characters => "address-provider-characters",
            Breach::First => "address-provider-first",
            Breach::Digits => "address-provider-digits",
        }
    }
}

/// The rule for a domain, in lower case.
pub(super) fn rule(domain: &str) -> Option<&'static Rule> {
    RULES.rule.iter().find(|rule| rule.domains.iter().any(|known| known == domain))
}

impl Rule {
    /// How a local part breaks it, if it does.
    pub fn breach(&self, local: &str) -> Option<Breach> {
        let mailbox = self.tag.and_then(|tag| local.split_once(tag)).map_or(local, |(mailbox, _)| mailbox);
        if let Some((fewest, most)) = self.digits.filter(|_| mailbox.bytes().all(|byte| byte.is_ascii_digit())) {
            return (!(fewest..=most).contains(&mailbox.len())).then_some(Breach::Digits);
        }
        if !mailbox.chars().all(|c| c.is_ascii_alphanumeric() || self.characters.contains(c)) {
            return Some(Breach::Characters);
        }
        match mailbox.chars().filter(|&c| !self.ignored.contains(c)).count() {
            length if length < self.shortest => return Some(Breach::TooShort),
            length if length > self.longest => return Some(Breach::TooLong),
            _ => {}
        }
        let must_be_letter = matches!(self.first, Some(First::Letter));
        (must_be_letter && !mailbox.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(Breach::First)
    }

    /// The characters that it allows besides letters and digits, with blanks between.
    pub fn characters(&self) -> String {
        let each: Vec<String> = self.characters.chars().map(String::from).collect();
        each.join(" ")
    }

    /// How many digits make a mailbox of digits alone, as a number or a range.
    pub fn digits(&self) -> String {
        match self.digits {
            Some((fewest, most)) if fewest == most => fewest.to_string(),
            Some((fewest, most)) => format!("{fewest}–{most}"),
            None => String::new(),
        }
    }
}
