//! Compensated summation: sums of many terms that are right to the last digit or so.

use std::iter::Sum;

/// A running sum that carries its own rounding error (Neumaier's variant of Kahan summation).
///
/// For terms of one sign the relative error of [`Compensated::value`] is about one unit in the last place,
/// whatever the number of terms.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Compensated {
    sum: f64,
    error: f64,
}

impl Compensated {
    /// Adds one term.
    pub(crate) fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        self.error +=
            if self.sum.abs() >= term.abs() { (self.sum - sum) + term } else { (term - sum) + self.sum };
        self.sum = sum;
    }

    /// The sum so far, rounded once.
    pub(crate) fn value(self) -> f64 {
        self.sum + self.error
    }
}

impl Sum<f64> for Compensated {
    fn sum<I: Iterator<Item = f64>>(terms: I) -> Compensated {
        terms.fold(Compensated::default(), |mut sum, term| {
            sum.add(term);
            sum
        })
    }
}

/// The compensated sum of `terms`.
pub fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    terms.into_iter().sum::<Compensated>().value()
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn keeps_what_plain_summation_loses() {
        assert_eq!(sum([1.0, 1e100, 1.0, -1e100]), 2.0);
        let tenths = std::iter::repeat_n(0.1, 1_000_000);
        assert_eq!(sum(tenths), 100_000.0);
    }
}
