//! A connection to a terminal: frames and sequences go out as bytes, keys come in as bytes, and a size.
//!
//! Nothing here belongs to the process: a program may run on many connections at once. The terminal of the process itself
//! is one of them: [`Terminal`](crate::tui::terminal::Terminal).

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

/// What a program draws on. What comes from it arrives as [`Input`](crate::tui::input::Input)s on a channel. Dropping it
/// gives the terminal back as it was.
pub trait Connection {
    /// Columns and rows; 80 x 24 when they are not known.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn size(&self) -> io::Result<Size>;

    /// Shows the buffer: what differs from the last one, in one write, and nothing at all when nothing does. Returns at
    /// once; of the buffers that the terminal is too slow for only the newest one is shown.
    ///
    /// # Errors
    /// When the terminal is gone, or was given back because a thread panicked.
    fn draw(&mut self, buffer: Buffer) -> io::Result<()>;

    /// Asks the terminal to put `text` into the clipboard (OSC 52). Whether it did, it does not say; `false` when it is
    /// known to have none, and nothing was sent.
    ///
    /// # Errors
    /// As for [`Connection::draw`].
    fn copy(&mut self, text: &str) -> io::Result<bool>;

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes it over again when it continues; `false` when
    /// there is no shell to go back to, and nothing was done.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn suspend(&mut self) -> io::Result<bool>;

    /// Takes the terminal over again after something else may have changed it, and paints everything with the next
    /// [`Connection::draw`]: the answer to [`Signal::Continue`](crate::tui::input::Signal::Continue).
    ///
    /// # Errors
    /// When the terminal is gone.
    fn resume(&mut self) -> io::Result<()>;
}
