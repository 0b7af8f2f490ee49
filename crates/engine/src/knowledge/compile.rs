//! From phrases to the arrays of the [`Matcher`].

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::matcher::{
    COLOUR_BLOCKS, CROSSING, FIRST, HEAD, LATE, Mark, Matcher, Piece, Role, SECOND, Surroundings, WHOLE, edge_key, home, home_slot, insert,
    pack_first, pack_node, pack_vetoes, pack_whole, pair_key, slot,
};
use super::phrase::Pattern;
use super::target::Target;
use crate::evidence::STAGE_REMARK;

/// Gathers the patterns of all rules.
#[derive(Default)]
pub(super) struct Compiler {
    words: HashMap<u64, u32>,
    /// Word sequences with the piece they belong to.
    sequences: Vec<(Vec<u32>, u32)>,
    pieces: Vec<Placed>,
    /// The number of each pattern that speaks against rules, by its looks: many rules share them.
    veto_numbers: HashMap<Vec<u64>, u32>,
    /// The numbers of the patterns that speak against each rule.
    vetoes: BTreeMap<u16, Vec<u32>>,
    last_rule: u16,
    longest: usize,
}

/// A piece with its place in the pattern.
struct Placed {
    index: usize,
    piece: Piece,
}

impl Compiler {
    /// Adds a pattern that stands for `target`.
    pub(super) fn add(&mut self, pattern: &Pattern, target: Target) {
        let mark = match target {
            Target::Rule(rule) => {
                self.last_rule = self.last_rule.max(rule.0);
                Mark::Rule(rule)
            }
            Target::Stage(stage) => Mark::Stage(stage),
            Target::Veto(rule) => {
                let next = self.veto_numbers.len() as u32;
                let number = *self.veto_numbers.entry(looks(pattern)).or_insert(next);
                self.last_rule = self.last_rule.max(rule.0);
                self.vetoes.entry(rule.0).or_default().push(number);
                if number != next {
                    return;
                }
                Mark::Veto(number)
            }
        };
        self.add_pieces(pattern, mark);
    }

    fn add_pieces(&mut self, pattern: &Pattern, target: Mark) {
        let last = pattern.pieces.len().saturating_sub(1);
        for (index, piece) in pattern.pieces.iter().enumerate() {
            let is_last = index == last;
            let around = Surroundings {
                side: piece.side,
                entity_before: piece.link.entity,
                number_before: piece.link.number,
                entity_behind: pattern.tail.entity.filter(|_| is_last),
                number_behind: pattern.tail.number && is_last,
                at_start: pattern.at_start && index == 0,
                at_end: pattern.tail.at_end && is_last,
                loose: piece.link.loose || (is_last && pattern.tail.loose),
            };
            let reach = u16::from(piece.link.gap) + u16::from(piece.link.number);
            let number = self.pieces.len() as u32;
            self.pieces.push(Placed { index, piece: Piece { target, around, reach, is_last } });
            for sequence in &piece.sequences {
                let ids = sequence.iter().map(|&hash| self.id(hash)).collect();
                self.longest = self.longest.max(sequence.len());
                self.sequences.push((ids, number));
            }
        }
    }

    fn id(&mut self, hash: u64) -> u32 {
        let next = self.words.len() as u32 + 1;
        *self.words.entry(hash).or_insert(next)
    }

    /// Whether two words of the phrases cannot be told apart by the bits that the vocabulary keeps of them.
    pub(super) fn confuses_words(&self) -> bool {
        let kept: std::collections::HashSet<u64> = self.words.keys().map(|&hash| slot(hash, 0)).collect();
        kept.len() < self.words.len()
    }

    /// The finished matcher.
    pub(super) fn finish(mut self) -> Matcher {
        // What a walk looks at besides the phrases is part of the vocabulary too.
        for word in STAGE_REMARK {
            self.id(word);
        }
        let last_root = self.number_words();
        self.sequences.sort_unstable();
        let mut matcher = Matcher { last_root, vocabulary: vocabulary(&self.words), ..Matcher::default() };
        let mut roles = Roles::default();
        self.trie(&mut matcher, &mut roles);
        self.pairs(&mut matcher, &mut roles);
        matcher.wholes = roles.wholes.numbers;
        matcher.heads = roles.heads.numbers;
        matcher.lates = roles.lates.numbers;
        matcher.pieces = self.pieces.iter().map(|placed| placed.piece.pack()).collect();
        matcher.reach =
            self.pieces.iter().filter(|placed| placed.index == 1).map(|placed| u32::from(placed.piece.reach)).max().unwrap_or(0);
        matcher.horizon = matcher.reach + self.longest as u32;
        matcher.veto_count = self.veto_numbers.len() as u32;
        for rule in 0..=self.last_rule {
            let start = matcher.vetoes.len() as u64;
            matcher.vetoes.extend(pack_vetoes(&self.vetoes.remove(&rule).unwrap_or_default()));
            matcher.veto_ranges.push(start | (matcher.vetoes.len() as u64) << 32);
        }
        matcher.identity = identity(&matcher);
        matcher
    }

    /// Numbers the words anew, so that those come first which begin a sequence, and returns the last of these.
    ///
    /// The trie is built breadth first from sorted sequences, so the node that such a word leads to has the number of the word.
    fn number_words(&mut self) -> u32 {
        let firsts: BTreeSet<u32> = self.sequences.iter().filter_map(|(words, _)| words.first().copied()).collect();
        let others = (1..=self.words.len() as u32).filter(|id| !firsts.contains(id));
        let numbers: HashMap<u32, u32> = firsts.iter().copied().chain(others).zip(1..).collect();
        let words = self.words.values_mut().chain(self.sequences.iter_mut().flat_map(|(words, _)| words));
        words.for_each(|id| *id = numbers.get(id).copied().unwrap_or(0));
        firsts.len() as u32
    }

    /// Builds the trie breadth first: a node is a range of the sorted sequences that begin alike.
    ///
    /// Alternatives make most of its branches equal, so equal ones are one in the end.
    fn trie(&self, matcher: &mut Matcher, roles: &mut Roles) {
        let mut nodes: Vec<Branch> = Vec::new();
        let mut waiting = VecDeque::from([(0usize, 0..self.sequences.len())]);
        let mut next = 1;
        while let Some((depth, range)) = waiting.pop_front() {
            let sequences = self.sequences.get(range.clone()).unwrap_or_default();
            let ending = sequences.iter().take_while(|(words, _)| words.len() == depth).count();
            let role = roles.of(sequences.iter().take(ending).map(|(_, piece)| *piece), &self.pieces);
            let mut children = Vec::new();
            let mut from = range.start + ending;
            for group in sequences.get(ending..).unwrap_or_default().chunk_by(|(a, _), (b, _)| a.get(depth) == b.get(depth)) {
                let word = group.first().and_then(|(words, _)| words.get(depth)).copied().unwrap_or(0);
                children.push((word, next));
                next += 1;
                waiting.push_back((depth + 1, from..from + group.len()));
                from += group.len();
            }
            nodes.push(Branch { role, children });
        }
        let mut edges = Vec::new();
        // The root is where words lead that begin nothing, so it is empty; its children are found by their numbers.
        matcher.nodes.push(0);
        for (number, Branch { role, children }) in (0..).zip(without_equals(nodes, matcher.last_root)).skip(1) {
            matcher.nodes.push(pack_node(role, !children.is_empty()));
            edges.extend(children.into_iter().map(|(word, child)| (edge_key(number, word), child)));
        }
        let slots = (edges.len() * 2).next_power_of_two().max(2);
        matcher.edges = vec![0; slots];
        for (key, child) in edges {
            insert(&mut matcher.edges, home(key, slots), key | u64::from(child));
        }
    }

    /// Tables every pair of classes that are the first and the second piece of one pattern.
    ///
    /// Words such as `user` begin hundreds of patterns and words such as `unknown` go on with hundreds; looking at each of them would cost more than all the rest.
    fn pairs(&self, matcher: &mut Matcher, roles: &mut Roles) {
        let firsts = roles.firsts.by_piece();
        let seconds = roles.seconds.by_piece();
        let mut joined: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
        for (&second, other_classes) in &seconds {
            for &one in firsts.get(&(second - 1)).into_iter().flatten() {
                for &other in other_classes {
                    joined.entry((one, other)).or_default().push(second);
                }
            }
        }
        let colours = colours(joined.keys().map(|(one, _)| *one));
        let colour_of = |class: u32| colours.get(&class).copied().unwrap_or(0);
        roles.colour(colour_of);
        let slots = (joined.len() * 2).next_power_of_two().max(2);
        matcher.pairs = vec![0; slots];
        matcher.partners = vec![0; (roles.seconds.classes.len() + 1) * COLOUR_BLOCKS];
        matcher.pair_pieces.push(0);
        let mut places: HashMap<Vec<u32>, u32> = HashMap::new();
        for ((one, other), pieces) in joined {
            let colour = colour_of(one);
            if let Some(block) = matcher.partners.get_mut(other as usize * COLOUR_BLOCKS + usize::from(colour >> 6)) {
                *block |= 1 << (colour & 63);
            }
            let place = *places.entry(pieces).or_insert_with_key(|pieces| {
                let place = matcher.pair_pieces.len() as u32;
                matcher.pair_pieces.push(pieces.len() as u32);
                matcher.pair_pieces.extend(pieces);
                place
            });
            let key = pair_key(one, other);
            insert(&mut matcher.pairs, home(key, slots), key | u64::from(place));
        }
    }
}

/// A node of the trie with its children and the words that lead to them.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Branch {
    role: Role,
    children: Vec<(u32, u32)>,
}

/// Leaves one of each kind of equal nodes, those up to `last_kept` untouched. Children have higher numbers than their parents.
fn without_equals(mut nodes: Vec<Branch>, last_kept: u32) -> Vec<Branch> {
    let mut known: HashMap<Branch, u32> = HashMap::new();
    let numbers = 0..nodes.len() as u32;
    let mut kept: Vec<u32> = numbers.clone().collect();
    let of = |kept: &[u32], node: u32| kept.get(node as usize).copied().unwrap_or(node);
    for (number, node) in numbers.zip(&mut nodes).rev() {
        node.children.iter_mut().for_each(|(_, child)| *child = of(&kept, *child));
        if number > last_kept {
            let equal = *known.entry(node.clone()).or_insert(number);
            if let Some(kept) = kept.get_mut(number as usize) {
                *kept = equal;
            }
        }
    }
    let mut next = 0;
    let mut numbers: Vec<u32> = vec![0; nodes.len()];
    for ((number, kept), node) in numbers.iter_mut().zip(&kept).zip(0..) {
        if *kept == node {
            *number = next;
            next += 1;
        }
    }
    let left = (0..).zip(nodes).filter(|(number, _)| of(&kept, *number) == *number);
    let left = left.map(|(_, Branch { role, mut children })| {
        children.iter_mut().for_each(|(_, child)| *child = of(&numbers, *child));
        Branch { role, children }
    });
    left.collect()
}

impl Placed {
    /// The number of a pattern of a single piece that speaks against rules whatever stands around it.
    ///
    /// A word of a URL or host is another one than the same word in prose, so that it is one needs no check.
    fn plain_veto(&self) -> Option<u32> {
        let around = self.piece.around;
        match self.piece.target {
            Mark::Veto(number) if self.piece.is_last && around == (Surroundings { side: around.side, ..Surroundings::default() }) => {
                (self.index == 0).then_some(number)
            }
            _ => None,
        }
    }
}

/// A number mixed from all that a matcher looks at.
fn identity(matcher: &Matcher) -> u64 {
    let Matcher { vocabulary, nodes, edges, wholes, heads, lates, partners, pairs, pair_pieces, pieces, veto_ranges, vetoes, .. } = matcher;
    let wide = [vocabulary, nodes, edges, partners, pairs, pieces, veto_ranges, vetoes].into_iter().flatten().copied();
    let narrow = [wholes, heads, lates, pair_pieces].into_iter().flatten().map(|&number| u64::from(number));
    wide.chain(narrow).fold(0x9e37_79b9_7f4a_7c15, |mixed, number| (mixed.rotate_left(23) ^ number).wrapping_mul(0xd6e8_feb8_6659_fd93))
}

/// Colours for the classes of first pieces, of which each is given once for every class of second pieces that follows it.
///
/// The classes that most others follow have a colour to themselves, because they are met most; the rest shares what is left.
fn colours(firsts: impl Iterator<Item = u32>) -> HashMap<u32, u8> {
    const OWN: usize = 192;
    const SHARED: usize = 64 * COLOUR_BLOCKS - OWN;
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    firsts.for_each(|class| *counts.entry(class).or_default() += 1);
    let mut classes: Vec<(u32, usize)> = counts.into_iter().collect();
    classes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let colour = |at: usize| if at < OWN { at } else { OWN + at % SHARED };
    classes.into_iter().enumerate().map(|(at, (class, _))| (class, colour(at) as u8)).collect()
}

/// Everything that makes one pattern differ from another, as numbers.
fn looks(pattern: &Pattern) -> Vec<u64> {
    let around = |side, link: super::phrase::Link| {
        let around =
            Surroundings { side, entity_before: link.entity, number_before: link.number, loose: link.loose, ..Surroundings::default() };
        u64::from(pack_whole(Mark::Veto(0), around)) << 8 | u64::from(link.gap)
    };
    let tail = Surroundings {
        entity_behind: pattern.tail.entity,
        number_behind: pattern.tail.number,
        at_start: pattern.at_start,
        at_end: pattern.tail.at_end,
        loose: pattern.tail.loose,
        ..Surroundings::default()
    };
    let mut looks = vec![u64::from(pack_whole(Mark::Veto(0), tail))];
    for piece in &pattern.pieces {
        looks.extend([around(piece.side, piece.link), piece.sequences.len() as u64]);
        for sequence in &piece.sequences {
            looks.push(sequence.len() as u64);
            looks.extend(sequence);
        }
    }
    looks
}

/// Sets of pieces that end on the same nodes, numbered from 1.
#[derive(Default)]
struct Classes {
    classes: HashMap<Vec<u32>, u32>,
}

impl Classes {
    fn of(&mut self, pieces: Vec<u32>) -> u32 {
        if pieces.is_empty() {
            return 0;
        }
        let next = self.classes.len() as u32 + 1;
        *self.classes.entry(pieces).or_insert(next)
    }

    /// The classes that each piece belongs to, in order.
    fn by_piece(&self) -> BTreeMap<u32, Vec<u32>> {
        let mut by_piece: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (pieces, &class) in &self.classes {
            for &piece in pieces {
                by_piece.entry(piece).or_default().push(class);
            }
        }
        by_piece.values_mut().for_each(|classes| classes.sort_unstable());
        by_piece
    }
}

/// What nodes mean. Nodes with the same meaning share their lists.
#[derive(Default)]
struct Roles {
    firsts: Classes,
    seconds: Classes,
    wholes: Lists,
    lates: Lists,
    heads: Lists,
}

impl Roles {
    /// The role of a node at which these pieces end.
    fn of(&mut self, pieces: impl Iterator<Item = u32>, all: &[Placed]) -> Role {
        let (mut firsts, mut seconds, mut flags) = (Vec::new(), Vec::new(), 0);
        let (mut vetoes, mut wholes, mut lates) = (Vec::new(), Vec::new(), Vec::new());
        for number in pieces {
            let Some(placed) = all.get(number as usize) else { continue };
            let Placed { index, piece } = placed;
            match index {
                0 if piece.is_last => {
                    flags |= WHOLE;
                    match placed.plain_veto() {
                        Some(number) => vetoes.push(number),
                        None => wholes.push(pack_whole(piece.target, piece.around)),
                    }
                }
                0 => {
                    flags |= FIRST;
                    let goes_on_aside = all.get(number as usize + 1).is_some_and(|next| next.piece.around.side);
                    flags |= if goes_on_aside && !piece.around.side { CROSSING } else { 0 };
                    firsts.push(number);
                }
                1 => {
                    flags |= SECOND;
                    seconds.push(number);
                }
                _ => {
                    flags |= LATE;
                    lates.push(number);
                }
            }
        }
        let vetoes: Vec<u32> = pack_vetoes(&vetoes).into_iter().flat_map(|packed| [packed as u32, (packed >> 32) as u32]).collect();
        let mut list = vec![vetoes.len() as u32, wholes.len() as u32];
        list.extend(vetoes.into_iter().chain(wholes));
        let wholes = if flags & WHOLE == 0 { 0 } else { self.wholes.place(list) };
        let (count, late) = (lates.len() as u32, self.lates.place(lates));
        let head = vec![self.firsts.of(firsts), self.seconds.of(seconds), late, count];
        let head = if flags & (FIRST | SECOND | LATE) == 0 { 0 } else { self.heads.place(head) / HEAD as u32 };
        Role { wholes, head, flags }
    }

    /// Adds their colours to the classes of first pieces.
    fn colour(&mut self, colour_of: impl Fn(u32) -> u8) {
        for [first, ..] in self.heads.numbers.as_chunks_mut::<HEAD>().0 {
            *first = pack_first(*first, colour_of(*first));
        }
    }
}

/// Lists of numbers, each of which stands there once.
#[derive(Default)]
struct Lists {
    places: HashMap<Vec<u32>, u32>,
    numbers: Vec<u32>,
}

impl Lists {
    fn place(&mut self, list: Vec<u32>) -> u32 {
        let next = self.numbers.len() as u32;
        *self.places.entry(list).or_insert_with_key(|list| {
            self.numbers.extend(list);
            next
        })
    }
}

fn vocabulary(words: &HashMap<u64, u32>) -> Vec<u64> {
    let slots = (words.len() * 3).next_power_of_two().max(2);
    let mut table = vec![0u64; slots];
    let mut ordered: Vec<_> = words.iter().collect();
    // The order of a hash map is not the same twice; the compiled knowledge is.
    ordered.sort_unstable_by_key(|(_, id)| **id);
    for (&hash, &id) in ordered {
        insert(&mut table, home_slot(hash, slots), slot(hash, id));
    }
    table
}
