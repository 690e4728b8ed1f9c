//! The mouse targets, and how much a drawing had room for. Filled while drawing, read by the run loop.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use crate::explorer::model::overlay::target::{Grip, Target};
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Viewport;

/// The targets of one drawing; later ones lie above earlier ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitMap {
    zones: Vec<(Rect, Zone)>,
    /// How many rows there was room for.
    pub viewport: Viewport,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Zone {
    One(Target),
    /// n from 1 in the first column to this in the last, on a log scale.
    Scale(u64),
    /// The probability of the outcome in this row.
    Share(usize, Grip),
}

/// What a pressed button holds: until its release, the mouse refers to this, wherever it moves.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    area: Rect,
    zone: Zone,
}

impl Held {
    /// The target in this column.
    pub fn at(&self, column: u16) -> Target {
        match self.zone {
            Zone::One(target) => target,
            Zone::Scale(scale_end) => {
                let last = self.area.width.max(2) - 1;
                let offset = column.saturating_sub(self.area.x).min(last);
                let share = f64::from(offset) / f64::from(last);
                Target::Draws(steps::round((scale_end as f64).powf(share)))
            }
            Zone::Share(row, grip) => Target::Share { row, grip, column },
        }
    }
}

impl HitMap {
    /// Makes the area a target.
    pub fn add(&mut self, area: Rect, target: Target) {
        self.zones.push((area, Zone::One(target)));
    }

    /// Makes the columns of the area stand for n from 1 to `scale_end`.
    pub fn add_scale(&mut self, area: Rect, scale_end: u64) {
        self.zones.push((area, Zone::Scale(scale_end)));
    }

    /// Makes the area stand for the probability of the outcome in this row.
    pub fn add_share(&mut self, area: Rect, row: usize, grip: Grip) {
        self.zones.push((area, Zone::Share(row, grip)));
    }

    /// Makes everything drawn so far unreachable for the mouse.
    pub fn cover(&mut self) {
        self.zones.clear();
    }

    /// What a button pressed at this place holds.
    pub fn hold(&self, column: u16, row: u16) -> Option<Held> {
        let place = Position::new(column, row);
        let (area, zone) = self.zones.iter().rev().find(|(area, _)| area.contains(place))?;
        Some(Held { area: *area, zone: *zone })
    }

    /// The target at this place. An n is rounded to two digits.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        self.hold(column, row).map(|held| held.at(column))
    }
}

/// Makes columns of the first row of `area` stand for the target.
pub(in crate::explorer) fn target(hits: &mut HitMap, area: Rect, columns: Range<u16>, target: Target) {
    let end = columns.end.min(area.width);
    if columns.start < end && area.height > 0 {
        hits.add(Rect { x: area.x + columns.start, width: end - columns.start, height: 1, ..area }, target);
    }
}
