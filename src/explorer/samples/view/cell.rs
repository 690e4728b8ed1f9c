//! Numbers in table cells.

use crate::text::figure;

/// A number of either sign, right-aligned in `width` cells.
pub(in crate::explorer) fn cell(value: f64, width: usize) -> String {
    if value < 0.0 {
        return format!("{:>width$}", format!("-{}", figure::fixed(-value, width - 1).trim_start()));
    }
    figure::fixed(value, width)
}

/// A gap, right-aligned in `width` cells; where only rounding is left, it is shown as small.
pub(in crate::explorer) fn gap(bound: f64, kl: f64, unit: f64, width: usize) -> String {
    let gap = (bound - kl) * unit;
    match gap {
        _ if bound == 0.0 => figure::fixed(0.0, width),
        _ if gap < 1e-13 * bound => format!("{:>width$}", "<1e-12"),
        _ => figure::fixed(gap, width),
    }
}
