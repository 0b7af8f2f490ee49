//! Secrets: in a file of their own, so that the configuration can be shown to others.

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::ConfigError;

/// Refuses a secret that is given twice.
pub fn only_one(value: &Option<String>, file: &Option<PathBuf>, key: &'static str) -> Result<(), ConfigError> {
    match (value, file) {
        (Some(_), Some(_)) => Err(ConfigError::Value { key, reason: format!("give either {key} or {key}_file, not both") }),
        _ => Ok(()),
    }
}

/// Reads a secret from its file, without the line end that editors leave.
///
/// # Errors
///
/// A file that cannot be read or is empty.
pub fn read(path: &Path, key: &'static str) -> Result<SecretString, ConfigError> {
    let unreadable = |reason: String| ConfigError::Value { key, reason: format!("{}: {reason}", path.display()) };
    let text = fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(unreadable("the file is empty".to_owned())),
        secret => Ok(secret.to_owned().into()),
    }
}
