//! `tuixin.toml`: what the server is to do, from a file, and for each key from an environment variable.
//!
//! There is one table of keys ([`keys`]), from which the commented example is written and the environment is read, and one set of types ([`schema`]), into which what was found is read.
//! A test holds the two together.
//! What stands in the environment wins over the file, because that is what whoever starts a container can change.

mod environment;
mod example;
mod keys;
mod quantity;
mod schema;
mod secret;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

pub use environment::Environment;
pub use example::text as example;
#[cfg(test)]
pub use keys::KEYS;
pub use quantity::Span;
pub use schema::{Checks, Config, Intake, LogFormat, Server, Store, Suppression};
pub use secret::read as read_secret;

/// Why the configuration cannot be used.
#[derive(Debug)]
pub enum ConfigError {
    /// The file could not be read.
    Unreadable { path: PathBuf, reason: String },
    /// Something in the file is wrong; the reason names the line.
    File { path: PathBuf, reason: String },
    /// The value of an environment variable is wrong.
    Variable { name: String, reason: String },
    /// A key has a value that cannot be used.
    Value { key: &'static str, reason: String },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::Unreadable { path, reason } => write!(out, "{}: {reason}", path.display()),
            ConfigError::File { path, reason } => write!(out, "{}: {reason}", path.display()),
            ConfigError::Variable { name, reason } => write!(out, "environment variable {name}: {reason}"),
            ConfigError::Value { key, reason } => write!(out, "{key}: {reason}"),
        }
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads a file, where there is one, and lays the environment over it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, and the first key or variable that is wrong.
    pub fn read(path: Option<&Path>, environment: &Environment) -> Result<Config, ConfigError> {
        let Some(path) = path else { return Config::of(toml::Table::new(), environment) };
        let unreadable = |error: std::io::Error| ConfigError::Unreadable { path: path.to_owned(), reason: error.to_string() };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        Config::of_text(&text, path, environment)
    }

    /// Reads the text of a file; faults in it are told with its name.
    ///
    /// # Errors
    ///
    /// The first key or variable that is wrong.
    pub fn of_text(text: &str, path: &Path, environment: &Environment) -> Result<Config, ConfigError> {
        let table = parse(text).map_err(|reason| ConfigError::File { path: path.to_owned(), reason })?;
        Config::of(table, environment)
    }

    fn of(mut table: toml::Table, environment: &Environment) -> Result<Config, ConfigError> {
        environment.lay_over(&mut table)?;
        let config: Config =
            table.try_into().map_err(|error: toml::de::Error| ConfigError::Value { key: "configuration", reason: said(&error) })?;
        config.check()?;
        Ok(config)
    }
}

/// Reads the text of a file twice: as the types, whose faults come with their line, and as a table over which the environment can be laid.
fn parse(text: &str) -> Result<toml::Table, String> {
    let told = |error: toml::de::Error| match error.span().map(|span| line_of(text, span.start)) {
        Some(line) => format!("line {line}: {}", said(&error)),
        None => said(&error),
    };
    toml::from_str::<Config>(text).map_err(told)?;
    toml::from_str(text).map_err(told)
}

/// An error in one line.
fn said(error: &toml::de::Error) -> String {
    error.message().trim().replace('\n', ", ")
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// Where the configuration is looked for when nobody says where.
pub fn usual_path() -> Option<PathBuf> {
    ["tuixin.toml", "/etc/tuixin/tuixin.toml"].into_iter().map(PathBuf::from).find(|path| path.is_file())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
