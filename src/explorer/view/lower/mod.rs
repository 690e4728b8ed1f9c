//! The views of the lower chart.

pub(in crate::explorer) mod attribution;
pub mod dispatch;
pub(in crate::explorer) mod divergences;
pub(in crate::explorer) mod spread;
pub(in crate::explorer) mod trade_off;
pub(in crate::explorer) mod work;
