//! Curves against n on a logarithmic axis, drawn with Braille dots.

use std::borrow::Cow;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::explorer::theme::Theme;

/// How a curve is dotted, so that curves differ without colour.
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
}

/// A curve.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    label: Cow<'a, str>,
    points: Cow<'a, [(f64, f64)]>,
    style: Style,
    line: Line,
}

impl<'a> Series<'a> {
    /// A curve through `points` (x, y) in order of x. It breaks where a number is not finite.
    pub fn new(
        label: impl Into<Cow<'a, str>>,
        points: impl Into<Cow<'a, [(f64, f64)]>>,
        style: Style,
    ) -> Series<'a> {
        Series { label: label.into(), points: points.into(), style, line: Line::Solid }
    }

    /// The same curve, dotted in another way.
    #[must_use]
    pub fn line(self, line: Line) -> Series<'a> {
        Series { line, ..self }
    }
}

/// A chart: curves, a band, reference lines and a cursor against a logarithmic x.
#[derive(Clone, Debug)]
pub struct Chart<'a> {
    x: (f64, f64),
    unit: Cow<'a, str>,
    series: Vec<Series<'a>>,
}

impl<'a> Chart<'a> {
    /// An empty chart for x from `least` to `greatest`, both > 0.
    pub fn new(least: f64, greatest: f64) -> Chart<'a> {
        Chart { x: (least, greatest), unit: Cow::Borrowed(""), series: Vec::new() }
    }

    /// The unit of y, written at the top of the axis.
    #[must_use]
    pub fn unit(self, unit: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { unit: unit.into(), ..self }
    }

    /// The values y shows; without this, all there are.
    #[must_use]
    pub fn y_range(self, _least: f64, _greatest: f64) -> Chart<'a> {
        self
    }

    /// Makes y logarithmic: values that are not positive are left out.
    #[must_use]
    pub fn log_y(self) -> Chart<'a> {
        self
    }

    /// Adds a curve. The first ones are the most important: they keep their colour where curves meet.
    #[must_use]
    pub fn series(mut self, series: Series<'a>) -> Chart<'a> {
        self.series.push(series);
        self
    }

    /// Shades between two curves given as (x, low, high).
    #[must_use]
    pub fn band(
        self,
        _label: impl Into<Cow<'a, str>>,
        _points: impl Into<Cow<'a, [(f64, f64, f64)]>>,
        _style: Style,
    ) -> Chart<'a> {
        self
    }

    /// Draws a vertical line at x and shows the values there.
    #[must_use]
    pub fn cursor(self, _x: f64) -> Chart<'a> {
        self
    }

    /// Draws a horizontal line at y with its label.
    #[must_use]
    pub fn reference(self, _label: impl Into<Cow<'a, str>>, _y: f64) -> Chart<'a> {
        self
    }

    /// Draws the chart into `area`.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let _ = (area, buffer, theme, self.x);
    }

    /// The x at a column of the screen, none outside the plot.
    pub fn x_at(&self, area: Rect, column: u16) -> Option<f64> {
        let _ = (area, column);
        None
    }

    /// The column of the screen for an x, none outside the plot.
    pub fn column_of(&self, area: Rect, x: f64) -> Option<u16> {
        let _ = (area, x);
        None
    }
}
