//! The names of all actions.

/// What a person can ask for, in the order of `TABLE`.
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
    /// Choose a value that n is to reach.
    Jump,
    /// Let n run along its scale, or stop it.
    Play,
    /// Play more slowly.
    Slower,
    /// Play faster.
    Faster,
    /// Play in a loop, or once.
    Repeat,
    /// Type the right end of the scale of n.
    Reach,
    /// The right end of the scale down to a power of ten.
    ReachLess,
    /// The right end of the scale up to a power of ten.
    ReachMore,
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
    /// Type what to find.
    Find,
    /// To the next match.
    FindNext,
    /// To the previous match.
    FindPrevious,
    /// Group the outcomes into bins, or list them one by one.
    Bins,
    /// From an open bin to the bins around it, from a prompt to the average.
    CloseBin,
    /// The next prompt, or the average.
    NextPrompt,
    /// The previous prompt, or the average.
    PreviousPrompt,
    /// Type the weight of a prompt.
    PromptWeight,
    /// The next pane.
    NextPane,
    /// The previous pane.
    PreviousPane,
    /// To the table of outcomes.
    ToBase,
    /// To the numbers at n.
    ToReadout,
    /// To the KL chart.
    ToKl,
    /// To the lower chart.
    ToLower,
    /// The current pane on the whole screen, or all panes again.
    Zoom,
    /// The next view of the lower chart.
    NextView,
    /// The previous view of the lower chart.
    PreviousView,
    /// The gap, or the chosen curves, on a logarithmic or a linear scale.
    LogScale,
    /// Nats or bits.
    Unit,
    /// Choose the policies of the trade-off view.
    Comparators,
    /// Choose the first curve of the KL chart.
    FirstCurve,
    /// Choose the second curve.
    SecondCurve,
    /// Type the order of a Rényi divergence.
    RenyiOrder,
    /// Type p, reward or label of the selected outcome.
    Edit,
    /// Another outcome above the selected one.
    AddOutcome,
    /// Remove the selected outcome.
    DeleteOutcome,
    /// Split the selected outcome into two.
    DuplicateOutcome,
    /// Swap rewards with the outcome above.
    MoveUp,
    /// Swap rewards with the outcome below.
    MoveDown,
    /// Give the selected outcome the reward of the one below.
    Tie,
    /// Raise the selected outcome above those of the same reward.
    Untie,
    /// Lock the probability of the selected outcome, or unlock it.
    Lock,
    /// The next way for the other masses to react to an edit.
    Reaction,
    /// Step or type the arguments of the family.
    Arguments,
    /// Choose what best-of-n draws from.
    Proposal,
    /// Undo the last step.
    Undo,
    /// Redo the step that was undone last.
    Redo,
    /// Pin what is shown under a name and a letter.
    Pin,
    /// Open the list of pins.
    Pins,
    /// Compare with the next pin.
    ComparePin,
    /// Save the base to the file it comes from.
    Save,
    /// Save the base under a name.
    SaveAs,
    /// Open the list of unsaved work of earlier sessions.
    Unsaved,
    /// Copy the command line that prints these numbers.
    CopyLine,
    /// Copy the numbers at n.
    CopyNumbers,
    /// Open the list of pictures and tables to export.
    Export,
    /// Open the list of walkthroughs, or of the steps of the current one.
    Walk,
    /// Show the answer, or go on to the next step.
    WalkOn,
    /// Go back to the step before.
    WalkBack,
    /// Return to the screen of the step.
    WalkReturn,
    /// Type a guess.
    WalkGuess,
    /// Leave the walkthrough.
    WalkLeave,
    /// One chart with large figures, or all panes again.
    Present,
    /// Open the list of presets.
    Presets,
    /// Open the command palette.
    Palette,
    /// Open the help.
    Help,
    /// Leave; asks first when edits would be lost.
    Quit,
    /// Accept what was typed or chosen.
    Accept,
    /// Accept what was typed and go to the next value of the outcome.
    NextField,
    /// Accept what was typed and go to the previous value of the outcome.
    PreviousField,
    /// The next value up of an argument.
    StepUp,
    /// The next value down of an argument.
    StepDown,
    /// Accept what was typed and go to the outcome above.
    EditAbove,
    /// Accept what was typed and go to the outcome below.
    EditBelow,
    /// One entry of a list up.
    EntryUp,
    /// One entry of a list down.
    EntryDown,
    /// Show the chosen pin, and pin what was shown.
    SwapPin,
    /// Rename the chosen pin.
    RenamePin,
    /// Remove the chosen pin.
    DeletePin,
    /// Open the chosen unsaved work again.
    Restore,
    /// Remove the chosen unsaved work.
    Discard,
    /// Leave unsaved work for another time.
    Later,
    /// To the n that reaches a gap.
    JumpGap,
    /// To the last n within a KL budget.
    JumpKl,
    /// To the n that reaches a share of the KL limit.
    JumpShare,
    /// To the n that reaches a win rate.
    JumpWinRate,
    /// To the n that reaches an expected reward.
    JumpReward,
    /// To n·m_top = 1.
    JumpTop,
    /// Show the chosen policies, or hide them.
    ToggleComparator,
    /// Close a list or an input line without changing anything.
    Cancel,
    /// Search the help.
    Search,
    /// Close the help.
    CloseHelp,
    /// List the draws of the selected prompt.
    OpenPrompt,
    /// Back to the list of prompts.
    Back,
    /// Sort the prompts by the next criterion.
    SortPrompts,
    /// Sort the prompts the other way round.
    ReverseOrder,
    /// A square-root axis for KL, or a linear one.
    RootAxis,
    /// List the notices about the log.
    Notices,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Leave, in any context. Must stay last: a test counts on it.
    Interrupt,
}
