//! The knowledge files as they are written: plain data, read by `serde`, with the place of everything that may be wrong.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::attributes::{FactKind, Offer, Particular, Party, Permanence, Retry, Scope, Suppress, Tier};

/// `causes/<group>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CauseFile {
    pub id: String,
    pub cause: Vec<CauseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CauseEntry {
    pub id: Spanned<String>,
    pub permanence: Permanence,
    pub party: Party,
    pub suppress: Suppress,
    pub retry: Retry,
    pub scope: Scope,
    pub codes: Vec<Spanned<String>>,
    /// Facts that the reply may give away and that matter for this cause.
    #[serde(default)]
    pub facts: Vec<FactKind>,
    /// Whether any other cause found beside this one speaks instead.
    #[serde(default)]
    pub yields: bool,
    pub steps: StepLists,
    /// The letters that make sense.
    #[serde(default)]
    pub letters: Vec<Offer>,
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct StepLists {
    #[serde(default)]
    pub sender: Vec<Spanned<String>>,
    #[serde(default)]
    pub admin: Vec<Spanned<String>>,
}

/// `steps.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepFile {
    pub step: Vec<StepEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepEntry {
    pub id: Spanned<String>,
    pub who: Spanned<String>,
    pub check: Option<Spanned<String>>,
    #[serde(default)]
    pub needs: Vec<Spanned<String>>,
    #[serde(default)]
    pub lacks: Vec<Spanned<String>>,
}

/// `rules/<name>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub provider: Option<Spanned<String>>,
    pub tier: Tier,
    #[serde(default)]
    pub rule: Vec<Spanned<RuleEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleEntry {
    pub id: Spanned<String>,
    pub cause: Spanned<String>,
    pub any: Vec<Spanned<String>>,
    pub source: String,
    pub examples: Vec<String>,
    pub tier: Option<Tier>,
    #[serde(default)]
    pub codes: Vec<Spanned<String>>,
    #[serde(default)]
    pub status: Vec<Spanned<String>>,
    #[serde(default)]
    pub stage: Vec<Spanned<String>>,
    #[serde(default)]
    pub only: bool,
    #[serde(default)]
    pub spares: bool,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub facts: FactEntry,
    #[serde(default)]
    pub steps: StepLists,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct FactEntry {
    pub provider_code: Option<String>,
    pub blocklist: Option<String>,
    pub help_url: Option<String>,
    pub contact: Option<String>,
}

/// `providers.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderFile {
    #[serde(default)]
    pub provider: Vec<ProviderEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderEntry {
    pub id: Spanned<String>,
    pub name: BTreeMap<String, String>,
    #[serde(default)]
    pub hosts: Vec<String>,
    pub postmaster: Option<String>,
    pub delist: Option<String>,
    pub support: Option<String>,
    #[serde(default)]
    pub asks: Vec<Particular>,
    pub language: Option<String>,
    /// It keeps a blocklist: replies name it, but it never speaks.
    #[serde(default)]
    pub blocklist: bool,
    #[serde(default, rename = "source")]
    pub _source: Option<String>,
}

/// `check/blocklists.toml`, of which live checks read more.
#[derive(Deserialize)]
pub(super) struct BlocklistFile {
    #[serde(default)]
    pub list: Vec<BlocklistEntry>,
}

#[derive(Deserialize)]
pub(super) struct BlocklistEntry {
    pub id: String,
    pub name: String,
    pub zone: String,
    pub kind: String,
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub removal: Option<String>,
    #[serde(default)]
    pub asks: Vec<Particular>,
    pub language: Option<String>,
}

/// `status.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusFile {
    #[serde(default)]
    pub status: Vec<StatusEntry>,
    #[serde(default)]
    pub reply: Vec<ReplyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusEntry {
    pub code: Spanned<String>,
    pub cause: Spanned<String>,
    pub provider: Option<Spanned<String>>,
    #[serde(default)]
    pub strong: bool,
    #[serde(rename = "source")]
    pub _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplyEntry {
    pub code: Spanned<String>,
    pub cause: Spanned<String>,
    pub provider: Option<Spanned<String>>,
    #[serde(default)]
    pub stage: Vec<Spanned<String>>,
    #[serde(rename = "source")]
    pub _source: String,
}

/// `stages.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageFile {
    #[serde(default)]
    pub stage: Vec<StageEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageEntry {
    pub id: Spanned<String>,
    pub any: Vec<Spanned<String>>,
    pub examples: Vec<String>,
}
