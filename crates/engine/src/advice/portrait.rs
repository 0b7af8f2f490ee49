//! A cause in general words, for those who look it up without a case at hand.

use super::case::Case;
use super::{AdviceStep, Audience, Texts, words};
use crate::knowledge::{Cause, Knowledge};

/// What there is to say about a cause, whatever the case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Portrait {
    /// A few words: "The mailbox does not exist".
    pub headline: String,
    /// What it means and what it is easily confused with.
    pub meaning: String,
    /// The group it belongs to.
    pub group: String,
    /// Whether it goes away by itself.
    pub permanence: String,
    /// Who has to act.
    pub who: String,
    /// When to send again.
    pub retry: String,
    /// Whether to stop writing to the address.
    pub suppress: String,
    /// What the fault clings to.
    pub scope: String,
    /// What the sender does.
    pub sender_steps: Vec<AdviceStep>,
    /// What the administrator does.
    pub admin_steps: Vec<AdviceStep>,
}

/// Describes a cause.
pub fn portray(knowledge: &Knowledge, texts: &Texts, cause: &Cause) -> Portrait {
    let case = Case::unknown();
    let say = |id: &str| texts.say(id, &case.arguments);
    let steps = |audience: Audience| {
        let ids = match audience {
            Audience::Sender => &cause.sender_steps,
            Audience::Admin => &cause.admin_steps,
        };
        ids.iter().filter_map(|id| knowledge.step(id)).filter(|step| case.shows(step)).map(|step| words(texts, &case, step)).collect()
    };
    Portrait {
        headline: say(&format!("cause-{}", cause.id)),
        meaning: texts.say_attribute(&format!("cause-{}", cause.id), "meaning", &case.arguments),
        group: say(&format!("group-{}", cause.group)),
        permanence: say(&format!("permanence-{}", cause.permanence)),
        who: say(&format!("party-{}", cause.party)),
        retry: say(&format!("retry-{}", cause.retry)),
        suppress: say(&format!("suppress-{}", cause.suppress)),
        scope: say(&format!("scope-{}", cause.scope)),
        sender_steps: steps(Audience::Sender),
        admin_steps: steps(Audience::Admin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::Language;

    #[test]
    fn every_cause_can_be_described_without_a_case() {
        let knowledge = Knowledge::embedded();
        for language in Language::ALL {
            let texts = Texts::embedded(language);
            for cause in knowledge.causes() {
                let portrait = portray(&knowledge, &texts, cause);
                let words = format!("{portrait:?}");
                assert!(!words.contains("{$") && !words.contains("cause-") && !portrait.meaning.is_empty(), "{words}");
                assert!(!portrait.sender_steps.is_empty() && !portrait.admin_steps.is_empty(), "{words}");
            }
        }
    }
}
