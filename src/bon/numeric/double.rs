//! Numbers of twice the precision of `f64`: for recurrences of millions of steps, and for differences of numbers that agree
//! in all of their digits.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// An unevaluated sum `high + low` with |low| at most half a unit in the last place of `high`.
///
/// A product, quotient or sum is right to about 2^-102, relative to its size, as long as no part overflows or
/// becomes subnormal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Double {
    pub high: f64,
    pub low: f64,
}

impl Double {
    /// 1 - x without rounding.
    pub fn one_minus(x: f64) -> Double {
        two_sum(1.0, -x)
    }

    /// The sum of numbers, to about 2^-100 of the sum of their sizes.
    pub fn sum(terms: impl IntoIterator<Item = f64>) -> Double {
        terms.into_iter().fold(Double::default(), |sum, term| sum + Double::from(term))
    }

    /// Rounded to `f64`.
    pub fn value(self) -> f64 {
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

/// ln 2.
const LN_2: Double = Double { high: std::f64::consts::LN_2, low: 2.319_046_813_846_299_6e-17 };

impl Double {
    /// e^x - 1, to about 2^-98 of its size, for x up to 700.
    pub fn exp_m1(self) -> Double {
        let (within, twos) = self.exp_within();
        if twos == 0 { within } else { self.exp() - Double::from(1.0) }
    }

    /// e^x, to about 2^-98 of its size, for x from -700 to 700.
    pub fn exp(self) -> Double {
        let (within, twos) = self.exp_within();
        let Double { high, low } = within + Double::from(1.0);
        // By halves, so that no power of two overflows before its product.
        let half = twos / 2;
        let scale = |part: f64| part * 2f64.powi(half) * 2f64.powi(twos - half);
        Double { high: scale(high), low: scale(low) }
    }

    /// e^r - 1 and k for x = r + k ln 2 with r at most half of ln 2.
    fn exp_within(self) -> (Double, i32) {
        // So small that a few terms of the series are enough.
        const HALVINGS: i32 = 8;
        let twos = (self.high / LN_2.high).round();
        let Double { high, low } = self - LN_2 * Double::from(twos);
        let shrink = 2f64.powi(-HALVINGS);
        let x = Double { high: high * shrink, low: low * shrink };
        let (mut sum, mut term) = (x, x);
        for k in 2..=11 {
            term = term * x / Double::from(f64::from(k));
            sum = sum + term;
        }
        // (1 + s)^2 - 1 = 2s + s^2.
        for _ in 0..HALVINGS {
            sum = sum * Double::from(2.0) + sum * sum;
        }
        (sum, twos as i32)
    }

    /// The natural logarithm of a positive number; its error is about 2^-98, or as much of its size.
    pub fn ln(self) -> Double {
        let rough = Double::from(self.high.ln());
        // One step of Newton's method: the error of e^rough is squared.
        let off = if rough.high.abs() > 1.0 {
            self * (-rough).exp() - Double::from(1.0)
        } else {
            (self - Double::from(1.0)) + self * (-rough).exp_m1()
        };
        rough + off - off * off * Double::from(0.5)
    }

    /// ln(1 + x) for x > -1.
    pub fn ln_1p(self) -> Double {
        if self.high.abs() > 1e-4 {
            return (self + Double::from(1.0)).ln();
        }
        let (mut sum, mut power) = (self, self);
        for k in 2..=9 {
            power = -(power * self);
            sum = sum + power / Double::from(f64::from(k));
        }
        sum
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
    fn logarithms_and_powers_keep_twice_the_digits() {
        let doubled = |high: f64, low: f64| Double { high, low };
        // 50-digit arithmetic.
        for (x, ln) in [
            (Double::from(10.0), doubled(std::f64::consts::LN_10, -2.170_756_223_382_249_4e-16)),
            (Double::from(1e-300), doubled(-690.775_527_898_213_7, -2.367_009_617_670_983_2e-14)),
            (doubled(1.0, 1e-20), doubled(1e-20, -5e-41)),
        ] {
            let off = (x.ln() - ln).value();
            assert!(off.abs() <= 1e-28 * ln.high.abs(), "{x:?}: {off:e}");
        }
        for x in [1e-30, 1e-9, 0.3, -0.7, 5.0, 600.0] {
            let x = Double::from(x);
            let off = (x.exp_m1().ln_1p() - x).value();
            assert!(off.abs() <= 1e-28 * x.high.abs(), "{x:?}: {off:e}");
        }
    }

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
