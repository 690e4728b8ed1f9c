//! Numbers of twice the precision of `f64`: for recurrences of millions of steps, and for differences of numbers that agree
//! in all of their digits.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// An unevaluated sum `high + low` with |low| at most half a unit in the last place of `high`.
///
/// A product, quotient or sum is right to about 2^-102, relative to its size, as long as no part overflows or
/// becomes subnormal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Double {
    pub(crate) high: f64,
    pub(crate) low: f64,
}

impl Double {
    /// 1 - x without rounding.
    pub(crate) fn one_minus(x: f64) -> Double {
        two_sum(1.0, -x)
    }

    /// The sum of numbers, to about 2^-100 of the sum of their sizes.
    pub(crate) fn sum(terms: impl IntoIterator<Item = f64>) -> Double {
        terms.into_iter().fold(Double::default(), |sum, term| sum + Double::from(term))
    }

    /// Rounded to `f64`.
    pub(crate) fn value(self) -> f64 {
        self.high + self.low
    }
}

impl From<f64> for Double {
    fn from(high: f64) -> Double {
        Double { high, low: 0.0 }
    }
}

impl Add for Double {
    type Output = Double;

    fn add(self, other: Double) -> Double {
        let high = two_sum(self.high, other.high);
        let low = two_sum(self.low, other.low);
        let sum = quick_two_sum(high.high, high.low + low.high);
        quick_two_sum(sum.high, sum.low + low.low)
    }
}

impl Neg for Double {
    type Output = Double;

    fn neg(self) -> Double {
        Double { high: -self.high, low: -self.low }
    }
}

impl Sub for Double {
    type Output = Double;

    fn sub(self, other: Double) -> Double {
        self + -other
    }
}

impl Mul for Double {
    type Output = Double;

    fn mul(self, other: Double) -> Double {
        let high = self.high * other.high;
        let error = self.high.mul_add(other.high, -high);
        quick_two_sum(high, error + (self.high * other.low + self.low * other.high))
    }
}

impl Div for Double {
    type Output = Double;

    fn div(self, other: Double) -> Double {
        let quotient = self.high / other.high;
        // self - quotient * other, exact in its leading part.
        let product = quotient * other.high;
        let error = quotient.mul_add(other.high, -product);
        let rest = (self.high - product) - error + self.low - quotient * other.low;
        quick_two_sum(quotient, rest / other.high)
    }
}

fn two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let part = high - a;
    Double { high, low: (a - (high - part)) + (b - part) }
}

/// For |a| >= |b|.
fn quick_two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    Double { high, low: b - (high - a) }
}

#[cfg(test)]
mod tests {
    use super::Double;

    #[test]
    fn a_power_by_a_million_products_keeps_every_digit() {
        // 0.9999^(10^6) with 0.9999 the nearest f64; 60-digit arithmetic.
        let step = Double::one_minus(1e-4);
        let power = (0..1_000_000).fold(Double::from(1.0), |power, _| power * step);
        assert!((power.value() / EXACT - 1.0).abs() < 3e-16, "{:e}", power.value());
        let back = (0..1_000_000).fold(power, |power, _| power / step);
        assert_eq!(back.value(), 1.0);
    }

    /// exp(10^6 ln(1 - 1e-4)).
    const EXACT: f64 = 3.701_520_785_752_598_6e-44;
}
