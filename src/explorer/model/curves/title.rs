//! Titles of charts.

use crate::bon::Quantity;
use crate::explorer::action::Pane;
use crate::explorer::model::base::proposal::name;
use crate::explorer::model::curves::chosen_curves::{ChosenCurves, called};
use crate::explorer::model::state::Model;
use crate::preset::LowerView;
use crate::text::visible;

/// The caption of a pane's picture: its base, its contents and n.
pub(in crate::explorer) fn caption(model: &Model, pane: Pane) -> String {
    let edited = if model.edited() { ", edited" } else { "" };
    let drawn = model.subject.proposing().map(|proposing| format!(" (q: {})", name(proposing.how, true)));
    let (of, drawn) = (visible(&model.name()).into_owned(), drawn.unwrap_or_default());
    format!("{of}{drawn}{edited}: {}, n = {}", title(model, pane), model.n)
}

/// The title of a chart, a few words.
pub(in crate::explorer) fn title(model: &Model, pane: Pane) -> String {
    match (pane, model.chosen_curves, model.lower_view) {
        (Pane::Kl, Some(ChosenCurves { first, second: Some(second), .. }), _) => {
            format!("{} and {} against n", called(first), called(second))
        }
        (Pane::Kl, Some(ChosenCurves { first, .. }), _) => format!("{} against n", called(first)),
        (Pane::Kl, None, _) => "KL against n".to_owned(),
        (_, _, LowerView::Gap) if model.subject.is_proposed() => {
            "gap to the corrected bound against n".to_owned()
        }
        (_, _, LowerView::TradeOff) if model.details.policies.shown.reward => {
            "expected reward against KL".to_owned()
        }
        (_, _, LowerView::TradeOff) => "win rate against KL".to_owned(),
        (_, _, LowerView::Gap) => format!("{} against n", Quantity::Gap.title()),
        (_, _, LowerView::WinRate) => format!("{} against n", Quantity::WinRate.title()),
        (_, _, lower_view) => lower_view.title().to_owned(),
    }
}
