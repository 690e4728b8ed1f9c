//! Choosing the curves of the KL chart.

use crate::bon::Quantity;
use crate::explorer::action::{Action, Context, Pane};
use crate::explorer::model::curves::chosen_curves::{CurveChoice, CurveSlot, Pair, listed, title};
use crate::explorer::model::curves::measured::{unit, value};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Menu, Row};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list::List;
use crate::explorer::update::overlay::question::{Ask, stepped, typed_number};
use crate::preset::Tab;
use crate::report::InformationUnit;
use crate::report::Measure;
use crate::text::figure::{self, short};
use crate::text::order;
use crate::text::step;
use crate::tui::line::Line;

/// Opens the list for one of the curves, with its present choice selected.
pub(in crate::explorer) fn choose(model: &mut Model, place: CurveSlot) {
    let now = match place {
        CurveSlot::First => model.pair.map(|pair| pair.first),
        CurveSlot::Second => model.pair.and_then(|pair| pair.second),
    };
    let now = now.map_or(CurveChoice::None, CurveChoice::Of);
    let selected = listed(model.pair, model.subject.is_proposed(), place, "")
        .position(|choice| choice == now)
        .unwrap_or(0);
    model.overlay = Some(CurveList(place).at(selected));
}

/// Shows the chosen curve, or asks for its order.
pub(in crate::explorer) fn show(model: &mut Model, place: CurveSlot, choice: CurveChoice) {
    let now = model.pair.unwrap_or(Pair { first: Quantity::Kl.into(), second: None, log: false });
    model.pair = match (place, choice) {
        (_, CurveChoice::Order) => return ask_order(model, place),
        (CurveSlot::First, CurveChoice::None) => None,
        (CurveSlot::Second, CurveChoice::None) => model.pair.map(|pair| Pair { second: None, ..pair }),
        (CurveSlot::First, CurveChoice::Of(first)) => Some(Pair { first, ..now }),
        (CurveSlot::Second, CurveChoice::Of(second)) => Some(Pair { second: Some(second), ..now }),
    };
    model.overlay = None;
    // The divergences view lists the typed orders.
    if model.pane != Pane::Lower || model.tab != Tab::Divergences {
        model.pane = Pane::Kl;
    }
}

/// Asks for the order of a Rényi divergence for one of the curves.
pub(in crate::explorer) fn ask_order(model: &mut Model, place: CurveSlot) {
    model.overlay = Some(Overlay::Prompt { asked: Question::Order(place), line: Line::default() });
}

/// Shows the Rényi divergence of the typed order.
///
/// # Errors
/// One sentence that says why the text is no order.
pub(in crate::explorer) fn take_order(model: &mut Model, place: CurveSlot, text: &str) -> Result<(), String> {
    let [divergence, _] = Measure::renyi(order(text)?);
    show(model, place, CurveChoice::Of(divergence));
    Ok(())
}

/// The choices for one of the curves.
pub(in crate::explorer) struct CurveList(pub(in crate::explorer) CurveSlot);

impl CurveList {
    fn choices(&self, model: &Model, filter: &str) -> impl Iterator<Item = CurveChoice> + use<> {
        listed(model.pair, model.subject.is_proposed(), self.0, filter)
    }
}

impl List for CurveList {
    fn kind(&self) -> Action {
        match self.0 {
            CurveSlot::First => Action::FirstCurve,
            CurveSlot::Second => Action::SecondCurve,
        }
    }

    fn context(&self) -> Context {
        Context::Curves
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
                let value = value.unwrap_or_else(|| "...".to_owned());
                let named = unit(model.unit(), measure.unit());
                if roomy { format!("{value:>10} {named:<6}") } else { format!("{value:>9}") }
            }
            CurveChoice::None | CurveChoice::Order => String::new(),
        };
        self.choices(model, filter).map(|choice| Row::plain(title(self.0, choice), numbers(choice))).collect()
    }

    fn accept(&self, model: &mut Model, menu: &Menu) -> Option<Effect> {
        if let Some(choice) = self.choices(model, menu.words()).nth(menu.selected) {
            show(model, self.0, choice);
        }
        None
    }

    fn filters(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "no quantity matches all these words"
    }
}

/// The order of a Rényi divergence for one of the curves.
pub(in crate::explorer) struct OrderQuestion(pub(in crate::explorer) CurveSlot);

impl Ask for OrderQuestion {
    fn label(&self) -> &'static str {
        "Rényi order "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["above 0 and not 1, such as 3, 1/3 or inf", "1/3, inf"]
    }

    fn width(&self) -> u16 {
        8
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        let next = stepped(typed, 1.0, up);
        // There is no divergence of order 1.
        Some(typed_number(if next == 1.0 { step(next, up, -300) } else { next }))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        take_order(model, self.0, text)?;
        Ok(None)
    }
}
