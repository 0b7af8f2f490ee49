//! What is known of a cause.

use std::collections::BTreeMap;

use serde::Serialize;
use tuixin::advice::{AdviceStep, Portrait};
use tuixin::knowledge::Cause;
use utoipa::ToSchema;

/// A cause with its words in one language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Cause)]
pub struct CauseEntry<'a> {
    /// Its name.
    pub cause: &'a str,
    /// The group that it belongs to.
    pub group: &'a str,
    /// It in a few words.
    pub headline: &'a str,
    /// What it means.
    pub meaning: &'a str,
    /// Whether trying again can help: `permanent`, `temporary`, `either`.
    pub permanence: &'a str,
    /// Who has to act: `sender-user`, `sender-admin`, `recipient`, `recipient-admin`, `network`, `nobody`.
    pub party: &'a str,
    /// Whether to stop writing to the address: `now`, `after-repeats`, `no`, `already`.
    pub suppress: &'a str,
    /// When to send again: `later`, `other-route`, `split`, `after-fix`, `by-code`, `no`.
    pub retry: &'a str,
    /// What the fault clings to: `address`, `domain`, `host`, `ip`, `sender`, `message`, `session`.
    pub scope: &'a str,
    /// The enhanced status codes with which it usually comes.
    pub codes: Vec<String>,
    /// What other systems call it, by the vocabulary.
    #[schema(value_type = BTreeMap<String, Vec<String>>)]
    pub names: &'a BTreeMap<String, Vec<String>>,
    /// What to do about it.
    pub steps: Steps<'a>,
    /// Usual replies; only where one cause was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<&'a str>,
    /// Where these words are documented; only where one cause was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<&'a str>,
}

/// The steps of a remedy, by who reads them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Steps<'a> {
    /// For the person who wrote the mail.
    pub sender: Vec<StepEntry<'a>>,
    /// For whoever runs the sending mail system.
    pub admin: Vec<StepEntry<'a>>,
}

/// A step of a remedy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Step)]
pub struct StepEntry<'a> {
    /// The name of the step, the same in all languages.
    pub step: &'a str,
    /// Who takes it, as a short mark: "your mail admin".
    pub actor: &'a str,
    /// The check that belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<&'a str>,
    /// What to do.
    pub text: &'a str,
}

impl<'a> CauseEntry<'a> {
    /// A cause with its words, without examples and sources.
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
