//! Rules whose words were found, weighed against each other.

use arrayvec::ArrayVec;

use super::{Basis, Reply, speaker};
use crate::evidence::Evidence;
use crate::knowledge::{CauseId, Found, Knowledge, ProviderId, Rule, RuleId, Target, Tier};
use crate::smtp::{ReplyCode, Stage, StatusCode};
use crate::span::Span;

/// Most rules that are weighed for one reply; a reply that fits more is a list of words, not a sentence.
const MAX_CANDIDATES: usize = 24;

/// What is known about the reply before its words are weighed.
pub(super) struct Case<'k, 'e> {
    pub knowledge: &'k Knowledge,
    pub text: &'e str,
    pub evidence: &'e Evidence,
    pub found: &'e [Found],
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
    pub(super) fn new(knowledge: &'k Knowledge, reply: &Reply<'e>, evidence: &'e Evidence, found: &'e [Found]) -> Case<'k, 'e> {
        let innermost = evidence.innermost();
        let segment = evidence.segments.get(innermost).copied().unwrap_or_default();
        let outer = || evidence.segments.iter().rev().find_map(|segment| segment.status);
        let status = segment.status.or(reply.status.filter(|status| !status.is_bare())).or_else(outer).or(reply.status);
        let code = segment.code.or_else(|| evidence.segments.iter().rev().find_map(|segment| segment.code));
        let (speaker, remote_host) = speaker::speaker(knowledge, reply, evidence, innermost);
        let stage = found.iter().rev().find_map(|found| match Target::unpack(found.target) {
            Some(Target::Stage(stage)) => Some(stage),
            _ => None,
        });
        let stage = stage.or(reply.stage);
        Case {
            knowledge,
            text: reply.text,
            evidence,
            found,
            innermost,
            code,
            status,
            stage,
            speaker,
            remote_host,
            status_meaning: status.and_then(|status| knowledge.meaning_of_status(status, speaker)),
            code_meaning: code.and_then(|code| knowledge.meaning_of_reply(code, stage, speaker)),
        }
    }

    /// Where the innermost reply stands in the text.
    pub(super) fn innermost_span(&self) -> Span {
        let start = self.evidence.segments.get(self.innermost).map_or(0, |segment| segment.start as usize);
        let end = self.evidence.segments.get(self.innermost + 1).map_or(self.text.len(), |segment| segment.start as usize);
        Span::new(start, end)
    }

    fn is_vetoed(&self, rule: RuleId) -> bool {
        let veto = Target::Veto(rule).pack();
        self.found.iter().any(|found| found.target == veto)
    }
}

/// A rule that applies.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'k> {
    pub rule: &'k Rule,
    pub found: Found,
    /// The tier it reaches here.
    tier: Tier,
    rank: i32,
    is_inner: bool,
}

/// The rules that apply, the weightiest first.
pub(super) fn gather<'k>(case: &Case<'k, '_>) -> ArrayVec<Candidate<'k>, MAX_CANDIDATES> {
    let mut candidates = ArrayVec::<Candidate<'k>, MAX_CANDIDATES>::new();
    for found in case.found {
        let Some(Target::Rule(id)) = Target::unpack(found.target) else { continue };
        let Some(rule) = case.knowledge.rule(id) else { continue };
        let Some(candidate) = weigh(case, rule, found) else { continue };
        if case.is_vetoed(id) {
            continue;
        }
        let at = candidates.partition_point(|other| other.rank >= candidate.rank);
        if candidates.is_full() {
            candidates.pop();
        }
        // A full list has just been given room, unless the newcomer is the lightest.
        let _ = candidates.try_insert(at.min(candidates.len()), candidate);
    }
    let_others_speak(case, &mut candidates);
    candidates
}

/// Puts another cause first where the weightiest one yields: that a queue gave up says nothing of why the last attempt failed.
fn let_others_speak(case: &Case<'_, '_>, candidates: &mut [Candidate<'_>]) {
    let Some(first) = candidates.first() else { return };
    if !case.knowledge.cause(first.rule.cause).yields {
        return;
    }
    let cause = first.rule.cause;
    if let Some(at) = candidates.iter().position(|other| other.rule.cause != cause && !other.is_word()) {
        if let Some(head) = candidates.get_mut(..=at) {
            head.rotate_right(1);
        }
    }
}

fn weigh<'k>(case: &Case<'k, '_>, rule: &'k Rule, found: &Found) -> Option<Candidate<'k>> {
    let is_inner = found.segment as usize == case.innermost;
    let speaks = rule.provider.is_some() && rule.provider == case.speaker;
    let stage_fits = rule.stages.is_empty() || case.stage.is_some_and(|stage| rule.stages.contains(&stage));
    if (rule.only && !speaks) || !stage_fits || !rule.codes_fit(case.code, case.status) {
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
    Some(Candidate { rule, found: *found, tier, rank, is_inner })
}

impl<'k> Candidate<'k> {
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
    pub(super) fn confidence(&self, case: &Case<'_, '_>, all: &[Candidate<'_>]) -> f32 {
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
