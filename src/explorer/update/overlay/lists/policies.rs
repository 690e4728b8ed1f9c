//! The list of policies of the trade-off.

use crate::bon::comparator::Kind;
use crate::explorer::action::Action;
use crate::explorer::model::curves::policies::PolicyChoice;
use crate::explorer::model::curves::policies::figures::{cells, marker};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::curves::policies::choose;
use crate::explorer::update::overlay::list::List;
use crate::preset::LowerView;
use crate::text::figure::{self, short};

/// The policies with their numbers at the KL of best-of-n.
pub(super) struct PolicyList;

impl List for PolicyList {
    fn kind(&self) -> Action {
        Action::Policies
    }

    fn title(&self, model: &Model, roomy: bool) -> String {
        if model.subject.is_average() {
            return if roomy {
                "Policies are compared for one prompt at a time"
            } else {
                "One prompt at a time"
            }
            .to_owned();
        }
        let policies = &model.details.policies;
        let Some(at_kl) = policies.at(model.n) else { return "Policies of the trade-off".to_owned() };
        let Some(Ok(best)) = at_kl.of(Kind::BestOfN) else { return "Policies of the trade-off".to_owned() };
        let unit = model.unit();
        let kl = figure::fixed(unit.information(best.cost.kl), 6);
        let [value, _, draws] = cells(Some(at_kl), Kind::BestOfN, policies.shown.reward, unit);
        let (unit, axis) = (unit.name(), axis(model));
        let (kl, value, draws) = (kl.trim_start(), value.trim(), draws.trim());
        if roomy {
            format!("Policies at KL {kl} {unit}; best-of-{draws}: {axis} {value}")
        } else {
            format!("KL {kl} {unit}; best-of-{draws}: {value}")
        }
    }

    fn heading(&self, model: &Model, roomy: bool) -> Row {
        Row::plain(
            if roomy { "compared with best-of-n" } else { "policy" },
            columns([axis(model), "excess", "draws"], roomy),
        )
    }

    fn rows(&self, model: &Model, _: &str, roomy: bool) -> Vec<Row> {
        let policies = &model.details.policies;
        let shown = &policies.shown;
        let row = |choice: &PolicyChoice| match choice {
            PolicyChoice::Show(kind) => {
                let tick = if shown.shows(*kind) { 'x' } else { ' ' };
                let cells = if model.subject.is_average() {
                    ["-"; 3].map(str::to_owned)
                } else {
                    cells(policies.at(model.n), *kind, shown.reward, model.unit())
                };
                Row {
                    sign: format!("[{tick}] {}", marker(*kind)),
                    text: kind.title().to_owned(),
                    numbers: columns(cells.each_ref().map(String::as_str), roomy),
                }
            }
            PolicyChoice::Axis => {
                Row::plain("vertical axis", if shown.reward { "expected reward" } else { "win rate" })
            }
            PolicyChoice::Temperature => {
                let temperature = policies.temperature().map_or_else(|| "none".to_owned(), short);
                let chosen = if shown.temperature.is_some() { "" } else { "auto, " };
                let text = if roomy { "temperature of soft best-of-n" } else { "temperature" };
                Row::plain(text, format!("{chosen}{temperature}"))
            }
        };
        PolicyChoice::ALL.iter().map(row).collect()
    }

    /// Opens the trade-off view, too.
    fn open(&self, model: &mut Model) {
        model.show(LowerView::TradeOff);
        model.overlay = Some(self.at(0));
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        choose(model, open.selected);
        None
    }
}

/// The quantity on the vertical axis, in a word or two.
fn axis(model: &Model) -> &'static str {
    if model.details.policies.shown.reward { "reward" } else { "win rate" }
}

/// The columns of the list, the first alone where there is no room for all.
fn columns([value, more, draws]: [&str; 3], roomy: bool) -> String {
    if roomy { format!("{value:>9}  {more:>9}  {draws:>9}") } else { format!("{value:>9}") }
}
