//! The right end of the scale of n, from [`steps::LEAST_END`] to [`steps::MAX`].

use crate::explorer::action::Action;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::question::{Ask, typed_draws};
use crate::report::InformationUnit;
use crate::text::figure;
use crate::tui::line::Line;

/// Performs an action on the scale.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    match action {
        Action::ScaleEnd => {
            model.overlay = Some(Overlay::Question { question: Question::ScaleEnd, line: Line::default() });
        }
        Action::ShortenScale => set(model, steps::decade_below(model.scale_end)),
        _ => set(model, steps::decade_above(model.scale_end)),
    }
}

/// Sets the end of the scale; a larger n moves to it.
pub(in crate::explorer) fn set(model: &mut Model, scale_end: u64) {
    let scale_end = scale_end.clamp(steps::LEAST_END, steps::MAX);
    (model.chosen_end, model.scale_end) = (scale_end, scale_end);
    let notice = format!("n now runs from 1 to {}", figure::draws(scale_end));
    model.notice = Some(if model.n > scale_end {
        model.n = scale_end;
        model.keymap.advise(&format!("{notice}; it was beyond"), [(Action::Undo, "undoes")])
    } else {
        notice
    });
}

/// The right end of the scale of n.
pub(in crate::explorer) struct ScaleEndQuestion;

impl Ask for ScaleEndQuestion {
    fn label(&self) -> &'static str {
        "n up to "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["a whole number from 1e3 to 1e15, such as 1e9 or 2^30", "1e3 to 1e15"]
    }

    fn steps(&self, typed: &str, n: u64, up: bool) -> Option<String> {
        let end = typed_draws(typed).unwrap_or(n);
        let end = if up { end.saturating_mul(10) } else { end / 10 };
        Some(end.clamp(steps::LEAST_END, steps::MAX).to_string())
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        match typed_draws(text) {
            Some(end) if end >= steps::LEAST_END => set(model, end),
            _ => return Err("type a whole number from 1e3 to 1e15, such as 1e4, 1e9 or 2^30".to_owned()),
        }
        Ok(None)
    }
}
