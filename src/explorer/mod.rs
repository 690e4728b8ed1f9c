//! The interactive program.
//!
//! A table of actions, a model, an update that is a pure function of model and message, views that draw a model
//! into a buffer, and around them the run loop with the worker and the terminal.

pub mod action;
pub mod app;
pub mod model;
pub mod samples;
mod start;
#[cfg(test)]
mod tests;
pub mod update;
pub mod view;
pub mod work;

pub use crate::explorer::app::settings::doctor::doctor;
pub use crate::explorer::model::files::opening::Opening;
pub use start::{man, plot as save_plot, run, samples, show, walk};
