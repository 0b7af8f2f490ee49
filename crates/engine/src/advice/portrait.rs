//! A cause in general words, for those who look it up without a case at hand.

use super::case::Case;
use super::{AdviceStep, Audience, Texts, words};
use crate::knowledge::{Cause, Knowledge, Provider, Rule};

/// What is known of a case besides its cause, all of it from the knowledge: nobody's address, and no words of a mail.
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstances<'k> {
    /// Who refused.
    pub provider: Option<&'k Provider>,
    /// The rule that knew the words; its steps come first.
    pub rule: Option<&'k Rule>,
    /// The blocklist that was named.
    pub blocklist: Option<&'k str>,
}

/// What there is to say about a cause, whatever the case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Portrait {
    /// A few words: "The mailbox does not exist".
    pub headline: String,
    /// What it means and what it is easily confused with.
    pub meaning: String,
    /// One sentence about what happened, for the sender.
    pub sender_happened: String,
    /// The same for the administrator.
    pub admin_happened: String,
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
    portray_in(knowledge, texts, cause, Circumstances::default())
}

/// Describes a cause as far as the circumstances of a case are known.
pub fn portray_in(knowledge: &Knowledge, texts: &Texts, cause: &Cause, circumstances: Circumstances<'_>) -> Portrait {
    let case = Case::in_general(texts, circumstances);
    let say = |id: &str| texts.say(id, &case.arguments);
    let steps = |audience: Audience| {
        let (of_rule, of_cause) = match audience {
            Audience::Sender => (circumstances.rule.map(|rule| &rule.sender_steps), &cause.sender_steps),
            Audience::Admin => (circumstances.rule.map(|rule| &rule.admin_steps), &cause.admin_steps),
        };
        let of_rule = of_rule.map(Vec::as_slice).unwrap_or_default();
        let more = of_cause.iter().filter(|id| !of_rule.contains(id));
        let steps = of_rule.iter().chain(more).filter_map(|id| knowledge.step(id));
        steps.filter(|step| case.shows(step)).map(|step| words(texts, &case, step)).collect()
    };
    Portrait {
        headline: say(&format!("cause-{}", cause.id)),
        meaning: texts.say_attribute(&format!("cause-{}", cause.id), "meaning", &case.arguments),
        sender_happened: texts.say_attribute(&format!("cause-{}", cause.id), "sender", &case.arguments),
        admin_happened: texts.say_attribute(&format!("cause-{}", cause.id), "admin", &case.arguments),
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

    #[test]
    fn circumstances_bring_the_steps_of_their_rule_and_the_names_of_what_is_known() {
        let knowledge = Knowledge::embedded();
        let texts = Texts::embedded(Language::English);
        let rule = knowledge.rules().iter().find(|rule| rule.id == "tencent/content-denied");
        let cause = rule.map(|rule| knowledge.cause(rule.cause));
        let provider = rule.and_then(|rule| rule.provider).and_then(|id| knowledge.provider(id));
        let portrait = cause.map(|cause| portray_in(&knowledge, &texts, cause, Circumstances { provider, rule, blocklist: None }));
        let portrait = portrait.map(|portrait| (portrait.admin_steps.first().map(|step| step.id.clone()), portrait.sender_happened));
        let (first, happened) = portrait.unwrap_or_default();
        assert_eq!(first.as_deref(), Some("tencent-appeal"));
        assert!(happened.contains("Tencent"), "{happened}");
    }
}
