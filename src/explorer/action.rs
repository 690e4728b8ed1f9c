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
    /// Open the list of presets.
    Presets,
    /// Open the help.
    Help,
    /// Leave.
    Quit,
    /// Take what was typed or chosen.
    Accept,
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
    /// The list of presets.
    Picker,
    /// The help.
    Help,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: &[Context] = &[Context::Main, Context::Prompt, Context::Picker, Context::Help];

    /// The heading of its keys in the help.
    pub fn title(self) -> &'static str {
        match self {
            Context::Main => "Explorer",
            Context::Prompt => "While typing n",
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
const TYPED: &[Context] = &[Context::Prompt, Context::Picker];

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
    entry(Action::Presets, &["p"], MAIN, "choose another base from the list of presets").footer(2, "presets"),
    entry(Action::Help, &["?", "f1"], MAIN, "all keys, and what the numbers mean").footer(1, "help"),
    entry(Action::Quit, &["q"], MAIN, "leave bonscope").footer(0, "quit"),
    entry(Action::Accept, &["enter"], TYPED, "take the n that was typed, or open the preset").footer(0, "accept"),
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
