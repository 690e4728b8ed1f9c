//! What the columns of the table of actions say.

use crate::explorer::action::Action::*;
use crate::explorer::action::table::TABLE;
use crate::explorer::action::{Action, Context, Entry, Program, Topic};

fn assert_column(of: impl Fn(&Entry) -> bool, actions: &[Action]) {
    let marked: Vec<Action> = TABLE.iter().filter(|entry| of(entry)).map(|entry| entry.action).collect();
    for action in actions {
        assert!(marked.contains(action), "{action:?} is missing");
    }
    for action in &marked {
        assert!(actions.contains(action), "{action:?} is too much");
    }
}

#[test]
fn an_action_leads_to_its_entry() {
    assert!(TABLE.iter().all(|entry| entry.action.entry().action == entry.action));
}

#[test]
fn what_sets_n_ends_playing() {
    assert_column(
        |entry| entry.moves_n,
        &[
            FewerDraws,
            MoreDraws,
            FarFewerDraws,
            FarMoreDraws,
            OneDrawLess,
            OneDrawMore,
            PreviousPower,
            NextPower,
            FirstDraws,
            LastDraws,
            TypeDraws,
            Jump,
            Undo,
            Redo,
        ],
    );
}

#[test]
fn what_is_one_step_while_its_key_is_held() {
    assert_column(
        |entry| entry.repeats,
        &[
            FewerDraws,
            MoreDraws,
            FarFewerDraws,
            FarMoreDraws,
            OneDrawLess,
            OneDrawMore,
            PreviousPower,
            NextPower,
            ShortenScale,
            LengthenScale,
            StepUp,
            StepDown,
        ],
    );
}

#[test]
fn what_needs_an_outcome_a_base_or_the_panes_of_a_log() {
    let single = [AddOutcome, DeleteOutcome, DuplicateOutcome, Lock, MoveDown, MoveUp, Reaction, Tie, Untie];
    assert_column(|entry| entry.topic == Topic::Outcome, &single);
    assert_column(|entry| entry.topic == Topic::Outcomes, &[Arguments, Bins, Find, FindNext, FindPrevious]);
    assert_column(
        |entry| matches!(entry.topic, Topic::Pane | Topic::Prompt) && entry.program.meets(Program::Samples),
        &[
            NextPane,
            PreviousPane,
            ToBase,
            ToReadout,
            ToKl,
            ToLower,
            Zoom,
            NextView,
            PreviousView,
            RootAxis,
            SortPrompts,
            ReverseOrder,
            OpenPrompt,
        ],
    );
}

#[test]
fn what_a_sample_log_knows() {
    assert_column(
        |entry| entry.program == Program::Samples,
        &[OpenPrompt, Back, SortPrompts, ReverseOrder, RootAxis, ExportEstimates, Notices],
    );
    assert_column(
        |entry| entry.applies(Context::Samples),
        &[
            FewerDraws,
            MoreDraws,
            FarFewerDraws,
            FarMoreDraws,
            OneDrawLess,
            OneDrawMore,
            PreviousPower,
            NextPower,
            FirstDraws,
            LastDraws,
            TypeDraws,
            RowUp,
            RowDown,
            PageUp,
            PageDown,
            FirstRow,
            LastRow,
            NextPane,
            PreviousPane,
            ToBase,
            ToReadout,
            ToKl,
            ToLower,
            Zoom,
            NextView,
            PreviousView,
            Unit,
            CopyLine,
            CopyNumbers,
            Palette,
            Help,
            Quit,
            OpenPrompt,
            Back,
            SortPrompts,
            ReverseOrder,
            RootAxis,
            ExportEstimates,
            Notices,
            Suspend,
            Interrupt,
        ],
    );
}

#[test]
fn an_action_applies_in_its_program() {
    for entry in TABLE {
        for program in [Program::Base, Program::Samples] {
            let applies = entry.contexts().any(|context| context.program().meets(program));
            assert_eq!(applies, entry.program.meets(program), "{:?} in {program:?}", entry.action);
        }
        let places: Vec<Context> = entry.contexts().collect();
        let once = places.iter().enumerate().all(|(at, place)| !places[..at].contains(place));
        assert!(once, "{:?}: {places:?}", entry.action);
    }
}
