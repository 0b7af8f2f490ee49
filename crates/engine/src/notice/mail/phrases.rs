//! Lists of phrases, looked for in one walk however long the list is; ASCII letters count in any case.
//!
//! Of each phrase four neighbouring runs of four bytes are entered into a filter of bits, so that the walk need only look at every fourth place:
//! one of the four lies there. Nearly all places fail the filter, and what passes is compared as a whole.
//! An automaton would do the same: over the 229 marks of the formats the contiguous one of `aho-corasick` takes twice as long for a notice and 3.9 ms to be built, the deterministic one half as long again, 27 ms and 5 MB.
//! Here that is 0.15 ms, and most runs of the program read a single mail.

use super::caseless::rarity;

/// How many bytes of a phrase the filter knows at a time.
const RUN: usize = 4;
/// How far apart the places are that the walk looks at, and how many runs of a phrase the filter knows.
const STRIDE: usize = 4;
/// The shortest phrase that has as many. Shorter ones are looked for one by one, which costs more than all others together.
pub(super) const SHORTEST: usize = RUN + STRIDE - 1;
/// Bits of the filter. A few hundred phrases leave nearly all of them clear, and they fit into the nearest cache.
const BITS: usize = 1 << 15;

/// Phrases, ready to be looked for.
pub(super) struct Phrases {
    list: Vec<&'static str>,
    filter: Box<[u64; BITS / 64]>,
    runs: Vec<Run>,
    /// For each word of the filter the first run that is entered there.
    firsts: Vec<u16>,
    /// Phrases that are too short for the filter, by their rarest byte; there are few.
    short: Vec<(u8, Vec<Run>)>,
}

/// Four bytes of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
        let mut phrases =
            Phrases { list: list.clone(), filter: Box::new([0; BITS / 64]), runs: Vec::new(), firsts: Vec::new(), short: Vec::new() };
        for (phrase, text) in (0..).zip(list) {
            if text.len() < SHORTEST {
                phrases.add_short(phrase, text);
                continue;
            }
            // The rarest letters pass the filter least often.
            let rarity_at = |at: usize| text.bytes().skip(at).take(SHORTEST).map(rarity).sum::<usize>();
            let at = (0..=text.len() - SHORTEST).max_by_key(|at| rarity_at(*at)).unwrap_or_default();
            let neighbours = text.as_bytes().get(at..).map(folded).unwrap_or_default();
            for (behind, offset) in (0..).zip(at..at + STRIDE) {
                let Some(run) = text.as_bytes().get(offset..).and_then(|rest| rest.first_chunk()) else { continue };
                let hash = hash(u32::from_le_bytes(*run));
                let offset = u16::try_from(offset).unwrap_or(u16::MAX);
                phrases.runs.push(Run { hash, phrase, offset, behind, neighbours });
                if let Some(word) = phrases.filter.get_mut(usize::from(hash) / 64) {
                    *word |= 1 << (hash % 64);
                }
            }
        }
        phrases.runs.sort_unstable();
        phrases.short.sort_unstable_by_key(|(sign, _)| *sign);
        let first = |word: usize| phrases.runs.partition_point(|run| usize::from(run.hash) / 64 < word);
        phrases.firsts = (0..BITS / 64).map(|word| u16::try_from(first(word)).unwrap_or(u16::MAX)).collect();
        phrases
    }

    fn add_short(&mut self, phrase: u16, text: &str) {
        let rarest = (0..).zip(text.bytes().map(|byte| byte.to_ascii_lowercase())).max_by_key(|(_, byte)| rarity(*byte));
        let Some((offset, byte)) = rarest else { return };
        let run = Run { hash: 0, phrase, offset, behind: 0, neighbours: 0 };
        match self.short.iter_mut().find(|(sign, _)| *sign == byte) {
            Some((_, runs)) => runs.push(run),
            None => self.short.push((byte, vec![run])),
        }
    }

    /// Calls `found` with every place at which a phrase stands, and its number in the list, until `found` says that it is enough. Places come in no certain order.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(usize, usize) -> bool) {
        let bytes = text.as_bytes();
        let (runs, _) = bytes.as_chunks::<STRIDE>();
        for (number, run) in runs.iter().enumerate() {
            if self.may_stand_here(u32::from_le_bytes(*run)) && !self.found_around(bytes, number * STRIDE, &mut found) {
                return;
            }
        }
        self.each_short(bytes, &mut found);
    }

    /// The same of the phrases that are too short for the filter.
    fn each_short(&self, bytes: &[u8], found: &mut impl FnMut(usize, usize) -> bool) {
        let Some((last, _)) = self.short.last() else { return };
        // The signs are in order, and most texts have no letter beyond ASCII.
        let has_others = !last.is_ascii() && !bytes.is_ascii();
        for (sign, phrases) in self.short.iter().filter(|(sign, _)| sign.is_ascii() || has_others) {
            for place in memchr::memchr2_iter(*sign, sign.to_ascii_uppercase(), bytes) {
                for run in phrases {
                    let Some(start) = place.checked_sub(usize::from(run.offset)) else { continue };
                    if self.stands_at(bytes, start, run.phrase) && !found(start, usize::from(run.phrase)) {
                        return;
                    }
                }
            }
        }
    }

    /// Whether the four bytes stand in one of the phrases, as far as the filter knows.
    #[inline]
    fn may_stand_here(&self, run: u32) -> bool {
        let hash = usize::from(hash(run));
        self.filter.get(hash / 64).is_some_and(|word| word >> (hash % 64) & 1 == 1)
    }

    /// Hands over the phrases one of whose runs stands at a place; false when it is enough.
    fn found_around(&self, bytes: &[u8], place: usize, found: &mut impl FnMut(usize, usize) -> bool) -> bool {
        let Some(hash) = bytes.get(place..).and_then(|rest| rest.first_chunk()).map(|run| hash(u32::from_le_bytes(*run))) else {
            return true;
        };
        let first = self.firsts.get(usize::from(hash) / 64).copied().unwrap_or_default();
        let near = self.runs.iter().skip(usize::from(first)).take_while(|run| run.hash <= hash).filter(|run| run.hash == hash);
        for run in near {
            // The language of notices is small, so four of its bytes stand in many words; seven seldom do.
            let around = place.checked_sub(usize::from(run.behind)).and_then(|from| bytes.get(from..));
            if around.is_none_or(|around| folded(around) != run.neighbours) {
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
        bytes.get(start..start + phrase.len()).is_some_and(|there| there.eq_ignore_ascii_case(phrase.as_bytes()))
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

/// The first seven bytes as a number that is the same for both cases of a letter.
fn folded(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    match bytes.first_chunk::<8>() {
        Some(chunk) => first = *chunk,
        None => first.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from),
    }
    (u64::from_le_bytes(first) & 0x00ff_ffff_ffff_ffff) | 0x0020_2020_2020_2020
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
