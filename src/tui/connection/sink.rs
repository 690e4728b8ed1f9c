//! Frames: the difference from the last one in few bytes and one write, shown by the terminal all at once.

use std::io::{self, ErrorKind, Write};
use std::thread;
use std::time::Duration;

use ratatui::buffer::Buffer;

use crate::tui::connection::encode::encode;

/// Starts and ends a frame, which terminals with synchronized output show at once; others ignore the marks.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// Draws buffers on a writer.
#[derive(Debug)]
pub struct Sink<W> {
    output: W,
    /// The contents of the screen, if known.
    last: Option<Buffer>,
    /// The bytes of a frame, kept to reuse the memory.
    frame: String,
}

impl<W: Write> Sink<W> {
    /// A sink that knows nothing about the screen.
    pub fn new(output: W) -> Sink<W> {
        Sink { output, last: None, frame: String::new() }
    }

    /// Shows the buffer: all of it if its area has changed or nothing is known, otherwise the difference, and nothing
    /// if there is none. Gives the number of bytes sent.
    ///
    /// # Errors
    /// Those of the writer; the contents of the screen are then unknown.
    pub fn draw(&mut self, buffer: &Buffer) -> io::Result<usize> {
        self.frame.clear();
        self.frame.push_str(BEGIN);
        match self.last.take() {
            Some(mut last) if last.area == buffer.area => {
                encode(&last, buffer, false, &mut self.frame);
                last.content.clone_from(&buffer.content);
                self.last = Some(last);
                if self.frame.len() == BEGIN.len() {
                    return Ok(0);
                }
            }
            _ => {
                self.frame.push_str("\x1b[m\x1b[2J");
                encode(&Buffer::empty(buffer.area), buffer, true, &mut self.frame);
                self.last = Some(buffer.clone());
            }
        }
        self.frame.push_str(END);
        send(&mut self.output, self.frame.as_bytes()).inspect_err(|_| self.last = None)?;
        Ok(self.frame.len())
    }

    /// Sends a sequence that changes nothing on the screen.
    ///
    /// # Errors
    /// Those of the writer.
    pub(crate) fn send(&mut self, sequence: &str) -> io::Result<()> {
        send(&mut self.output, sequence.as_bytes())
    }

    /// Makes the next [`Sink::draw`] paint everything.
    pub fn forget(&mut self) {
        self.last = None;
    }
}

/// How long to wait for a terminal that takes no bytes, in milliseconds, if another program made its descriptor
/// non-blocking.
const PATIENCE: u32 = 2000;

fn send(output: &mut impl Write, mut bytes: &[u8]) -> io::Result<()> {
    let mut waited = 0;
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock && waited < PATIENCE => {
                waited += 1;
                thread::sleep(Duration::from_millis(1));
            }
            Err(error) => return Err(error),
        }
    }
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    /// Records every write separately.
    #[derive(Default)]
    struct Writes(Vec<String>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn blank(width: u16, height: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, width, height))
    }

    /// The writes that draw these buffers one after another.
    fn writes(buffers: &[&Buffer]) -> Vec<String> {
        let mut sink = Sink::new(Writes::default());
        for buffer in buffers {
            sink.draw(buffer).unwrap();
        }
        sink.output.0
    }

    #[test]
    fn a_frame_is_one_write_in_one_pair_of_marks() {
        let mut hello = blank(80, 24);
        hello.set_string(3, 1, "hello", Style::new().fg(Color::Red));
        let sent = writes(&[&hello]);
        assert_eq!(sent, ["\x1b[?2026h\x1b[m\x1b[2J\x1b[2;4H\x1b[31mhello\x1b[m\x1b[?2026l"]);
    }

    #[test]
    fn nothing_is_sent_when_nothing_changed() {
        let hello = Buffer::with_lines(["hello"]);
        assert_eq!(writes(&[&hello, &hello.clone(), &hello]).len(), 1);
        let nothing = blank(0, 0);
        assert_eq!(writes(&[&nothing, &nothing]).len(), 1);
    }

    #[test]
    fn one_cell_costs_a_move_and_a_character() {
        let (before, mut after) = (blank(80, 24), blank(80, 24));
        after.set_string(9, 9, "x", Style::new());
        assert_eq!(writes(&[&before, &after])[1], "\x1b[?2026h\x1b[10;10Hx\x1b[?2026l");
    }

    #[test]
    fn a_run_needs_no_moves_and_no_repeated_styles() {
        let (before, mut after) = (blank(20, 1), blank(20, 1));
        after.set_string(0, 0, "ab", Style::new().add_modifier(Modifier::BOLD));
        after.set_string(2, 0, "cd", Style::new().add_modifier(Modifier::BOLD).fg(Color::Green));
        after.set_string(5, 0, "e", Style::new());
        after.set_string(9, 0, "f", Style::new());
        assert_eq!(
            writes(&[&before, &after])[1],
            "\x1b[?2026h\x1b[1;6He   f\r\x1b[1mab\x1b[32mcd\x1b[m\x1b[?2026l"
        );
    }

    #[test]
    fn after_a_wide_character_and_after_the_last_column_the_cursor_is_placed() {
        let (before, mut after) = (blank(4, 2), blank(4, 2));
        after.set_string(0, 0, "漢x", Style::new());
        after.set_string(3, 0, "y", Style::new());
        after.set_string(0, 1, "z", Style::new());
        assert_eq!(writes(&[&before, &after])[1], "\x1b[?2026h\x1b[1H漢\x1b[1;3Hxy\x1b[2Hz\x1b[?2026l");
    }

    #[test]
    fn another_size_and_a_forgotten_screen_are_painted_afresh() {
        let hello = Buffer::with_lines(["hello"]);
        let longer = Buffer::with_lines(["hello "]);
        assert!(writes(&[&hello, &longer])[1].contains("\x1b[2J\x1b[1Hhello"));
        let mut sink = Sink::new(Writes::default());
        sink.draw(&hello).unwrap();
        sink.forget();
        sink.draw(&hello).unwrap();
        assert_eq!(sink.output.0[0], sink.output.0[1]);
    }

    #[test]
    fn no_control_character_gets_through() {
        let mut buffer = blank(9, 3);
        buffer[(0, 0)].set_symbol("\x1b[2J");
        buffer[(0, 1)].set_symbol("\u{9b}");
        buffer[(0, 2)].set_symbol("");
        assert_eq!(writes(&[&buffer])[0].matches('\u{fffd}').count(), 2);
    }

    #[test]
    fn a_closed_terminal_is_an_error() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut sink = Sink::new(Closed);
        assert!(sink.draw(&blank(3, 1)).is_err_and(|error| error.kind() == ErrorKind::BrokenPipe));
    }

    fn style() -> impl Strategy<Value = Style> {
        let colour = || {
            proptest::sample::select(vec![
                Color::Reset,
                Color::Red,
                Color::LightBlue,
                Color::Indexed(200),
                Color::Rgb(1, 20, 255),
            ])
        };
        let modifiers = Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
        (colour(), colour(), any::<u16>()).prop_map(move |(fg, bg, bits)| {
            Style::new().fg(fg).bg(bg).add_modifier(Modifier::from_bits_truncate(bits) & modifiers)
        })
    }

    fn screen() -> impl Strategy<Value = Buffer> {
        proptest::collection::vec((0..12_u16, 0..4_u16, "[a-d 漢é░⣿]{1,6}", style()), 0..8).prop_map(
            |texts| {
                let mut buffer = blank(12, 4);
                for (x, y, text, style) in texts {
                    buffer.set_string(x, y, text, style);
                }
                buffer
            },
        )
    }

    fn screen_of(width: u16, height: u16) -> vt100::Parser {
        let size = |length: u16| length.try_into().unwrap();
        vt100::Parser::new(size(height), size(width), 0)
    }

    /// The text of a cell, its colours, and whether it is bold, italic, underlined or reversed; of a blank only what is
    /// visible.
    fn shown(terminal: &vt100::Parser, x: u16, y: u16) -> (String, [vt100::Color; 2], [bool; 4]) {
        let cell = terminal.screen().cell(y, x).unwrap();
        let text = if cell.contents().is_empty() { " " } else { cell.contents() };
        let [bold, italic] = [cell.bold(), cell.italic()].map(|slanted| slanted && text != " ");
        let modifiers = [bold, italic, cell.underline(), cell.inverse()];
        let unseen = text == " " && !cell.underline() && !cell.inverse();
        let foreground = if unseen { vt100::Color::Default } else { cell.fgcolor() };
        (text.to_owned(), [foreground, cell.bgcolor()], modifiers)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(screens in proptest::collection::vec(screen(), 1..5)) {
            let mut drawn = screen_of(12, 4);
            let mut sink = Sink::new(Vec::new());
            for screen in &screens {
                sink.draw(screen).unwrap();
                drawn.process(&std::mem::take(&mut sink.output));
                // The same screen painted afresh.
                let mut afresh = screen_of(12, 4);
                let mut once = Sink::new(Vec::new());
                once.draw(screen).unwrap();
                afresh.process(&once.output);
                for (x, y) in (0..4).flat_map(|y| (0..12).map(move |x| (x, y))) {
                    if x == 0 || screen[(x - 1, y)].cell_width() < 2 {
                        prop_assert_eq!(shown(&drawn, x, y), shown(&afresh, x, y), "{} {}", x, y);
                        prop_assert_eq!(shown(&drawn, x, y).0, screen[(x, y)].symbol());
                    }
                }
            }
        }
    }
}
