//! The views of the lower chart.

pub mod attribution;
pub mod dispatch;
pub mod divergences;
pub mod of_prompts;
pub mod of_proposal;
pub mod page;
pub mod spread;
pub mod steps;
pub mod trade_off;
pub mod work;
