//! Choosing the policies of the trade-off view.

use crate::bon::comparator::Kind;
use crate::explorer::action::{Action, Context};
use crate::explorer::model::curves::policies::PolicyChoice;
use crate::explorer::model::curves::policies::figures::{cells, marker};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Menu, Row};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list::List;
use crate::explorer::update::overlay::question::{Ask, stepped_text};
use crate::preset::Tab;
use crate::report::InformationUnit;
use crate::report::number::significant;
use crate::text::figure::{self, short};
use crate::text::number;
use crate::tui::line::Line;

/// Opens the trade-off view and its menu.
pub(in crate::explorer) fn open(model: &mut Model) {
    model.show(Tab::TradeOff);
    model.overlay = Some(PolicyList.at(0));
}

/// Performs the entry; the menu stays open.
pub(in crate::explorer) fn choose(model: &mut Model, entry: usize) {
    match PolicyChoice::ALL.get(entry) {
        Some(PolicyChoice::Show(kind)) => model.details.comparing.shown.turn(*kind),
        Some(PolicyChoice::Axis) => turn_axis(model),
        Some(PolicyChoice::Temperature) => {
            let temperature = model.details.comparing.temperature();
            let line = Line::marked(&temperature.map_or_else(|| AUTO.to_owned(), |t| significant(t, 6)));
            model.overlay = Some(Overlay::Prompt { asked: Question::Temperature, line });
        }
        None => {}
    }
}

/// Switches the quantity on the vertical axis.
pub(in crate::explorer) fn turn_axis(model: &mut Model) {
    let shown = &mut model.details.comparing.shown;
    shown.reward = !shown.reward;
}

/// The text for the temperature at which soft best-of-n reaches the KL of best-of-n.
const AUTO: &str = "auto";

/// Sets the typed temperature.
///
/// # Errors
/// One sentence that says why the text is no temperature.
pub(in crate::explorer) fn set_temperature(model: &mut Model, text: &str) -> Result<(), String> {
    let shown = &mut model.details.comparing.shown;
    if text == AUTO {
        shown.temperature = None;
        return Ok(());
    }
    match number::parse(text) {
        Ok(t) if t > 0.0 && t.is_finite() => {
            shown.temperature = Some(t);
            Ok(())
        }
        _ => Err("not a temperature: type a number above 0, such as 0.5 or 1/3, or `auto`".to_owned()),
    }
}

/// The temperature of soft best-of-n.
pub(in crate::explorer) struct TemperatureQuestion;

impl Ask for TemperatureQuestion {
    fn label(&self) -> &'static str {
        "temperature of soft best-of-n "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["above 0, in the unit of the rewards; auto: reaches this KL", "above 0, or auto"]
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        Some(stepped_text(typed, 0.0, up))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        set_temperature(model, text)?;
        Ok(None)
    }

    fn after(&self) -> Option<Overlay> {
        let entry = PolicyChoice::ALL.iter().position(|choice| *choice == PolicyChoice::Temperature);
        Some(PolicyList.at(entry.unwrap_or(0)))
    }
}

/// The policies with their numbers at the KL of best-of-n.
pub(in crate::explorer) struct PolicyList;

impl List for PolicyList {
    fn kind(&self) -> Action {
        Action::Comparators
    }

    fn context(&self) -> Context {
        Context::Comparators
    }

    fn title(&self, model: &Model, roomy: bool) -> String {
        let comparing = &model.details.comparing;
        let Some(beside) = comparing.at(model.n) else { return "Policies of the trade-off".to_owned() };
        let Some(Ok(best)) = beside.of(Kind::BestOfN) else { return "Policies of the trade-off".to_owned() };
        let unit = model.unit();
        let kl = figure::fixed(unit.information(best.cost.kl), 6);
        let [value, _, draws] = cells(Some(beside), Kind::BestOfN, comparing.shown.reward, unit);
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
        let comparing = &model.details.comparing;
        let shown = &comparing.shown;
        let row = |choice: &PolicyChoice| match choice {
            PolicyChoice::Show(kind) => {
                let tick = if shown.shows(*kind) { 'x' } else { ' ' };
                let cells = cells(comparing.at(model.n), *kind, shown.reward, model.unit());
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
                let temperature = comparing.temperature().map_or_else(|| "none".to_owned(), short);
                let chosen = if shown.temperature.is_some() { "" } else { "auto, " };
                let text = if roomy { "temperature of soft best-of-n" } else { "temperature" };
                Row::plain(text, format!("{chosen}{temperature}"))
            }
        };
        PolicyChoice::ALL.iter().map(row).collect()
    }

    fn accept(&self, model: &mut Model, menu: &Menu) -> Option<Effect> {
        choose(model, menu.selected);
        None
    }
}

/// The quantity on the vertical axis, in a word or two.
fn axis(model: &Model) -> &'static str {
    if model.details.comparing.shown.reward { "reward" } else { "win rate" }
}

/// The columns of the list, the first alone where there is no room for all.
fn columns([value, more, draws]: [&str; 3], roomy: bool) -> String {
    if roomy { format!("{value:>9}  {more:>9}  {draws:>9}") } else { format!("{value:>9}") }
}
