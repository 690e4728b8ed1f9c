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
    /// The list of pins.
    Pins,
    /// The list of unsaved work.
    Unsaved,
    /// The list of what n can jump to.
    Jump,
    /// The list of what can be exported.
    Export,
    /// The list of curves.
    Curves,
    /// The list of policies.
    Comparators,
    /// The parts of the proposal are listed.
    Proposal,
    /// The list of steps or walkthroughs.
    Contents,
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

    /// The heading of its keys in the help.
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

    /// Where its keys go, as part of a sentence.
    pub fn place(self) -> &'static str {
        match self {
            Context::Main => "in the panes",
            Context::Walk => "during a walkthrough",
            Context::Prompt => "in prompts",
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

    /// Whether keys that type a character do so there.
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
