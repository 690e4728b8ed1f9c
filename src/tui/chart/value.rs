//! Values between the points of a curve, and their text.

use crate::text::figure::short;

/// The value at a share of the axis, interpolated between the points around it, which are (share, value) in ascending
/// order; none outside the points and next to values that are not finite.
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

/// The text of a value at the cursor: in full if it is exact, with three digits if it was read off.
pub(crate) fn written(value: f64, exact: bool) -> String {
    if exact || !value.is_normal() {
        return short(value);
    }
    let scale = 10_f64.powf(2.0 - value.abs().log10().floor());
    short((value * scale).round() / scale)
}
