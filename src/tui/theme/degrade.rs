//! A pass over the finished buffer that leaves only what the terminal can show.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::tui::theme::ascii;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None; bold, underlined and reversed text only.
    Mono,
    /// The sixteen the terminal's owner chose.
    Ansi16,
    /// The fixed palette of 256.
    Ansi256,
    /// Red, green and blue, 8 bits each.
    True,
}

/// What the environment says about colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings<'a> {
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// `NO_COLOR`; any value except the empty one asks for no colours.
    pub no_color: Option<&'a str>,
}

impl Depth {
    /// The depth to use: the requested one, else none if `NO_COLOR` is set, else what `COLORTERM` and `TERM` promise,
    /// else sixteen.
    ///
    /// ```
    /// use bonscope::tui::theme::{Depth, Surroundings};
    ///
    /// let ssh = Surroundings { term: Some("xterm-256color"), ..Surroundings::default() };
    /// assert_eq!(Depth::detect(ssh, None), Depth::Ansi256);
    /// assert_eq!(Depth::detect(Surroundings { no_color: Some("1"), ..ssh }, None), Depth::Mono);
    /// ```
    pub fn detect(surroundings: Surroundings<'_>, asked: Option<Depth>) -> Depth {
        asked.unwrap_or_else(|| Depth::decide(surroundings).0)
    }

    /// The depth to use if none was requested, and the variable that decided; none if no variable says anything.
    pub fn decide(surroundings: Surroundings<'_>) -> (Depth, Option<&'static str>) {
        let Surroundings { term, colorterm, no_color } = surroundings;
        let term = term.unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|name| term.contains(name));
        let (depth, variable) = if no_color.is_some_and(|text| !text.is_empty()) {
            (Depth::Mono, "NO_COLOR")
        } else if term == "dumb" || is(&["-mono", "-m"]) {
            (Depth::Mono, "TERM")
        } else if colorterm.is_some_and(|text| ["truecolor", "24bit"].contains(&text)) {
            (Depth::True, "COLORTERM")
        } else if is(&["-direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"]) {
            (Depth::True, "TERM")
        } else if is(&["256color"]) {
            (Depth::Ansi256, "TERM")
        } else if term.starts_with("vt1") || term.starts_with("vt2") {
            (Depth::Mono, "TERM")
        } else {
            return (Depth::Ansi16, None);
        };
        (depth, Some(variable))
    }
}

/// Reduces the buffer to colours of this depth and, if `ascii`, to ASCII characters. Cells keep their width: see the
/// table in `ascii`.
pub fn degrade(buffer: &mut Buffer, depth: Depth, ascii: bool) {
    for cell in &mut buffer.content {
        for colour in [&mut cell.fg, &mut cell.bg] {
            // Most cells have no colours of their own.
            if *colour != Color::Reset {
                *colour = reduce(*colour, depth);
            }
        }
        if ascii && !is_plain(cell.symbol()) {
            let plain = ascii::replace(cell.symbol());
            cell.set_char(plain);
        }
    }
}

fn is_plain(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~'])
}

fn reduce(colour: Color, depth: Depth) -> Color {
    match (depth, colour) {
        (Depth::Mono, _) => Color::Reset,
        (Depth::Ansi256, Color::Rgb(r, g, b)) => Color::Indexed(nearest_256([r, g, b])),
        (Depth::Ansi16, Color::Rgb(r, g, b)) => nearest_16([r, g, b]),
        (Depth::Ansi16, Color::Indexed(index)) => {
            named(index).unwrap_or_else(|| nearest_16(indexed_rgb(index)))
        }
        _ => colour,
    }
}

/// The sixteen colours by number, as xterm shows them.
const ANSI: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The number of one of the sixteen colours.
pub(crate) fn ansi_index(colour: Color) -> Option<u8> {
    match colour {
        Color::Indexed(index @ 0..16) => Some(index),
        _ => (0..16).find(|index| named(*index) == Some(colour)),
    }
}

fn named(index: u8) -> Option<Color> {
    ANSI.get(usize::from(index)).map(|(colour, _)| *colour)
}

/// The levels of the 6 x 6 x 6 cube of colours 16 to 231.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Red, green and blue of a colour of the fixed palette.
pub(crate) fn indexed_rgb(index: u8) -> [u8; 3] {
    match index {
        0..16 => ANSI[usize::from(index)].1,
        16..232 => [36, 6, 1].map(|step| LEVELS[usize::from((index - 16) / step % 6)]),
        232.. => [8 + 10 * (index - 232); 3],
    }
}

fn nearest_256(wanted: [u8; 3]) -> u8 {
    // The first sixteen are the user's choice, so their values are unknown.
    (16..=255).min_by_key(|index| distance(indexed_rgb(*index), wanted)).unwrap_or(16)
}

/// The colour of the same hue, by its dominant primaries; greys by lightness.
fn nearest_16(wanted: [u8; 3]) -> Color {
    let (least, most) = (wanted.into_iter().min().unwrap_or(0), wanted.into_iter().max().unwrap_or(0));
    if most - least < 40 {
        return match most {
            0..48 => Color::Black,
            48..112 => Color::DarkGray,
            112..208 => Color::Gray,
            208.. => Color::White,
        };
    }
    let middle = u16::from(least) + (u16::from(most) - u16::from(least)) / 2;
    let bits = wanted.map(|part| usize::from(u16::from(part) > middle));
    ANSI[bits[0] + 2 * bits[1] + 4 * bits[2]].0
}

/// Compuphase's weighted distance: close to the perceived difference, in whole numbers.
fn distance(a: [u8; 3], b: [u8; 3]) -> i32 {
    let [r, g, b_] = [0, 1, 2].map(|part: usize| i32::from(a[part]) - i32::from(b[part]));
    let mean = (i32::from(a[0]) + i32::from(b[0])) / 2;
    (((512 + mean) * r * r) >> 8) + 4 * g * g + (((767 - mean) * b_ * b_) >> 8)
}
