//! What Tuixin knows: causes, rules, codes, providers, steps.
//!
//! The files of the folder `knowledge/` are compiled when the program is built, because reading a megabyte of rules takes longer than the 10 ms in which the program has to be ready; see `build.rs`.
//! [`Knowledge::embedded`] only copies the result into memory.
//! [`Knowledge::from_sources`] compiles files at run time: the built-in ones together with a user's own.

mod attributes;
mod compile;
mod error;
mod load;
mod matcher;
mod model;
mod packed;
mod phrase;
mod schema;
mod target;

use serde::{Deserialize, Serialize};

pub use attributes::{FactKind, Party, Permanence, Retry, Scope, Suppress, Tier};
pub use error::{KnowledgeError, nearest};
pub(crate) use load::{Expected, load};
pub use load::{Source, is_knowledge_path};
pub(crate) use matcher::{Found, Matcher};
pub use model::{Cause, CauseId, Provider, ProviderId, Rule, RuleFacts, RuleId, StatusPattern, Step};
use model::{ReplyMeaning, StatusMeaning};
pub(crate) use target::Target;

use crate::evidence::word_hash_of;
use crate::smtp::{ReplyCode, Stage, StatusCode};

/// Everything that is known, checked and compiled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Knowledge {
    causes: Vec<Cause>,
    unspecified: CauseId,
    steps: Vec<Step>,
    providers: Vec<Provider>,
    /// Hashes of host name suffixes, ordered.
    provider_hosts: Vec<(u64, ProviderId)>,
    rules: Vec<Rule>,
    statuses: Vec<StatusMeaning>,
    replies: Vec<ReplyMeaning>,
    pub(crate) matcher: Matcher,
}

impl Knowledge {
    /// Compiles files.
    ///
    /// # Errors
    ///
    /// Every fault that was found, each with its file and line.
    pub fn from_sources(sources: &[Source]) -> Result<Knowledge, Vec<KnowledgeError>> {
        load(sources).map(|loaded| loaded.knowledge)
    }

    /// All causes.
    pub fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// The cause with this index.
    pub fn cause(&self, id: CauseId) -> &Cause {
        // An index is only ever made from this very list; the first cause stands in for the impossible.
        self.causes.get(usize::from(id.0)).or(self.causes.first()).unwrap_or(&NO_CAUSE)
    }

    /// The cause with this name.
    pub fn cause_named(&self, name: &str) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.id == name)
    }

    /// The cause that says nothing.
    pub fn unspecified(&self) -> CauseId {
        self.unspecified
    }

    /// All rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with this index.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(usize::from(id.0))
    }

    /// All providers.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The provider with this index.
    pub fn provider(&self, id: ProviderId) -> Option<&Provider> {
        self.providers.get(usize::from(id.0))
    }

    /// The step with this name.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// All steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The provider that a host belongs to: the one with the longest suffix of its name.
    pub fn provider_of_host(&self, host: &str) -> Option<ProviderId> {
        let mut rest = host.trim_end_matches('.');
        // A host name has few labels; the bound keeps hostile ones from costing more.
        for _ in 0..12 {
            let mut lower = arrayvec::ArrayString::<256>::new();
            lower.try_push_str(rest).ok()?;
            lower.make_ascii_lowercase();
            let hash = word_hash_of(&lower);
            if let Ok(at) = self.provider_hosts.binary_search_by_key(&hash, |(known, _)| *known) {
                return self.provider_hosts.get(at).map(|(_, provider)| *provider);
            }
            rest = rest.split_once('.')?.1;
        }
        None
    }

    /// What an enhanced status code means by itself, and whether it is used for nothing else. What the provider makes of it comes first.
    pub(crate) fn meaning_of_status(&self, status: StatusCode, provider: Option<ProviderId>) -> Option<(CauseId, bool)> {
        let fits = |meaning: &&StatusMeaning| meaning.pattern.matches(status);
        let own = self.statuses.iter().filter(fits).find(|meaning| meaning.provider.is_some() && meaning.provider == provider);
        own.or_else(|| self.statuses.iter().filter(fits).find(|meaning| meaning.provider.is_none()))
            .map(|meaning| (meaning.cause, meaning.strong))
    }

    /// What a reply code means by itself at a stage.
    pub(crate) fn meaning_of_reply(&self, code: ReplyCode, stage: Option<Stage>, provider: Option<ProviderId>) -> Option<CauseId> {
        let fits = |meaning: &&ReplyMeaning| {
            meaning.code == code
                && (meaning.provider.is_none() || meaning.provider == provider)
                && (meaning.stages.is_empty() || stage.is_some_and(|stage| meaning.stages.contains(&stage)))
        };
        self.replies
            .iter()
            .filter(fits)
            .max_by_key(|meaning| (meaning.provider.is_some(), !meaning.stages.is_empty()))
            .map(|meaning| meaning.cause)
    }
}

/// Stands in for a cause where the list of causes is empty, which compiled knowledge never is.
static NO_CAUSE: Cause = Cause {
    id: String::new(),
    group: String::new(),
    permanence: Permanence::Either,
    party: Party::Nobody,
    suppress: Suppress::No,
    retry: Retry::ByCode,
    scope: Scope::Message,
    codes: Vec::new(),
    facts: Vec::new(),
    yields: false,
    names: std::collections::BTreeMap::new(),
    sender_steps: Vec::new(),
    admin_steps: Vec::new(),
};

impl Knowledge {
    #[doc(hidden)]
    pub fn sizes(&self) -> String {
        let m = &self.matcher;
        format!(
            "vocab {} nodes {} outputs {} pairs {} ({} used) pair_outputs {} pieces {} patterns {} rules {}",
            m.vocabulary.len(),
            m.nodes.len(),
            m.outputs.len(),
            m.pairs.len(),
            m.pairs.iter().filter(|p| **p != 0).count(),
            m.pair_outputs.len(),
            m.pieces.len(),
            m.patterns.len(),
            self.rules.len()
        )
    }
}
