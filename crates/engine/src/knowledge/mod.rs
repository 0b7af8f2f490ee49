//! What Tuixin knows: causes, rules, codes, providers, steps.
//!
//! The files of the folder `knowledge/` are compiled when the program is built, because reading a megabyte of rules takes longer than the 10 ms in which the program has to be ready; see `build.rs`.
//! [`Knowledge::embedded`] only copies the result into memory.
//! [`Knowledge::from_sources`] compiles files at run time: the built-in ones together with a user's own.

mod attributes;
mod brief;
mod codes;
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

pub use attributes::{FactKind, Offer, Particular, Party, Permanence, Retry, Scope, Suppress, Tier};
pub(crate) use brief::Brief;
use codes::Codes;
pub use error::{KnowledgeError, nearest};
pub(crate) use load::Expected;
use load::Loaded;
pub use load::{Source, is_knowledge_path};
use matcher::Matcher;
pub(crate) use matcher::{Found, Matches};
pub use model::{Blocklist, Cause, CauseId, Provider, ProviderId, Rule, RuleFacts, RuleId, StatusPattern, Step};

use crate::evidence::{Word, host_name_hash};
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
    blocklists: Vec<Blocklist>,
    rules: Vec<Rule>,
    /// The rules in brief, see [`Brief`].
    #[serde(with = "packed::u64s")]
    briefs: Vec<u64>,
    codes: Codes,
    pub(crate) matcher: Matcher,
}

/// Checks and compiles files, and keeps beside the knowledge what only checking it needs.
pub(crate) fn load(sources: &[Source]) -> Result<Loaded, Vec<KnowledgeError>> {
    let mut loaded = load::load(sources)?;
    let Knowledge { rules, causes, briefs, .. } = &mut loaded.knowledge;
    briefs.extend(rules.iter().map(|rule| Brief::of(rule, causes).0));
    Ok(loaded)
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

    /// The rule with this index in brief.
    #[inline]
    pub(crate) fn brief(&self, id: RuleId) -> Option<Brief> {
        self.briefs.get(usize::from(id.0)).copied().map(Brief)
    }

    /// All providers.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The provider with this index.
    pub fn provider(&self, id: ProviderId) -> Option<&Provider> {
        self.providers.get(usize::from(id.0))
    }

    /// The provider with this name.
    pub fn provider_named(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == name)
    }

    /// The blocklist that replies call so, by its name, its zone or a part of that; where several are, one of the kind that is looked for.
    pub fn blocklist_named(&self, name: &str, of_domains: bool) -> Option<&Blocklist> {
        let name = name.trim().trim_end_matches('.');
        let called = |list: &&Blocklist| list.names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let within = |list: &&Blocklist| list.names.iter().any(|known| is_below(name, known));
        let fits = |list: &&Blocklist| list.lists_domains == of_domains;
        let lists = || self.blocklists.iter();
        let exact = lists().filter(called).find(fits).or_else(|| lists().find(called));
        exact.or_else(|| lists().filter(within).find(fits)).or_else(|| lists().find(within))
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
        let mut rest = host.trim_end_matches('.').as_bytes();
        // A host name has few labels; the bound keeps hostile ones from costing more.
        for _ in 0..MAX_LABELS {
            if rest.len() > MAX_HOST {
                return None;
            }
            let hash = host_name_hash(rest);
            if let Ok(at) = self.provider_hosts.binary_search_by_key(&hash, |(known, _)| *known) {
                return self.provider_hosts.get(at).map(|(_, provider)| *provider);
            }
            let dot = rest.iter().position(|&byte| byte == b'.')?;
            rest = rest.get(dot + 1..)?;
        }
        None
    }

    /// Whether some rule knows a word: such a word is part of a language, and no name or number of somebody.
    pub fn knows_word(&self, word: &Word) -> bool {
        self.matcher.knows(word.hash)
    }

    /// What an enhanced status code means by itself, and whether it is used for nothing else. What the provider makes of it comes first.
    pub(crate) fn meaning_of_status(&self, status: StatusCode, provider: Option<ProviderId>) -> Option<(CauseId, bool)> {
        self.codes.of_status(status, provider)
    }

    /// What a reply code means by itself at a stage.
    pub(crate) fn meaning_of_reply(&self, code: ReplyCode, stage: Option<Stage>, provider: Option<ProviderId>) -> Option<CauseId> {
        self.codes.of_reply(code, stage, provider)
    }
}

/// Whether a host name ends with the labels of a zone.
fn is_below(name: &str, zone: &str) -> bool {
    let front = name.len().checked_sub(zone.len()).and_then(|at| name.split_at_checked(at));
    zone.contains('.') && front.is_some_and(|(front, end)| front.ends_with('.') && end.eq_ignore_ascii_case(zone))
}

/// The longest host name that is looked up, and how many of its labels are.
const MAX_HOST: usize = 256;
const MAX_LABELS: usize = 12;

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
    letters: Vec::new(),
};
