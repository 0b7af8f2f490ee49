//! Where words begin a pattern of several pieces, ready for the second piece to be found.
//!
//! A common word begins hundreds of patterns and another goes on with hundreds, and nearly never do both belong together.
//! Therefore the classes of first pieces have colours, and a second piece looks only at the beginnings whose colour one of its first pieces has.

use arrayvec::ArrayVec;

use super::{COLOUR_BLOCKS, REMEMBERED};

/// Where words may begin a pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    pub class: u32,
    pub from: u32,
    pub to: u32,
}

/// The latest beginnings among the words that are walked over.
#[derive(Clone, Debug)]
pub(super) struct Beginnings {
    /// In order.
    pub near: ArrayVec<Beginning, REMEMBERED>,
    /// The colours they have, one bit for each.
    colours: [u64; COLOUR_BLOCKS],
    /// For each colour the beginnings that have it, one bit for each.
    places: [u64; 64 * COLOUR_BLOCKS],
}

impl Default for Beginnings {
    fn default() -> Beginnings {
        Beginnings { near: ArrayVec::new(), colours: [0; COLOUR_BLOCKS], places: [0; 64 * COLOUR_BLOCKS] }
    }
}

#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256, nor its quarter one of four")]
impl Beginnings {
    /// Forgets all of them.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.near.clear();
        for (block, colours) in self.colours.iter_mut().enumerate() {
            while *colours != 0 {
                self.places[usize::from(colour_at(block, *colours))] = 0;
                *colours &= *colours - 1;
            }
        }
    }

    /// Adds one. When there is no room, those go that are farther than `horizon` behind, or else the oldest.
    #[inline]
    pub(super) fn add(&mut self, beginning: Beginning, colour: u8, horizon: u32) {
        if self.near.is_full() {
            self.forget(beginning.from, horizon);
        }
        self.places[usize::from(colour)] |= 1 << (self.near.len() & 63);
        self.colours[usize::from(colour >> 6)] |= 1 << (colour & 63);
        // There is room now.
        let _ = self.near.try_push(beginning);
    }

    #[cold]
    fn forget(&mut self, at: u32, horizon: u32) {
        let passed = self.near.iter().take_while(|beginning| at - beginning.from > horizon).count().max(1);
        self.near.drain(..passed);
        for (block, colours) in self.colours.iter_mut().enumerate() {
            let mut waiting = *colours;
            while waiting != 0 {
                let places = &mut self.places[usize::from(colour_at(block, waiting))];
                *places = places.checked_shr(passed as u32).unwrap_or(0);
                if *places == 0 {
                    *colours &= !(1 << waiting.trailing_zeros());
                }
                waiting &= waiting - 1;
            }
        }
    }

    /// The places in `near` of the beginnings that have one of these colours, one bit for each.
    #[inline]
    pub(super) fn of(&self, colours: &[u64; COLOUR_BLOCKS]) -> u64 {
        let mut hits = *colours;
        hits.iter_mut().zip(&self.colours).for_each(|(wanted, there)| *wanted &= there);
        if hits.iter().fold(0, |any, hits| any | hits) == 0 {
            return 0;
        }
        let mut found = 0;
        for (block, mut hits) in hits.into_iter().enumerate() {
            while hits != 0 {
                found |= self.places[usize::from(colour_at(block, hits))];
                hits &= hits - 1;
            }
        }
        found
    }
}

/// The first colour of a block of colours that is not empty.
#[inline]
fn colour_at(block: usize, colours: u64) -> u8 {
    (block * 64) as u8 | (colours.trailing_zeros() & 63) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(word: u32) -> Beginning {
        Beginning { class: 0, from: word, to: word + 1 }
    }

    fn found(beginnings: &Beginnings, colour: u8) -> Vec<u32> {
        let mut wanted = [0; COLOUR_BLOCKS];
        wanted[usize::from(colour >> 6)] |= 1 << (colour & 63);
        let places = beginnings.of(&wanted);
        (0..64).filter(|bit| places >> bit & 1 == 1).map(|bit| beginnings.near[bit].from).collect()
    }

    #[test]
    fn the_oldest_go_when_there_is_no_room() {
        let mut beginnings = Beginnings::default();
        (0..70).for_each(|word| beginnings.add(at(word), (word % 3) as u8 * 100, 1000));
        assert_eq!(found(&beginnings, 100), (0..70).filter(|word| word % 3 == 1 && *word >= 6).collect::<Vec<_>>());
        assert_eq!(found(&beginnings, 7), [0; 0]);
    }

    #[test]
    fn those_beyond_the_horizon_go_all_at_once() {
        let mut beginnings = Beginnings::default();
        (0..65).for_each(|word| beginnings.add(at(word), 255, 10));
        assert_eq!(found(&beginnings, 255), (54..65).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_left_behind() {
        let mut beginnings = Beginnings::default();
        (0..100).for_each(|word| beginnings.add(at(word), word as u8, 10));
        beginnings.clear();
        assert!((0..=255).all(|colour| found(&beginnings, colour).is_empty()) && beginnings.places == [0; 256]);
    }
}
