//! What is written in the rule files beside the rules themselves: phrases, sources and examples.
//!
//! Diagnosing needs none of it, so it is not part of the compiled knowledge; whoever browses the knowledge reads the files again.

use crate::knowledge::{Expected, KnowledgeError, Source, load};

/// A rule as its author wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleNote {
    /// File and name: `tencent/ip-frequency`.
    pub rule: String,
    /// The cause it stands for.
    pub cause: String,
    /// Its phrases.
    pub phrases: Vec<String>,
    /// Where its meaning is documented; `field` for what was only observed.
    pub source: String,
    /// Whole replies that it knows.
    pub examples: Vec<String>,
    /// Whether it comes from the user's own files.
    pub is_users: bool,
}

/// Reads what the rule files say about each rule, in their order.
///
/// # Errors
///
/// Every fault that was found, with its file and line.
pub fn rule_notes(sources: &[Source]) -> Result<Vec<RuleNote>, Vec<KnowledgeError>> {
    let loaded = load(sources)?;
    let knowledge = &loaded.knowledge;
    let mut notes: Vec<RuleNote> = knowledge
        .rules()
        .iter()
        .map(|rule| RuleNote {
            rule: rule.id.clone(),
            cause: knowledge.cause(rule.cause).id.clone(),
            phrases: Vec::new(),
            source: String::new(),
            examples: Vec::new(),
            is_users: rule.is_users,
        })
        .collect();
    for (rule, phrases) in loaded.phrases {
        if let Some(note) = notes.get_mut(usize::from(rule.0)) {
            note.phrases = phrases;
        }
    }
    for (rule, source) in loaded.sources {
        if let Some(note) = notes.get_mut(usize::from(rule.0)) {
            note.source = source;
        }
    }
    for example in loaded.examples {
        let Expected::Rule(rule) = example.expected else { continue };
        if let Some(note) = notes.get_mut(usize::from(rule.0)) {
            note.examples.push(example.text);
        }
    }
    Ok(notes)
}

/// One example of each rule, the files in turn, so that the first ones come from many mouths.
pub fn usual_texts<'n>(notes: &[&'n RuleNote]) -> Vec<&'n str> {
    let mut ranked: Vec<(usize, &str)> = Vec::with_capacity(notes.len());
    for note in notes {
        let file = note.rule.split('/').next().unwrap_or_default();
        let before = ranked.len();
        let rank = notes.iter().take(before).filter(|other| other.rule.split('/').next() == Some(file)).count();
        ranked.push((rank, note.examples.first().map_or("", String::as_str)));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, example)| example).filter(|example| !example.is_empty()).collect()
}

/// Where the rules are documented, each page once.
pub fn sources_of<'n>(notes: &[&'n RuleNote]) -> Vec<&'n str> {
    let mut sources: Vec<&str> = notes.iter().map(|note| note.source.as_str()).filter(|source| *source != "field").collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_phrases_a_source_and_an_example() {
        let notes = rule_notes(&crate::embedded_sources()).unwrap_or_default();
        assert!(!notes.is_empty());
        for note in notes {
            assert!(!note.phrases.is_empty() && !note.source.is_empty() && !note.examples.is_empty(), "{note:?}");
        }
    }
}
