//! The mouse: everything that keys can do, by pointing.

use crate::explorer::action;
use crate::explorer::action::neighbour;
use crate::explorer::action::{Action, Pane};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::actions_menu::ActionsMenu;
use crate::explorer::model::overlay::layer::{Field, Overlay};
use crate::explorer::model::overlay::pointer::Share;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::overlay::target::{Grip, Target};
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::act::{ask, choose, perform};
use crate::explorer::update::base::edit::field;
use crate::explorer::update::base::{arguments, bins, edit, prompts};
use crate::explorer::update::lesson;
use crate::explorer::update::overlay::{lists, questions};
use crate::explorer::update::panes::scroll::{scroll, scroll_lower, scroll_table};
use crate::preset::LowerView;
use crate::tui::input::{Button, Key, KeyCode, MouseKind};

/// Rows that one turn of the wheel moves.
const WHEEL: usize = 3;

/// Reacts to the mouse.
pub(in crate::explorer) fn point(
    model: &mut Model,
    kind: MouseKind,
    target: Option<Target>,
) -> Option<Effect> {
    match kind {
        MouseKind::Down(button) => {
            model.pointer.share = None;
            if !matches!(target, Some(Target::Action(_) | Target::MenuEntry(_))) {
                (model.notice, model.leaving) = (None, false);
            }
            match button {
                Button::Left => return press(model, target),
                Button::Right => return open_menu(model, target),
                Button::Middle => {}
            }
        }
        MouseKind::Drag(Button::Left) => match target {
            Some(Target::Draws(n)) if model.overlay.is_none() => model.slide(n),
            Some(Target::Share { column, .. }) => drag(model, column),
            _ => {}
        },
        MouseKind::Up(Button::Left) => {
            let held = model.pointer.share.take();
            if held.is_some_and(|share| share.again && !share.dragged) && model.overlay.is_none() {
                field::edit(model, Field::P);
            }
        }
        MouseKind::ScrollUp => turn(model, target, true),
        MouseKind::ScrollDown => turn(model, target, false),
        _ => {}
    }
    None
}

fn press(model: &mut Model, target: Option<Target>) -> Option<Effect> {
    match (&model.overlay, target) {
        (_, Some(Target::Action(action))) if applies(model, action) => {
            return ask(model, action, KeyCode::Enter.into());
        }
        (_, Some(Target::Overlay)) => {}
        (Some(Overlay::Actions { .. }), Some(Target::MenuEntry(entry)))
        | (Some(Overlay::Picker { .. }), Some(Target::Preset(entry))) => {
            scroll(model, |_, _| entry);
            return choose(model);
        }
        (Some(Overlay::List(_)), Some(Target::Entry(entry))) => return lists::point(model, entry),
        (Some(Overlay::Palette { .. }), Some(Target::Command(line))) => {
            return perform(model, model.command(line)?);
        }
        (None | Some(Overlay::Question { question: Question::Guess(_), .. }), Some(Target::Guess(bits))) => {
            model.overlay = None;
            lesson::guess(model, f64::from_bits(bits));
        }
        (_, Some(Target::Step(up))) => step_typed(model, up),
        (None, Some(Target::Draws(n))) => model.slide(n),
        (None, Some(Target::View(view))) => model.show(view),
        (None, Some(Target::Pane(pane))) => model.pane = pane,
        (None, Some(Target::Menu)) => {
            model.overlay = Some(Overlay::Actions { menu: ActionsMenu::All, chosen: 0 })
        }
        (None, Some(Target::Handle(_))) => return open_menu(model, target),
        (None, Some(Target::Share { row, grip, column })) => hold(model, row, grip, column),
        (None | Some(Overlay::Edit { .. }), Some(Target::Row(row) | Target::Share { row, .. })) => {
            press_row(model, row, Field::P);
        }
        (None | Some(Overlay::Edit { .. }), Some(Target::Field(row, field))) => press_row(model, row, field),
        (None, _) => {}
        (Some(_), _) => return ask(model, Action::Cancel, KeyCode::Esc.into()),
    }
    None
}

/// Whether an action has a meaning in the present context.
fn applies(model: &Model, action: Action) -> bool {
    action::of_context(model.context()).any(|entry| entry.action == action)
}

/// Selects a row, or edits it if it is selected already; while another row is edited, continues editing in this one.
fn press_row(model: &mut Model, row: usize, field: Field) {
    let typing = matches!(model.overlay, Some(Overlay::Edit { .. }));
    if typing {
        edit::act(model, Action::Accept);
        if model.overlay.is_some() {
            return;
        }
    }
    if model.bins.shown() {
        return press_bin(model, row);
    }
    let again = model.pane == Pane::Base && row == model.selected;
    select(model, row);
    if model.subject.is_average() {
        if again {
            prompts::open(model);
        }
    } else if typing || again {
        field::edit(model, field);
    }
}

/// Selects the bin that starts with this row, or opens it if it is selected already.
fn press_bin(model: &mut Model, row: usize) {
    let again = model.pane == Pane::Base && row == model.selected;
    (model.pane, model.selected) = (Pane::Base, row.min(model.subject.base.base().len() - 1));
    if again {
        bins::act(model, Action::Edit);
    }
}

fn select(model: &mut Model, row: usize) {
    model.pane = Pane::Base;
    scroll_table(model, |_, _| row);
}

/// Selects a row and takes hold of its probability.
fn hold(model: &mut Model, row: usize, grip: Grip, column: u16) {
    let again = model.pane == Pane::Base && row == model.selected;
    select(model, row);
    model.pointer.share = Some(Share {
        rank: model.selected_rank(),
        grip,
        column,
        moved: 0,
        dragged: false,
        again,
        origin: model.subject.clone(),
    });
}

fn drag(model: &mut Model, column: u16) {
    let Some(share) = &mut model.pointer.share else { return };
    let moved = i32::from(column) - i32::from(share.column);
    if moved == share.moved {
        return;
    }
    (share.moved, share.dragged) = (moved, true);
    let Share { rank, grip, origin, .. } = share.clone();
    if moved == 0 {
        model.turn_to(origin, model.rules.clone());
        model.notice = None;
    } else {
        edit::drag(model, &origin, rank, |p| grip.moved(p, moved));
    }
}

/// Opens the menu of the outcome under the mouse, or the menu of all actions.
fn open_menu(model: &mut Model, target: Option<Target>) -> Option<Effect> {
    if model.overlay.is_some() {
        return match target {
            Some(
                Target::Overlay
                | Target::MenuEntry(_)
                | Target::Entry(_)
                | Target::Preset(_)
                | Target::Command(_),
            ) => None,
            _ => ask(model, Action::Cancel, KeyCode::Esc.into()),
        };
    }
    let menu = match target {
        Some(Target::Row(row) | Target::Field(row, _) | Target::Share { row, .. } | Target::Handle(row)) => {
            select(model, row);
            if model.subject.is_average() { ActionsMenu::All } else { ActionsMenu::Outcome }
        }
        _ => ActionsMenu::All,
    };
    model.overlay = Some(Overlay::Actions { menu, chosen: 0 });
    None
}

/// Turns the wheel over the target.
fn turn(model: &mut Model, target: Option<Target>, up: bool) {
    let wheel = |row: usize, _| if up { row.saturating_sub(WHEEL) } else { row + WHEEL };
    match (&model.overlay, target) {
        (Some(Overlay::Question { .. } | Overlay::Edit { .. } | Overlay::Arguments { .. }), _) => {
            step_typed(model, up);
        }
        (Some(_), _) => scroll(model, wheel),
        (None, Some(Target::Draws(_))) => {
            model.slide(if up { steps::up(model.n) } else { steps::down(model.n) });
        }
        (None, Some(Target::View(_))) => {
            model.show(neighbour(LowerView::ALL, model.lower_view, if up { -1 } else { 1 }))
        }
        (None, Some(Target::Pane(Pane::Lower))) if !model.lower_view.is_chart() => scroll_lower(model, wheel),
        (
            None,
            Some(
                Target::Row(_)
                | Target::Field(..)
                | Target::Share { .. }
                | Target::Handle(_)
                | Target::Pane(Pane::Base),
            ),
        ) => scroll_table(model, wheel),
        (None, _) => {}
    }
}

/// Steps the typed number up or down.
fn step_typed(model: &mut Model, up: bool) {
    match &mut model.overlay {
        Some(Overlay::Question { question, line }) => questions::step(question, model.n, line, up),
        Some(Overlay::Edit { .. }) => edit::step_number(model, up),
        Some(Overlay::Arguments { .. }) => {
            let action = if up { Action::StepUp } else { Action::StepDown };
            arguments::act(model, action, Key::from(KeyCode::Enter));
        }
        _ => {}
    }
}
