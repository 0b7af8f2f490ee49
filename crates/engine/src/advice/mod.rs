//! From a diagnosis to what a person reads: what happened, who has to act, which steps to take, when to send again, whether to keep the address.
//!
//! The same diagnosis is told twice, to the [`Audience`] of people who write mails and to those who run mail systems.
//! All words come from `knowledge/text/`; this module only chooses among them and fills in the facts of the case.

mod case;
pub mod letter;
mod portrait;
mod texts;

pub use portrait::{Circumstances, Portrait, portray, portray_in};
pub use texts::{Language, TextError, Texts};

use crate::diagnose::{Basis, Diagnosis};
use crate::explain::Explained;
use crate::knowledge::{Knowledge, Step};

/// For whom advice is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The person who wrote the mail: no jargon.
    Sender,
    /// Whoever runs the sending mail system: records, settings, replies.
    Admin,
}

/// How sure a diagnosis is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The words leave little doubt.
    High,
    /// The words usually mean this.
    Medium,
    /// Only a code or a vague word points this way.
    Low,
}

impl Certainty {
    /// The certainty of a confidence from 0 to 1.
    pub fn of(confidence: f32) -> Certainty {
        if confidence >= 0.85 {
            Certainty::High
        } else if confidence >= 0.6 {
            Certainty::Medium
        } else {
            Certainty::Low
        }
    }

    /// The name under which the texts know it.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::High => "high",
            Certainty::Medium => "medium",
            Certainty::Low => "low",
        }
    }
}

/// One step of a remedy, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdviceStep {
    /// The step's name in the knowledge.
    pub id: String,
    /// Who takes it, as a short mark: "your mail admin".
    pub actor: String,
    /// What to do.
    pub text: String,
    /// The automatic check that belongs to it.
    pub check: Option<String>,
}

/// What a person should know and do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Advice {
    /// A few words: "The mailbox does not exist".
    pub headline: String,
    /// One sentence with the facts of the case.
    pub happened: String,
    /// Who has to act.
    pub who: String,
    /// How sure all this is.
    pub certainty: String,
    /// What to do, in order.
    pub steps: Vec<AdviceStep>,
    /// When to send again.
    pub retry: String,
    /// Whether to stop writing to the address.
    pub suppress: String,
    /// That the code says something else than the words.
    pub conflict: Option<String>,
}

/// Writes the advice for one delivery; none when it did not fail.
pub fn advise(knowledge: &Knowledge, texts: &Texts, explained: &Explained<'_>, audience: Audience) -> Option<Advice> {
    let diagnosis = explained.diagnosis.as_ref()?;
    let case = case::Case::of(texts, explained, diagnosis);
    let cause = &diagnosis.cause.id;
    let attribute = match audience {
        Audience::Sender => "sender",
        Audience::Admin => "admin",
    };
    let say = |id: &str| texts.say(id, &case.arguments);
    if explained.is_backscatter {
        return Some(Advice {
            headline: say("backscatter"),
            happened: texts.say_attribute("backscatter", attribute, &case.arguments),
            who: say("backscatter-who"),
            certainty: say("backscatter-certainty"),
            steps: Vec::new(),
            retry: say("backscatter-retry"),
            suppress: say("backscatter-suppress"),
            conflict: None,
        });
    }
    let conflict = diagnosis.conflict.map(|conflict| {
        let arguments = [("status", conflict.status.to_string()), ("cause", say(&format!("cause-{}", conflict.cause.id)))];
        texts.say("conflict", &arguments)
    });
    Some(Advice {
        headline: say(&format!("cause-{cause}")),
        happened: texts.say_attribute(&format!("cause-{cause}"), attribute, &case.arguments),
        who: say(&format!("party-{}", diagnosis.cause.party)),
        certainty: say(&format!("certainty-{}", Certainty::of(diagnosis.confidence).name())),
        steps: steps_of(knowledge, explained, audience)
            .into_iter()
            .filter(|step| case.shows(step))
            .map(|step| words(texts, &case, step))
            .collect(),
        retry: say(&format!("retry-{}", diagnosis.cause.retry)),
        suppress: say(&format!("suppress-{}", diagnosis.suppress)),
        conflict,
    })
}

/// The steps of a remedy for one reader, those too that are shown only where certain facts are known; none for a delivery that did not fail.
pub fn steps_of<'k>(knowledge: &'k Knowledge, explained: &Explained<'_>, audience: Audience) -> Vec<&'k Step> {
    let Some(diagnosis) = &explained.diagnosis else { return Vec::new() };
    let (of_rule, of_cause) = step_names(diagnosis, audience);
    let more = of_cause.iter().filter(|id| !of_rule.contains(id));
    of_rule.iter().chain(more).filter_map(|id| knowledge.step(id)).collect()
}

/// The steps of the rule and those of the cause.
fn step_names<'d>(diagnosis: &'d Diagnosis<'_>, audience: Audience) -> (&'d [String], &'d [String]) {
    let cause = diagnosis.cause;
    match (diagnosis.basis.as_ref(), audience) {
        (Some(Basis::Rule { rule, .. }), Audience::Sender) => (&rule.sender_steps, &cause.sender_steps),
        (Some(Basis::Rule { rule, .. }), Audience::Admin) => (&rule.admin_steps, &cause.admin_steps),
        (_, Audience::Sender) => (&[], &cause.sender_steps),
        (_, Audience::Admin) => (&[], &cause.admin_steps),
    }
}

fn words(texts: &Texts, case: &case::Case, step: &Step) -> AdviceStep {
    AdviceStep {
        id: step.id.clone(),
        actor: texts.say(&format!("actor-{}", step.who), &case.arguments),
        text: texts.say(&format!("step-{}", step.id), &case.arguments),
        check: step.check.clone(),
    }
}

#[cfg(test)]
mod tests;
