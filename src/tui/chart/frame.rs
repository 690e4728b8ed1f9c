//! The layout of a chart, and the axes around the plot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::chart::axis::{Axis, Tick};
use crate::tui::chart::content::Chart;
use crate::tui::chart::series::Series;
use crate::tui::theme::{Role, Theme};

/// The parts of a chart in an area.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The area of the curves.
    pub(crate) plot: Rect,
    /// The row of the legend.
    pub(crate) legend: Option<Rect>,
    /// The area of the labels at the ends of the curves.
    pub(crate) ends: Option<Rect>,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    right: Option<Axis>,
    area: Rect,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    right_ticks: Vec<Tick>,
    /// Whether there is room for the lines of the axes, and for the numbers below and left of them.
    axes: bool,
    x_numbers: bool,
}

/// The smallest sizes at which each part of a chart is shown.
const AXES: (u16, u16) = (8, 4);
const X_NUMBERS: u16 = 5;
const LEGEND: (u16, u16) = (20, 6);
const Y_NUMBERS: u16 = 18;
const ENDS: u16 = 64;

impl Frame {
    pub(crate) fn new(chart: &Chart<'_>, area: Rect) -> Frame {
        let (x, y, right_axis) = chart.axes();
        let axes = area.width >= AXES.0 && area.height >= AXES.1;
        let x_numbers = axes && area.height >= X_NUMBERS;
        let says_something = !chart.series.is_empty() || !chart.bands.is_empty() || !chart.unit.is_empty();
        let legend = (area.width >= LEGEND.0 && area.height >= LEGEND.1 && says_something)
            .then_some(Rect { height: 1, ..area });

        let above = u16::from(legend.is_some());
        let below = u16::from(axes) + u16::from(x_numbers);
        let height = area.height.saturating_sub(above + below);
        let y_ticks = if axes { y.ticks(usize::from(height / 2).clamp(2, 9)) } else { Vec::new() };
        let widest = y_ticks.iter().map(|tick| tick.label.len() as u16).max().unwrap_or(0);
        let numbers = if axes && area.width >= Y_NUMBERS + widest { widest } else { 0 };
        let y_ticks = if numbers == 0 { Vec::new() } else { y_ticks };

        let left = numbers + u16::from(axes);
        let right_ticks = match right_axis {
            Some(axis) if axes => axis.ticks(usize::from(height / 2).clamp(2, 9)),
            _ => Vec::new(),
        };
        let widest = right_ticks.iter().map(|tick| tick.label.len() as u16).max().unwrap_or(0);
        let fits = area.width >= Y_NUMBERS + left + widest;
        let right_ticks = if fits { right_ticks } else { Vec::new() };
        let beside = u16::from(axes && right_axis.is_some()) + if fits { widest } else { 0 };
        let longest =
            chart.series.iter().map(|series| crate::tui::text::width(&series.label)).max().unwrap_or(0);
        // A blank, the marker, a blank, the label.
        let right = if area.width >= ENDS && longest > 0 { longest.min(area.width / 5) + 3 } else { 0 };
        let width = area.width.saturating_sub(left + beside + right);
        let plot = Rect::new(area.x + left, area.y + above, width, height);
        let ends = (right > 0).then(|| Rect::new(plot.right() + beside, plot.y, right, plot.height));

        let label = x.ticks(4).iter().map(|tick| tick.label.len()).max().unwrap_or(1);
        let x_ticks = if axes { x.ticks(usize::from(plot.width) / (label + 3)) } else { Vec::new() };
        let right = right_axis;
        Frame { plot, legend, ends, x, y, right, area, x_ticks, y_ticks, right_ticks, axes, x_numbers }
    }

    /// The column of an x, the same as that of the curves' dots; none outside the plot.
    pub(crate) fn column(&self, x: f64) -> Option<u16> {
        let offset = cell(self.x.share(x)?, self.plot.width, 2)?;
        Some(self.plot.x + offset)
    }

    /// The row of a y; none outside the plot.
    pub(crate) fn row(&self, y: f64) -> Option<u16> {
        self.row_on(&self.y, y)
    }

    /// The row of a y of a curve; none outside the plot.
    pub(crate) fn row_of(&self, series: &Series<'_>, y: f64) -> Option<u16> {
        self.row_on(self.y_of(series), y)
    }

    /// The axis of a curve's values.
    pub(crate) fn y_of(&self, series: &Series<'_>) -> &Axis {
        self.right.as_ref().filter(|_| series.right).unwrap_or(&self.y)
    }

    /// The last column of the numbers of the right axis.
    pub(crate) fn right_end(&self) -> Option<u16> {
        let widest = self.right_ticks.iter().map(|tick| tick.label.len() as u16).max()?;
        Some(self.plot.right() + 1 + widest)
    }

    fn row_on(&self, axis: &Axis, y: f64) -> Option<u16> {
        let offset = cell(1.0 - axis.share(y)?, self.plot.height, 4)?;
        Some(self.plot.y + offset)
    }

    /// The x in the middle of a column; none outside the plot.
    pub(crate) fn x_at(&self, column: u16) -> Option<f64> {
        let offset = column.checked_sub(self.plot.x).filter(|offset| *offset < self.plot.width)?;
        // The first column is the least value and the last column the greatest, so that both can be selected.
        let steps = f64::from(self.plot.width.max(2) - 1);
        Some(self.x.value(f64::from(offset) / steps))
    }

    /// The y in the middle of a row; none outside the plot.
    pub(crate) fn y_at(&self, row: u16) -> Option<f64> {
        let offset = row.checked_sub(self.plot.y).filter(|offset| *offset < self.plot.height)?;
        Some(self.y.value(1.0 - (f64::from(offset) + 0.5) / f64::from(self.plot.height)))
    }

    /// Draws the axes, their ticks and numbers.
    pub(crate) fn render(&self, chart: &Chart<'_>, buffer: &mut Buffer, theme: &Theme) {
        if !self.axes {
            return;
        }
        let (line, number) = (theme.style(Role::Border), theme.style(Role::Dim));
        let (left, bottom) = (self.plot.x - 1, self.plot.bottom());
        let mut mark = |x: u16, y: u16, symbol: char| {
            if self.area.contains((x, y).into())
                && let Some(cell) = buffer.cell_mut((x, y))
            {
                cell.set_char(symbol).set_style(line);
            }
        };
        (self.plot.top()..bottom).for_each(|row| mark(left, row, '│'));
        (self.plot.left()..self.plot.right()).for_each(|column| mark(column, bottom, '─'));
        let mut put = |x: u16, y: u16, text: &str, style| {
            if self.area.contains((x, y).into()) {
                buffer.set_stringn(x, y, text, usize::from(self.area.right() - x), style);
            }
        };
        put(left, bottom, "└", line);
        if let Some(axis) = &self.right {
            let right = self.plot.right();
            for row in self.plot.top()..bottom {
                put(right, row, "│", line);
            }
            put(right, bottom, "┘", line);
            for tick in &self.right_ticks {
                if let Some(row) = self.row_on(axis, tick.value) {
                    put(right, row, "├", line);
                    put(right + 1, row, &tick.label, number);
                }
            }
        }
        for (tick, row) in self.y_ticks.iter().filter_map(|tick| Some((tick, self.row(tick.value)?))) {
            put(left, row, "┤", line);
            put(left - (tick.label.len() as u16).min(left), row, &tick.label, number);
        }
        for column in self.x_ticks.iter().filter_map(|tick| self.column(tick.value)) {
            put(column, bottom, "┴", line);
        }
        if !self.x_numbers {
            return;
        }
        // The name of the axis stands left of its numbers if there is room, else right of them if there is room.
        let name = crate::tui::text::width(&chart.x_label);
        let beside = self.area.x + name <= left;
        // A name of several letters is needed to read the numbers; the last number makes room for it.
        let end =
            if beside || name < 2 { self.area.right() } else { self.area.right().saturating_sub(name + 1) };
        let mut free = self.area.x;
        if beside {
            put(free, bottom + 1, &chart.x_label, number);
            free += name + 1;
        }
        for (tick, column) in self.x_ticks.iter().filter_map(|tick| Some((tick, self.column(tick.value)?))) {
            let width = tick.label.len() as u16;
            let start = column.saturating_sub(width / 2).min(self.area.right().saturating_sub(width));
            if start >= free && start + width <= end {
                put(start, bottom + 1, &tick.label, number);
                free = start + width + 1;
            }
        }
        if !beside && free + name <= self.area.right() {
            put(self.area.right() - name, bottom + 1, &chart.x_label, number);
        }
    }
}

/// The cell at a share of a length of cells with this many dots each.
fn cell(share: f64, length: u16, dots: u16) -> Option<u16> {
    let last = (u32::from(length) * u32::from(dots)).checked_sub(1)?;
    // Ticks at the very ends may miss the plot by rounding.
    (-1e-6..=1.0 + 1e-6)
        .contains(&share)
        .then(|| ((share.clamp(0.0, 1.0) * f64::from(last)).round() as u32 / u32::from(dots)) as u16)
}
