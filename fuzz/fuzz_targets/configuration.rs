//! The configuration: the text of `tuixin.toml`, behind a NUL variables of the environment, each on a line as `server.listen=127.0.0.1:1`.
//!
//! What is taken can be used, and what is not is told in one line that names the place in the file or the variable.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;

// The command has no library, and the configuration needs nothing else of it.
#[allow(dead_code, unused_imports)]
#[path = "../../crates/cli/src/config/mod.rs"]
mod config;

use config::{Config, ConfigError, Environment};

const PATH: &str = "tuixin.toml";

fuzz_target!(|input: &str| {
    let (file, variables) = input.split_once('\0').unwrap_or((input, ""));
    let variables: Vec<(String, String)> = variables.lines().filter_map(variable).collect();
    let nothing = Environment::default();
    let of_file = Config::of_text(file, Path::new(PATH), &nothing);
    let lines = file.split('\n').count();
    match &of_file {
        Ok(config) => usable(config),
        Err(error) => {
            told(error);
            if let ConfigError::File { reason, .. } = error {
                let line = reason.strip_prefix("line ").and_then(|rest| rest.split(':').next());
                assert!(line.is_none_or(|line| line.parse().is_ok_and(|line: usize| (1..=lines).contains(&line))), "{reason}");
            }
        }
    }
    match Config::of_text(file, Path::new(PATH), &Environment::of(variables.clone())) {
        Ok(config) => usable(&config),
        Err(error) => {
            told(&error);
            match &error {
                ConfigError::Variable { name, .. } => assert!(variables.iter().any(|(known, _)| known == name), "{name}"),
                ConfigError::Value { .. } => {}
                _ => assert!(of_file.is_err(), "{error}"),
            }
        }
    }
});

fn variable(line: &str) -> Option<(String, String)> {
    let (path, value) = line.split_once('=')?;
    Some((format!("TUIXIN_{}", path.replace('.', "_").to_ascii_uppercase()), value.to_owned()))
}

fn usable(config: &Config) {
    assert!(config.own().is_ok());
    assert!(!config.checks.timeout.0.is_zero() && !config.intake.look_every.0.is_zero());
    assert!(!(config.store.url.is_some() && config.store.url_file.is_some()));
    assert!(config.suppression.after_repeats > 0);
}

fn told(error: &ConfigError) {
    let words = error.to_string();
    assert!(!words.is_empty() && !words.contains('\n'), "{words:?}");
}
