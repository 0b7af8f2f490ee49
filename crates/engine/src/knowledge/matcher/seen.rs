//! What was found in earlier replies of the same wording.
//!
//! Servers say the same few thousand sentences again and again, with other addresses, numbers and names of sessions in them.
//! All of these are one word to the phrases, or set apart, so whoever reads a stream of replies finds most of their wordings among the latest ones and need not walk them again.
//!
//! A wording is known by 128 bits that are mixed from everything the walk looks at, the knowledge itself included.
//! The mixing is no secret: who sends a reply made to collide with another one gets the answer of that one, which is nothing that he could not have by sending the other one.

use arrayvec::ArrayVec;

use super::Found;
use crate::evidence::{Evidence, mix};
use crate::smtp::Stage;

/// How many wordings are remembered; a new one takes the place of one that has the same slot.
const SLOTS: usize = 512;
/// The most found patterns that are remembered of one wording. Replies for which more are found are rare and long.
const MOST_FOUND: usize = 16;

/// What a wording is known by.
pub(super) type Key = [u64; 2];

/// The wordings of the latest replies.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// None before the first reply, then [`SLOTS`].
    wordings: Vec<Wording>,
    /// How often all of them were forgotten. It is part of their keys.
    pub age: u64,
}

#[derive(Clone, Debug, Default)]
struct Wording {
    /// Zero where there is none.
    key: Key,
    stage: Option<Stage>,
    rules: ArrayVec<Found, MOST_FOUND>,
}

fn slot(key: Key) -> usize {
    key[0] as usize % SLOTS
}

impl Seen {
    /// Takes over what was found in a reply of the same wording, and tells whether there was one.
    #[inline]
    pub(super) fn recall(&self, key: Key, rules: &mut Vec<Found>, stage: &mut Option<Stage>) -> bool {
        let Some(wording) = self.wordings.get(slot(key)).filter(|wording| wording.key == key) else { return false };
        rules.clear();
        rules.extend_from_slice(&wording.rules);
        *stage = wording.stage;
        true
    }

    /// Remembers what was found.
    pub(super) fn remember(&mut self, key: Key, rules: &[Found], stage: Option<Stage>) {
        if self.wordings.is_empty() {
            self.wordings.resize_with(SLOTS, Wording::default);
        }
        let Some(wording) = self.wordings.get_mut(slot(key)) else { return };
        wording.rules.clear();
        wording.key = [0, 0];
        if wording.rules.try_extend_from_slice(rules).is_ok() {
            wording.key = key;
            wording.stage = stage;
        }
    }
}

/// Mixes everything that the walk over a reply looks at; `words` and `side_words` are the numbers of its words.
#[inline]
pub(super) fn key(identity: u64, evidence: &Evidence, words: &[u32], side_words: &[u32]) -> Key {
    let lengths = (words.len() as u64) << 42 ^ (side_words.len() as u64) << 21 ^ evidence.entities.len() as u64;
    let mut mixer = Mixer([identity ^ lengths, lengths]);
    let numbered = |(&number, word): (&u32, &crate::evidence::Word)| u64::from(number) | u64::from(word.is_number) << 31;
    let mut pairs = words.iter().zip(&evidence.words).map(numbered);
    while let Some(first) = pairs.next() {
        mixer.add(first | pairs.next().unwrap_or(0) << 32);
    }
    for &number in side_words {
        mixer.add(u64::from(number));
    }
    for entity in &evidence.entities {
        mixer.add(u64::from(entity.before_word) << 8 | entity.kind as u64);
    }
    for (index, segment) in evidence.segments.iter().enumerate().skip(1) {
        let aside = if side_words.is_empty() { 0 } else { evidence.side_words_of(index).start as u64 };
        mixer.add(aside << 32 | u64::from(segment.first_word));
        mixer.add(evidence.entities_in(index).len() as u64);
    }
    // Zero stands for no wording.
    mixer.0.map(|lane| lane.max(1))
}

struct Mixer(Key);

impl Mixer {
    #[inline]
    fn add(&mut self, number: u64) {
        // Two odd constants with no pattern in their bits: the fractions of the square roots of two and three.
        let [one, other] = self.0;
        self.0 = [mix(one ^ number, 0x6a09_e667_f3bc_c909), mix(other ^ number, 0xbb67_ae85_84ca_a73b)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::RuleId;

    fn found(rule: u16) -> Found {
        Found { rule: RuleId(rule), segment: 0, from: 0, to: 1, words: 1, side: false }
    }

    #[test]
    fn only_the_very_key_is_recalled() {
        let mut seen = Seen::default();
        let (mut rules, mut stage) = (Vec::new(), None);
        assert!(!seen.recall([1, 1], &mut rules, &mut stage));
        seen.remember([1, 1], &[found(7)], Some(Stage::Data));
        assert!(!seen.recall([1, 2], &mut rules, &mut stage));
        assert!(seen.recall([1, 1], &mut rules, &mut stage));
        assert_eq!((rules.as_slice(), stage), ([found(7)].as_slice(), Some(Stage::Data)));
        // Another wording of the same slot.
        seen.remember([1 + SLOTS as u64, 1], &[], None);
        assert!(!seen.recall([1, 1], &mut rules, &mut stage));
    }

    #[test]
    fn what_does_not_fit_is_not_remembered_in_part() {
        let mut seen = Seen::default();
        let many: Vec<Found> = (0..=MOST_FOUND as u16).map(found).collect();
        seen.remember([1, 1], &many, None);
        assert!(!seen.recall([1, 1], &mut Vec::new(), &mut None));
    }

    #[test]
    fn whatever_the_walk_looks_at_makes_another_key() {
        let key_of = |identity, text: &str, words: &[u32]| {
            let mut evidence = Evidence::new();
            evidence.read(text);
            key(identity, &evidence, words, &[])
        };
        let keys = [
            key_of(1, "550 alpha beta", &[5, 6]),
            key_of(2, "550 alpha beta", &[5, 6]),
            key_of(1, "550 alpha beta", &[6, 5]),
            key_of(1, "550 alpha beta", &[5, 0]),
            key_of(1, "550 alpha 77", &[5, 6]),
            key_of(1, "550 alpha <bob@example.com> beta", &[5, 6]),
            key_of(1, "550 alpha [192.0.2.1] beta", &[5, 6]),
            key_of(1, "550 alpha: 550 beta", &[5, 6]),
            key_of(1, "550 alpha [192.0.2.1]: 550 beta", &[5, 6]),
            key_of(1, "550 alpha: 550 [192.0.2.1] beta", &[5, 6]),
            key_of(1, "alpha beta", &[5, 6]),
        ];
        for (at, one) in keys.iter().enumerate() {
            assert!(keys.iter().skip(at + 1).all(|other| other != one), "{at}");
        }
        assert_eq!(key_of(1, "550 alpha beta", &[5, 6]), key_of(1, "554 gamma delta", &[5, 6]));
    }
}
