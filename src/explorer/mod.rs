//! The interactive program.
//!
//! A table of actions, a model, an update that is a pure function of model and message, views that draw a model
//! into a buffer, and around them the run loop with the worker and the terminal.

pub mod action;
pub mod answer;
mod arguments;
pub mod bins;
pub mod building;
mod comparators;
pub mod config;
mod copying;
pub mod detail;
mod doctor;
pub mod draft;
mod edit;
pub mod export;
pub mod find;
pub mod ghosts;
pub mod history;
pub mod jump;
pub mod keeper;
pub mod keeping;
pub mod menu;
pub mod message;
pub mod model;
pub mod offer;
pub mod opening;
pub mod orders;
pub mod overlay;
pub mod pair;
pub mod palette;
pub mod panes;
pub mod pins;
pub mod play;
pub mod plot;
pub mod pointer;
pub mod pool;
pub mod preview;
pub mod prompt;
mod prompts;
pub mod proposal;
mod reach;
pub mod run;
pub mod saving;
mod scroll;
pub mod settings;
pub mod show;
mod start;
pub mod steps;
pub mod subject;
pub mod sweep;
#[cfg(test)]
mod tests;
mod unit;
pub mod unsaved;
pub mod update;
pub mod view;
pub mod walk;
pub mod worker;

pub use doctor::doctor;
pub use opening::Opening;
pub use start::{man, plot as save_plot, run, samples, show, walk};
