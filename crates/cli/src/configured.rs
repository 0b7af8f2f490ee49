//! What commands do with the configuration: `tuixin config check|example`, and reading it for all others.

use std::io::{self, Write};
use std::path::Path;

use crate::Outcome;
use crate::args::ConfigCommand;
use crate::config::{Config, Environment, example, usual_path};
use crate::setup::{Failure, Messages};

pub fn run(command: &ConfigCommand, messages: &Messages) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    match command {
        ConfigCommand::Example => out.write_all(example().as_bytes())?,
        ConfigCommand::Check { file } => {
            let path = file.clone().or_else(usual_path);
            let config = load(path.as_deref(), messages)?;
            let place = path.map_or_else(|| messages.say("config-no-file", &[]), |path| path.display().to_string());
            writeln!(out, "{}", messages.say("config-is-well", &[("place", place)]))?;
            let data = config.data_dir(|name| std::env::var(name).ok()).display().to_string();
            writeln!(out, "{}", messages.say("config-data", &[("path", data)]))?;
            writeln!(out, "{}", messages.say("config-listens", &[("address", config.server.listen.to_string())]))?;
        }
    }
    Ok(Outcome::Complete)
}

/// Reads the configuration, and tells what is wrong with it.
///
/// # Errors
///
/// A configuration that cannot be used; that has been told.
pub fn load(path: Option<&Path>, messages: &Messages) -> Result<Config, Failure> {
    Config::read(path, &Environment::of_process()).map_err(|error| {
        messages.tell_as_is(&error.to_string());
        Failure::Usage
    })
}
