//! What can be asked for, one name each.

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
    /// Choose what n is to reach.
    Jump,
    /// n runs along its scale, or stops.
    Play,
    /// Play more slowly.
    Slower,
    /// Play faster.
    Faster,
    /// Play again and again, or once.
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
    /// Asks which outcome to look for.
    Find,
    /// To the next outcome that was looked for.
    FindNext,
    /// To the one before.
    FindPrevious,
    /// The outcomes in bins, or one by one again.
    Bins,
    /// From an open bin to the bins around it, from a prompt to the average.
    CloseBin,
    /// The next of the prompts, or their average.
    NextPrompt,
    /// The one before.
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
    /// The gap, or a chosen pair of curves, on the other scale.
    LogScale,
    /// Nats or bits.
    Unit,
    /// Choose the policies of the trade-off view.
    Comparators,
    /// Choose the first curve of the KL chart.
    FirstCurve,
    /// Choose the second one.
    SecondCurve,
    /// Type the order of a Rényi divergence.
    RenyiOrder,
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
    /// Choose what best-of-n draws from.
    Proposal,
    /// Take back the last step.
    Undo,
    /// Take the last step that was taken back again.
    Redo,
    /// Keep what is shown under a name and a letter.
    Pin,
    /// Open the list of pins.
    Pins,
    /// Compare with the next pin first.
    ComparePin,
    /// Save the base where it comes from.
    Save,
    /// Save the base under a name.
    SaveAs,
    /// Open the list of unsaved work of earlier sessions.
    Unsaved,
    /// Copy the command line that prints these numbers.
    CopyLine,
    /// Copy the numbers at n.
    CopyNumbers,
    /// Open the list of what can be exported.
    Export,
    /// Open the list of walkthroughs, or of the steps of the one under way.
    Walk,
    /// Show the answer, or go on to the next step.
    WalkOn,
    /// Go back to the step before.
    WalkBack,
    /// Go back to the screen of the step.
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
    /// Show what was pinned, and pin what is shown in its place.
    SwapPin,
    /// Give the chosen pin another name.
    RenamePin,
    /// Take the chosen pin off the list.
    DeletePin,
    /// Open the chosen unsaved work again.
    Restore,
    /// Remove the chosen unsaved work.
    Discard,
    /// Leave unsaved work for another time.
    Later,
    /// To the n with a gap.
    JumpGap,
    /// To the last n within a KL.
    JumpKl,
    /// To the n with a share of the KL's limit.
    JumpShare,
    /// To the n with a win rate.
    JumpWinRate,
    /// To the n with an expected reward.
    JumpReward,
    /// To n·m_top = 1.
    JumpTop,
    /// Show the chosen policies, or no longer.
    ToggleComparator,
    /// Close a list or a prompt and change nothing.
    Cancel,
    /// Search the help.
    Search,
    /// Close the help.
    CloseHelp,
    /// List the draws of the selected prompt.
    OpenPrompt,
    /// Back to the list of prompts, or from what lies over it.
    Back,
    /// Sort the prompts by something else.
    SortPrompts,
    /// Sort the prompts the other way round.
    ReverseOrder,
    /// A square-root axis for KL, or a linear one.
    RootAxis,
    /// What there is to say about the log.
    Notices,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Leave, wherever the keys go. The last one: a test counts on it.
    Interrupt,
}
