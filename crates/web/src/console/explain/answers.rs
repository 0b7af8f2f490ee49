//! Answers that were given, kept in memory for a while so that a page can be loaded again, read in the other language, and filled in while checks go on.
//!
//! What is kept is the written answer and nothing of the mail besides; it is reached by a random name, and gone after [`KEPT`].

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tuixin::advice::Language;

use super::plan::PARTS;
use super::slot;
use crate::server::random_hex;

/// How long an answer is kept.
pub(crate) const KEPT: Duration = Duration::from_secs(600);
/// How many are kept, and how many bytes all of them may have; the oldest give way.
const MOST_ANSWERS: usize = 1000;
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The same in each language, in the order of [`Language::ALL`].
pub(super) type Told = [String; 2];

/// The words of one language.
pub(super) fn in_language(told: &Told, language: Language) -> &str {
    let [english, chinese] = told;
    match language {
        Language::Chinese => chinese,
        _ => english,
    }
}

/// One answer.
pub(super) struct Answer {
    body: Told,
    /// The parts that checks fill.
    parts: watch::Sender<Parts>,
}

/// The parts of an answer that change.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub contents: Vec<Part>,
    /// Whether nothing will change any more.
    pub is_done: bool,
}

/// One part, and how often it was written.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub told: Told,
    pub edition: u64,
    is_closed: bool,
}

impl Answer {
    pub(super) fn new(body: Told, contents: Vec<Told>) -> Answer {
        let is_done = contents.is_empty();
        let contents = contents.into_iter().map(|told| Part { told, edition: 0, is_closed: false }).collect();
        Answer { body, parts: watch::Sender::new(Parts { contents, is_done }) }
    }

    /// The whole answer as it stands, and whether nothing will change any more.
    pub(super) fn as_it_stands(&self, language: Language) -> (String, bool) {
        let parts = self.parts.borrow();
        let content = |number: usize| parts.contents.get(number).map(|part| in_language(&part.told, language));
        (slot::filled(in_language(&self.body, language), content), parts.is_done)
    }

    /// The parts, to be told when they change.
    pub(super) fn follow(&self) -> watch::Receiver<Parts> {
        self.parts.subscribe()
    }

    /// Writes the parts of one failure anew, the first of them at this number.
    pub(super) fn fill(&self, first: usize, told: [Told; PARTS]) {
        self.write(first, told, false);
    }

    /// Writes them for the last time.
    pub(super) fn close(&self, first: usize, told: [Told; PARTS]) {
        self.write(first, told, true);
    }

    /// Writes them for the last time, unless that was done.
    pub(super) fn close_if_open(&self, first: usize, told: impl FnOnce() -> [Told; PARTS]) {
        let is_open = self.parts.borrow().contents.get(first).is_some_and(|part| !part.is_closed);
        if is_open {
            self.close(first, told());
        }
    }

    fn write(&self, first: usize, told: [Told; PARTS], closes: bool) {
        self.parts.send_if_modified(|parts| {
            let mut is_new = false;
            for (part, told) in parts.contents.iter_mut().skip(first).zip(told) {
                part.is_closed |= closes;
                if part.told != told {
                    part.told = told;
                    part.edition += 1;
                    is_new = true;
                }
            }
            is_new
        });
    }

    /// Says that nothing will change any more.
    pub(super) fn finish(&self) {
        self.parts.send_modify(|parts| parts.is_done = true);
    }

    /// How many bytes it has; what checks add later is little beside that.
    fn size(&self) -> usize {
        let parts = self.parts.borrow();
        self.body.iter().chain(parts.contents.iter().flat_map(|part| &part.told)).map(String::len).sum()
    }
}

/// The answers that are kept.
#[derive(Default)]
pub(crate) struct Answers(Mutex<Table>);

#[derive(Default)]
struct Table {
    answers: HashMap<String, Arc<Answer>>,
    /// When each was given, the oldest first.
    order: VecDeque<(Instant, String)>,
    bytes: usize,
}

impl Answers {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an answer; the name under which it is found. None where the system has no random numbers.
    pub(super) fn keep(&self, answer: Arc<Answer>, now: Instant) -> Option<String> {
        // A name that nobody can guess.
        let name = random_hex::<16>().ok()?;
        let mut table = self.table();
        table.bytes += answer.size();
        table.order.push_back((now, name.clone()));
        table.answers.insert(name.clone(), answer);
        table.make_room(now);
        Some(name)
    }

    /// The answer of this name.
    pub(super) fn find(&self, name: &str, now: Instant) -> Option<Arc<Answer>> {
        let mut table = self.table();
        table.make_room(now);
        table.answers.get(name).cloned()
    }
}

impl Table {
    fn make_room(&mut self, now: Instant) {
        while let Some((given, _)) = self.order.front() {
            let is_over = now.saturating_duration_since(*given) >= KEPT;
            let is_too_much = self.order.len() > MOST_ANSWERS || (self.bytes > MOST_BYTES && self.order.len() > 1);
            if !is_over && !is_too_much {
                return;
            }
            let gone = self.order.pop_front().and_then(|(_, name)| self.answers.remove(&name));
            self.bytes = self.bytes.saturating_sub(gone.map_or(0, |answer| answer.size()));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn answer(words: usize) -> Arc<Answer> {
        Arc::new(Answer::new(["a".repeat(words), String::new()], Vec::new()))
    }

    #[test]
    fn an_answer_is_found_until_its_time_is_over() {
        let answers = Answers::default();
        let start = Instant::now();
        let name = answers.keep(answer(1), start).unwrap();
        assert!(answers.find(&name, start + KEPT / 2).is_some());
        assert!(answers.find(&name, start + KEPT).is_none());
        assert!(answers.find("0", start).is_none());
    }

    #[test]
    fn the_oldest_give_way_to_the_newest() {
        let answers = Answers::default();
        let now = Instant::now();
        let names: Vec<String> = (0..MOST_ANSWERS + 1).map(|_| answers.keep(answer(1), now).unwrap()).collect();
        assert!(answers.find(&names[0], now).is_none() && answers.find(&names[1], now).is_some());
        let large = answers.keep(answer(MOST_BYTES), now).unwrap();
        assert!(answers.find(&names[1], now).is_none() && answers.find(&large, now).is_some());
        let larger = answers.keep(answer(MOST_BYTES + 1), now).unwrap();
        assert!(answers.find(&large, now).is_none() && answers.find(&larger, now).is_some());
    }

    #[test]
    fn parts_are_told_when_they_change() {
        let told = |words: &str| [words.to_owned(), String::new()];
        let answer = Answer::new(told(&slot::hole(1).into_string()), vec![told("a"), told("b"), told("")]);
        let follower = answer.follow();
        answer.fill(0, [told("a"), told("b"), told("")]);
        answer.fill(7, [told("x"), told("x"), told("x")]);
        assert!(!follower.has_changed().unwrap());
        answer.close(0, [told("a"), told("c"), told("")]);
        assert!(follower.has_changed().unwrap());
        answer.close_if_open(0, || [told("y"), told("y"), told("y")]);
        assert_eq!(answer.as_it_stands(Language::English), ("<div class=\"slot\" id=\"slot-1\">c</div>".to_owned(), false));
        answer.finish();
        assert!(answer.as_it_stands(Language::English).1);
    }
}
