//! What commands do with the configuration: `tuixin config check|example`, and reading it for all others.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use tokio::runtime::Builder;
use tuixin_store::{AddressKey, Location, Store};

use crate::Outcome;
use crate::args::ConfigCommand;
use crate::config::{Config, ConfigError, Environment, example, read_secret, usual_path};
use crate::setup::{Failure, Messages};

pub fn run(command: &ConfigCommand, messages: &Messages) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    match command {
        ConfigCommand::Example => out.write_all(example().as_bytes())?,
        ConfigCommand::Check { file } => {
            let path = file.clone().or_else(usual_path);
            let config = load(path.as_deref(), messages)?;
            look_over(&config).map_err(|error| unusable(&error, messages))?;
            let place = path.map_or_else(|| messages.say("config-no-file", &[]), |path| path.display().to_string());
            writeln!(out, "{}", messages.say("config-is-well", &[("place", place)]))?;
            let data = data_dir(&config).display().to_string();
            writeln!(out, "{}", messages.say("config-data", &[("path", data)]))?;
            writeln!(out, "{}", messages.say("config-listens", &[("address", config.server.listen.to_string())]))?;
            if needs_user(&config)? {
                messages.tell("serve-unguarded", &[("address", config.server.listen.to_string())]);
            }
        }
    }
    Ok(Outcome::Complete)
}

/// Finds what would keep the server from starting although every value is one: files that are not there, places that are none.
fn look_over(config: &Config) -> Result<(), ConfigError> {
    location(config)?;
    address_key(config)?;
    let (maildirs, directories) = (&config.intake.maildirs, &config.intake.directories);
    let named = (config.knowledge.iter().map(|path| ("knowledge", path)))
        .chain(maildirs.iter().map(|path| ("intake.maildirs", path)))
        .chain(directories.iter().map(|path| ("intake.directories", path)));
    for (key, path) in named {
        if !path.is_dir() {
            return Err(ConfigError::Value { key, reason: format!("{}: there is no such directory", path.display()) });
        }
    }
    Ok(())
}

/// Whether the server would refuse to start because others could reach it and nobody would be asked who they are. What cannot be told is not claimed.
fn needs_user(config: &Config) -> io::Result<bool> {
    if config.server.listen.ip().to_canonical().is_loopback() {
        return Ok(false);
    }
    let usual = || Location::Sqlite(data_dir(config).join(STORE_FILE));
    let Ok(location) = location(config).map(|named| named.unwrap_or_else(usual)) else { return Ok(false) };
    let runtime = Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(Store::is_guarded(&location)) == Some(false))
}

/// The file of our own in which everything is kept where the configuration names no database.
pub const STORE_FILE: &str = "tuixin.db";

/// Where the data lies, by the configuration and the environment of the process.
pub fn data_dir(config: &Config) -> PathBuf {
    config.data_dir(|name| std::env::var(name).ok())
}

/// The database that the configuration names; none where it is a file of ours.
///
/// # Errors
///
/// A file that cannot be read, and what is no place of a database.
pub fn location(config: &Config) -> Result<Option<Location>, ConfigError> {
    let url = match &config.store.url_file {
        Some(path) => Some(read_secret(path, "store.url_file")?),
        None => config.store.url.clone().map(Into::into),
    };
    let place = url.map(|url| url.expose_secret().parse::<Location>()).transpose();
    place.map_err(|error| ConfigError::Value { key: "store.url", reason: error.to_string() })
}

/// The key under which addresses are hashed, where there is one.
///
/// # Errors
///
/// A file that cannot be read, and a key that is too short.
pub fn address_key(config: &Config) -> Result<Option<AddressKey>, ConfigError> {
    const KEY: &str = "store.address_key_file";
    let Some(path) = &config.store.address_key_file else { return Ok(None) };
    let key = AddressKey::new(read_secret(path, KEY)?.expose_secret().as_bytes());
    key.map(Some).map_err(|error| ConfigError::Value { key: KEY, reason: error.to_string() })
}

/// Reads the configuration, and tells what is wrong with it.
///
/// # Errors
///
/// A configuration that cannot be used; that has been told.
pub fn load(path: Option<&Path>, messages: &Messages) -> Result<Config, Failure> {
    Config::read(path, &Environment::of_process()).map_err(|error| unusable(&error, messages))
}

/// Tells why the configuration cannot be used.
pub fn unusable(error: &ConfigError, messages: &Messages) -> Failure {
    messages.tell_as_is(&error.to_string());
    Failure::Usage
}
