//! Rules whose words were found, weighed against each other.

use arrayvec::ArrayVec;

use super::{Basis, Reply, speaker};
use crate::evidence::Evidence;
use crate::knowledge::{CauseId, Found, Knowledge, Matches, ProviderId, Rule, Suppress, Tier};
use crate::smtp::{ReplyCode, Stage, StatusCode};
use crate::span::Span;

/// Most rules that are weighed for one reply; a reply that fits more is a list of words, not a sentence.
const MAX_CANDIDATES: usize = 24;

/// What is known about the reply before its words are weighed.
pub(super) struct Case<'k, 'e> {
    pub knowledge: &'k Knowledge,
    pub text: &'e str,
    pub evidence: &'e Evidence,
    pub matches: &'e Matches,
    /// Index of the innermost segment.
    pub innermost: usize,
    pub code: Option<ReplyCode>,
    pub status: Option<StatusCode>,
    pub stage: Option<Stage>,
    pub speaker: Option<ProviderId>,
    pub remote_host: Option<Span>,
    /// What the status means by itself, and whether it means nothing else.
    pub status_meaning: Option<(CauseId, bool)>,
    pub code_meaning: Option<CauseId>,
}

impl<'k, 'e> Case<'k, 'e> {
    pub(super) fn new(knowledge: &'k Knowledge, reply: &Reply<'e>, evidence: &'e Evidence, matches: &'e Matches) -> Case<'k, 'e> {
        let innermost = evidence.innermost();
        let segment = evidence.segments.get(innermost).copied().unwrap_or_default();
        let outer = || evidence.segments.iter().rev().find_map(|segment| segment.status);
        let status = segment.status.or(reply.status.filter(|status| !status.is_bare())).or_else(outer).or(reply.status);
        let code = segment.code.or_else(|| evidence.segments.iter().rev().find_map(|segment| segment.code));
        let (speaker, remote_host) = speaker::speaker(knowledge, reply, evidence, innermost);
        let stage = matches.stage.or(reply.stage);
        let mut case = Case {
            knowledge,
            text: reply.text,
            evidence,
            matches,
            innermost,
            code,
            status,
            stage,
            speaker,
            remote_host,
            status_meaning: status.and_then(|status| knowledge.meaning_of_status(status, speaker)),
            code_meaning: code.and_then(|code| knowledge.meaning_of_reply(code, stage, speaker)),
        };
        if case.precedes_recipients() {
            let spares = |cause: CauseId| knowledge.cause(cause).suppress != Suppress::Now;
            case.status_meaning = case.status_meaning.filter(|(cause, _)| spares(*cause));
            case.code_meaning = case.code_meaning.filter(|cause| spares(*cause));
        }
        case
    }

    /// Whether the reply answers a command that comes before any recipient is named: `User unknown` then speaks of the sender.
    fn precedes_recipients(&self) -> bool {
        // RFC 4954 section 6: these codes answer AUTH, or ask for it.
        let answers_a_login = self.code.is_some_and(|code| matches!(code.number(), 530 | 534 | 535 | 538));
        answers_a_login || matches!(self.stage, Some(Stage::Ehlo | Stage::StartTls | Stage::Auth | Stage::MailFrom))
    }

    /// Where the innermost reply stands in the text.
    pub(super) fn innermost_span(&self) -> Span {
        let start = self.evidence.segments.get(self.innermost).map_or(0, |segment| segment.start as usize);
        let end = self.evidence.segments.get(self.innermost + 1).map_or(self.text.len(), |segment| segment.start as usize);
        Span::new(start, end)
    }
}

/// A rule that applies.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'k, 'e> {
    pub rule: &'k Rule,
    found: &'e Found,
    rank: i32,
    /// The tier it reaches here.
    tier: Tier,
    is_inner: bool,
}

/// Adds the rules that apply, the weightiest first and each once.
pub(super) fn gather<'k, 'e>(case: &Case<'k, 'e>, candidates: &mut ArrayVec<Candidate<'k, 'e>, MAX_CANDIDATES>) {
    for found in &case.matches.rules {
        let Some(rule) = case.knowledge.rule(found.rule) else { continue };
        let Some(candidate) = weigh(case, rule, found) else { continue };
        match candidates.iter().position(|other| other.found.rule == found.rule) {
            Some(earlier) if candidates.get(earlier).is_some_and(|earlier| earlier.rank >= candidate.rank) => continue,
            Some(earlier) => {
                candidates.remove(earlier);
            }
            None => {}
        }
        let at = candidates.iter().rposition(|other| other.rank >= candidate.rank).map_or(0, |heavier| heavier + 1);
        if candidates.is_full() && at < candidates.len() {
            candidates.pop();
        }
        // What does not fit is lighter than all that is there.
        let _ = candidates.try_insert(at, candidate);
    }
    let_others_speak(case, candidates);
}

/// Puts another cause first where the weightiest one yields: that a queue gave up says nothing of why the last attempt failed.
fn let_others_speak(case: &Case<'_, '_>, candidates: &mut [Candidate<'_, '_>]) {
    let Some(first) = candidates.first() else { return };
    if !case.knowledge.cause(first.rule.cause).yields {
        return;
    }
    let cause = first.rule.cause;
    if let Some(at) = candidates.iter().position(|other| other.rule.cause != cause && !other.is_word())
        && let Some(head) = candidates.get_mut(..=at)
    {
        head.rotate_right(1);
    }
}

fn weigh<'k, 'e>(case: &Case<'k, 'e>, rule: &'k Rule, found: &'e Found) -> Option<Candidate<'k, 'e>> {
    let is_inner = found.segment as usize == case.innermost;
    let speaks = rule.provider.is_some() && rule.provider == case.speaker;
    let stage_fits = rule.stages.is_empty() || case.stage.is_some_and(|stage| rule.stages.contains(&stage));
    let any_code = rule.codes.is_empty() && rule.status.is_empty();
    if case.precedes_recipients() && case.knowledge.cause(rule.cause).suppress == Suppress::Now {
        return None;
    }
    if (rule.only && !speaks) || !stage_fits || !(any_code || rule.codes_fit(case.code, case.status)) {
        return None;
    }
    let tier = if rule.tier == Tier::Provider && !speaks { Tier::Specific } else { rule.tier };
    if tier == Tier::Word && !is_inner {
        return None;
    }
    let conditions = [rule.codes.is_empty(), rule.status.is_empty(), rule.stages.is_empty()].iter().filter(|empty| !**empty).count();
    let agreement = match case.status_meaning {
        Some((cause, strong)) if cause == rule.cause => {
            if strong {
                15
            } else {
                8
            }
        }
        _ => 0,
    };
    let base = match tier {
        Tier::Word => 0,
        Tier::Generic => 200,
        Tier::Specific => 300,
        Tier::Provider => 400,
    };
    let mut rank = base + 4 * (found.words as i32).min(12) + 6 * conditions as i32 + agreement;
    rank += if rule.tier == Tier::Provider { 10 } else { 0 };
    rank += if rule.is_users { 60 } else { 0 };
    rank -= if is_inner { 0 } else { 150 };
    Some(Candidate { rule, found, rank, tier, is_inner })
}

impl<'k> Candidate<'k, '_> {
    /// Whether only a single word of a table speaks.
    pub(super) fn is_word(&self) -> bool {
        self.tier == Tier::Word
    }

    /// Whether the words found are at least half of what was said.
    pub(super) fn says_most(&self, case: &Case<'_, '_>) -> bool {
        2 * self.found.words as usize >= case.evidence.words_of(case.innermost).len()
    }

    pub(super) fn span(&self, case: &Case<'_, '_>) -> Span {
        let (from, to) = (self.found.from as usize, self.found.to as usize);
        if self.found.side {
            let words = case.evidence.side_words.get(from..to).unwrap_or_default();
            return words.iter().map(|word| word.span).reduce(Span::join).unwrap_or_default();
        }
        case.evidence.span_of_words(from, to)
    }

    pub(super) fn basis(&self, case: &Case<'_, '_>) -> Basis<'k> {
        Basis::Rule { rule: self.rule, span: self.span(case) }
    }

    /// How sure the words make it, from 0 to 1.
    pub(super) fn confidence(&self, case: &Case<'_, '_>, all: &[Candidate<'_, '_>]) -> f32 {
        let mut confidence = match self.tier {
            Tier::Word => 0.45,
            Tier::Generic => 0.8,
            Tier::Specific => 0.93,
            Tier::Provider => 0.97,
        };
        match case.status_meaning {
            Some((cause, _)) if cause == self.rule.cause => confidence += 0.02,
            Some((_, true)) => confidence -= 0.05,
            _ => {}
        }
        let rival = all.iter().any(|other| other.rule.cause != self.rule.cause && self.rank - other.rank < 20);
        if rival {
            confidence -= 0.1;
        }
        if !self.is_inner {
            confidence -= 0.1;
        }
        confidence
    }
}
