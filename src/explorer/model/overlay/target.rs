//! What the mouse can point at.

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::overlay::layer::Field;
use crate::preset::Tab;

/// What the mouse can point at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A place that stands for an n: the slider, a chart.
    Draws(u64),
    /// A row of the table of outcomes.
    Row(usize),
    /// A tab of the lower chart.
    Tab(Tab),
    /// Elsewhere in a pane.
    Pane(Pane),
    /// A height on a chart where a guess is asked for, as the bits of the number.
    Guess(u64),
    /// A place that asks for an action.
    Action(Action),
    /// An entry of the list of presets.
    Preset(usize),
    /// An entry of a menu.
    Entry(usize),
    /// A line of the command palette.
    Command(usize),
    /// A value of the outcome in this row of the table that a click edits.
    Field(usize, Field),
    /// The probability of the outcome in this row, held at this column of the screen.
    Share {
        /// The row.
        row: usize,
        /// What of it is held.
        grip: Grip,
        /// The column of the screen.
        column: u16,
    },
    /// What opens the menu of the outcome in this row.
    Handle(usize),
    /// What opens the menu of all actions.
    Menu,
    /// An action of a menu.
    MenuEntry(usize),
    /// What steps the number that is typed, up or down.
    Step(bool),
    /// Elsewhere in what lies over the panes.
    Overlay,
}

/// What of a probability the mouse can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grip {
    /// Its number: a column is a step of the second digit.
    Number,
    /// Its bar, where a column stands for this much and the full bar for so much.
    Bar {
        /// Probability a column.
        cell: f64,
        /// Probability of the full bar.
        full: f64,
    },
}
