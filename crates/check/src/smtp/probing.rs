//! Which providers punish being asked for recipients.
//!
//! A server that sees many `RCPT TO` without a mail behind them takes the client for a harvester of addresses and blocks it, and with it every honest mail.

use std::sync::LazyLock;

use crate::facts::facts;
use serde::Deserialize;
use tuixin::knowledge::{Knowledge, Provider};

/// The providers at which no recipient is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Probing {
    withheld: Vec<Withheld>,
}

/// A provider at which no recipient is asked for.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Withheld {
    /// The provider (`knowledge/providers.toml`).
    pub provider: String,
    /// The text that says why.
    pub reason: String,
    /// Where that is documented.
    pub source: String,
}

impl Probing {
    /// What is built in.
    pub fn embedded() -> &'static Probing {
        static FACTS: LazyLock<Probing> = LazyLock::new(|| facts("check/probing.toml"));
        &FACTS
    }

    /// All providers at which no recipient is asked for.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    /// Why the host may not be asked, and whose it is.
    pub fn forbids<'k>(&self, knowledge: &'k Knowledge, host: &str) -> Option<(&'k Provider, &Withheld)> {
        let provider = knowledge.provider(knowledge.provider_of_host(host)?)?;
        self.withheld.iter().find(|withheld| withheld.provider == provider.id).map(|withheld| (provider, withheld))
    }
}
