//! What was said about one recipient, the words that tell why before those that only tell that.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::sense::Senses;
use super::share;
use super::survey::{Seen, Survey};
use super::tie::{MAX_PASSAGE, Tie, Tied};
use crate::notice::address;
use crate::notice::mail::words::{Words, is_rule};
use crate::notice::{Delivery, Statement, Warning};

/// How many texts one recipient gets: its own first, then what the notice says without naming anybody.
const MAX_STATEMENTS: usize = 8;
/// How many words all recipients together are given, in bytes: the same words may speak of ten thousand of them.
const MAX_TOTAL: usize = 4 * 1024 * 1024;

/// The words of a notice as they are handed out to recipients.
pub(super) struct Said<'s, 'w, 'a> {
    words: &'w Words<'a>,
    survey: &'s Survey<'w>,
    /// For each recipient the lines that speak of it.
    own: HashMap<String, Vec<Range<usize>>>,
    /// The lines that speak of several, with how many.
    speakers: HashMap<Range<usize>, usize>,
    /// Who may share a paragraph: all that are tied but the sender.
    sharers: HashSet<String>,
    /// Paragraphs that name no recipient, as ranges of lines, in order of their worth.
    shared: Vec<(Range<usize>, Worth)>,
    /// Paragraphs that name no recipient, say nothing that is known and do not tell whom to ask.
    silent: Vec<Range<usize>>,
    left: usize,
}

/// What a stretch of words is worth to whoever asks why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// It has a reply.
    Coded,
    /// It has words of reasons.
    Reasoned,
    /// It tells that the mail did not arrive.
    Told,
    /// It names an address, no more.
    Silent,
}

impl<'s, 'w, 'a> Said<'s, 'w, 'a> {
    /// The words with everything that was tied in them, and those of them that share what speaks of several.
    pub(super) fn of(words: &'w Words<'a>, survey: &'s Survey<'w>, tied: &[Tied], sharers: HashSet<String>) -> Said<'s, 'w, 'a> {
        let mut claimed = vec![false; survey.lines.len()];
        let mut own: HashMap<String, Vec<Range<usize>>> = HashMap::new();
        let mut speakers: HashMap<Range<usize>, usize> = HashMap::new();
        for one in tied {
            // One paragraph may be claimed by each address in it.
            if !claimed.get(one.lines.start).is_some_and(|claimed| *claimed) || one.tie == Tie::Heads {
                claimed.get_mut(one.lines.clone()).unwrap_or_default().fill(true);
            }
            let stretches = own.entry(address::key(&one.address)).or_default();
            if stretches.len() < MAX_STATEMENTS && !stretches.contains(&one.lines) {
                stretches.push(one.lines.clone());
                *speakers.entry(one.lines.clone()).or_insert(0) += usize::from(sharers.contains(&address::key(&one.address)));
            }
        }
        let mut shared = Vec::new();
        let mut silent = Vec::new();
        let mut from = 0;
        let is_claimed = |index: usize| claimed.get(index).is_none_or(|claimed| *claimed);
        let mut is_ruled = false;
        for (index, seen) in survey.lines.iter().enumerate() {
            // Below a rule scanners and providers advertise themselves.
            is_ruled |= is_rule(seen.line.text);
            let goes_on = survey.lines.get(index + 1).is_some_and(|next| next.paragraph == seen.paragraph) && !is_claimed(index + 1);
            if is_claimed(index) {
                from = index + 1;
            } else if !goes_on {
                let lines = from..index + 1;
                from = index + 1;
                let worth = worth(survey, &lines);
                if worth != Worth::Silent {
                    shared.push((lines, worth));
                } else if silent.len() < MAX_STATEMENTS && !is_ruled && !senses(survey, &lines).any(Senses::HELP) {
                    silent.push(lines);
                }
            }
        }
        shared.sort_by_key(|(_, worth)| *worth);
        shared.truncate(MAX_STATEMENTS);
        speakers.retain(|_, count| *count > 1);
        Said { words, survey, own, speakers, sharers, shared, silent, left: MAX_TOTAL }
    }

    /// Gives a recipient its words.
    pub(super) fn give(&mut self, delivery: &mut Delivery, warnings: &mut Vec<Warning>) {
        let Some(recipient) = delivery.recipient.as_deref() else {
            let shared = self.shared.clone();
            return self.add(delivery, shared, warnings);
        };
        let own = self.own.get(&address::key(recipient)).into_iter().flatten();
        let mut stretches: Vec<(Range<usize>, Worth)> = own.map(|lines| (lines.clone(), self.own_worth(lines, recipient))).collect();
        // The line that answers says more surely why than the whole paragraph around it.
        stretches.sort_by_key(|(lines, worth)| (*worth, lines.len()));
        stretches.extend(self.shared.iter().cloned());
        // What speaks of the recipient stands before what is as good and speaks of nobody: the sort is stable.
        stretches.sort_by_key(|(_, worth)| *worth);
        self.add(delivery, stretches, warnings);
    }

    fn add(&mut self, delivery: &mut Delivery, mut stretches: Vec<(Range<usize>, Worth)>, warnings: &mut Vec<Warning>) {
        // In a language that nobody taught us, all the words may be the reason.
        if stretches.iter().all(|(_, worth)| *worth == Worth::Silent) {
            stretches.insert(0, (0..self.survey.lines.len(), Worth::Silent));
        } else if stretches.iter().all(|(_, worth)| *worth >= Worth::Told) {
            // It is told that the mail failed, and why may stand in words that only the rules know.
            stretches.extend(self.silent.iter().map(|lines| (lines.clone(), Worth::Silent)));
        }
        for (lines, _) in stretches.into_iter().take(MAX_STATEMENTS) {
            let Some(statement) = self.statement(&lines, delivery.recipient.as_deref()) else { continue };
            let Some(left) = self.left.checked_sub(statement.text.len()) else {
                Warning::Truncated.add_to(warnings);
                return;
            };
            self.left = left;
            if delivery.reply.is_none() {
                delivery.reply = Some(statement);
            } else {
                delivery.remarks.push(statement);
            }
        }
    }

    /// The worth of lines that speak of a recipient: whatever they say beside its address is a reason, known words or not.
    fn own_worth(&self, lines: &Range<usize>, recipient: &str) -> Worth {
        const DECORATION: usize = 8;
        let seen = self.survey.lines.get(lines.clone()).unwrap_or_default();
        let length: usize = seen.iter().map(|seen| seen.line.text.len()).sum();
        let worth = worth(self.survey, lines);
        if length > recipient.len() + DECORATION { worth.min(Worth::Reasoned) } else { worth }
    }

    /// The words of some lines, of which a recipient gets its part where they speak of several.
    fn statement(&self, lines: &Range<usize>, recipient: Option<&str>) -> Option<Statement> {
        let first = self.survey.lines.get(lines.start)?.line;
        let last = self.survey.lines.get(lines.end.checked_sub(1)?)?.line;
        let end = last.end().min(first.start + 2 * MAX_PASSAGE);
        let end = self.words.text().floor_char_boundary(end);
        let mut place = first.start..end;
        if let Some(recipient) = recipient.filter(|_| self.speakers.get(lines).is_some_and(|count| *count <= share::MAX_PARTS)) {
            let text = self.words.text().get(place.clone())?;
            let part = share::part_of(text, recipient, |address| self.sharers.contains(&address::key(address)));
            place = place.start + part.start..place.start + part.end;
        }
        Some(self.words.statement(place)).filter(|statement| !statement.text.is_empty())
    }
}

fn senses(survey: &Survey<'_>, lines: &Range<usize>) -> Senses {
    survey.lines.get(lines.clone()).unwrap_or_default().iter().fold(Senses::NONE, |all, seen| all | seen.senses)
}

fn worth(survey: &Survey<'_>, lines: &Range<usize>) -> Worth {
    let seen = survey.lines.get(lines.clone()).unwrap_or_default();
    let senses = senses(survey, lines);
    if senses.any(Senses::CODE) {
        Worth::Coded
    } else if senses.any(Senses::REASON | Senses::GIVEN_UP) && !introduces(seen) {
        Worth::Reasoned
    } else if senses.any(Senses::FAILED | Senses::DELAYED) {
        Worth::Told
    } else {
        Worth::Silent
    }
}

/// Whether lines only announce the list below them: `The following addresses failed:`.
fn introduces(lines: &[Seen<'_>]) -> bool {
    lines.last().is_some_and(|last| last.line.text.ends_with([':', '：']))
}
