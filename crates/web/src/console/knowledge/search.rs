//! Looking for a cause: by words that stand in its texts or examples, by a code, or by what a server said.

use tuixin::advice::Language;
use tuixin::explain;
use tuixin::knowledge::{Cause, Knowledge};
use tuixin::smtp::StatusCode;

use crate::App;

/// So short a text is looked for as words; longer ones are taken for what a server said.
const LONGEST_WORDS: usize = 60;
/// A cause that is less sure is none to lead somebody to.
const SURE_ENOUGH: f32 = 0.5;

/// What somebody typed or pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked<'t> {
    Nothing,
    /// A few words or a code.
    Words(&'t str),
    /// What a server said.
    Text(&'t str),
}

impl<'t> Asked<'t> {
    pub(super) fn of(text: &'t str) -> Asked<'t> {
        let text = text.trim();
        // Who pastes a reply pastes a code and words, or somebody's address.
        let begins_as_reply = text.len() > 8 && text.bytes().take(3).all(|byte| byte.is_ascii_digit());
        let is_text = text.contains(['@', '\n']) || begins_as_reply || text.chars().count() > LONGEST_WORDS;
        match text {
            "" => Asked::Nothing,
            _ if is_text => Asked::Text(text),
            _ => Asked::Words(text),
        }
    }
}

/// The name of the cause of what a server said, where that is sure enough.
pub(super) fn by_reply(app: &App, text: &str) -> Option<String> {
    app.with_workspace(|knowledge, workspace| {
        let explanations = explain(knowledge, text.as_bytes(), workspace);
        let diagnoses = explanations.iter().flat_map(|explanation| &explanation.deliveries).filter_map(|one| one.diagnosis.as_ref());
        let unspecified = knowledge.cause(knowledge.unspecified());
        let sure = diagnoses.filter(|diagnosis| diagnosis.confidence >= SURE_ENOUGH && !std::ptr::eq(diagnosis.cause, unspecified));
        sure.map(|diagnosis| diagnosis.cause.id.clone()).next()
    })
}

/// The causes that fit words or a code, the best first.
pub(super) fn by_words<'k>(app: &'k App, words: &str) -> Vec<&'k Cause> {
    let knowledge = app.knowledge();
    if let Ok(code) = words.parse::<StatusCode>() {
        return knowledge.causes().iter().filter(|cause| cause.codes.contains(&code)).collect();
    }
    let wanted: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<(u32, &Cause)> = knowledge.causes().iter().map(|cause| (weight(app, knowledge, cause, &wanted), cause)).collect();
    found.retain(|(weight, _)| *weight > 0);
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    found.into_iter().map(|(_, cause)| cause).collect()
}

/// How well a cause fits: by its name and headline first, then by its meaning, then by what servers say. Every word has to stand somewhere.
fn weight(app: &App, knowledge: &Knowledge, cause: &Cause, wanted: &[String]) -> u32 {
    let id = format!("cause-{}", cause.id);
    let mut titles = cause.id.to_lowercase();
    let mut meanings = String::new();
    for language in Language::ALL {
        let texts = app.texts(language);
        titles.push_str(&format!(" {}", texts.say(&id, &[]).to_lowercase()));
        meanings.push_str(&texts.say_attribute(&id, "meaning", &[]).to_lowercase());
    }
    let examples = app.notes().iter().zip(knowledge.rules()).filter(|(note, _)| note.cause == cause.id);
    let said: Vec<String> = examples.flat_map(|(note, _)| &note.examples).map(|example| example.to_lowercase()).collect();
    let weights = wanted.iter().map(|word| {
        if titles.contains(word) {
            100
        } else if meanings.contains(word) {
            10
        } else {
            u32::from(said.iter().any(|example| example.contains(word)))
        }
    });
    weights.min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_what_a_server_said() {
        for (text, expected) in [
            ("  ", Asked::Nothing),
            ("mailbox full", Asked::Words("mailbox full")),
            (" 邮箱已满 ", Asked::Words("邮箱已满")),
            ("5.1.1", Asked::Words("5.1.1")),
            ("550", Asked::Words("550")),
            ("550 User unknown", Asked::Text("550 User unknown")),
            ("bob@example.com", Asked::Text("bob@example.com")),
        ] {
            assert_eq!(Asked::of(text), expected);
        }
    }
}
