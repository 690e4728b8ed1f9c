//! The contexts that take keys: the panes, each list, each input line.

use crate::explorer::action::program::Program;

/// What takes the keys at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The panes.
    Main,
    /// The panes, during a walkthrough.
    Walk,
    /// Typing into the input line.
    Prompt,
    /// Typing a value of an outcome.
    Edit,
    /// Stepping or typing an argument of a family.
    Arguments,
    /// The list of presets.
    Picker,
    /// The list of pins.
    Pins,
    /// The list of unsaved work.
    Unsaved,
    /// The list of values that n can jump to.
    Jump,
    /// The list of pictures and tables to export.
    Export,
    /// The list of curves.
    Curves,
    /// The list of policies.
    Comparators,
    /// The list of the parts of the proposal.
    Proposal,
    /// The list of steps or walkthroughs.
    Contents,
    /// A menu of actions.
    Offer,
    /// The help.
    Help,
    /// Typing words to search the help for.
    Search,
    /// The command palette.
    Palette,
    /// The explorer of a sample log.
    Pool,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: &[Context] = &[
        Context::Main,
        Context::Walk,
        Context::Pool,
        Context::Prompt,
        Context::Edit,
        Context::Arguments,
        Context::Picker,
        Context::Pins,
        Context::Unsaved,
        Context::Jump,
        Context::Export,
        Context::Curves,
        Context::Comparators,
        Context::Proposal,
        Context::Contents,
        Context::Palette,
        Context::Offer,
        Context::Help,
        Context::Search,
    ];

    /// The heading over the context's keys in the help.
    pub fn title(self) -> &'static str {
        match self {
            Context::Main => "Explorer",
            Context::Walk => "During a walkthrough",
            Context::Prompt => "While typing",
            Context::Edit => "While editing an outcome",
            Context::Arguments => "Arguments of a family",
            Context::Picker => "List of presets",
            Context::Pins => "List of pins",
            Context::Unsaved => "Unsaved work",
            Context::Jump => "Jumping",
            Context::Export => "Exporting",
            Context::Curves => "List of curves",
            Context::Comparators => "Policies of the trade-off",
            Context::Proposal => "What best-of-n draws from",
            Context::Palette => "Commands",
            Context::Contents => "Steps and walkthroughs",
            Context::Offer => "Menu of actions",
            Context::Help => "This help",
            Context::Search => "Searching the help",
            Context::Pool => "Explorer of a sample log",
        }
    }

    /// The context as part of a sentence about its keys.
    pub fn place(self) -> &'static str {
        match self {
            Context::Main => "in the panes",
            Context::Walk => "during a walkthrough",
            Context::Prompt => "while typing",
            Context::Edit => "while an outcome is edited",
            Context::Arguments => "in the arguments of a family",
            Context::Picker => "in the list of presets",
            Context::Pins => "in the list of pins",
            Context::Unsaved => "in the list of unsaved work",
            Context::Jump => "in the list of jumps",
            Context::Export => "in the list of exports",
            Context::Curves => "in the list of curves",
            Context::Comparators => "in the list of policies",
            Context::Proposal => "in the list of proposals",
            Context::Palette => "in the commands",
            Context::Contents => "in the list of steps",
            Context::Offer => "in menus",
            Context::Help => "in the help",
            Context::Search => "while the help is searched",
            Context::Pool => "in a sample log",
        }
    }

    /// Whether the panes take the keys.
    pub fn is_panes(self) -> bool {
        matches!(self, Context::Main | Context::Walk | Context::Pool)
    }

    /// The program that has this context.
    pub fn program(self) -> Program {
        match self {
            Context::Prompt | Context::Palette | Context::Help | Context::Search => Program::Both,
            Context::Pool => Program::Samples,
            Context::Main
            | Context::Walk
            | Context::Edit
            | Context::Arguments
            | Context::Picker
            | Context::Pins
            | Context::Unsaved
            | Context::Jump
            | Context::Export
            | Context::Curves
            | Context::Comparators
            | Context::Proposal
            | Context::Contents
            | Context::Offer => Program::Base,
        }
    }

    /// Whether a key that types a character does so in this context.
    pub fn types(self) -> bool {
        match self {
            Context::Prompt
            | Context::Edit
            | Context::Arguments
            | Context::Picker
            | Context::Curves
            | Context::Palette
            | Context::Search => true,
            Context::Main
            | Context::Walk
            | Context::Contents
            | Context::Pins
            | Context::Unsaved
            | Context::Jump
            | Context::Export
            | Context::Comparators
            | Context::Proposal
            | Context::Offer
            | Context::Pool
            | Context::Help => false,
        }
    }
}
