//! The mathematics of best-of-n policies: plain numbers in, plain numbers out.
//!
//! Owns every quantity bonscope shows and the way it is computed so that its *relative* error stays near
//! machine precision. It must never touch a file, a clock, a terminal or a thread, and knows no formats.
//!
//! Start at [`Base`], fix the number of draws with [`Draws`], and ask [`Policy`] for an [`Evaluation`]:
//!
//! ```
//! use bon::{Base, Draws, Policy};
//!
//! let base = Base::from_weights(&[1.0, 1.0])?;
//! let two = Policy::new(&base, Draws::new(2.0)?).evaluate();
//! assert_eq!(two.win_rate, 0.625);
//! assert!((two.kl - 0.130_812_035_941_136_96).abs() < 1e-15);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod base;
pub mod comparator;
mod hunt;
mod numeric;
mod policy;
pub mod pool;
mod prompts;
mod proposal;
mod quantity;
mod simulate;
mod solve;

pub use base::{Base, BaseError, MAX_OUTCOMES, MIN_MASS};
pub use comparator::frontier;
pub use hunt::{Candidate, Hunt, Walked};
pub use numeric::double::Double;
pub use numeric::draws::{Draws, DrawsError};
pub use numeric::fraction::Fraction;
pub use numeric::grid as sweep;
pub use numeric::renyi_order::{Order, OrderError};
pub use numeric::sum::sum;
pub use numeric::written::exact;
pub use numeric::written::of_ln;
pub use policy::estimator::{d_n, s_n};
pub use policy::spread::Spread;
pub use policy::{Attribution, Bin, Effort, GapShare, Group, OutcomeTerms, Policy, Spreads, Summary, Worked};
pub use prompts::Average;
pub use proposal::{Drawing, Proposal, ProposalError, Proposed, ProposedPolicy};
pub use quantity::{Evaluation, Lacking, Quantity, Unit};
pub use simulate::{Finding, Simulation, Tally};
pub use solve::{Solution, Target, solve, solve_average, solve_drawing};
