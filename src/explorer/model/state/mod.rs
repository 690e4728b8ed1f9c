//! The state of the explorer, and what it says of itself.

mod model;
mod shown;
mod stored;

pub use model::{Model, Viewport};
