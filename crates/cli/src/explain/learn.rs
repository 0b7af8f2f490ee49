//! `--learn`: the replies that could not be decided, without anything that tells whose they are.
//!
//! One JSON object a line, ready to become a rule or to be sent to whoever writes rules.
//! What a reply says about a person or a system is masked (see [`super::mask`]); replies that are the same then are written once, with how often they came.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tuixin::diagnose::Diagnosis;
use tuixin::knowledge::Knowledge;
use tuixin::{Explained, Explanation};

use super::mask::{self, Mask, Private};
use crate::output::write_json;
use crate::setup::{Failure, Messages};

/// A diagnosis weaker than this leaves something to learn.
const DECIDED: f32 = 0.6;
/// How many different replies are held to be counted; then they are written, and not told again.
const MAX_HELD: usize = 4096;

/// The file of what is to be learned.
pub struct Learned<'a> {
    path: PathBuf,
    file: BufWriter<File>,
    mask: Mask<'a>,
    /// What is not written yet, in the order in which it came first.
    lines: Vec<Line>,
    /// Every lesson of this run by its hash, with its place among the lines where it is not written yet.
    places: HashMap<u64, Option<usize>>,
    hasher: RandomState,
    failed: Option<io::Error>,
}

/// A reply to be learned from; two are the same when all of this is.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
struct Lesson {
    reply: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<&'static str>,
}

/// A lesson as it is written, with how often it came.
#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    lesson: Lesson,
    count: u64,
}

impl<'a> Learned<'a> {
    /// Opens the file to append to it.
    ///
    /// # Errors
    ///
    /// It cannot be written, which has been told.
    pub fn open(path: &Path, knowledge: &'a Knowledge, messages: &Messages) -> Result<Learned<'a>, Failure> {
        let file = OpenOptions::new().append(true).create(true).open(path).map_err(|error| untellable(path, &error, messages))?;
        Ok(Learned {
            path: path.to_owned(),
            file: BufWriter::new(file),
            mask: Mask::new(knowledge),
            lines: Vec::new(),
            places: HashMap::new(),
            hasher: RandomState::new(),
            failed: None,
        })
    }

    /// Notes the replies of an explanation that could not be decided.
    pub fn look_at(&mut self, explanation: &Explanation<'_>) {
        for explained in &explanation.deliveries {
            if explained.diagnosis.as_ref().is_some_and(|diagnosis| self.is_undecided(diagnosis)) {
                self.note(explanation, explained);
            }
        }
    }

    fn is_undecided(&self, diagnosis: &Diagnosis<'_>) -> bool {
        diagnosis.confidence < DECIDED || self.mask.is_unspecified(diagnosis)
    }

    fn note(&mut self, explanation: &Explanation<'_>, explained: &Explained<'_>) {
        let delivery = &explained.delivery;
        let Some(reply) = delivery.reply.as_ref().filter(|reply| !reply.text.trim().is_empty()) else { return };
        let diagnosis = explained.diagnosis.as_ref();
        let reply = self.mask.apply(&reply.text, &private_texts(explanation, explained));
        if !mask::has_words(&reply) {
            return;
        }
        let lesson = Lesson {
            reply,
            reply_code: explained.reply_code.map(|code| code.number()),
            status: explained.status.map(|status| status.to_string()),
            stage: diagnosis.and_then(|diagnosis| diagnosis.stage).or(delivery.stage).map(|stage| stage.name()),
            provider: diagnosis.and_then(|diagnosis| diagnosis.provider).map(|provider| provider.id.clone()),
            format: explanation.format,
            agent: explanation.agent,
        };
        match self.places.entry(self.hasher.hash_one(&lesson)) {
            Entry::Occupied(known) => {
                if let Some(line) = known.get().and_then(|place| self.lines.get_mut(place)) {
                    line.count += 1;
                }
            }
            Entry::Vacant(new) => {
                new.insert(Some(self.lines.len()));
                self.lines.push(Line { lesson, count: 1 });
            }
        }
        if self.lines.len() >= MAX_HELD {
            self.write();
        }
    }

    fn write(&mut self) {
        for line in self.lines.drain(..) {
            let written = write_json(&mut self.file, &line).and_then(|()| self.file.write_all(b"\n"));
            self.failed = self.failed.take().or(written.err());
        }
        self.places.values_mut().for_each(|place| *place = None);
    }

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// Something could not be written, which has been told.
    pub fn finish(mut self, messages: &Messages) -> Result<(), Failure> {
        self.write();
        let flushed = self.file.flush();
        self.failed.take().or(flushed.err()).map_or(Ok(()), |error| Err(untellable(&self.path, &error, messages)))
    }
}

/// Texts of the mail that belong to somebody and may stand in a reply too.
fn private_texts<'e>(explanation: &'e Explanation<'_>, explained: &'e Explained<'_>) -> Vec<Private<'e>> {
    let delivery = &explained.delivery;
    let message = explanation.message.as_ref();
    let people = [&delivery.recipient, &delivery.original_recipient].into_iter().chain(message.map(|message| &message.from));
    let others = message.into_iter().flat_map(|message| [&message.subject, &message.message_id]);
    let hosts = [&delivery.remote_mta, &delivery.reporting_mta];
    let people = people.flatten().map(|text| Private::Mailbox(text));
    let others = others.flatten().map(|text| Private::Text(text));
    people.chain(others).chain(hosts.into_iter().flatten().map(|text| Private::Host(text))).collect()
}

fn untellable(path: &Path, error: &io::Error, messages: &Messages) -> Failure {
    messages.tell("error-unwritable", &[("path", path.display().to_string()), ("reason", messages.reason(error))]);
    Failure::Told
}
