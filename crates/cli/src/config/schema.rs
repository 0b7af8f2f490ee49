//! What may stand in the configuration, with what holds where nothing stands.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;
use tuixin::Mine;

use super::quantity::{Size, Span};
use super::{ConfigError, secret};

/// All that can be configured. What each key means stands in the table of keys.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub data_dir: Option<PathBuf>,
    pub knowledge: Option<PathBuf>,
    pub mine: Vec<String>,
    pub store: Store,
    pub server: Server,
    pub console: Console,
    pub checks: Checks,
    pub intake: Intake,
    pub suppression: Suppression,
    pub incidents: Incidents,
    pub log: Log,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Store {
    pub url: Option<String>,
    pub url_file: Option<PathBuf>,
    pub wait_at_start: Span,
    pub address_key_file: Option<PathBuf>,
    pub keep_deliveries: Span,
    pub keep_quarantine: Span,
    pub keep_history: Span,
    pub keep_counts: Span,
}

impl Default for Store {
    fn default() -> Store {
        Store {
            url: None,
            url_file: None,
            wait_at_start: Span::seconds(60),
            address_key_file: None,
            keep_deliveries: Span::days(400),
            keep_quarantine: Span::days(30),
            keep_history: Span::days(3 * 365),
            keep_counts: Span::days(3 * 365),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    pub public_url: Option<String>,
    pub trusted_proxies: Vec<IpAddr>,
    pub max_body: Size,
    pub requests_per_second: u32,
}

impl Default for Server {
    fn default() -> Server {
        Server {
            listen: SocketAddr::from(([127, 0, 0, 1], 8025)),
            public_url: None,
            trusted_proxies: Vec::new(),
            max_body: Size::mebibytes(64),
            requests_per_second: 50,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Console {
    pub explain_is_public: bool,
    pub session: Span,
}

impl Default for Console {
    fn default() -> Console {
        Console { explain_is_public: true, session: Span::days(14) }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Checks {
    pub enabled: bool,
    pub nameservers: Vec<String>,
    pub timeout: Span,
    pub helo: Option<String>,
    pub ip: Option<IpAddr>,
    pub connect: bool,
}

impl Default for Checks {
    fn default() -> Checks {
        Checks { enabled: true, nameservers: Vec::new(), timeout: Span::seconds(5), helo: None, ip: None, connect: true }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Intake {
    pub maildirs: Vec<PathBuf>,
    pub directories: Vec<PathBuf>,
    pub look_every: Span,
}

impl Default for Intake {
    fn default() -> Intake {
        Intake { maildirs: Vec::new(), directories: Vec::new(), look_every: Span::seconds(10) }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Suppression {
    pub after_repeats: u32,
    pub within: Span,
    pub repeats_expire: Span,
    pub dead_expire: Option<Span>,
    pub surge_from: u32,
    pub lists: BTreeMap<String, Vec<String>>,
}

impl Default for Suppression {
    fn default() -> Suppression {
        Suppression {
            after_repeats: 3,
            within: Span::days(30),
            repeats_expire: Span::days(90),
            dead_expire: None,
            surge_from: 30,
            lists: BTreeMap::new(),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Incidents {
    pub open_after: u32,
    pub within: Span,
}

impl Default for Incidents {
    fn default() -> Incidents {
        Incidents { open_after: 5, within: Span::seconds(24 * 60 * 60) }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    pub level: String,
    pub format: LogFormat,
}

impl Default for Log {
    fn default() -> Log {
        Log { level: "info".to_owned(), format: LogFormat::Text }
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// Finds what the types let through.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.own()?;
        secret::only_one(&self.store.url, &self.store.url_file, "store.url")?;
        some_time(self.checks.timeout, "checks.timeout")?;
        some_time(self.intake.look_every, "intake.look_every")?;
        some_time(self.console.session, "console.session")?;
        some_time(self.suppression.within, "suppression.within")?;
        some_time(self.incidents.within, "incidents.within")?;
        if self.incidents.open_after == 0 {
            let reason = "expected at least 1: how many failures are an incident".to_owned();
            return Err(ConfigError::Value { key: "incidents.open_after", reason });
        }
        if self.server.max_body.0 == 0 {
            return Err(ConfigError::Value { key: "server.max_body", reason: "expected some bytes, such as \"64MB\"".to_owned() });
        }
        if !["error", "warn", "info", "debug", "trace"].contains(&self.log.level.as_str()) {
            let reason = format!("{:?} is none of error, warn, info, debug, trace", self.log.level);
            return Err(ConfigError::Value { key: "log.level", reason });
        }
        if self.suppression.after_repeats == 0 {
            let reason = "expected at least 1: on how many days mail has to fail until an address is struck off".to_owned();
            return Err(ConfigError::Value { key: "suppression.after_repeats", reason });
        }
        Ok(())
    }

    /// What is ours.
    ///
    /// # Errors
    ///
    /// An entry that is no domain, address or network.
    pub fn own(&self) -> Result<Mine, ConfigError> {
        let mut mine = Mine::default();
        for text in &self.mine {
            let own: Mine = text.parse().map_err(|error| ConfigError::Value { key: "mine", reason: format!("{text:?}: {error}") })?;
            mine.extend(own);
        }
        Ok(mine)
    }

    /// Where the data lies: as configured, as the service manager says, or where the user's data belongs.
    pub fn data_dir(&self, variable: impl Fn(&str) -> Option<String>) -> PathBuf {
        let told = |name| variable(name).filter(|text| !text.is_empty()).map(PathBuf::from);
        let of_user = || told("XDG_DATA_HOME").or_else(|| Some(told("HOME")?.join(".local/share"))).map(|home| home.join("tuixin"));
        self.data_dir.clone().or_else(|| told("STATE_DIRECTORY")).or_else(of_user).unwrap_or_else(|| PathBuf::from("tuixin-data"))
    }
}

/// Refuses no time at all where something waits for it: nothing would be answered, or nothing else be done.
fn some_time(span: Span, key: &'static str) -> Result<(), ConfigError> {
    if span.0.is_zero() { Err(ConfigError::Value { key, reason: "expected some time, such as \"5s\"".to_owned() }) } else { Ok(()) }
}
