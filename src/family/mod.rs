//! Named families of bases and the one-line notation for them.
//!
//! Owns everything a person types to name a base or a number: `uniform:10`, `0.9,0.1`, `2^-20`, `1..1e6`, and
//! the masses of the families. It must never read a file or print, and knows no TOML.
//!
//! ```
//! use bonscope::family;
//!
//! let base = family::parse("zipf:1000,1.1")?;
//! assert_eq!(base.base().len(), 1000);
//! assert!(family::parse("zipf:1000").is_err());
//! # Ok::<(), family::NotationError>(())
//! ```

mod dirichlet;
mod fields;
mod mass;
mod named;
mod notation;
pub mod pasted;
mod table;
mod toy_lm;

pub use crate::family::fields::Fields;
pub use named::{Labels, NamedBase, normalised_notice};
pub use notation::{NotationError, parse};
pub use table::{Argument, Domain, Family, families};
