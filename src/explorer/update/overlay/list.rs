//! What a list does with its chosen entry.

use crate::explorer::model::curves::chosen_curves::listed;
use crate::explorer::model::curves::policies::PolicyChoice;
use crate::explorer::model::files::export::What;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::scale::jump::Goal;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::proposal;
use crate::explorer::update::curves::{chosen_curves, pins, policies};
use crate::explorer::update::files::{export, unsaved};
use crate::explorer::update::lesson as update_lesson;
use crate::explorer::update::scale::jump;

/// Chooses an entry that is pointed at; one that is chosen already is taken.
pub(in crate::explorer) fn point(model: &mut Model, entry: usize) -> Option<Effect> {
    let Some(Overlay::Menu(menu)) = &mut model.overlay else { return None };
    let taken = !matches!(menu.kind, Kind::Pins | Kind::Unsaved) || menu.selected == entry;
    menu.selected = entry;
    let menu = menu.clone();
    if taken { accept(model, &menu) } else { None }
}

/// Does what the chosen entry stands for.
pub(in crate::explorer) fn accept(model: &mut Model, menu: &Menu) -> Option<Effect> {
    match menu.kind {
        Kind::Pins => pins::swap(model, menu.selected),
        Kind::Unsaved => return unsaved::restore(model, menu.selected),
        Kind::Comparators => policies::choose(model, menu.selected),
        Kind::Proposal => proposal::accept(model, menu.selected),
        Kind::Contents => return update_lesson::choose(model, menu.selected),
        Kind::Jump => {
            if let Some(&goal) = Goal::ALL.get(menu.selected) {
                jump::go_for(model, goal);
            }
        }
        Kind::Export => {
            if let Some(&what) = What::ALL.get(menu.selected) {
                export::ask(model, what);
            }
        }
        Kind::Curve(place) => {
            let choice =
                listed(model.pair, model.subject.is_proposed(), place, menu.filter.text()).nth(menu.selected);
            if let Some(choice) = choice {
                chosen_curves::show(model, place, choice);
            }
        }
    }
    None
}

/// How many entries a list has.
pub(in crate::explorer) fn len(menu: &Menu, model: &Model) -> usize {
    match menu.kind {
        Kind::Pins => model.pins.kept.pins.len(),
        Kind::Unsaved => model.unsaved.left.len(),
        Kind::Jump => Goal::ALL.len(),
        Kind::Export => What::ALL.len(),
        Kind::Comparators => PolicyChoice::ALL.len(),
        Kind::Proposal => proposal::ENTRIES,
        Kind::Contents => update_lesson::entries(model),
        Kind::Curve(place) => {
            listed(model.pair, model.subject.is_proposed(), place, menu.filter.text()).count()
        }
    }
}
