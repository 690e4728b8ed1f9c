//! The lists of curves for the KL chart.

use crate::explorer::action::Action;
use crate::explorer::model::curves::chosen_curves::{CurveChoice, CurveSlot, listed, title};
use crate::explorer::model::curves::measured::{unit, value};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::curves::chosen_curves::show;
use crate::explorer::update::overlay::list::List;
use crate::text::figure::{self, short};

/// The choices for one of the curves.
pub(super) struct CurveList(pub(super) CurveSlot);

impl CurveList {
    fn choices(&self, model: &Model, filter: &str) -> impl Iterator<Item = CurveChoice> + use<> {
        listed(model.chosen_curves, model.subject.is_proposed(), self.0, filter)
    }
}

impl List for CurveList {
    fn kind(&self) -> Action {
        match self.0 {
            CurveSlot::First => Action::FirstCurve,
            CurveSlot::Second => Action::SecondCurve,
        }
    }

    fn title(&self, _: &Model, _: bool) -> String {
        match self.0 {
            CurveSlot::First => "First curve of the KL chart",
            CurveSlot::Second => "Second curve of the KL chart",
        }
        .to_owned()
    }

    fn heading(&self, model: &Model, roomy: bool) -> Row {
        let text =
            if roomy { "quantity".to_owned() } else { format!("quantity, KL in {}", model.unit().name()) };
        let blank = if roomy { 7 } else { 0 };
        Row::plain(text, format!("at {}{:blank$}", figure::draws(model.n), ""))
    }

    fn rows(&self, model: &Model, filter: &str, roomy: bool) -> Vec<Row> {
        let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
        let numbers = |choice| match choice {
            CurveChoice::Of(measure) => {
                let value = here.map(|at| short(value(model, &model.subject, at, measure)));
                let value = value.unwrap_or_else(|| "…".to_owned());
                let named = unit(model.unit(), measure.unit());
                if roomy { format!("{value:>10} {named:<6}") } else { format!("{value:>9}") }
            }
            CurveChoice::None | CurveChoice::Order => String::new(),
        };
        self.choices(model, filter).map(|choice| Row::plain(title(self.0, choice), numbers(choice))).collect()
    }

    /// Opens it with the curve's present choice selected.
    fn open(&self, model: &mut Model) {
        let now = match self.0 {
            CurveSlot::First => model.chosen_curves.map(|chosen| chosen.first),
            CurveSlot::Second => model.chosen_curves.and_then(|chosen| chosen.second),
        };
        let now = now.map_or(CurveChoice::None, CurveChoice::Of);
        let selected = self.choices(model, "").position(|choice| choice == now).unwrap_or(0);
        model.overlay = Some(self.at(selected));
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        if let Some(choice) = self.choices(model, open.words()).nth(open.selected) {
            show(model, self.0, choice);
        }
        None
    }

    fn nothing(&self) -> &'static str {
        "no quantity matches all these words"
    }
}
