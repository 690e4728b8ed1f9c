//! The KL divergence of best-of-n from a pool: from ranks and ties, and from probabilities where they are known.
//!
//! The gap is the mean of g(n, x) over the tie class that the best of n falls in, x = ln F - ln F^- being the width of the
//! class (derived). A pool shows how often each class is the best, by its subset weights, and how wide the class is:
//!
//! * what is known of its mass counts: the probabilities of the answers seen in it;
//! * what is not known is counted: answers seen once stand for answers not seen (Good and Turing), and without
//!   log-probabilities the draws that tie with a draw are counted among the others;
//! * answers that any pool of this size shows count with their probability instead of their luck.

mod answers;
mod classes;
mod draw;
mod estimate;
mod strata;
mod unseen;
mod weights;
mod width;
mod within;

pub use draw::RankedDraw;
pub use estimate::{RankedPoint, RankedPool};
