//! The terminal: its screens, its inputs, and the parts that screens are made of.
//!
//! Knows nothing of bonscope: text in cells, themes, charts, the text field, pictures of screens, keys, connections to
//! a terminal, and the terminal of the process. Must never name a room of the crate other than `text`.

pub mod chart;
pub mod connection;
pub mod input;
pub mod line;
mod sgr;
pub mod slider;
pub mod snapshot;
pub mod terminal;
pub mod text;
pub mod theme;
