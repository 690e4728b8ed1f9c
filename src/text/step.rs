//! One step up or down from a number, as the arrow keys take it.

/// The next number up or down that differs in the second digit, or in the digit of 10^`least` if that is a higher one.
/// From 0 the step is 0.1.
pub fn step(value: f64, up: bool, least: i32) -> f64 {
    /// How far rounding may move a number from a multiple of its step.
    const SLACK: f64 = 1e-9;
    // Below a power of ten the steps are smaller.
    let probe = if up { value } else { value * (1.0 - SLACK) };
    let exponent = match probe {
        0.0 => least.max(-1),
        _ => (probe.abs().log10().floor() as i32 - 1).max(least),
    };
    let unit = 10_f64.powi(exponent.abs());
    let steps = if exponent < 0 { value * unit } else { value / unit };
    let steps = if up { (steps + SLACK).floor() + 1.0 } else { (steps - SLACK).ceil() - 1.0 };
    if exponent < 0 { steps / unit } else { steps * unit }
}
