//! The two charts: their curves and titles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::{Evaluation, Quantity};
use crate::explorer::action::Pane;
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::series::{chart, curve, say};
use crate::explorer::view::curves::{chosen_curves, guess, pinned_curves};
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower;
use crate::report::InformationUnit;
use crate::tui::chart::{Chart, Line};
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Panes narrower than this name the band in the title, because the legend has no room for it.
const BAND_IN_TITLE: u16 = 90;

/// Draws the charts in sight, each n directly below the other.
pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    panes: &[(Pane, Rect)],
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let points = model.curve.value().map(|(_, points)| points.as_slice());
    let mut charts = Vec::new();
    for &(pane, area) in panes {
        let chart = match pane {
            Pane::Kl => {
                let wait = if model.curve.pending() { " …" } else { "" };
                let heading = match &model.chosen_curves {
                    Some(chosen) => {
                        let room = usize::from(area.width).saturating_sub(4 + wait.width());
                        format!("{}{wait}", chosen_curves::heading(chosen, model.subject.is_proposed(), room))
                    }
                    None if model.subject.is_proposed() => {
                        format!("KL against n{wait} · draws of q, KL from p")
                    }
                    None if area.width < BAND_IN_TITLE => format!("KL against n{wait} · ░ estimator 5-95 %"),
                    None => format!("KL against n{wait}"),
                };
                border::title(model, theme, pane, area, buffer, &heading);
                if let Some(why) = chosen_curves::refusal(model) {
                    say(&why, theme, inside(area), buffer);
                    continue;
                }
                if model.chosen_curves.is_some() { chosen_curves::chart } else { kl }
            }
            Pane::Lower => {
                if model.presenting {
                    border::title(model, theme, pane, area, buffer, model.lower_view.title());
                } else {
                    lower::tabs(model, theme, area, buffer, hits);
                }
                if let Some(chart) = lower::draw(model, theme, area, buffer, hits) {
                    charts.push((pane, guess::mark(chart, model, theme, pane), inside(area)));
                }
                continue;
            }
            Pane::Base | Pane::Readout => continue,
        };
        match points {
            Some(points) => {
                let chart = guess::mark(chart(model, theme, points), model, theme, pane);
                charts.push((pane, chart, inside(area)));
            }
            None => _ = text::put(buffer, inside(area), (1, 0), "computing …", theme.style(Role::Dim)),
        }
    }
    align(&mut charts);
    for (pane, chart, area) in charts {
        let plot = chart.render(area, buffer, theme);
        hits.add_scale(plot, model.scale_end);
        guess::point(&chart, area, model, pane, hits);
    }
}

/// The chart in a pane, once its numbers are known; none where there is no chart.
pub(in crate::explorer) fn chart_of<'a>(model: &'a Model, theme: &'a Theme, pane: Pane) -> Option<Chart<'a>> {
    let (_, points) = model.curve.value()?;
    match pane {
        Pane::Kl if chosen_curves::refusal(model).is_some() => None,
        Pane::Kl if model.chosen_curves.is_some() => Some(chosen_curves::chart(model, theme, points)),
        Pane::Kl => Some(kl(model, theme, points)),
        Pane::Lower => lower::chart_of(model, theme),
        Pane::Base | Pane::Readout => None,
    }
}

/// Narrows the areas until both plots span the same columns, so that the cursor is one line.
fn align(charts: &mut [(Pane, Chart<'_>, Rect)]) {
    let plots: Vec<Rect> = charts.iter().map(|(_, chart, area)| chart.plot(*area)).collect();
    let (Some(left), Some(right)) =
        (plots.iter().map(|plot| plot.left()).max(), plots.iter().map(|plot| plot.right()).min())
    else {
        return;
    };
    for ((_, _, area), plot) in charts.iter_mut().zip(plots) {
        let (before, after) = (left - plot.left(), plot.right() - right);
        area.x += before;
        area.width = area.width.saturating_sub(before + after);
    }
}

/// KL against n: exact, bound, estimator and its spread.
fn kl(model: &Model, theme: &Theme, points: &[Evaluation]) -> Chart<'static> {
    let (unit, curve) = (model.unit(), curve(model, theme, points));
    if model.subject.is_proposed() {
        let chart = chart(model)
            .unit(unit.name())
            .series(curve("exact", Role::Exact, Quantity::Kl))
            .series(curve("corrected", Role::Bound, Quantity::ProposalBound).line(Line::Dashed));
        let chart = pinned_curves::add(chart, model, theme, ("exact", Quantity::Kl.into()), |series| series);
        let limit = points.first().map(|e| ("limit", unit.information(e.kl_limit)));
        return limit.into_iter().fold(chart, |chart, (label, limit)| chart.reference(label, limit));
    }
    let band: Vec<(f64, f64, f64)> = points
        .iter()
        .map(|e| (e.n, unit.information(e.estimator_q05), unit.information(e.estimator_q95)))
        .filter(|(_, low, _)| !low.is_nan())
        .collect();
    let chart = chart(model)
        .unit(unit.name())
        .series(curve("exact", Role::Exact, Quantity::Kl))
        .series(curve("bound", Role::Bound, Quantity::Bound).line(Line::Dashed))
        .series(curve("estimator", Role::Estimator, Quantity::Estimator).line(Line::Dotted))
        .band("5-95 %", band, theme.style(Role::Band));
    let chart = pinned_curves::add(chart, model, theme, ("exact", Quantity::Kl.into()), |series| series);
    // A limit far above all curves would flatten them.
    let limit = model.subject.mean_of(|drawing| drawing.base.kl_limit());
    let highest = points.iter().map(|e| e.bound).fold(0.0, f64::max);
    let label = match unit {
        _ if model.subject.is_average() => "limit, mean",
        InformationUnit::Nats => "limit -ln m_top",
        InformationUnit::Bits => "limit -log₂ m_top",
    };
    if limit <= highest { chart.reference(label, unit.information(limit)) } else { chart }
}
