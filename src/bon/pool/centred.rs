//! Means of rewards, which may lie far from 0 or near the largest number: computed from their differences to one of them.

use crate::numeric::double::Double;
use crate::numeric::list::power_of_two_below;

/// Where deviations are taken from, and the power of two they are multiplied by so that none of them and no square of one
/// overflows or vanishes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Centre {
    centre: Double,
    scale: f64,
}

impl Centre {
    /// For values that lie around `centre`.
    pub(super) fn new(centre: Double, values: impl Iterator<Item = Double>) -> Centre {
        let largest = values.fold(centre.high.abs(), |largest, value| largest.max(value.high.abs()));
        let scale = if largest > 0.0 { 1.0 / power_of_two_below(largest) } else { 1.0 };
        Centre { centre: scaled(centre, scale), scale }
    }

    /// For values of ordinary size, in their own unit.
    pub(super) fn plain(centre: Double) -> Centre {
        Centre { centre, scale: 1.0 }
    }

    /// How far a value is from the centre, in units of this centre.
    pub(super) fn deviation(self, value: Double) -> f64 {
        (scaled(value, self.scale) - self.centre).value()
    }

    /// The value that far from the centre.
    pub(super) fn value(self, deviation: f64) -> Double {
        let Double { high, low } = self.centre + Double::from(deviation);
        let whole = Double { high: high / self.scale, low: low / self.scale };
        // A mean of finite numbers is finite, although rounding may carry its last digit beyond the largest.
        if whole.high.is_infinite() { Double::from(f64::MAX.copysign(whole.high)) } else { whole }
    }

    /// A length in the unit of the values; infinite beyond the largest number.
    pub(super) fn length(self, length: f64) -> f64 {
        length / self.scale
    }
}

fn scaled(Double { high, low }: Double, scale: f64) -> Double {
    Double { high: high * scale, low: low * scale }
}

/// The numbers so many errors below and above `value`, or the last numbers there are.
pub(super) fn around(value: f64, error: f64, (below, above): (f64, f64)) -> (f64, f64) {
    // By parts of both, so that only the ends themselves can overflow.
    const PART: f64 = 0.0625;
    let end = |errors: f64| ((value * PART + errors * (error * PART)) / PART).clamp(f64::MIN, f64::MAX);
    (end(-below), end(above))
}
