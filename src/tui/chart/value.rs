//! Values between the points of a curve, and as they are written.

use crate::text::figure::short;

/// The value between the points around a share of the axis, straight on its scale, given the share and the value of each
/// in order; none outside of them and next to values that are not finite.
pub(crate) fn between(points: &[(f64, f64)], wanted: f64) -> Option<f64> {
    let next = points.partition_point(|(share, _)| *share < wanted - 1e-12);
    let &(right, high) = points.get(next)?;
    let value = if (right - wanted).abs() < 1e-12 {
        high
    } else {
        let &(left, low) = points.get(next.checked_sub(1)?)?;
        low + (high - low) * (wanted - left) / (right - left)
    };
    value.is_finite().then_some(value)
}

/// A value at the cursor: in full when it is exact, with three digits when it was read off.
pub(crate) fn written(value: f64, exact: bool) -> String {
    if exact || !value.is_normal() {
        return short(value);
    }
    let scale = 10_f64.powf(2.0 - value.abs().log10().floor());
    short((value * scale).round() / scale)
}
