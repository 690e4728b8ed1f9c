//! A finished buffer as plain text, as text with colours, and as a picture.
//!
//! Must be deterministic: the same buffer gives the same bytes everywhere.

use ratatui::buffer::Buffer;

/// The two grounds a picture can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
}

/// The characters alone, a line a row, without the spaces at the ends of lines.
pub fn plain(buffer: &Buffer) -> String {
    let _ = buffer;
    String::new()
}

/// The characters with the escape sequences for their styles; every line ends in the plain style.
pub fn ansi(buffer: &Buffer) -> String {
    let _ = buffer;
    String::new()
}

/// A picture of the buffer in a window frame, as SVG; `title` is written in the frame.
pub fn svg(buffer: &Buffer, ground: Ground, title: &str) -> String {
    let _ = (buffer, ground, title);
    String::new()
}
