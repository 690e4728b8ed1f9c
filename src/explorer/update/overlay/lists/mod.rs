//! The lists over the panes: a file each, and the table of all of them.

mod contents;
mod curves;
mod export;
mod jump;
mod parts;
mod pins;
mod policies;
mod unsaved;

use crate::explorer::action::Action;
use crate::explorer::model::curves::chosen_curves::CurveSlot;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Listing, OpenList};
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list::List;

/// Every list over the panes.
static LISTS: &[&dyn List] = &[
    &pins::PinsList,
    &unsaved::UnsavedList,
    &jump::JumpList,
    &export::ExportList,
    &curves::CurveList(CurveSlot::First),
    &curves::CurveList(CurveSlot::Second),
    &policies::PolicyList,
    &parts::PartList,
    &contents::ContentsList,
];

/// The list that this action opens, if it opens one.
pub(in crate::explorer) fn opened_by(action: Action) -> Option<&'static dyn List> {
    LISTS.iter().copied().find(|list| list.kind() == action)
}

fn of(open: &OpenList) -> Option<&'static dyn List> {
    opened_by(open.opened_by)
}

/// The texts of the open list; `roomy` where there is room for all its columns.
pub(in crate::explorer) fn listing(model: &Model, open: &OpenList, roomy: bool) -> Option<Listing> {
    let list = of(open)?;
    Some(Listing {
        title: list.title(model, roomy),
        heading: list.heading(model, roomy),
        rows: list.rows(model, open.words(), roomy),
        nothing: list.nothing(),
    })
}

/// The number of entries of the open list.
pub(in crate::explorer) fn len(model: &Model, open: &OpenList) -> usize {
    of(open).map_or(0, |list| list.rows(model, open.words(), false).len())
}

/// Accepts the chosen entry.
pub(in crate::explorer) fn accept(model: &mut Model, open: &OpenList) -> Option<Effect> {
    of(open)?.accept(model, open)
}

/// Chooses the entry under the mouse; an entry that is chosen already is accepted.
pub(in crate::explorer) fn point(model: &mut Model, entry: usize) -> Option<Effect> {
    let Some(Overlay::List(open)) = &mut model.overlay else { return None };
    let list = of(open)?;
    let taken = !list.clicks_choose() || open.selected == entry;
    open.selected = entry;
    let open = open.clone();
    if taken { list.accept(model, &open) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::action::{Context, TABLE};

    #[test]
    fn every_list_has_one_row_and_an_action_of_its_own() {
        for (at, list) in LISTS.iter().enumerate() {
            let same = |other: &&dyn List| other.kind() == list.kind();
            assert_eq!(LISTS.iter().position(same), Some(at), "{:?}", list.kind());
            assert!(list.kind().entry().opens.is_some(), "{:?}", list.kind());
        }
        for entry in TABLE.iter().filter(|entry| entry.opens.is_some()) {
            assert!(opened_by(entry.action).is_some(), "{:?} opens no list", entry.action);
        }
        for list in Context::ALL.iter().filter_map(|context| context.list()) {
            let opens = TABLE.iter().any(|entry| entry.opens == Some(list));
            assert!(opens, "nothing opens {}", list.title);
        }
    }
}
