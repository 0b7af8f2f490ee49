//! What people should know and do, in their language.

use serde::Serialize;
use tuixin::Explained;
use tuixin::advice::{self, AdviceStep, Audience, Texts, advise};
use tuixin::knowledge::Knowledge;
use utoipa::ToSchema;

/// Advice for each of the two who may read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AdviceForBoth {
    /// For the person who wrote the mail: no jargon.
    pub sender: Advice,
    /// For whoever runs the sending mail system.
    pub admin: Advice,
}

/// What one reader should know and do, in words.
#[derive(Debug, Serialize, ToSchema)]
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
    pub steps: Vec<AdvisedStep>,
    /// When to send again.
    pub retry: String,
    /// Whether to stop writing to the address.
    pub suppress: String,
    /// That the code says something else than the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<String>,
}

/// One step of a remedy.
#[derive(Debug, Serialize, ToSchema)]
pub struct AdvisedStep {
    /// The name of the step, the same in all languages.
    pub step: String,
    /// Who takes it, as a short mark: "your mail admin".
    pub actor: String,
    /// The check that belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// What to do.
    pub text: String,
}

impl AdviceForBoth {
    /// The advice for a delivery; none for one that did not fail.
    pub fn of(knowledge: &Knowledge, texts: &Texts, explained: &Explained<'_>) -> Option<AdviceForBoth> {
        let of = |audience| advise(knowledge, texts, explained, audience).map(Advice::from);
        Some(AdviceForBoth { sender: of(Audience::Sender)?, admin: of(Audience::Admin)? })
    }
}

impl From<advice::Advice> for Advice {
    fn from(advice: advice::Advice) -> Advice {
        Advice {
            headline: advice.headline,
            happened: advice.happened,
            who: advice.who,
            certainty: advice.certainty,
            steps: advice.steps.into_iter().map(AdvisedStep::from).collect(),
            retry: advice.retry,
            suppress: advice.suppress,
            conflict: advice.conflict,
        }
    }
}

impl From<AdviceStep> for AdvisedStep {
    fn from(step: AdviceStep) -> AdvisedStep {
        AdvisedStep { step: step.id, actor: step.actor, check: step.check, text: step.text }
    }
}
