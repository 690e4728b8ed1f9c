//! Lists to choose from that lie over the panes: the pins, what n can jump to, what can be exported, the
//! quantities and the policies that a chart can show.

use crate::explorer::action::Context;
use crate::explorer::model::base::proposal;
use crate::explorer::model::curves::chosen_curves::{self, Place};
use crate::explorer::model::curves::pins;
use crate::explorer::model::curves::policies::{self, Choice};
use crate::explorer::model::files::export::{self, What};
use crate::explorer::model::files::unsaved;
use crate::explorer::model::lesson;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::scale::jump::{self, Goal};
use crate::explorer::model::state::Model;
use crate::tui::line::Line;

/// A list with one entry chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What is listed.
    pub kind: Kind,
    /// What narrows the list, where it is long.
    pub filter: Line,
    /// Which of the listed entries is chosen.
    pub selected: usize,
}

/// What a menu lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was pinned.
    Pins,
    /// What earlier sessions did not save.
    Unsaved,
    /// What n can jump to.
    Jump,
    /// What can be exported.
    Export,
    /// What the KL chart can show there.
    Curve(Place),
    /// The policies of the trade-off view.
    Comparators,
    /// The parts of the proposal.
    Proposal,
    /// The steps of the walkthrough under way, or the walkthroughs.
    Contents,
}

impl Kind {
    /// Where keys go.
    pub fn context(self) -> Context {
        match self {
            Kind::Pins => Context::Pins,
            Kind::Unsaved => Context::Unsaved,
            Kind::Jump => Context::Jump,
            Kind::Export => Context::Export,
            Kind::Curve(_) => Context::Curves,
            Kind::Comparators => Context::Comparators,
            Kind::Proposal => Context::Proposal,
            Kind::Contents => Context::Contents,
        }
    }
}

impl Menu {
    /// A menu on one of its entries.
    pub fn new(kind: Kind, selected: usize) -> Menu {
        Menu { kind, filter: Line::default(), selected }
    }

    /// The line that narrows it, if it has one.
    pub fn line(&mut self) -> Option<&mut Line> {
        match self.kind {
            Kind::Pins
            | Kind::Unsaved
            | Kind::Jump
            | Kind::Export
            | Kind::Comparators
            | Kind::Proposal
            | Kind::Contents => None,
            Kind::Curve(_) => Some(&mut self.filter),
        }
    }

    /// How many entries are listed.
    pub fn len(&self, model: &Model) -> usize {
        match self.kind {
            Kind::Pins => model.pins.kept.pins.len(),
            Kind::Unsaved => model.unsaved.left.len(),
            Kind::Jump => Goal::ALL.len(),
            Kind::Export => What::ALL.len(),
            Kind::Comparators => Choice::ALL.len(),
            Kind::Proposal => proposal::ENTRIES,
            Kind::Contents => lesson::entries(model),
            Kind::Curve(place) => chosen_curves::listed(model, place, self.filter.text()).count(),
        }
    }
}

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
        Kind::Contents => return lesson::choose(model, menu.selected),
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
            let choice = chosen_curves::listed(model, place, menu.filter.text()).nth(menu.selected);
            if let Some(choice) = choice {
                chosen_curves::show(model, place, choice);
            }
        }
    }
    None
}
