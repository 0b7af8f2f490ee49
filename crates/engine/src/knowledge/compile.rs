//! From phrases to the arrays of the [`Matcher`].

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::matcher::{Matcher, NodeFlags, PieceInfo, home_slot, pack_node, pair_home, pair_key, slot};
use super::phrase::Pattern;
use super::target::Target;

/// Gathers the patterns of all rules.
#[derive(Default)]
pub(super) struct Compiler {
    words: HashMap<u64, u32>,
    /// Word sequences with the piece they belong to.
    sequences: Vec<(Vec<u32>, u32)>,
    pieces: Vec<PieceInfo>,
    patterns: Vec<u64>,
}

impl Compiler {
    /// Adds a pattern that stands for `target`.
    pub(super) fn add(&mut self, pattern: &Pattern, target: Target) {
        let number = self.patterns.len() as u32;
        self.patterns.push(u64::from(target.pack()) << 32 | self.pieces.len() as u64);
        let last = pattern.pieces.len().saturating_sub(1);
        for (index, piece) in pattern.pieces.iter().enumerate() {
            let is_last = index == last;
            let info = PieceInfo {
                pattern: number,
                index: index as u8,
                is_last,
                side: piece.side,
                gap: piece.link.gap,
                entity_before: piece.link.entity,
                number_before: piece.link.number,
                entity_behind: pattern.tail.entity.filter(|_| is_last),
                number_behind: pattern.tail.number && is_last,
                at_start: pattern.at_start && index == 0,
                at_end: pattern.tail.at_end && is_last,
            };
            let piece_number = self.pieces.len() as u32;
            self.pieces.push(info);
            for sequence in &piece.sequences {
                let ids = sequence.iter().map(|&hash| self.id(hash)).collect();
                self.sequences.push((ids, piece_number));
            }
        }
    }

    fn id(&mut self, hash: u64) -> u32 {
        let next = self.words.len() as u32 + 1;
        *self.words.entry(hash).or_insert(next)
    }

    /// The finished matcher.
    pub(super) fn finish(mut self) -> Matcher {
        self.sequences.sort_unstable();
        let mut matcher = Matcher { roots: vec![0; self.words.len() + 1], vocabulary: vocabulary(&self.words), ..Matcher::default() };
        let mut nodes_of_pieces = vec![Vec::new(); self.pieces.len()];
        self.trie(&mut matcher, &mut nodes_of_pieces);
        self.pairs(&mut matcher, &nodes_of_pieces);
        matcher.pieces = self.pieces.iter().map(|piece| piece.pack()).collect();
        matcher.patterns = self.patterns;
        matcher
    }

    /// Builds the trie breadth first: a node is a range of the sorted sequences that begin alike, so its children are neighbours.
    fn trie(&self, matcher: &mut Matcher, nodes_of_pieces: &mut [Vec<u32>]) {
        let mut waiting = VecDeque::from([(0usize, 0..self.sequences.len())]);
        matcher.label.push(0);
        while let Some((depth, range)) = waiting.pop_front() {
            let sequences = self.sequences.get(range.clone()).unwrap_or_default();
            let ending = sequences.iter().take_while(|(words, _)| words.len() == depth).count();
            matcher.output_start.push(matcher.outputs.len() as u32);
            let mut flags = NodeFlags::default();
            for (_, piece) in sequences.iter().take(ending) {
                let Some(info) = self.pieces.get(*piece as usize) else { continue };
                if let Some(nodes) = nodes_of_pieces.get_mut(*piece as usize) {
                    nodes.push(matcher.nodes.len() as u32);
                }
                match info.index {
                    0 if !info.is_last => flags.first = true,
                    1 => flags.second = true,
                    _ => {
                        flags.output = true;
                        matcher.outputs.push(*piece);
                    }
                }
            }
            let first_child = matcher.label.len() as u32;
            let mut from = range.start + ending;
            for group in sequences.get(ending..).unwrap_or_default().chunk_by(|(a, _), (b, _)| a.get(depth) == b.get(depth)) {
                let word = group.first().and_then(|(words, _)| words.get(depth)).copied().unwrap_or(0);
                if depth == 0 {
                    if let Some(root) = matcher.roots.get_mut(word as usize) {
                        *root = matcher.label.len() as u32;
                    }
                }
                matcher.label.push(word);
                waiting.push_back((depth + 1, from..from + group.len()));
                from += group.len();
            }
            matcher.nodes.push(pack_node(first_child, matcher.label.len() as u32 - first_child, flags));
        }
        matcher.output_start.push(matcher.outputs.len() as u32);
    }

    /// Tables every pair of nodes that are the first and the second piece of one pattern.
    ///
    /// Words such as `user` begin hundreds of patterns and words such as `unknown` go on with hundreds; looking at each of them would cost more than all the rest.
    fn pairs(&self, matcher: &mut Matcher, nodes_of_pieces: &[Vec<u32>]) {
        let mut joined: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
        for (second, info) in self.pieces.iter().enumerate().filter(|(_, info)| info.index == 1) {
            let nodes = |piece: usize| nodes_of_pieces.get(piece).map(Vec::as_slice).unwrap_or_default();
            debug_assert!(self.pieces.get(second - 1).is_some_and(|first| first.pattern == info.pattern));
            for &one in nodes(second - 1) {
                for &other in nodes(second) {
                    joined.entry((one, other)).or_default().push(second as u32);
                }
            }
        }
        let slots = (joined.len() * 2).next_power_of_two().max(2);
        matcher.pairs = vec![0; slots];
        matcher.pair_outputs.push(0);
        let mut places: HashMap<Vec<u32>, u32> = HashMap::new();
        for ((one, other), pieces) in joined {
            let place = *places.entry(pieces).or_insert_with_key(|pieces| {
                let place = matcher.pair_outputs.len() as u32;
                matcher.pair_outputs.push(pieces.len() as u32);
                matcher.pair_outputs.extend(pieces);
                place
            });
            let key = pair_key(one, other);
            let mut at = pair_home(key, slots);
            while matcher.pairs.get(at).is_some_and(|taken| *taken != 0) {
                at = (at + 1) & (slots - 1);
            }
            if let Some(free) = matcher.pairs.get_mut(at) {
                *free = key | u64::from(place);
            }
        }
    }
}

fn vocabulary(words: &HashMap<u64, u32>) -> Vec<u64> {
    let slots = (words.len() * 3).next_power_of_two().max(2);
    let mut table = vec![0u64; slots];
    let mut ordered: Vec<_> = words.iter().collect();
    // The order of a hash map is not the same twice; the compiled knowledge is.
    ordered.sort_unstable_by_key(|(_, id)| **id);
    for (&hash, &id) in ordered {
        let mut at = home_slot(hash, slots);
        while table.get(at).is_some_and(|taken| *taken != 0) {
            at = (at + 1) & (slots - 1);
        }
        if let Some(free) = table.get_mut(at) {
            *free = slot(hash, id);
        }
    }
    table
}
