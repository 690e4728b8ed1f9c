//! What the mouse holds.

use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::overlay::target::Grip;
use crate::text::step;

/// What the mouse holds.
#[derive(Clone, Debug, Default)]
pub struct Pointer {
    pub(in crate::explorer) share: Option<Share>,
}

/// A probability that the mouse holds.
#[derive(Clone, Debug)]
pub(in crate::explorer) struct Share {
    pub(in crate::explorer) rank: usize,
    pub(in crate::explorer) grip: Grip,
    /// The column where it was taken hold of, and how far the mouse is from there.
    pub(in crate::explorer) column: u16,
    pub(in crate::explorer) moved: i32,
    /// Whether it has moved at all.
    pub(in crate::explorer) dragged: bool,
    /// Whether the row was selected before, so that a click edits.
    pub(in crate::explorer) again: bool,
    /// The subject when it was taken hold of.
    pub(in crate::explorer) origin: Subject,
}

impl Pointer {
    /// The value of a full bar while one is held, so that the end of the bar stays under the mouse.
    pub fn full(&self) -> Option<f64> {
        match self.share.as_ref()?.grip {
            Grip::Bar { full, .. } => Some(full),
            Grip::Number => None,
        }
    }
}

impl Grip {
    /// The value of a probability that was `p`, dragged this many columns to the right: a round number close to the
    /// value of that column.
    pub(in crate::explorer) fn moved(self, p: f64, columns: i32) -> f64 {
        let moved = match self {
            Grip::Number => (0..columns.unsigned_abs()).fold(p, |p, _| step(p, columns > 0, -300)),
            Grip::Bar { cell, .. } if cell > 0.0 => {
                // A tenth of the leading digit of a column.
                let exponent = cell.log10().floor() as i32 - 1;
                let steps = (p + cell * f64::from(columns)) / 10_f64.powi(exponent);
                format!("{:.0}e{exponent}", steps).parse().unwrap_or(p)
            }
            Grip::Bar { .. } => p,
        };
        moved.clamp(0.0, 1.0)
    }
}
