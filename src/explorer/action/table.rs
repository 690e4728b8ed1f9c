//! The table itself: every action with its keys and its place in the help and the footer.

use crate::explorer::action::context::Context;
use crate::explorer::action::entry::{Entry, Footer, Topic};
use crate::explorer::action::names::Action;
use crate::explorer::action::pane::Pane;
use crate::explorer::action::program::Program;

const MAIN: &[Context] = &[Context::Main, Context::Walk];
const FREE: &[Context] = &[Context::Main];
const WALKED: &[Context] = &[Context::Walk];
const BASE: &[Pane] = &[Pane::Base];
const CHARTS: &[Pane] = &[Pane::Readout, Pane::Kl, Pane::Lower];
const LOWER: &[Pane] = &[Pane::Lower];
const SCROLLED: &[Context] = &[Context::Main, Context::Walk, Context::Help];

/// The lists over the panes.
pub(in crate::explorer) const ALL_LISTS: &[Context] = &[
    Context::Pins,
    Context::Unsaved,
    Context::Jump,
    Context::Export,
    Context::Curves,
    Context::Comparators,
    Context::Proposal,
    Context::Contents,
];
/// Lists whose Enter has an action of its own.
const OWN_ENTER: &[Context] = &[Context::Pins, Context::Unsaved];
/// Lists whose Esc has an action of its own.
const OWN_ESC: &[Context] = &[Context::Unsaved];
/// Lists too short to need pages.
const SHORT: &[Context] =
    &[Context::Pins, Context::Unsaved, Context::Jump, Context::Export, Context::Proposal];

const NONE: &[Context] = &[];

/// All lists except `$some`, between other contexts.
macro_rules! lists {
    ([$($before:ident),*], but $some:expr, [$($after:ident),*]) => {{
        const BEFORE: &[Context] = &[$(Context::$before),*];
        const AFTER: &[Context] = &[$(Context::$after),*];
        const NUMBER: usize = BEFORE.len() + ALL_LISTS.len() - $some.len() + AFTER.len();
        &lists_between::<NUMBER>(BEFORE, $some, AFTER)
    }};
}

const LISTED: &[Context] = lists!([Main, Picker], but SHORT, [Offer, Palette, Help]);
const TYPED: &[Context] = lists!([Prompt, Edit, Arguments, Picker], but OWN_ENTER, [Offer, Palette, Search]);
const CHOSEN: &[Context] = lists!([Picker], but NONE, [Offer, Palette]);
const CLOSED: &[Context] = lists!([Prompt, Edit, Arguments, Picker], but OWN_ESC, [Offer, Palette, Search]);

const fn lists_between<const N: usize>(
    before: &[Context],
    but: &[Context],
    after: &[Context],
) -> [Context; N] {
    let (mut all, mut at) = ([Context::Main; N], 0);
    let parts: [(&[Context], &[Context]); 3] = [(before, &[]), (ALL_LISTS, but), (after, &[])];
    let mut part = 0;
    while part < parts.len() {
        let (contexts, but) = parts[part];
        let mut next = 0;
        while next < contexts.len() {
            if !has(but, contexts[next]) {
                all[at] = contexts[next];
                at += 1;
            }
            next += 1;
        }
        part += 1;
    }
    all
}

const fn has(contexts: &[Context], wanted: Context) -> bool {
    let mut at = 0;
    while at < contexts.len() {
        if contexts[at] as u8 == wanted as u8 {
            return true;
        }
        at += 1;
    }
    false
}

const JUMP: &[Context] = &[Context::Jump];
const COMPARATORS: &[Context] = &[Context::Comparators];
const PINS: &[Context] = &[Context::Pins];
const UNSAVED: &[Context] = &[Context::Unsaved];
const EDITED: &[Context] = &[Context::Edit];
const FIELDS: &[Context] = &[Context::Edit, Context::Arguments];
const STEPPED: &[Context] = &[Context::Arguments];

const fn entry(
    action: Action,
    id: &'static str,
    title: &'static str,
    keys: &'static [&'static str],
    contexts: &'static [Context],
    help: &'static str,
) -> Entry {
    Entry {
        action,
        id,
        title,
        help,
        keys,
        contexts,
        footer: None,
        moves_n: false,
        repeats: false,
        topic: Topic::Anything,
        program: Program::Base,
    }
}

impl Entry {
    const fn footer(self, rank: u8, label: &'static str) -> Entry {
        self.of_panes(rank, label, &[])
    }

    const fn of_panes(self, rank: u8, label: &'static str, panes: &'static [Pane]) -> Entry {
        Entry { footer: Some(Footer { label, rank, panes }), ..self }
    }

    const fn moves_n(self) -> Entry {
        Entry { moves_n: true, ..self }
    }

    const fn repeats(self) -> Entry {
        Entry { repeats: true, ..self }
    }

    const fn about(self, topic: Topic) -> Entry {
        Entry { topic, ..self }
    }

    const fn of_samples(self) -> Entry {
        Entry { program: Program::Samples, ..self }
    }

    const fn of_both(self) -> Entry {
        Entry { program: Program::Both, ..self }
    }
}

/// Every action, in the order of the help.
#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    entry(Action::FewerDraws, "fewer-draws", "Lower n one step", &["left", "h"], MAIN, "n down in its second digit: 65 to 64, 6500 to 6400").footer(0, "n").moves_n().repeats().of_both(),
    entry(Action::MoreDraws, "more-draws", "Raise n one step", &["right", "l"], MAIN, "n up in its second digit: 64 to 65, 6400 to 6500").footer(0, "n").moves_n().repeats().of_both(),
    entry(Action::FarFewerDraws, "far-fewer-draws", "Lower n a big step", &["shift-left", "H"], MAIN, "n down along 1, 2, 5, 10, 20, 50, ...").moves_n().repeats().of_both(),
    entry(Action::FarMoreDraws, "far-more-draws", "Raise n a big step", &["shift-right", "L"], MAIN, "n up along 1, 2, 5, 10, 20, 50, ...").moves_n().repeats().of_both(),
    entry(Action::OneDrawLess, "one-draw-less", "Lower n by 1", &["-"], MAIN, "n down by exactly 1").moves_n().repeats().of_both(),
    entry(Action::OneDrawMore, "one-draw-more", "Raise n by 1", &["+", "="], MAIN, "n up by exactly 1").moves_n().repeats().of_both(),
    entry(Action::PreviousPower, "previous-power", "Previous power of two", &["["], MAIN, "n down to the next power of two").moves_n().repeats().of_both(),
    entry(Action::NextPower, "next-power", "Next power of two", &["]"], MAIN, "n up to the next power of two").moves_n().repeats().of_both(),
    entry(Action::FirstDraws, "first-draws", "First n", &["home"], MAIN, "n = 1: best-of-1 is the base itself").moves_n().of_both(),
    entry(Action::LastDraws, "last-draws", "Last n", &["end"], MAIN, "n to the right end of its scale").moves_n().of_both(),
    entry(Action::TypeDraws, "type-draws", "Type n", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "n"], MAIN, "type n: a whole number, also as 1e6 or 2^10").footer(5, "type n").moves_n().of_both(),
    entry(Action::Jump, "jump", "Jump to a value", &["i"], MAIN, "n jumps to where the gap, the KL, a share of its limit, the win rate or the reward reaches a typed value, or to n·m_top = 1").footer(7, "jump").moves_n(),
    entry(Action::Play, "play", "Play or pause", &["space"], FREE, "n runs along its scale, or stops; any key that sets n stops it too").footer(8, "play"),
    entry(Action::Slower, "slower", "Play slower", &["<"], MAIN, "play at half the speed"),
    entry(Action::Faster, "faster", "Play faster", &[">"], MAIN, "play at twice the speed"),
    entry(Action::Repeat, "repeat", "Play in a loop", &[","], MAIN, "start again from n = 1 at the end of the scale, or stop there"),
    entry(Action::Reach, "reach", "Type the end of the scale", &["N"], MAIN, "type where the scale of n ends: from 1e3 to 1e15"),
    entry(Action::ReachLess, "reach-less", "Shorten the scale", &["{"], MAIN, "end the scale of n a power of ten lower").repeats(),
    entry(Action::ReachMore, "reach-more", "Lengthen the scale", &["}"], MAIN, "end the scale of n a power of ten higher").repeats(),
    entry(Action::RowUp, "row-up", "Row up", &["up", "k"], SCROLLED, "one row up").of_panes(5, "row", BASE).of_both(),
    entry(Action::RowDown, "row-down", "Row down", &["down", "j"], SCROLLED, "one row down").of_panes(5, "row", BASE).of_both(),
    entry(Action::PageUp, "page-up", "Page up", &["pageup"], LISTED, "one page up").of_both(),
    entry(Action::PageDown, "page-down", "Page down", &["pagedown"], LISTED, "one page down").of_both(),
    entry(Action::FirstRow, "first-row", "First row", &["g"], SCROLLED, "to the first row").of_both(),
    entry(Action::LastRow, "last-row", "Last row", &["G"], SCROLLED, "to the last row").of_both(),
    entry(Action::Find, "find", "Find an outcome", &["/"], MAIN, "find an outcome by part of its label, by its row as #12, or by p>1e-3, p<1e-9, p=0.25").about(Topic::Outcomes),
    entry(Action::FindNext, "find-next", "Next match", &[";"], MAIN, "to the next match, down the table").about(Topic::Outcomes),
    entry(Action::FindPrevious, "find-previous", "Previous match", &["'"], MAIN, "to the previous match, up the table").about(Topic::Outcomes),
    entry(Action::Bins, "bins", "Outcomes in bins", &["B"], MAIN, "group the outcomes into bins that fit the pane, with exact sums of p, π_n and gap, or list them one by one again; Enter opens a bin").about(Topic::Outcomes),
    entry(Action::CloseBin, "close-bin", "Close the bin", &["backspace"], FREE, "from an open bin back to the bins around it, or from a prompt back to the average"),
    entry(Action::NextPrompt, "next-prompt", "Next prompt", &[")"], MAIN, "to the next prompt of the preset; after the last, to the average").about(Topic::Prompt),
    entry(Action::PreviousPrompt, "previous-prompt", "Previous prompt", &["("], MAIN, "to the previous prompt; before the first, to the average").about(Topic::Prompt),
    entry(Action::PromptWeight, "prompt-weight", "Weigh the prompt", &["%"], MAIN, "type the weight of the prompt in the average; its share is its weight over the sum of all weights").about(Topic::Prompt),
    entry(Action::NextPane, "next-pane", "Next pane", &["tab"], MAIN, "to the next pane").footer(1, "pane").about(Topic::Pane).of_both(),
    entry(Action::PreviousPane, "previous-pane", "Previous pane", &["shift-tab"], MAIN, "to the previous pane").about(Topic::Pane).of_both(),
    entry(Action::ToBase, "to-base", "Go to the outcomes", &["f2", "alt-1"], MAIN, "to the table of outcomes, or of prompts").about(Topic::Pane).of_both(),
    entry(Action::ToReadout, "to-readout", "Go to the numbers", &["f3", "alt-2"], MAIN, "to the numbers at n").about(Topic::Pane).of_both(),
    entry(Action::ToKl, "to-kl", "Go to the KL chart", &["f4", "alt-3"], MAIN, "to the KL chart").about(Topic::Pane).of_both(),
    entry(Action::ToLower, "to-lower", "Go to the lower chart", &["f5", "alt-4"], MAIN, "to the lower chart").about(Topic::Pane).of_both(),
    entry(Action::Zoom, "zoom", "Zoom the pane", &["z"], MAIN, "the current pane alone on the screen, or all panes again").of_panes(6, "zoom", CHARTS).about(Topic::Pane).of_both(),
    entry(Action::NextView, "next-view", "Next view", &["v"], MAIN, "the next view in the lower chart").of_panes(1, "view", CHARTS).about(Topic::Pane).of_both(),
    entry(Action::PreviousView, "previous-view", "Previous view", &["V"], MAIN, "the previous view in the lower chart").about(Topic::Pane).of_both(),
    entry(Action::LogScale, "log-scale", "Logarithmic gap", &["y"], MAIN, "the gap on a logarithmic scale, or on a linear one again; from the KL pane, the curves that were chosen there; in the trade-off, expected reward instead of the win rate").of_panes(6, "axis", LOWER).about(Topic::Pane),
    entry(Action::Unit, "unit", "Nats or bits", &["b"], MAIN, "show all information in bits, or in nats again; walkthroughs are always in nats").of_both(),
    entry(Action::Comparators, "comparators", "Policies of the trade-off", &["Y"], MAIN, "choose which policies the trade-off shows next to best-of-n, the temperature of soft best-of-n, and win rate or expected reward").of_panes(7, "policies", LOWER).about(Topic::Pane),
    entry(Action::FirstCurve, "first-curve", "First curve of the KL chart", &["c"], MAIN, "choose what the KL chart shows: any quantity instead of exact KL, bound and estimator").about(Topic::Pane),
    entry(Action::SecondCurve, "second-curve", "Second curve of the KL chart", &["C"], MAIN, "choose a second curve for the KL chart; a curve in another unit gets its own axis at the right").about(Topic::Pane),
    entry(Action::RenyiOrder, "renyi-order", "Rényi of any order", &["A"], MAIN, "type the order of a Rényi divergence: the KL chart draws it with its continuum value, and the divergences view lists it").about(Topic::Pane),
    entry(Action::Edit, "edit", "Edit the outcome", &["e", "enter"], MAIN, "type the p, reward or label of the selected outcome, or click it; arithmetic such as 1/3 or 2^-20 is fine").of_panes(1, "edit", BASE).about(Topic::Row),
    entry(Action::AddOutcome, "add-outcome", "Add an outcome", &["a"], MAIN, "add an outcome above the selected one, with p = 0 until another is typed").of_panes(6, "add", BASE).about(Topic::Outcome),
    entry(Action::DeleteOutcome, "delete-outcome", "Delete the outcome", &["d", "delete"], MAIN, "delete the selected outcome; the others take its mass as in any edit").of_panes(6, "delete", BASE).about(Topic::Outcome),
    entry(Action::DuplicateOutcome, "duplicate-outcome", "Duplicate the outcome", &["D"], MAIN, "split the selected outcome into two tied halves; with plain weights, copy it").about(Topic::Outcome),
    entry(Action::MoveUp, "move-up", "Move the outcome up", &["K", "shift-up"], MAIN, "move the outcome up: it swaps rewards with the one above").about(Topic::Outcome),
    entry(Action::MoveDown, "move-down", "Move the outcome down", &["J", "shift-down"], MAIN, "move the outcome down: it swaps rewards with the one below").about(Topic::Outcome),
    entry(Action::Tie, "tie", "Tie the outcome", &["t"], MAIN, "tie the outcome with the one below: it gets the same reward").about(Topic::Outcome),
    entry(Action::Untie, "untie", "Untie the outcome", &["T"], MAIN, "untie the outcome: its reward rises above the tied ones").about(Topic::Outcome),
    entry(Action::Lock, "lock", "Lock the probability", &["x"], MAIN, "lock the probability of the outcome, or unlock it").of_panes(7, "lock", BASE).about(Topic::Outcome),
    entry(Action::Reaction, "reaction", "Change how others react", &["r"], MAIN, "how the other outcomes react to an edit: the unlocked ones rescale, the selected one gives and takes, or none reacts and plain weights are typed").about(Topic::Outcome),
    entry(Action::Arguments, "arguments", "Change the family arguments", &["f"], MAIN, "step or type the arguments of a family such as uniform:10").about(Topic::Outcomes),
    entry(Action::Proposal, "proposal", "Draw from a proposal", &["Q"], MAIN, "choose what best-of-n draws from instead of the base: temperature, nucleus, top-k, weights, or none of them"),
    entry(Action::Undo, "undo", "Undo", &["u"], MAIN, "undo the last change of base, n, view or pins, up to 200; holding a key is one change").footer(4, "undo").moves_n(),
    entry(Action::Redo, "redo", "Redo", &["ctrl-r"], MAIN, "redo what was undone").moves_n(),
    entry(Action::Pin, "pin", "Pin what is shown", &["m"], MAIN, "pin what is shown under a name and a letter; then change the base to see both curves and the difference at n").footer(7, "pin"),
    entry(Action::Pins, "pins", "List the pins", &["M"], MAIN, "the list of pins: swap one with what is shown, rename or delete it"),
    entry(Action::ComparePin, "compare-pin", "Compare with the next pin", &["."], MAIN, "where there is room for one comparison only, compare with the next pin"),
    entry(Action::Save, "save", "Save", &["s"], MAIN, "save the base, n and view to the file they come from, or under a name of your own"),
    entry(Action::SaveAs, "save-as", "Save as", &["S"], MAIN, "save the base, n and view under a name among your presets, or to a path"),
    entry(Action::Unsaved, "unsaved", "Unsaved work", &["R"], MAIN, "the list of unsaved work that earlier sessions left behind: restore or discard it"),
    entry(Action::CopyLine, "copy-line", "Copy the command line", &["o"], MAIN, "copy the command line that prints these numbers to the terminal's clipboard").of_both(),
    entry(Action::CopyNumbers, "copy-numbers", "Copy the numbers", &["O"], MAIN, "copy every number at n to the terminal's clipboard, one per line").of_both(),
    entry(Action::Export, "export", "Export to a file", &["E"], MAIN, "write a chart or the screen as SVG, or the outcomes or the curves as CSV, JSON or Markdown, to a file").of_both(),
    entry(Action::Walk, "walk", "Walkthroughs", &["w"], MAIN, "the list of walkthroughs, or of the steps of the one under way").footer(9, "walk"),
    entry(Action::WalkOn, "walk-on", "Next step", &["space", "pagedown"], WALKED, "show the answer, or go on to the next step").footer(0, "next"),
    entry(Action::WalkBack, "walk-back", "Step before", &["backspace", "pageup"], WALKED, "take the answer away, or go back to the step before").footer(1, "back"),
    entry(Action::WalkReturn, "walk-return", "Return to the step", &["esc"], WALKED, "back to the screen of the step after leaving it").footer(1, "return"),
    entry(Action::WalkGuess, "walk-guess", "Guess the answer", &["P"], WALKED, "type a guess where the step asks for one; it is shown beside the truth").footer(3, "guess"),
    entry(Action::WalkLeave, "walk-leave", "Leave the walkthrough", &["W"], WALKED, "leave the walkthrough; the base stays as it is"),
    entry(Action::Present, "present", "Presentation", &["F"], MAIN, "one chart with large figures for a projector, or all panes again"),
    entry(Action::Presets, "presets", "Open the presets", &["p"], MAIN, "choose another base from the list of presets").footer(3, "presets"),
    entry(Action::Palette, "palette", "Open the commands", &[":", "ctrl-k"], MAIN, "find any action by a few letters, and see its keys").footer(2, "commands").of_both(),
    entry(Action::Help, "help", "Open the help", &["?", "f1"], MAIN, "all keys, and what the numbers mean").footer(1, "help").of_both(),
    entry(Action::Quit, "quit", "Quit", &["q"], MAIN, "leave bonscope; asks first when edits would be lost").footer(0, "quit").of_both(),
    entry(Action::Accept, "accept", "Accept", &["enter"], TYPED, "take what was typed or chosen").footer(0, "accept").of_both(),
    entry(Action::NextField, "next-field", "Next value", &["tab"], FIELDS, "take the value and go on to the next of p, reward and label, or the next argument").footer(1, "next"),
    entry(Action::PreviousField, "previous-field", "Previous value", &["shift-tab"], FIELDS, "take the value and go back to the previous one"),
    entry(Action::StepUp, "step-up", "Raise the argument", &["up", "+"], STEPPED, "raise the argument in its second digit").footer(0, "step").repeats(),
    entry(Action::StepDown, "step-down", "Lower the argument", &["down", "-"], STEPPED, "lower the argument in its second digit").footer(0, "step").repeats(),
    entry(Action::EditAbove, "edit-above", "Edit the outcome above", &["up"], EDITED, "take the value and edit the outcome above").footer(2, "row"),
    entry(Action::EditBelow, "edit-below", "Edit the outcome below", &["down"], EDITED, "take the value and edit the outcome below").footer(2, "row"),
    entry(Action::EntryUp, "entry-up", "Entry above", &["up", "ctrl-p"], CHOSEN, "the entry above").footer(1, "choose").of_both(),
    entry(Action::EntryDown, "entry-down", "Entry below", &["down", "ctrl-n"], CHOSEN, "the entry below").footer(1, "choose").of_both(),
    entry(Action::SwapPin, "swap-pin", "Swap with the pin", &["enter"], PINS, "show the pinned base with its n and view; what is shown takes its place in the list").footer(0, "swap"),
    entry(Action::RenamePin, "rename-pin", "Rename the pin", &["r"], PINS, "give the pin another name").footer(1, "rename"),
    entry(Action::DeletePin, "delete-pin", "Delete the pin", &["d", "delete"], PINS, "remove the pin from the list").footer(1, "delete"),
    entry(Action::Restore, "restore", "Restore unsaved work", &["enter"], UNSAVED, "open the work again as it was when its session ended").footer(0, "restore"),
    entry(Action::Discard, "discard", "Discard unsaved work", &["d", "delete"], UNSAVED, "remove the work for good; asks first").footer(1, "discard"),
    entry(Action::Later, "later", "Decide later", &["esc", "q"], UNSAVED, "leave the work where it is; the next start offers it again").footer(0, "later"),
    entry(Action::JumpGap, "jump-gap", "Jump to a gap", &["g"], JUMP, "to the smallest n with a gap of at least the typed value"),
    entry(Action::JumpKl, "jump-kl", "Jump to a KL budget", &["k"], JUMP, "to the largest n with an exact KL of at most the typed value"),
    entry(Action::JumpShare, "jump-share", "Jump to a share of the KL limit", &["s"], JUMP, "to the smallest n at which the exact KL reaches this share of its limit"),
    entry(Action::JumpWinRate, "jump-win-rate", "Jump to a win rate", &["w"], JUMP, "to the smallest n with a win rate of at least the typed value"),
    entry(Action::JumpReward, "jump-reward", "Jump to an expected reward", &["r"], JUMP, "to the smallest n with an expected reward of at least the typed value"),
    entry(Action::JumpTop, "jump-top", "Jump to n·m_top = 1", &["e"], JUMP, "to the smallest n at which n·m_top is at least 1"),
    entry(Action::ToggleComparator, "toggle-comparator", "Show or hide the policies", &["space"], COMPARATORS, "show the chosen policies or hide them, as Enter does").footer(0, "show/hide"),
    entry(Action::Cancel, "cancel", "Cancel", &["esc"], CLOSED, "close without changing anything").footer(0, "cancel").of_both(),
    entry(Action::Search, "search", "Search the help", &["/"], &[Context::Help], "show only the lines that contain the typed words").footer(0, "search").of_both(),
    entry(Action::CloseHelp, "close-help", "Close the help", &["esc", "q", "?", "f1"], &[Context::Help], "back to the panes").footer(0, "close").of_both(),
    entry(Action::OpenPrompt, "open-prompt", "List the draws of the prompt", &["enter"], FREE, "list the draws of the selected prompt, the highest reward first, with their weights at n").of_panes(1, "draws", BASE).about(Topic::Prompt).of_samples(),
    entry(Action::Back, "back", "Back to the prompts", &["esc", "backspace"], FREE, "back from the draws or the notices to the prompts").of_panes(0, "back", &[Pane::Readout]).of_samples(),
    entry(Action::SortPrompts, "sort-prompts", "Sort the prompts", &["s"], FREE, "sort the prompts by the next of gap, KL estimate, reward, draws, name and line").of_panes(2, "sort", BASE).about(Topic::Prompt).of_samples(),
    entry(Action::ReverseOrder, "reverse-order", "Reverse the order", &["r"], FREE, "sort the prompts the other way round").about(Topic::Prompt).of_samples(),
    entry(Action::RootAxis, "root-axis", "Square-root KL axis", &["y"], FREE, "show rewards against the square root of the KL estimate, as Gao et al. plot them, or on a linear axis again").of_panes(3, "root axis", LOWER).about(Topic::Pane).of_samples(),
    entry(Action::Notices, "notices", "Notices about the log", &["!"], FREE, "what is unusual in the log, and the rule applied to it").footer(2, "notices").of_samples(),
    entry(Action::Suspend, "suspend", "Suspend", &["ctrl-z"], Context::ALL, "back to the shell for a while; fg returns").of_both(),
    entry(Action::Interrupt, "interrupt", "Interrupt", &["ctrl-c"], Context::ALL, "leave bonscope from anywhere").of_both(),
];

impl Action {
    /// The action's row of the table.
    pub fn entry(self) -> &'static Entry {
        // The table is in the order of the actions: a test checks it.
        &TABLE[self as usize]
    }
}

/// The entries that apply in `context`, in table order.
pub fn of_context(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.applies(context))
}

/// The entries that apply in the panes and can be chosen from a list; those of a walkthrough only while `walking`.
pub fn of_panes(walking: bool) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| {
        let applies = entry.applies(Context::Main) || walking && entry.applies(Context::Walk);
        // Leaving is listed as `quit`, which asks first.
        applies && entry.action != Action::Interrupt
    })
}
