//! From one reply to a [`Diagnosis`]: the cause, how sure that is, and on which words it rests.
//!
//! What counts, in this order: the words of the provider that spoke, a specific phrase, a generic phrase, the enhanced status code, the reply code with its stage, and last of all single words.
//! Where text and code disagree the text speaks, because servers choose their words with more care than their codes, and the disagreement is shown.
//! When nothing speaks the cause is `unspecified`: a wrong "address is dead" costs a customer, an honest "not certain" costs nothing.

mod candidate;
mod facts;
mod speaker;

use arrayvec::ArrayVec;

use crate::evidence::Evidence;
use crate::knowledge::{Cause, CauseId, Knowledge, Matches, Permanence, Provider, Rule, Suppress};
use crate::smtp::{Class, ReplyCode, Stage, StatusCode};
use crate::span::Span;

use candidate::{Candidate, Candidates, Case};
pub use facts::Facts;

/// A reply with what is known of it besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reply<'t> {
    /// What was said, wrappers and all.
    pub text: &'t str,
    /// The status of a report about it (RFC 3464 section 2.3.4), where the text has none of its own.
    pub status: Option<StatusCode>,
    /// The host that said it.
    pub remote_host: Option<&'t str>,
    /// The command that was answered.
    pub stage: Option<Stage>,
}

impl<'t> Reply<'t> {
    /// A bare text of which nothing else is known.
    pub fn of(text: &'t str) -> Reply<'t> {
        Reply { text, ..Reply::default() }
    }
}

/// What is used again from reply to reply, so that diagnosing allocates nothing once it has grown, and what was found in the latest wordings.
#[derive(Debug, Default)]
pub struct Workspace {
    evidence: Evidence,
    matches: Matches,
}

impl Workspace {
    /// An empty one.
    pub fn new() -> Workspace {
        Workspace::default()
    }

    /// Forgets what was found in earlier replies, which is kept because the same wordings come again and again.
    ///
    /// The answers are the same without it; only a benchmark wants to know what a reply costs that was never seen.
    pub fn forget(&mut self) {
        self.matches.forget();
    }

    /// The parts of the reply that was diagnosed last.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

/// What a diagnosis rests on.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Basis<'k> {
    /// Words that a rule knows.
    Rule {
        /// The rule.
        rule: &'k Rule,
        /// The words.
        span: Span,
    },
    /// The enhanced status code alone.
    Status(StatusCode),
    /// The reply code alone.
    ReplyCode(ReplyCode),
}

/// Another cause that the reply may have.
#[derive(Clone, Copy, Debug)]
pub struct Alternative<'k> {
    /// The cause.
    pub cause: &'k Cause,
    /// How sure it would be, from 0 to 1.
    pub confidence: f32,
}

/// The code says something else than the text.
#[derive(Clone, Copy, Debug)]
pub struct Conflict<'k> {
    /// The code.
    pub status: StatusCode,
    /// What it stands for.
    pub cause: &'k Cause,
}

/// Why a delivery failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnosis<'k> {
    /// The cause; `unspecified` when the reply does not tell.
    pub cause: &'k Cause,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
    /// Whether it goes away by itself: the cause's own answer, or that of the code where the cause leaves it open.
    pub permanence: Permanence,
    /// What the class of the reply code promises, whatever the cause.
    pub reply_permanence: Option<Permanence>,
    /// Whether to stop writing to the address: never stricter than the cause, and milder where the evidence is thin or the refusal temporary.
    pub suppress: Suppress,
    /// What the diagnosis rests on.
    pub basis: Option<Basis<'k>>,
    /// Other causes that the reply may have, the likeliest first.
    pub alternatives: ArrayVec<Alternative<'k>, 3>,
    /// A code that says something else.
    pub conflict: Option<Conflict<'k>>,
    /// The reply code of the innermost reply.
    pub reply_code: Option<ReplyCode>,
    /// The enhanced status code of the innermost reply, or of a wrapper when that has none.
    pub status: Option<StatusCode>,
    /// The command that was answered.
    pub stage: Option<Stage>,
    /// Who spoke.
    pub provider: Option<&'k Provider>,
    /// The host that spoke, as far as the text names it.
    pub remote_host: Option<Span>,
    /// What the text gives away besides.
    pub facts: Facts<'k>,
    /// The innermost reply.
    pub innermost: Span,
    /// Whether the text was too long to be read to its end.
    pub truncated: bool,
}

/// Single words count only in a reply of at most so many: in a page of prose some word of the tables always stands.
const MOST_WORDS_AROUND_ONE: usize = 40;

/// Evidence weaker than this strikes no address off.
const SURE_ENOUGH_TO_SUPPRESS: f32 = 0.7;

/// Diagnoses one reply.
///
/// `workspace` is scratch space; its [`Workspace::evidence`] holds the parts of the reply afterwards.
pub fn diagnose<'k>(knowledge: &'k Knowledge, reply: &Reply<'_>, workspace: &mut Workspace) -> Diagnosis<'k> {
    let Workspace { evidence, matches } = workspace;
    evidence.read(reply.text);
    knowledge.matcher.find(evidence, matches);
    let case = Case::new(knowledge, reply, evidence, matches);
    let mut candidates = Candidates::new();
    candidate::gather(&case, &mut candidates);
    conclude(&case, &candidates)
}

/// The rule that a verdict rests on.
fn best_rule<'k>(verdict: &Verdict<'k>) -> Option<&'k Rule> {
    match verdict.basis {
        Some(Basis::Rule { rule, .. }) => Some(rule),
        _ => None,
    }
}

/// What speaks for a cause, and how much.
struct Verdict<'k> {
    cause: CauseId,
    confidence: f32,
    basis: Option<Basis<'k>>,
}

#[inline]
fn conclude<'k>(case: &Case<'k, '_>, candidates: &[Candidate]) -> Diagnosis<'k> {
    let knowledge = case.knowledge;
    let verdict = verdict(case, candidates);
    let cause = knowledge.cause(verdict.cause);
    let class = case.code.map(ReplyCode::class).or(case.status.map(StatusCode::class));
    let reply_permanence = match class {
        Some(Class::Temporary) => Some(Permanence::Temporary),
        Some(Class::Permanent) => Some(Permanence::Permanent),
        _ => None,
    };
    let permanence = if cause.permanence == Permanence::Either { reply_permanence.unwrap_or(Permanence::Either) } else { cause.permanence };
    let refused_for_now = case.code.is_some_and(|code| code.class() == Class::Temporary);
    let rule = best_rule(&verdict);
    let is_thin = verdict.confidence < SURE_ENOUGH_TO_SUPPRESS || rule.is_some_and(|rule| rule.spares);
    let suppress = match cause.suppress {
        Suppress::Now if refused_for_now || is_thin => Suppress::AfterRepeats,
        other => other,
    };
    // A rule of a provider knows what the provider means by its codes, even where nothing else told who spoke.
    let vendor = rule.and_then(|rule| rule.provider).filter(|_| case.speaker.is_none());
    let meaning = match (vendor, case.status) {
        (Some(_), Some(status)) => knowledge.meaning_of_status(status, vendor),
        _ => case.status_meaning,
    };
    let conflict = meaning.filter(|(other, strong)| *strong && *other != verdict.cause).zip(case.status);
    let best = candidates.first().filter(|candidate| candidate.cause == verdict.cause);
    Diagnosis {
        cause,
        confidence: verdict.confidence,
        permanence,
        reply_permanence,
        suppress,
        basis: verdict.basis,
        alternatives: alternatives(case, candidates, &verdict),
        conflict: conflict.map(|((other, _), status)| Conflict { status, cause: knowledge.cause(other) }),
        reply_code: case.code,
        status: case.status,
        stage: case.stage,
        provider: case.speaker.and_then(|id| knowledge.provider(id)),
        remote_host: case.remote_host,
        facts: facts::gather(case, cause, best),
        innermost: case.innermost_span(),
        truncated: case.evidence.truncated,
    }
}

fn verdict<'k>(case: &Case<'k, '_>, candidates: &[Candidate]) -> Verdict<'k> {
    let best = candidates.first();
    let is_brief = case.evidence.words.len() <= MOST_WORDS_AROUND_ONE;
    if let Some(best) = best.filter(|best| !best.is_word()) {
        return Verdict { cause: best.cause, confidence: best.confidence(case, candidates), basis: best.basis(case) };
    }
    let by_status = case.status.zip(case.status_meaning).map(|(status, (cause, strong))| {
        let confidence = if strong { 0.75 } else { 0.5 };
        (strong, Verdict { cause, confidence, basis: Some(Basis::Status(status)) })
    });
    let by_word = best
        .filter(|_| is_brief)
        .map(|best| (best.says_most(case), Verdict { cause: best.cause, confidence: 0.45, basis: best.basis(case) }));
    let by_code =
        case.code.zip(case.code_meaning).map(|(code, cause)| Verdict { cause, confidence: 0.4, basis: Some(Basis::ReplyCode(code)) });
    match (by_status, by_word) {
        (Some((true, verdict)), _) => return verdict,
        (_, Some((true, verdict))) => return verdict,
        (Some((false, verdict)), _) => return verdict,
        (None, word) => {
            if let Some(verdict) = by_code.or(word.map(|(_, verdict)| verdict)) {
                return verdict;
            }
        }
    }
    Verdict { cause: case.knowledge.unspecified(), confidence: 0.2, basis: None }
}

fn alternatives<'k>(case: &Case<'k, '_>, candidates: &[Candidate], verdict: &Verdict<'k>) -> ArrayVec<Alternative<'k>, 3> {
    let mut alternatives = ArrayVec::<Alternative<'k>, 3>::new();
    let texts = candidates.iter().map(|candidate| (candidate.cause, if candidate.is_word() { 0.1 } else { 0.3 }));
    let status = case.status_meaning.map(|(cause, strong)| (cause, if strong { 0.25 } else { 0.1 }));
    for (cause, weight) in texts.chain(status) {
        if cause == verdict.cause {
            continue;
        }
        let cause = case.knowledge.cause(cause);
        if !alternatives.iter().any(|other| std::ptr::eq(other.cause, cause)) {
            let confidence = (1.0 - verdict.confidence).min(weight);
            // The list is full when three better ones stand in it.
            let _ = alternatives.try_push(Alternative { cause, confidence });
        }
    }
    alternatives
}

#[cfg(test)]
mod tests;
