//! The explorer of a sample log: what `bonscope estimate --explore` opens.
//!
//! A model, an update that is a pure function of model and message, and views of its own, on the same table of actions,
//! keymap, charts and terminal as the rest. It shows estimates only, and must never take the divergence of a pool from
//! anything for that of the policy.

mod copy;
mod message;
mod model;
mod reader;
mod run;
mod scroll;
pub mod sheet;
mod step;
mod update;
mod view;

pub use crate::explorer::samples::message::{Effect, Message};
pub use crate::explorer::samples::model::{Model, Source, View};
pub use crate::explorer::samples::reader::sheet;
pub use crate::explorer::samples::run::run;
pub use crate::explorer::samples::sheet::{Order, Request, Sheet};
pub use crate::explorer::samples::update::update;
pub use crate::explorer::samples::view::draw;
