//! The KL chart with two chosen quantities, on one axis, or on two when their units differ.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::bon::Evaluation;
use crate::explorer::action::Action;
use crate::explorer::model::curves::chosen_curves::{ChosenCurves, called};
use crate::explorer::model::curves::measured::{unit, value as value_of};
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::{measured, pinned_curves, series};
use crate::explorer::view::proposal;
use crate::report::Measure;
use crate::tui::chart::{Chart, Line, Series};
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// The title of the chart with its marks, in at most `room` cells.
pub(in crate::explorer) fn heading(chosen: &ChosenCurves, is_proposed: bool, room: usize) -> String {
    let Some((_, second)) = second(chosen, is_proposed) else {
        return text::cut(&format!("{} against n", called(chosen.first)), room).into_owned();
    };
    let (first, second) = (&*called(chosen.first), &*second);
    let both = |first: &str, second: &str| format!("● {first} and ○ {second}");
    let whole = both(first, second);
    let long = format!("{whole} against n");
    if long.width() <= room {
        return long;
    }
    // Cells that one name does not need go to the other.
    let names = room.saturating_sub(both("", "").width());
    let first = text::cut(first, (names / 2).max(names.saturating_sub(second.width())));
    both(&first, &text::cut(second, names.saturating_sub(first.width())))
}

/// The second curve and its name: the chosen one, else the continuum value if the first has one and best-of-n draws
/// from the base itself.
fn second(chosen: &ChosenCurves, is_proposed: bool) -> Option<(Measure, Cow<'static, str>)> {
    let second = chosen.second.map(|second| (second, called(second)));
    let continuum = chosen.first.continuum().filter(|_| !is_proposed);
    second.or_else(|| Some((continuum?, "≤ continuum".into())))
}

/// Why the chosen curves cannot be shown, if one of the two is undefined under the proposal in force.
pub(in crate::explorer) fn refusal(model: &Model) -> Option<String> {
    let ChosenCurves { first, second, .. } = model.chosen_curves?;
    let undefined = [Some(first), second].into_iter().flatten();
    let undefined = undefined.into_iter().find(|measure| proposal::is_undefined(model, *measure))?;
    let why = format!("{} is not defined where best-of-n draws from a proposal q", called(undefined));
    Some(model.keymap.advise(&why, [(Action::FirstCurve, "chooses another curve")]))
}

/// The chosen curves.
pub(in crate::explorer) fn chart(model: &Model, theme: &Theme, points: &[Evaluation]) -> Chart<'static> {
    let Some(chosen @ ChosenCurves { first, log, .. }) = model.chosen_curves else {
        return series::chart(model);
    };
    let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
    let value = |measure| here.map(|at| value_of(model, &model.subject, at, measure));
    let add =
        |chart: Chart<'static>, (measure, name): (Measure, &Cow<'static, str>), role: Role, line: Line| {
            let points = measured::curve(model, &model.subject, points, measure);
            let series = Series::new(name.clone(), points, theme.style(role)).line(line);
            let series = match value(measure).filter(|value| !value.is_nan()) {
                Some(here) => series.value(here),
                None => series,
            };
            let side = move |series: Series<'static>| {
                if measure.unit() == first.unit() { series } else { series.on_right() }
            };
            (chart.series(side(series)), side)
        };
    let named = |measure: Measure| unit(model.unit(), measure.unit());
    let chart = series::chart(model).unit(named(first)).named();
    let chart = if log { chart.log_y() } else { chart };
    let title = called(first);
    let (chart, left) = add(chart, (first, &title), Role::Exact, Line::Solid);
    let Some((second, name)) = second(&chosen, model.subject.is_proposed()) else {
        return pinned_curves::add(chart, model, theme, (title, first), left);
    };
    let chart = if first.unit() == second.unit() { chart } else { chart.right(named(second)) };
    let (chart, right) = add(chart, (second, &name), Role::Bound, Line::Dashed);
    let chart = pinned_curves::add(chart, model, theme, (title, first), left);
    // The continuum value is the same for every base.
    if chosen.second.is_none() {
        chart
    } else {
        pinned_curves::add(chart, model, theme, (name, second), right)
    }
}
