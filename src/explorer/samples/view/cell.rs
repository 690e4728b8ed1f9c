//! Numbers in the cells of a table.

use crate::text::figure;

/// A number right-aligned in so many cells, of either sign.
pub(in crate::explorer) fn cell(value: f64, width: usize) -> String {
    if value < 0.0 {
        return format!("{:>width$}", format!("-{}", figure::fixed(-value, width - 1).trim_start()));
    }
    figure::fixed(value, width)
}

/// A gap right-aligned in so many cells: what is rounding only is told to be small.
pub(in crate::explorer) fn gap(bound: f64, kl: f64, unit: f64, width: usize) -> String {
    let gap = (bound - kl) * unit;
    match gap {
        _ if bound == 0.0 => figure::fixed(0.0, width),
        _ if gap < 1e-13 * bound => format!("{:>width$}", "<1e-12"),
        _ => figure::fixed(gap, width),
    }
}
