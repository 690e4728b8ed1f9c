//! A terminal at the other end of any connection: output goes to a writer, input is handed in.

use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::tui::connection::clipboard::{self, Way};
use crate::tui::connection::writer::Writer;
use crate::tui::connection::{self, Connection, keys, modes, typing};
use crate::tui::input::Input;

/// What is known of the terminal at the other end.
#[derive(Clone, Debug)]
pub struct Options {
    /// Columns and rows; 80 and 24 where they are 0.
    pub size: Size,
    /// Ask the terminal to report buttons, drags and the wheel.
    pub mouse: bool,
    /// Its name, as in `TERM`.
    pub term: Option<String>,
    /// The most bytes per second over longer times; none for no limit.
    pub rate: Option<u32>,
}

/// The terminal at the other end. Dropping it sends the sequence that restores the terminal and drops the output.
#[derive(Debug)]
pub struct Remote {
    writer: Writer,
    size: Arc<Mutex<Size>>,
    mouse: bool,
    way: Option<Way>,
}

/// Takes bytes and sizes from the other end. Dropping it means that the other end is gone.
pub struct Keyboard {
    bytes: Sender<Vec<u8>>,
    size: Arc<Mutex<Size>>,
    send: Box<dyn FnMut(Input) -> bool + Send>,
}

impl Remote {
    /// Takes over the terminal that reads `output`. Whatever the [`Keyboard`] takes is sent to `inputs`, in order,
    /// followed by [`Input::Closed`] when writing or reading is no longer possible.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn open<M>(
        output: impl Write + Send + 'static,
        options: Options,
        inputs: Sender<M>,
    ) -> io::Result<(Remote, Keyboard)>
    where
        M: From<Input> + Send + 'static,
    {
        let mut closed = keys::sending(inputs.clone());
        // Nobody listens any more when the program ends.
        let closed = move || _ = closed(Input::Closed);
        let writer = Writer::start(output, options.rate, (|work| Some(work()), modes::LEAVE), closed)?;
        let size = Arc::new(Mutex::new(options.size));
        let way = Way::of(options.term.as_deref(), false, false);
        let remote = Remote { writer, size: Arc::clone(&size), mouse: options.mouse, way };
        remote.take()?;
        let bytes = keys::start(typing::FAR, keys::sending(inputs.clone()))?;
        Ok((remote, Keyboard { bytes, size, send: Box::new(keys::sending(inputs)) }))
    }

    fn take(&self) -> io::Result<()> {
        self.writer.send(&modes::enter(self.mouse))
    }
}

impl Connection for Remote {
    fn size(&self) -> io::Result<Size> {
        let said = *self.size.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(connection::size(said.width, said.height))
    }

    fn draw(&mut self, buffer: Buffer) -> io::Result<()> {
        self.writer.show(buffer)
    }

    fn copy(&mut self, text: &str) -> io::Result<bool> {
        let sent = self.way.map(|way| self.writer.send(&clipboard::sequence(text, way)));
        sent.transpose().map(|sent| sent.is_some())
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.writer.forget();
        self.take()
    }

    fn leave(&mut self) {
        self.writer.end();
    }
}

impl Keyboard {
    /// Takes bytes, however they are split; gives whether anybody may still listen.
    pub fn feed(&self, bytes: &[u8]) -> bool {
        self.bytes.send(bytes.to_vec()).is_ok()
    }

    /// Takes a new size of the terminal; gives whether anybody may still listen.
    pub fn resize(&mut self, size: Size) -> bool {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner) = size;
        (self.send)(Input::Resize)
    }
}
