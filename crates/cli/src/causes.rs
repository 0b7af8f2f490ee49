//! `tuixin causes`: what is known, to be looked up without a bounce at hand.

use std::io::Write;
use std::path::Path;

use tuixin::advice::{Portrait, Texts, portray};
use tuixin::knowledge::{Cause, Knowledge, nearest};
use tuixin::smtp::StatusCode;
use tuixin::{RuleNote, embedded_sources, rule_notes, sources_of, usual_texts};
use tuixin_wire::CauseEntry;

use crate::Outcome;
use crate::args::{Causes, CausesFormat, Common};
use crate::output::write_json;
use crate::setup::{self, Failure, Messages};
use crate::terminal::{Page, show_cause, show_causes, terminal_width};

pub fn run(args: &Causes, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let knowledge = setup::knowledge(common.knowledge.as_deref(), messages)?;
    let texts = setup::texts(common.knowledge.as_deref(), messages.language(), messages)?;
    let all: Vec<&Cause> = knowledge.causes().iter().collect();
    let mut out = setup::screen(common.color);
    let Some(name) = args.name.as_deref() else {
        list(&mut out, args.format, &knowledge, &texts, &all)?;
        out.flush()?;
        return Ok(Outcome::Complete);
    };
    if let Ok(code) = name.parse::<StatusCode>() {
        let listing: Vec<&Cause> =
            all.into_iter().filter(|cause| cause.codes.iter().any(|known| is_same_condition(*known, code))).collect();
        if listing.is_empty() {
            messages.tell("error-unknown-code", &[("name", name.to_owned())]);
            return Err(Failure::Usage);
        }
        list(&mut out, args.format, &knowledge, &texts, &listing)?;
    } else if let Some(cause) = knowledge.cause_named(name) {
        let notes = notes_of(cause, common.knowledge.as_deref(), messages)?;
        one(&mut out, args.format, &texts, cause, &portray(&knowledge, &texts, cause), &notes)?;
    } else {
        let suggestion = nearest(name, all.iter().map(|cause| cause.id.as_str())).unwrap_or("none").to_owned();
        messages.tell("error-unknown-cause", &[("name", name.to_owned()), ("suggestion", suggestion)]);
        return Err(Failure::Usage);
    }
    out.flush()?;
    Ok(Outcome::Complete)
}

/// Whether two codes differ at most in whether the condition lasts.
fn is_same_condition(one: StatusCode, other: StatusCode) -> bool {
    (one.subject(), one.detail()) == (other.subject(), other.detail())
}

fn list(out: &mut impl Write, format: CausesFormat, knowledge: &Knowledge, texts: &Texts, causes: &[&Cause]) -> Result<(), Failure> {
    match format {
        CausesFormat::Text => show_causes(&mut Page::new(out, terminal_width()), texts, causes)?,
        CausesFormat::Json => {
            let portraits: Vec<Portrait> = causes.iter().map(|cause| portray(knowledge, texts, cause)).collect();
            let entries: Vec<CauseEntry<'_>> =
                causes.iter().zip(&portraits).map(|(cause, portrait)| CauseEntry::of(cause, portrait)).collect();
            write_json(out, &entries)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn one(
    out: &mut impl Write,
    format: CausesFormat,
    texts: &Texts,
    cause: &Cause,
    portrait: &Portrait,
    notes: &[RuleNote],
) -> Result<(), Failure> {
    let notes: Vec<&RuleNote> = notes.iter().collect();
    let (examples, sources) = (usual_texts(&notes), sources_of(&notes));
    match format {
        CausesFormat::Text => show_cause(&mut Page::new(out, terminal_width()), texts, cause, portrait, &examples, &sources)?,
        CausesFormat::Json => {
            let mut entry = CauseEntry::of(cause, portrait);
            (entry.examples, entry.sources) = (examples, sources);
            write_json(out, &entry)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// What the rule files say about the rules of a cause.
fn notes_of(cause: &Cause, folder: Option<&Path>, messages: &Messages) -> Result<Vec<RuleNote>, Failure> {
    let sources = match folder {
        Some(folder) => setup::sources(folder, messages)?,
        None => embedded_sources(),
    };
    // Whatever could be wrong with these files has been told when the knowledge was read from them.
    let notes = rule_notes(&sources).map_err(|_| Failure::Usage)?;
    Ok(notes.into_iter().filter(|note| note.cause == cause.id).collect())
}
