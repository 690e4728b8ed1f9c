//! The table of actions: the single source of the keymap, the help overlay and the footer.
//!
//! One entry per action. It knows keys by name only and never what an action does; that is `update`'s part.

use super::input::Key;

/// What a person can ask for, in the order of [`TABLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// n down by one step of its second digit.
    FewerDraws,
    /// n up by one step of its second digit.
    MoreDraws,
    /// n down along 1, 2, 5, 10, 20, 50, ...
    FarFewerDraws,
    /// n up along 1, 2, 5, 10, 20, 50, ...
    FarMoreDraws,
    /// n down by 1.
    OneDrawLess,
    /// n up by 1.
    OneDrawMore,
    /// n down to a power of two.
    PreviousPower,
    /// n up to a power of two.
    NextPower,
    /// n = 1.
    FirstDraws,
    /// n to the right end of the scale.
    LastDraws,
    /// Type n.
    TypeDraws,
    /// One row up.
    RowUp,
    /// One row down.
    RowDown,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the first row.
    FirstRow,
    /// To the last row.
    LastRow,
    /// The next pane.
    NextPane,
    /// The previous pane.
    PreviousPane,
    /// The current pane on the whole screen, or all panes again.
    Zoom,
    /// The next view of the lower chart.
    NextView,
    /// The previous view of the lower chart.
    PreviousView,
    /// The gap on the other scale.
    LogScale,
    /// Type p, reward or label of the selected outcome.
    Edit,
    /// Another outcome above the selected one.
    AddOutcome,
    /// Remove the selected outcome.
    DeleteOutcome,
    /// Split the selected outcome in two.
    DuplicateOutcome,
    /// Exchange rewards with the outcome above.
    MoveUp,
    /// Exchange rewards with the outcome below.
    MoveDown,
    /// Give the selected outcome the reward of the one below.
    Tie,
    /// Raise the selected outcome above those of the same reward.
    Untie,
    /// Keep the probability of the selected outcome as it is, or no longer.
    Lock,
    /// The next way in which the other masses react.
    Reaction,
    /// Step or type the arguments of the family.
    Arguments,
    /// Take back the last step.
    Undo,
    /// Take the last step that was taken back again.
    Redo,
    /// Open the list of presets.
    Presets,
    /// Open the help.
    Help,
    /// Leave.
    Quit,
    /// Take what was typed or chosen.
    Accept,
    /// Take what was typed and go to the next value of the outcome.
    NextField,
    /// Take what was typed and go to the previous value of the outcome.
    PreviousField,
    /// The next value up of an argument.
    StepUp,
    /// The next value down of an argument.
    StepDown,
    /// Take what was typed and go to the outcome above.
    EditAbove,
    /// Take what was typed and go to the outcome below.
    EditBelow,
    /// One entry of a list up.
    EntryUp,
    /// One entry of a list down.
    EntryDown,
    /// Close a list or a prompt and change nothing.
    Cancel,
    /// Close the help.
    CloseHelp,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Leave, wherever the keys go. The last one: a test counts on it.
    Interrupt,
}

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The panes.
    Main,
    /// Typing n.
    Prompt,
    /// Typing a value of an outcome.
    Edit,
    /// Stepping or typing an argument of a family.
    Arguments,
    /// The list of presets.
    Picker,
    /// The help.
    Help,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: &[Context] =
        &[Context::Main, Context::Prompt, Context::Edit, Context::Arguments, Context::Picker, Context::Help];

    /// The heading of its keys in the help.
    pub fn title(self) -> &'static str {
        match self {
            Context::Main => "Explorer",
            Context::Prompt => "While typing n",
            Context::Edit => "While editing an outcome",
            Context::Arguments => "Arguments of a family",
            Context::Picker => "List of presets",
            Context::Help => "This help",
        }
    }
}

/// One action as a person meets it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which action.
    pub action: Action,
    /// One sentence.
    pub help: &'static str,
    /// The keys that ask for it, by name.
    pub keys: &'static [&'static str],
    /// Where it applies.
    pub contexts: &'static [Context],
    /// Its place in the footer, where it has one. Neighbours with the same label share it.
    pub footer: Option<Footer>,
}

/// An action's place in the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footer {
    /// What it does, in a word or two.
    pub label: &'static str,
    /// The places with the smallest rank are kept where there is no room for all.
    pub rank: u8,
}

const MAIN: &[Context] = &[Context::Main];
const SCROLLED: &[Context] = &[Context::Main, Context::Help];
const LISTED: &[Context] = &[Context::Main, Context::Picker, Context::Help];
const TYPED: &[Context] = &[Context::Prompt, Context::Edit, Context::Arguments, Context::Picker];
const EDITED: &[Context] = &[Context::Edit];
const FIELDS: &[Context] = &[Context::Edit, Context::Arguments];
const STEPPED: &[Context] = &[Context::Arguments];

const fn entry(
    action: Action,
    keys: &'static [&'static str],
    contexts: &'static [Context],
    help: &'static str,
) -> Entry {
    Entry { action, help, keys, contexts, footer: None }
}

impl Entry {
    const fn footer(self, rank: u8, label: &'static str) -> Entry {
        Entry { footer: Some(Footer { label, rank }), ..self }
    }
}

/// Every action, in the order of the help.
#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    entry(Action::FewerDraws, &["left", "h"], MAIN, "n down in its second digit: 65 to 64, 6500 to 6400").footer(0, "n"),
    entry(Action::MoreDraws, &["right", "l"], MAIN, "n up in its second digit: 64 to 65, 6400 to 6500").footer(0, "n"),
    entry(Action::FarFewerDraws, &["shift-left", "H"], MAIN, "n down along 1, 2, 5, 10, 20, 50, ..."),
    entry(Action::FarMoreDraws, &["shift-right", "L"], MAIN, "n up along 1, 2, 5, 10, 20, 50, ..."),
    entry(Action::OneDrawLess, &["-"], MAIN, "n down by exactly 1"),
    entry(Action::OneDrawMore, &["+", "="], MAIN, "n up by exactly 1"),
    entry(Action::PreviousPower, &["["], MAIN, "n down to the next power of two"),
    entry(Action::NextPower, &["]"], MAIN, "n up to the next power of two"),
    entry(Action::FirstDraws, &["home"], MAIN, "n = 1: best-of-1 is the base itself"),
    entry(Action::LastDraws, &["end"], MAIN, "n to the right end of its scale"),
    entry(Action::TypeDraws, &["1", "2", "3", "4", "5", "6", "7", "8", "9", "n"], MAIN, "type n: a whole number up to 1e15, also as 1e6 or 2^10").footer(3, "type n"),
    entry(Action::RowUp, &["up", "k"], SCROLLED, "one row up").footer(4, "row"),
    entry(Action::RowDown, &["down", "j"], SCROLLED, "one row down").footer(4, "row"),
    entry(Action::PageUp, &["pageup"], LISTED, "one page up"),
    entry(Action::PageDown, &["pagedown"], LISTED, "one page down"),
    entry(Action::FirstRow, &["g"], SCROLLED, "to the first row: the highest reward"),
    entry(Action::LastRow, &["G"], SCROLLED, "to the last row: the lowest reward"),
    entry(Action::NextPane, &["tab"], MAIN, "to the next pane").footer(1, "pane"),
    entry(Action::PreviousPane, &["shift-tab"], MAIN, "to the previous pane"),
    entry(Action::Zoom, &["z"], MAIN, "the current pane alone on the screen, or all panes again").footer(6, "zoom"),
    entry(Action::NextView, &["v"], MAIN, "the next view in the lower chart").footer(5, "view"),
    entry(Action::PreviousView, &["V"], MAIN, "the previous view in the lower chart"),
    entry(Action::LogScale, &["y"], MAIN, "the gap on a logarithmic scale, or on a linear one again"),
    entry(Action::Edit, &["e", "enter"], MAIN, "type p, reward or label of the selected outcome; arithmetic such as 1/3 or 2^-20 is fine; so does a click on it").footer(1, "edit"),
    entry(Action::AddOutcome, &["a"], MAIN, "add an outcome above the selected one, with p = 0 until another is typed"),
    entry(Action::DeleteOutcome, &["d", "delete"], MAIN, "delete the selected outcome; the others take its mass as they do in an edit"),
    entry(Action::DuplicateOutcome, &["D"], MAIN, "split the selected outcome into two tied halves; with plain weights, copy it"),
    entry(Action::MoveUp, &["K", "shift-up"], MAIN, "move the outcome up: it exchanges rewards with the one above"),
    entry(Action::MoveDown, &["J", "shift-down"], MAIN, "move the outcome down: it exchanges rewards with the one below"),
    entry(Action::Tie, &["t"], MAIN, "tie the outcome with the one below: it gets the same reward"),
    entry(Action::Untie, &["T"], MAIN, "untie the outcome: its reward rises above the tied ones"),
    entry(Action::Lock, &["x"], MAIN, "lock the probability of the outcome, or unlock it"),
    entry(Action::Reaction, &["r"], MAIN, "how the others react to an edit: the unlocked rest rescales, the selected outcome gives and takes, or plain weights"),
    entry(Action::Arguments, &["f"], MAIN, "step or type the arguments of a family such as uniform:10"),
    entry(Action::Undo, &["u"], MAIN, "undo the last change of base, n or view, up to 200; holding a key is one change").footer(5, "undo"),
    entry(Action::Redo, &["ctrl-r"], MAIN, "redo what was undone"),
    entry(Action::Presets, &["p"], MAIN, "choose another base from the list of presets").footer(2, "presets"),
    entry(Action::Help, &["?", "f1"], MAIN, "all keys, and what the numbers mean").footer(1, "help"),
    entry(Action::Quit, &["q"], MAIN, "leave bonscope; asks once when edits would be lost").footer(0, "quit"),
    entry(Action::Accept, &["enter"], TYPED, "take what was typed, or open the preset").footer(0, "accept"),
    entry(Action::NextField, &["tab"], FIELDS, "take it and go on to the next of p, reward and label, or the next argument").footer(1, "next"),
    entry(Action::PreviousField, &["shift-tab"], FIELDS, "take it and go back to the previous one"),
    entry(Action::StepUp, &["up", "+"], STEPPED, "the argument up in its second digit").footer(0, "step"),
    entry(Action::StepDown, &["down", "-"], STEPPED, "the argument down in its second digit").footer(0, "step"),
    entry(Action::EditAbove, &["up"], EDITED, "take it and edit the outcome above").footer(2, "row"),
    entry(Action::EditBelow, &["down"], EDITED, "take it and edit the outcome below").footer(2, "row"),
    entry(Action::EntryUp, &["up", "ctrl-p"], &[Context::Picker], "the preset above").footer(1, "choose"),
    entry(Action::EntryDown, &["down", "ctrl-n"], &[Context::Picker], "the preset below").footer(1, "choose"),
    entry(Action::Cancel, &["esc"], TYPED, "close it and change nothing").footer(0, "cancel"),
    entry(Action::CloseHelp, &["esc", "q", "?", "f1"], &[Context::Help], "back to the panes").footer(0, "close"),
    entry(Action::Suspend, &["ctrl-z"], Context::ALL, "back to the shell for a while; fg returns"),
    entry(Action::Interrupt, &["ctrl-c"], Context::ALL, "leave bonscope from anywhere"),
];

/// The action that `key` asks for in `context`.
pub fn find(context: Context, key: &Key) -> Option<Action> {
    let name = key.to_string();
    of_context(context).find(|entry| entry.keys.contains(&name.as_str())).map(|entry| entry.action)
}

/// The entries that apply in `context`, in table order.
pub fn of_context(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.contexts.contains(&context))
}
