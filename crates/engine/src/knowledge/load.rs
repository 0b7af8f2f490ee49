//! From the files of the knowledge to the [`Knowledge`] in memory, every name checked.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::Knowledge;
use super::codes::Codes;
use super::compile::Compiler;
use super::error::{KnowledgeError, unknown};
use super::model::{
    Blocklist, Cause, CauseId, Provider, ProviderId, ReplyMeaning, Rule, RuleFacts, RuleId, StatusMeaning, StatusPattern, Step,
};
use super::phrase::{self, Pattern};
use super::schema::{
    BlocklistFile, CauseEntry, CauseFile, ProviderEntry, ProviderFile, RuleEntry, RuleFile, StageFile, StatusFile, StepFile,
};
use super::target::Target;
use crate::evidence::word_hash_of;
use crate::smtp::{ReplyCode, Stage, StatusCode};

/// A file of the knowledge, read by whoever does input and output.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path below the knowledge folder, with `/`: `rules/tencent.toml`.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// Whether it is the user's own and lies over the built-in files.
    pub is_users: bool,
}

/// An example of a rule or stage, kept beside the knowledge for the check that proves it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub path: String,
    pub line: usize,
    pub expected: Expected,
    pub text: String,
}

/// What an example has to be diagnosed as.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expected {
    Rule(RuleId),
    Stage(Stage),
}

/// The knowledge and what is needed only to check and to browse it.
pub(crate) struct Loaded {
    pub knowledge: Knowledge,
    pub examples: Vec<Example>,
    pub phrases: Vec<(RuleId, Vec<String>)>,
    pub sources: Vec<(RuleId, String)>,
}

/// Reads all files; every fault found is reported, not only the first.
pub(crate) fn load(sources: &[Source]) -> Result<Loaded, Vec<KnowledgeError>> {
    let mut loader = Loader::default();
    for kind in [Kind::Causes, Kind::Steps, Kind::Providers, Kind::Blocklists, Kind::Rules, Kind::Stages, Kind::Status] {
        for source in sources.iter().filter(|source| Kind::of(&source.path) == Some(kind)) {
            loader.file(kind, source);
        }
    }
    loader.steps_exist();
    loader.finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Causes,
    Steps,
    Providers,
    Blocklists,
    Rules,
    Stages,
    Status,
}

impl Kind {
    fn of(path: &str) -> Option<Kind> {
        match path {
            "steps.toml" => Some(Kind::Steps),
            "providers.toml" => Some(Kind::Providers),
            "check/blocklists.toml" => Some(Kind::Blocklists),
            "stages.toml" => Some(Kind::Stages),
            "status.toml" => Some(Kind::Status),
            _ if !path.ends_with(".toml") => None,
            _ if path.starts_with("causes/") => Some(Kind::Causes),
            _ if path.starts_with("rules/") => Some(Kind::Rules),
            _ => None,
        }
    }
}

/// Whether the file belongs to the knowledge: one that is read here, a text, or what only live checks need.
pub fn is_knowledge_path(path: &str) -> bool {
    Kind::of(path).is_some()
        || (path.starts_with("text/") && path.ends_with(".ftl"))
        || (path.starts_with("check/") && path.ends_with(".toml"))
}

#[derive(Default)]
struct Loader {
    errors: Vec<KnowledgeError>,
    causes: Vec<Cause>,
    steps: Vec<Step>,
    step_uses: Vec<(String, usize, String)>,
    providers: Vec<Provider>,
    provider_hosts: Vec<(u64, ProviderId)>,
    blocklists: Vec<Blocklist>,
    rules: Vec<Rule>,
    rule_patterns: Vec<(Vec<Pattern>, Vec<Pattern>)>,
    rule_index: BTreeMap<String, RuleId>,
    rule_notes: Vec<RuleNotes>,
    stage_patterns: Vec<(Vec<Pattern>, Stage)>,
    stage_examples: Vec<Example>,
    statuses: Vec<StatusMeaning>,
    replies: Vec<ReplyMeaning>,
}

/// What only checking and browsing need of a rule.
#[derive(Default)]
struct RuleNotes {
    phrases: Vec<String>,
    source: String,
    examples: Vec<Example>,
}

/// A file at work, to name in errors.
#[derive(Clone, Copy)]
struct Place<'s> {
    source: &'s Source,
}

impl Place<'_> {
    fn line(self, span: Range<usize>) -> usize {
        let before = self.source.text.as_bytes().get(..span.start).unwrap_or_default();
        1 + memchr::memchr_iter(b'\n', before).count()
    }

    fn error<T>(self, at: &Spanned<T>, message: impl Into<String>) -> KnowledgeError {
        KnowledgeError::new(&self.source.path, Some(self.line(at.span())), message)
    }
}

impl Loader {
    fn file(&mut self, kind: Kind, source: &Source) {
        let place = Place { source };
        match kind {
            Kind::Causes => self.parsed(place, Loader::causes),
            Kind::Steps => self.parsed(place, Loader::steps),
            Kind::Providers => self.parsed(place, Loader::providers),
            Kind::Blocklists => self.parsed(place, Loader::blocklists),
            Kind::Rules => self.parsed(place, Loader::rules),
            Kind::Stages => self.parsed(place, Loader::stages),
            Kind::Status => self.parsed(place, Loader::status),
        }
    }

    fn parsed<T: DeserializeOwned>(&mut self, place: Place<'_>, take: fn(&mut Loader, Place<'_>, T)) {
        match toml::from_str(&place.source.text) {
            Ok(file) => take(self, place, file),
            Err(error) => {
                let line = error.span().map(|span| place.line(span));
                self.errors.push(KnowledgeError::new(&place.source.path, line, error.message()));
            }
        }
    }

    fn report<T>(&mut self, result: Result<T, KnowledgeError>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    fn causes(&mut self, place: Place<'_>, file: CauseFile) {
        for entry in file.cause {
            let existing = self.causes.iter().position(|cause| cause.id == *entry.id.get_ref());
            if place.source.is_users && existing.is_none() {
                let known = self.causes.iter().map(|cause| cause.id.as_str());
                let message = format!("{}; own files can change causes but not add any", unknown("cause", entry.id.get_ref(), known));
                self.errors.push(place.error(&entry.id, message));
                continue;
            }
            let cause = self.cause(place, &file.id, entry);
            match existing.and_then(|index| self.causes.get_mut(index)) {
                Some(old) => *old = cause,
                None => self.causes.push(cause),
            }
        }
    }

    fn cause(&mut self, place: Place<'_>, group: &str, entry: CauseEntry) -> Cause {
        let mut codes = Vec::new();
        for code in &entry.codes {
            let parsed = code
                .get_ref()
                .parse::<StatusCode>()
                .map_err(|_| place.error(code, format!("\"{}\" is no enhanced status code", code.get_ref())));
            codes.extend(self.report(parsed));
        }
        let sender_steps = self.step_list(place, entry.steps.sender);
        let admin_steps = self.step_list(place, entry.steps.admin);
        Cause {
            id: entry.id.into_inner(),
            group: group.to_owned(),
            permanence: entry.permanence,
            party: entry.party,
            suppress: entry.suppress,
            retry: entry.retry,
            scope: entry.scope,
            codes,
            facts: entry.facts,
            yields: entry.yields,
            names: entry.names,
            sender_steps,
            admin_steps,
            letters: entry.letters,
        }
    }

    fn step_list(&mut self, place: Place<'_>, steps: Vec<Spanned<String>>) -> Vec<String> {
        for step in &steps {
            self.step_uses.push((place.source.path.clone(), place.line(step.span()), step.get_ref().clone()));
        }
        steps.into_iter().map(Spanned::into_inner).collect()
    }

    fn steps(&mut self, _place: Place<'_>, file: StepFile) {
        for entry in file.step {
            let plain = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
            let step = Step {
                id: entry.id.into_inner(),
                who: entry.who.into_inner(),
                check: entry.check.map(Spanned::into_inner),
                needs: plain(entry.needs),
                lacks: plain(entry.lacks),
            };
            match self.steps.iter_mut().find(|old| old.id == step.id) {
                Some(old) => *old = step,
                None => self.steps.push(step),
            }
        }
    }

    fn steps_exist(&mut self) {
        for (path, line, step) in std::mem::take(&mut self.step_uses) {
            if !self.steps.iter().any(|known| known.id == step) {
                let message = unknown("step", &step, self.steps.iter().map(|step| step.id.as_str()));
                self.errors.push(KnowledgeError::new(&path, Some(line), message));
            }
        }
    }

    fn providers(&mut self, _place: Place<'_>, file: ProviderFile) {
        for entry in file.provider {
            let ProviderEntry { id, name, hosts, postmaster, delist, support, asks, language, blocklist, .. } = entry;
            let provider = Provider { id: id.into_inner(), name, postmaster, delist, support, asks, language };
            let index = match self.providers.iter().position(|old| old.id == provider.id) {
                Some(index) => index,
                None => self.providers.len(),
            };
            match self.providers.get_mut(index) {
                Some(old) => *old = provider,
                None => self.providers.push(provider),
            }
            let id = ProviderId(index as u16);
            if blocklist {
                continue;
            }
            self.provider_hosts.extend(hosts.iter().map(|host| (word_hash_of(&host.to_ascii_lowercase()), id)));
        }
    }

    fn blocklists(&mut self, _place: Place<'_>, file: BlocklistFile) {
        for entry in file.list {
            let names: Vec<String> = [entry.id, entry.name.clone(), entry.zone].into_iter().chain(entry.aliases).collect();
            self.blocklists.retain(|old| old.names.first() != names.first());
            self.blocklists.push(Blocklist {
                name: entry.name,
                names,
                lists_domains: entry.kind == "domain",
                is_closed: entry.state == "closed",
                removal: entry.removal,
                asks: entry.asks,
                language: entry.language,
            });
        }
    }

    fn rules(&mut self, place: Place<'_>, file: RuleFile) {
        let stem = place.source.path.trim_start_matches("rules/").trim_end_matches(".toml");
        let provider = file.provider.map(|name| self.provider(place, &name));
        let Some(provider) = provider.map_or(Some(None), |found| found.map(Some)) else { return };
        for entry in file.rule {
            let line = place.line(entry.span());
            self.rule(place, stem, (provider, file.tier), entry.into_inner(), line);
        }
    }

    fn provider(&mut self, place: Place<'_>, name: &Spanned<String>) -> Option<ProviderId> {
        let index = self.providers.iter().position(|provider| provider.id == *name.get_ref());
        let found = index.map(|index| ProviderId(index as u16)).ok_or_else(|| {
            let known = self.providers.iter().map(|provider| provider.id.as_str());
            place.error(name, unknown("provider", name.get_ref(), known))
        });
        self.report(found)
    }

    fn cause_named(&mut self, place: Place<'_>, name: &Spanned<String>) -> Option<CauseId> {
        let index = self.causes.iter().position(|cause| cause.id == *name.get_ref());
        let found = index.map(|index| CauseId(index as u16)).ok_or_else(|| {
            let known = self.causes.iter().map(|cause| cause.id.as_str());
            place.error(name, unknown("cause", name.get_ref(), known))
        });
        self.report(found)
    }

    fn rule(&mut self, place: Place<'_>, stem: &str, file: (Option<ProviderId>, super::Tier), entry: RuleEntry, line: usize) {
        let id = format!("{stem}/{}", entry.id.get_ref());
        let Some(cause) = self.cause_named(place, &entry.cause) else { return };
        if entry.examples.is_empty() {
            self.errors.push(place.error(&entry.id, format!("the rule \"{id}\" has no example")));
        }
        if self.rule_index.contains_key(&id) && !place.source.is_users {
            self.errors.push(place.error(&entry.id, format!("the rule \"{id}\" stands here twice")));
        }
        let patterns = self.patterns(place, &entry.any);
        let vetoes = self.patterns(place, &entry.unless);
        let rule = Rule {
            id: id.clone(),
            cause,
            provider: file.0,
            tier: entry.tier.unwrap_or(file.1),
            codes: self.list(place, &entry.codes, code_condition, "a reply code (\"550\") or a class (\"5xx\")"),
            status: self.list(place, &entry.status, StatusPattern::parse, "an enhanced status code (\"5.7.1\" or \"x.7.1\")"),
            stages: self.list(place, &entry.stage, |name| name.parse().ok(), "a stage such as \"rcpt-to\""),
            only: entry.only,
            spares: entry.spares,
            is_users: place.source.is_users,
            facts: RuleFacts {
                provider_code: entry.facts.provider_code,
                blocklist: entry.facts.blocklist,
                help_url: entry.facts.help_url,
                contact: entry.facts.contact,
            },
            sender_steps: self.step_list(place, entry.steps.sender),
            admin_steps: self.step_list(place, entry.steps.admin),
        };
        let number = self.rule_number(id, rule, (patterns, vetoes));
        let example = |text: String| Example { path: place.source.path.clone(), line, expected: Expected::Rule(number), text };
        let notes = RuleNotes {
            phrases: entry.any.into_iter().map(Spanned::into_inner).collect(),
            source: entry.source,
            examples: entry.examples.into_iter().map(example).collect(),
        };
        match self.rule_notes.get_mut(usize::from(number.0)) {
            Some(old) => *old = notes,
            None => self.rule_notes.push(notes),
        }
    }

    /// Puts the rule in the place of its namesake, or at the end.
    fn rule_number(&mut self, id: String, rule: Rule, patterns: (Vec<Pattern>, Vec<Pattern>)) -> RuleId {
        let number = self.rule_index.get(&id).copied().unwrap_or(RuleId(self.rules.len() as u16));
        let at = usize::from(number.0);
        match (self.rules.get_mut(at), self.rule_patterns.get_mut(at)) {
            (Some(old_rule), Some(old_patterns)) => {
                *old_rule = rule;
                *old_patterns = patterns;
            }
            _ => {
                self.rules.push(rule);
                self.rule_patterns.push(patterns);
                self.rule_index.insert(id, number);
            }
        }
        number
    }

    fn patterns(&mut self, place: Place<'_>, phrases: &[Spanned<String>]) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for phrase in phrases {
            let parsed = phrase::parse(phrase.get_ref()).map_err(|message| place.error(phrase, message));
            patterns.extend(self.report(parsed).unwrap_or_default());
        }
        patterns
    }

    fn list<T>(&mut self, place: Place<'_>, texts: &[Spanned<String>], parse: impl Fn(&str) -> Option<T>, expected: &str) -> Vec<T> {
        let mut values = Vec::new();
        for text in texts {
            let value =
                parse(text.get_ref()).ok_or_else(|| place.error(text, format!("\"{}\" found, expected {expected}", text.get_ref())));
            values.extend(self.report(value));
        }
        values
    }

    fn stages(&mut self, place: Place<'_>, file: StageFile) {
        for entry in file.stage {
            let stage: Result<Stage, _> = entry.id.get_ref().parse();
            let stage = stage.map_err(|_| place.error(&entry.id, format!("unknown stage \"{}\"", entry.id.get_ref())));
            let Some(stage) = self.report(stage) else { continue };
            let patterns = self.patterns(place, &entry.any);
            let line = place.line(entry.id.span());
            self.stage_patterns.push((patterns, stage));
            let example = |text: String| Example { path: place.source.path.clone(), line, expected: Expected::Stage(stage), text };
            self.stage_examples.extend(entry.examples.into_iter().map(example));
        }
    }

    fn status(&mut self, place: Place<'_>, file: StatusFile) {
        for entry in file.status {
            let code = StatusPattern::parse(entry.code.get_ref())
                .ok_or_else(|| place.error(&entry.code, format!("\"{}\" is no enhanced status code", entry.code.get_ref())));
            let provider = entry.provider.as_ref().map(|name| self.provider(place, name));
            let (Some(pattern), Some(cause)) = (self.report(code), self.cause_named(place, &entry.cause)) else { continue };
            self.statuses.push(StatusMeaning { pattern, provider: provider.flatten(), cause, strong: entry.strong });
        }
        for entry in file.reply {
            let code = ReplyCode::parse(entry.code.get_ref().as_bytes())
                .ok_or_else(|| place.error(&entry.code, format!("\"{}\" is no reply code", entry.code.get_ref())));
            let provider = entry.provider.as_ref().map(|name| self.provider(place, name));
            let stages = self.list(place, &entry.stage, |name| name.parse().ok(), "a stage such as \"rcpt-to\"");
            let (Some(code), Some(cause)) = (self.report(code), self.cause_named(place, &entry.cause)) else { continue };
            self.replies.push(ReplyMeaning { code, provider: provider.flatten(), stages, cause });
        }
    }

    fn finish(mut self) -> Result<Loaded, Vec<KnowledgeError>> {
        let unspecified = self.causes.iter().position(|cause| cause.id == "unspecified");
        if unspecified.is_none() && self.errors.is_empty() {
            self.errors.push(KnowledgeError::new("causes/unspecified.toml", None, "the cause \"unspecified\" is missing"));
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let mut compiler = Compiler::default();
        for (index, (patterns, vetoes)) in self.rule_patterns.iter().enumerate() {
            let rule = RuleId(index as u16);
            patterns.iter().for_each(|pattern| compiler.add(pattern, Target::Rule(rule)));
            vetoes.iter().for_each(|pattern| compiler.add(pattern, Target::Veto(rule)));
        }
        for (patterns, stage) in &self.stage_patterns {
            patterns.iter().for_each(|pattern| compiler.add(pattern, Target::Stage(*stage)));
        }
        if compiler.confuses_words() {
            let message =
                "two words of the phrases have the same number, so that neither can be told from the other; spell one of them otherwise";
            return Err(vec![KnowledgeError::new("rules", None, message)]);
        }
        self.provider_hosts.sort_unstable_by_key(|(hash, _)| *hash);
        let knowledge = Knowledge {
            unspecified: CauseId(unspecified.unwrap_or(0) as u16),
            causes: self.causes,
            steps: self.steps,
            providers: self.providers,
            provider_hosts: self.provider_hosts,
            blocklists: self.blocklists,
            rules: self.rules,
            briefs: Vec::new(),
            codes: Codes::new(self.statuses, self.replies),
            matcher: compiler.finish(),
        };
        let mut loaded = Loaded { knowledge, examples: self.stage_examples, phrases: Vec::new(), sources: Vec::new() };
        for (index, notes) in self.rule_notes.into_iter().enumerate() {
            let rule = RuleId(index as u16);
            loaded.examples.extend(notes.examples);
            loaded.phrases.push((rule, notes.phrases));
            loaded.sources.push((rule, notes.source));
        }
        Ok(loaded)
    }
}

/// `550` or `5xx`; a class becomes its digit.
fn code_condition(text: &str) -> Option<u16> {
    match text {
        "2xx" => Some(2),
        "4xx" => Some(4),
        "5xx" => Some(5),
        _ => ReplyCode::parse(text.as_bytes()).map(ReplyCode::number),
    }
}

impl Rule {
    /// Whether the codes of a reply satisfy the conditions of the rule.
    pub(crate) fn codes_fit(&self, reply: Option<ReplyCode>, status: Option<StatusCode>) -> bool {
        let class = reply.map(ReplyCode::class).or(status.map(StatusCode::class));
        let code_fits = self.codes.is_empty()
            || self.codes.iter().any(|&code| match code {
                2 | 4 | 5 => class.is_some() && class == crate::smtp::Class::from_digit(code as u8),
                _ => reply.is_some_and(|reply| reply.number() == code),
            });
        let status_fits = self.status.is_empty() || status.is_some_and(|status| self.status.iter().any(|pattern| pattern.matches(status)));
        code_fits && status_fits
    }
}
