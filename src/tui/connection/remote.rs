//! A terminal at the other end of any connection: bytes go to a writer, and bytes are handed in.

use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::tui::connection::clipboard::{self, Way};
use crate::tui::connection::writer::Writer;
use crate::tui::connection::{Connection, keys, modes};
use crate::tui::input::Input;

/// What is known of the terminal at the other end.
#[derive(Clone, Debug)]
pub struct Options {
    /// Columns and rows; 80 x 24 where either is 0.
    pub size: Size,
    /// Ask the terminal to report buttons, drags and the wheel.
    pub mouse: bool,
    /// What it calls itself, as in `TERM`.
    pub term: Option<String>,
    /// How many bytes a second it is sent at most for long; none for as many as the writer takes.
    pub rate: Option<u32>,
}

/// The terminal at the other end. When it is dropped, the sequence that leaves the terminal as it was is sent, and the
/// output is dropped.
#[derive(Debug)]
pub struct Remote {
    writer: Writer,
    size: Arc<Mutex<Size>>,
    mouse: bool,
    way: Option<Way>,
}

/// Where bytes and sizes from the other end are handed in. Dropping it says that the other end is gone.
pub struct Keyboard {
    bytes: Sender<Vec<u8>>,
    size: Arc<Mutex<Size>>,
    send: Box<dyn FnMut(Input) -> bool + Send>,
}

impl Remote {
    /// Takes over the terminal that reads what is written to `output`. What is handed to the [`Keyboard`] is sent to
    /// `inputs`, in order, and [`Input::Closed`] when nothing can be written or read any more.
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
        let bytes = keys::start(keys::sending(inputs.clone()))?;
        Ok((remote, Keyboard { bytes, size, send: Box::new(keys::sending(inputs)) }))
    }

    fn take(&self) -> io::Result<()> {
        self.writer.send(&modes::enter(self.mouse))
    }
}

impl Connection for Remote {
    fn size(&self) -> io::Result<Size> {
        let size = *self.size.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(if size.width == 0 || size.height == 0 { Size::new(80, 24) } else { size })
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
}

impl Keyboard {
    /// Hands in bytes, however they are cut, and says whether anybody may still listen.
    pub fn feed(&self, bytes: &[u8]) -> bool {
        self.bytes.send(bytes.to_vec()).is_ok()
    }

    /// Says that the terminal has another size, and whether anybody may still listen.
    pub fn resize(&mut self, size: Size) -> bool {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner) = size;
        (self.send)(Input::Resize)
    }
}
