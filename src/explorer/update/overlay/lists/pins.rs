//! The list of pins.

use crate::bon::Quantity;
use crate::explorer::action::Action;
use crate::explorer::model::curves::pins::{Pin, difference};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::curves::pins::{nothing, swap};
use crate::explorer::update::overlay::list::List;
use crate::text::figure;

/// The list of pins.
pub(super) struct PinsList;

impl List for PinsList {
    fn kind(&self) -> Action {
        Action::Pins
    }

    fn title(&self, model: &Model, _: bool) -> String {
        format!("Pins · KL in {}", model.unit().name())
    }

    fn heading(&self, model: &Model, roomy: bool) -> Row {
        let numbers = if roomy {
            let kl = format!("KL at {}", figure::draws(model.n));
            format!("{:>9}  {kl:>12}  {:>12}", "pinned at", "now - pin")
        } else {
            format!("{:>9} {:>8}", "pinned at", "now-pin")
        };
        Row::plain("name", numbers)
    }

    fn rows(&self, model: &Model, _: &str, roomy: bool) -> Vec<Row> {
        let unit = model.unit();
        let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
        let row = |pin: &Pin| {
            let then = model.pins.curves.at_n(pin.subject(), model.n);
            let kl = then
                .map_or_else(|| "…".to_owned(), |then| figure::fixed(unit.quantity(then, Quantity::Kl), 7));
            let difference = match (here, then) {
                (Some(now), Some(then)) => {
                    figure::difference(unit.information(difference(Quantity::Kl, now, then)))
                }
                _ => String::new(),
            };
            let at = figure::draws(pin.n());
            let numbers = if roomy {
                format!("{at:>9}  {kl:>12}  {difference:>12}")
            } else {
                format!("{at:>9} {difference:>8}")
            };
            Row { sign: pin.letter.to_string(), text: pin.name.clone(), numbers }
        };
        model.pins.kept.pins.iter().map(row).collect()
    }

    fn open(&self, model: &mut Model) {
        if model.pins.kept.pins.is_empty() {
            model.notice = Some(nothing(model));
        } else {
            model.overlay = Some(self.at(model.pins.kept.compared));
        }
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        swap(model, open.selected);
        None
    }

    fn clicks_choose(&self) -> bool {
        true
    }
}
