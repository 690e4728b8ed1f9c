//! The mathematics of best-of-n policies: plain numbers in, plain numbers out.
//!
//! Owns every quantity bonscope shows and the way it is computed so that its *relative* error stays near
//! machine precision. It must never touch a file, a clock, a terminal or a thread, and knows no formats.
//!
//! Start at [`Base`], fix the number of draws with [`Draws`], and ask [`Policy`] for an [`Evaluation`]:
//!
//! ```
//! use bonscope::bon::{Base, Draws, Policy};
//!
//! let base = Base::from_weights(&[1.0, 1.0])?;
//! let two = Policy::new(&base, Draws::new(2.0)?).evaluate();
//! assert_eq!(two.win_rate, 0.625);
//! assert!((two.kl - 0.130_812_035_941_136_96).abs() < 1e-15);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attribution;
mod average;
mod base;
mod chosen;
pub mod comparator;
mod definition;
mod divergence;
mod draws;
mod estimator;
mod fast;
mod fraction;
pub mod frontier;
mod gap;
mod group;
mod hunt;
mod lazy;
mod order;
mod policy;
pub mod pool;
mod proposal;
mod quantity;
mod renyi;
mod simulate;
mod slack;
mod solve;
mod special;
mod spread;
mod sum;
pub mod sweep;
mod tie;
mod win_rate;
mod worked;

pub use attribution::{Attribution, GapShare};
pub use average::Average;
pub use base::{Base, BaseError, MAX_OUTCOMES, MIN_MASS};
pub use draws::{Draws, DrawsError};
pub use estimator::{Spread, d_n};
pub use fast::{Effort, Summary};
pub use fraction::Fraction;
pub use group::Group;
pub use hunt::{Candidate, Hunt, Walked};
pub use policy::{OutcomeTerms, Policy};
pub use proposal::{Drawing, Proposal, ProposalError, Proposed, ProposedPolicy};
pub use quantity::{Evaluation, Quantity, Unit};
pub use renyi::{Order, OrderError};
pub use simulate::{Finding, Simulation, Tally};
pub use solve::{Solution, Target, solve, solve_average, solve_drawing};
pub use spread::{Bin, Spreads};
pub(crate) use sum::sum;
pub use worked::Worked;
