//! Drawing: the model in, a filled buffer out. Must never change the model, touch a file or the terminal.

pub mod axis;
pub mod chart;
mod dots;
pub mod slider;
