//! Claims: what a preset says about its base, and whether it is true.

use crate::bon::{Average, Drawing, Draws, Evaluation, Quantity};

/// A statement about one quantity at one n.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The prompt it is about, by position; none for the base, or for the average of a preset with prompts.
    pub prompt: Option<usize>,
    /// The number of draws, 1 to 1e15.
    pub n: u64,
    /// The quantity.
    pub quantity: Quantity,
    /// What is claimed of it.
    pub test: Test,
    /// Why it matters; may be empty.
    pub why: String,
}

/// What a claim says of a quantity; information in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// It is `value`, up to the relative tolerance `within`.
    Equals {
        /// The value.
        value: f64,
        /// The relative tolerance.
        within: f64,
    },
    /// It is not above this.
    AtMost(f64),
    /// It is not below this.
    AtLeast(f64),
}

/// The answer to a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// What the quantity is.
    pub value: f64,
    /// Whether the claim is true.
    pub holds: bool,
}

impl Claim {
    /// Computes the quantity of a base, whichever prompt the claim is about, and compares. Takes time proportional to the
    /// number of outcomes.
    pub fn check<'a>(&self, drawing: impl Into<Drawing<'a>>) -> Verdict {
        let drawing = drawing.into();
        self.verdict(|n| drawing.evaluate(n))
    }

    /// [`Claim::check`] for the average over prompts.
    pub fn check_average(&self, average: &Average<'_>) -> Verdict {
        self.verdict(|n| average.evaluate(n))
    }

    fn verdict(&self, evaluate: impl Fn(Draws) -> Evaluation) -> Verdict {
        // Every n of a claim is exact as `f64`; an n outside the domain fails the claim.
        let value = Draws::new(self.n as f64).map_or(f64::NAN, |n| evaluate(n).get(self.quantity));
        Verdict { value, holds: self.test.holds(value) }
    }
}

impl Test {
    /// Whether `value` passes; NaN never does.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Test::Equals { value: wanted, within } => (value - wanted).abs() <= within * wanted.abs(),
            Test::AtMost(limit) => value <= limit,
            Test::AtLeast(limit) => value >= limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::Base;

    #[test]
    fn a_false_claim_fails() -> Result<(), Box<dyn std::error::Error>> {
        let base = Base::from_weights(&[1.0, 1.0])?;
        let claim =
            |test| Claim { prompt: None, n: 2, quantity: Quantity::WinRate, test, why: String::new() };
        assert_eq!(
            claim(Test::Equals { value: 0.625, within: 0.0 }).check(&base),
            Verdict { value: 0.625, holds: true }
        );
        assert!(!claim(Test::Equals { value: 0.626, within: 1e-3 }).check(&base).holds);
        assert!(claim(Test::AtMost(0.625)).check(&base).holds);
        assert!(!claim(Test::AtMost(0.624)).check(&base).holds);
        assert!(claim(Test::AtLeast(0.625)).check(&base).holds);
        assert!(!claim(Test::AtLeast(0.626)).check(&base).holds);
        assert!(!Test::AtLeast(0.0).holds(f64::NAN));
        Ok(())
    }
}
