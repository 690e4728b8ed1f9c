//! The two charts: which curves they hold and what they are called.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::chart::{Chart, Line, Series};
use super::{HitMap, inside, text};
use crate::bon::Evaluation;
use crate::explorer::model::{Model, Pane, Tab};
use crate::explorer::steps;
use crate::explorer::theme::{Role, Theme};
use crate::explorer::update::Target;

/// KL against n: exact, bound, estimator and its spread.
pub(super) fn kl(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    super::title(
        model,
        theme,
        Pane::Kl,
        area,
        buffer,
        if model.curve.pending() { "KL against n, refining" } else { "KL against n" },
    );
    let Some(points) = points(model, theme, area, buffer) else { return };
    let band: Vec<(f64, f64, f64)> = points.iter().map(|e| (e.n, e.estimator_q05, e.estimator_q95)).collect();
    let curve = curve(points, theme);
    let chart = chart(model)
        .unit("nats")
        .band("5-95 %", band, theme.style(Role::Band))
        .series(curve("exact", Role::Exact, |e| e.kl))
        .series(curve("bound", Role::Bound, |e| e.bound).line(Line::Dashed))
        .series(curve("estimator", Role::Estimator, |e| e.estimator).line(Line::Dotted))
        .reference("limit -ln ε_top", model.subject.base.base().kl_limit());
    finish(&chart, area, theme, buffer, hits);
}

/// The chart of the tab in front, and the tabs.
pub(super) fn lower(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    tabs(model, theme, area, buffer, hits);
    let Some(points) = points(model, theme, area, buffer) else { return };
    let curve = curve(points, theme);
    let chart = match model.tab {
        Tab::Gap => {
            // The bound on the gap grows like n²: let it leave the chart rather than flatten the gap.
            let highest = points.iter().map(|e| e.gap).fold(0.0, f64::max);
            let chart = chart(model)
                .unit("nats")
                .series(curve("gap", Role::Gap, |e| e.gap))
                .series(curve("2n(n-1)exp(-H2)", Role::GapBound, |e| e.gap_bound).line(Line::Dashed));
            if highest > 0.0 { chart.y_range(0.0, 1.15 * highest) } else { chart }
        }
        Tab::WinRate => chart(model)
            .unit("share")
            .series(curve("win rate", Role::WinRate, |e| e.win_rate))
            .series(curve("n/(n+1)", Role::WinBound, |e| e.win_rate_bound).line(Line::Dashed))
            .y_range(0.5, 1.0),
    };
    finish(&chart, area, theme, buffer, hits);
}

fn tabs(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let border = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let mut column = super::title(model, theme, Pane::Lower, area, buffer, "") - 1;
    for (index, &tab) in Tab::ALL.iter().enumerate() {
        if index > 0 {
            column = text::put(buffer, border, (column, 0), " · ", theme.style(Role::Dim));
        }
        let (label, role) = if tab == model.tab {
            (format!("[{}]", tab.title()), Role::Title)
        } else {
            (tab.title().to_owned(), Role::Dim)
        };
        let place = Rect { x: border.x + column, width: label.width() as u16, ..border };
        hits.add(place, Target::Tab(tab));
        column = text::put(buffer, border, (column, 0), &label, theme.style(role));
    }
    text::put(buffer, border, (column, 0), " ", theme.style(Role::Text));
}

/// The points of the curves; without any it says that they are on their way.
fn points<'a>(model: &'a Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<&'a [Evaluation]> {
    let points = model.curve.value().map(|(_, points)| points.as_slice());
    if points.is_none() {
        text::put(buffer, inside(area), (1, 0), "computing ...", theme.style(Role::Dim));
    }
    points
}

fn curve<'a>(
    points: &'a [Evaluation],
    theme: &'a Theme,
) -> impl Fn(&'static str, Role, fn(&Evaluation) -> f64) -> Series<'a> {
    |label, role, value| {
        let points: Vec<(f64, f64)> = points.iter().map(|e| (e.n, value(e))).collect();
        Series::new(label, points, theme.style(role))
    }
}

fn chart(model: &Model) -> Chart<'static> {
    Chart::new(1.0, model.reach as f64).cursor(model.n as f64)
}

fn finish(chart: &Chart<'_>, area: Rect, theme: &Theme, buffer: &mut Buffer, hits: &mut HitMap) {
    let plot = inside(area);
    chart.render(plot, buffer, theme);
    for column in plot.columns() {
        if let Some(n) = chart.x_at(plot, column.x) {
            hits.add(column, Target::Draws(steps::round(n)));
        }
    }
}
