//! Going the other way: the n at which a quantity reaches a value.

mod curve;
mod law;
mod search;
mod target;

pub use search::{Solution, solve, solve_average, solve_drawing};
pub use target::Target;
