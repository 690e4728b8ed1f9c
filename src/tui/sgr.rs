//! Styles as escape sequences: from the current style to the next in the fewest bytes.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The current style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

/// The codes that turn each modifier on and off. Bold and dim are turned off together.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl From<&Cell> for Pen {
    fn from(cell: &Cell) -> Pen {
        Pen { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }
}

impl Pen {
    /// Whether a blank looks the same in it as in the plain style.
    pub(crate) fn is_clear(self) -> bool {
        let visible = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        self.background == Color::Reset && !self.modifier.intersects(visible)
    }

    /// Changes to the style `next`; writes nothing if it is the same.
    pub(crate) fn change(&mut self, next: Pen, out: &mut String) {
        if *self == next {
            return;
        }
        let mut parameters = String::new();
        if next != Pen::default() {
            self.steps(next, &mut parameters);
            let mut afresh = String::from("0;");
            Pen::default().steps(next, &mut afresh);
            if afresh.len() < parameters.len() {
                parameters = afresh;
            }
            parameters.pop();
        }
        out.push_str("\x1b[");
        out.push_str(&parameters);
        out.push('m');
        *self = next;
    }

    /// The parameters from this style to `next`, each followed by a semicolon.
    fn steps(self, next: Pen, out: &mut String) {
        let mut kept = self.modifier;
        for (modifier, _, off) in MODIFIERS {
            if kept.contains(modifier) && !next.modifier.contains(modifier) {
                parameter(out, off);
                kept = MODIFIERS
                    .iter()
                    .filter(|(_, _, also)| *also == off)
                    .fold(kept, |kept, (gone, ..)| kept - *gone);
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if next.modifier.contains(modifier) && !kept.contains(modifier) {
                parameter(out, on);
            }
        }
        if self.foreground != next.foreground {
            colour(out, next.foreground, 30);
        }
        if self.background != next.background {
            colour(out, next.background, 40);
        }
    }
}

fn parameter(out: &mut String, number: u8) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{number};");
}

/// `base` is 30 for the foreground and 40 for the background.
fn colour(out: &mut String, colour: Color, base: u8) {
    let number = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => {
            let _ = write!(out, "{};5;{index};", base + 8);
            return;
        }
        Color::Rgb(r, g, b) => {
            let _ = write!(out, "{};2;{r};{g};{b};", base + 8);
            return;
        }
    };
    parameter(out, number);
}

/// The symbol of a cell, safe to send: a control character becomes the replacement character.
pub(crate) fn symbol(cell: &Cell) -> &str {
    let symbol = cell.symbol();
    if symbol.is_empty() {
        " "
    } else if symbol.chars().any(char::is_control) {
        "\u{fffd}"
    } else {
        symbol
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn sequence(styles: &[Style]) -> Vec<String> {
        let mut pen = Pen::default();
        let pens = styles.iter().map(|style| Pen::from(&*Cell::EMPTY.clone().set_style(*style)));
        pens.map(|next| {
            let mut out = String::new();
            pen.change(next, &mut out);
            out
        })
        .collect()
    }

    #[test]
    fn only_what_changes_is_sent() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let sent = sequence(&[
            Style::new(),
            bold,
            bold.fg(Color::Red),
            bold.add_modifier(Modifier::DIM),
            Style::new().add_modifier(Modifier::DIM),
            Style::new().bg(Color::Rgb(1, 2, 3)).fg(Color::LightBlue),
            Style::new(),
        ]);
        assert_eq!(
            sent,
            ["", "\x1b[1m", "\x1b[31m", "\x1b[2;39m", "\x1b[0;2m", "\x1b[0;94;48;2;1;2;3m", "\x1b[m"]
                .map(str::to_owned)
        );
    }
}
