//! The explorer of a sample log: what `bonscope estimate --explore` opens.
//!
//! Its model, pure update and views use the same table of actions, keymap, charts and terminal as the explorer of a
//! base. It shows estimates only, and must never present the divergence of a pool as that of the policy.

mod message;
mod model;
mod reader;
mod run;
pub mod sheet;
mod update;
mod view;

pub use crate::explorer::samples::message::{Effect, Message};
pub use crate::explorer::samples::model::{Model, Source, View};
pub use crate::explorer::samples::reader::sheet;
pub use crate::explorer::samples::run::run;
pub use crate::explorer::samples::sheet::{Order, Request, Sheet};
pub use crate::explorer::samples::update::update;
pub use crate::explorer::samples::view::draw;
