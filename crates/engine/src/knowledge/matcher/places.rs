//! What stands between the words of one layer of a reply: numbers among them, things set apart before them.

use crate::evidence::{Entity, Word};

/// For each word, and for the place behind the last one, what phrases may ask about it, one bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<u8>);

/// The word is a number. The lower bits stand for the kinds of entities.
const NUMBER: u8 = 1 << 7;

impl Places {
    /// Takes over the words of a reply.
    #[inline]
    pub(super) fn read(&mut self, words: &[Word]) {
        self.0.clear();
        self.0.extend(words.iter().map(|word| if word.is_number { NUMBER } else { 0 }));
        self.0.push(0);
    }

    /// Takes over what is set apart in a layer. `[192.0.2.1] said: 550 rejected` names the address of who refuses, not of who is refused.
    #[inline]
    pub(super) fn enter(&mut self, entities: &[Entity]) {
        for entity in entities {
            if let Some(place) = self.0.get_mut(entity.before_word as usize) {
                *place |= 1 << entity.kind as u8;
            }
        }
    }

    /// Forgets it again.
    #[inline]
    pub(super) fn leave(&mut self, entities: &[Entity]) {
        for entity in entities {
            if let Some(place) = self.0.get_mut(entity.before_word as usize) {
                *place &= NUMBER;
            }
        }
    }

    /// Whether this word is a number.
    #[inline]
    pub(super) fn is_number(&self, word: u32) -> bool {
        self.0.get(word as usize).is_some_and(|place| place & NUMBER != 0)
    }

    /// Whether something of these kinds stands before one of the words from `from` to `to`, that one included.
    #[inline]
    pub(super) fn hold(&self, kinds: u8, from: u32, to: u32) -> bool {
        let to = self.0.len().min(to as usize + 1);
        self.0.get(from as usize..to).is_some_and(|places| places.iter().any(|place| place & kinds != 0))
    }
}
