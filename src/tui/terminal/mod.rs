//! The terminal of the process: taking it over, reading its bytes and the signals, and restoring it.
//!
//! The only part that touches the tty and has state for the whole process. It must never ask the terminal a question
//! (answers come late, and over SSH they arrive as typed keys), and must restore it however the program ends.

mod events;
mod guard;
mod options;

pub use crate::tui::terminal::options::{EnterError, Options};

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::tui::connection::Connection;
use crate::tui::connection::clipboard::{self, Way};
use crate::tui::connection::writer::{self, Turn, Writer};
use crate::tui::input::Input;

/// The terminal, taken over until this is dropped.
#[derive(Debug)]
pub struct Terminal {
    writer: Writer,
    options: Options,
}

impl Terminal {
    /// Takes over the terminal: raw mode, alternate screen, no cursor, bracketed paste, the mouse if requested. From
    /// now on every input is sent to `inputs`, in order. The terminal is restored on drop, on a panic of any thread,
    /// and when a signal ends the program.
    ///
    /// A second signal to end, or one that nobody listens to, ends the program at once.
    ///
    /// # Errors
    /// When standard input or output is not a terminal, `TERM` names a dumb one, or the terminal refuses. It is left
    /// unchanged.
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
        // While the terminal is given back nothing is written; the guard sends the last sequence.
        let turn: (Turn, &str) = (|work| guard::while_taken(work), "");
        let writer = Writer::start(output, far.then_some(writer::FAR), turn, closed)
            .inspect_err(|_| guard::leave())?;
        let terminal = Terminal { writer, options };
        events::start(inputs)?;
        Ok(terminal)
    }
}

impl Connection for Terminal {
    fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(if width == 0 || height == 0 { Size::new(80, 24) } else { Size::new(width, height) })
    }

    fn draw(&mut self, buffer: Buffer) -> io::Result<()> {
        guard::check()?;
        self.writer.show(buffer)
    }

    fn copy(&mut self, text: &str) -> io::Result<bool> {
        guard::check()?;
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let way = Way::of(set("TERM").as_deref(), set("TMUX").is_some(), set("STY").is_some());
        way.map(|way| self.writer.send(&clipboard::sequence(text, way)))
            .transpose()
            .map(|sent| sent.is_some())
    }

    fn suspend(&mut self) -> io::Result<bool> {
        guard::suspend(self.options)?;
        self.writer.forget();
        Ok(true)
    }

    fn resume(&mut self) -> io::Result<()> {
        guard::resume(self.options)?;
        self.writer.forget();
        Ok(())
    }
}

/// Columns and rows of the terminal; none without a terminal that knows them.
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
