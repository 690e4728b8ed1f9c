//! Tie classes: the outcomes of equal reward, with their mass and their place among the others.

use std::ops::Range;

use crate::numeric::special::ln_complement;
use crate::numeric::sum::{Compensated, sum};

/// One tie class: outcomes that share a reward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Class {
    /// Rank of its first outcome.
    pub(crate) first: u32,
    /// Mass m_c.
    pub(crate) mass: f64,
    /// CDF F_c = P(r <= r_c).
    pub(crate) cdf: f64,
    /// ln F_c, precise also where F_c rounds to 1.
    pub(crate) ln_cdf: f64,
    /// x_c = ln F_c - ln F_c^-, infinite for the lowest class.
    pub(crate) width: f64,
}

/// The ranks of class `c` of a base of `outcomes`, those of weight 0 among them.
pub(crate) fn members(classes: &[Class], outcomes: usize, c: usize) -> Range<usize> {
    let end = classes.get(c + 1).map_or(outcomes, |next| next.first as usize);
    classes[c].first as usize..end
}

/// The class of the outcome at `rank` of a base of `outcomes`; meaningless for one of weight 0.
pub(crate) fn class_of(classes: &[Class], outcomes: usize, rank: usize) -> usize {
    if classes.len() == outcomes {
        return rank;
    }
    classes.partition_point(|class| class.first as usize <= rank).saturating_sub(1)
}

/// The tie classes of outcomes sorted by reward.
pub(crate) fn classes(p: &[f64], reward: &[f64]) -> Vec<Class> {
    let mut first = 0;
    let mut classes: Vec<Class> = reward
        .chunk_by(|a, b| a == b)
        .filter_map(|tied| {
            let members = first..first + tied.len();
            first = members.end;
            let mass = match &p[members.clone()] {
                [single] => *single,
                several => sum(several.iter().copied()),
            };
            (mass > 0.0).then_some(Class {
                first: members.start as u32,
                mass,
                cdf: 0.0,
                ln_cdf: 0.0,
                width: f64::INFINITY,
            })
        })
        .collect();

    let mut below = Compensated::default();
    for class in &mut classes {
        let strict_cdf = below.value();
        below.add(class.mass);
        class.cdf = below.value().min(1.0);
        if strict_cdf > 0.0 {
            class.width = -ln_complement(class.mass / class.cdf, strict_cdf / class.cdf);
        }
    }
    let mut above = Compensated::default();
    for class in classes.iter_mut().rev() {
        class.ln_cdf = ln_complement(above.value(), class.cdf);
        above.add(class.mass);
    }
    classes
}
