//! A reply taken apart: the innermost reply found behind its wrappers, its words in order, and everything that is no wording set apart.
//!
//! The same refusal reaches us as `550 5.1.1 …`, as `host mx.example.com[192.0.2.1] said: 550-5.1.1 …`, as `smtp; 550 …`, quoted inside another reply, folded over lines, with the address in front of, inside or behind the sentence.
//! To make all of these look alike, one pass over the bytes
//!
//! - cuts the text into *words* (see [`Word`]) and lower-cases them by hashing, so that nothing is copied;
//! - sets reply codes, enhanced codes, addresses, IP addresses, URLs and host names apart as [`Entity`], invisible to phrases but remembered with their place;
//! - opens a new [`Segment`] wherever a reply code stands in a place where a server's own words begin, so that the last segment is the innermost reply (law 5: the innermost reply speaks).
//!
//! All positions are byte offsets into the text, so an answer can point at its words.

mod entity;
mod international;
mod position;
mod scan;
mod word;

pub use entity::{Entity, EntityKind};
pub use word::Word;
use word::{EXACT, short_word_hash};
pub(crate) use word::{host_label_hash, host_name_hash, is_word_by_itself, mix, url_word_hash, word_hash_of};

use crate::smtp::{ReplyCode, StatusCode};
use crate::span::Span;

/// How much of one reply is examined, in bytes. No server says more; what follows is left unread and reported as truncated.
pub const MAX_REPLY_BYTES: usize = 64 * 1024;

/// The words with which the remark begins in which a sending server tells the command that was answered: `(in reply to …)`.
pub(crate) const STAGE_REMARK: [u64; 3] = [
    short_word_hash::<EXACT>(u64::from_le_bytes(*b"in      "), 2),
    short_word_hash::<EXACT>(u64::from_le_bytes(*b"reply   "), 5),
    short_word_hash::<EXACT>(u64::from_le_bytes(*b"to      "), 2),
];

/// One layer of a reply: what one server said, up to where another is quoted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Segment {
    /// The reply code it begins with, if it has one.
    pub code: Option<ReplyCode>,
    /// The first enhanced status code in it.
    pub status: Option<StatusCode>,
    /// Index of its first word.
    pub first_word: u32,
    /// Offset at which it begins, the code included.
    pub start: u32,
    /// Whether the enhanced code stands where a server puts one, not somewhere in the prose.
    status_is_placed: bool,
}

/// The parts of one reply. Reused from reply to reply, so that reading allocates nothing once it has grown.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The words of all segments in order.
    pub words: Vec<Word>,
    /// Words inside URLs and host names, each group after a gap; matched only by phrases that ask for them.
    pub side_words: Vec<Word>,
    /// Everything set apart, in order.
    pub entities: Vec<Entity>,
    /// The layers, outermost first; never empty after reading.
    pub segments: Vec<Segment>,
    /// Whether the text was longer than [`MAX_REPLY_BYTES`].
    pub truncated: bool,
    /// The kinds of entities that there are, one bit for each.
    kinds: u8,
}

/// Whether a reply code or an enhanced status code stands in a text.
pub(crate) fn holds_a_code(text: &str) -> bool {
    let mut evidence = Evidence::new();
    evidence.read(text);
    evidence.entities.iter().any(|entity| matches!(entity.kind, EntityKind::Code | EntityKind::Status))
}

impl Evidence {
    /// An empty one, to be filled by [`Evidence::read`].
    pub fn new() -> Evidence {
        Evidence::default()
    }

    /// Takes `text` apart, forgetting what was read before.
    pub fn read(&mut self, text: &str) {
        self.words.clear();
        self.side_words.clear();
        self.entities.clear();
        self.segments.clear();
        self.kinds = 0;
        let examined = text.floor_char_boundary(MAX_REPLY_BYTES);
        self.truncated = examined < text.len();
        scan::scan(text.get(..examined).unwrap_or_default(), self);
    }

    /// Index of the segment that speaks: the last one that says anything and reports no success.
    pub fn innermost(&self) -> usize {
        (0..self.segments.len()).rev().find(|&index| self.speaks(index)).unwrap_or(0)
    }

    fn speaks(&self, index: usize) -> bool {
        let Some(segment) = self.segments.get(index) else { return false };
        let failed = segment.code.is_none_or(|code| code.class().is_failure());
        failed && (segment.status.is_some() || !self.words_of(index).is_empty())
    }

    /// The range of word indexes of a segment.
    pub fn words_of(&self, index: usize) -> std::ops::Range<usize> {
        let from = self.segments.get(index).map_or(0, |segment| segment.first_word as usize);
        let to = self.segments.get(index + 1).map_or(self.words.len(), |segment| segment.first_word as usize);
        from..to
    }

    /// Offset at which a segment begins; that of one behind the last is beyond all text.
    pub(crate) fn start_of(&self, index: usize) -> u32 {
        self.segments.get(index).map_or(u32::MAX, |segment| segment.start)
    }

    /// What is set apart in a segment.
    pub(crate) fn entities_in(&self, index: usize) -> &[Entity] {
        let place = |start: u32| self.entities.partition_point(|entity| entity.span.start < start);
        self.entities.get(place(self.start_of(index))..place(self.start_of(index + 1))).unwrap_or_default()
    }

    /// The range of indexes of the words in URLs and hosts of a segment.
    pub(crate) fn side_words_of(&self, index: usize) -> std::ops::Range<usize> {
        let place = |start: u32| self.side_words.partition_point(|word| word.span.start < start);
        place(self.start_of(index))..place(self.start_of(index + 1))
    }

    /// The segment that holds the word with this index.
    pub fn segment_of_word(&self, word: usize) -> usize {
        self.segments.iter().rposition(|segment| segment.first_word as usize <= word).unwrap_or(0)
    }

    /// Where the remarks begin in which sending servers tell the command that was answered: `(in reply to …)`.
    #[inline]
    pub(crate) fn stage_remarks(&self) -> impl Iterator<Item = usize> {
        let begins = |at: &usize| self.words.get(*at..).is_some_and(|words| words.iter().map(|word| word.hash).take(3).eq(STAGE_REMARK));
        let places = self.words.iter().enumerate().filter(|(_, word)| word.hash == STAGE_REMARK[0]).map(|(at, _)| at);
        places.filter(move |at| begins(at))
    }

    /// The entities of one kind, in order.
    pub fn entities_of(&self, kind: EntityKind) -> impl DoubleEndedIterator<Item = &Entity> {
        let entities = if self.kinds >> kind as u8 & 1 == 1 { self.entities.as_slice() } else { &[] };
        entities.iter().filter(move |entity| entity.kind == kind)
    }

    /// The span of the words from index `from` up to but not including `to`.
    pub fn span_of_words(&self, from: usize, to: usize) -> Span {
        match (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }
}

#[cfg(test)]
mod tests;
