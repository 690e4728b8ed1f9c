//! The gap against n.

use crate::bon::Quantity;
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::pinned_curves;
use crate::explorer::view::curves::series::{chart, curve};
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::tui::chart::Line;
use crate::tui::theme::{Role, Theme};

/// The view.
pub(in crate::explorer) struct GapView;

impl LowerContent for GapView {
    fn curve(&self) -> Option<Quantity> {
        Some(Quantity::Gap)
    }

    fn content(&self, model: &Model, theme: &Theme, _: Room) -> Content {
        let Some((_, points)) = model.curve.value() else { return Content::Waiting };
        let (unit, curve) = (model.unit(), curve(model, theme, points));
        // The gap bound grows like n²: it may leave the chart rather than flatten the gap.
        let highest = pinned_curves::highest(model, Quantity::ProposalGap);
        let highest = points.iter().map(|e| e.proposal_gap).fold(highest, f64::max);
        let chart = if model.subject.is_proposed() {
            chart(model).unit(unit.name()).series(curve("corrected gap", Role::Gap, Quantity::ProposalGap))
        } else {
            chart(model)
                .unit(unit.name())
                .series(curve("gap", Role::Gap, Quantity::Gap))
                .series(curve("gap bound", Role::GapBound, Quantity::GapBound).line(Line::Dashed))
        };
        let chart =
            pinned_curves::add(chart, model, theme, ("gap", Quantity::ProposalGap.into()), |series| series);
        Content::Curves(if model.details.log_gap {
            chart.log_y()
        } else if highest > 0.0 {
            chart.y_range(0.0, unit.information(1.15 * highest))
        } else {
            chart
        })
    }
}
