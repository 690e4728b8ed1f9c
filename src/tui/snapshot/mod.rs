//! A finished buffer as plain text, as text with colours, or as a picture.
//!
//! Must be deterministic: the same buffer gives the same bytes everywhere.

mod glyph;
mod svg;

pub(crate) use crate::tui::snapshot::svg::{FONTS, escape};
pub use crate::tui::snapshot::svg::{Ground, svg};

use ratatui::buffer::{Buffer, Cell, CellWidth};

use crate::tui::sgr::{self, Pen};

/// The characters alone, one line per row, without the blanks at the ends of lines.
pub fn plain(buffer: &Buffer) -> String {
    lines(buffer, |cells, out| {
        visible(cells).for_each(|(_, cell)| out.push_str(sgr::symbol(cell)));
        out.truncate(out.trim_end_matches(' ').len());
    })
}

/// The characters with the escape sequences of their styles. Each line ends in the plain style and without trailing
/// blanks.
pub fn ansi(buffer: &Buffer) -> String {
    lines(buffer, |cells, out| {
        let blank = |cell: &&Cell| cell.symbol() == " " && Pen::from(*cell) == Pen::default();
        let end = cells.iter().rposition(|cell| !blank(&cell)).map_or(0, |last| last + 1);
        let mut pen = Pen::default();
        for (_, cell) in visible(cells).take_while(|(column, _)| *column < end) {
            pen.change(Pen::from(cell), out);
            out.push_str(sgr::symbol(cell));
        }
        pen.change(Pen::default(), out);
    })
}

fn lines(buffer: &Buffer, mut write: impl FnMut(&[Cell], &mut String)) -> String {
    let mut text = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let mut line = String::new();
        write(row, &mut line);
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The cells of a row with their columns, without those covered by a wide character to the left.
fn visible(cells: &[Cell]) -> impl Iterator<Item = (usize, &Cell)> {
    let mut free = 0;
    cells.iter().enumerate().filter(move |(column, cell)| {
        let shown = *column >= free;
        if shown {
            free = column + usize::from(cell.cell_width().max(1));
        }
        shown
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::{
        layout::Rect,
        style::{Color, Modifier, Style},
    };

    fn sample() -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        buffer.set_string(0, 0, "漢 ok", Style::new().fg(Color::Red));
        buffer.set_string(0, 1, "<&>", Style::new().add_modifier(Modifier::BOLD));
        buffer[(9, 1)].set_bg(Color::Blue);
        buffer
    }

    #[test]
    fn text() {
        assert_eq!(plain(&sample()), "漢 ok\n<&>\n");
        assert_eq!(ansi(&sample()), "\x1b[31m漢 ok\x1b[m\n\x1b[1m<&>\x1b[m      \x1b[44m \x1b[m\n");
        assert_eq!(plain(&Buffer::empty(Rect::ZERO)), "");
    }

    #[test]
    fn no_control_character_is_written() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 1));
        buffer[(0, 0)].set_symbol("\x1b]0;");
        for text in [plain(&buffer), svg(&buffer, Ground::Dark, "\x07<\"title")] {
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        }
    }

    #[test]
    fn a_picture_is_well_formed_and_always_the_same() {
        let picture = svg(&sample(), Ground::Light, "a <title> & more");
        assert_eq!(picture, svg(&sample(), Ground::Light, "a <title> & more"));
        assert!(picture.contains("&lt;&amp;&gt;") && picture.contains("a &lt;title&gt; &amp; more"));
        assert_eq!(picture.matches("<g").count(), picture.matches("</g>").count());
        assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
    }
}
