//! The explorer of a sample log: what `bonscope estimate --explore` opens.
//!
//! A model, an update that is a pure function of model and message, and views of its own, on the same table of actions,
//! keymap, charts and terminal as the rest. It shows estimates only, and must never take the divergence of a pool from
//! anything for that of the policy.

mod copying;
mod message;
mod model;
mod moving;
mod reader;
mod run;
mod scroll;
mod update;
mod view;

pub use message::{Effect, Message};
pub use model::{Model, Source, View};
pub use reader::{Order, Request, Sheet, sheet};
pub use run::run;
pub use update::update;
pub use view::draw;
