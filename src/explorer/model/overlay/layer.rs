//! What lies over the panes: input lines, lists and the help, as plain data.

use crate::explorer::model::overlay::actions_menu::ActionsMenu;
use crate::explorer::model::overlay::list::OpenList;
use crate::explorer::model::overlay::question::Question;
use crate::tui::line::Line;

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// A question, answered in the input line.
    Question {
        /// The question.
        question: Question,
        /// The text typed so far.
        line: Line,
    },
    /// A value of the selected outcome is being typed.
    Edit {
        /// Which value.
        field: Field,
        /// The text typed so far.
        line: Line,
        /// The value before.
        before: String,
    },
    /// An argument of the family is being stepped or typed.
    Arguments {
        /// Which argument.
        at: usize,
        /// The text typed so far.
        line: Line,
    },
    /// The list of presets.
    Picker {
        /// The words that narrow the list.
        filter: Line,
        /// The index of the chosen entry.
        selected: usize,
        /// What became of the choice.
        state: PickerState,
    },
    /// A list to choose from.
    List(OpenList),
    /// A list of actions.
    Actions {
        /// Which one.
        menu: ActionsMenu,
        /// The index of the chosen entry.
        chosen: usize,
    },
    /// The help, from this line on.
    Help {
        /// The first line in sight.
        offset: usize,
        /// The words that narrow the help.
        search: Search,
    },
    /// The command palette.
    Palette {
        /// The text typed so far.
        filter: Line,
        /// The index of the chosen line.
        selected: usize,
    },
}

/// The words that narrow the help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The text typed so far.
    pub line: Line,
    /// Whether the words are being typed.
    pub typing: bool,
}

/// A value of an outcome that can be typed.
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
    /// The line that is being typed, if any.
    pub fn line(&mut self) -> Option<&mut Line> {
        match self {
            Overlay::Question { line, .. }
            | Overlay::Edit { line, .. }
            | Overlay::Arguments { line, .. }
            | Overlay::Palette { filter: line, .. }
            | Overlay::Help { search: Search { line, typing: true }, .. }
            | Overlay::Picker { filter: line, .. } => Some(line),
            Overlay::List(open) => open.filter.as_mut(),
            Overlay::Actions { .. } | Overlay::Help { .. } => None,
        }
    }
}

/// What became of the choice of a preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickerState {
    /// Nothing is chosen yet.
    Open,
    /// This argument is being opened.
    Opening(String),
    /// It could not be opened, for this reason.
    Failed(String),
}
