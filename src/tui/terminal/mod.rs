//! The terminal: taking it over, drawing frames, reading events, and giving it back as it was.
//!
//! The only room that touches the tty. It must never ask the terminal a question (answers come late, and over SSH
//! they arrive as typed keys), and must leave it clean however the program ends.

mod clipboard;
mod decode;
mod encode;
mod events;
mod guard;
mod options;
mod sink;
mod writer;

pub use crate::tui::terminal::decode::Decoder;
pub use crate::tui::terminal::options::{EnterError, Options};
pub use crate::tui::terminal::sink::Sink;

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::tui::input::Input;
use crate::tui::terminal::clipboard::Way;
use crate::tui::terminal::writer::Writer;

/// The terminal, taken over until this is dropped.
#[derive(Debug)]
pub struct Terminal {
    writer: Writer,
    options: Options,
}

impl Terminal {
    /// Takes over the terminal: raw mode, alternate screen, no cursor, bracketed paste, the mouse if asked for. From
    /// now on everything that happens is sent to `inputs`, in order. The terminal is given back on drop, on a panic of
    /// any thread, and when a signal ends the program.
    ///
    /// A second signal asking to end, or one that finds nobody listening, ends the program at once.
    ///
    /// # Errors
    /// When standard input or output is no terminal, `TERM` says it is a dumb one, or it refuses. It is left as it was.
    pub fn enter<M>(options: Options, inputs: Sender<M>) -> Result<Terminal, EnterError>
    where
        M: From<Input> + Send + 'static,
    {
        for (name, is_terminal) in
            [("standard input", io::stdin().is_terminal()), ("standard output", io::stdout().is_terminal())]
        {
            if !is_terminal {
                return Err(EnterError::NotATerminal(name));
            }
        }
        let term = std::env::var("TERM").ok().filter(|term| !term.is_empty());
        if term.as_deref().is_none_or(|term| term == "dumb") {
            return Err(EnterError::Incapable(term));
        }
        let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let far = set("SSH_TTY") || set("SSH_CONNECTION");
        guard::enter(options)?;
        let closed = {
            let inputs = inputs.clone();
            // Nobody listens any more when the program ends.
            move || drop(inputs.send(M::from(Input::Closed)))
        };
        let writer =
            Writer::start(output, far.then_some(writer::FAR), closed).inspect_err(|_| guard::leave())?;
        let terminal = Terminal { writer, options };
        events::start(inputs)?;
        Ok(terminal)
    }

    /// Columns and rows; 80 x 24 when the terminal does not know.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(if width == 0 || height == 0 { Size::new(80, 24) } else { Size::new(width, height) })
    }

    /// Shows the buffer: what differs from the last one, in one write, and nothing at all when nothing does. Returns at
    /// once; of the buffers that the terminal is too slow for only the newest one is shown.
    ///
    /// # Errors
    /// When the terminal is gone, or was given back because a thread panicked.
    pub fn draw(&mut self, buffer: Buffer) -> io::Result<()> {
        guard::check()?;
        self.writer.show(buffer)
    }

    /// Asks the terminal to put `text` into the clipboard (OSC 52). Whether it did, it does not say; `false` when it is
    /// known to have none, and nothing was sent.
    ///
    /// # Errors
    /// As for [`Terminal::draw`].
    pub fn copy(&mut self, text: &str) -> io::Result<bool> {
        guard::check()?;
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let way = Way::of(set("TERM").as_deref(), set("TMUX").is_some(), set("STY").is_some());
        way.map(|way| self.writer.send(&clipboard::sequence(text, way)))
            .transpose()
            .map(|sent| sent.is_some())
    }

    /// Makes the next [`Terminal::draw`] paint everything, whatever is on the screen.
    pub fn forget(&mut self) {
        self.writer.forget();
    }

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes it over again when it continues.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        guard::suspend(self.options)?;
        self.forget();
        Ok(())
    }

    /// Takes the terminal over again after something else may have changed it: the answer to
    /// [`Signal::Continue`](crate::tui::input::Signal::Continue).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        guard::resume(self.options)?;
        self.forget();
        Ok(())
    }
}

/// Columns and rows of the terminal; none without one that knows.
pub fn size() -> Option<Size> {
    let (width, height) =
        crossterm::terminal::size().ok().filter(|&(width, height)| width > 0 && height > 0)?;
    Some(Size::new(width, height))
}

impl Drop for Terminal {
    fn drop(&mut self) {
        guard::leave();
    }
}
