//! What every action does to the model.

use crate::explorer::action::neighbour;
use crate::explorer::action::{Action, Pane, Program};
use crate::explorer::model::curves::chosen_curves::{ChosenCurves, CurveSlot};
use crate::explorer::model::files::presets::{PresetTitle, matching};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::{Overlay, PickerState, Search};
use crate::explorer::model::overlay::palette::{Command, refusal};
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::{arguments, bins, edit, find, prompts};
use crate::explorer::update::curves::{chosen_curves, pins, policies, unit};
use crate::explorer::update::files::{copy, save, unsaved};
use crate::explorer::update::lesson as update_lesson;
use crate::explorer::update::overlay::{lists, questions};
use crate::explorer::update::panes::scroll::scroll;
use crate::explorer::update::scale::{draws, jump, play, scale_end};
use crate::preset::LowerView;
use crate::tui::input::{Key, KeyCode};
use crate::tui::line::Line;

/// Performs an action; `key` is the key that asked for it.
pub(in crate::explorer) fn act(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    if model.refused_by_average(action) {
        prompts::refuse(model);
        return None;
    }
    if model.refused_by_bins(action) {
        bins::refuse(model);
        return None;
    }
    if let Some(list) = lists::opened_by(action) {
        list.open(model);
        return None;
    }
    match action {
        Action::FewerDraws => model.slide(steps::down(model.n)),
        Action::MoreDraws => model.slide(steps::up(model.n)),
        Action::FarFewerDraws => model.slide(steps::far_down(model.n)),
        Action::FarMoreDraws => model.slide(steps::far_up(model.n)),
        Action::OneDrawLess => model.slide(model.n - 1),
        Action::OneDrawMore => model.slide(model.n + 1),
        Action::PreviousPower => model.set_draws(steps::power_below(model.n)),
        Action::NextPower => model.set_draws(steps::power_above(model.n)),
        Action::FirstDraws => model.slide(1),
        Action::LastDraws => model.slide(model.scale_end),
        Action::TypeDraws => draws::ask(model, key),
        Action::JumpGap
        | Action::JumpKl
        | Action::JumpShare
        | Action::JumpWinRate
        | Action::JumpReward
        | Action::JumpTop => jump::act(model, action),
        Action::Play | Action::Slower | Action::Faster | Action::Repeat => play::act(model, action),
        Action::ScaleEnd | Action::ShortenScale | Action::LengthenScale => scale_end::act(model, action),
        Action::RowUp => scroll(model, |row, _| row.saturating_sub(1)),
        Action::RowDown => scroll(model, |row, _| row + 1),
        Action::PageUp => scroll(model, usize::saturating_sub),
        Action::PageDown => scroll(model, |row, page| row + page),
        Action::FirstRow => scroll(model, |_, _| 0),
        Action::LastRow => scroll(model, |_, _| usize::MAX),
        Action::EntryUp => scroll(model, |row, _| row.saturating_sub(1)),
        Action::EntryDown => scroll(model, |row, _| row + 1),
        Action::NextPane => model.turn_pane(1),
        Action::PreviousPane => model.turn_pane(-1),
        Action::ToBase => model.go_to_pane(Pane::Base),
        Action::ToReadout => model.go_to_pane(Pane::Readout),
        Action::ToKl => model.go_to_pane(Pane::Kl),
        Action::ToLower => model.go_to_pane(Pane::Lower),
        Action::Zoom => model.zoomed = !model.zoomed,
        Action::NextView => model.show(neighbour(LowerView::ALL, model.lower_view, 1)),
        Action::PreviousView => model.show(neighbour(LowerView::ALL, model.lower_view, -1)),
        Action::Unit => unit::turn(model),
        Action::RenyiOrder => chosen_curves::ask_order(model, CurveSlot::First),
        Action::LogScale if model.pane == Pane::Kl && model.chosen_curves.is_some() => {
            model.chosen_curves =
                model.chosen_curves.map(|chosen| ChosenCurves { log: !chosen.log, ..chosen });
        }
        Action::LogScale if model.pane == Pane::Lower && model.lower_view == LowerView::TradeOff => {
            policies::turn_axis(model);
        }
        Action::LogScale => {
            model.details.log_gap = !model.details.log_gap;
            model.show(LowerView::Gap);
        }
        Action::Find | Action::FindNext | Action::FindPrevious => find::act(model, action),
        Action::Bins | Action::CloseBin => bins::act(model, action),
        Action::Edit if model.subject.is_average() => prompts::open(model),
        Action::Edit if model.bins.shown() => bins::act(model, action),
        Action::NextPrompt | Action::PreviousPrompt | Action::PromptWeight => prompts::act(model, action),
        Action::Arguments | Action::StepUp | Action::StepDown => arguments::act(model, action, key),
        Action::NextField | Action::PreviousField
            if matches!(model.overlay, Some(Overlay::Arguments { .. })) =>
        {
            arguments::act(model, action, key);
        }
        Action::Edit
        | Action::AddOutcome
        | Action::DeleteOutcome
        | Action::DuplicateOutcome
        | Action::MoveUp
        | Action::MoveDown
        | Action::Tie
        | Action::Untie
        | Action::Lock
        | Action::Reaction
        | Action::NextField
        | Action::PreviousField
        | Action::EditAbove
        | Action::EditBelow => edit::act(model, action),
        Action::Save | Action::SaveAs if model.changes.pending() => {
            model.notice = Some("an edit is under way; save once it is done".to_owned());
        }
        Action::Save => return save::save(model),
        Action::SaveAs => save::save_as(model),
        Action::Restore | Action::Discard | Action::Later => {
            return unsaved::act(model, action);
        }
        Action::CopyLine => return copy::line(model),
        Action::CopyNumbers => return copy::numbers(model),
        Action::WalkOn | Action::WalkBack | Action::WalkReturn | Action::WalkGuess | Action::WalkLeave => {
            update_lesson::act(model, action);
        }
        Action::Present => model.presenting = !model.presenting,
        Action::Undo => model.undo(),
        Action::Redo => model.redo(),
        Action::Pin | Action::ComparePin | Action::SwapPin | Action::RenamePin | Action::DeletePin => {
            pins::act(model, action);
        }
        Action::Presets => {
            model.previews.forget();
            let name = model.name();
            let opened = name.split('#').next().unwrap_or_default();
            let current = |preset: &PresetTitle| preset.name == opened;
            let selected = model.presets.iter().position(current).unwrap_or(0);
            model.overlay =
                Some(Overlay::Picker { filter: Line::default(), selected, state: PickerState::Open });
        }
        Action::Palette => {
            model.overlay = Some(Overlay::Palette { filter: Line::default(), selected: 0 });
        }
        Action::Help => model.overlay = Some(Overlay::Help { offset: 0, search: Search::default() }),
        Action::Search => {
            if let Some(Overlay::Help { search, .. }) = &mut model.overlay {
                search.typing = true;
            }
        }
        Action::Accept | Action::TogglePolicies => return accept(model, key),
        Action::Cancel | Action::CloseHelp => {
            model.overlay = match model.overlay.take() {
                Some(Overlay::Question { question, .. }) => questions::after(&question),
                Some(Overlay::Help { search: Search { typing: true, .. }, .. }) => {
                    Some(Overlay::Help { offset: 0, search: Search::default() })
                }
                _ => None,
            };
        }
        Action::Suspend => return Some(Effect::Suspend),
        Action::Quit | Action::Interrupt => return Some(Effect::Quit { discard: false }),
        // What opens a list did so above; the others belong to the explorer of a sample log.
        _ => debug_assert_eq!(action.entry().program, Program::Samples, "{action:?} does nothing"),
    }
    None
}

pub(in crate::explorer) fn press(model: &mut Model, key: Key) -> Option<Effect> {
    if let Some(command) = model.commanded(&key) {
        return perform(model, command);
    }
    if let Some(action) = model.keymap.find(model.context(), &key) {
        return ask(model, action, key);
    }
    (model.notice, model.leaving) = (None, false);
    if let Some(line) = model.overlay.as_mut().and_then(Overlay::line)
        && line.edit(key)
    {
        typed(model);
    }
    None
}

/// Performs the command chosen in the palette.
pub(in crate::explorer) fn perform(model: &mut Model, command: Command) -> Option<Effect> {
    model.overlay = None;
    match command {
        Command::Act(action) => {
            model.palette.remember(action);
            ask(model, action, KeyCode::Enter.into())
        }
        Command::Draws(n) => {
            (model.notice, model.leaving) = (None, false);
            model.play.on = false;
            model.choose_draws(n);
            None
        }
    }
}

/// Performs an action asked for by `key`, by the palette or by the mouse, but asks first when edits would be lost.
pub(in crate::explorer) fn ask(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    model.notice = None;
    let leaving = std::mem::take(&mut model.leaving);
    model.play.on &= !action.entry().moves_n;
    if action == Action::Quit && model.loses_edits() && !leaving {
        model.leaving = true;
        let hints =
            [(Action::Save, "saves them"), (Action::Quit, "pressed again leaves, any other key stays")];
        model.notice = Some(model.keymap.advise("the edits will be lost", hints));
        return None;
    }
    if action == Action::Quit {
        return Some(Effect::Quit { discard: leaving });
    }
    act(model, action, key)
}

/// Accepts the chosen entry of a list.
pub(in crate::explorer) fn choose(model: &mut Model) -> Option<Effect> {
    accept(model, KeyCode::Enter.into())
}

/// Reacts to a change of the typed text.
pub(in crate::explorer) fn typed(model: &mut Model) {
    match &mut model.overlay {
        Some(Overlay::Picker { selected, state, .. }) => (*selected, *state) = (0, PickerState::Open),
        Some(Overlay::List(open)) => open.selected = 0,
        Some(Overlay::Palette { selected: first, .. } | Overlay::Help { offset: first, .. }) => *first = 0,
        _ => {}
    }
}

fn accept(model: &mut Model, key: Key) -> Option<Effect> {
    match &mut model.overlay {
        Some(Overlay::Question { question, line }) if line.text().trim().is_empty() => {
            model.overlay = questions::after(question);
        }
        Some(Overlay::Question { question, line }) => {
            let (question, text) = (question.clone(), line.text().trim().to_owned());
            match questions::answer(model, &question, &text) {
                Ok(effect) => {
                    model.overlay = questions::after(&question);
                    return effect;
                }
                Err(why) => model.notice = Some(why),
            }
        }
        Some(Overlay::Palette { filter, .. }) => model.notice = refusal(filter.text()),
        Some(Overlay::Help { search, .. }) => search.typing = false,
        Some(Overlay::Edit { .. }) => edit::act(model, Action::Accept),
        Some(Overlay::Arguments { .. }) => arguments::act(model, Action::Accept, key),
        Some(Overlay::Actions { menu, chosen }) => {
            let action = menu.entries(model.lesson.is_some()).get(*chosen)?.action;
            model.overlay = None;
            return ask(model, action, KeyCode::Enter.into());
        }
        Some(Overlay::Picker { filter, selected, state }) => {
            let argument = matching(&model.presets, filter.text()).nth(*selected)?.argument.clone();
            *state = PickerState::Opening(argument.clone());
            return Some(Effect::Load(argument));
        }
        Some(Overlay::List(open)) => {
            let open = open.clone();
            return lists::accept(model, &open);
        }
        _ => {}
    }
    None
}
