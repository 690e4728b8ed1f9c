//! Numbers of a chosen number of bits, and sums that know how many of their digits are right.
//!
//! It must never use a closed form that avoids a cancellation: where digits cancel, more bits are taken.

use std::sync::LazyLock;

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;

pub type Real = FBig<HalfEven, 2>;

/// Values below this are not asked to keep their relative precision.
pub const SMALLEST: f64 = 1e-290;

/// The relative precision of a reference value, as a power of two.
const WANTED: isize = -56;

/// ln 2 in more bits than are ever taken.
static LN_2: LazyLock<Real> = LazyLock::new(|| Real::from(2).with_precision(2560).value().ln());

/// How exactly is reckoned: `bits` are kept, of which the last `lost` may be wrong in a term of a sum.
#[derive(Clone, Copy, Debug)]
pub struct Bits {
    pub bits: usize,
    pub lost: usize,
}

impl Bits {
    /// Enough to tell differences of probabilities of which none is below e^`ln_least`, n of them at a time; `spare` bits
    /// more.
    pub fn new(ln_least: f64, n: f64, spare: usize) -> Bits {
        let lost = (-ln_least / std::f64::consts::LN_2) as usize + n.log2() as usize + 32;
        Bits { bits: lost + spare, lost }
    }

    pub fn real(self, value: f64) -> Real {
        self.fit(Real::try_from(value).expect("a finite number"))
    }

    pub fn fit(self, value: Real) -> Real {
        value.with_precision(self.bits).value()
    }

    pub fn zero(self) -> Real {
        self.real(0.0)
    }

    pub fn one(self) -> Real {
        self.real(1.0)
    }

    /// The natural logarithm of a positive number, with an absolute error below the last bit but a few. Halley's iteration
    /// on the exponential function, which takes a tenth of the time of the logarithm it comes with.
    pub fn ln(self, x: &Real) -> Real {
        let exponent = x.repr().exponent() + x.repr().digits() as isize;
        let mantissa = self.fit(x * Real::from_parts(1.into(), -exponent));
        let mut ln = self.real(mantissa.to_f64().value().ln());
        let mut right = 48;
        while right < self.bits {
            right *= 3;
            let bits = Bits { bits: self.bits.min(right + 32), ..self };
            let (at, wanted) = (bits.fit(ln.clone()).exp(), bits.fit(mantissa.clone()));
            ln += bits.real(2.0) * (&wanted - &at) / (wanted + at);
        }
        ln + self.fit(Real::from(exponent)) * self.fit(LN_2.clone())
    }

    /// base^exponent for 0 <= base <= 1 and an exponent of any size.
    pub fn power(self, base: &Real, exponent: f64) -> Real {
        if *base == Real::ZERO {
            return self.zero();
        }
        let whole = self.fit(base.powi((exponent.floor() as u64).into()));
        match exponent.fract() {
            0.0 => whole,
            fraction => whole * (self.ln(base) * self.real(fraction)).exp(),
        }
    }

    /// What a sum has come to; none where its digits have cancelled and more bits are needed.
    pub fn settled(self, sum: &Sum) -> Option<f64> {
        let value = magnitude(&sum.value);
        let unsure = self.fit(sum.size.clone()) * self.power_of_two(self.lost as isize - self.bits as isize);
        if unsure <= &value * self.power_of_two(WANTED) {
            return Some(sum.value.to_f64().value());
        }
        (value + unsure <= self.real(0.1 * SMALLEST)).then_some(0.0)
    }

    fn power_of_two(self, exponent: isize) -> Real {
        self.fit(Real::from_parts(1.into(), exponent))
    }
}

pub fn magnitude(value: &Real) -> Real {
    if *value < Real::ZERO { -value } else { value.clone() }
}

/// A sum and the sum of the magnitudes of what went into it.
#[derive(Clone, Debug)]
pub struct Sum {
    pub value: Real,
    pub size: Real,
}

impl Sum {
    pub fn zero(bits: Bits) -> Sum {
        Sum { value: bits.zero(), size: bits.zero() }
    }

    /// A number no digits of which have cancelled.
    pub fn plain(value: Real) -> Sum {
        Sum { size: magnitude(&value), value }
    }

    /// The logarithm of a sum above 0; its absolute error is the relative error of that.
    pub fn ln(bits: Bits, of: &Sum) -> Sum {
        let value = bits.ln(&of.value);
        Sum { size: magnitude(&value) + &of.size / &of.value, value }
    }

    #[must_use]
    pub fn plus(mut self, other: &Sum) -> Sum {
        self.value += &other.value;
        self.size += &other.size;
        self
    }

    #[must_use]
    pub fn minus(self, other: &Sum) -> Sum {
        self.plus(&Sum { value: -&other.value, size: other.size.clone() })
    }

    #[must_use]
    pub fn times(&self, factor: &Real) -> Sum {
        Sum { value: &self.value * factor, size: &self.size * magnitude(factor) }
    }
}

/// The sum of what are sums themselves.
pub fn total(bits: Bits, terms: impl IntoIterator<Item = Sum>) -> Sum {
    terms.into_iter().fold(Sum::zero(bits), |sum, term| sum.plus(&term))
}

#[test]
fn logarithms_are_right() {
    let bits = Bits { bits: 700, lost: 0 };
    let third = bits.one() / bits.real(3.0);
    for x in [
        &third * bits.real(1e-290),
        bits.power(&third, 1e12),
        bits.real(1e15),
        bits.one() - third * bits.real(1e-60),
    ] {
        let error = (bits.ln(&x) - x.ln()).to_f64().value().abs();
        assert!(error <= 1e-190 * x.ln().to_f64().value().abs().max(1.0), "{error:e}");
    }
    assert_eq!(bits.ln(&bits.one()), Real::ZERO);
}
