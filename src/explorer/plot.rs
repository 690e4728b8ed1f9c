//! One chart as a picture: what `bonscope plot` saves.

use super::model::{Model, Pane};
use super::opening::Opening;
use super::show::complete;
use super::snapshot::Ground;
use super::theme::{Depth, Theme};
use super::view::{self, Canvas};
use crate::family::visible;
use crate::preset::{Tab, View};

/// Whether a view is a chart; the others are tables and text.
pub fn is_chart(view: View) -> bool {
    match view {
        View::Kl => true,
        View::Lower(tab) => matches!(tab, Tab::Gap | Tab::WinRate | Tab::TradeOff),
    }
}

/// The chart of the view that `opening` begins with; none for a view that is no chart.
pub fn plot(opening: Opening, theme: Theme, size: (f64, f64)) -> Option<String> {
    let pane = if opening.view == View::Kl { Pane::Kl } else { Pane::Lower };
    let mut model = Model::new(opening.subject, opening.n, opening.view);
    complete(&mut model, Vec::new());
    picture(&model, pane, theme, size)
}

/// The chart in this pane, as far as it is known; none where there is no chart.
pub(super) fn picture(model: &Model, pane: Pane, theme: Theme, size: (f64, f64)) -> Option<String> {
    let theme = theme.at(Depth::True);
    let what = match pane {
        Pane::Kl => "KL against n",
        Pane::Lower if model.tab == Tab::TradeOff => "win rate against KL",
        Pane::Lower if model.tab == Tab::WinRate => "win rate against n",
        _ => "gap against n",
    };
    let title = format!("{}: {what}, n = {}", visible(model.name()), model.n);
    let canvas = Canvas { size, ground: Ground::of(theme), theme: &theme, title: &title };
    view::chart_of(model, &theme, pane).map(|chart| chart.svg(&canvas))
}
