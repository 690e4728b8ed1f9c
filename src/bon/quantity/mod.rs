//! The one table of quantities: names, meaning, units and the record that holds their values.
//!
//! Every output format, the sweep, the claims of presets, averages over prompts, the explorer and the tests take what they
//! say about a quantity from here. One more is a row of the table and its formula.

mod columns;
mod lacking;
mod lists;
mod table;

pub use columns::Unit;
pub(super) use columns::{Joint, Scatter, Work};
pub use lacking::Lacking;
pub(super) use table::Estimate;
pub use table::{Evaluation, Quantity};
