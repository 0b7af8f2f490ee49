//! What is to be thought of a diagnosis when the checks have spoken.

use tuixin::diagnose::Diagnosis;
use tuixin::knowledge::{Cause, Suppress};

use super::bearing::{Bearings, Weighed};
use super::material::Material;
use crate::report::{Check, Finding, Report, Verdict};

/// How much likelier a cause is when a check has found it.
///
/// Words are written when the fault is there and a check looks later, so neither settles the matter alone:
/// a cause of 70 % rises to over 90 %, one of 10 % to 40 %.
const CONFIRMED: f32 = 6.0;
/// How much less likely when all that would show it is in order.
const REFUTED: f32 = 0.15;
/// How likely a cause is of which the words say nothing, before a check has found it.
const UNHEARD_OF: f32 = 0.03;
/// No cause is surer than this.
const SUREST: f32 = 0.99;
/// How many causes are told.
const MOST_CAUSES: usize = 4;

/// The diagnosis in the light of the checks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outlook<'k> {
    /// Whether what the reply complains about is there today.
    pub standing: Standing,
    /// The causes with how likely each is now, the likeliest first.
    pub causes: Vec<(&'k Cause, f32)>,
    /// Whether to stop writing to the address: never stricter than the diagnosis, and not at all where its reason is gone.
    pub suppress: Suppress,
    /// What the address probably should have been, where a check knows one that takes mail.
    pub instead: Option<String>,
}

/// What the checks say of the cause that the words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds today.
    Confirmed,
    /// It does not hold today: it was mended meanwhile, or it never was. The mail can be sent again.
    Refuted,
    /// The checks cannot tell.
    Open,
}

impl Standing {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Confirmed => "confirmed",
            Standing::Refuted => "refuted",
            Standing::Open => "open",
        }
    }
}

pub(super) fn outlook<'k>(bearings: &Bearings, diagnosis: &Diagnosis<'k>, reports: &[Report], material: &Material) -> Outlook<'k> {
    let standing = |cause: &Cause| standing(&bearings.of(&cause.id), reports, material);
    let mut weighed: Vec<(&'k Cause, f32)> = Vec::new();
    let mut refuted = 0.0;
    let told = diagnosis.alternatives.iter().map(|other| (other.cause, other.confidence));
    for (cause, confidence) in std::iter::once((diagnosis.cause, diagnosis.confidence)).chain(told) {
        let factor = match standing(cause) {
            Standing::Confirmed => CONFIRMED,
            Standing::Refuted => REFUTED,
            Standing::Open => 1.0,
        };
        refuted += confidence * (1.0 - factor).max(0.0);
        weighed.push((cause, confidence.max(UNHEARD_OF) * factor));
    }
    // What the words leave open stays open, and what the checks refute becomes open too: it makes no other cause likelier.
    let told: f32 = std::iter::once(diagnosis.confidence).chain(diagnosis.alternatives.iter().map(|other| other.confidence)).sum();
    let sum = weighed.iter().map(|(_, weight)| weight).sum::<f32>() + (1.0 - told).max(0.0) + refuted;
    let mut causes: Vec<(&Cause, f32)> =
        weighed.into_iter().map(|(cause, weight)| (cause, (weight / sum.max(f32::EPSILON)).min(SUREST))).collect();
    causes.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    causes.truncate(MOST_CAUSES);
    let standing = standing(diagnosis.cause);
    let suppress = if standing == Standing::Refuted { Suppress::No } else { diagnosis.suppress };
    Outlook { standing, causes, suppress, instead: instead(reports) }
}

/// Whether the checks that bear on a cause have found it, or found that it is not there.
pub(super) fn standing(bearing: &Weighed, reports: &[Report], material: &Material) -> Standing {
    let verdicts = |check: Check| reports.iter().filter(move |report| report.check == check).map(|report| material.verdict(report));
    let failed = |check: &&Check| verdicts(**check).any(|verdict| verdict == Verdict::Failed);
    if bearing.confirmed.iter().any(|check| failed(&check)) {
        return Standing::Confirmed;
    }
    // Whether a host may send can only be told of a host.
    let needs_host = |check: &Check| matches!(check, Check::Spf | Check::Ptr | Check::Helo);
    let passed = |check: &Check| {
        let mut verdicts = verdicts(*check).peekable();
        let was_run = verdicts.peek().is_some();
        was_run
            && verdicts.all(|verdict| matches!(verdict, Verdict::Passed | Verdict::Warning))
            && (material.knows_host() || !needs_host(check))
    };
    // A host that nobody has told the name of is judged by its address alone.
    let counts = |check: &&Check| **check != Check::Helo || verdicts(Check::Helo).next().is_some();
    let all_passed = bearing.refuted.iter().filter(counts).all(passed);
    if !bearing.refuted.is_empty() && all_passed { Standing::Refuted } else { Standing::Open }
}

/// The best candidate of the check for misspellings.
fn instead(reports: &[Report]) -> Option<String> {
    let candidate = |finding: &Finding| finding.arguments.iter().find(|(name, _)| *name == "candidate").map(|(_, value)| value.clone());
    let found = reports.iter().filter(|report| report.check == Check::Typo).flat_map(|report| &report.findings);
    found.filter(|finding| finding.verdict != Verdict::Passed).find_map(candidate)
}
