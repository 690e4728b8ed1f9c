//! The gap of neighbouring classes.

use std::ops::Range;

use super::kernel::FastKernel;
use crate::base::tree::FAN;
use crate::base::tree::moments::LEAF;
use crate::numeric::sum::Compensated;
use crate::policy::Policy;

/// Below this e^(n ln F) is 0.
const LN_NOTHING: f64 = -746.0;

impl Policy<'_> {
    /// The share of the gap that these classes have, to full relative precision however small it is.
    pub(in crate::policy) fn gap_of(&self, classes: Range<usize>) -> f64 {
        let (base, tree) = (self.base, self.base.tree());
        let kernel = FastKernel::new(self.kernel.clone());
        let mut gap = Compensated::default();
        let mut waiting = vec![(tree.levels.len() - 1, 0)];
        while let Some((level, i)) = waiting.pop() {
            let stretch = &tree.levels[level][i];
            let length = LEAF * FAN.pow(level as u32);
            let held =
                classes.start.max(i * length)..classes.end.min((i + 1) * length).min(base.class_count());
            if held.is_empty() || self.kernel.n * stretch.top < LN_NOTHING {
                continue;
            }
            let whole = held.len() == length.min(base.class_count() - i * length);
            if whole && kernel.takes(stretch.half, stretch.widest) {
                let moments = &stretch.moments;
                gap.add(kernel.stretch(stretch.centre, &moments.cells, &moments.draws).gap);
            } else if level > 0 {
                let end = (FAN * (i + 1)).min(tree.levels[level - 1].len());
                waiting.extend((FAN * i..end).map(|below| (level - 1, below)));
            } else {
                base.classes()[held].iter().for_each(|class| gap.add(kernel.gap(class)));
            }
        }
        gap.value()
    }
}
