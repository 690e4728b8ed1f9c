//! Which outcomes make the gap: its exact parts, largest first.

use crate::numeric::sum::sum;
use crate::policy::Policy;

/// The gap shared out among outcomes (derived); every part is >= 0 and they sum to the gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The sum of all parts in nats.
    pub gap: f64,
    /// The largest parts, largest first; of equal ones the highest rank first.
    pub leaders: Vec<GapShare>,
    /// How many outcomes of positive mass are not among the leaders.
    pub others: usize,
    /// The sum of their parts in nats.
    pub others_gap: f64,
}

/// One outcome and its part of the gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapShare {
    /// The rank of the outcome in its base.
    pub rank: usize,
    /// Its part in nats.
    pub gap_term: f64,
}

impl Policy<'_> {
    /// The `most` outcomes that account for most of the gap. Takes time proportional to the number of outcomes.
    pub fn attribution(&self, most: usize) -> Attribution {
        let mut parts: Vec<GapShare> = Vec::with_capacity(self.base.len());
        for (c, class) in self.base.classes().iter().enumerate() {
            let each = self.ln_ratio(c).exp() * self.kernel.gap_density(class.width);
            let members =
                self.base.members(c).map(|rank| (rank, self.base.p(rank))).filter(|(_, p)| *p > 0.0);
            parts.extend(members.map(|(rank, p)| GapShare { rank, gap_term: p * each }));
        }
        let order =
            |a: &GapShare, b: &GapShare| b.gap_term.total_cmp(&a.gap_term).then_with(|| b.rank.cmp(&a.rank));
        if most < parts.len() {
            parts.select_nth_unstable_by(most, order);
        }
        let listed = most.min(parts.len());
        let (leaders, others) = parts.split_at_mut(listed);
        leaders.sort_unstable_by(order);
        let others_gap = sum(others.iter().map(|part| part.gap_term));
        let gap = sum(leaders.iter().map(|part| part.gap_term).chain([others_gap]));
        Attribution { gap, leaders: leaders.to_vec(), others: others.len(), others_gap }
    }
}
