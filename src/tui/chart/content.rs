//! The contents of a chart: curves, bands, horizontal lines, marks and a cursor.

use std::borrow::Cow;

use ratatui::style::Style;

use crate::tui::chart::axis::Scale;
use crate::tui::chart::series::Series;

#[derive(Clone, Debug)]
pub(crate) struct Band<'a> {
    pub(crate) label: Cow<'a, str>,
    pub(crate) points: Cow<'a, [(f64, f64, f64)]>,
    pub(crate) style: Style,
}

#[derive(Clone, Debug)]
pub(crate) struct Mark<'a> {
    pub(crate) label: Cow<'a, str>,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) symbol: char,
    pub(crate) style: Style,
}

/// A chart: curves, a band, horizontal lines, marks and a cursor.
#[derive(Clone, Debug)]
pub struct Chart<'a> {
    pub(crate) x: (f64, f64),
    pub(crate) x_scale: Scale,
    pub(crate) x_label: Cow<'a, str>,
    pub(crate) y: Option<(f64, f64)>,
    pub(crate) y_scale: Scale,
    pub(crate) unit: Cow<'a, str>,
    /// The unit of the right axis, if there is one.
    pub(crate) right: Option<Cow<'a, str>>,
    /// Whether the curves are named outside the chart.
    pub(crate) named: bool,
    /// Whether the curves are listed with their values outside the chart.
    pub(crate) listed: bool,
    pub(crate) series: Vec<Series<'a>>,
    pub(crate) bands: Vec<Band<'a>>,
    pub(crate) references: Vec<(Cow<'a, str>, f64)>,
    pub(crate) marks: Vec<Mark<'a>>,
    pub(crate) cursor: Option<f64>,
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

    /// Gives x a square-root scale.
    #[must_use]
    pub fn root_x(self) -> Chart<'a> {
        Chart { x_scale: Scale::Root, ..self }
    }

    /// The name of x, written at the end of its axis; `n` by default.
    #[must_use]
    pub fn x_label(self, label: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { x_label: label.into(), ..self }
    }

    /// The unit of y, written above its axis.
    #[must_use]
    pub fn unit(self, unit: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { unit: unit.into(), ..self }
    }

    /// Gives the curves on the right an axis of their own, with its unit.
    #[must_use]
    pub fn right(self, unit: impl Into<Cow<'a, str>>) -> Chart<'a> {
        Chart { right: Some(unit.into()), ..self }
    }

    /// Marks the curves as named outside the chart: the legend prefers values to names.
    #[must_use]
    pub fn named(self) -> Chart<'a> {
        Chart { named: true, ..self }
    }

    /// Marks the curves as listed outside the chart with markers and values: on a screen there is no legend.
    #[must_use]
    pub fn listed(self) -> Chart<'a> {
        Chart { listed: true, ..self }
    }

    /// The range of y; all values by default.
    #[must_use]
    pub fn y_range(self, least: f64, greatest: f64) -> Chart<'a> {
        Chart { y: Some((least, greatest)), ..self }
    }

    /// Makes y logarithmic: values that are not positive are left out.
    #[must_use]
    pub fn log_y(self) -> Chart<'a> {
        Chart { y_scale: Scale::Log, ..self }
    }

    /// Adds a curve. Earlier curves take precedence: they keep their colour where curves meet, and their label where
    /// there is no room for all.
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

    /// Draws a vertical line at x, with markers on the curves and their values in the legend.
    #[must_use]
    pub fn cursor(self, x: f64) -> Chart<'a> {
        Chart { cursor: Some(x), ..self }
    }

    /// Draws a horizontal line at y, with a label.
    #[must_use]
    pub fn reference(mut self, label: impl Into<Cow<'a, str>>, y: f64) -> Chart<'a> {
        self.references.push((label.into(), y));
        self
    }

    /// Marks a single point with a symbol and a label.
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
}
