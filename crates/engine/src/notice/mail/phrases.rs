//! Lists of phrases, looked for in one walk however long the list is; ASCII letters count in any case.
//!
//! Of each phrase four neighbouring runs of four bytes are entered into a filter of bits, so that the walk need only look at every fourth place:
//! one of the four lies there; of short phrases two, and the walk looks at every second place. Nearly all places fail the filter, and what passes is compared as a whole.
//! An automaton would do the same: over the 229 marks of the formats the contiguous one of `aho-corasick` takes twice as long for a notice and 3.9 ms to be built, the deterministic one half as long again, 27 ms and 5 MB.
//! Here that is 0.15 ms, and most runs of the program read a single mail.

use super::caseless::{is_same_text, rarity};

/// How many bytes of a phrase a filter knows at a time.
const RUN: usize = 4;
/// How far apart the places are that a walk looks at for most phrases, and how many runs of each its filter knows.
const STRIDE: usize = 4;
/// The shortest phrase that has as many.
pub(super) const SHORTEST: usize = RUN + STRIDE - 1;
/// The same for phrases that are shorter. They have a walk of their own, which costs twice as much.
const SHORT_STRIDE: usize = 2;
/// How many of them there must be for that; fewer are sooner found one by one, as those are that are shorter still.
const MANY: usize = 16;
/// Bits of a filter. A few hundred phrases leave nearly all of them clear, and they fit into the nearest cache.
const BITS: usize = 1 << 15;

/// Phrases, ready to be looked for.
pub(super) struct Phrases {
    list: Vec<&'static str>,
    sieves: Vec<Sieve>,
    /// Phrases that are too short for a sieve, by their rarest byte; there are few.
    short: Vec<(u8, Vec<(u16, u16)>)>,
    /// Whether some of them are looked for only where a text has letters beyond ASCII.
    has_others: bool,
}

/// Phrases that a filter keeps apart from nearly everything else.
struct Sieve {
    stride: usize,
    /// Whether one of them is ASCII. Most texts are, and hold none of the others.
    holds_ascii: bool,
    filter: Box<[u64; BITS / 64]>,
    runs: Vec<Run>,
    /// For each word of the filter the first run that is entered there.
    firsts: Vec<u16>,
}

/// Four bytes of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    hash: u16,
    phrase: u16,
    /// Where in the phrase they stand.
    offset: u16,
    /// How far behind the first of the neighbouring runs.
    behind: u8,
    /// All the neighbouring runs together, as [`folded`] tells them.
    neighbours: u64,
}

impl Phrases {
    pub(super) fn of(list: impl IntoIterator<Item = &'static str>) -> Phrases {
        let list: Vec<&'static str> = list.into_iter().collect();
        let (long, mut rest): (Vec<_>, Vec<_>) = (0_u16..).zip(list.iter().copied()).partition(|(_, text)| text.len() >= SHORTEST);
        let mut sieves = vec![Sieve::of(STRIDE, &long)];
        for is_ascii in [true, false] {
            let fits = |text: &str| text.len() >= RUN + SHORT_STRIDE - 1 && text.is_ascii() == is_ascii;
            let (short, others): (Vec<_>, Vec<_>) = rest.iter().partition(|(_, text)| fits(text));
            if short.len() >= MANY {
                sieves.push(Sieve::of(SHORT_STRIDE, &short));
                rest = others;
            }
        }
        let mut short: Vec<(u8, Vec<(u16, u16)>)> = Vec::new();
        for (phrase, text) in rest {
            let rarest = (0..).zip(text.bytes().map(|byte| byte.to_ascii_lowercase())).max_by_key(|(_, byte)| rarity(*byte));
            let Some((offset, byte)) = rarest else { continue };
            match short.iter_mut().find(|(sign, _)| *sign == byte) {
                Some((_, places)) => places.push((phrase, offset)),
                None => short.push((byte, vec![(phrase, offset)])),
            }
        }
        let has_others = sieves.iter().any(|sieve| !sieve.holds_ascii) || short.iter().any(|(sign, _)| !sign.is_ascii());
        Phrases { list, sieves, short, has_others }
    }

    /// Calls `found` with every place at which a phrase stands, and its number in the list, until `found` says that it is enough. Places come in no certain order.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(usize, usize) -> bool) {
        let bytes = text.as_bytes();
        let is_ascii = self.has_others && text.is_ascii();
        for sieve in self.sieves.iter().filter(|sieve| sieve.holds_ascii || !is_ascii) {
            for from in (0..RUN).step_by(sieve.stride) {
                let (runs, _) = bytes.get(from..).unwrap_or_default().as_chunks::<RUN>();
                for (number, run) in runs.iter().enumerate() {
                    let hash = hash(u32::from_le_bytes(*run));
                    if sieve.may_hold(hash) && !self.found_around(sieve, bytes, from + number * RUN, hash, &mut found) {
                        return;
                    }
                }
            }
        }
        self.each_short(bytes, is_ascii, &mut found);
    }

    /// The same of the phrases that are too short for a sieve.
    fn each_short(&self, bytes: &[u8], is_ascii: bool, found: &mut impl FnMut(usize, usize) -> bool) {
        for (sign, phrases) in self.short.iter().filter(|(sign, _)| sign.is_ascii() || !is_ascii) {
            let goes_on = |place: usize| {
                phrases.iter().all(|(phrase, offset)| match place.checked_sub(usize::from(*offset)) {
                    Some(start) => !self.stands_at(bytes, start, *phrase) || found(start, usize::from(*phrase)),
                    None => true,
                })
            };
            let is_enough = if sign.is_ascii_alphabetic() {
                !memchr::memchr2_iter(*sign, sign.to_ascii_uppercase(), bytes).all(goes_on)
            } else {
                !memchr::memchr_iter(*sign, bytes).all(goes_on)
            };
            if is_enough {
                return;
            }
        }
    }

    /// Hands over the phrases one of whose runs stands at a place; false when it is enough.
    fn found_around(&self, sieve: &Sieve, bytes: &[u8], place: usize, hash: u16, found: &mut impl FnMut(usize, usize) -> bool) -> bool {
        for run in sieve.near(hash) {
            // The language of notices is small, so four of its bytes stand in many words; seven seldom do.
            let around = place.checked_sub(usize::from(run.behind)).and_then(|from| bytes.get(from..));
            if run.hash != hash || around.is_none_or(|around| folded(around, sieve.stride) != run.neighbours) {
                continue;
            }
            let Some(start) = place.checked_sub(usize::from(run.offset)) else { continue };
            if self.stands_at(bytes, start, run.phrase) && !found(start, usize::from(run.phrase)) {
                return false;
            }
        }
        true
    }

    fn stands_at(&self, bytes: &[u8], start: usize, phrase: u16) -> bool {
        let Some(phrase) = self.list.get(usize::from(phrase)) else { return false };
        bytes.get(start..start + phrase.len()).is_some_and(|there| is_same_text(there, phrase.as_bytes()))
    }

    /// Whether one of them stands in the text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let mut is_found = false;
        self.each(text, |_, _| {
            is_found = true;
            false
        });
        is_found
    }
}

impl Sieve {
    fn of(stride: usize, phrases: &[(u16, &'static str)]) -> Sieve {
        let mut sieve = Sieve {
            stride,
            holds_ascii: phrases.iter().any(|(_, text)| text.is_ascii()),
            filter: Box::new([0; BITS / 64]),
            runs: Vec::with_capacity(phrases.len() * stride),
            firsts: Vec::with_capacity(BITS / 64),
        };
        for &(phrase, text) in phrases {
            // The rarest letters pass the filter least often.
            let rarity_of = |window: &[u8]| window.iter().map(|byte| rarity(*byte)).sum::<usize>();
            let windows = text.as_bytes().windows(RUN + stride - 1).enumerate();
            let Some((at, window)) = windows.max_by_key(|(_, window)| rarity_of(window)) else { continue };
            let neighbours = folded(window, stride);
            for (behind, run) in (0..).zip(window.windows(RUN)) {
                let Some(run) = run.first_chunk() else { continue };
                let hash = hash(u32::from_le_bytes(*run));
                let offset = u16::try_from(at).unwrap_or(u16::MAX).saturating_add(u16::from(behind));
                sieve.runs.push(Run { hash, phrase, offset, behind, neighbours });
                if let Some(word) = sieve.filter.get_mut(usize::from(hash) / 64) {
                    *word |= 1 << (hash % 64);
                }
            }
        }
        sieve.runs.sort_unstable_by_key(|run| run.hash);
        let mut runs = sieve.runs.iter().peekable();
        let mut first = 0;
        for word in 0..BITS / 64 {
            sieve.firsts.push(first);
            while runs.next_if(|run| usize::from(run.hash) / 64 == word).is_some() {
                first = first.saturating_add(1);
            }
        }
        sieve
    }

    /// Whether four bytes with this hash stand in one of the phrases, as far as the filter knows.
    #[inline]
    fn may_hold(&self, hash: u16) -> bool {
        let hash = usize::from(hash);
        self.filter.get(hash / 64).is_some_and(|word| word >> (hash % 64) & 1 == 1)
    }

    /// The runs that are entered in the word of the filter in which those with this hash are.
    fn near(&self, hash: u16) -> &[Run] {
        let word = usize::from(hash) / 64;
        let first = self.firsts.get(word).copied().unwrap_or_default();
        let end = self.firsts.get(word + 1).map_or(self.runs.len(), |end| usize::from(*end));
        self.runs.get(usize::from(first)..end).unwrap_or_default()
    }
}

/// The neighbouring runs that bytes begin with as a number that is the same for both cases of a letter.
fn folded(bytes: &[u8], stride: usize) -> u64 {
    let mut first = [0; 8];
    match bytes.first_chunk::<8>() {
        Some(chunk) => first = *chunk,
        None => first.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from),
    }
    (u64::from_le_bytes(first) | 0x2020_2020_2020_2020) & (u64::MAX >> (8 * (8 - (RUN + stride - 1))))
}

/// One of [`BITS`] numbers for four bytes, the same for both cases of a letter.
fn hash(run: u32) -> u16 {
    let folded = run | 0x2020_2020;
    (folded.wrapping_mul(0x9e37_79b1) >> 17) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use aho_corasick::AhoCorasick;

    const LIST: [&str; 9] = ["退信", "undeliver", "user unknown", "unknown", "#5.", "known user", "Final-Recipient", "échec", "n user"];

    fn found(phrases: &Phrases, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        phrases.each(text, |start, phrase| {
            found.push((start, phrase));
            true
        });
        found.sort_unstable();
        found
    }

    #[test]
    fn every_phrase_is_found_at_every_place_and_once() {
        let phrases = Phrases::of(LIST);
        for (number, phrase) in LIST.iter().enumerate() {
            for before in 0..9 {
                let text = format!("{}{}!", "x".repeat(before), phrase.to_ascii_uppercase());
                let hits = found(&phrases, &text).iter().filter(|hit| **hit == (before, number)).count();
                assert_eq!(hits, 1, "{text}");
                assert!(phrases.stand_in(&text));
            }
        }
        assert!(!phrases.stand_in("See you on Monday"));
    }

    proptest::proptest! {
        #[test]
        fn what_an_automaton_finds_is_found(pieces in proptest::collection::vec(0..LIST.len() + 3, 0..12)) {
            let text: String = pieces.iter().map(|piece| LIST.get(*piece).copied().unwrap_or(" Unk")).collect();
            let phrases = Phrases::of(LIST);
            let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(LIST).expect("a list of phrases");
            let mut expected: Vec<_> = automaton.find_overlapping_iter(&text).map(|hit| (hit.start(), hit.pattern().as_usize())).collect();
            expected.sort_unstable();
            proptest::prop_assert_eq!(found(&phrases, &text), expected);
        }
    }
}
