//! The list of values that n can jump to.

use crate::explorer::action::Action;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::scale::jump::Goal;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list::List;
use crate::explorer::update::scale::jump::go_for;
use crate::text::figure;

/// The goals of a jump.
pub(super) struct JumpList;

impl List for JumpList {
    fn kind(&self) -> Action {
        Action::Jump
    }

    fn title(&self, _: &Model, _: bool) -> String {
        "Jump to the n with".to_owned()
    }

    fn heading(&self, _: &Model, _: bool) -> Row {
        Row::plain("", "now")
    }

    fn rows(&self, model: &Model, _: &str, _: bool) -> Vec<Row> {
        let unit = model.unit();
        let row = |goal: &Goal| {
            let number = model.readout.value().map(|(_, at)| match goal {
                Goal::Gap => figure::fixed(unit.information(at.proposal_gap), 7),
                Goal::Kl => figure::fixed(unit.information(at.kl), 7),
                Goal::Share => {
                    format!("{:.1} %", 100.0 * if at.kl_limit > 0.0 { at.kl / at.kl_limit } else { 1.0 })
                }
                Goal::WinRate => figure::share_lacking(at.win_rate, at.lacking.win_rate, 7),
                Goal::Reward => figure::short(at.expected_reward),
                Goal::Top if at.n_eps_top.is_nan() => "-".to_owned(),
                Goal::Top => figure::fixed(at.n_eps_top, 7),
            });
            let named = if goal.is_information() { format!(" {}", unit.name()) } else { String::new() };
            Row {
                sign: model.keymap.sign(goal.action()).unwrap_or_default(),
                text: goal.title().to_owned() + &named,
                numbers: number.unwrap_or_default(),
            }
        };
        Goal::ALL.iter().map(row).collect()
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        if let Some(&goal) = Goal::ALL.get(open.selected) {
            go_for(model, goal);
        }
        None
    }
}
