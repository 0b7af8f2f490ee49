//! The patterns that speak against rules: which of them were found.

/// How many patterns share a block of bits. The other bits of a packed block are its number.
pub(in crate::knowledge) const BLOCK: u32 = 48;

/// One bit for each pattern that was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Vetoes(Vec<u64>);

impl Vetoes {
    /// Forgets what was found and makes room for so many.
    #[inline]
    pub(super) fn clear(&mut self, count: u32) {
        let blocks = count.div_ceil(BLOCK) as usize;
        if self.0.len() == blocks {
            self.0.fill(0);
        } else {
            self.0 = vec![0; blocks];
        }
    }

    /// Adds a packed block of patterns.
    #[inline]
    pub(super) fn add(&mut self, packed: u64) {
        if let Some(block) = self.0.get_mut((packed >> BLOCK) as usize) {
            *block |= packed;
        }
    }

    /// Adds the pattern with this number.
    #[inline]
    pub(super) fn add_number(&mut self, number: u32) {
        self.add(u64::from(number / BLOCK) << BLOCK | 1 << (number % BLOCK));
    }

    /// Whether one of these packed blocks holds a pattern that was found.
    #[inline]
    pub(super) fn hold_any(&self, packed: &[u64]) -> bool {
        packed.iter().any(|&packed| self.0.get((packed >> BLOCK) as usize).is_some_and(|block| block & packed & ((1 << BLOCK) - 1) != 0))
    }
}

/// Numbers of patterns as packed blocks, in order.
pub(in crate::knowledge) fn pack_vetoes(numbers: &[u32]) -> Vec<u64> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    let blocks = numbers.chunk_by(|one, other| one / BLOCK == other / BLOCK);
    let packed =
        blocks.map(|block| block.iter().fold(0, |packed, number| packed | u64::from(number / BLOCK) << BLOCK | 1 << (number % BLOCK)));
    packed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_told_from_what_was_not() {
        let numbers = [0, 47, 48, 100, 722];
        let mut vetoes = Vetoes::default();
        vetoes.clear(723);
        assert!(!vetoes.hold_any(&pack_vetoes(&numbers)));
        for (at, &number) in numbers.iter().enumerate() {
            vetoes.clear(723);
            vetoes.add_number(number);
            let others: Vec<u32> = (0..723).filter(|other| *other != number).collect();
            assert!(vetoes.hold_any(&pack_vetoes(&numbers)) && !vetoes.hold_any(&pack_vetoes(&others)), "{at}");
        }
    }
}
