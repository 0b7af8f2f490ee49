//! A cause for programs.

use std::collections::BTreeMap;

use serde::Serialize;
use tuixin::advice::{AdviceStep, Portrait};
use tuixin::knowledge::Cause;

/// A cause with its words in one language.
#[derive(Debug, Serialize)]
pub struct CauseEntry<'a> {
    pub cause: &'a str,
    pub group: &'a str,
    pub headline: &'a str,
    pub meaning: &'a str,
    pub permanence: &'a str,
    pub party: &'a str,
    pub suppress: &'a str,
    pub retry: &'a str,
    pub scope: &'a str,
    pub codes: Vec<String>,
    pub names: &'a BTreeMap<String, Vec<String>>,
    pub steps: Steps<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<&'a str>,
}

/// The steps of a remedy, by who reads them.
#[derive(Debug, Serialize)]
pub struct Steps<'a> {
    pub sender: Vec<StepEntry<'a>>,
    pub admin: Vec<StepEntry<'a>>,
}

/// A step of a remedy.
#[derive(Debug, Serialize)]
pub struct StepEntry<'a> {
    pub step: &'a str,
    pub actor: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<&'a str>,
    pub text: &'a str,
}

impl<'a> CauseEntry<'a> {
    pub fn of(cause: &'a Cause, portrait: &'a Portrait) -> CauseEntry<'a> {
        CauseEntry {
            cause: &cause.id,
            group: &cause.group,
            headline: &portrait.headline,
            meaning: &portrait.meaning,
            permanence: cause.permanence.name(),
            party: cause.party.name(),
            suppress: cause.suppress.name(),
            retry: cause.retry.name(),
            scope: cause.scope.name(),
            codes: cause.codes.iter().map(ToString::to_string).collect(),
            names: &cause.names,
            steps: Steps { sender: entries(&portrait.sender_steps), admin: entries(&portrait.admin_steps) },
            examples: Vec::new(),
            sources: Vec::new(),
        }
    }
}

fn entries(steps: &[AdviceStep]) -> Vec<StepEntry<'_>> {
    steps.iter().map(|step| StepEntry { step: &step.id, actor: &step.actor, check: step.check.as_deref(), text: &step.text }).collect()
}
