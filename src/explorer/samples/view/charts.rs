//! The charts: the KL estimate against n, and below it the current view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::Unit;
use crate::bon::pool::Interval;
use crate::data::Estimate;
use crate::explorer::action::Pane;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::samples::model::{Model, View};
use crate::explorer::view::frame::border;
use crate::explorer::view::hit;
use crate::explorer::view::hit::HitMap;
use crate::tui::chart::{Chart, Line, Series};
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// A value with its interval.
type Estimated = (f64, Option<Interval>);

pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    (pane, area): (Pane, Rect),
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let focused = (pane, model.pane == pane);
    let kl = if pane == Pane::Kl { "KL estimate against n · ░ 95 %" } else { "" };
    let column = border::head_of(focused, &model.keymap, theme, area, buffer, kl);
    if pane == Pane::Lower {
        tabs(model, theme, (area, column - 1), buffer, hits);
    }
    let chart = if pane == Pane::Kl { kl_chart(model, theme) } else { lower_chart(model, theme) };
    let room = border::inside(area);
    chart.render(room, buffer, theme);
    if pane == Pane::Kl || model.view != View::RewardKl {
        hits.add_scale(chart.plot(room), model.scale_end.max(2));
    }
}

/// Writes the names of the views into the border.
fn tabs(
    model: &Model,
    theme: &Theme,
    (area, mut column): (Rect, u16),
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let border = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let name = |view: View, roomy: bool| match (view, roomy) {
        (View::RewardKl, true) if model.root => "Reward by root KL",
        (View::RewardKl, false) if model.root => "R/√KL",
        (_, true) => view.title(),
        (_, false) => view.short(),
    };
    // A dot between two names, brackets around the current one, and a blank.
    let taken: usize = View::ALL.iter().map(|&view| name(view, true).width() + 1).sum::<usize>() + 2;
    let roomy = usize::from(column) + taken <= usize::from(border.width);
    for (index, &view) in View::ALL.iter().enumerate() {
        let name = name(view, roomy);
        if index > 0 {
            column = text::put(buffer, border, (column, 0), "·", border::over_border(theme, Role::Dim));
        }
        let (label, role) = if view == model.view {
            (format!("[{name}]"), Role::Title)
        } else {
            (name.to_owned(), Role::Dim)
        };
        let end = text::put(buffer, border, (column, 0), &label, border::over_border(theme, role));
        hit::target(hits, border, column..end, Target::Entry(index));
        column = end;
    }
    text::put(buffer, border, (column, 0), " ", border::over_border(theme, Role::Text));
}

/// The estimates along the curves.
fn curve(model: &Model) -> &[Estimate] {
    model.log.as_ref().map_or(&[], |log| &log.results)
}

/// The averages at n, once they are known.
fn here(model: &Model) -> Option<&Estimate> {
    model.shown().map(|sheet| &sheet.at.estimate).filter(|estimate| estimate.n == model.n)
}

fn against_n(model: &Model) -> Chart<'static> {
    Chart::new(1.0, model.scale_end.max(2) as f64).cursor(model.n as f64)
}

/// A curve with its exact value at n if that is known; `x` places its points.
fn series(
    model: &Model,
    (label, role): (&'static str, Role),
    theme: &Theme,
    x: &dyn Fn(&Estimate) -> f64,
    value: &dyn Fn(&Estimate) -> Option<f64>,
) -> Series<'static> {
    let points = in_order(curve(model).iter().filter_map(|e| Some((x(e), value(e)?))).collect());
    let series = Series::new(label, points, theme.style(role));
    match here(model).and_then(value) {
        Some(value) => series.value(value),
        None => series,
    }
}

/// Sorted by x: an estimate of the KL may fall by chance where n rises.
fn in_order(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

/// The ends of the intervals, in order of x.
fn band(
    model: &Model,
    x: &dyn Fn(&Estimate) -> f64,
    ends: &dyn Fn(&Estimate) -> Option<(f64, f64)>,
) -> Vec<(f64, f64, f64)> {
    let mut band: Vec<(f64, f64, f64)> =
        curve(model).iter().filter_map(|e| ends(e).map(|(low, high)| (x(e), low, high))).collect();
    band.sort_by(|a, b| a.0.total_cmp(&b.0));
    band
}

fn n_of(estimate: &Estimate) -> f64 {
    estimate.n as f64
}

fn ends_of(estimated: Option<Estimated>) -> Option<(f64, f64)> {
    estimated?.1.map(|Interval { low, high }| (low, high))
}

fn kl_chart(model: &Model, theme: &Theme) -> Chart<'static> {
    let unit = model.source.unit.shown(1.0, Unit::Nats);
    let ends = |e: &Estimate| ends_of(e.averages.kl).map(|(low, high)| (low * unit, high * unit));
    against_n(model)
        .unit(model.source.unit.name())
        .series(series(model, ("KL estimate", Role::Estimator), theme, &n_of, &|e| {
            e.averages.kl.map(|kl| kl.0 * unit)
        }))
        .series(
            series(model, ("bound", Role::Bound), theme, &n_of, &|e| Some(e.bound * unit)).line(Line::Dashed),
        )
        .band("95 %", band(model, &n_of, &ends), theme.style(Role::Band))
}

fn lower_chart(model: &Model, theme: &Theme) -> Chart<'static> {
    let unit = model.source.unit.shown(1.0, Unit::Nats);
    let shade = theme.style(Role::Band);
    match model.view {
        View::Gap => {
            let gap = |e: &Estimate| e.averages.kl.map(|kl| (e.bound - kl.0).max(0.0) * unit);
            let ends = |e: &Estimate| {
                ends_of(e.averages.kl).map(|(low, high)| ((e.bound - high) * unit, (e.bound - low) * unit))
            };
            let highest = curve(model).iter().filter_map(gap).fold(0.0, f64::max);
            let chart = against_n(model)
                .unit(model.source.unit.name())
                .series(series(model, ("gap", Role::Gap), theme, &n_of, &gap))
                .series(
                    series(model, ("gap bound", Role::GapBound), theme, &n_of, &|e| {
                        e.gap_bound.map(|bound| bound * unit)
                    })
                    .line(Line::Dashed),
                )
                .band("95 %", band(model, &n_of, &ends), shade);
            // The gap bound grows like n²: it may leave the chart rather than flatten the gap.
            if highest > 0.0 { chart.y_range(0.0, 1.5 * highest) } else { chart }
        }
        View::Reward => rewards(model, theme, against_n(model), &n_of),
        View::WinRate => {
            let rate = |e: &Estimate| e.averages.win_rate.map(|rate| rate.0);
            let limit = |e: &Estimate| Some(e.n as f64 / (e.n as f64 + 1.0));
            against_n(model)
                .unit("share")
                .series(series(model, ("win rate", Role::WinRate), theme, &n_of, &rate))
                .series(series(model, ("≤ n/(n+1)", Role::WinBound), theme, &n_of, &limit).line(Line::Dashed))
                .band("95 %", band(model, &n_of, &|e| ends_of(e.averages.win_rate)), shade)
                .y_range(0.5, 1.0)
        }
        View::Draws => against_n(model)
            .unit("draws")
            .series(series(model, ("effective draws", Role::Text), theme, &n_of, &|e| {
                Some(e.averages.draws_effective)
            }))
            .log_y(),
        View::RewardKl => {
            let is_known = curve(model).iter().all(|e| e.averages.kl.is_some());
            let kl = |e: &Estimate| e.averages.kl.map_or(e.bound, |kl| kl.0) * unit;
            let last = curve(model).iter().map(kl).fold(0.0, f64::max);
            let chart = Chart::new(0.0, if last > 0.0 { last } else { 1.0 }).x_label(if is_known {
                "KL est."
            } else {
                "KL bound"
            });
            let chart = if model.root { chart.root_x() } else { chart.linear_x() };
            let chart = match here(model) {
                Some(here) => chart.cursor(kl(here)),
                None => chart,
            };
            rewards(model, theme, chart, &kl)
        }
    }
}

/// The reward and the gold reward, with their intervals.
fn rewards(
    model: &Model,
    theme: &Theme,
    chart: Chart<'static>,
    x: &dyn Fn(&Estimate) -> f64,
) -> Chart<'static> {
    let shade = theme.style(Role::Band);
    let reward = |e: &Estimate| Some(e.averages.reward);
    let gold = |e: &Estimate| e.averages.gold;
    let chart = chart
        .unit("reward")
        .series(series(model, ("reward", Role::Policy), theme, x, &|e| Some(e.averages.reward.0)))
        .band("95 %", band(model, x, &|e| ends_of(reward(e))), shade);
    if !curve(model).iter().any(|e| e.averages.gold.is_some()) {
        return chart;
    }
    chart
        .series(
            series(model, ("gold", Role::Frontier), theme, x, &|e| gold(e).map(|gold| gold.0))
                .line(Line::Dotted),
        )
        .band("", band(model, x, &|e| ends_of(gold(e))), shade)
}
