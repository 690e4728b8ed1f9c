//! What an interval is and what a mean may be.

/// The chance left outside a 95 % interval on each side.
pub const TAIL: f64 = 0.025;

/// A confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end,
    pub low: f64,
    /// and its upper.
    pub high: f64,
}

impl Interval {
    /// Whether `value` lies inside or on an end.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// From the lower end to the upper.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Where the values of a mean lie for certain; an end that is not known is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least a value may be,
    pub low: f64,
    /// and the most.
    pub high: f64,
}

impl Range {
    /// Rates: from 0 to 1.
    pub const RATE: Range = Range { low: 0.0, high: 1.0 };
    /// Any number.
    pub const ANY: Range = Range { low: f64::NEG_INFINITY, high: f64::INFINITY };

    /// From 0 to `high`.
    pub fn up_to(high: f64) -> Range {
        Range { low: 0.0, high }
    }

    /// Whether both ends are known.
    pub fn is_bounded(&self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// The range of the difference of two values of this range.
    pub fn of_difference(&self) -> Range {
        let width = self.high - self.low;
        Range { low: -width, high: width }
    }

    /// The interval brought inside.
    pub(in crate::pool) fn keep(&self, interval: Interval) -> Interval {
        Interval {
            low: interval.low.clamp(self.low, self.high),
            high: interval.high.clamp(self.low, self.high),
        }
    }
}
