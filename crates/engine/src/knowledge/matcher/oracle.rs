//! The matcher against a search that is written plainly: on any words and any patterns both find the same.

use proptest::prelude::*;

use super::packing::LOOSE_WORDS;
use super::*;
use crate::evidence::{EntityKind, Evidence, host_label_hash, word_hash_of};
use crate::knowledge::compile::Compiler;
use crate::knowledge::phrase::{Link, Pattern, Piece, Tail};
use crate::knowledge::target::Target;

/// A word of a reply or of a phrase, by its place in a small vocabulary.
type Letter = u8;

const WORDS: [&str; 5] = ["alpha", "beta", "gamma", "delta", "epsilon"];

/// What a reply is made of.
#[derive(Clone, Copy, Debug)]
enum Token {
    Word(Letter),
    Number,
    Address,
    Ip,
    /// A host with one of the words as its name.
    Host(Letter),
    /// The beginning of the next layer.
    Code,
}

fn text_of(tokens: &[Token]) -> String {
    let word = |letter: Letter| WORDS[usize::from(letter)];
    let texts = tokens.iter().map(|token| match *token {
        Token::Word(letter) => word(letter).to_owned(),
        Token::Number => "77".to_owned(),
        Token::Address => "<bob@example.com>".to_owned(),
        Token::Ip => "[192.0.2.1]".to_owned(),
        Token::Host(letter) => format!("{}.example.net", word(letter)),
        Token::Code => ": 550 5.1.1".to_owned(),
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn tokens() -> impl Strategy<Value = Vec<Token>> {
    let letter = 0..WORDS.len() as Letter;
    let token = prop_oneof![
        12 => letter.clone().prop_map(Token::Word),
        1 => Just(Token::Number),
        1 => Just(Token::Address),
        1 => Just(Token::Ip),
        1 => letter.prop_map(Token::Host),
        1 => Just(Token::Code),
    ];
    prop::collection::vec(token, 0..24)
}

fn entity() -> impl Strategy<Value = Option<EntityKind>> {
    prop_oneof![8 => Just(None), 1 => Just(Some(EntityKind::Address)), 1 => Just(Some(EntityKind::Ip)), 1 => Just(Some(EntityKind::Host))]
}

fn rarely() -> impl Strategy<Value = bool> {
    prop_oneof![9 => Just(false), 1 => Just(true)]
}

fn piece() -> impl Strategy<Value = Piece> {
    let gap = prop_oneof![4 => 0..4u8, 1 => 15..24u8];
    let sequences = prop::collection::btree_set(prop::collection::vec(0..WORDS.len(), 1..4), 1..4);
    (gap, entity(), rarely(), any::<bool>(), sequences, rarely()).prop_map(|(gap, entity, number, loose, sequences, side)| {
        let number_of = |letter: usize| if side { host_label_hash(WORDS[letter].as_bytes()) } else { word_hash_of(WORDS[letter]) };
        let sequences = sequences.into_iter().map(|sequence| sequence.into_iter().map(number_of).collect()).collect();
        Piece { link: Link { gap, entity, number, loose: loose && entity.is_some() }, sequences, side }
    })
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let tail = (rarely(), entity(), rarely(), any::<bool>());
    let tail = tail.prop_map(|(at_end, entity, number, loose)| Tail { at_end, entity, number, loose: loose && entity.is_some() });
    (prop::collection::vec(piece(), 1..5), rarely(), tail).prop_map(|(mut pieces, at_start, tail)| {
        // What the phrase language sees to.
        pieces.sort_by_key(|piece| piece.side);
        if let Some(first) = pieces.first_mut() {
            first.link.gap = 0;
        }
        Pattern { pieces, at_start, tail }
    })
}

/// Where one layer of a reply stands.
struct Layer<'e> {
    evidence: &'e Evidence,
    index: usize,
    words: std::ops::Range<usize>,
    side_words: std::ops::Range<usize>,
}

impl Layer<'_> {
    /// Whether the pieces from `index` on stand behind the one before, which ended at `end` among the words of its kind.
    fn holds(&self, pattern: &Pattern, index: usize, before: Option<(usize, bool)>) -> bool {
        let Some(piece) = pattern.pieces.get(index) else { return true };
        let (words, range) =
            if piece.side { (&self.evidence.side_words, self.side_words.clone()) } else { (&self.evidence.words, self.words.clone()) };
        range.clone().any(|from| {
            let near = match before {
                Some((end, side)) if side == piece.side => {
                    from >= end && from - end <= usize::from(piece.link.gap) + usize::from(piece.link.number)
                }
                _ => true,
            };
            near && piece.sequences.iter().any(|sequence| {
                let to = from + sequence.len();
                to <= range.end
                    && words[from..to].iter().map(|word| word.hash).eq(sequence.iter().copied())
                    && (piece.side || self.surrounded(pattern, index, from, to))
                    && self.holds(pattern, index + 1, Some((to, piece.side)))
            })
        })
    }

    fn holds_place(&self, place: u32) -> bool {
        let next = self.evidence.segments.get(self.index + 1);
        self.evidence.segments[self.index].start <= place && next.is_none_or(|next| place < next.start)
    }

    fn surrounded(&self, pattern: &Pattern, index: usize, from: usize, to: usize) -> bool {
        let Piece { link, .. } = &pattern.pieces[index];
        let is_last = index + 1 == pattern.pieces.len();
        let tail = if is_last { pattern.tail } else { Tail::default() };
        // One piece stands loosely on both sides or on none.
        let distance = if link.loose || tail.loose { LOOSE_WORDS as usize } else { 0 };
        let entity = |kind: Option<EntityKind>, words: std::ops::RangeInclusive<usize>| {
            kind.is_none_or(|kind| {
                let here = self.evidence.entities_of(kind).filter(|entity| self.holds_place(entity.span.start));
                here.map(|entity| entity.before_word as usize).any(|word| words.contains(&word))
            })
        };
        let number = |wanted: bool, word: Option<usize>| {
            !wanted || word.and_then(|word| self.evidence.words.get(word)).is_some_and(|word| word.is_number)
        };
        (index > 0 || !pattern.at_start || from == self.words.start)
            && (!tail.at_end || to == self.words.end)
            && entity(link.entity, from.saturating_sub(distance)..=from)
            && entity(tail.entity, to..=to + distance)
            && number(link.number, from.checked_sub(1))
            && number(tail.number, Some(to))
    }
}

fn found_plainly(patterns: &[Pattern], evidence: &Evidence) -> Vec<bool> {
    let layers: Vec<Layer<'_>> = (0..evidence.segments.len())
        .map(|index| Layer { evidence, index, words: evidence.words_of(index), side_words: evidence.side_words_of(index) })
        .collect();
    patterns.iter().map(|pattern| layers.iter().any(|layer| layer.holds(pattern, 0, None))).collect()
}

/// Compiles the patterns, each for a rule of its own, and tells which rules are found.
fn found_by_matcher(patterns: &[Pattern], evidence: &Evidence, target: fn(RuleId) -> Target) -> Vec<bool> {
    let mut compiler = Compiler::default();
    for (index, pattern) in patterns.iter().enumerate() {
        compiler.add(pattern, target(RuleId(index as u16)));
    }
    let matcher = compiler.finish();
    let mut matches = Matches::default();
    // What an earlier reply left behind must not count.
    let mut earlier = Evidence::new();
    earlier.read("alpha beta gamma delta epsilon alpha 77");
    matcher.find(&earlier, &mut matches);
    matcher.find(evidence, &mut matches);
    // A wording that was seen before gives the same.
    let first = matches.rules.clone();
    matcher.find(&earlier, &mut Matches::default());
    matcher.find(evidence, &mut matches);
    assert_eq!(matches.rules, first);
    let rules = (0..patterns.len()).map(|index| RuleId(index as u16));
    rules.map(|rule| matches.rules.iter().any(|found| found.rule == rule) || matcher.is_vetoed(rule, &matches.vetoes)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn finds_what_a_plain_search_finds(tokens in tokens(), patterns in prop::collection::vec(pattern(), 1..8)) {
        let mut evidence = Evidence::new();
        evidence.read(&text_of(&tokens));
        let expected = found_plainly(&patterns, &evidence);
        prop_assert_eq!(&found_by_matcher(&patterns, &evidence, Target::Rule), &expected);
        prop_assert_eq!(&found_by_matcher(&patterns, &evidence, Target::Veto), &expected);
    }
}
