//! Small fractions: what a person would write for a mass such as 1/6, found again in its nearest `f64`.

use std::fmt;

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// The numerator.
    pub numerator: u128,
    /// The denominator; never 0.
    pub denominator: u128,
}

/// The largest denominator that is tried. Numbers with one of this size are so rare that no other mass is mistaken for
/// one.
const LARGEST: f64 = 10_000.0;

/// How far the `f64` may lie from the fraction, in units of its last place: masses are sums and quotients.
const ROUNDING: f64 = 4.0;

impl Fraction {
    /// The fraction of denominator at most 10000 that equals `value` in [0, 1], if there is one: the last of its
    /// continued fraction that is as close as rounding allows.
    pub fn of(value: f64) -> Option<Fraction> {
        if !(0.0..=1.0).contains(&value) {
            return None;
        }
        let (mut before, mut last) = ((0.0, 1.0), (1.0, 0.0));
        let mut rest = value;
        loop {
            let whole = rest.floor();
            let next = (whole * last.0 + before.0, whole * last.1 + before.1);
            if next.1 > LARGEST {
                return None;
            }
            if (next.0 / next.1 - value).abs() <= ROUNDING * f64::EPSILON * value {
                return Some(Fraction { numerator: next.0 as u128, denominator: next.1 as u128 });
            }
            (before, last) = (last, next);
            rest = 1.0 / (rest - whole);
            if !rest.is_finite() {
                return None;
            }
        }
    }

    /// The fraction to the power of a whole number; none when that has too many digits.
    pub fn power(self, exponent: u64) -> Option<Fraction> {
        let exponent = u32::try_from(exponent).ok()?;
        let (numerator, denominator) =
            (self.numerator.checked_pow(exponent)?, self.denominator.checked_pow(exponent)?);
        Some(Fraction { numerator, denominator })
    }

    /// The fraction less another one; none when that is negative or has too many digits.
    pub fn minus(self, other: Fraction) -> Option<Fraction> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        reduced(left.checked_sub(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The fraction divided by another one; none when that is 0 or there are too many digits.
    pub fn over(self, other: Fraction) -> Option<Fraction> {
        let numerator = self.numerator.checked_mul(other.denominator)?;
        reduced(numerator, self.denominator.checked_mul(other.numerator)?)
    }
}

fn reduced(numerator: u128, denominator: u128) -> Option<Fraction> {
    let (mut a, mut b) = (numerator, denominator);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    (denominator > 0).then(|| Fraction { numerator: numerator / a, denominator: denominator / a })
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: u128, denominator: u128) -> Fraction {
        Fraction { numerator, denominator }
    }

    #[test]
    fn every_small_fraction_is_found_again() {
        for denominator in 1..=300_u32 {
            for numerator in 0..=denominator {
                let value = f64::from(numerator) / f64::from(denominator);
                let expected = reduced(numerator.into(), denominator.into());
                assert_eq!(Fraction::of(value), expected, "{numerator}/{denominator}");
                assert_eq!(Fraction::of(value * (1.0 - f64::EPSILON)), expected);
            }
        }
        assert_eq!(Fraction::of(0.0999), Some(fraction(999, 10_000)));
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for value in
            [std::f64::consts::LN_2, 0.1 + 1e-13, 1e-5, f64::MIN_POSITIVE, 1.0 - 1e-9, 1.5, -0.5, f64::NAN]
        {
            assert_eq!(Fraction::of(value), None, "{value}");
        }
    }

    #[test]
    fn arithmetic_is_exact_or_refused() {
        let half = fraction(1, 2);
        assert_eq!(half.power(4), Some(fraction(1, 16)));
        assert_eq!(fraction(1, 1).minus(fraction(1, 16)).unwrap().to_string(), "15/16");
        assert_eq!(fraction(5, 6).minus(half), Some(fraction(1, 3)));
        assert_eq!(fraction(15, 16).over(half), Some(fraction(15, 8)));
        assert_eq!(half.over(fraction(0, 1)), None);
        assert_eq!(half.minus(fraction(2, 3)), None);
        assert_eq!(fraction(9, 10).power(64), None);
        assert_eq!(half.power(u64::MAX), None);
        assert_eq!(fraction(0, 1).to_string(), "0");
    }
}
