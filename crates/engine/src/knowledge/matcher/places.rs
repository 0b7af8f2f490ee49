//! What stands between the words of one layer of a reply: numbers among them, things set apart before them, and its end.

use crate::evidence::{Entity, Evidence};

/// For each word, and for the place behind the last one, what phrases may ask about it, one bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<u8>);

/// The word is a number. The lowest bits stand for the kinds of entities before it.
pub(super) const NUMBER: u8 = 1 << 7;
/// What was said ends here.
pub(super) const END: u8 = 1 << 6;

impl Places {
    /// Takes over the words of a reply.
    #[inline]
    pub(super) fn read(&mut self, evidence: &Evidence) {
        self.0.clear();
        self.0.extend(evidence.words.iter().map(|word| if word.is_number { NUMBER } else { 0 }));
        self.0.push(0);
        // A remark about the command that was answered is none of what was said.
        for remark in evidence.stage_remarks() {
            self.add(remark, END);
        }
    }

    /// Takes over what is set apart in a layer, and where it ends. `[192.0.2.1] said: 550 rejected` names the address of who refuses, not of who is refused.
    #[inline]
    pub(super) fn enter(&mut self, entities: &[Entity], end: usize) {
        self.add(end, END);
        for entity in entities {
            self.add(entity.before_word as usize, 1 << entity.kind as u8);
        }
    }

    /// Forgets it again.
    #[inline]
    pub(super) fn leave(&mut self, entities: &[Entity], end: usize) {
        for place in entities.iter().map(|entity| entity.before_word as usize).chain([end]) {
            if let Some(place) = self.0.get_mut(place) {
                *place &= NUMBER;
            }
        }
    }

    #[inline]
    fn add(&mut self, place: usize, bits: u8) {
        if let Some(place) = self.0.get_mut(place) {
            *place |= bits;
        }
    }

    /// What stands at a word.
    #[inline]
    pub(super) fn at(&self, word: u32) -> u8 {
        self.0.get(word as usize).copied().unwrap_or(0)
    }

    /// Whether something of these kinds stands before one of the words from `from` to `to`, that one included.
    pub(super) fn hold(&self, kinds: u8, from: u32, to: u32) -> bool {
        let to = self.0.len().min(to as usize + 1);
        self.0.get(from as usize..to).is_some_and(|places| places.iter().any(|place| place & kinds != 0))
    }
}
