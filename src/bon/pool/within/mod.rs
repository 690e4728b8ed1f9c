//! Intervals from the draws of one prompt alone.
//!
//! The ranks of N draws in their law are those of N uniform numbers, whatever the law, so the probability between two
//! neighbours in rank follows a Dirichlet law with one part each. Best-of-n is made anew from such random shares many times,
//! with what lies between two draws counted at the lower one for the lower end of the interval and at the upper one for
//! the upper end. For rates the ends are those of Clopper and Pearson, and n may be as large as N (derived; measured in
//! tests/simulations).

mod best;
mod masses;
mod shares;

pub use best::{Ranked, best_interval};
pub(super) use masses::{Cell, Part, RandomMasses};
