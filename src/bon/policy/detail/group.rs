//! Neighbouring outcomes taken together: what they have of the base, of best-of-n and of the gap.

use std::ops::Range;

use crate::numeric::special::ln_complement;
use crate::numeric::sum::sum;
use crate::policy::Policy;

/// From this share on, 1 minus the share is summed by itself.
const NEARLY_ALL: f64 = 0.99;

/// Outcomes of neighbouring ranks.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their ranks.
    pub ranks: Range<usize>,
    /// Their probability under the base.
    pub p: f64,
    /// Their probability under best-of-n.
    pub pi: f64,
    /// ln(pi/p) in nats; none where all outcomes have weight 0.
    pub log_ratio: Option<f64>,
    /// Their share of the gap in nats, >= 0: the sum of that of each of them.
    pub gap_term: f64,
    /// 1 - `p` and 1 - `pi`, without the rounding of these differences.
    pub lacking: [f64; 2],
}

impl Policy<'_> {
    /// The outcomes of these ranks taken together; empty and inverted ranges hold nothing. The first call prepares the
    /// base, in time proportional to its outcomes; the others cost about as much as a [`Policy::summary`].
    ///
    /// # Panics
    /// When the range goes beyond `Base::len`.
    pub fn group(&self, ranks: Range<usize>) -> Group {
        let mut group = self.taken_together(ranks.clone());
        if group.p.max(group.pi) > NEARLY_ALL {
            let [below, above] =
                [0..ranks.start, ranks.end..self.base.len()].map(|others| self.taken_together(others));
            group.lacking = [below.p + above.p, below.pi + above.pi];
        }
        group
    }

    /// The same, with 1 minus the shares computed as differences.
    fn taken_together(&self, ranks: Range<usize>) -> Group {
        let base = self.base;
        let mass = |ranks: Range<usize>| if ranks.is_empty() { 0.0 } else { base.mass(ranks) };
        let p = mass(ranks.clone());
        if p == 0.0 {
            return Group { ranks, p, pi: 0.0, log_ratio: None, gap_term: 0.0, lacking: [1.0; 2] };
        }
        let (low, high) = (base.class_of(ranks.start), base.class_of(ranks.end - 1));
        let within = |c: usize| {
            let members = base.members(c);
            members.start.max(ranks.start)..members.end.min(ranks.end)
        };
        let cut = |c: usize| within(c) != base.members(c);
        // The classes that are in it as a whole; what is in it of the others.
        let whole = low + usize::from(cut(low))..high + usize::from(!cut(high));
        let last = Some(high).filter(|_| high > low);
        let of_cut = [Some(low), last].into_iter().flatten().filter(|&c| cut(c)).map(|c| {
            let (held, ln_ratio) = (mass(within(c)), self.ln_ratio(c));
            let gap_term = held * ln_ratio.exp() * self.kernel.gap_density(base.classes()[c].width);
            (held, ln_ratio, gap_term)
        });
        let of_whole = (!whole.is_empty()).then(|| {
            let (held, ln_ratio) = self.merged(whole.clone());
            (held, ln_ratio, self.gap_of(whole))
        });
        let parts: Vec<(f64, f64, f64)> = of_cut.chain(of_whole).filter(|part| part.0 > 0.0).collect();
        let highest = parts.iter().map(|part| part.1).fold(f64::NEG_INFINITY, f64::max);
        let log_ratio = match parts.as_slice() {
            [only] => only.1,
            several => highest + sum(several.iter().map(|part| part.0 / p * (part.1 - highest).exp())).ln(),
        };
        let pi = sum(parts.iter().map(|part| part.0 * part.1.exp()));
        let gap_term = sum(parts.iter().map(|part| part.2));
        Group { ranks, p, pi, log_ratio: Some(log_ratio), gap_term, lacking: [1.0 - p, 1.0 - pi] }
    }

    /// The mass of neighbouring classes and their ln(pi/m): those of one class in their place.
    fn merged(&self, classes: Range<usize>) -> (f64, f64) {
        let base = self.base;
        let (first, last) = (classes.start, classes.end - 1);
        let top = base.classes()[last];
        let mass = base.mass(base.members(first).start..base.members(last).end);
        let width = if first == 0 {
            f64::INFINITY
        } else {
            -ln_complement(mass / top.cdf, base.strict_cdf(first) / top.cdf)
        };
        (mass, self.kernel.excess * top.ln_cdf + self.kernel.ln_gain(width))
    }
}
