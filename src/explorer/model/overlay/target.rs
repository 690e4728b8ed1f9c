//! What the mouse can point at.

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::overlay::layer::Field;
use crate::preset::LowerView;

/// What the mouse can point at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A place with a value of n: the slider, a chart.
    Draws(u64),
    /// A row of the table of outcomes.
    Row(usize),
    /// A view of the lower chart.
    View(LowerView),
    /// Elsewhere in a pane.
    Pane(Pane),
    /// A height on a chart where a guess is asked for, as the bits of the value.
    Guess(u64),
    /// A place that triggers an action.
    Action(Action),
    /// An entry of the list of presets.
    Preset(usize),
    /// An entry of a list.
    Entry(usize),
    /// A line of the command palette.
    Command(usize),
    /// A value of the outcome in this row; a click edits it.
    Field(usize, Field),
    /// The probability of the outcome in this row, held at this column of the screen.
    Share {
        /// The row.
        row: usize,
        /// The part of it that is held.
        grip: Grip,
        /// The column of the screen.
        column: u16,
    },
    /// The mark that opens the menu of the outcome in this row.
    Handle(usize),
    /// The mark that opens the menu of all actions.
    Menu,
    /// An action of a menu.
    MenuEntry(usize),
    /// A mark that steps the typed number, up if `true`.
    Step(bool),
    /// Elsewhere in the overlay.
    Overlay,
}

/// The part of a probability that the mouse can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grip {
    /// Its number: each column is a step of the second digit.
    Number,
    /// Its bar.
    Bar {
        /// Probability per column.
        cell: f64,
        /// Probability of the full bar.
        full: f64,
    },
}
