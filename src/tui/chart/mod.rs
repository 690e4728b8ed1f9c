//! Curves against n: one plot with its axes, its legend and the values at the cursor.
//!
//! Owns where on the screen a value lies, and back. Must never compute a quantity: it writes the numbers it is given,
//! and interpolates only between points.

pub mod axis;
mod content;
mod dots;
mod frame;
mod labels;
mod series;

#[cfg(test)]
mod tests;
mod value;
mod vector;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::tui::chart::axis::{Axis, Scale};
use crate::tui::chart::content::Band;
use crate::tui::chart::dots::Dots;
use crate::tui::chart::frame::Frame;
use crate::tui::chart::value::between;
use crate::tui::theme::{Role, Theme};

pub use crate::tui::chart::content::Chart;
pub use crate::tui::chart::dots::Line;
pub use crate::tui::chart::series::Series;
pub use crate::tui::chart::vector::Canvas;
pub(crate) use crate::tui::text::width as text_width;

impl Chart<'_> {
    /// Draws the chart into `area`. Smaller areas get less of it: first the labels at the curves go, then the legend,
    /// the numbers at the axes, and the axes. Gives the area of the curves.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Rect {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return Rect::ZERO;
        }
        let frame = Frame::new(self, area);
        frame.render(self, buffer, theme);
        self.shade(&frame, buffer);
        self.rule(&frame, buffer, theme);
        let mut dots = Dots::new(frame.plot.width, frame.plot.height);
        for series in self.series.iter().rev().filter(|series| series.line != Line::Points) {
            let points =
                series.points.iter().map(|(x, y)| Some((frame.x.share(*x)?, frame.y_of(series).share(*y)?)));
            dots.curve(points, series.line, series.style);
        }
        dots.render(frame.plot, buffer, theme.style(Role::Text));
        self.scatter(&frame, buffer, theme);
        self.point(&frame, buffer, theme);
        labels::references(self, &frame, buffer, theme);
        labels::marks(self, &frame, buffer);
        labels::ends(self, &frame, buffer);
        if let Some(row) = frame.legend {
            labels::legend(self, &frame, row, buffer, theme);
        }
        frame.plot
    }

    /// The x at a column of the screen; none outside the plot.
    pub fn x_at(&self, area: Rect, column: u16) -> Option<f64> {
        Frame::new(self, area).x_at(column)
    }

    /// The column of the screen for an x; none outside the plot.
    pub fn column_of(&self, area: Rect, x: f64) -> Option<u16> {
        Frame::new(self, area).column(x)
    }

    /// The y in the middle of a row of the plot.
    pub fn y_at(&self, area: Rect, row: u16) -> Option<f64> {
        Frame::new(self, area).y_at(row)
    }

    /// The part of the area with the curves.
    pub fn plot(&self, area: Rect) -> Rect {
        Frame::new(self, area).plot
    }

    /// The axes: y as requested, or from the least to the greatest value, including zero if that is near; and the right
    /// axis, if there is one.
    fn axes(&self) -> (Axis, Axis, Option<Axis>) {
        let x = Axis::new(self.x_scale, self.x.0, self.x.1);
        let seen = x.value(-1e-9)..=x.value(1.0 + 1e-9);
        let shown = |at: f64| seen.contains(&at);
        let curves = |right: bool| {
            let series =
                self.series.iter().filter(move |series| (series.right && self.right.is_some()) == right);
            series.flat_map(|series| series.points.iter().copied()).filter(|(x, _)| shown(*x)).map(|(_, y)| y)
        };
        let left = || {
            let bands = self.bands.iter().flat_map(|band| band.points.iter());
            let values = bands
                .flat_map(|&(x, low, high)| [(x, low), (x, high)])
                .chain(self.marks.iter().map(|mark| (mark.x, mark.y)))
                .filter(|(x, _)| shown(*x))
                .map(|(_, y)| y);
            self.ends(curves(false).chain(values).chain(self.references.iter().map(|(_, y)| *y)))
        };
        let axis = |(least, greatest): (f64, f64)| Axis::new(self.y_scale, least, greatest);
        let right = self.right.as_ref().map(|_| axis(self.ends(curves(true))));
        (x, axis(self.y.unwrap_or_else(left)), right)
    }

    /// The least and the greatest of these values that are on the scale.
    fn ends(&self, values: impl Iterator<Item = f64>) -> (f64, f64) {
        let (least, greatest) = values
            .filter(|y| y.is_finite() && (self.y_scale == Scale::Linear || *y > 0.0))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
        match self.y_scale {
            _ if least > greatest => (0.0, 1.0),
            Scale::Linear if least >= 0.0 && least < 0.4 * greatest => (0.0, greatest),
            _ => (least, greatest),
        }
    }

    /// Shades the cells whose middle lies in a band, the first band above the others.
    fn shade(&self, frame: &Frame, buffer: &mut Buffer) {
        self.bands.iter().rev().for_each(|band| band.shade(frame, buffer));
    }
}

impl Band<'_> {
    fn shade(&self, frame: &Frame, buffer: &mut Buffer) {
        let edge = |pick: fn(&(f64, f64, f64)) -> f64| -> Vec<(f64, f64)> {
            let places = self.points.iter().map(|point| (frame.x.share(point.0), pick(point)));
            places.filter_map(|(share, value)| Some((share?, value))).collect()
        };
        let (lows, highs) = (edge(|point| point.1), edge(|point| point.2));
        for column in frame.plot.left()..frame.plot.right() {
            let Some(x) = frame.x_at(column).and_then(|x| frame.x.share(x)) else { continue };
            let place = |edge: &[(f64, f64)]| between(edge, x).and_then(|y| frame.y.share(y));
            let (Some(low), Some(high)) = (place(&lows), place(&highs)) else { continue };
            for row in frame.plot.top()..frame.plot.bottom() {
                let middle = 1.0 - (f64::from(row - frame.plot.y) + 0.5) / f64::from(frame.plot.height);
                if (low..=high).contains(&middle)
                    && let Some(cell) = buffer.cell_mut((column, row))
                {
                    cell.set_char('░').set_style(self.style);
                }
            }
        }
    }
}

impl Chart<'_> {
    /// Draws the reference lines and the cursor.
    fn rule(&self, frame: &Frame, buffer: &mut Buffer, theme: &Theme) {
        let text = theme.style(Role::Text);
        for row in self.references.iter().filter_map(|(_, y)| frame.row(*y)) {
            for column in frame.plot.left()..frame.plot.right() {
                if let Some(cell) = buffer.cell_mut((column, row)) {
                    dots::put(cell, '╌', text.patch(theme.style(Role::Reference)));
                }
            }
        }
        if let Some(column) = self.cursor.and_then(|x| frame.column(x)) {
            // Dashed: the line moves with every step of n, and every cell of it costs bytes.
            for row in (frame.plot.top()..frame.plot.bottom()).rev().step_by(2) {
                if let Some(cell) = buffer.cell_mut((column, row)) {
                    dots::put(cell, '│', text.patch(theme.style(Role::Cursor)));
                }
            }
        }
    }

    /// Draws the curves that are points, leaving room for the curves below.
    fn scatter(&self, frame: &Frame, buffer: &mut Buffer, theme: &Theme) {
        let points = self.series.iter().enumerate().filter(|(_, series)| series.line == Line::Points);
        for (index, series) in points {
            let mut last: Option<(u16, u16)> = None;
            for (x, y) in series.points.iter() {
                let (Some(column), Some(row)) = (frame.column(*x), frame.row_of(series, *y)) else {
                    continue;
                };
                if last.is_some_and(|last| last.1 == row && last.0.abs_diff(column) < 3) {
                    continue;
                }
                last = Some((column, row));
                if let Some(cell) = buffer.cell_mut((column, row)) {
                    dots::put(cell, series.sign(index), theme.style(Role::Text).patch(series.style));
                }
            }
        }
    }

    /// Marks the curves at the cursor.
    fn point(&self, frame: &Frame, buffer: &mut Buffer, theme: &Theme) {
        let Some(column) = self.cursor.and_then(|x| frame.column(x)) else { return };
        for (index, series) in self.series.iter().enumerate().rev() {
            if let Some(row) = self.value_of(series, frame).and_then(|(y, _)| frame.row_of(series, y))
                && let Some(cell) = buffer.cell_mut((column, row))
            {
                let style = theme.style(Role::Text).patch(series.style).add_modifier(Modifier::BOLD);
                dots::put(cell, series.sign(index), style);
            }
        }
    }

    /// The value of a curve at the cursor, and whether it is exact.
    fn value_of(&self, series: &Series<'_>, frame: &Frame) -> Option<(f64, bool)> {
        let exact = series.value.map(|value| (value, true));
        if exact.is_some() || series.line == Line::Points {
            return exact;
        }
        let cursor = frame.x.share(self.cursor?)?;
        let places = series.points.iter().map(|&(x, y)| (frame.x.share(x), y));
        let places: Vec<(f64, f64)> = places.filter_map(|(share, y)| Some((share?, y))).collect();
        Some((between(&places, cursor)?, false))
    }
}
