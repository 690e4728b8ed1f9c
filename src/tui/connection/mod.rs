//! A connection to a terminal: frames and sequences go out as bytes, keys come in as bytes, and a size.
//!
//! Nothing here belongs to the process: a program may run on many connections at once. The terminal of the process is
//! one of them: [`Terminal`](crate::tui::terminal::Terminal).

pub(crate) mod clipboard;
mod decode;
mod encode;
pub(crate) mod keys;
pub(crate) mod modes;
mod remote;
mod sink;
pub(crate) mod writer;

pub use crate::tui::connection::decode::Decoder;
pub use crate::tui::connection::remote::{Keyboard, Options, Remote};
pub use crate::tui::connection::sink::Sink;

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

/// A terminal for a program to draw on. Its inputs arrive as [`Input`](crate::tui::input::Input)s on a channel.
/// Dropping it restores the terminal.
pub trait Connection {
    /// Columns and rows; 80 x 24 if they are unknown.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn size(&self) -> io::Result<Size>;

    /// Shows the buffer: only what differs from the last one, in a single write, and nothing if nothing differs.
    /// Returns at once; a slow terminal gets only the newest buffer.
    ///
    /// # Errors
    /// When the terminal is gone, or was given back because a thread panicked.
    fn draw(&mut self, buffer: Buffer) -> io::Result<()>;

    /// Asks the terminal to copy `text` into its clipboard (OSC 52); the terminal does not say whether it did. Gives
    /// `false` if it is known to have no clipboard, and then sends nothing.
    ///
    /// # Errors
    /// As for [`Connection::draw`].
    fn copy(&mut self, text: &str) -> io::Result<bool>;

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes the terminal over again when the program
    /// continues. Gives `false` if there is no shell to go back to, and then does nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn suspend(&mut self) -> io::Result<bool>;

    /// Takes the terminal over again after another program may have changed it; the next [`Connection::draw`] paints
    /// everything. The answer to [`Signal::Continue`](crate::tui::input::Signal::Continue).
    ///
    /// # Errors
    /// When the terminal is gone.
    fn resume(&mut self) -> io::Result<()>;
}
