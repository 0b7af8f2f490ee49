//! Facts that checks rest on, from the files of `knowledge/check/`.

use serde::de::DeserializeOwned;

/// The facts of one file, such as `check/mail-domains.toml`.
///
/// The files are built in and each is read by a test, so that a file that cannot be read is found there; here it holds no facts.
pub(crate) fn facts<T: DeserializeOwned + Default>(path: &str) -> T {
    read(path).unwrap_or_default()
}

/// The same with what is wrong with the file.
pub(crate) fn read<T: DeserializeOwned>(path: &str) -> Result<T, String> {
    let text = tuixin::embedded_source(path).ok_or_else(|| format!("{path} is not built in"))?;
    toml::from_str(text).map_err(|error| format!("{path}: {error}"))
}
