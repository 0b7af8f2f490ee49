//! How the parts of the matcher are packed into numbers, so that the compiled knowledge is plain arrays.

use super::super::model::RuleId;
use crate::evidence::EntityKind;
use crate::smtp::Stage;

/// Bits of an edge slot that hold the node to which it leads.
pub(super) const CHILD_BITS: u32 = 21;
const PLACE_BITS: u32 = 26;
const FLAGS_AT: u32 = 2 * PLACE_BITS;

/// The node is the first piece of a longer pattern.
pub(in crate::knowledge) const FIRST: u64 = 1 << FLAGS_AT;
/// The node is the second piece of a pattern.
pub(in crate::knowledge) const SECOND: u64 = 2 << FLAGS_AT;
/// The node is a pattern by itself.
pub(in crate::knowledge) const WHOLE: u64 = 4 << FLAGS_AT;
/// The node is the third or a later piece of a pattern.
pub(in crate::knowledge) const LATE: u64 = 8 << FLAGS_AT;
/// The node is a first piece of plain words whose second piece is looked for in URLs and hosts.
pub(in crate::knowledge) const CROSSING: u64 = 16 << FLAGS_AT;
/// Words lead on from the node.
pub(super) const PARENT: u64 = 32 << FLAGS_AT;

/// What a node stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::knowledge) struct Role {
    /// Where the list of its patterns of a single piece begins.
    pub wholes: u32,
    /// The number of the head of its pieces of longer patterns.
    pub head: u32,
    pub flags: u64,
}

/// How many numbers the head of pieces has: the class as a first piece with its colour (see [`pack_first`]), the class as a second piece, the place and the length of the list of third and later pieces.
pub(in crate::knowledge) const HEAD: usize = 4;

/// Packs a node.
pub(in crate::knowledge) fn pack_node(role: Role, is_parent: bool) -> u64 {
    let Role { wholes, head, flags } = role;
    debug_assert!(wholes < 1 << PLACE_BITS && head < 1 << PLACE_BITS);
    u64::from(wholes) | u64::from(head) << PLACE_BITS | flags | if is_parent { PARENT } else { 0 }
}

/// Where the list of a node's patterns of a single piece begins.
#[inline]
pub(super) fn node_wholes(node: u64) -> usize {
    (node & ((1 << PLACE_BITS) - 1)) as usize
}

/// The number of the head of a node's pieces of longer patterns.
#[inline]
pub(super) fn node_head(node: u64) -> usize {
    (node >> PLACE_BITS & ((1 << PLACE_BITS) - 1)) as usize
}

/// Bits of a pair slot that hold the place in `pair_pieces`; each class takes 21 bits.
pub(super) const PAIR_PLACE_BITS: u32 = 22;

/// What the slot of a pair begins with.
pub(in crate::knowledge) fn pair_key(first: u32, second: u32) -> u64 {
    (u64::from(first) << 21 | u64::from(second)) << PAIR_PLACE_BITS
}

/// Where the search for a pair or an edge begins.
pub(in crate::knowledge) fn home(key: u64, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & slots.wrapping_sub(1)
}

/// Puts an entry into the first free slot of an open-addressing table.
pub(in crate::knowledge) fn insert(table: &mut [u64], home: usize, entry: u64) {
    let mut at = home;
    while table.get(at).is_some_and(|taken| *taken != 0) {
        at = (at + 1) & (table.len() - 1);
    }
    if let Some(free) = table.get_mut(at) {
        *free = entry;
    }
}

/// What the slot of an edge begins with: the node and the word that leads on from it. Behind it stands the child.
pub(in crate::knowledge) fn edge_key(node: u32, word: u32) -> u64 {
    (u64::from(node) << ID_BITS | u64::from(word)) << CHILD_BITS
}

/// Blocks of 64 colours.
pub(in crate::knowledge) const COLOUR_BLOCKS: usize = 4;

/// Packs a class of first pieces with its colour, by which most pairs that do not exist are told without a look into the table.
pub(in crate::knowledge) fn pack_first(class: u32, colour: u8) -> u32 {
    debug_assert!(class < 1 << 24);
    class | u32::from(colour) << 24
}

pub(super) fn first_class(packed: u32) -> u32 {
    packed & 0xff_ffff
}

pub(super) fn first_colour(packed: u32) -> u8 {
    (packed >> 24) as u8
}

/// What a pattern stands for, packed into [`TARGET_BITS`] bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::knowledge) enum Mark {
    Rule(RuleId),
    /// A pattern that speaks against rules.
    Veto(u32),
    Stage(Stage),
}

pub(super) const TARGET_BITS: u32 = 20;
pub(super) const NUMBER_BITS: u32 = 18;

impl Mark {
    pub(super) fn pack(self) -> u32 {
        match self {
            Mark::Rule(rule) => u32::from(rule.0),
            Mark::Veto(number) => 1 << NUMBER_BITS | number,
            Mark::Stage(stage) => 2 << NUMBER_BITS | stage.place() as u32,
        }
    }
}

/// What has to stand around a piece, packed into bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::knowledge) struct Surroundings {
    /// The words are those of URLs and hosts.
    pub side: bool,
    /// A set-apart thing that has to stand before the piece.
    pub entity_before: Option<EntityKind>,
    pub number_before: bool,
    /// A set-apart thing that has to stand behind the piece.
    pub entity_behind: Option<EntityKind>,
    pub number_behind: bool,
    /// Only meaningful for the first piece.
    pub at_start: bool,
    /// Only meaningful for the last piece.
    pub at_end: bool,
    /// Words may stand between the piece and the set-apart things around it.
    pub loose: bool,
}

pub(super) const ENTITY_CODES: [Option<EntityKind>; 5] =
    [None, Some(EntityKind::Address), Some(EntityKind::Ip), Some(EntityKind::Url), Some(EntityKind::Host)];

pub(super) const SIDE: u32 = 1;
pub(super) const NUMBER_BEFORE: u32 = 1 << 1;
pub(super) const NUMBER_BEHIND: u32 = 1 << 2;
pub(super) const AT_START: u32 = 1 << 3;
pub(super) const AT_END: u32 = 1 << 4;
pub(super) const ENTITY_BEFORE_AT: u32 = 5;
pub(super) const ENTITY_BEHIND_AT: u32 = 8;
pub(super) const LOOSE: u32 = 1 << 11;
pub(super) const SURROUNDINGS_BITS: u32 = 12;
/// How many words may stand between a piece and a set-apart thing that may stand loosely around it.
pub(super) const LOOSE_WORDS: u32 = 6;

impl Surroundings {
    pub(super) fn pack(self) -> u32 {
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let entity = |kind: Option<EntityKind>| ENTITY_CODES.iter().position(|known| *known == kind).unwrap_or(0) as u32;
        flag(self.side, SIDE)
            | flag(self.number_before, NUMBER_BEFORE)
            | flag(self.number_behind, NUMBER_BEHIND)
            | flag(self.at_start, AT_START)
            | flag(self.at_end, AT_END)
            | flag(self.loose, LOOSE)
            | entity(self.entity_before) << ENTITY_BEFORE_AT
            | entity(self.entity_behind) << ENTITY_BEHIND_AT
    }
}

/// Packs a pattern of a single piece.
pub(in crate::knowledge) fn pack_whole(target: Mark, around: Surroundings) -> u32 {
    target.pack() | around.pack() << TARGET_BITS
}

/// A piece of a longer pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::knowledge) struct Piece {
    pub target: Mark,
    /// What stands around it.
    pub around: Surroundings,
    /// The most words between the piece before and this one, a number that has to stand there included.
    pub reach: u16,
    pub is_last: bool,
}

pub(super) const REACH_AT: u32 = TARGET_BITS + SURROUNDINGS_BITS + 1;

impl Piece {
    pub(in crate::knowledge) fn pack(self) -> u64 {
        u64::from(pack_whole(self.target, self.around)) | u64::from(self.is_last) << (REACH_AT - 1) | u64::from(self.reach) << REACH_AT
    }
}

/// A packed [`Piece`].
#[derive(Clone, Copy)]
pub(super) struct PackedPiece(pub(super) u64);

impl PackedPiece {
    pub(super) fn target(self) -> u32 {
        self.0 as u32 & ((1 << TARGET_BITS) - 1)
    }

    pub(super) fn around(self) -> u32 {
        self.0 as u32 >> TARGET_BITS & ((1 << SURROUNDINGS_BITS) - 1)
    }

    pub(super) fn is_last(self) -> bool {
        self.0 >> (REACH_AT - 1) & 1 == 1
    }

    pub(super) fn is_side(self) -> bool {
        self.around() & SIDE != 0
    }

    /// Whether it may begin at `from` when the piece before ends at `end`.
    pub(super) fn is_near(self, end: u32, from: u32) -> bool {
        from.checked_sub(end).is_some_and(|distance| u64::from(distance) <= self.0 >> REACH_AT)
    }
}

/// Number of bits of a vocabulary slot that hold the word's number.
pub(super) const ID_BITS: u32 = 20;

/// The place in a vocabulary of this many slots at which the search for a hash begins.
pub(in crate::knowledge) fn home_slot(hash: u64, slots: usize) -> usize {
    ((hash >> ID_BITS) as usize) & slots.wrapping_sub(1)
}

/// What a slot holds of a word.
pub(in crate::knowledge) fn slot(hash: u64, id: u32) -> u64 {
    hash >> ID_BITS << ID_BITS | u64::from(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        let around = Surroundings {
            side: true,
            entity_before: Some(EntityKind::Host),
            number_before: true,
            entity_behind: Some(EntityKind::Address),
            number_behind: false,
            at_start: true,
            at_end: true,
            loose: true,
        };
        let piece = Piece { target: Mark::Veto(70_000), around, reach: 256, is_last: true };
        let packed = PackedPiece(piece.pack());
        assert_eq!(packed.target(), piece.target.pack());
        assert_eq!(packed.around(), SIDE | NUMBER_BEFORE | AT_START | AT_END | LOOSE | 4 << ENTITY_BEFORE_AT | 1 << ENTITY_BEHIND_AT);
        assert!(packed.is_last() && packed.is_side() && packed.is_near(10, 266) && !packed.is_near(10, 267));
        let plain =
            PackedPiece(Piece { target: Mark::Rule(RuleId(65_535)), around: Surroundings::default(), reach: 0, is_last: false }.pack());
        assert_eq!((plain.target(), plain.around(), plain.is_last()), (65_535, 0, false));
    }
}
