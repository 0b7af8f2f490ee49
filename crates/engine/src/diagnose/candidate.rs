//! Rules whose words were found, weighed against each other.

use arrayvec::ArrayVec;

use super::{Basis, Reply, speaker};
use crate::evidence::Evidence;
use crate::knowledge::{Brief, CauseId, Found, Knowledge, Matches, ProviderId, Rule, RuleId, Suppress, Tier};
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
    /// Whether the reply answers a command that comes before any recipient is named: `User unknown` then speaks of the sender.
    precedes_recipients: bool,
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
        let precedes_recipients = precedes_recipients(code, stage);
        let may_mean = |cause: CauseId| !precedes_recipients || knowledge.cause(cause).suppress != Suppress::Now;
        Case {
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
            status_meaning: status.and_then(|status| knowledge.meaning_of_status(status, speaker)).filter(|(cause, _)| may_mean(*cause)),
            code_meaning: code.and_then(|code| knowledge.meaning_of_reply(code, stage, speaker)).filter(|cause| may_mean(*cause)),
            precedes_recipients,
        }
    }

    /// Whether code, status and stage are those with which alone a rule counts.
    fn fits(&self, rule: RuleId) -> bool {
        let Some(rule) = self.knowledge.rule(rule) else { return false };
        let stage_fits = rule.stages.is_empty() || self.stage.is_some_and(|stage| rule.stages.contains(&stage));
        stage_fits && rule.codes_fit(self.code, self.status)
    }

    /// Where the innermost reply stands in the text.
    pub(super) fn innermost_span(&self) -> Span {
        let start = self.evidence.segments.get(self.innermost).map_or(0, |segment| segment.start as usize);
        let end = self.evidence.segments.get(self.innermost + 1).map_or(self.text.len(), |segment| segment.start as usize);
        Span::new(start, end)
    }
}

fn precedes_recipients(code: Option<ReplyCode>, stage: Option<Stage>) -> bool {
    // RFC 4954 section 6: these codes answer AUTH, or ask for it.
    let answers_a_login = code.is_some_and(|code| matches!(code.number(), 530 | 534 | 535 | 538));
    answers_a_login || matches!(stage, Some(Stage::Ehlo | Stage::StartTls | Stage::Auth | Stage::MailFrom))
}

/// A rule that applies.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// What was found, as its place among all that was.
    found: u32,
    rank: i32,
    rule: RuleId,
    pub cause: CauseId,
    brief: Brief,
    /// Whether the provider that the rule belongs to has spoken.
    speaks: bool,
    is_inner: bool,
}

/// The rules that apply, the weightiest first and each once.
pub(super) type Candidates = ArrayVec<Candidate, MAX_CANDIDATES>;

/// Adds the rules that apply.
pub(super) fn gather(case: &Case<'_, '_>, candidates: &mut Candidates) {
    for (place, found) in (0..).zip(&case.matches.rules) {
        let Some(candidate) = weigh(case, found, place) else { continue };
        if let Some(earlier) = candidates.iter().position(|other| other.rule == candidate.rule) {
            if candidates.get(earlier).is_some_and(|earlier| earlier.rank >= candidate.rank) {
                continue;
            }
            candidates.remove(earlier);
        }
        insert(candidates, candidate);
    }
    let_others_speak(case, candidates);
}

/// Puts a candidate behind all that weigh as much; of too many the lightest is left out.
#[inline]
fn insert(candidates: &mut Candidates, candidate: Candidate) {
    if candidates.is_full() {
        if candidates.last().is_some_and(|last| last.rank >= candidate.rank) {
            return;
        }
        candidates.pop();
    }
    candidates.push(candidate);
    let mut at = candidates.len() - 1;
    // Few candidates are there, so a few exchanges are cheaper than to move them all at once.
    while let Some([before, last]) = at.checked_sub(1).and_then(|before| candidates.get_mut(before..=at)) {
        if before.rank >= last.rank {
            break;
        }
        std::mem::swap(before, last);
        at -= 1;
    }
}

/// Puts another cause first where the weightiest one yields: that a queue gave up says nothing of why the last attempt failed.
fn let_others_speak(case: &Case<'_, '_>, candidates: &mut [Candidate]) {
    let Some(first) = candidates.first() else { return };
    let cause = first.cause;
    if !case.knowledge.cause(cause).yields {
        return;
    }
    if let Some(at) = candidates.iter().position(|other| other.cause != cause && !other.is_word())
        && let Some(head) = candidates.get_mut(..=at)
    {
        head.rotate_right(1);
    }
}

/// What it adds to the rank of a provider's words that the provider is known to have spoken.
const SPOKEN: i32 = 100;

#[inline]
fn weigh(case: &Case<'_, '_>, found: &Found, place: u32) -> Option<Candidate> {
    let brief = case.knowledge.brief(found.rule)?;
    let is_inner = found.segment as usize == case.innermost;
    let speaks = case.speaker.is_some() && brief.provider() == case.speaker;
    if (case.precedes_recipients && brief.condemns()) || (!speaks && brief.is_only()) || (!is_inner && brief.tier() == Tier::Word) {
        return None;
    }
    if brief.is_conditional() && !case.fits(found.rule) {
        return None;
    }
    let mut rank = brief.rank() + 4 * (found.words as i32).min(12);
    rank += match case.status_meaning {
        Some((cause, is_strong)) if cause == brief.cause() => 8 + 7 * i32::from(is_strong),
        _ => 0,
    };
    rank += if speaks && brief.tier() == Tier::Provider { SPOKEN } else { 0 };
    rank -= if is_inner { 0 } else { 150 };
    Some(Candidate { found: place, rank, rule: found.rule, cause: brief.cause(), brief, speaks, is_inner })
}

impl Candidate {
    /// Whether only a single word of a table speaks.
    pub(super) fn is_word(&self) -> bool {
        self.brief.tier() == Tier::Word
    }

    /// Whether the words found are at least half of what was said.
    pub(super) fn says_most(&self, case: &Case<'_, '_>) -> bool {
        let words = self.found(case).map_or(0, |found| found.words as usize);
        2 * words >= case.evidence.words_of(case.innermost).len()
    }

    fn found<'e>(&self, case: &Case<'_, 'e>) -> Option<&'e Found> {
        case.matches.rules.get(self.found as usize)
    }

    /// The rule itself.
    pub(super) fn rule<'k>(&self, case: &Case<'k, '_>) -> Option<&'k Rule> {
        case.knowledge.rule(self.rule)
    }

    pub(super) fn span(&self, case: &Case<'_, '_>) -> Span {
        let Some(found) = self.found(case) else { return Span::default() };
        let (from, to) = (found.from as usize, found.to as usize);
        if found.side {
            let words = case.evidence.side_words.get(from..to).unwrap_or_default();
            return words.iter().map(|word| word.span).reduce(Span::join).unwrap_or_default();
        }
        case.evidence.span_of_words(from, to)
    }

    pub(super) fn basis<'k>(&self, case: &Case<'k, '_>) -> Option<Basis<'k>> {
        self.rule(case).map(|rule| Basis::Rule { rule, span: self.span(case) })
    }

    /// How sure the words make it, from 0 to 1.
    pub(super) fn confidence(&self, case: &Case<'_, '_>, all: &[Candidate]) -> f32 {
        let mut confidence = match self.brief.tier() {
            Tier::Word => 0.45,
            Tier::Generic => 0.8,
            Tier::Provider if self.speaks => 0.97,
            Tier::Specific | Tier::Provider => 0.93,
        };
        match case.status_meaning {
            Some((cause, _)) if cause == self.cause => confidence += 0.02,
            Some((_, true)) => confidence -= 0.05,
            _ => {}
        }
        let rival = all.iter().any(|other| other.cause != self.cause && self.rank - other.rank < 20);
        if rival {
            confidence -= 0.1;
        }
        if !self.is_inner {
            confidence -= 0.1;
        }
        confidence
    }
}
