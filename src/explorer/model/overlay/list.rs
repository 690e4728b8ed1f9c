//! Lists to choose from that lie over the panes: the pins, what n can jump to, what can be exported, the
//! quantities and the policies that a chart can show.

use crate::explorer::action::Context;
use crate::explorer::model::curves::chosen_curves::CurveSlot;
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
    Curve(CurveSlot),
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
}
