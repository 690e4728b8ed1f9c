//! The terminal of the process: taking it over, reading its bytes and the signals, and restoring it.
//!
//! The only part that touches the tty and has state for the whole process. It must never ask the terminal a question
//! (answers come late, and over SSH they arrive as typed keys), and must restore it however the program ends.

mod device;
mod events;
mod guard;
mod options;

pub use crate::tui::terminal::options::{EnterError, Options};

use std::io::{self, IsTerminal};
use std::sync::mpsc::Sender;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::tui::connection::clipboard::{self, Way};
use crate::tui::connection::writer::{self, Turn, Writer};
use crate::tui::connection::{self, Connection, typing};
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
    /// Of several signals to end, only the first is sent. Once the terminal is given back, a Ctrl-C ends the program at once,
    /// and so does a first signal, or one that nobody listens to.
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
        let writer = Writer::start(
            device::Screen { given_up: guard::is_giving_up },
            far.then_some(writer::FAR),
            turn,
            closed,
        )
        .inspect_err(|_| guard::leave())
        .map_err(EnterError::refused)?;
        let terminal = Terminal { writer, options };
        let waits = if far { typing::FAR } else { typing::NEAR };
        events::start(waits, inputs).map_err(EnterError::refused)?;
        Ok(terminal)
    }
}

impl Connection for Terminal {
    fn size(&self) -> io::Result<Size> {
        let (width, height) = device::size().unwrap_or_default();
        let variable = |name| std::env::var(name).ok().and_then(|value: String| value.trim().parse().ok());
        Ok(connection::size(
            if width == 0 { variable("COLUMNS").unwrap_or(0) } else { width },
            if height == 0 { variable("LINES").unwrap_or(0) } else { height },
        ))
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

    fn leave(&mut self) {
        guard::leave();
    }
}

/// Columns and rows of the terminal; none without a terminal that knows them.
pub fn size() -> Option<Size> {
    let (width, height) = device::size().filter(|&(width, height)| width > 0 && height > 0)?;
    Some(Size::new(width, height))
}

impl Drop for Terminal {
    fn drop(&mut self) {
        guard::leave();
    }
}
