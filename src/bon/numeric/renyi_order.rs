//! The order of a Rényi divergence, checked once.

use thiserror::Error;

use super::written::exact;

/// The order of a Rényi divergence: positive, not 1, and possibly infinite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Order(f64);

/// A number that is no order of a Rényi divergence.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum OrderError {
    /// The order at which the divergence is the KL divergence.
    #[error("order 1 is the KL divergence itself, which is kl; give an order above 0 other than 1")]
    One,
    /// Zero, negative or not a number.
    #[error("the order is {}; it must be above 0 and other than 1, such as 0.5, 2 or inf", exact(*.0))]
    Domain(f64),
}

impl Order {
    /// Order one half, closely related to the Hellinger distance.
    pub const HALF: Order = Order(0.5);
    /// Order two, closely related to the chi-squared divergence.
    pub const TWO: Order = Order(2.0);
    /// Order infinity, the greatest log ratio.
    pub const INFINITY: Order = Order(f64::INFINITY);

    /// Checks that `order` is above 0 and not 1; infinity is an order.
    ///
    /// # Errors
    /// [`OrderError`] when it is not.
    pub fn new(order: f64) -> Result<Order, OrderError> {
        match order {
            1.0 => Err(OrderError::One),
            _ if order > 0.0 => Ok(Order(order)),
            _ => Err(OrderError::Domain(order)),
        }
    }

    /// The order as a plain number.
    pub fn get(self) -> f64 {
        self.0
    }
}
