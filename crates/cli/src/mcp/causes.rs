//! The tool `causes`.

use serde::Serialize;
use tuixin::advice::{Portrait, Texts, portray};
use tuixin::diagnose::{Reply, Workspace, diagnose};
use tuixin::knowledge::{Cause, nearest};
use tuixin::smtp::StatusCode;
use tuixin::{RuleNote, sources_of, usual_texts};
use tuixin_wire::CauseEntry;

use super::answer::{Answer, Refusal, answer};
use super::request::CausesRequest;
use super::server::Shared;

/// How long a question may be, in bytes.
const MAX_QUERY: usize = 4096;
/// How many causes are told for words, and how many usual replies of a cause.
const MOST_FOUND: usize = 5;
const MOST_EXAMPLES: usize = 12;

/// The answer.
#[derive(Serialize)]
struct Found<'a> {
    causes: Vec<CauseEntry<'a>>,
}

/// The answer where nothing was asked for in particular.
#[derive(Serialize)]
struct Names<'a> {
    causes: Vec<Name<'a>>,
}

#[derive(Serialize)]
struct Name<'a> {
    cause: &'a str,
    group: &'a str,
    headline: String,
}

pub(super) fn causes(shared: &Shared, request: CausesRequest) -> Answer {
    let texts = shared.texts(request.lang);
    let query = request.query.as_deref().map(str::trim).unwrap_or_default();
    if query.len() > MAX_QUERY {
        return Err(Refusal::new(format!("query has {} bytes, and {MAX_QUERY} are allowed", query.len())));
    }
    if query.is_empty() {
        return names(shared, texts);
    }
    let found = find(shared, texts, query);
    if found.is_empty() {
        let known = nearest(query, shared.knowledge.causes().iter().map(|cause| cause.id.as_str()));
        let hint = known.map(|known| format!("; is {known} meant?")).unwrap_or_default();
        return Err(Refusal::new(format!("nothing was found for {query:?}{hint} Ask without query for the names of all causes")));
    }
    let portraits: Vec<Portrait> = found.iter().map(|cause| portray(&shared.knowledge, texts, cause)).collect();
    let mut entries: Vec<CauseEntry<'_>> = found.iter().zip(&portraits).map(|(cause, portrait)| CauseEntry::of(cause, portrait)).collect();
    let notes: Vec<&RuleNote> = match found.as_slice() {
        [only] => shared.notes().iter().filter(|note| note.cause == only.id).collect(),
        _ => Vec::new(),
    };
    if let [only] = entries.as_mut_slice() {
        (only.examples, only.sources) = (usual_texts(&notes), sources_of(&notes));
        only.examples.truncate(MOST_EXAMPLES);
    }
    let lines = found.iter().zip(&portraits).map(|(cause, portrait)| {
        format!("{}: {}\n{}\n{}\n{}", cause.id, portrait.headline, portrait.meaning, portrait.who, portrait.retry)
    });
    let text = lines.collect::<Vec<_>>().join("\n\n");
    answer(text, &Found { causes: entries })
}

fn names(shared: &Shared, texts: &Texts) -> Answer {
    let headline = |cause: &Cause| texts.say(&format!("cause-{}", cause.id), &[]);
    let all = shared.knowledge.causes();
    let names: Vec<Name<'_>> = all.iter().map(|cause| Name { cause: &cause.id, group: &cause.group, headline: headline(cause) }).collect();
    let text = names.iter().map(|name| format!("{}: {}", name.cause, name.headline)).collect::<Vec<_>>().join("\n");
    answer(text, &Names { causes: names })
}

/// The causes that are meant: the one of this name, those of this code, or those that the words speak of, the likeliest first.
fn find<'k>(shared: &'k Shared, texts: &Texts, query: &str) -> Vec<&'k Cause> {
    let knowledge = &*shared.knowledge;
    if let Some(cause) = knowledge.cause_named(query) {
        return vec![cause];
    }
    if let Ok(code) = query.parse::<StatusCode>() {
        let is_same = |known: &StatusCode| (known.subject(), known.detail()) == (code.subject(), code.detail());
        return knowledge.causes().iter().filter(|cause| cause.codes.iter().any(is_same)).collect();
    }
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let speaks_of = |cause: &&Cause| {
        let about = format!(
            "{} {} {}",
            cause.id,
            texts.say(&format!("cause-{}", cause.id), &[]),
            texts.say_attribute(&format!("cause-{}", cause.id), "meaning", &[])
        );
        let about = about.to_lowercase();
        words.iter().all(|word| about.contains(word.as_str()))
    };
    // Words of a server mean what they mean in its replies.
    let said = diagnose(knowledge, &Reply::of(query), &mut Workspace::new());
    let mut found: Vec<&Cause> = said.basis.map(|_| said.cause).into_iter().collect();
    found.extend(knowledge.causes().iter().filter(speaks_of).filter(|cause| said.basis.is_none() || cause.id != said.cause.id));
    found.truncate(MOST_FOUND);
    found
}
