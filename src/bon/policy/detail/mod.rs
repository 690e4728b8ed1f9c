//! What there is to see of a policy beyond its quantities: where the gap comes from, how the estimator scatters, and the
//! numbers behind one outcome.

mod attribution;
mod group;
mod slack;
mod spreads;
mod worked;

pub use attribution::{Attribution, GapShare};
pub use group::Group;
pub use spreads::{Bin, Spreads};
pub use worked::Worked;
