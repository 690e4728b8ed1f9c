//! What the mouse points at, and how much a drawing had room for. Filled by drawing, read by the run loop.

use ratatui::layout::{Position, Rect};

use crate::explorer::message::Target;
use crate::explorer::model::Viewport;
use crate::explorer::steps;

/// The targets of one drawing; later ones lie above earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitMap {
    zones: Vec<(Rect, Zone)>,
    /// How many rows there was room for.
    pub viewport: Viewport,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    One(Target),
    /// n from 1 at the first column to this at the last one, on a log scale.
    Scale(u64),
}

impl HitMap {
    /// The area stands for the target.
    pub fn add(&mut self, area: Rect, target: Target) {
        self.zones.push((area, Zone::One(target)));
    }

    /// The columns of the area stand for n from 1 to `reach`.
    pub fn add_scale(&mut self, area: Rect, reach: u64) {
        self.zones.push((area, Zone::Scale(reach)));
    }

    /// Nothing drawn so far can be pointed at any more.
    pub fn cover(&mut self) {
        self.zones.clear();
    }

    /// What lies at this place. An n is rounded to two digits.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let place = Position::new(column, row);
        let (area, zone) = self.zones.iter().rev().find(|(area, _)| area.contains(place))?;
        Some(match *zone {
            Zone::One(target) => target,
            Zone::Scale(reach) => {
                let share = f64::from(column - area.x) / f64::from(area.width.max(2) - 1);
                Target::Draws(steps::round((reach as f64).powf(share)))
            }
        })
    }
}
