//! The table of the lists over the panes.

use crate::explorer::model::curves::chosen_curves::CurveSlot;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Listing, Menu};
use crate::explorer::model::state::Model;
use crate::explorer::update::base::proposal::PartList;
use crate::explorer::update::curves::chosen_curves::CurveList;
use crate::explorer::update::curves::pins::PinsList;
use crate::explorer::update::curves::policies::PolicyList;
use crate::explorer::update::files::export::ExportList;
use crate::explorer::update::files::unsaved::UnsavedList;
use crate::explorer::update::lesson::ContentsList;
use crate::explorer::update::overlay::list::List;
use crate::explorer::update::scale::jump::JumpList;

/// Every list over the panes.
static LISTS: &[&dyn List] = &[
    &PinsList,
    &UnsavedList,
    &JumpList,
    &ExportList,
    &CurveList(CurveSlot::First),
    &CurveList(CurveSlot::Second),
    &PolicyList,
    &PartList,
    &ContentsList,
];

fn of(menu: &Menu) -> Option<&'static dyn List> {
    LISTS.iter().copied().find(|list| list.kind() == menu.opened_by)
}

/// The texts of the open list; `roomy` where there is room for all its columns.
pub(in crate::explorer) fn listing(model: &Model, menu: &Menu, roomy: bool) -> Option<Listing> {
    let list = of(menu)?;
    Some(Listing {
        title: list.title(model, roomy),
        heading: list.heading(model, roomy),
        rows: list.rows(model, menu.words(), roomy),
        nothing: list.nothing(),
    })
}

/// The number of entries of the open list.
pub(in crate::explorer) fn len(model: &Model, menu: &Menu) -> usize {
    of(menu).map_or(0, |list| list.rows(model, menu.words(), false).len())
}

/// Accepts the chosen entry.
pub(in crate::explorer) fn accept(model: &mut Model, menu: &Menu) -> Option<Effect> {
    of(menu)?.accept(model, menu)
}

/// Chooses the entry under the mouse; an entry that is chosen already is accepted.
pub(in crate::explorer) fn point(model: &mut Model, entry: usize) -> Option<Effect> {
    let Some(Overlay::Menu(menu)) = &mut model.overlay else { return None };
    let list = of(menu)?;
    let taken = !list.clicks_choose() || menu.selected == entry;
    menu.selected = entry;
    let menu = menu.clone();
    if taken { list.accept(model, &menu) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::action::ALL_LISTS;

    #[test]
    fn every_list_has_one_row_and_an_action_of_its_own() {
        for (at, list) in LISTS.iter().enumerate() {
            let same = |other: &&dyn List| other.kind() == list.kind();
            assert_eq!(LISTS.iter().position(same), Some(at), "{:?}", list.kind());
            assert!(ALL_LISTS.contains(&list.context()), "{:?}", list.kind());
        }
        for context in ALL_LISTS {
            assert!(LISTS.iter().any(|list| list.context() == *context), "{context:?} has no list");
        }
    }
}
