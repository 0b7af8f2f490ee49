//! Proves the knowledge: every example of every rule has to be diagnosed by that rule.
//!
//! A rule that another one overrules on its own example is a fault in one of the two, and its author wants to know before a user does.

use crate::diagnose::{Basis, Reply, Workspace, diagnose};
use crate::knowledge::{Expected, Knowledge, KnowledgeError, Source, load};

/// Checks files: first that they can be read, then every example.
///
/// # Errors
///
/// Every fault that was found, with its file and line.
pub fn prove(sources: &[Source]) -> Result<Knowledge, Vec<KnowledgeError>> {
    let loaded = load(sources)?;
    let mut workspace = Workspace::new();
    let mut errors = Vec::new();
    for example in &loaded.examples {
        let diagnosis = diagnose(&loaded.knowledge, &Reply::of(&example.text), &mut workspace);
        let found = match (&example.expected, diagnosis.basis) {
            (Expected::Stage(stage), _) if diagnosis.stage == Some(*stage) => continue,
            (Expected::Stage(_), _) => diagnosis.stage.map_or("no stage".to_owned(), |stage| format!("the stage \"{stage}\"")),
            (Expected::Rule(expected), Some(Basis::Rule { rule, .. })) => {
                let own = loaded.knowledge.rule(*expected);
                // Two rules of one cause may both know a sentence; which of them is named does not matter to anyone.
                if own.is_some_and(|own| own.id == rule.id || own.cause == rule.cause) {
                    continue;
                }
                format!("\"{}\" by the rule \"{}\"", diagnosis.cause.id, rule.id)
            }
            (Expected::Rule(_), Some(Basis::Status(status))) => format!("\"{}\" by the status {status}", diagnosis.cause.id),
            (Expected::Rule(_), Some(Basis::ReplyCode(code))) => format!("\"{}\" by the reply code {code}", diagnosis.cause.id),
            (Expected::Rule(_), None) => "no cause".to_owned(),
        };
        let name = match &example.expected {
            Expected::Stage(stage) => format!("stage \"{stage}\""),
            Expected::Rule(rule) => loaded.knowledge.rule(*rule).map_or(String::new(), |rule| format!("rule \"{}\"", rule.id)),
        };
        let message = format!("the example \"{}\" of the {name} is diagnosed as {found}", example.text);
        errors.push(KnowledgeError::new(&example.path, Some(example.line), message));
    }
    if errors.is_empty() { Ok(loaded.knowledge) } else { Err(errors) }
}
