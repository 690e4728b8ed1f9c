//! A chart as a picture of lines instead of cells: the same curves, axes, markers and text.

use std::fmt::Write;

use ratatui::style::Style;

use crate::tui::chart::axis::{Axis, Tick};
use crate::tui::chart::content::Chart;
use crate::tui::chart::dots::{Line, clip};
use crate::tui::chart::series::Series;
use crate::tui::chart::value::written;
use crate::tui::snapshot::{FONTS, Ground, escape};
use crate::tui::text::width;
use crate::tui::theme::{Role, Theme};

/// The width of a letter and the height of a line, for letters of 13 pixels.
const LETTER: f64 = 7.83;
const ROW: f64 = 20.0;
/// The distance of the text from the left edge.
const EDGE: f64 = 14.0;
/// The height below the plot, for its numbers and the name of its axis.
const BELOW: f64 = 48.0;

/// The look of a picture of a chart.
#[derive(Clone, Copy, Debug)]
pub struct Canvas<'a> {
    /// Its width and height in pixels.
    pub size: (f64, f64),
    /// Its background.
    pub ground: Ground,
    /// Its colours.
    pub theme: &'a Theme,
    /// Its heading.
    pub title: &'a str,
}

/// The place of the plot, in pixels.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Axis,
    y: Axis,
    /// The right axis, if there is one, and the width of its numbers.
    beside: Option<Axis>,
    numbers: f64,
}

impl Plot {
    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.left + x * (self.right - self.left), self.bottom - y * (self.bottom - self.top))
    }

    /// The axis of a curve.
    fn axis(&self, series: &Series<'_>) -> &Axis {
        self.beside.as_ref().filter(|_| series.right).unwrap_or(&self.y)
    }

    /// The place of a point of a curve; none outside the plot.
    fn spot(&self, series: &Series<'_>, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let within = |share: &f64| (-1e-6..=1.0 + 1e-6).contains(share);
        Some(self.at((self.x.share(x).filter(within)?, self.axis(series).share(y).filter(within)?)))
    }

    /// The place of a point; none outside the plot.
    fn place(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let within = |share: &f64| (-1e-6..=1.0 + 1e-6).contains(share);
        Some(self.at((self.x.share(x).filter(within)?, self.y.share(y).filter(within)?)))
    }
}

impl Chart<'_> {
    /// The chart as SVG.
    pub fn svg(&self, canvas: &Canvas<'_>) -> String {
        let (wide, high) = canvas.size;
        let (x, y, beside) = self.axes();
        let legend = self.entries(wide - 2.0 * EDGE, canvas);
        let top = 60.0 + ROW * legend.iter().map(|entry| entry.row + 1).max().unwrap_or(0) as f64;
        let y_ticks = y.ticks((((high - top - BELOW) / 44.0) as usize).clamp(2, 9));
        let widest = |ticks: &[Tick]| ticks.iter().map(|tick| tick.label.len()).max().unwrap_or(0) as f64;
        let beside_ticks = beside.map(|axis| axis.ticks(y_ticks.len().max(2))).unwrap_or_default();
        let numbers = beside.map_or(0.0, |_| LETTER * widest(&beside_ticks) + 12.0);
        let ends = self.series.iter().map(|series| width(&series.label)).max().unwrap_or(0);
        let plot = Plot {
            left: EDGE + LETTER * widest(&y_ticks).max(4.0) + 10.0,
            right: (wide - EDGE - LETTER * f64::from(ends + 3) - numbers).max(wide / 2.0),
            top,
            bottom: (high - BELOW).max(top + 20.0),
            x,
            y,
            beside,
            numbers,
        };
        let colour = |style: Style| canvas.ground.paint(canvas.theme.style(Role::Text).patch(style));
        let role = |role: Role| colour(canvas.theme.style(role)).0;
        let (text, ground) = colour(Style::new());
        let dim = role(Role::Dim);
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
             font-family=\"{FONTS}\" font-size=\"13\" role=\"img\">\n<title>{title}</title>\n\
             <rect width=\"{wide}\" height=\"{high}\" fill=\"{ground}\"/>\n\
             <text x=\"{EDGE}\" y=\"26\" font-size=\"15\" font-weight=\"bold\" fill=\"{text}\">{title}</text>\n\
             <clipPath id=\"plot\"><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/></clipPath>",
            plot.left,
            plot.top,
            plot.right - plot.left,
            plot.bottom - plot.top,
            title = escape(canvas.title),
        );
        for entry in &legend {
            let (x, y) = (EDGE + entry.x, 48.0 + ROW * entry.row as f64);
            let style = colour(entry.style).0;
            match entry.line {
                Some(line) => {
                    let sample = format!("M{x:.1} {:.1}h30", y - 4.5);
                    stroke(&mut out, &sample, &style, line, 2.0);
                    word(&mut out, (x + 15.0, y), "middle", &style, &entry.sign.to_string());
                }
                None => {
                    let _ = writeln!(
                        out,
                        "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"30\" height=\"11\" fill=\"{style}\" fill-opacity=\"0.22\"/>",
                        y - 10.0
                    );
                }
            }
            word(&mut out, (x + 36.0, y), "start", &text, &entry.words);
        }
        // The axes.
        word(&mut out, (EDGE, plot.top - 8.0), "start", &dim, &self.unit);
        for tick in &y_ticks {
            let Some((_, at)) = plot.y.share(tick.value).map(|share| plot.at((0.0, share))) else { continue };
            let grid = format!("M{:.1} {at:.1}H{:.1}", plot.left, plot.right);
            thin(&mut out, &grid, &dim, 0.18);
            word(&mut out, (plot.left - 8.0, at + 4.5), "end", &dim, &tick.label);
        }
        if let (Some(axis), Some(unit)) = (&plot.beside, &self.right) {
            word(&mut out, (plot.right, plot.top - 8.0), "end", &dim, unit);
            for tick in &beside_ticks {
                let Some((_, at)) = axis.share(tick.value).map(|share| plot.at((0.0, share))) else {
                    continue;
                };
                thin(&mut out, &format!("M{:.1} {at:.1}h4", plot.right), &dim, 0.8);
                word(&mut out, (plot.right + 8.0, at + 4.5), "start", &dim, &tick.label);
            }
        }
        let most = ((plot.right - plot.left) / (LETTER * 8.0)) as usize;
        for tick in plot.x.ticks(most.max(2)) {
            let Some((at, _)) = plot.x.share(tick.value).map(|share| plot.at((share, 0.0))) else { continue };
            let grid = format!("M{at:.1} {:.1}V{:.1}", plot.bottom + 4.0, plot.top);
            thin(&mut out, &grid, &dim, 0.18);
            word(&mut out, (at, plot.bottom + 19.0), "middle", &dim, &tick.label);
        }
        let middle = (plot.left + plot.right) / 2.0;
        word(&mut out, (middle, plot.bottom + 39.0), "middle", &dim, &self.x_label);
        let corner = format!("M{:.1} {:.1}V{:.1}H{:.1}", plot.left, plot.top, plot.bottom, plot.right);
        thin(&mut out, &corner, &dim, 0.8);
        self.lines(&plot, canvas, &mut out);
        self.words(&plot, canvas, &mut out);
        out.push_str("</svg>\n");
        out
    }

    /// The band, the references, the cursor and the curves.
    fn lines(&self, plot: &Plot, canvas: &Canvas<'_>, out: &mut String) {
        let colour = |style: Style| canvas.ground.paint(canvas.theme.style(Role::Text).patch(style)).0;
        out.push_str("<g clip-path=\"url(#plot)\">\n");
        for band in self.bands.iter().rev() {
            let edge = |pick: fn(&(f64, f64, f64)) -> f64| {
                band.points.iter().filter_map(move |point| {
                    let share = plot.y.share(pick(point))?.clamp(-1.0, 2.0);
                    Some(plot.at((plot.x.share(point.0)?, share)))
                })
            };
            let below: Vec<_> = edge(|point| point.1).collect();
            let around = edge(|point| point.2).chain(below.into_iter().rev());
            let points: Vec<String> = around.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            let fill = colour(band.style);
            let _ = writeln!(
                out,
                "<polygon points=\"{}\" fill=\"{fill}\" fill-opacity=\"0.22\"/>",
                points.join(" ")
            );
        }
        let reference = colour(canvas.theme.style(Role::Reference));
        for share in self.references.iter().filter_map(|(_, y)| plot.y.share(*y)) {
            let at = plot.at((0.0, share)).1;
            stroke(
                out,
                &format!("M{:.1} {at:.1}H{:.1}", plot.left, plot.right),
                &reference,
                Line::Dashed,
                1.0,
            );
        }
        if let Some(share) = self.cursor.and_then(|x| plot.x.share(x)) {
            let at = plot.at((share, 0.0)).0;
            let line = format!("M{at:.1} {:.1}V{:.1}", plot.top, plot.bottom);
            thin(out, &line, &colour(canvas.theme.style(Role::Cursor)), 0.9);
        }
        for series in self.series.iter().rev().filter(|series| series.line != Line::Points) {
            let shares =
                series.points.iter().map(|(x, y)| Some((plot.x.share(*x)?, plot.axis(series).share(*y)?)));
            stroke(out, &path(plot, shares), &colour(series.style), series.line, 2.0);
        }
        out.push_str("</g>\n");
    }

    /// The markers at the cursor, the marks, and the names of lines and curves.
    fn words(&self, plot: &Plot, canvas: &Canvas<'_>, out: &mut String) {
        let colour = |style: Style| canvas.ground.paint(canvas.theme.style(Role::Text).patch(style)).0;
        for (index, series) in self.series.iter().enumerate().rev() {
            let style = colour(series.style);
            let sign = series.sign(index).to_string();
            if series.line == Line::Points {
                let mut last: Option<(f64, f64)> = None;
                for (x, y) in series.points.iter().filter_map(|point| plot.spot(series, *point)) {
                    if last.is_none_or(|last| (x - last.0).hypot(y - last.1) > 14.0) {
                        word(out, (x, y + 4.5), "middle", &style, &sign);
                        last = Some((x, y));
                    }
                }
            }
            let at = self.cursor.zip(series.value).and_then(|point| plot.spot(series, point));
            if let Some((x, y)) = at {
                word(out, (x, y + 4.5), "middle", &style, &sign);
            }
        }
        let reference = colour(canvas.theme.style(Role::Reference));
        for (label, y) in &self.references {
            if let Some(share) = plot.y.share(*y) {
                let at = plot.at((0.0, share));
                word(out, (at.0 + 8.0, at.1 - 6.0), "start", &reference, label);
            }
        }
        for (index, mark) in self.marks.iter().enumerate() {
            let Some((x, y)) = plot.place(mark.x, mark.y) else { continue };
            let below = y + 19.0 + (ROW - 3.0) * index as f64;
            let style = colour(mark.style);
            word(out, (x, y + 4.5), "middle", &style, &mark.symbol.to_string());
            let room = x + 12.0 + LETTER * f64::from(width(&mark.label)) < plot.right;
            let (at, anchor) = if room { (x + 12.0, "start") } else { (x - 12.0, "end") };
            word(out, (at, below), anchor, &style, &mark.label);
        }
        for (index, y) in self.name_rows(plot) {
            let Some(series) = self.series.get(index) else { continue };
            let label = format!("{} {}", series.sign(index), series.label);
            word(out, (plot.right + 8.0 + plot.numbers, y + 4.5), "start", &colour(series.style), &label);
        }
    }

    /// The rows of the names of the curves, right of their ends; names that would overlap move apart.
    fn name_rows(&self, plot: &Plot) -> Vec<(usize, f64)> {
        let end =
            |series: &Series<'_>| series.points.iter().rev().find_map(|point| plot.spot(series, *point));
        let mut rows: Vec<(usize, f64)> = self
            .series
            .iter()
            .enumerate()
            .filter_map(|(index, series)| Some((index, end(series)?.1)))
            .collect();
        rows.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut free = f64::NEG_INFINITY;
        for (_, y) in &mut rows {
            *y = y.max(free);
            free = *y + ROW - 3.0;
        }
        let mut limit = plot.bottom;
        for (_, y) in rows.iter_mut().rev() {
            *y = y.min(limit);
            limit = *y - ROW + 3.0;
        }
        rows
    }

    /// The legend, in as many rows as needed.
    fn entries(&self, room: f64, canvas: &Canvas<'_>) -> Vec<Entry> {
        let series = self.series.iter().enumerate().map(|(index, series)| {
            let value = series.value.map(|value| format!(" {}", written(value, true))).unwrap_or_default();
            Entry::new(
                format!("{}{value}", series.label),
                series.style,
                Some(series.line),
                series.sign(index),
            )
        });
        let named = self.bands.iter().filter(|band| !band.label.is_empty());
        let band = named.map(|band| Entry::new(band.label.to_string(), band.style, None, ' '));
        let cursor = self.cursor.map(|x| {
            let style = canvas.theme.style(Role::Cursor);
            Entry::new(format!("{} = {}", self.x_label, written(x, true)), style, Some(Line::Solid), ' ')
        });
        let (mut x, mut row) = (0.0, 0);
        series
            .chain(band)
            .chain(cursor)
            .map(|entry| {
                let taken = 36.0 + LETTER * f64::from(width(&entry.words)) + 18.0;
                if x > 0.0 && x + taken - 18.0 > room {
                    (x, row) = (0.0, row + 1);
                }
                let placed = Entry { x, row, ..entry };
                x += taken;
                placed
            })
            .collect()
    }
}

/// An entry of the legend.
struct Entry {
    x: f64,
    row: usize,
    words: String,
    style: Style,
    /// The pattern of its curve; none for a band.
    line: Option<Line>,
    sign: char,
}

impl Entry {
    fn new(words: String, style: Style, line: Option<Line>, sign: char) -> Entry {
        Entry { x: 0.0, row: 0, words, style, line, sign }
    }
}

/// The part of a curve inside the plot.
fn path(plot: &Plot, points: impl Iterator<Item = Option<(f64, f64)>>) -> String {
    let (mut path, mut last, mut pen) = (String::new(), None, None);
    for point in points {
        if let (Some(before), Some(here)) = (last, point)
            && let Some((from, to)) = clip(before, here)
        {
            let ((x, y), (next_x, next_y)) = (plot.at(from), plot.at(to));
            if pen != Some(from) {
                let _ = write!(path, "M{x:.1} {y:.1}");
            }
            let _ = write!(path, "L{next_x:.1} {next_y:.1}");
            pen = Some(to);
        }
        last = point;
    }
    path
}

fn stroke(out: &mut String, path: &str, colour: &str, line: Line, thick: f64) {
    let dashes = match line {
        _ if path.is_empty() => return,
        Line::Points => return,
        Line::Solid => "",
        Line::Dashed => " stroke-dasharray=\"8 5\"",
        Line::Dotted => " stroke-dasharray=\"2 5\"",
        Line::DashDot => " stroke-dasharray=\"8 4 2 4\"",
    };
    let _ = writeln!(
        out,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{thick}\" stroke-linejoin=\"round\"{dashes}/>"
    );
}

fn thin(out: &mut String, path: &str, colour: &str, opacity: f64) {
    let _ =
        writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-opacity=\"{opacity}\"/>");
}

fn word(out: &mut String, (x, y): (f64, f64), anchor: &str, colour: &str, text: &str) {
    if !text.trim().is_empty() {
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{}</text>",
            escape(text)
        );
    }
}
