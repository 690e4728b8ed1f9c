//! What has a value at every n: best-of-n over a base, over a proposal, or the average over prompts, with what a search needs to
//! prove where the value cannot be.

use super::curve::Curve;
use super::target::Target;
use crate::numeric::double::Double;
use crate::numeric::draws::Draws;
use crate::policy::Policy;
use crate::prompts::Average;
use crate::proposal::Drawing;
use crate::quantity::Quantity;

/// One drawing, or several by their shares.
pub(super) struct Law<'a> {
    parts: Vec<(f64, Curve<'a>)>,
    average: Option<&'a Average<'a>>,
    is_proposed: bool,
}

impl<'a> Law<'a> {
    pub(super) fn of(drawing: Drawing<'a>) -> Law<'a> {
        let is_proposed = drawing.is_proposed();
        Law { parts: vec![(1.0, Curve::of(drawing))], average: None, is_proposed }
    }

    pub(super) fn of_average(average: &'a Average<'a>) -> Law<'a> {
        let parts = average.parts().iter().map(|&(share, drawing)| (share.of, Curve::of(drawing))).collect();
        Law { parts, average: Some(average), is_proposed: average.is_proposed() }
    }

    pub(super) fn is_proposed(&self) -> bool {
        self.is_proposed
    }

    /// Whether a value costs less than a sum over all outcomes.
    pub(super) fn is_large(&self) -> bool {
        self.parts.iter().any(|(_, curve)| curve.drawing.base.is_large())
    }

    /// The quantity of a target: the gap is that to the corrected bound where there is one.
    pub(super) fn quantity(&self, target: Target) -> Quantity {
        match target {
            Target::Gap(_) if self.is_proposed => Quantity::ProposalGap,
            target => target.quantity(),
        }
    }

    pub(super) fn value(&self, n: Draws, quantity: Quantity) -> f64 {
        match (self.average, self.parts.as_slice()) {
            (None, [(_, only)]) => only.drawing.value(n, quantity),
            (Some(average), _) => average.value(n, quantity),
            (None, _) => f64::NAN,
        }
    }

    /// What the quantity of a target tends to as n grows without end.
    pub(super) fn limit(&self, target: Target) -> f64 {
        match (self.average, self.parts.as_slice()) {
            (None, [(_, only)]) => only.limit(target),
            _ => self.parts.iter().map(|(share, curve)| share * curve.limit(target)).sum(),
        }
    }

    /// 1 minus the limit.
    pub(super) fn limit_lacking(&self, target: Target) -> f64 {
        self.parts
            .iter()
            .map(|(share, curve)| share * (Double::from(1.0) - curve.limit_doubled(target)).value())
            .sum()
    }

    /// The limit less the value of the target, not rounded as their difference is; a reward by halves, so that it does not
    /// overflow.
    pub(super) fn room(&self, target: Target) -> f64 {
        let limits =
            self.parts.iter().map(|(share, curve)| Double::from(*share) * curve.limit_doubled(target));
        let limit = limits.fold(Double::default(), |sum, limit| sum + limit);
        (limit - Double::from(target.value() * Curve::unit(target))).value()
    }

    /// The value of the target less the quantity at n = 1, not rounded as their difference is, in the unit of [`Law::room`]; of
    /// a win rate or reward.
    pub(super) fn need(&self, target: Target) -> f64 {
        let needs = self.parts.iter().map(|(share, curve)| Double::from(*share) * curve.need(target));
        needs.fold(Double::default(), |sum, need| sum + need).value()
    }

    /// The quantity at n less that at n = 1, in the unit of [`Law::room`]; of a win rate or reward.
    pub(super) fn gained(&self, n: Draws, target: Target) -> f64 {
        self.parts.iter().map(|(share, curve)| share * curve.gained(n, target)).sum()
    }

    /// The limit less the quantity at n, in the unit of [`Law::room`].
    pub(super) fn missing(&self, n: Draws, target: Target) -> f64 {
        self.parts.iter().map(|(share, curve)| share * curve.missing(n, target)).sum()
    }

    /// Bounds on the derivative of the quantity in n, for every n from `low` to `high`.
    pub(super) fn slope(&self, (low, high): (Draws, Draws), target: Target) -> (f64, f64) {
        self.parts.iter().fold((0.0, 0.0), |(least, most), (share, curve)| {
            let (own_least, own_most) = curve.slope((low, high), target);
            (least + share * own_least, most + share * own_most)
        })
    }

    /// The gap and the exact KL at n, where nothing but the base is drawn from.
    pub(super) fn gap_and_kl(&self, n: Draws) -> Option<(f64, f64)> {
        if self.is_proposed {
            return None;
        }
        let parts = self.parts.iter().map(|(share, curve)| {
            let policy = Policy::new(curve.drawing.base, n);
            (share * policy.value(Quantity::Gap), share * policy.value(Quantity::Kl))
        });
        Some(parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1)))
    }
}
