//! The walk over the words of one layer of a reply.

use arrayvec::ArrayVec;

use super::packing::{
    AT_END, AT_START, ENTITY_BEFORE_AT, ENTITY_BEHIND_AT, LOOSE, LOOSE_WORDS, NUMBER_BEFORE, NUMBER_BEHIND, NUMBER_BITS, PackedPiece, SIDE,
    TARGET_BITS, first_class, first_colour, node_head, node_wholes,
};
use super::places::{END, NUMBER, Places};
use super::vetoes::Vetoes;
use super::{Beginning, Beginnings, COLOUR_BLOCKS, CROSSING, FIRST, Found, HEAD, LATE, Matcher, REMEMBERED, Reached, SECOND, WHOLE};
use crate::knowledge::model::RuleId;
use crate::smtp::Stage;

/// A pattern of which at least two pieces are found and at least one is missing.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    /// The piece that is missing.
    next: u32,
    side: bool,
    from: u32,
    to: u32,
    words: u32,
}

/// A walk over the words of one segment, and then over those of its URLs and hosts.
pub(super) struct Walk<'m, 'f> {
    pub matcher: &'m Matcher,
    pub segment: u32,
    /// The first of the plain words.
    pub first: u32,
    /// Whether the words of URLs and hosts are walked over.
    pub side: bool,
    /// Whether they will be, after the plain words.
    pub goes_aside: bool,
    /// What stands between the plain words.
    pub places: &'f Places,
    pub rules: &'f mut Vec<Found>,
    pub vetoes: &'f mut Vetoes,
    pub stage: &'f mut Option<Stage>,
    pub beginnings: &'f mut Beginnings,
    /// Beginnings among the plain words that go on in URLs and hosts.
    pub far: ArrayVec<(Beginning, u8), REMEMBERED>,
    pub chains: ArrayVec<Chain, REMEMBERED>,
}

impl Walk<'_, '_> {
    /// Judges the nodes that the words lead to.
    pub(super) fn run(&mut self, reached: &[Reached]) {
        // One walk does one thing: together they need more than a processor keeps at hand.
        for node in reached {
            if node.node & WHOLE != 0 {
                self.wholes(node);
            }
        }
        for node in reached {
            if node.node & (FIRST | SECOND | LATE) != 0 {
                self.pieces(node);
            }
        }
        self.beginnings.clear();
    }

    /// Goes on with the words of the URLs and hosts of the segment.
    pub(super) fn step_aside(&mut self) {
        self.side = true;
        self.goes_aside = false;
    }

    /// The patterns of a single piece.
    #[inline]
    fn wholes(&mut self, reached: &Reached) {
        let (matcher, &Reached { node, from, to }) = (self.matcher, reached);
        let Some((&[vetoes, wholes], lists)) = matcher.wholes.get(node_wholes(node)..).and_then(<[u32]>::split_first_chunk) else { return };
        let lists = lists.get(..(vetoes + wholes) as usize).unwrap_or_default();
        let Some((vetoes, wholes)) = lists.split_at_checked(vetoes as usize) else { return };
        for &[low, high] in vetoes.as_chunks::<2>().0 {
            self.vetoes.add(u64::from(low) | u64::from(high) << 32);
        }
        if wholes.is_empty() {
            return;
        }
        let here = self.around(from, to);
        for &whole in wholes {
            // A word of a URL or host is another one than the same word in prose, so here the side is right.
            let around = whole >> TARGET_BITS;
            if around <= SIDE || self.fits(around, &here) {
                self.report(whole & ((1 << TARGET_BITS) - 1), from, to, to - from + things(around));
            }
        }
    }

    /// The pieces of longer patterns.
    #[inline]
    fn pieces(&mut self, reached: &Reached) {
        let (matcher, &Reached { node, from, to }) = (self.matcher, reached);
        let Some(&[first, second, late, lates]) = matcher.heads.as_chunks::<HEAD>().0.get(node_head(node)) else { return };
        if node & LATE != 0 && !self.chains.is_empty() {
            let late = late as usize;
            self.late(matcher.lates.get(late..late + lates as usize).unwrap_or_default(), from, to);
        }
        if node & SECOND != 0 {
            self.second(second, from, to);
        }
        if node & FIRST != 0 {
            let beginning = Beginning { class: first_class(first), from, to };
            let colour = first_colour(first);
            self.beginnings.add(beginning, colour, matcher.horizon);
            if node & CROSSING != 0 && self.goes_aside {
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
        // By reference: the list is long to move and short to read.
        for &before in &joined {
            let piece = self.matcher.piece(before.next);
            if self.piece_fits(piece.around(), from, to) {
                self.advance(before.next, piece, before.from, before.words + to - from, (from, to), before.side != self.side);
            }
        }
    }

    fn follows(&self, chain: &Chain, number: u32, from: u32) -> bool {
        chain.side != self.side || self.matcher.piece(number).is_near(chain.to, from)
    }

    /// A second piece: joins it to the fitting beginnings of each pattern, the nearest first.
    #[inline]
    fn second(&mut self, class: u32, from: u32, to: u32) {
        let matcher = self.matcher;
        let Some(partners) = matcher.partners.as_chunks::<COLOUR_BLOCKS>().0.get(class as usize) else { return };
        let mut fitting = self.beginnings.of(partners);
        while let Some(at) = fitting.checked_ilog2() {
            fitting &= !(1 << at);
            if let Some(&beginning) = self.beginnings.near.get(at as usize)
                // A beginning that ends behind `from` seems to be far away.
                && from.wrapping_sub(beginning.to) <= matcher.reach
            {
                self.join(beginning, class, (from, to), false);
            }
        }
        if self.side {
            self.second_aside(partners, class, (from, to));
        }
    }

    /// A second piece in a URL or host: joins it to the beginnings among the plain words.
    #[inline(never)]
    fn second_aside(&mut self, partners: &[u64; COLOUR_BLOCKS], class: u32, words: (u32, u32)) {
        for at in (0..self.far.len()).rev() {
            let fitting = self.far.get(at).filter(|(_, colour)| has_colour(partners, *colour));
            if let Some((beginning, _)) = fitting.copied() {
                self.join(beginning, class, words, true);
            }
        }
    }

    fn join(&mut self, beginning: Beginning, class: u32, (from, to): (u32, u32), crosses: bool) {
        let matcher = self.matcher;
        for &number in matcher.joined(beginning.class, class) {
            let both = matcher.pieces.get((number as usize).wrapping_sub(1)..);
            let Some(&[first, piece]) = both.and_then(<[u64]>::first_chunk) else { continue };
            let (first, piece) = (PackedPiece(first), PackedPiece(piece));
            let is_near = crosses || piece.is_near(beginning.to, from);
            if is_near
                && first.is_side() == (self.side && !crosses)
                && self.piece_fits(piece.around(), from, to)
                && (first.around() <= SIDE || self.is_surrounded(first.around(), beginning.from, beginning.to))
            {
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
            0 => self.rules.push(Found { rule: RuleId(number as u16), segment: self.segment, from, to, words, side: self.side }),
            1 => self.vetoes.add_number(number),
            _ => *self.stage = Stage::at(number as usize),
        }
    }

    /// Whether a piece with these packed surroundings counts here.
    #[inline]
    fn piece_fits(&self, around: u32, from: u32, to: u32) -> bool {
        around & SIDE == u32::from(self.side) && (around <= SIDE || self.is_surrounded(around, from, to))
    }

    /// Whether words stand where these packed surroundings want them.
    #[inline(never)]
    fn is_surrounded(&self, around: u32, from: u32, to: u32) -> bool {
        self.fits(around, &self.around(from, to))
    }

    /// What stands around the words from `from` to before `to`.
    #[inline]
    fn around(&self, from: u32, to: u32) -> Around {
        let (before, behind) = (self.places.at(from), self.places.at(to));
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let flags = flag(from == self.first, AT_START)
            | flag(behind & END != 0, AT_END)
            | flag(self.places.at(from.wrapping_sub(1)) & NUMBER != 0, NUMBER_BEFORE)
            | flag(behind & NUMBER != 0, NUMBER_BEHIND);
        Around { from, to, flags, before, behind }
    }

    /// Whether that is what these packed surroundings ask for.
    #[inline]
    fn fits(&self, around: u32, here: &Around) -> bool {
        if around & SIDE != 0 {
            return true;
        }
        if around & !here.flags & (AT_START | AT_END | NUMBER_BEFORE | NUMBER_BEHIND) != 0 {
            return false;
        }
        // A code is one more than the kind it stands for, and no code asks for nothing.
        let kind_of = |code: u32| (1_u32 << code >> 1) as u8;
        let (before, behind) = (kind_of(around >> ENTITY_BEFORE_AT & 7), kind_of(around >> ENTITY_BEHIND_AT & 7));
        before & !here.before == 0 && behind & !here.behind == 0 || around & LOOSE != 0 && self.fits_loosely(before, behind, here)
    }

    #[inline(never)]
    fn fits_loosely(&self, before: u8, behind: u8, &Around { from, to, .. }: &Around) -> bool {
        (before == 0 || self.places.hold(before, from.saturating_sub(LOOSE_WORDS), from))
            && (behind == 0 || self.places.hold(behind, to, to + LOOSE_WORDS))
    }
}

/// What stands around words.
struct Around {
    from: u32,
    to: u32,
    /// What packed surroundings may ask for in a single bit.
    flags: u32,
    /// The kinds of things set apart right before and behind.
    before: u8,
    behind: u8,
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
