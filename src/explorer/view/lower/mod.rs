//! The views of the lower chart.

pub mod attribution;
pub mod dispatch;
pub mod divergences;
pub mod spread;
pub mod trade_off;
pub mod work;
