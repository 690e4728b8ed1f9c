//! The sums over classes at a cost that does not grow with the number of classes.
//!
//! Descends the tree over the classes in the order of their rewards. Each node has the moments of its stretch; where
//! n times the extent of the stretch in ln u and n times the widths of its classes are small, a sum over the
//! stretch is a short power series in n times these moments, with an error that is known beforehand. Elsewhere
//! the node is opened, at last into single classes. Classes so far below the top that they cannot change the
//! sums are skipped, and those that hardly can, by what has been summed above them, are taken in wider
//! stretches. Every series has terms of one sign or leading terms that dominate, so the sums keep
//! their *relative* precision: 1e-12 at the worst against the sums over all classes, which the tests measure.
//!
//! It must never trade that precision for speed: what no series promises is summed class by class, and
//! [`Effort`] counts it.

mod descent;
mod kernel;
mod quantiles;
mod range;

pub use descent::{Effort, Summary};
