//! What lies over the panes: prompts, lists and the help, as plain data.

use crate::explorer::model::overlay::list::Menu;
use crate::explorer::model::overlay::offer::ActionsMenu;
use crate::explorer::model::overlay::question::Question;
use crate::tui::line::Line;

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Something is asked for and typed in one line.
    Prompt {
        /// What.
        asked: Question,
        /// What was typed so far.
        line: Line,
    },
    /// A value of the selected outcome is being typed.
    Edit {
        /// Which one.
        field: Field,
        /// What was typed so far.
        line: Line,
        /// What stood there.
        before: String,
    },
    /// An argument of the family is being stepped or typed.
    Arguments {
        /// Which one.
        at: usize,
        /// What was typed so far.
        line: Line,
    },
    /// The list of presets.
    Picker {
        /// What narrows the list.
        filter: Line,
        /// Which of the listed ones is chosen.
        selected: usize,
        /// What became of the choice.
        state: PickerState,
    },
    /// A list to choose from.
    Menu(Menu),
    /// A list of actions.
    Actions {
        /// Which one.
        offer: ActionsMenu,
        /// Which of its entries is chosen.
        chosen: usize,
    },
    /// The help, from this line on.
    Help {
        /// The first line in sight.
        offset: usize,
        /// What narrows it.
        search: Search,
    },
    /// The command palette.
    Palette {
        /// What was typed so far.
        filter: Line,
        /// Which of the lines that fit is chosen.
        selected: usize,
    },
}

/// What narrows the help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What was typed so far.
    pub line: Line,
    /// Whether it is being typed.
    pub typing: bool,
}

/// What can be typed for an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its probability, or its weight.
    P,
    /// Its reward.
    Reward,
    /// Its label.
    Label,
}

impl Field {
    /// Every field, in the order of Tab.
    pub const ALL: &[Field] = &[Field::P, Field::Reward, Field::Label];
}

impl Overlay {
    /// The line that is being typed, if there is one.
    pub fn line(&mut self) -> Option<&mut Line> {
        match self {
            Overlay::Prompt { line, .. }
            | Overlay::Edit { line, .. }
            | Overlay::Arguments { line, .. }
            | Overlay::Palette { filter: line, .. }
            | Overlay::Help { search: Search { line, typing: true }, .. }
            | Overlay::Picker { filter: line, .. } => Some(line),
            Overlay::Menu(menu) => menu.filter.as_mut(),
            Overlay::Actions { .. } | Overlay::Help { .. } => None,
        }
    }
}

/// What became of the choice of a preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickerState {
    /// Nothing is chosen yet.
    Open,
    /// What this argument opens is being read.
    Opening(String),
    /// It could not be opened, for this reason.
    Failed(String),
}
