//! Advice in both languages, and proof that no text is missing.

use std::collections::BTreeSet;

use super::*;
use crate::diagnose::Workspace;
use crate::explain;
use crate::notice::{Kind, Warning};

/// The names of all texts and attributes of a language.
fn keys(language: Language) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for source in crate::embedded::text_sources(language) {
        let resource = fluent_syntax::parser::parse(source.text.as_str()).expect("the texts are valid Fluent");
        for entry in resource.body {
            if let fluent_syntax::ast::Entry::Message(message) = entry {
                assert!(keys.insert(message.id.name.to_owned()), "{} stands twice in {}", message.id.name, language.tag());
                keys.extend(message.attributes.iter().map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)));
            }
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_texts() {
    assert_eq!(keys(Language::English), keys(Language::Chinese));
}

#[test]
fn everything_that_is_shown_has_its_words() {
    let knowledge = Knowledge::embedded();
    let keys = keys(Language::English);
    let mut wanted = Vec::new();
    for cause in knowledge.causes() {
        wanted.push(format!("cause-{}", cause.id));
        wanted.extend(["meaning", "sender", "admin"].map(|attribute| format!("cause-{}.{attribute}", cause.id)));
        wanted.push(format!("group-{}", cause.group));
        wanted.push(format!("party-{}", cause.party));
        wanted.push(format!("retry-{}", cause.retry));
        wanted.push(format!("suppress-{}", cause.suppress));
        wanted.push(format!("scope-{}", cause.scope));
        wanted.push(format!("permanence-{}", cause.permanence));
        assert!(cause.sender_steps.len() >= 2 && cause.admin_steps.len() >= 2, "{} has too few steps", cause.id);
    }
    for step in knowledge.steps() {
        wanted.push(format!("step-{}", step.id));
        wanted.push(format!("actor-{}", step.who));
        wanted.extend(step.check.iter().map(|check| format!("check-{check}")));
    }
    wanted.extend(["high", "medium", "low"].map(|certainty| format!("certainty-{certainty}")));
    wanted.extend(
        [
            Kind::Failed,
            Kind::Delayed,
            Kind::Delivered,
            Kind::Relayed,
            Kind::Expanded,
            Kind::AutoReply,
            Kind::ReadReceipt,
            Kind::Complaint,
            Kind::DmarcReport,
            Kind::Challenge,
            Kind::Other,
        ]
        .map(|kind| format!("kind-{}", kind.name())),
    );
    wanted.extend(
        [Warning::Truncated, Warning::Charset, Warning::Backscatter, Warning::Imitation]
            .map(|warning| format!("warning-{}", warning.name())),
    );
    wanted.extend(["backscatter", "backscatter.sender", "backscatter.admin"].map(str::to_owned));
    wanted.extend(["who", "certainty", "retry", "suppress"].map(|what| format!("backscatter-{what}")));
    let missing: Vec<_> = wanted.iter().filter(|key| !keys.contains(*key)).collect();
    assert!(missing.is_empty(), "missing texts: {missing:?}");
}

fn told(input: &str, language: Language, audience: Audience) -> String {
    let knowledge = Knowledge::embedded();
    let texts = Texts::embedded(language);
    let explanations = explain(&knowledge, input.as_bytes(), &mut Workspace::new());
    let advice = advise(&knowledge, &texts, &explanations[0].deliveries[0], audience).unwrap();
    let mut lines = vec![advice.headline, advice.happened, advice.who, advice.certainty];
    lines.extend(advice.steps.iter().map(|step| {
        format!("- [{}] {}{}", step.actor, step.text, step.check.as_ref().map_or(String::new(), |check| format!(" ({check})")))
    }));
    lines.extend([advice.retry, advice.suppress]);
    lines.extend(advice.conflict);
    lines.join("\n")
}

#[test]
fn the_facts_of_the_case_are_filled_in() {
    for (input, audience, language, facts) in [
        (
            "552 5.3.4 <bob@example.com>: Message size exceeds fixed limit of 10485760 bytes",
            Audience::Sender,
            Language::English,
            &["10 MB"][..],
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
            Audience::Admin,
            Language::English,
            &["192.0.2.1", "zen.spamhaus.org"],
        ),
        ("450 4.2.0 Greylisted, try again in 300 seconds", Audience::Sender, Language::Chinese, &["5 分钟"]),
        ("553 Too many recipients in the mail, should less than 20", Audience::Sender, Language::Chinese, &["20"]),
        ("550 5.1.1 <bob@example.com>: User unknown", Audience::Sender, Language::English, &["bob@example.com"]),
    ] {
        let told = told(input, language, audience);
        for fact in facts {
            assert!(told.contains(fact), "{fact} is missing in:\n{told}");
        }
        assert!(!told.contains("none") && !told.contains("{ $"), "an unknown fact shows in:\n{told}");
    }
}

#[test]
fn nobody_is_told_to_strike_off_an_address_in_doubt() {
    for (input, is_told) in [
        ("550 5.1.1 <bob@example.com>: User unknown", true),
        ("450 4.1.1 <bob@example.com>: User unknown", false),
        ("550 5.1.4 <bob@example.com>: ambiguous address", false),
    ] {
        let told = told(input, Language::English, Audience::Admin);
        assert_eq!(told.contains("on the suppression list and remove it"), is_told, "{told}");
    }
}

#[test]
fn a_disagreement_of_words_and_code_is_told() {
    let told = told("550 5.2.2 <bob@example.com>: User unknown", Language::English, Audience::Admin);
    assert!(told.contains("5.2.2 would mean"), "{told}");
}

#[test]
fn locales_choose_the_language() {
    for (locale, expected) in [("zh_CN.UTF-8", "zh-CN"), ("zh", "zh-CN"), ("en_US.UTF-8", "en"), ("C", "en"), ("", "en"), ("de_DE", "en")] {
        assert_eq!(Language::for_locale(locale).tag(), expected, "{locale}");
    }
}
