//! The win rate against n.

use crate::bon::Quantity;
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::pinned_curves;
use crate::explorer::view::curves::series::{chart, curve, lowest_win_rate};
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::tui::chart::Line;
use crate::tui::theme::{Role, Theme};

/// The view.
pub(in crate::explorer) struct WinRateView;

impl LowerContent for WinRateView {
    fn short(&self) -> Option<&'static str> {
        Some("Win")
    }

    fn curve(&self) -> Option<Quantity> {
        Some(Quantity::WinRate)
    }

    fn content(&self, model: &Model, theme: &Theme, _: Room) -> Content {
        let Some((_, points)) = model.curve.value() else { return Content::Waiting };
        let curve = curve(model, theme, points);
        let chart = chart(model)
            .unit("share")
            .series(curve("win rate", Role::WinRate, Quantity::WinRate))
            .y_range(lowest_win_rate(points), 1.0);
        let chart = if model.subject.is_proposed() {
            chart
        } else {
            chart.series(curve("≤ n/(n+1)", Role::WinBound, Quantity::WinRateBound).line(Line::Dashed))
        };
        Content::Curves(pinned_curves::add(
            chart,
            model,
            theme,
            ("win rate", Quantity::WinRate.into()),
            |series| series,
        ))
    }
}
