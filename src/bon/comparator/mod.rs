//! The policies that best-of-n is compared with, at a KL and at a cost in draws.
//!
//! Every one of them depends on an outcome through its reward alone, and raises better classes by more.

mod cost;
pub mod frontier;
mod kind;
mod poisson;
mod policies;
mod soft;
mod threshold;
mod tilting;
mod trace;

pub use cost::Cost;
pub use kind::{Kind, Missing, PolicyAt};
pub use policies::{Comparators, reward_deviation};
pub use soft::{Soft, SoftPoint};
pub(crate) use tilting::Tilting;
pub use trace::{Trace, Traced};
