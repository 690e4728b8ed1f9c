//! The text of a chart: its legend, and the labels of curves, lines and marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line as Text, Span};

use crate::text::figure::short;
use crate::tui::chart::content::Chart;
use crate::tui::chart::dots;
use crate::tui::chart::frame::Frame;
use crate::tui::chart::series::Series;
use crate::tui::chart::value::written;
use crate::tui::text::{cut, width};
use crate::tui::theme::{Role, Theme};

/// The cells of a value in a legend, constant so that nothing moves while values change.
const VALUE: usize = 8;

/// What a legend shows of each curve.
#[derive(Clone, Copy)]
struct Detail {
    line: bool,
    name: bool,
    value: bool,
    band: bool,
    pinned: PinnedLabels,
}

/// What a legend shows of curves for comparison.
#[derive(Clone, Copy, PartialEq)]
enum PinnedLabels {
    /// As much as of the others, and the difference.
    All,
    /// The difference; without values for the others, or only for the first of them.
    Difference,
    /// The letters.
    Letter,
}

/// From the fullest legend to the shortest. A value matters more than a sample of the line, which the marker also
/// represents.
const DETAILS: [Detail; 9] = [
    Detail { line: true, name: true, value: true, band: true, pinned: PinnedLabels::All },
    Detail { line: true, name: true, value: true, band: false, pinned: PinnedLabels::All },
    Detail { line: false, name: true, value: true, band: false, pinned: PinnedLabels::All },
    Detail { line: false, name: true, value: true, band: false, pinned: PinnedLabels::Difference },
    Detail { line: false, name: true, value: false, band: false, pinned: PinnedLabels::Difference },
    Detail { line: true, name: true, value: false, band: true, pinned: PinnedLabels::Letter },
    Detail { line: true, name: true, value: false, band: false, pinned: PinnedLabels::Letter },
    Detail { line: false, name: true, value: false, band: false, pinned: PinnedLabels::Letter },
    Detail { line: false, name: false, value: true, band: false, pinned: PinnedLabels::Difference },
];

/// Writes the unit, and the sample, name and value at the cursor of each curve: as much as there is room for.
pub(crate) fn legend(chart: &Chart<'_>, frame: &Frame, row: Rect, buffer: &mut Buffer, theme: &Theme) {
    // The unit stands above its numbers, if it fits there.
    let unit = width(&chart.unit);
    let left = frame.plot.x.saturating_sub(unit).max(row.x);
    buffer.set_stringn(left, row.y, &chart.unit, row.width.into(), theme.style(Role::Dim));
    let mut x = if unit > 0 { left.saturating_add(unit + 1).max(frame.plot.x) } else { frame.plot.x };
    // The unit of the right axis stands above its numbers, or at the right end.
    let taken = chart.right.as_ref().map_or(0, |unit| width(unit));
    let right = frame.right_end().unwrap_or(0).max(frame.plot.right() + taken).min(row.right());
    let right = right.saturating_sub(taken).max(x);
    let end = if taken > 0 { right.saturating_sub(1) } else { row.right() };
    if let Some(unit) = &chart.right {
        buffer.set_stringn(right, row.y, unit, usize::from(row.right() - right), theme.style(Role::Dim));
    }
    if chart.listed {
        return;
    }
    let room = usize::from(end.saturating_sub(x));
    let fits =
        |entries: &Vec<Text<'_>>| entries.iter().map(|entry| entry.width() + 2).sum::<usize>() <= room + 2;
    let compares = chart.series.iter().any(|series| series.letter.is_some());
    let apt = |detail: &&Detail| match detail {
        Detail { name: false, .. } => chart.named,
        Detail { value: false, .. } if chart.named => false,
        Detail { pinned: PinnedLabels::Difference, value, .. } => compares && (*value || !chart.named),
        _ => true,
    };
    let mut shown = Vec::new();
    for detail in DETAILS.iter().filter(apt) {
        shown = entries(chart, frame, *detail);
        if fits(&shown) {
            break;
        }
    }
    for entry in &shown {
        let taken = u16::try_from(entry.width()).unwrap_or(u16::MAX);
        if x.saturating_add(taken) > end {
            break;
        }
        buffer.set_line(x, row.y, entry, taken);
        x += taken + 2;
    }
}

fn entries<'c>(chart: &'c Chart<'_>, frame: &Frame, detail: Detail) -> Vec<Text<'c>> {
    let series = chart.series.iter().enumerate().map(|(index, series)| {
        let pinned = series.letter.map(|_| detail.pinned);
        let (before, after) = if detail.line { series.line.sample() } else { ("", "") };
        let mut spans = vec![Span::styled(format!("{before}{}{after}", series.sign(index)), series.style)];
        if detail.name && matches!(pinned, None | Some(PinnedLabels::All)) {
            spans.push(Span::raw(format!(" {}", series.label)));
        }
        let valued = match pinned {
            None => detail.value && (detail.pinned == PinnedLabels::All || index == 0 || !detail.name),
            Some(pinned) => detail.value && pinned == PinnedLabels::All,
        };
        if let Some((value, exact)) = chart.value_of(series, frame).filter(|_| valued) {
            spans.push(Span::styled(format!(" {:<VALUE$}", written(value, exact)), series.style));
        }
        if let Some(difference) = series.difference.filter(|_| pinned != Some(PinnedLabels::Letter)) {
            let sign = if difference > 0.0 { "+" } else { "" };
            spans.push(Span::styled(format!(" Δ{sign}{}", short(difference)), series.style));
        }
        Text::from(spans)
    });
    let band = chart.bands.iter().filter(|band| detail.band && !band.label.is_empty());
    series
        .chain(band.map(|band| Text::from(vec![Span::styled("░░ ", band.style), Span::raw(&*band.label)])))
        .collect()
}

/// Writes the name of each curve right of its end; names that would overlap move apart. Without room for names, the
/// letters of curves for comparison mark their ends.
pub(crate) fn ends(chart: &Chart<'_>, frame: &Frame, buffer: &mut Buffer) {
    let last = |series: &Series<'_>| {
        series.points.iter().rev().find_map(|(x, y)| {
            let within = |share: &f64| (-1e-6..=1.0 + 1e-6).contains(share);
            frame.x.share(*x).filter(within)?;
            Some((frame.column(*x)?, frame.row_of(series, *y)?))
        })
    };
    let series = chart.series.iter().enumerate();
    let Some(area) = frame.ends else {
        for (index, series) in series.filter(|(_, series)| series.letter.is_some()).rev() {
            if let Some((column, row)) = last(series)
                && let Some(cell) = buffer.cell_mut((column, row))
            {
                dots::put(cell, series.sign(index), series.style);
            }
        }
        return;
    };
    let mut labels: Vec<_> = series
        .take(area.height.into())
        .filter_map(|(index, series)| Some((last(series)?.1, index, series)))
        .collect();
    labels.sort_by_key(|(row, index, _)| (*row, *index));
    let mut free = area.y;
    for (row, ..) in &mut labels {
        *row = (*row).max(free);
        free = *row + 1;
    }
    let mut limit = area.bottom();
    for (row, index, series) in labels.into_iter().rev() {
        let row = row.min(limit.saturating_sub(1));
        limit = row;
        let text = format!("{} {}", series.sign(index), series.label);
        let text = cut(&text, usize::from(area.width) - 1);
        buffer.set_string(area.x + 1, row, text, series.style);
    }
}

/// Writes the names of the reference lines on them, where no curve is in the way; they stay put when the cursor passes.
pub(crate) fn references(chart: &Chart<'_>, frame: &Frame, buffer: &mut Buffer, theme: &Theme) {
    for (label, row) in chart.references.iter().filter_map(|(label, y)| Some((label, frame.row(*y)?))) {
        write_where_free(frame, row, label, theme.style(Role::Reference), buffer);
    }
}

fn write_where_free(frame: &Frame, row: u16, label: &str, style: Style, buffer: &mut Buffer) {
    let text = format!("{label} ");
    let taken = width(&text);
    let free =
        |x: u16| matches!(buffer.cell((x, row)).map(|cell| cell.symbol()), Some(" " | "╌" | "░" | "│"));
    let mut starts = frame.plot.left()..(frame.plot.right() + 1).saturating_sub(taken);
    if let Some(start) = starts.find(|start| (*start..start + taken).all(free)) {
        buffer.set_string(start, row, text, style);
    }
}

/// Draws the marked points, with their names beside them if there is room.
pub(crate) fn marks(chart: &Chart<'_>, frame: &Frame, buffer: &mut Buffer) {
    let places: Vec<_> = chart
        .marks
        .iter()
        .filter_map(|mark| Some((mark, frame.column(mark.x)?, frame.row(mark.y)?)))
        .collect();
    for (mark, column, row) in &places {
        buffer.set_string(*column, *row, mark.symbol.encode_utf8(&mut [0; 4]), mark.style);
    }
    for (mark, column, row) in places {
        let taken = width(&mark.label);
        let room = |start: u16| start >= frame.plot.left() && start + taken <= frame.plot.right();
        let free = |start: u16, row: u16| {
            room(start)
                && (frame.plot.top()..frame.plot.bottom()).contains(&row)
                && (start..start + taken)
                    .all(|x| matches!(buffer.cell((x, row)).map(|cell| cell.symbol()), Some(" ")))
        };
        let (right, left) = (column + 2, column.saturating_sub(taken + 1));
        let rows = [row, row + 1, row.saturating_sub(1)];
        let place = rows.into_iter().flat_map(|row| [(right, row), (left, row)]).find(|(x, y)| free(*x, *y));
        if let Some((x, y)) = place {
            buffer.set_string(x, y, &mark.label, mark.style);
        }
    }
}
