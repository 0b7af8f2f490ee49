//! The server, and the commands that work on what it keeps.
//!
//! They share the configuration and the store: a command may run while the server does.

mod demo;
mod serve;
mod shown;
mod store;
mod suppress;
mod token;
mod upkeep;
mod user;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use tokio::runtime::{Builder, Runtime};
use tuixin_store::incident::Threshold;
use tuixin_store::suppression::Policy;
use tuixin_store::{Location, Retention, Settings, Store, StoreError};

pub use serve::run as serve;
pub use store::run as store;
pub use suppress::run as suppress;
pub use token::run as token;
pub use user::run as user;

use crate::args::Configured;
use crate::config::{self, Config, ConfigError};
use crate::configured;
use crate::setup::{Failure, Messages};

/// How often a database is asked for that does not answer.
const RETRY: Duration = Duration::from_secs(1);

/// The configuration and the store of a command.
struct Opened {
    runtime: Runtime,
    store: Store,
}

impl Opened {
    /// Opens the store that the configuration names.
    ///
    /// # Errors
    ///
    /// A configuration or a store that cannot be used; that has been told.
    fn of(configured: &Configured, messages: &Messages) -> Result<Opened, Failure> {
        let config = loaded(configured, messages)?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let store = runtime.block_on(open(&config, None, Duration::ZERO, messages))?;
        Ok(Opened { runtime, store })
    }

    /// Asks the store something.
    ///
    /// # Errors
    ///
    /// What the store says; that has been told.
    fn ask<T>(&self, messages: &Messages, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, Failure> {
        self.runtime.block_on(work).map_err(|error| told(&error, messages))
    }
}

/// The configuration, with the place of the data where the command line names one.
fn loaded(configured: &Configured, messages: &Messages) -> Result<Config, Failure> {
    let mut config = configured::load(configured.config.as_deref().or(config::usual_path().as_deref()), messages)?;
    config.data_dir = configured.data_dir.clone().or(config.data_dir);
    Ok(config)
}

/// Tells what the store says.
fn told(error: &StoreError, messages: &Messages) -> Failure {
    messages.tell_as_is(&error.to_string());
    Failure::Told
}

/// Opens the store of a configuration, or the file that is named instead; a database that does not answer is waited for so long.
async fn open(config: &Config, file: Option<&str>, wait: Duration, messages: &Messages) -> Result<Store, Failure> {
    let settings = settings(config).map_err(|error| configured::unusable(&error, messages))?;
    let location = location(config, file, messages)?;
    let end = Instant::now().checked_add(wait);
    let mut told_before = None;
    loop {
        let error = match Store::open(&location, settings.clone()).await {
            Ok(store) => return Ok(store),
            Err(error) => error,
        };
        let is_over = end.is_some_and(|end| end <= Instant::now() + RETRY);
        if is_over || !matches!(error, StoreError::Unreachable(_)) {
            return Err(told(&error, messages));
        }
        if told_before.as_ref() != Some(&error) {
            messages.tell("serve-waits", &[("reason", error.to_string()), ("seconds", wait.as_secs().to_string())]);
            told_before = Some(error);
        }
        tokio::time::sleep(RETRY).await;
    }
}

/// Where the store is.
fn location(config: &Config, file: Option<&str>, messages: &Messages) -> Result<Location, Failure> {
    let in_data = |name: &str| {
        let folder = configured::data_dir(config);
        make_private(&folder).map_err(|error| {
            messages.tell("error-unreadable", &[("path", folder.display().to_string()), ("reason", messages.reason(&error))]);
            Failure::Told
        })?;
        Ok(Location::Sqlite(folder.join(name)))
    };
    if let Some(file) = file {
        return in_data(file);
    }
    let named = configured::location(config).map_err(|error| configured::unusable(&error, messages))?;
    named.map_or_else(|| in_data(configured::STORE_FILE), Ok)
}

/// Makes a folder that only its owner may look into, because it will hold addresses.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// What the store is told of the configuration.
fn settings(config: &Config) -> Result<Settings, ConfigError> {
    let signed = |span: config::Span| SignedDuration::try_from(span.0).unwrap_or(SignedDuration::MAX);
    let address_key = configured::address_key(config)?;
    let mut policy = Policy::default();
    policy.repeats = config.suppression.after_repeats;
    policy.within = signed(config.suppression.within);
    policy.repeats_last = Some(signed(config.suppression.repeats_expire));
    policy.dead_last = config.suppression.dead_expire.map(signed);
    policy.surge_from = Some(config.suppression.surge_from).filter(|from| *from > 0);
    policy.lists.clone_from(&config.suppression.lists);
    let mut threshold = Threshold::default();
    threshold.failures = config.incidents.open_after;
    threshold.within = signed(config.incidents.within);
    let store = &config.store;
    let retention = Retention {
        deliveries: Some(store.keep_deliveries.0),
        quarantine: Some(store.keep_quarantine.0),
        rollups: Some(store.keep_counts.0),
        history: Some(store.keep_history.0),
        ..Retention::default()
    };
    Ok(Settings { policy, threshold, retention, address_key })
}
