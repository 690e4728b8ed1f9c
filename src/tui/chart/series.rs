//! One curve of a chart: its points, its name, its style and its value at the cursor.

use std::borrow::Cow;

use ratatui::style::Style;

use crate::tui::chart::dots::Line;

/// A curve.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    pub(crate) label: Cow<'a, str>,
    pub(crate) points: Cow<'a, [(f64, f64)]>,
    pub(crate) style: Style,
    pub(crate) line: Line,
    pub(crate) value: Option<f64>,
    /// The letter of a curve for comparison.
    pub(crate) letter: Option<char>,
    /// The marker of the curve, if it is fixed.
    pub(crate) marker: Option<char>,
    /// Whether its values belong to the right axis.
    pub(crate) right: bool,
    /// The value of the compared curve minus that of this one, at the cursor.
    pub(crate) difference: Option<f64>,
}

impl<'a> Series<'a> {
    /// A curve through `points` (x, y), in order of x. It breaks where a number is not finite or not on the scale.
    pub fn new(
        label: impl Into<Cow<'a, str>>,
        points: impl Into<Cow<'a, [(f64, f64)]>>,
        style: Style,
    ) -> Series<'a> {
        Series {
            label: label.into(),
            points: points.into(),
            style,
            line: Line::Solid,
            value: None,
            letter: None,
            marker: None,
            right: false,
            difference: None,
        }
    }

    /// The same curve in another pattern.
    #[must_use]
    pub fn line(self, line: Line) -> Series<'a> {
        Series { line, ..self }
    }

    /// The same curve with its exact value at the cursor. Without an exact value it is read off between the points, and
    /// written with fewer digits.
    #[must_use]
    pub fn value(self, value: f64) -> Series<'a> {
        Series { value: Some(value), ..self }
    }

    /// The same curve with this marker, whatever its place in the chart.
    #[must_use]
    pub fn marker(self, marker: char) -> Series<'a> {
        Series { marker: Some(marker), ..self }
    }

    /// The same curve as one for comparison, under its own letter.
    #[must_use]
    pub fn pinned(self, letter: char) -> Series<'a> {
        Series { letter: Some(letter), line: Line::DashDot, ..self }
    }

    /// The same curve on the right axis.
    #[must_use]
    pub fn on_right(self) -> Series<'a> {
        Series { right: true, ..self }
    }

    /// The same curve with the difference of the compared curve from it at the cursor.
    #[must_use]
    pub fn difference(self, difference: f64) -> Series<'a> {
        Series { difference: Some(difference), ..self }
    }

    /// The marker of the curve at this place in the chart.
    pub(crate) fn sign(&self, index: usize) -> char {
        const MARKERS: [char; 8] = ['●', '○', '◆', '◇', '▲', '△', '■', '□'];
        self.letter.or(self.marker).unwrap_or(MARKERS[index % MARKERS.len()])
    }
}
