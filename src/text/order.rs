//! The order of a Rényi divergence, as typed.

use crate::bon::Order;
use crate::text::number;

/// The order of a Rényi divergence from its text: a number in the notation of [`number`], or `inf`.
///
/// # Errors
/// One sentence that says why it is not an order.
pub fn order(text: &str) -> Result<Order, String> {
    let order = match text.trim() {
        "inf" => f64::INFINITY,
        _ => number::parse(text).map_err(|error| error.to_string())?,
    };
    Order::new(order).map_err(|error| error.to_string())
}
