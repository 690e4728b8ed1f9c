//! One chart as a picture: what `bonscope plot` saves.

use crate::explorer::action::Pane;
use crate::explorer::app::show::complete;
use crate::explorer::model::curves::policies::Shown;
use crate::explorer::model::curves::title::caption;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::state::Model;
use crate::explorer::view::charts;
use crate::preset::View;
use crate::report::InformationUnit;
use crate::tui::chart::Canvas;
use crate::tui::snapshot::Ground;
use crate::tui::theme::{Depth, Theme};

/// The chart of the first view of `opening`, in this unit; the trade-off with these policies. None for a view
/// without a chart.
pub fn plot(
    (opening, unit, shown): (Opening, InformationUnit, Shown),
    theme: Theme,
    size: (f64, f64),
) -> Option<String> {
    let pane = if opening.view == View::Kl { Pane::Kl } else { Pane::Lower };
    let mut model = Model::new(opening.subject, opening.n, opening.view).in_unit(unit);
    model.details.policies.shown = shown;
    complete(&mut model, Vec::new());
    picture(&model, pane, theme, size)
}

/// The chart in this pane, as far as it is computed; none where there is no chart.
pub(in crate::explorer) fn picture(
    model: &Model,
    pane: Pane,
    theme: Theme,
    size: (f64, f64),
) -> Option<String> {
    let theme = theme.at(Depth::True);
    let caption = caption(model, pane);
    let canvas = Canvas { size, ground: Ground::of(theme), theme: &theme, title: &caption };
    charts::chart_of(model, &theme, pane).map(|chart| chart.svg(&canvas))
}
