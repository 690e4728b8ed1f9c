//! Named families of bases and the one-line notation for them.
//!
//! Owns the notation of a base, `uniform:10` or `0.9,0.1`, pasted lists of outcomes, and the masses of the families. It must
//! never read a file or print, and knows no TOML; numbers are read by [`text`](crate::text).
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
