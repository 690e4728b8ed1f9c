//! The number of draws n, checked once.

use thiserror::Error;

use super::written::exact;

/// The number of draws n of a best-of-n policy.
///
/// A person asks for whole numbers; every formula also holds for real n >= 1, which curves and solvers use.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Draws(f64);

/// A number of draws outside the domain of best-of-n.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error("n is {}; the number of draws must lie between 1 and 1e15", exact(*.0))]
pub struct DrawsError(pub f64);

impl Draws {
    /// The smallest n: best-of-1 is the base itself.
    pub const MIN: Draws = Draws(1.0);
    /// The largest n bonscope answers for; every whole number up to here is an exact `f64`.
    pub const MAX: Draws = Draws(1e15);

    /// Checks that `n` lies between 1 and 1e15.
    ///
    /// # Errors
    /// [`DrawsError`] when it does not, or is not a number.
    pub fn new(n: f64) -> Result<Draws, DrawsError> {
        if (Self::MIN.0..=Self::MAX.0).contains(&n) { Ok(Draws(n)) } else { Err(DrawsError(n)) }
    }

    /// n as a plain number.
    pub fn get(self) -> f64 {
        self.0
    }
}
