//! One curve of a chart: its points, its name, its look and what is known of it at the cursor.

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
    /// The sign of a curve that is there for comparison.
    pub(crate) letter: Option<char>,
    /// The sign of the curve, if it has one wherever it stands.
    pub(crate) marker: Option<char>,
    /// Whether its values are those of the right axis.
    pub(crate) right: bool,
    /// What another curve has more than this one at the cursor.
    pub(crate) difference: Option<f64>,
}

impl<'a> Series<'a> {
    /// A curve through `points` (x, y), in order of x. It breaks where a number is not finite or has no place on the
    /// scale.
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

    /// The same curve, dotted in another way.
    #[must_use]
    pub fn line(self, line: Line) -> Series<'a> {
        Series { line, ..self }
    }

    /// The same curve with its exact value at the cursor. Without it the value is read off between the points, and
    /// written with fewer digits.
    #[must_use]
    pub fn value(self, value: f64) -> Series<'a> {
        Series { value: Some(value), ..self }
    }

    /// The same curve with this sign, whatever its place in the chart.
    #[must_use]
    pub fn marker(self, marker: char) -> Series<'a> {
        Series { marker: Some(marker), ..self }
    }

    /// The same curve as one to compare with, under a letter of its own.
    #[must_use]
    pub fn ghost(self, letter: char) -> Series<'a> {
        Series { letter: Some(letter), line: Line::DashDot, ..self }
    }

    /// The same curve on the right axis.
    #[must_use]
    pub fn on_right(self) -> Series<'a> {
        Series { right: true, ..self }
    }

    /// The same curve with what the compared one has more at the cursor.
    #[must_use]
    pub fn difference(self, difference: f64) -> Series<'a> {
        Series { difference: Some(difference), ..self }
    }

    /// The sign of the curve at this place in the chart.
    pub(crate) fn sign(&self, index: usize) -> char {
        const MARKERS: [char; 8] = ['●', '○', '◆', '◇', '▲', '△', '■', '□'];
        self.letter.or(self.marker).unwrap_or(MARKERS[index % MARKERS.len()])
    }
}
