//! All phrases of all rules, found in one walk over the words of a reply.
//!
//! The word sequences of all pieces form one trie over word numbers.
//! From every word of the reply the trie is followed as far as the words go; that is at most the length of the longest sequence, so the work is linear in the reply and does not depend on how many rules there are.
//! Most words end the walk at once: either they are in no phrase, or no phrase goes on with the next word.
//! Sequences that go on alike share their nodes, because the alternatives of phrases would multiply them otherwise.
//!
//! A node of the trie where sequences end has a *role*: the phrases it completes, and the class of pieces it may begin or go on with.
//! Nodes that stand for the same pieces share a class, so that the alternatives of a phrase cost no more than one of them, and a pair of a first and a second piece is one look into a table.
//!
//! A reply has about one word to seven bytes, so a walk over words takes fewer steps than a byte automaton, and its tables stay small; the benchmark `reply` prints both side by side.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use super::model::RuleId;
use super::packed;
use crate::evidence::{Entity, Evidence, Word};
use crate::smtp::Stage;

mod beginnings;
#[cfg(test)]
mod oracle;
mod packing;
mod places;
mod seen;
mod vetoes;
mod walk;

use beginnings::{Beginning, Beginnings};
use packing::{CHILD_BITS, ID_BITS, PAIR_PLACE_BITS, PARENT, PackedPiece};
pub(super) use packing::{
    COLOUR_BLOCKS, CROSSING, FIRST, HEAD, LATE, Mark, Piece, Role, SECOND, Surroundings, WHOLE, edge_key, home, home_slot, insert,
    pack_first, pack_node, pack_whole, pair_key, slot,
};
use places::Places;
use vetoes::Vetoes;
pub(super) use vetoes::pack_vetoes;
use walk::Walk;

/// No word of the vocabulary.
const UNKNOWN: u32 = 0;
/// How many unfinished patterns of each kind are remembered at a time; the oldest is given up for a new one.
const REMEMBERED: usize = 64;

/// The compiled phrases. Plain arrays, so that they can be stored as bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Matcher {
    /// Open-addressing table of the vocabulary: the upper 44 bits of a slot are those of the word's hash, the lower 20 its number; 0 is free.
    #[serde(with = "packed::u64s")]
    pub vocabulary: Vec<u64>,
    /// The words that begin a sequence have the numbers from 1 up to this one, which are also those of the nodes that they lead to.
    pub last_root: u32,
    /// Trie nodes, see [`pack_node`]; node 0 is the root, which tells of no children.
    #[serde(with = "packed::u64s")]
    pub nodes: Vec<u64>,
    /// Open-addressing table of the words that lead from a node to the next, see [`edge_key`]; 0 is free.
    #[serde(with = "packed::u64s")]
    pub edges: Vec<u64>,
    /// For nodes that are patterns by themselves: the lengths of two lists, and these: the patterns that speak against rules whatever stands around them (see [`pack_vetoes`], the lower half first), and the others (see [`pack_whole`]).
    #[serde(with = "packed::u32s")]
    pub wholes: Vec<u32>,
    /// For nodes that are pieces of longer patterns the heads, see [`HEAD`].
    #[serde(with = "packed::u32s")]
    pub heads: Vec<u32>,
    /// Lists of third and later pieces.
    #[serde(with = "packed::u32s")]
    pub lates: Vec<u32>,
    /// For each class of second pieces one bit for each colour of the classes that come before it, in [`COLOUR_BLOCKS`] blocks.
    #[serde(with = "packed::u64s")]
    pub partners: Vec<u64>,
    /// Open-addressing table of the pairs of classes that are first and second piece of some pattern: both classes and the place in `pair_pieces`; 0 is free.
    #[serde(with = "packed::u64s")]
    pub pairs: Vec<u64>,
    /// Lists of second pieces, each preceded by its length.
    #[serde(with = "packed::u32s")]
    pub pair_pieces: Vec<u32>,
    /// Packed [`Piece`]s. Those of one pattern are neighbours.
    #[serde(with = "packed::u64s")]
    pub pieces: Vec<u64>,
    /// The farthest a second piece may begin behind the end of the first.
    pub reach: u32,
    /// The farthest a second piece may begin behind the beginning of the first.
    pub horizon: u32,
    /// Where the vetoes of each rule begin in `vetoes`, and in the upper half where they end.
    #[serde(with = "packed::u64s")]
    pub veto_ranges: Vec<u64>,
    /// The patterns that speak against rules, packed by [`pack_vetoes`].
    #[serde(with = "packed::u64s")]
    pub vetoes: Vec<u64>,
    /// How many patterns speak against rules.
    pub veto_count: u32,
    /// A number that another matcher does not have.
    pub identity: u64,
}

/// A rule of which a pattern was found in a reply.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub rule: RuleId,
    /// The segment it stands in.
    pub segment: u32,
    /// The words from the first to behind the last, as indexes.
    pub from: u32,
    pub to: u32,
    /// How many words of the pattern were matched, gaps left out.
    pub words: u32,
    /// Whether the indexes are those of side words.
    pub side: bool,
}

/// Everything found in a reply, and the scratch space for finding it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    /// Found patterns of rules: segment by segment, those of a single piece before those of several.
    pub rules: Vec<Found>,
    /// The command that was answered, by what was found last.
    pub stage: Option<Stage>,
    vetoes: Vetoes,
    ids: Vec<u32>,
    side_ids: Vec<u32>,
    seen: seen::Seen,
    reached: Vec<Reached>,
    places: Places,
    beginnings: Beginnings,
}

impl Matches {
    /// Forgets what was found in earlier replies.
    pub(crate) fn forget(&mut self) {
        self.seen.age += 1;
    }
}

/// A node that words lead to, and the words.
#[derive(Clone, Copy, Debug)]
struct Reached {
    node: u64,
    from: u32,
    to: u32,
}

impl Matcher {
    /// The number of a word, or [`UNKNOWN`].
    #[inline]
    fn id_of(&self, hash: u64) -> u32 {
        let mut at = home_slot(hash, self.vocabulary.len());
        loop {
            match self.vocabulary.get(at) {
                None | Some(0) => return UNKNOWN,
                Some(slot) if (slot ^ hash) >> ID_BITS == 0 => return (slot & ((1 << ID_BITS) - 1)) as u32,
                Some(_) => at = (at + 1) & (self.vocabulary.len() - 1),
            }
        }
    }

    /// Whether a word occurs in some pattern.
    pub(crate) fn knows(&self, hash: u64) -> bool {
        self.id_of(hash) != UNKNOWN
    }

    /// Finds every pattern in `evidence`, those of rules left out that others speak against; what `matches` held before is forgotten.
    pub(crate) fn find(&self, evidence: &Evidence, matches: &mut Matches) {
        self.number(&evidence.words, &mut matches.ids);
        self.number(&evidence.side_words, &mut matches.side_ids);
        let key = seen::key(self.identity.wrapping_add(matches.seen.age), evidence, &matches.ids, &matches.side_ids);
        if !matches.seen.recall(key, &mut matches.rules, &mut matches.stage) {
            self.walk(evidence, matches);
            let Matches { rules, vetoes, .. } = matches;
            rules.retain(|found| !self.is_vetoed(found.rule, vetoes));
            matches.seen.remember(key, &matches.rules, matches.stage);
        }
    }

    fn walk(&self, evidence: &Evidence, matches: &mut Matches) {
        let Matches { rules, stage, vetoes, ids, side_ids, reached, places, beginnings, .. } = matches;
        rules.clear();
        *stage = None;
        vetoes.clear(self.veto_count);
        places.read(evidence);
        let mut entities = evidence.entities.as_slice();
        take_before(&mut entities, evidence.start_of(0));
        for index in 0..evidence.segments.len() {
            let words = evidence.words_of(index);
            let entities = take_before(&mut entities, evidence.start_of(index + 1));
            places.enter(entities, words.end);
            self.follow(ids.get(words.clone()).unwrap_or_default(), words.start as u32, reached);
            let mut walk = Walk {
                matcher: self,
                segment: index as u32,
                first: words.start as u32,
                side: false,
                goes_aside: !side_ids.is_empty(),
                places,
                rules,
                vetoes,
                stage,
                beginnings,
                far: ArrayVec::new(),
                chains: ArrayVec::new(),
            };
            walk.run(reached);
            if !side_ids.is_empty() {
                let side = evidence.side_words_of(index);
                if !side.is_empty() {
                    self.follow(side_ids.get(side.clone()).unwrap_or_default(), side.start as u32, reached);
                    walk.step_aside();
                    walk.run(reached);
                }
            }
            places.leave(entities, words.end);
        }
    }

    /// Whether a pattern that was found speaks against the rule.
    fn is_vetoed(&self, rule: RuleId, vetoes: &Vetoes) -> bool {
        let Some(&range) = self.veto_ranges.get(usize::from(rule.0)) else { return false };
        vetoes.hold_any(self.vetoes.get(range as u32 as usize..(range >> 32) as usize).unwrap_or_default())
    }

    #[inline]
    fn number(&self, words: &[Word], ids: &mut Vec<u32>) {
        ids.clear();
        ids.extend(words.iter().map(|word| self.id_of(word.hash)));
    }

    /// Finds the nodes that words lead to at which pieces end, the walk from each word in its turn.
    fn follow(&self, ids: &[u32], offset: u32, reached: &mut Vec<Reached>) {
        reached.clear();
        let mut rest = ids;
        let mut from = offset;
        while let [first, behind @ ..] = rest {
            let mut number = if *first <= self.last_root { *first as usize } else { 0 };
            let mut to = from;
            let mut following = behind.iter();
            while let Some(&node) = self.nodes.get(number).filter(|node| **node != 0) {
                to += 1;
                if node & (WHOLE | FIRST | SECOND | LATE) != 0 {
                    reached.push(Reached { node, from, to });
                }
                match following.next() {
                    Some(&next) if next != UNKNOWN && node & PARENT != 0 => number = self.child(number as u32, next),
                    _ => break,
                }
            }
            rest = behind;
            from += 1;
        }
    }

    /// The child that `word` leads to from a node, or 0.
    #[inline]
    fn child(&self, node: u32, word: u32) -> usize {
        let key = edge_key(node, word);
        let mut at = home(key, self.edges.len());
        loop {
            match self.edges.get(at) {
                None | Some(0) => return 0,
                Some(slot) if (slot ^ key) >> CHILD_BITS == 0 => return (slot & ((1 << CHILD_BITS) - 1)) as usize,
                Some(_) => at = (at + 1) & (self.edges.len() - 1),
            }
        }
    }

    /// The second pieces of the class `second` whose first piece is of the class `first`.
    #[inline]
    fn joined(&self, first: u32, second: u32) -> &[u32] {
        let key = pair_key(first, second);
        let mut at = home(key, self.pairs.len());
        loop {
            match self.pairs.get(at) {
                None | Some(0) => return &[],
                Some(slot) if (slot ^ key) >> PAIR_PLACE_BITS == 0 => {
                    let place = (slot & ((1 << PAIR_PLACE_BITS) - 1)) as usize;
                    let length = self.pair_pieces.get(place).copied().unwrap_or(0) as usize;
                    return self.pair_pieces.get(place + 1..place + 1 + length).unwrap_or_default();
                }
                Some(_) => at = (at + 1) & (self.pairs.len() - 1),
            }
        }
    }

    #[inline]
    fn piece(&self, number: u32) -> PackedPiece {
        PackedPiece(self.pieces.get(number as usize).copied().unwrap_or(0))
    }
}

/// Takes away those of the entities, which are in order, that begin before this offset.
#[inline]
fn take_before<'e>(entities: &mut &'e [Entity], end: u32) -> &'e [Entity] {
    let count = entities.iter().position(|entity| entity.span.start >= end).unwrap_or(entities.len());
    let (before, rest) = entities.split_at_checked(count).unwrap_or_default();
    *entities = rest;
    before
}
