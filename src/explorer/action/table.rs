//! The table itself: every action with its keys and its place in the help and the footer, and every list over the panes.

use crate::explorer::action::columns::{Footer, Places, Topic};
use crate::explorer::action::context::{Context, ListContext};
use crate::explorer::action::pane::Pane;
use crate::explorer::action::program::Program;

/// One action as a person meets it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which action.
    pub action: Action,
    /// What the configuration file calls it.
    pub id: &'static str,
    /// Its title, a few words.
    pub title: &'static str,
    /// Its help, one sentence.
    pub help: &'static str,
    /// Names of its default keys.
    pub keys: &'static [&'static str],
    /// Where it applies in the program of a base; in that of a sample log the panes are [`Context::Samples`].
    places: Places,
    /// Its place in the footer, where it has one. Neighbours with the same label share it.
    pub footer: Option<Footer>,
    /// The list that it opens, if it opens one.
    pub opens: Option<&'static ListContext>,
    /// Whether it sets n by hand, which stops playing.
    pub moves_n: bool,
    /// Whether holding its key is one step of undo.
    pub repeats: bool,
    /// Whether it moves along the steps of undo or of n, so that it is no step of its own.
    pub travels: bool,
    /// What it acts on.
    pub topic: Topic,
    /// The programs that have it.
    pub program: Program,
}

/// The lists over the panes, and with them all contexts.
macro_rules! lists {
    ($($name:ident = $row:expr;)+) => {
        $(pub(in crate::explorer) const $name: &ListContext = &$row;)+

        impl Context {
            /// Every context, in the order of the help.
            pub const ALL: &[Context] = &[
                Context::Main,
                Context::Lesson,
                Context::Samples,
                Context::Question,
                Context::Edit,
                Context::Arguments,
                Context::Picker,
                $(Context::List($name),)+
                Context::Palette,
                Context::ActionsMenu,
                Context::Help,
                Context::Search,
            ];
        }
    };
}

#[rustfmt::skip]
lists! {
    PINS = ListContext { own_enter: true, short: true, ..ListContext::new("List of pins", "in the list of pins") };
    UNSAVED = ListContext { own_enter: true, own_esc: true, short: true, ..ListContext::new("Unsaved work", "in the list of unsaved work") };
    JUMP = ListContext { short: true, ..ListContext::new("Jumping", "in the list of jumps") };
    EXPORT = ListContext { short: true, ..ListContext::new("Exporting", "in the list of exports") };
    CURVES = ListContext { types: true, ..ListContext::new("List of curves", "in the list of curves") };
    POLICIES = ListContext::new("Policies of the trade-off", "in the list of policies");
    PARTS = ListContext { short: true, ..ListContext::new("What best-of-n draws from", "in the list of proposals") };
    CONTENTS = ListContext::new("Steps and walkthroughs", "in the list of steps");
}

const BASE: &[Pane] = &[Pane::Base];
const CHARTS: &[Pane] = &[Pane::Readout, Pane::Kl, Pane::Lower];
const LOWER: &[Pane] = &[Pane::Lower];

const MAIN: Places = Places::these(&[Context::Main, Context::Lesson]);
const FREE: Places = Places::these(&[Context::Main]);
const WALKED: Places = Places::these(&[Context::Lesson]);
const SCROLLED: Places = Places::these(&[Context::Main, Context::Lesson, Context::Help]);
const EDITED: Places = Places::these(&[Context::Edit]);
const FIELDS: Places = Places::these(&[Context::Edit, Context::Arguments]);
const STEPPED: Places = Places::these(&[Context::Arguments]);
const HELP: Places = Places::these(&[Context::Help]);
const EVERYWHERE: Places = Places::these(Context::ALL);
const LISTED_PINS: Places = Places::these(&[Context::List(PINS)]);
const LISTED_UNSAVED: Places = Places::these(&[Context::List(UNSAVED)]);
const LISTED_JUMPS: Places = Places::these(&[Context::List(JUMP)]);
const LISTED_POLICIES: Places = Places::these(&[Context::List(POLICIES)]);

const LISTED: Places = Places::these(&[Context::Main, Context::Picker]).lists(|list| !list.short).and(&[
    Context::ActionsMenu,
    Context::Palette,
    Context::Help,
]);
const TYPED: Places = Places::these(&[Context::Question, Context::Edit, Context::Arguments, Context::Picker])
    .lists(|list| !list.own_enter)
    .and(&[Context::ActionsMenu, Context::Palette, Context::Search]);
const CHOSEN: Places =
    Places::these(&[Context::Picker]).lists(|_| true).and(&[Context::ActionsMenu, Context::Palette]);
const CLOSED: Places =
    Places::these(&[Context::Question, Context::Edit, Context::Arguments, Context::Picker])
        .lists(|list| !list.own_esc)
        .and(&[Context::ActionsMenu, Context::Palette, Context::Search]);

const fn entry(
    action: Action,
    id: &'static str,
    title: &'static str,
    keys: &'static [&'static str],
    places: Places,
    help: &'static str,
) -> Entry {
    Entry {
        action,
        id,
        title,
        help,
        keys,
        places,
        footer: None,
        opens: None,
        moves_n: false,
        repeats: false,
        travels: false,
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

    const fn opens(self, list: &'static ListContext) -> Entry {
        Entry { opens: Some(list), ..self }
    }

    const fn moves_n(self) -> Entry {
        Entry { moves_n: true, ..self }
    }

    const fn repeats(self) -> Entry {
        Entry { repeats: true, ..self }
    }

    const fn travels(self) -> Entry {
        Entry { travels: true, ..self }
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

/// The names of the actions and the table, made of the same rows: name, id, title, keys, places and help, then what else
/// there is to say.
macro_rules! actions {
    ($($name:ident($id:literal, $title:literal, $keys:expr, $places:expr, $help:literal)
        $(.$column:ident($($value:expr),*))*;)+) => {
        /// What a person can ask for, in the order of `TABLE`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = concat!($title, ": ", $help, ".")] $name,)+
        }

        /// Every action, in the order of the help.
        pub const TABLE: &[Entry] = &[
            $(entry(Action::$name, $id, $title, $keys, $places, $help)$(.$column($($value),*))*,)+
        ];
    };
}

#[rustfmt::skip]
actions! {
    FewerDraws("fewer-draws", "Lower n one step", &["left", "h"], MAIN, "n down in its second digit: 65 to 64, 6500 to 6400").footer(0, "n").moves_n().repeats().of_both();
    MoreDraws("more-draws", "Raise n one step", &["right", "l"], MAIN, "n up in its second digit: 64 to 65, 6400 to 6500").footer(0, "n").moves_n().repeats().of_both();
    FarFewerDraws("far-fewer-draws", "Lower n a big step", &["shift-left", "H"], MAIN, "n down along 1, 2, 5, 10, 20, 50, ...").moves_n().repeats().of_both();
    FarMoreDraws("far-more-draws", "Raise n a big step", &["shift-right", "L"], MAIN, "n up along 1, 2, 5, 10, 20, 50, ...").moves_n().repeats().of_both();
    OneDrawLess("one-draw-less", "Lower n by 1", &["-"], MAIN, "n down by exactly 1").moves_n().repeats().of_both();
    OneDrawMore("one-draw-more", "Raise n by 1", &["+", "="], MAIN, "n up by exactly 1").moves_n().repeats().of_both();
    PreviousPower("previous-power", "Previous power of two", &["["], MAIN, "n down to the next power of two").moves_n().repeats().of_both();
    NextPower("next-power", "Next power of two", &["]"], MAIN, "n up to the next power of two").moves_n().repeats().of_both();
    FirstDraws("first-draws", "First n", &["home"], MAIN, "n = 1: best-of-1 is the base itself").moves_n().of_both();
    LastDraws("last-draws", "Last n", &["end"], MAIN, "n to the right end of its scale").moves_n().of_both();
    TypeDraws("type-draws", "Type n", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "n"], MAIN, "type n: a whole number, also as 1e6 or 2^10").footer(5, "type n").moves_n().of_both();
    Jump("jump", "Jump to a value", &["i"], MAIN, "n jumps to where the gap, the KL, a share of its limit, the win rate or the reward reaches a typed value, or to n·m_top = 1").footer(7, "jump").moves_n().opens(JUMP);
    Play("play", "Play or pause", &["space"], FREE, "n runs along its scale, or stops; any key that sets n stops it too").footer(8, "play").travels();
    Slower("slower", "Play slower", &["<"], MAIN, "play at half the speed");
    Faster("faster", "Play faster", &[">"], MAIN, "play at twice the speed");
    Repeat("repeat", "Play in a loop", &[","], MAIN, "start again from n = 1 at the end of the scale, or stop there");
    ScaleEnd("scale-end", "Type the end of the scale", &["N"], MAIN, "type where the scale of n ends: from 1e3 to 1e15");
    ShortenScale("shorten-scale", "Shorten the scale", &["{"], MAIN, "end the scale of n a power of ten lower").repeats();
    LengthenScale("lengthen-scale", "Lengthen the scale", &["}"], MAIN, "end the scale of n a power of ten higher").repeats();
    RowUp("row-up", "Row up", &["up", "k"], SCROLLED, "one row up").of_panes(5, "row", BASE).of_both();
    RowDown("row-down", "Row down", &["down", "j"], SCROLLED, "one row down").of_panes(5, "row", BASE).of_both();
    PageUp("page-up", "Page up", &["pageup"], LISTED, "one page up").of_both();
    PageDown("page-down", "Page down", &["pagedown"], LISTED, "one page down").of_both();
    FirstRow("first-row", "First row", &["g"], SCROLLED, "to the first row").of_both();
    LastRow("last-row", "Last row", &["G"], SCROLLED, "to the last row").of_both();
    Find("find", "Find an outcome", &["/"], MAIN, "find an outcome by part of its label, by its row as #12, or by p>1e-3, p<1e-9, p=0.25").about(Topic::Outcomes);
    FindNext("find-next", "Next match", &[";"], MAIN, "to the next match, down the table").about(Topic::Outcomes);
    FindPrevious("find-previous", "Previous match", &["'"], MAIN, "to the previous match, up the table").about(Topic::Outcomes);
    Bins("bins", "Outcomes in bins", &["B"], MAIN, "group the outcomes into bins that fit the pane, with exact sums of p, π_n and gap, or list them one by one again; Enter opens a bin").about(Topic::Outcomes);
    CloseBin("close-bin", "Close the bin", &["backspace"], FREE, "from an open bin back to the bins around it, or from a prompt back to the average");
    NextPrompt("next-prompt", "Next prompt", &[")"], MAIN, "to the next prompt of the preset; after the last, to the average").about(Topic::Prompt);
    PreviousPrompt("previous-prompt", "Previous prompt", &["("], MAIN, "to the previous prompt; before the first, to the average").about(Topic::Prompt);
    PromptWeight("prompt-weight", "Weigh the prompt", &["%"], MAIN, "type the weight of the prompt in the average; its share is its weight over the sum of all weights").about(Topic::Prompt);
    NextPane("next-pane", "Next pane", &["tab"], MAIN, "to the next pane").footer(1, "pane").about(Topic::Pane).of_both();
    PreviousPane("previous-pane", "Previous pane", &["shift-tab"], MAIN, "to the previous pane").about(Topic::Pane).of_both();
    ToBase("to-base", "Go to the outcomes", &["f2", "alt-1"], MAIN, "to the table of outcomes, or of prompts").about(Topic::Pane).of_both();
    ToReadout("to-readout", "Go to the numbers", &["f3", "alt-2"], MAIN, "to the numbers at n").about(Topic::Pane).of_both();
    ToKl("to-kl", "Go to the KL chart", &["f4", "alt-3"], MAIN, "to the KL chart").about(Topic::Pane).of_both();
    ToLower("to-lower", "Go to the lower chart", &["f5", "alt-4"], MAIN, "to the lower chart").about(Topic::Pane).of_both();
    Zoom("zoom", "Zoom the pane", &["z"], MAIN, "the current pane alone on the screen, or all panes again").of_panes(6, "zoom", CHARTS).about(Topic::Pane).of_both();
    NextView("next-view", "Next view", &["v"], MAIN, "the next view in the lower chart").of_panes(1, "view", CHARTS).about(Topic::Pane).of_both();
    PreviousView("previous-view", "Previous view", &["V"], MAIN, "the previous view in the lower chart").about(Topic::Pane).of_both();
    LogScale("log-scale", "Logarithmic gap", &["y"], MAIN, "the gap on a logarithmic scale, or on a linear one again; from the KL pane, the curves that were chosen there; in the trade-off, expected reward instead of the win rate").of_panes(6, "axis", LOWER).about(Topic::Pane);
    Unit("unit", "Nats or bits", &["b"], MAIN, "show all information in bits, or in nats again; walkthroughs are always in nats").of_both();
    Policies("policies", "Policies of the trade-off", &["Y"], MAIN, "choose which policies the trade-off shows next to best-of-n, the temperature of soft best-of-n, and win rate or expected reward").of_panes(7, "policies", LOWER).about(Topic::Pane).opens(POLICIES);
    FirstCurve("first-curve", "First curve of the KL chart", &["c"], MAIN, "choose what the KL chart shows: any quantity instead of exact KL, bound and estimator").about(Topic::Pane).opens(CURVES);
    SecondCurve("second-curve", "Second curve of the KL chart", &["C"], MAIN, "choose a second curve for the KL chart; a curve in another unit gets its own axis at the right").about(Topic::Pane).opens(CURVES);
    RenyiOrder("renyi-order", "Rényi of any order", &["A"], MAIN, "type the order of a Rényi divergence: the KL chart draws it with its continuum value, and the divergences view lists it").about(Topic::Pane);
    Edit("edit", "Edit the outcome", &["e", "enter"], MAIN, "type the p, reward or label of the selected outcome, or click it; arithmetic such as 1/3 or 2^-20 is fine").of_panes(1, "edit", BASE).about(Topic::Row);
    AddOutcome("add-outcome", "Add an outcome", &["a"], MAIN, "add an outcome above the selected one, with p = 0 until another is typed").of_panes(6, "add", BASE).about(Topic::Outcome);
    DeleteOutcome("delete-outcome", "Delete the outcome", &["d", "delete"], MAIN, "delete the selected outcome; the others take its mass as in any edit").of_panes(6, "delete", BASE).about(Topic::Outcome);
    DuplicateOutcome("duplicate-outcome", "Duplicate the outcome", &["D"], MAIN, "split the selected outcome into two tied halves; with plain weights, copy it").about(Topic::Outcome);
    MoveUp("move-up", "Move the outcome up", &["K", "shift-up"], MAIN, "move the outcome up: it swaps rewards with the one above").about(Topic::Outcome);
    MoveDown("move-down", "Move the outcome down", &["J", "shift-down"], MAIN, "move the outcome down: it swaps rewards with the one below").about(Topic::Outcome);
    Tie("tie", "Tie the outcome", &["t"], MAIN, "tie the outcome with the one below: it gets the same reward").about(Topic::Outcome);
    Untie("untie", "Untie the outcome", &["T"], MAIN, "untie the outcome: its reward rises above the tied ones").about(Topic::Outcome);
    Lock("lock", "Lock the probability", &["x"], MAIN, "lock the probability of the outcome, or unlock it").of_panes(7, "lock", BASE).about(Topic::Outcome);
    Reaction("reaction", "Change how others react", &["r"], MAIN, "how the other outcomes react to an edit: the unlocked ones rescale, the selected one gives and takes, or none reacts and plain weights are typed").about(Topic::Outcome);
    Arguments("arguments", "Change the family arguments", &["f"], MAIN, "step or type the arguments of a family such as uniform:10").about(Topic::Outcomes);
    Proposal("proposal", "Draw from a proposal", &["Q"], MAIN, "choose what best-of-n draws from instead of the base: temperature, nucleus, top-k, weights, or none of them").opens(PARTS);
    Undo("undo", "Undo", &["u"], MAIN, "undo the last change of base, n, view or pins, up to 200; holding a key is one change").footer(4, "undo").moves_n().travels();
    Redo("redo", "Redo", &["ctrl-r"], MAIN, "redo what was undone").moves_n().travels();
    Pin("pin", "Pin what is shown", &["m"], MAIN, "pin what is shown under a name and a letter; then change the base to see both curves and the difference at n").footer(7, "pin");
    Pins("pins", "List the pins", &["M"], MAIN, "the list of pins: swap one with what is shown, rename or delete it").opens(PINS);
    ComparePin("compare-pin", "Compare with the next pin", &["."], MAIN, "where there is room for one comparison only, compare with the next pin");
    Save("save", "Save", &["s"], MAIN, "save the base, n and view to the file they come from, or under a name of your own");
    SaveAs("save-as", "Save as", &["S"], MAIN, "save the base, n and view under a name among your presets, or to a path");
    Unsaved("unsaved", "Unsaved work", &["R"], MAIN, "the list of unsaved work that earlier sessions left behind: restore or discard it").opens(UNSAVED);
    CopyLine("copy-line", "Copy the command line", &["o"], MAIN, "copy the command line that prints these numbers, to the terminal's clipboard").of_both();
    CopyNumbers("copy-numbers", "Copy the numbers", &["O"], MAIN, "copy every number at n to the terminal's clipboard, one per line").of_both();
    Export("export", "Export to a file", &["E"], MAIN, "write a chart or the screen as SVG, or the outcomes or the curves as a table, to a file").opens(EXPORT);
    Walk("walk", "Walkthroughs", &["w"], MAIN, "the list of walkthroughs, or of the steps of the one under way").footer(9, "walk").opens(CONTENTS);
    WalkOn("walk-on", "Next step", &["space", "pagedown"], WALKED, "show the answer, or go on to the next step").footer(0, "next");
    WalkBack("walk-back", "Step before", &["backspace", "pageup"], WALKED, "take the answer away, or go back to the step before").footer(1, "back");
    WalkReturn("walk-return", "Return to the step", &["esc"], WALKED, "back to the screen of the step after leaving it").footer(1, "return");
    WalkGuess("walk-guess", "Guess the answer", &["P"], WALKED, "type a guess where the step asks for one; it is shown beside the truth").footer(3, "guess");
    WalkLeave("walk-leave", "Leave the walkthrough", &["W"], WALKED, "leave the walkthrough; the base stays as it is");
    Present("present", "Presentation", &["F"], MAIN, "one chart with large figures for a projector, or all panes again");
    Presets("presets", "Open the presets", &["p"], MAIN, "choose another base from the list of presets").footer(3, "presets");
    Palette("palette", "Open the commands", &[":", "ctrl-k"], MAIN, "find any action by a few letters, and see its keys").footer(2, "commands").of_both();
    Help("help", "Open the help", &["?", "f1"], MAIN, "all keys, and what the numbers mean").footer(1, "help").of_both();
    Quit("quit", "Quit", &["q"], MAIN, "leave bonscope; asks first when edits would be lost").footer(0, "quit").of_both();
    Accept("accept", "Accept", &["enter"], TYPED, "take what was typed or chosen").footer(0, "accept").of_both();
    NextField("next-field", "Next value", &["tab"], FIELDS, "take the value and go on to the next of p, reward and label, or the next argument").footer(1, "next");
    PreviousField("previous-field", "Previous value", &["shift-tab"], FIELDS, "take the value and go back to the previous one");
    StepUp("step-up", "Raise the argument", &["up", "+"], STEPPED, "raise the argument in its second digit").footer(0, "step").repeats();
    StepDown("step-down", "Lower the argument", &["down", "-"], STEPPED, "lower the argument in its second digit").footer(0, "step").repeats();
    EditAbove("edit-above", "Edit the outcome above", &["up"], EDITED, "take the value and edit the outcome above").footer(2, "row");
    EditBelow("edit-below", "Edit the outcome below", &["down"], EDITED, "take the value and edit the outcome below").footer(2, "row");
    EntryUp("entry-up", "Entry above", &["up", "ctrl-p"], CHOSEN, "the entry above").footer(1, "choose").of_both();
    EntryDown("entry-down", "Entry below", &["down", "ctrl-n"], CHOSEN, "the entry below").footer(1, "choose").of_both();
    SwapPin("swap-pin", "Swap with the pin", &["enter"], LISTED_PINS, "show the pinned base with its n and view; what is shown takes its place in the list").footer(0, "swap");
    RenamePin("rename-pin", "Rename the pin", &["r"], LISTED_PINS, "give the pin another name").footer(1, "rename");
    DeletePin("delete-pin", "Delete the pin", &["d", "delete"], LISTED_PINS, "remove the pin from the list").footer(1, "delete");
    Restore("restore", "Restore unsaved work", &["enter"], LISTED_UNSAVED, "open the work again as it was when its session ended").footer(0, "restore");
    Discard("discard", "Discard unsaved work", &["d", "delete"], LISTED_UNSAVED, "remove the work for good; asks first").footer(1, "discard");
    Later("later", "Decide later", &["esc", "q"], LISTED_UNSAVED, "leave the work where it is; the next start offers it again").footer(0, "later");
    JumpGap("jump-gap", "Jump to a gap", &["g"], LISTED_JUMPS, "to the smallest n with a gap of at least the typed value");
    JumpKl("jump-kl", "Jump to a KL budget", &["k"], LISTED_JUMPS, "to the largest n with an exact KL of at most the typed value");
    JumpShare("jump-share", "Jump to a share of the KL limit", &["s"], LISTED_JUMPS, "to the smallest n at which the exact KL reaches this share of its limit");
    JumpWinRate("jump-win-rate", "Jump to a win rate", &["w"], LISTED_JUMPS, "to the smallest n with a win rate of at least the typed value");
    JumpReward("jump-reward", "Jump to an expected reward", &["r"], LISTED_JUMPS, "to the smallest n with an expected reward of at least the typed value");
    JumpTop("jump-top", "Jump to n·m_top = 1", &["e"], LISTED_JUMPS, "to the smallest n at which n·m_top is at least 1");
    TogglePolicies("toggle-policies", "Show or hide the policies", &["space"], LISTED_POLICIES, "show the chosen policies or hide them, as Enter does").footer(0, "show/hide");
    Cancel("cancel", "Cancel", &["esc"], CLOSED, "close without changing anything").footer(0, "cancel").of_both();
    Search("search", "Search the help", &["/"], HELP, "show only the lines that contain the typed words").footer(0, "search").of_both();
    CloseHelp("close-help", "Close the help", &["esc", "q", "?", "f1"], HELP, "back to the panes").footer(0, "close").of_both();
    OpenPrompt("open-prompt", "List the draws of the prompt", &["enter"], FREE, "list the draws of the selected prompt, the highest reward first, with their weights at n").of_panes(1, "draws", BASE).about(Topic::Prompt).of_samples();
    Back("back", "Back to the prompts", &["esc", "backspace"], FREE, "back from the draws or the notices to the prompts").of_panes(0, "back", &[Pane::Readout]).of_samples();
    SortPrompts("sort-prompts", "Sort the prompts", &["s"], FREE, "sort the prompts by the next of gap, KL estimate, reward, draws, name and line").of_panes(2, "sort", BASE).about(Topic::Prompt).of_samples();
    ReverseOrder("reverse-order", "Reverse the order", &["r"], FREE, "sort the prompts the other way round").about(Topic::Prompt).of_samples();
    RootAxis("root-axis", "Square-root KL axis", &["y"], FREE, "show rewards against the square root of the KL estimate, as Gao et al. plot them, or on a linear axis again").of_panes(3, "root axis", LOWER).about(Topic::Pane).of_samples();
    ExportEstimates("export-estimates", "Export the estimates", &["E"], FREE, "write the estimates along n to a file; its ending says whether as a table or as a chart").of_samples();
    Notices("notices", "Notices about the log", &["!"], FREE, "what is unusual in the log, and the rule applied to it").footer(2, "notices").of_samples();
    Suspend("suspend", "Suspend", &["ctrl-z"], EVERYWHERE, "back to the shell for a while; fg returns").of_both();
    Interrupt("interrupt", "Interrupt", &["ctrl-c"], EVERYWHERE, "leave bonscope from anywhere").of_both();
}

impl Entry {
    /// Where it applies, the panes first.
    pub fn contexts(&self) -> impl Iterator<Item = Context> {
        let of_base = self.program.meets(Program::Base);
        let is_base = |context: Context| context.is_panes() && context != Context::Samples;
        let base = self.places.contexts(Context::ALL).filter(move |&context| of_base && is_base(context));
        let pool = self.program.meets(Program::Samples)
            && self.places.contexts(Context::ALL).any(|own| own == Context::Main);
        let others = self.places.contexts(Context::ALL).filter(|context| !context.is_panes());
        base.chain(pool.then_some(Context::Samples)).chain(others)
    }

    /// Whether it applies in `context`.
    pub fn applies(&self, context: Context) -> bool {
        self.contexts().any(|own| own == context)
    }
}

impl Action {
    /// The action's row of the table.
    pub fn entry(self) -> &'static Entry {
        &TABLE[self as usize]
    }
}

impl Pane {
    /// The action that moves the focus to this pane.
    pub fn jump(self) -> Action {
        match self {
            Pane::Base => Action::ToBase,
            Pane::Readout => Action::ToReadout,
            Pane::Kl => Action::ToKl,
            Pane::Lower => Action::ToLower,
        }
    }
}

impl Context {
    /// Whether the help lists `entry` in this context. The list of a walkthrough leaves out what the panes list
    /// already.
    pub fn explains(self, entry: &Entry) -> bool {
        let again = self == Context::Lesson && entry.applies(Context::Main);
        entry.applies(self) && !again
    }
}

/// The entries that apply in `context`, in table order.
pub fn of_context(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.applies(context))
}

/// The entries that apply in the panes and can be chosen from a list; those of a walkthrough only while `has_lesson`.
pub fn of_panes(has_lesson: bool) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| {
        let applies = entry.applies(Context::Main) || has_lesson && entry.applies(Context::Lesson);
        // Leaving is listed as `quit`, which asks first.
        applies && entry.action != Action::Interrupt
    })
}
