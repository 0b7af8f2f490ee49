//! The way back: from an offset in decoded bytes to the bytes of the mail it came from.
//!
//! Every diagnosis names the stretch of the mail it rests on, so decoding must not lose the way.
//! A table of runs does that in little space: within a run every step takes the same number of bytes in and out
//! (1 to 1 for plain text, 3 to 1 for `=E4=BD=A0`, 4 to 3 for base64, 2 to 3 for GBK), so whole paragraphs are one entry.
//! A span that touches a step covers it all, so answers are rounded outwards.

use std::ops::Range;

/// Where decoded bytes come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    runs: Vec<Run>,
    /// Where the source starts and ends.
    source: Range<usize>,
    /// Number of decoded bytes described so far.
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Offset in the decoded bytes.
    decoded: u32,
    /// Offset in the source, counted from its start.
    source: u32,
    /// Bytes out of one step.
    decoded_step: u16,
    /// Bytes into one step.
    source_step: u16,
}

impl Spans {
    /// Decoded bytes that are the source itself.
    pub(super) fn identity(source: Range<usize>) -> Spans {
        Spans { runs: Vec::new(), length: source.len(), source }
    }

    /// An empty table over this source, to be filled by [`Spans::steps`] in order.
    pub(super) fn over(source: Range<usize>) -> Spans {
        Spans { runs: Vec::new(), length: 0, source }
    }

    /// Says that the next decoded bytes came from `at` in the source (counted from the start of everything), in `count` equal steps.
    #[inline]
    pub(super) fn steps(&mut self, at: usize, source_step: usize, decoded_step: usize, count: usize) {
        if decoded_step == 0 || count == 0 {
            return;
        }
        let run = Run {
            decoded: narrow(self.length),
            source: narrow(at.saturating_sub(self.source.start)),
            decoded_step: u16::try_from(decoded_step).unwrap_or(u16::MAX),
            source_step: u16::try_from(source_step).unwrap_or(u16::MAX),
        };
        self.length += decoded_step * count;
        if let Some(last) = self.runs.last()
            && last.decoded_step == run.decoded_step
            && last.source_step == run.source_step
            && last.continues_at(run.decoded) == Some(run.source)
        {
            return;
        }
        self.runs.push(run);
    }

    /// Says that the next `length` decoded bytes are those at `at`.
    #[inline]
    pub(super) fn copy(&mut self, at: usize, length: usize) {
        self.steps(at, 1, 1, length);
    }

    /// The stretch of the source a stretch of the decoded bytes came from, rounded outwards to whole steps. It never leaves the source.
    pub fn origin(&self, decoded: Range<usize>) -> Range<usize> {
        let start = self.clamp(self.place(decoded.start).0);
        let end = if decoded.start < decoded.end { self.clamp(self.place(decoded.end - 1).1) } else { start };
        start..end.max(start)
    }

    /// Whether so many decoded bytes are described.
    pub(super) fn covers(&self, decoded: usize) -> bool {
        decoded <= self.length
    }

    fn clamp(&self, at: usize) -> usize {
        at.min(self.source.len()) + self.source.start
    }

    /// First and last offset of the step a decoded byte lies in, counted from the start of the source.
    fn place(&self, decoded: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.decoded as usize <= decoded);
        let Some(run) = after.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return (decoded, decoded.saturating_add(1));
        };
        let step = (decoded - run.decoded as usize) / usize::from(run.decoded_step.max(1));
        let start = run.source as usize + step * usize::from(run.source_step);
        (start, start + usize::from(run.source_step))
    }
}

impl Run {
    /// Where the source must go on for a decoded offset to continue this run.
    fn continues_at(self, decoded: u32) -> Option<u32> {
        let length = decoded.checked_sub(self.decoded)?;
        let step = u32::from(self.decoded_step);
        (length % step == 0).then(|| self.source.saturating_add((length / step).saturating_mul(u32::from(self.source_step))))
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_only_shifts() {
        let spans = Spans::identity(10..20);
        assert_eq!(spans.origin(0..3), 10..13);
        assert_eq!(spans.origin(8..99), 18..20);
        assert_eq!(spans.origin(4..4), 14..14);
    }

    #[test]
    fn runs_are_joined_and_found_again() {
        let mut spans = Spans::over(100..200);
        spans.copy(100, 5);
        spans.steps(105, 3, 1, 1);
        spans.steps(108, 3, 1, 1);
        spans.copy(114, 5);
        assert_eq!(spans.runs.len(), 3);
        assert_eq!(spans.origin(4..6), 104..108);
        assert_eq!(spans.origin(6..7), 108..111);
        assert_eq!(spans.origin(7..9), 114..116);
        assert_eq!(spans.origin(5..5), 105..105);
    }

    #[test]
    fn steps_are_rounded_outwards() {
        let mut spans = Spans::over(0..8);
        spans.steps(0, 4, 3, 2);
        assert_eq!(spans.origin(1..2), 0..4);
        assert_eq!(spans.origin(2..4), 0..8);
    }
}
