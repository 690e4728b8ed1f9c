//! Curves against n: one plot with its axes, its legend and the values at the cursor.
//!
//! Owns where on the screen a value lies, and back. Must never compute a quantity: what it writes in numbers it was
//! given, and it only guesses between points where it was not.

pub mod axis;
mod dots;
mod frame;
mod labels;
mod series;
#[cfg(test)]
mod tests;
mod vector;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::tui::chart::axis::{Axis, Scale, short};
use crate::tui::chart::dots::Dots;
use crate::tui::chart::frame::Frame;
use crate::tui::theme::{Role, Theme};

pub use crate::tui::chart::dots::Line;
pub(crate) use crate::tui::chart::labels::width as text_width;
pub use crate::tui::chart::series::Series;
pub use crate::tui::chart::vector::Canvas;

#[derive(Clone, Debug)]
struct Band<'a> {
    label: Cow<'a, str>,
    points: Cow<'a, [(f64, f64, f64)]>,
    style: Style,
}

#[derive(Clone, Debug)]
struct Mark<'a> {
    label: Cow<'a, str>,
    x: f64,
    y: f64,
    symbol: char,
    style: Style,
}

/// A chart: curves, a band, horizontal lines, marks and a cursor.
#[derive(Clone, Debug)]
pub struct Chart<'a> {
    x: (f64, f64),
    x_scale: Scale,
    x_label: Cow<'a, str>,
    y: Option<(f64, f64)>,
    y_scale: Scale,
    unit: Cow<'a, str>,
    /// The unit of the right axis, where there is one.
    right: Option<Cow<'a, str>>,
    /// Whether something else names the curves.
    named: bool,
    /// Whether something else lists the curves with their values.
    listed: bool,
    series: Vec<Series<'a>>,
    bands: Vec<Band<'a>>,
    references: Vec<(Cow<'a, str>, f64)>,
    marks: Vec<Mark<'a>>,
    cursor: Option<f64>,
}

impl<'a> Chart<'a> {
    /// An empty chart for x from `least` to `greatest` on a logarithmic scale.
    pub fn new(least: f64, greatest: f64) -> Chart<'a> {
        Chart {
            x: (least, greatest),
            x_scale: Scale::Log,
            x_label: Cow::Borrowed("n"),
            y: None,
            y_scale: Scale::Linear,
            unit: Cow::Borrowed(""),
            right: None,
            named: false,
            listed: false,
            series: Vec::new(),
            bands: Vec::new(),
            references: Vec::new(),
            marks: Vec::new(),
            cursor: None,
        }
    }

    /// Makes x linear.
    #[must_use]
    pub fn linear_x(self) -> Chart<'a> {
        Chart { x_scale: Scale::Linear, ..self }
    }

    /// Makes equal steps of x for equal differences of its square root.
    #[must_use]
    pub fn root_x(self) -> Chart<'a> {
        Chart { x_scale: Scale::Root, ..self }
    }

    /// What x is, written at the end of its axis; `n` without this.
    #[must_use]
    pub fn x_label(self, label: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { x_label: label.into(), ..self }
    }

    /// The unit of y, written above its axis.
    #[must_use]
    pub fn unit(self, unit: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { unit: unit.into(), ..self }
    }

    /// Gives the curves that are on the right an axis of their own, with its unit.
    #[must_use]
    pub fn right(self, unit: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { right: Some(unit.into()), ..self }
    }

    /// Tells that the curves are named elsewhere: their values are worth more than their names.
    #[must_use]
    pub fn named(self) -> Chart<'a> {
        Chart { named: true, ..self }
    }

    /// Tells that the curves are listed elsewhere with their markers and values: on a screen there is no legend.
    #[must_use]
    pub fn listed(self) -> Chart<'a> {
        Chart { listed: true, ..self }
    }

    /// The values y shows; without this, all there are.
    #[must_use]
    pub fn y_range(self, least: f64, greatest: f64) -> Chart<'a> {
        Chart { y: Some((least, greatest)), ..self }
    }

    /// Makes y logarithmic: values that are not positive are left out.
    #[must_use]
    pub fn log_y(self) -> Chart<'a> {
        Chart { y_scale: Scale::Log, ..self }
    }

    /// Adds a curve. The first ones matter most: they keep their colour where curves meet, and their label where there
    /// is no room for all.
    #[must_use]
    pub fn series(mut self, series: Series<'a>) -> Chart<'a> {
        self.series.push(series);
        self
    }

    /// Shades between two curves given as (x, low, high), in order of x.
    #[must_use]
    pub fn band(
        mut self,
        label: impl Into<Cow<'a, str>>,
        points: impl Into<Cow<'a, [(f64, f64, f64)]>>,
        style: Style,
    ) -> Chart<'a> {
        self.bands.push(Band { label: label.into(), points: points.into(), style });
        self
    }

    /// Draws a vertical line at x, marks the curves there and writes their values in the legend.
    #[must_use]
    pub fn cursor(self, x: f64) -> Chart<'a> {
        Chart { cursor: Some(x), ..self }
    }

    /// Draws a horizontal line at y with its label.
    #[must_use]
    pub fn reference(mut self, label: impl Into<Cow<'a, str>>, y: f64) -> Chart<'a> {
        self.references.push((label.into(), y));
        self
    }

    /// Marks a single point with a symbol and its label.
    #[must_use]
    pub fn mark(
        mut self,
        (symbol, label): (char, impl Into<Cow<'a, str>>),
        (x, y): (f64, f64),
        style: Style,
    ) -> Chart<'a> {
        self.marks.push(Mark { label: label.into(), x, y, symbol, style });
        self
    }

    /// Draws the chart into `area`. The smaller that is, the less of it: first the labels at the curves go, then the
    /// legend, the numbers at the axes, and the axes. Tells where the curves are.
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

    /// The x at a column of the screen, none outside the plot.
    pub fn x_at(&self, area: Rect, column: u16) -> Option<f64> {
        Frame::new(self, area).x_at(column)
    }

    /// The column of the screen for an x, none outside the plot.
    pub fn column_of(&self, area: Rect, x: f64) -> Option<u16> {
        Frame::new(self, area).column(x)
    }

    /// The y in the middle of a row of the plot.
    pub fn y_at(&self, area: Rect, row: u16) -> Option<f64> {
        Frame::new(self, area).y_at(row)
    }

    /// The part of the area where the curves are.
    pub fn plot(&self, area: Rect) -> Rect {
        Frame::new(self, area).plot
    }

    /// The axes: y as asked for, or from the least to the greatest value there is, with zero when that is near; and the
    /// one on the right, where there is one.
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

    /// The least and the greatest of these values that have a place on the scale.
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
            // Dashed: it moves with every step of n, and every cell of it costs bytes on the line.
            for row in (frame.plot.top()..frame.plot.bottom()).rev().step_by(2) {
                if let Some(cell) = buffer.cell_mut((column, row)) {
                    dots::put(cell, '│', text.patch(theme.style(Role::Cursor)));
                }
            }
        }
    }

    /// Draws the curves that are points, with room between them for the curves below.
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

/// The value between the points around a share of the axis, straight on its scale, given the share and the value of each
/// in order; none outside of them and next to values that are not finite.
fn between(points: &[(f64, f64)], wanted: f64) -> Option<f64> {
    let next = points.partition_point(|(share, _)| *share < wanted - 1e-12);
    let &(right, high) = points.get(next)?;
    let value = if (right - wanted).abs() < 1e-12 {
        high
    } else {
        let &(left, low) = points.get(next.checked_sub(1)?)?;
        low + (high - low) * (wanted - left) / (right - left)
    };
    value.is_finite().then_some(value)
}

/// A value at the cursor: in full when it is exact, with three digits when it was read off.
fn written(value: f64, exact: bool) -> String {
    if exact || !value.is_normal() {
        return short(value);
    }
    let scale = 10_f64.powf(2.0 - value.abs().log10().floor());
    short((value * scale).round() / scale)
}
