//! The words of a notice laid out so that every question about a stretch of them is answered without reading it again.
//!
//! Lines that a mail program wrapped belong together, so phrases are looked for in whole paragraphs.
//! For that the lines of a paragraph are joined by blanks; each line, sentence and paragraph then has the senses of the phrases that touch it.

use std::ops::Range;

use super::sense::{Senses, each_phrase};
use crate::notice::mail::words::{Line, Words, is_rule};
use crate::smtp::{ReplyCode, StatusCode};

/// The words of one part.
pub(super) struct Survey<'w> {
    /// The lines, blank ones left out.
    pub lines: Vec<Seen<'w>>,
    /// The senses of each paragraph.
    pub paragraphs: Vec<Senses>,
    joined: String,
    /// Where each sentence begins in the joined words.
    sentences: Vec<(usize, Senses)>,
}

/// A line and what is known of it.
pub(super) struct Seen<'w> {
    /// The line.
    pub line: Line<'w>,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// The senses of the phrases that touch it.
    pub senses: Senses,
    /// How many blank lines stand before it.
    pub blanks: usize,
    /// Where it begins in the joined words.
    at: usize,
}

impl<'w> Survey<'w> {
    pub(super) fn of(words: &'w Words<'_>) -> Survey<'w> {
        let mut survey = Survey { lines: Vec::new(), paragraphs: Vec::new(), joined: String::new(), sentences: Vec::new() };
        let mut blanks = 0;
        for line in words.lines() {
            if line.text.is_empty() {
                blanks += 1;
                continue;
            }
            if blanks > 0 || survey.paragraphs.is_empty() || is_rule(line.text) {
                survey.paragraphs.push(Senses::NONE);
                survey.joined.push('\n');
            } else {
                survey.joined.push(' ');
            }
            let at = survey.joined.len();
            survey.joined.push_str(line.text);
            survey.lines.push(Seen { line, paragraph: survey.paragraphs.len() - 1, senses: Senses::NONE, blanks, at });
            blanks = 0;
        }
        survey.find_sentences();
        let lower = lower_case(&survey.joined);
        each_phrase(&lower, |range, senses| survey.mark(range, senses));
        for range in codes(&lower) {
            survey.mark(range, Senses::CODE);
        }
        survey
    }

    /// The senses of all words.
    pub(super) fn senses(&self) -> Senses {
        self.paragraphs.iter().fold(Senses::NONE, |all, senses| all | *senses)
    }

    /// The senses of the sentence in which a place of a line stands.
    pub(super) fn sentence(&self, line: &Seen<'_>, at: usize) -> Senses {
        let place = line.at + at;
        let index = self.sentences.partition_point(|(start, _)| *start <= place);
        index.checked_sub(1).and_then(|index| self.sentences.get(index)).map_or(Senses::NONE, |(_, senses)| *senses)
    }

    /// The senses of a paragraph.
    pub(super) fn paragraph(&self, number: usize) -> Senses {
        self.paragraphs.get(number).copied().unwrap_or_default()
    }

    /// The words before a place of a line, back to the beginning of its paragraph, as far as anybody asks.
    pub(super) fn before(&self, line: &Seen<'_>, at: usize) -> &str {
        const FAR: usize = 80;
        let end = line.at + at;
        let start = self.joined.ceil_char_boundary(end.saturating_sub(FAR));
        let before = self.joined.get(start..end).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// The words behind a place of a line, as far as anybody asks.
    pub(super) fn behind(&self, line: &Seen<'_>, at: usize) -> &str {
        const FAR: usize = 80;
        let start = line.at + at;
        let end = self.joined.floor_char_boundary(start + FAR);
        let behind = self.joined.get(start..end).unwrap_or_default();
        behind.split('\n').next().unwrap_or_default()
    }

    fn find_sentences(&mut self) {
        self.sentences.push((0, Senses::NONE));
        let mut last = ' ';
        for (at, c) in self.joined.char_indices() {
            let begins = c == '\n' || matches!(last, '。' | '！' | '？') || (c == ' ' && matches!(last, '.' | '!' | '?'));
            if begins {
                self.sentences.push((at, Senses::NONE));
            }
            // Dots in a row are no end: `<bob>... User unknown`.
            last = if c == '.' && last == '.' { ' ' } else { c };
        }
    }

    /// Tells everything that a range of the joined words touches what it means.
    fn mark(&mut self, range: Range<usize>, senses: Senses) {
        let from = self.lines.partition_point(|line| line.at <= range.start).saturating_sub(1);
        // What people wrote into a subject says nothing about the delivery.
        if self.lines.get(from).is_some_and(|seen| is_subject(seen.line.text)) {
            return;
        }
        for line in self.lines.iter_mut().skip(from).take_while(|line| line.at < range.end) {
            line.senses |= senses;
            if let Some(paragraph) = self.paragraphs.get_mut(line.paragraph) {
                *paragraph |= senses;
            }
        }
        let sentence = self.sentences.partition_point(|(start, _)| *start <= range.start);
        if let Some((_, known)) = sentence.checked_sub(1).and_then(|index| self.sentences.get_mut(index)) {
            *known |= senses;
        }
    }
}

/// Whether a line repeats the subject of the mail.
fn is_subject(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '>', ' ', '-', '[', '"']);
    let labels = [
        "subject",
        "betreff",
        "objet",
        "asunto",
        "assunto",
        "oggetto",
        "主题",
        "主題",
        "件名",
        "标题",
        "тема",
        "제목",
        "temat",
        "onderwerp",
    ];
    let is_begun_by = |label: &str| {
        let start = line.get(..label.len()).unwrap_or_default();
        if start.is_ascii() { start.eq_ignore_ascii_case(label) } else { start.to_lowercase() == label }
    };
    labels
        .iter()
        .find(|label| is_begun_by(label))
        .and_then(|label| line.get(label.len()..))
        .is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
}

/// The text in lower case, each character at its old place.
fn lower_case(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}

/// Where reply codes and enhanced status codes of failures stand: `550 `, `550-`, `5.1.1`, `#4.4.1`.
fn codes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'4', b'5', bytes).filter_map(move |at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'/' | b'@' | b'_' | b'$')) {
            return None;
        }
        let rest = bytes.get(at..)?;
        if let Some((status, length)) = StatusCode::parse_prefix(rest)
            && !status.is_bare()
            && !rest.get(length).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        {
            return Some(at..at + length);
        }
        let code = ReplyCode::parse(rest.get(..3)?).filter(|code| code.class().is_failure())?;
        let ends = match rest.get(3) {
            None | Some(b'\n') => true,
            // A number of things is no reply.
            Some(b' ' | b'-') => !["bytes", "kb", "mb", "messages", "hours", "minutes", "seconds", "days", "attempts", "times", "mails"]
                .iter()
                .any(|unit| rest.get(4..).is_some_and(|rest| rest.starts_with(unit.as_bytes()))),
            Some(b) => matches!(b, b'\'' | b'"' | b':' | b'>' | b',' | b';'),
        };
        (ends && code.to_string().len() == 3).then_some(at..at + 3)
    })
}
