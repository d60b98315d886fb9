//! Scales: from counts to pixels, with few round marks.

/// A scale from zero up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The round count at its upper end; at least one.
    pub top: usize,
    /// The pixels that it spans.
    pub span: usize,
}

impl Scale {
    /// Returns the scale that has room for a count.
    pub fn of(most: usize, span: usize) -> Scale {
        let mut unit = 1usize;
        loop {
            for step in [1, 2, 3, 4, 5, 6, 8] {
                if let Some(top) = unit.checked_mul(step).filter(|top| *top >= most.max(1)) {
                    return Scale { top, span };
                }
            }
            match unit.checked_mul(10) {
                Some(next) => unit = next,
                None => return Scale { top: most, span },
            }
        }
    }

    /// Returns how many pixels stand for a count; at least one for what is not zero.
    pub fn pixels(self, count: usize) -> usize {
        let pixels = (count.min(self.top) as u128 * self.span as u128 / self.top as u128) as usize;
        pixels.max(usize::from(count > 0))
    }

    /// Returns the counts at which the scale is marked.
    pub fn marks(self) -> impl Iterator<Item = usize> {
        let half = self.top.is_multiple_of(2).then_some(self.top / 2);
        [Some(0), half, Some(self.top)].into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_count_and_hides_nothing() {
        for (most, top) in
            [(0, 1), (1, 1), (3, 3), (7, 8), (9, 10), (11, 20), (41, 50), (401, 500), (999, 1000)]
        {
            assert_eq!(Scale::of(most, 100).top, top);
        }
        assert_eq!(Scale::of(1000, 100).pixels(1), 1);
        assert_eq!(Scale::of(1000, 100).pixels(0), 0);
        assert_eq!(Scale::of(1000, 100).pixels(500), 50);
        assert_eq!(Scale::of(usize::MAX, 100).pixels(usize::MAX), 100);
        assert_eq!(Scale::of(10, 100).marks().collect::<Vec<_>>(), [0, 5, 10]);
    }
}
