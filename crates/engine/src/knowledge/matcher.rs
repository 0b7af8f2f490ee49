//! All phrases of all rules, found in one walk over the words of a reply.
//!
//! The word sequences of all pieces form one trie over word numbers.
//! From every word of the reply the trie is followed as far as the words go; that is at most the length of the longest sequence, so the work is linear in the reply and does not depend on how many rules there are.
//! Most words end the walk at once: either they are in no phrase, or no phrase goes on with the next word.
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
mod seen;

use beginnings::{Beginning, Beginnings};
use packing::{
    AT_END, AT_START, CHILD_BITS, COUNT_BITS, ENTITY_BEFORE_AT, ENTITY_BEHIND_AT, ENTITY_CODES, FLAGS_AT, ID_BITS, LOOSE, LOOSE_WORDS,
    NUMBER_BEFORE, NUMBER_BEHIND, NUMBER_BITS, PAIR_PLACE_BITS, PackedPiece, SIDE, TARGET_BITS, first_class, first_colour, node_role,
};
pub(super) use packing::{
    COLOUR_BLOCKS, CROSSING, FEW_CHILDREN, FIRST, LATE, Mark, Piece, SECOND, Surroundings, WHOLE, edge_key, home, home_slot, pack_first,
    pack_node, pack_whole, pair_key, slot,
};

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
    /// For each word of the vocabulary the node it leads to from the root, or 0.
    #[serde(with = "packed::u32s")]
    pub roots: Vec<u32>,
    /// Trie nodes, see [`pack_node`]. The children of a node are neighbours, ordered by word; node 0 is the root, whose children stand in `roots`.
    #[serde(with = "packed::u64s")]
    pub nodes: Vec<u64>,
    /// The word that leads to each node.
    #[serde(with = "packed::u32s")]
    pub label: Vec<u32>,
    /// Open-addressing table of the children of nodes that have many; 0 is free.
    #[serde(with = "packed::u64s")]
    pub edges: Vec<u64>,
    /// Roles of nodes: the class as a first piece with its colour (see [`pack_first`]), the class as a second piece, the lengths of three lists, and those lists: blocks of the patterns that speak against rules whatever stands around them, with one bit for each, other patterns of a single piece (see [`pack_whole`]), and the indexes of third and later pieces.
    #[serde(with = "packed::u32s")]
    pub roles: Vec<u32>,
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
    /// Where the vetoes of each rule begin in `vetoes`; one more entry than rules.
    #[serde(with = "packed::u32s")]
    pub veto_start: Vec<u32>,
    /// The patterns that speak against rules: a block of 32 in the upper half, one bit for each in the lower.
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
    /// Found patterns of rules, in the order of their ends.
    pub rules: Vec<Found>,
    /// The command that was answered, by what was found last.
    pub stage: Option<Stage>,
    /// One bit for each pattern that speaks against rules.
    vetoes: Vec<u32>,
    ids: Vec<u32>,
    side_ids: Vec<u32>,
    seen: seen::Seen,
    reached: Vec<Reached>,
    beginnings: Beginnings,
}

impl Matches {
    /// Forgets what was found in earlier replies.
    pub(crate) fn forget(&mut self) {
        self.seen.age += 1;
    }

    fn clear(&mut self, matcher: &Matcher) {
        self.rules.clear();
        self.stage = None;
        self.vetoes.clear();
        self.vetoes.resize((matcher.veto_count as usize).div_ceil(32), 0);
    }

    fn veto(&mut self, block: u32, mask: u32) {
        if let Some(block) = self.vetoes.get_mut(block as usize) {
            *block |= mask;
        }
    }
}

/// A node that words lead to.
#[derive(Clone, Copy, Debug)]
struct Reached {
    role: u32,
    flags: u64,
    from: u32,
    to: u32,
}

/// A pattern of which at least two pieces are found and at least one is missing.
#[derive(Clone, Copy)]
struct Chain {
    /// The piece that is missing.
    next: u32,
    side: bool,
    from: u32,
    to: u32,
    words: u32,
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
        let mut ids = std::mem::take(&mut matches.ids);
        let mut side_ids = std::mem::take(&mut matches.side_ids);
        self.number(&evidence.words, &mut ids);
        self.number(&evidence.side_words, &mut side_ids);
        let key = seen::key(self.identity.wrapping_add(matches.seen.age), evidence, &ids, &side_ids);
        if !matches.seen.recall(key, &mut matches.rules, &mut matches.stage) {
            matches.clear(self);
            self.walk(evidence, &ids, &side_ids, matches);
            let mut rules = std::mem::take(&mut matches.rules);
            rules.retain(|found| !self.is_vetoed(found.rule, matches));
            matches.seen.remember(key, &rules, matches.stage);
            matches.rules = rules;
        }
        matches.ids = ids;
        matches.side_ids = side_ids;
    }

    fn walk(&self, evidence: &Evidence, ids: &[u32], side_ids: &[u32], matches: &mut Matches) {
        for index in 0..evidence.segments.len() {
            let words = evidence.words_of(index);
            let mut walk = Walk {
                matcher: self,
                evidence,
                segment: index as u32,
                first: words.start as u32,
                end: words.end as u32,
                entities: entities_of(evidence, index),
                side: false,
                goes_aside: !side_ids.is_empty(),
                far: ArrayVec::new(),
                chains: ArrayVec::new(),
                matches,
            };
            let first = words.start as u32;
            walk.run(ids.get(words).unwrap_or_default(), first);
            walk.matches.beginnings.clear();
            if side_ids.is_empty() {
                continue;
            }
            let side = side_words_of(evidence, index);
            if !side.is_empty() {
                walk.side = true;
                walk.goes_aside = false;
                let first = side.start as u32;
                walk.run(side_ids.get(side).unwrap_or_default(), first);
                walk.matches.beginnings.clear();
            }
        }
    }

    /// Whether a pattern that was found speaks against the rule.
    fn is_vetoed(&self, rule: RuleId, matches: &Matches) -> bool {
        let at = usize::from(rule.0);
        let (Some(&from), Some(&to)) = (self.veto_start.get(at), self.veto_start.get(at + 1)) else { return false };
        let vetoes = self.vetoes.get(from as usize..to as usize).unwrap_or_default();
        vetoes.iter().any(|&veto| matches.vetoes.get((veto >> 32) as usize).is_some_and(|block| block & veto as u32 != 0))
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
        while let Some((&first, behind)) = rest.split_first() {
            rest = behind;
            let mut number = self.roots.get(first as usize).map_or(0, |&root| root as usize);
            let mut to = from + 1;
            let mut following = behind.iter();
            while number != 0 {
                let Some(&node) = self.nodes.get(number) else { break };
                let flags = node >> FLAGS_AT;
                if flags != 0 {
                    reached.push(Reached { role: node_role(node), flags, from, to });
                }
                match following.next() {
                    Some(&next) if next != UNKNOWN => number = self.child(number, node, next),
                    _ => break,
                }
                to += 1;
            }
            from += 1;
        }
    }

    /// The head of a role, and its lists.
    #[inline]
    fn role(&self, place: u32) -> Option<(&[u32; 5], &[u32])> {
        self.roles.get(place as usize..)?.split_first_chunk()
    }

    /// The child that `word` leads to from a node, or 0.
    #[inline]
    fn child(&self, number: usize, node: u64, word: u32) -> usize {
        let first = (node & ((1 << CHILD_BITS) - 1)) as usize;
        let count = (node >> CHILD_BITS) as usize & ((1 << COUNT_BITS) - 1);
        if count > FEW_CHILDREN {
            return self.edge(number as u32, word);
        }
        let labels = self.label.get(first..first + count).unwrap_or_default();
        labels.iter().position(|&label| label == word).map_or(0, |at| first + at)
    }

    #[inline]
    fn edge(&self, node: u32, word: u32) -> usize {
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

/// The side words of a segment: those that stand behind its start and before the next one's.
fn side_words_of(evidence: &Evidence, index: usize) -> std::ops::Range<usize> {
    let place = |segment: Option<&crate::evidence::Segment>| {
        let start = segment.map_or(u32::MAX, |segment| segment.start);
        evidence.side_words.partition_point(|word| word.span.start < start)
    };
    place(evidence.segments.get(index))..place(evidence.segments.get(index + 1))
}

/// What is set apart in a segment. `[192.0.2.1] said: 550 rejected` names the address of who refuses, not of who is refused.
fn entities_of(evidence: &Evidence, index: usize) -> &[Entity] {
    let place = |segment: Option<&crate::evidence::Segment>| {
        let start = segment.map_or(u32::MAX, |segment| segment.start);
        evidence.entities.partition_point(|entity| entity.span.start < start)
    };
    let range = place(evidence.segments.get(index))..place(evidence.segments.get(index + 1));
    evidence.entities.get(range).unwrap_or_default()
}

/// A walk over the words of one segment, and then over those of its URLs and hosts.
struct Walk<'m, 'e, 'f> {
    matcher: &'m Matcher,
    evidence: &'e Evidence,
    segment: u32,
    /// The range of the plain words.
    first: u32,
    end: u32,
    /// What is set apart between them.
    entities: &'e [Entity],
    /// Whether the words of URLs and hosts are walked over.
    side: bool,
    /// Whether they will be, after the plain words.
    goes_aside: bool,
    /// Beginnings among the plain words that go on in URLs and hosts.
    far: ArrayVec<(Beginning, u8), REMEMBERED>,
    chains: ArrayVec<Chain, REMEMBERED>,
    matches: &'f mut Matches,
}

impl Walk<'_, '_, '_> {
    fn run(&mut self, ids: &[u32], offset: u32) {
        let mut reached = std::mem::take(&mut self.matches.reached);
        self.matcher.follow(ids, offset, &mut reached);
        // One walk does one thing: together they need more than a processor keeps at hand.
        for node in reached.iter().filter(|node| node.flags & WHOLE != 0) {
            self.wholes(node);
        }
        for node in reached.iter().filter(|node| node.flags & (FIRST | SECOND | LATE) != 0) {
            self.pieces(node);
        }
        self.matches.reached = reached;
    }

    /// The patterns of a single piece.
    #[inline]
    fn wholes(&mut self, &Reached { role, from, to, .. }: &Reached) {
        let matcher = self.matcher;
        let Some((&[_, _, vetoes, wholes, _], lists)) = matcher.role(role) else { return };
        let Some((vetoes, lists)) = lists.split_at_checked(vetoes as usize) else { return };
        for &[block, mask] in vetoes.as_chunks::<2>().0 {
            self.matches.veto(block, mask);
        }
        for &whole in lists.get(..wholes as usize).unwrap_or_default() {
            // A word of a URL or host is another one than the same word in prose, so here the side is right.
            let around = whole >> TARGET_BITS;
            if around <= SIDE || self.surroundings_fit(around, from, to) {
                self.report(whole & ((1 << TARGET_BITS) - 1), from, to, to - from + things(around));
            }
        }
    }

    /// The pieces of longer patterns.
    #[inline]
    fn pieces(&mut self, &Reached { role, flags, from, to }: &Reached) {
        let matcher = self.matcher;
        let Some((&[first, second, vetoes, wholes, lates], lists)) = matcher.role(role) else { return };
        if flags & LATE != 0 && !self.chains.is_empty() {
            let before = (vetoes + wholes) as usize;
            self.late(lists.get(before..before + lates as usize).unwrap_or_default(), from, to);
        }
        if flags & SECOND != 0 {
            self.second(second, from, to);
        }
        if flags & FIRST != 0 {
            let beginning = Beginning { class: first_class(first), from, to };
            let colour = first_colour(first);
            self.matches.beginnings.add(beginning, colour, matcher.horizon);
            if flags & CROSSING != 0 && self.goes_aside {
                remember(&mut self.far, (beginning, colour));
            }
        }
    }

    /// Third or later pieces of patterns: joins each to the nearest chain that waits for it.
    fn late(&mut self, numbers: &[u32], from: u32, to: u32) {
        let mut joined = ArrayVec::<Chain, REMEMBERED>::new();
        for &chain in self.chains.iter().rev() {
            if numbers.binary_search(&chain.next).is_ok()
                && self.follows(&chain, chain.next, from)
                && joined.iter().all(|nearer| nearer.next != chain.next)
            {
                joined.push(chain);
            }
        }
        for before in joined {
            let piece = self.matcher.piece(before.next);
            if self.fits(piece.around(), from, to) {
                self.advance(before.next, piece, before.from, before.words + to - from, (from, to), before.side != self.side);
            }
        }
    }

    fn follows(&self, chain: &Chain, number: u32, from: u32) -> bool {
        chain.side != self.side || self.matcher.piece(number).is_near(chain.to, from)
    }

    /// A second piece: joins it to the fitting beginnings of each pattern, the nearest first.
    fn second(&mut self, class: u32, from: u32, to: u32) {
        let matcher = self.matcher;
        let Some(partners) = matcher.partners.as_chunks::<COLOUR_BLOCKS>().0.get(class as usize) else { return };
        let mut fitting = self.matches.beginnings.of(partners);
        while let Some(at) = fitting.checked_ilog2() {
            fitting &= !(1 << at);
            if let Some(&beginning) = self.matches.beginnings.near.get(at as usize)
                // A beginning that ends behind `from` seems to be far away.
                && from.wrapping_sub(beginning.to) <= matcher.reach
            {
                self.join(&beginning, class, (from, to), false);
            }
        }
        if self.side {
            for at in (0..self.far.len()).rev() {
                let fitting = self.far.get(at).filter(|(_, colour)| has_colour(partners, *colour));
                if let Some((beginning, _)) = fitting.copied() {
                    self.join(&beginning, class, (from, to), true);
                }
            }
        }
    }

    #[inline]
    fn join(&mut self, beginning: &Beginning, class: u32, (from, to): (u32, u32), crosses: bool) {
        let matcher = self.matcher;
        for &number in matcher.joined(beginning.class, class) {
            let piece = matcher.piece(number);
            let first = matcher.piece(number.wrapping_sub(1));
            let fits = first.is_side() == (self.side && !crosses)
                && (crosses || piece.is_near(beginning.to, from))
                && self.fits(piece.around(), from, to)
                && (first.around() <= SIDE || self.surroundings_fit(first.around(), beginning.from, beginning.to));
            if fits {
                let words = beginning.to - beginning.from + to - from + things(first.around());
                self.advance(number, piece, beginning.from, words, (from, to), crosses);
            }
        }
    }

    /// One more piece of a pattern is found: the pattern is complete, or waits for the next.
    fn advance(&mut self, number: u32, piece: PackedPiece, start: u32, words: u32, (from, to): (u32, u32), crosses: bool) {
        let from = if crosses { from } else { start };
        let words = words + things(piece.around());
        if piece.is_last() {
            self.report(piece.target(), from, to, words);
        } else {
            remember(&mut self.chains, Chain { next: number + 1, side: self.side, from, to, words });
        }
    }

    #[inline]
    fn report(&mut self, target: u32, from: u32, to: u32, words: u32) {
        let number = target & ((1 << NUMBER_BITS) - 1);
        match target >> NUMBER_BITS {
            0 => self.matches.rules.push(Found { rule: RuleId(number as u16), segment: self.segment, from, to, words, side: self.side }),
            1 => self.matches.veto(number / 32, 1 << (number % 32)),
            _ => self.matches.stage = Stage::at(number as usize),
        }
    }

    /// Whether a piece with these packed surroundings counts here.
    #[inline]
    fn fits(&self, around: u32, from: u32, to: u32) -> bool {
        around & SIDE == u32::from(self.side) && (around <= SIDE || self.surroundings_fit(around, from, to))
    }

    /// Whether a piece stands where these packed surroundings want it.
    fn surroundings_fit(&self, around: u32, from: u32, to: u32) -> bool {
        if around & SIDE != 0 {
            return true;
        }
        if around & AT_START != 0 && from != self.first || around & AT_END != 0 && !self.is_end(to) {
            return false;
        }
        if around & (NUMBER_BEFORE | NUMBER_BEHIND) != 0
            && ((around & NUMBER_BEFORE != 0 && !self.is_number(from.checked_sub(1)))
                || (around & NUMBER_BEHIND != 0 && !self.is_number(Some(to))))
        {
            return false;
        }
        let (before, behind) = (around >> ENTITY_BEFORE_AT & 7, around >> ENTITY_BEHIND_AT & 7);
        let loose = if around & LOOSE != 0 { LOOSE_WORDS } else { 0 };
        (before == 0 || self.entity_fits(before, from.saturating_sub(loose)..=from))
            && (behind == 0 || self.entity_fits(behind, to..=to + loose))
    }

    fn is_number(&self, word: Option<u32>) -> bool {
        word.and_then(|word| self.evidence.words.get(word as usize)).is_some_and(|word| word.is_number)
    }

    /// Whether the reply ends here; a remark about the command that was answered does not count.
    fn is_end(&self, to: u32) -> bool {
        to >= self.end || self.evidence.begins_stage_remark(to as usize)
    }

    /// Whether a thing of the kind with this code, if there is one, stands before one of these words.
    fn entity_fits(&self, code: u32, words: std::ops::RangeInclusive<u32>) -> bool {
        let Some(kind) = ENTITY_CODES.get(code as usize).copied().flatten() else { return true };
        let entities = self.entities;
        // They stand in order. A walk over all of them for each phrase that was found would be quadratic in a text made of both.
        let first = entities.partition_point(|entity| entity.before_word < *words.start());
        entities.iter().skip(first).take_while(|entity| entity.before_word <= *words.end()).any(|entity| entity.kind == kind)
    }
}

/// How many set-apart things packed surroundings ask for; each says as much as a word.
#[inline]
fn things(around: u32) -> u32 {
    u32::from(around >> ENTITY_BEFORE_AT & 7 != 0) + u32::from(around >> ENTITY_BEHIND_AT & 7 != 0)
}

#[inline]
#[expect(clippy::indexing_slicing, reason = "a quarter of a byte cannot leave an array of four")]
fn has_colour(colours: &[u64; COLOUR_BLOCKS], colour: u8) -> bool {
    colours[usize::from(colour >> 6)] >> (colour & 63) & 1 == 1
}

/// Adds to a list of bounded length, which forgets its oldest entry when it is full.
fn remember<T>(list: &mut ArrayVec<T, REMEMBERED>, entry: T) {
    if list.is_full() {
        list.remove(0);
    }
    list.push(entry);
}
