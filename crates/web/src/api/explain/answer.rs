//! Items in, the JSON of the answer out.

use serde::Serialize;
use tuixin::advice::Language;
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin::{Explanation, explain_reply, explain_with};
use tuixin_check::{FollowUp, follow_up_all};
use tuixin_wire::Message;

use tokio::time::timeout;

use super::item::{Asked, Input};
use crate::App;
use crate::problem::{Kind, Problem};

/// How several answers stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In one array.
    Array,
    /// One object a line.
    Lines,
}

/// What the answer holds besides diagnoses.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its form.
    pub form: Form,
    /// Advice for people.
    pub advice: bool,
    /// Another name of each cause.
    pub vocabulary: Option<String>,
    /// The language of words.
    pub language: Language,
}

/// Room for the answer to one reply, so that it is written without growing.
const USUAL_ANSWER: usize = 1536;

/// Explains the items, offline.
pub fn plain(app: &App, asked: &[Asked<'_>], wanted: &Wanted) -> Vec<u8> {
    let mut answer = Answer::new(app, wanted, asked.len());
    app.with_workspace(|knowledge, workspace| {
        for item in asked {
            let explanations = explained(app, knowledge, item, workspace);
            answer.add(item, &explanations, &[]);
        }
    });
    answer.finish()
}

/// Explains the items and looks up what they depend on.
///
/// # Errors
///
/// No world to ask, too many who ask it, too many items, and checks that do not end.
pub async fn checked(app: &App, asked: &[Asked<'_>], wanted: &Wanted, connects: bool) -> Result<Vec<u8>, Problem> {
    let limit = app.limits().checked_items;
    if asked.len() > limit {
        return Err(Problem::new(Kind::TooManyItems, format!("at most {limit} items are checked at once")).limited_to(limit));
    }
    let (ground, _turn) = app.turn_to_check().await?;
    let extent = app.extent(connects);
    let mut answer = Answer::new(app, wanted, asked.len());
    let all = async {
        for item in asked {
            let explanations = app.with_workspace(|_, workspace| explained(app, app.knowledge(), item, workspace));
            let mut followed = Vec::with_capacity(explanations.len());
            for explanation in &explanations {
                followed.push(if explanation.kind.is_failure() {
                    follow_up_all(ground, explanation, item.bytes(), app.host(), extent).await
                } else {
                    Vec::new()
                });
            }
            answer.add(item, &explanations, &followed);
        }
    };
    let late = |_| Problem::new(Kind::Unavailable, "the checks did not end in time; ask for fewer at once").retry_after(30);
    timeout(app.limits().check_time, all).await.map_err(late)?;
    Ok(answer.finish())
}

fn explained<'k>(app: &App, knowledge: &'k Knowledge, item: &Asked<'_>, workspace: &mut Workspace) -> Vec<Explanation<'k>> {
    let explanations = match &item.input {
        Input::AsIs(bytes) => explain_with(knowledge, bytes, app.options(), workspace),
        Input::Reply { text, context } => explain_reply(knowledge, text, context, workspace),
    };
    explanations.iter().for_each(|explanation| app.metrics().explained(explanation));
    explanations
}

/// An answer that is being written.
struct Answer<'a> {
    app: &'a App,
    wanted: &'a Wanted,
    out: Vec<u8>,
}

impl<'a> Answer<'a> {
    fn new(app: &'a App, wanted: &'a Wanted, items: usize) -> Answer<'a> {
        Answer { app, wanted, out: Vec::with_capacity(items.saturating_mul(USUAL_ANSWER)) }
    }

    fn add(&mut self, item: &Asked<'_>, explanations: &[Explanation<'_>], followed: &[Vec<Option<FollowUp<'_>>>]) {
        let source = item.source.as_deref();
        if explanations.is_empty() {
            // Whoever sent the item looks for its answer, even where it says nothing.
            self.write(&Message { source, ..Message::skipped("") });
        }
        let texts = self.app.texts(self.wanted.language);
        for (place, explanation) in explanations.iter().enumerate() {
            let mut message = Message::of(source, explanation, true, self.wanted.vocabulary.as_deref());
            if let Some(follow_ups) = followed.get(place) {
                message = message.with_follow_ups(follow_ups, texts);
            }
            if self.wanted.advice {
                message = message.with_advice(explanation, self.app.knowledge(), texts);
            }
            self.write(&message);
        }
    }

    fn write(&mut self, message: &impl Serialize) {
        if self.wanted.form == Form::Array {
            self.out.push(if self.out.is_empty() { b'[' } else { b',' });
        }
        // Texts, numbers and lists can always be written to memory.
        let _ = serde_json::to_writer(&mut self.out, message);
        if self.wanted.form == Form::Lines {
            self.out.push(b'\n');
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.wanted.form == Form::Array {
            self.out.extend_from_slice(if self.out.is_empty() { b"[]" } else { b"]" });
        }
        self.out
    }
}
