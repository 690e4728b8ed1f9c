//! The contexts that take keys: the panes, each list, each input line.

use crate::explorer::action::program::Program;

/// What takes the keys at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The panes.
    Main,
    /// The panes, during a walkthrough.
    Lesson,
    /// Typing into the input line.
    Question,
    /// Typing a value of an outcome.
    Edit,
    /// Stepping or typing an argument of a family.
    Arguments,
    /// The list of presets.
    Picker,
    /// A list over the panes.
    List(&'static ListContext),
    /// A menu of actions.
    ActionsMenu,
    /// The help.
    Help,
    /// Typing words to search the help for.
    Search,
    /// The command palette.
    Palette,
    /// The explorer of a sample log.
    Samples,
}

/// What the context of a list over the panes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListContext {
    /// The heading over its keys in the help.
    pub title: &'static str,
    /// The list as part of a sentence about its keys.
    pub place: &'static str,
    /// Whether it is narrowed by typing.
    pub types: bool,
    /// Whether Enter is the key of an action of its own there,
    pub own_enter: bool,
    /// and Esc.
    pub own_esc: bool,
    /// Whether it is short enough to do without pages.
    pub short: bool,
}

impl ListContext {
    /// A list with nothing special about it.
    pub(super) const fn new(title: &'static str, place: &'static str) -> ListContext {
        ListContext { title, place, types: false, own_enter: false, own_esc: false, short: false }
    }
}

impl Context {
    /// The heading over the context's keys in the help.
    pub fn title(self) -> &'static str {
        match self {
            Context::Main => "Explorer",
            Context::Lesson => "During a walkthrough",
            Context::Question => "While typing",
            Context::Edit => "While editing an outcome",
            Context::Arguments => "Arguments of a family",
            Context::Picker => "List of presets",
            Context::List(list) => list.title,
            Context::Palette => "Commands",
            Context::ActionsMenu => "Menu of actions",
            Context::Help => "This help",
            Context::Search => "Searching the help",
            Context::Samples => "Explorer of a sample log",
        }
    }

    /// The context as part of a sentence about its keys.
    pub fn place(self) -> &'static str {
        match self {
            Context::Main => "in the panes",
            Context::Lesson => "during a walkthrough",
            Context::Question => "while typing",
            Context::Edit => "while an outcome is edited",
            Context::Arguments => "in the arguments of a family",
            Context::Picker => "in the list of presets",
            Context::List(list) => list.place,
            Context::Palette => "in the commands",
            Context::ActionsMenu => "in menus",
            Context::Help => "in the help",
            Context::Search => "while the help is searched",
            Context::Samples => "in a sample log",
        }
    }

    /// The list over the panes, where keys go to one.
    pub fn list(self) -> Option<&'static ListContext> {
        match self {
            Context::List(list) => Some(list),
            _ => None,
        }
    }

    /// Whether the panes take the keys.
    pub fn is_panes(self) -> bool {
        matches!(self, Context::Main | Context::Lesson | Context::Samples)
    }

    /// The program that has this context.
    pub fn program(self) -> Program {
        match self {
            Context::Question | Context::Palette | Context::Help | Context::Search => Program::Both,
            Context::Samples => Program::Samples,
            Context::Main
            | Context::Lesson
            | Context::Edit
            | Context::Arguments
            | Context::Picker
            | Context::List(_)
            | Context::ActionsMenu => Program::Base,
        }
    }

    /// Whether a key that types a character does so in this context.
    pub fn types(self) -> bool {
        match self {
            Context::Question
            | Context::Edit
            | Context::Arguments
            | Context::Picker
            | Context::Palette
            | Context::Search => true,
            Context::List(list) => list.types,
            Context::Main | Context::Lesson | Context::ActionsMenu | Context::Samples | Context::Help => {
                false
            }
        }
    }
}
