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
pub(crate) mod typing;
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
    /// Columns and rows; 80 x 24 if they are unknown. A terminal larger than any screen is used in its upper left corner.
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

    /// Gives the terminal back for good: nothing is drawn any more, and a signal now ends the program at once.
    fn leave(&mut self);
}

/// The widest that is drawn, in columns.
const WIDEST: u16 = 2000;
/// The most cells that are drawn. A terminal may call itself any size, and each cell takes memory in every frame.
const MOST_CELLS: u32 = 320_000;

/// The size to draw in on a terminal that says it has these columns and rows; 80 and 24 for those it does not know.
pub(crate) fn size(width: u16, height: u16) -> Size {
    let known = |length: u16, usual| if length == 0 { usual } else { length };
    let width = known(width, 80).min(WIDEST);
    let tallest = u16::try_from(MOST_CELLS / u32::from(width)).unwrap_or(u16::MAX);
    Size::new(width, known(height, 24).min(tallest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_size_is_drawn_within_bounds() {
        assert_eq!(size(0, 0), Size::new(80, 24));
        assert_eq!(size(132, 0), Size::new(132, 24));
        for real in [(80, 24), (1000, 300), (2000, 60), (300, 1), (1, 300)] {
            assert_eq!(size(real.0, real.1), Size::from(real));
        }
        for huge in [(u16::MAX, u16::MAX), (5000, 5000), (u16::MAX, 1), (1, u16::MAX), (2001, 161)] {
            let size = size(huge.0, huge.1);
            assert!(size.width >= 1 && size.height >= 1 && size.area() <= MOST_CELLS, "{size:?}");
            assert!(size.width <= huge.0 && size.height <= huge.1, "{size:?}");
        }
    }
}
