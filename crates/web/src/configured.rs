//! What the configuration decides, as far as the page of settings shows it.
//!
//! The server knows no configuration; whoever starts it hands over the keys with what holds for each, and no secret among them.

use std::time::Duration;

/// One key of the configuration with what holds for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configured {
    /// The key, `section.name`, or `name` at the top.
    pub key: &'static str,
    /// What holds for it.
    pub value: Value,
}

/// What holds for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing was said, and nothing holds.
    Unset,
    /// A word, a path, an address.
    Text(String),
    /// A number.
    Number(u64),
    /// Yes or no.
    Switch(bool),
    /// A length of time.
    Time(Duration),
    /// Several texts.
    List(Vec<String>),
}

impl Configured {
    /// The section that the key belongs to; nothing for one at the top.
    pub fn section(&self) -> &'static str {
        self.key.split_once('.').map_or("", |(section, _)| section)
    }

    /// The name of the text that says what the key is about.
    pub fn text(&self) -> String {
        format!("setting-{}", self.key.replace('.', "-"))
    }
}
