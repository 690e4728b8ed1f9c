//! Curves in Braille dots: two columns and four rows of dots per cell, one owner per cell.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// The pattern of a curve, so that curves differ without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Line {
    /// Without a break.
    #[default]
    Solid,
    /// Long strokes.
    Dashed,
    /// Single dots.
    Dotted,
    /// Stroke and dot in turn.
    DashDot,
    /// No line, only the curve's marker at each of its points.
    Points,
}

impl Line {
    /// Whether the dot at this distance along the curve is drawn.
    fn draws(self, along: usize) -> bool {
        match self {
            Line::Solid => true,
            Line::Dashed => along % 8 < 5,
            Line::Dotted => along.is_multiple_of(3),
            Line::DashDot => matches!(along % 10, 0..=4 | 7),
            Line::Points => false,
        }
    }

    /// A sample for a line of text: the parts left and right of a marker.
    pub(crate) fn sample(self) -> (&'static str, &'static str) {
        match self {
            Line::Solid => ("─", "─"),
            Line::Dashed => ("╌", "╌"),
            Line::Dotted => ("┈", "┈"),
            Line::DashDot => ("─", "·"),
            Line::Points => ("", ""),
        }
    }
}

/// The dots of a plot.
#[derive(Debug)]
pub(crate) struct Dots {
    columns: usize,
    rows: usize,
    /// A pattern and the style of its last owner, row by row of cells.
    cells: Vec<(u8, Style)>,
}

/// The bit of each dot in the code of a Braille character, by row and column.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Dots {
    /// No dots yet.
    pub(crate) fn new(width: u16, height: u16) -> Dots {
        let cells = vec![(0, Style::new()); usize::from(width) * usize::from(height)];
        Dots { columns: 2 * usize::from(width), rows: 4 * usize::from(height), cells }
    }

    /// Draws a curve through points whose coordinates are shares of the plot, with (0, 0) at the bottom left; parts
    /// outside are clipped. The curve breaks at every `None`.
    pub(crate) fn curve(
        &mut self,
        points: impl Iterator<Item = Option<(f64, f64)>>,
        line: Line,
        style: Style,
    ) {
        let (mut last, mut along) = (None, 0);
        for point in points {
            if let (Some(from), Some(to)) = (last, point) {
                if let Some((from, to)) = clip(from, to) {
                    self.stroke(self.place(from), self.place(to), &mut along, line, style);
                }
            } else if let Some(only) = point.filter(|point| clip(*point, *point).is_some()) {
                let place = self.place(only);
                self.set(place, style);
            }
            last = point;
        }
    }

    /// Draws the dots into the buffer at the upper left corner of `area`, in their styles over `plain`. The old
    /// contents of a cell are replaced.
    pub(crate) fn render(&self, area: Rect, buffer: &mut Buffer, plain: Style) {
        for (index, (pattern, style)) in
            self.cells.iter().enumerate().filter(|(_, (pattern, _))| *pattern != 0)
        {
            let (x, y) = (index % (self.columns / 2), index / (self.columns / 2));
            let at = (area.x.saturating_add(x as u16), area.y.saturating_add(y as u16));
            if let (Some(cell), Some(symbol)) =
                (buffer.cell_mut(at), char::from_u32(0x2800 + u32::from(*pattern)))
            {
                put(cell, symbol, plain.patch(*style));
            }
        }
    }

    fn place(&self, (x, y): (f64, f64)) -> (i64, i64) {
        let at = |share: f64, count: usize| (share * (count.max(1) - 1) as f64).round() as i64;
        (at(x, self.columns), at(1.0 - y, self.rows))
    }

    fn set(&mut self, (x, y): (i64, i64), style: Style) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.columns
            && let Some(cell) = self.cells.get_mut(y / 4 * (self.columns / 2) + x / 2)
        {
            *cell = (cell.0 | BITS[y % 4][x % 2], style);
        }
    }

    /// Bresenham's line, without its first dot if it continues a curve.
    fn stroke(&mut self, from: (i64, i64), to: (i64, i64), along: &mut usize, line: Line, style: Style) {
        let (wide, high) = ((to.0 - from.0).abs(), -(to.1 - from.1).abs());
        let (right, down) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        let (mut at, mut error) = (from, wide + high);
        if *along == 0 && line.draws(0) {
            self.set(at, style);
        }
        while at != to {
            let twice = 2 * error;
            if twice >= high {
                error += high;
                at.0 += right;
            }
            if twice <= wide {
                error += wide;
                at.1 += down;
            }
            *along += 1;
            if line.draws(*along) {
                self.set(at, style);
            }
        }
    }
}

/// Fills a cell; only its background stays.
pub(crate) fn put(cell: &mut Cell, symbol: char, style: Style) {
    cell.fg = Color::Reset;
    cell.modifier = Modifier::empty();
    cell.set_char(symbol).set_style(style);
}

/// The part of a segment inside the unit square (Liang and Barsky).
pub(crate) fn clip(from: (f64, f64), to: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, from.0), (dx, 1.0 - from.0), (-dy, from.1), (dy, 1.0 - from.1)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enters = enters.max(room / step);
        } else {
            leaves = leaves.min(room / step);
        }
    }
    let at = |share: f64| (from.0 + share * dx, from.1 + share * dy);
    (enters <= leaves).then(|| (at(enters), at(leaves)))
}
