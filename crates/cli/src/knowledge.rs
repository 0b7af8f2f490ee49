//! `tuixin knowledge check`: proves a user's folder on top of the built-in knowledge.

use std::io::{self, Write};
use std::path::Path;

use tuixin::advice::{Language, Texts};
use tuixin::knowledge::{Knowledge, KnowledgeError, Source};
use tuixin::{embedded_sources, prove, rule_notes};

use crate::Outcome;
use crate::setup::{self, Failure, Messages};

pub fn run(folder: &Path, messages: &Messages) -> Result<Outcome, Failure> {
    let sources = setup::sources(folder, messages)?;
    let (all_texts, mut faults) = read_texts(&sources);
    faults.extend(untranslated(&sources, &all_texts, messages));
    let proven = prove(&sources);
    if let Ok(knowledge) = Knowledge::from_sources(&sources) {
        faults.extend(unworded(&knowledge, &sources, &all_texts, messages));
    }
    let mut faults: Vec<String> = faults.iter().map(|fault| folder.join(fault).display().to_string()).collect();
    let in_rules = proven.err().map_or(Vec::new(), own_faults);
    faults.extend(in_rules.iter().map(|fault| setup::place(folder, fault.path(), &fault.to_string())));
    if faults.is_empty() {
        writeln!(io::stdout(), "{}", messages.count("knowledge-good", &counts(&sources)))?;
        return Ok(Outcome::Complete);
    }
    faults.iter().for_each(|fault| messages.tell_as_is(fault));
    Ok(Outcome::Incomplete)
}

/// The texts of all languages, and what cannot be read of them.
fn read_texts(sources: &[Source]) -> (Vec<Texts>, Vec<String>) {
    let (mut all_texts, mut faults) = (Vec::new(), Vec::new());
    for language in Language::ALL {
        match Texts::from_sources(language, sources) {
            Ok(texts) => all_texts.push(texts),
            Err(errors) => faults.extend(errors.iter().map(ToString::to_string)),
        }
    }
    (all_texts, faults)
}

/// The faults that are there because of the folder: not those that the built-in knowledge has by itself.
fn own_faults(mut faults: Vec<KnowledgeError>) -> Vec<KnowledgeError> {
    if let Err(built_in) = prove(&embedded_sources()) {
        faults.retain(|fault| !built_in.contains(fault));
    }
    faults
}

/// Own texts that exist in one language only.
fn untranslated(sources: &[Source], all_texts: &[Texts], messages: &Messages) -> Vec<String> {
    let mut faults = Vec::new();
    for (language, source) in own_texts(sources) {
        for (name, line) in Texts::names(source) {
            for other in all_texts.iter().filter(|other| other.language() != language && !other.has(&name)) {
                let arguments = [
                    ("path", source.path.clone()),
                    ("line", line.to_string()),
                    ("name", name.clone()),
                    ("other", other.language().tag().to_owned()),
                ];
                faults.push(messages.say("error-text-not-translated", &arguments));
            }
        }
    }
    faults
}

/// Steps without words.
fn unworded(knowledge: &Knowledge, sources: &[Source], all_texts: &[Texts], messages: &Messages) -> Vec<String> {
    let translated: Vec<String> = own_texts(sources).flat_map(|(_, source)| Texts::names(source)).map(|(name, _)| name).collect();
    let mut faults = Vec::new();
    for step in knowledge.steps() {
        let name = format!("step-{}", step.id);
        // A text in one language only has been told of already.
        for texts in all_texts.iter().filter(|texts| !texts.has(&name) && !translated.contains(&name)) {
            faults.push(
                messages.say("error-step-without-text", &[("step", step.id.clone()), ("language", texts.language().tag().to_owned())]),
            );
        }
    }
    faults
}

fn own_texts(sources: &[Source]) -> impl Iterator<Item = (Language, &Source)> {
    sources.iter().filter(|source| source.is_users).filter_map(|source| Some((Language::of_path(&source.path)?, source)))
}

fn counts(sources: &[Source]) -> [(&'static str, u64); 3] {
    let notes = rule_notes(sources).unwrap_or_default();
    let own = || notes.iter().filter(|note| note.is_users);
    let texts: usize = own_texts(sources).map(|(_, source)| Texts::names(source).len()).sum();
    [("rules", own().count() as u64), ("examples", own().map(|note| note.examples.len() as u64).sum()), ("texts", texts as u64)]
}
