//! What the mouse points at, and how much a drawing had room for. Filled by drawing, read by the run loop.

use ratatui::layout::{Position, Rect};

use crate::explorer::model::Viewport;
use crate::explorer::update::Target;

/// The targets of one drawing; later ones lie above earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitMap {
    targets: Vec<(Rect, Target)>,
    /// How many rows there was room for.
    pub viewport: Viewport,
}

impl HitMap {
    /// The area stands for the target.
    pub fn add(&mut self, area: Rect, target: Target) {
        self.targets.push((area, target));
    }

    /// Nothing drawn so far can be pointed at any more.
    pub fn cover(&mut self) {
        self.targets.clear();
    }

    /// What lies at this place.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let place = Position::new(column, row);
        self.targets.iter().rev().find(|(area, _)| area.contains(place)).map(|&(_, target)| target)
    }
}
