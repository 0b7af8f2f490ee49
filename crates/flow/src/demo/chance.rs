//! Chance that is the same each time (SplitMix64): good enough for made-up traffic, and for nothing else.

/// A source of numbers.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    /// One of several things.
    pub fn pick<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(usize::try_from(self.below(things.len() as u64)).ok()?)
    }

    /// How often something happens that happens `hundredths` times in a hundred.
    pub fn rounds(&mut self, hundredths: u64) -> u64 {
        hundredths / 100 + u64::from(self.below(100) < hundredths % 100)
    }
}
