//! Where keys go.

use crate::explorer::action::program::Program;

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The panes.
    Main,
    /// The panes, during a walkthrough.
    Walk,
    /// Answering a prompt.
    Prompt,
    /// Typing a value of an outcome.
    Edit,
    /// Stepping or typing an argument of a family.
    Arguments,
    /// The list of presets.
    Picker,
    /// A list over the panes.
    List(&'static ListContext),
    /// A menu.
    Offer,
    /// The help.
    Help,
    /// Typing what to search the help for.
    Search,
    /// The command palette.
    Palette,
    /// The explorer of a sample log.
    Pool,
}

/// A list over the panes as a place where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListContext {
    /// The heading of its keys in the help.
    pub title: &'static str,
    /// Where its keys go, as part of a sentence.
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
    /// The heading of its keys in the help.
    pub fn title(self) -> &'static str {
        match self {
            Context::Main => "Explorer",
            Context::Walk => "During a walkthrough",
            Context::Prompt => "While typing",
            Context::Edit => "While editing an outcome",
            Context::Arguments => "Arguments of a family",
            Context::Picker => "List of presets",
            Context::List(list) => list.title,
            Context::Palette => "Commands",
            Context::Offer => "Menu of actions",
            Context::Help => "This help",
            Context::Search => "Searching the help",
            Context::Pool => "Explorer of a sample log",
        }
    }

    /// Where its keys go, as part of a sentence.
    pub fn place(self) -> &'static str {
        match self {
            Context::Main => "in the panes",
            Context::Walk => "during a walkthrough",
            Context::Prompt => "in prompts",
            Context::Edit => "while an outcome is edited",
            Context::Arguments => "in the arguments of a family",
            Context::Picker => "in the list of presets",
            Context::List(list) => list.place,
            Context::Palette => "in the commands",
            Context::Offer => "in menus",
            Context::Help => "in the help",
            Context::Search => "while the help is searched",
            Context::Pool => "in a sample log",
        }
    }

    /// The list over the panes, where keys go to one.
    pub fn list(self) -> Option<&'static ListContext> {
        match self {
            Context::List(list) => Some(list),
            _ => None,
        }
    }

    /// Whether keys go to the panes there.
    pub fn is_panes(self) -> bool {
        matches!(self, Context::Main | Context::Walk | Context::Pool)
    }

    /// The program that has it.
    pub fn program(self) -> Program {
        match self {
            Context::Prompt | Context::Palette | Context::Help | Context::Search => Program::Both,
            Context::Pool => Program::Samples,
            Context::Main
            | Context::Walk
            | Context::Edit
            | Context::Arguments
            | Context::Picker
            | Context::List(_)
            | Context::Offer => Program::Base,
        }
    }

    /// Whether keys that type a character do so there.
    pub fn types(self) -> bool {
        match self {
            Context::Prompt
            | Context::Edit
            | Context::Arguments
            | Context::Picker
            | Context::Palette
            | Context::Search => true,
            Context::List(list) => list.types,
            Context::Main | Context::Walk | Context::Offer | Context::Pool | Context::Help => false,
        }
    }
}
