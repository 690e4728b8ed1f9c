//! Where a function of one variable meets a value.

/// The most times that the bracket is narrowed; about twelve are usual.
const ATTEMPTS: usize = 200;

/// An x between `low` and `high` at which ln `f`, which rises with x, is ln `target` as closely as rounding allows; `f` at or
/// below the target at `low`, at or above it at `high`. Secants within the bracket, halving where they are slow.
pub(crate) fn meet(target: f64, low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let error = |x: f64| (f(x) / target).ln();
    let (mut low, mut high) = ((low, error(low)), (high, error(high)));
    let mut best = if low.1.abs() < high.1.abs() { low } else { high };
    for attempt in 0..ATTEMPTS {
        let width = high.0 - low.0;
        if best.1 == 0.0 || width <= 2.0 * f64::EPSILON * low.0.abs().max(high.0.abs()) {
            break;
        }
        let middle = 0.5 * (low.0 + high.0);
        let secant = low.0 - low.1 * width / (high.1 - low.1);
        let inside = secant.is_finite() && low.0 < secant && secant < high.0;
        let x = if attempt % 3 < 2 && inside { secant } else { middle };
        let here = (x, error(x));
        if here.1.abs() < best.1.abs() {
            best = here;
        }
        *(if here.1 < 0.0 { &mut low } else { &mut high }) = here;
    }
    best.0
}

/// A bracket for [`meet`] around `start` on the scale of ln x, widened until `f` is on both sides of the target or x leaves
/// `least` to `most`.
pub(crate) fn bracket(target: f64, start: f64, least: f64, most: f64, f: impl Fn(f64) -> f64) -> (f64, f64) {
    const STEP: f64 = 2.0;
    let (mut low, mut high) = (start, start);
    while f(low) > target && low > least {
        high = low;
        low = (low - STEP).max(least);
    }
    while f(high) < target && high < most {
        low = high;
        high = (high + STEP).min(most);
    }
    (low, high)
}

/// The zero of `f` between `low`, where it is negative, and `high`, where it is not, by Ridders' method.
pub(crate) fn root(f: &impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = ((low, f(low)), (high, f(high)));
    while high.1 > 0.0 && high.0 - low.0 > f64::EPSILON * high.0 {
        let middle = 0.5 * (low.0 + high.0);
        if middle <= low.0 || middle >= high.0 {
            break;
        }
        let at_middle = f(middle);
        let guess = middle - (middle - low.0) * at_middle / (at_middle * at_middle - low.1 * high.1).sqrt();
        for (x, value) in [(middle, at_middle), (guess, f(guess))] {
            if low.0 < x && x < high.0 {
                *(if value >= 0.0 { &mut high } else { &mut low }) = (x, value);
            }
        }
    }
    high.0
}
