//! What each message does to the explorer of a sample log, and the effects it asks for.
//!
//! Pure: no screen, no file, no clock, no thread.

mod copy;
mod scroll;
mod step;

use std::sync::Arc;

use crate::command::EstimateFormat;
use crate::explorer::action::neighbour;
use crate::explorer::action::{Action, Context, Pane};
use crate::explorer::model::overlay::layer::Search;
use crate::explorer::model::overlay::palette::{Command, refusal};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::scale::steps;
use crate::explorer::samples::message::{Effect, Message};
use crate::explorer::samples::model::{Drill, Model, Over, Reading, View};
use crate::explorer::samples::sheet::{Order, Request, Sheet, SheetKey};
use crate::explorer::samples::update::copy::{copy_line, copy_numbers};
use crate::text::draws::parse_list;
use crate::text::shell_word;
use crate::tui::input::{Button, Key, KeyCode, MouseKind};
use crate::tui::line::Line;

/// Rows that one turn of the wheel moves.
const WHEEL: usize = 3;

/// Applies one message to the model; gives the effects to carry out.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effect = match message {
        Message::Key(key) => press(model, key),
        Message::Paste(text) => {
            if let Some(line) = model.line() {
                line.insert(text.trim());
            }
            None
        }
        Message::Mouse(kind, target) => point(model, kind, target),
        Message::Progress(progress) => {
            model.progress = Some(progress);
            None
        }
        Message::Read(Ok(log)) => {
            model.open(log);
            None
        }
        Message::Read(Err(failure)) => Some(Effect::Fail(failure)),
        Message::Sheet { generation, sheet } => {
            take(model, generation, sheet);
            None
        }
        Message::DrawsProgress { number, progress } => {
            if let Some(drill) = model.drill.as_mut().filter(|drill| drill.number == number) {
                drill.state = Reading::Underway(Some(progress));
            }
            None
        }
        Message::Draws { number, result } => {
            if let Some(drill) = model.drill.as_mut().filter(|drill| drill.number == number) {
                drill.state = result.map_or_else(Reading::Failed, Reading::Done);
            }
            None
        }
        Message::Notice(sentence) => {
            model.notice = Some(sentence);
            None
        }
        Message::Taken(text) => {
            let hints = [(Action::Accept, "replaces it"), (Action::Cancel, "leaves it as it is")];
            model.notice = Some(model.keymap.advise(&format!("{} exists", shell_word(&text)), hints));
            model.over = Some(Over::Export { line: Line::new(&text), replacing: Some(text) });
            None
        }
    };
    effect.into_iter().chain(settle(model)).collect()
}

/// Requests everything that the model shows and does not know yet.
fn settle(model: &mut Model) -> Option<Effect> {
    let log = Arc::clone(model.log.as_ref()?);
    let open = model.drill.as_ref().and_then(|drill| match &drill.state {
        Reading::Done(draws) => Some((drill.number, Arc::clone(draws))),
        Reading::Underway(_) | Reading::Failed(_) => None,
    });
    let (drill, draws) = open.unzip();
    let key = SheetKey { n: model.n, order: (model.order, model.reversed), drill };
    let generation = model.sheet.ask(key)?;
    Some(Effect::Compute(Request { generation, key, log, draws }))
}

/// Takes numbers; the selection stays with its prompt unless the order is another one.
fn take(model: &mut Model, generation: u64, sheet: Arc<Sheet>) {
    let before = model.shown().map(|old| (old.key.order, old.rows.get(model.selected).copied()));
    let rows = sheet.rows.clone();
    let order = sheet.key.order;
    model.sheet.take(generation, sheet, true);
    if let Some((old, Some(prompt))) = before
        && old == order
    {
        model.selected = rows.iter().position(|&row| row == prompt).unwrap_or(0);
    } else {
        (model.selected, model.offset) = (0, 0);
    }
    model.offset = crate::explorer::samples::model::first_row(
        (model.offset, model.selected),
        model.viewport.rows,
        rows.len(),
    );
}

fn press(model: &mut Model, key: Key) -> Option<Effect> {
    if let Some(action) = model.keymap.find(model.context(), &key) {
        return ask(model, action, key);
    }
    model.notice = None;
    if model.line().is_some_and(|line| line.edit(key))
        && let Some(Over::Palette { selected: first, .. } | Over::Help { offset: first, .. }) =
            &mut model.over
    {
        *first = 0;
    }
    None
}

fn ask(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    model.notice = None;
    // Before there are numbers one can only leave.
    let leaves = matches!(action, Action::Quit | Action::Interrupt | Action::Suspend);
    if model.log.is_none() && !leaves {
        return None;
    }
    if model.hides(action) {
        let hint = [(Action::Back, "goes back there")];
        model.notice = Some(model.keymap.advise("this is for the panes of the log", hint));
        return None;
    }
    act(model, action, key)
}

/// Does it; `key` is what asked for it.
fn act(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    let n = model.n;
    match action {
        Action::FewerDraws => model.step(steps::down(n)),
        Action::MoreDraws => model.step(steps::up(n)),
        Action::FarFewerDraws => model.step(steps::far_down(n)),
        Action::FarMoreDraws => model.step(steps::far_up(n)),
        Action::OneDrawLess => model.step(n - 1),
        Action::OneDrawMore => model.step(n + 1),
        Action::PreviousPower => model.step(steps::power_below(n)),
        Action::NextPower => model.step(steps::power_above(n)),
        Action::FirstDraws => model.step(1),
        Action::LastDraws => model.step(model.scale_end),
        Action::TypeDraws => {
            let digit = key.typed().filter(char::is_ascii_digit).map(String::from);
            model.over = Some(Over::Draws(Line::new(&digit.unwrap_or_default())));
        }
        Action::RowUp | Action::EntryUp => model.scroll(|row, _| row.saturating_sub(1)),
        Action::RowDown | Action::EntryDown => model.scroll(|row, _| row + 1),
        Action::PageUp => model.scroll(usize::saturating_sub),
        Action::PageDown => model.scroll(|row, page| row + page),
        Action::FirstRow => model.scroll(|_, _| 0),
        Action::LastRow => model.scroll(|_, _| usize::MAX),
        Action::NextPane => model.pane = neighbour(Pane::ALL, model.pane, 1),
        Action::PreviousPane => model.pane = neighbour(Pane::ALL, model.pane, -1),
        Action::ToBase => model.pane = Pane::Base,
        Action::ToReadout => model.pane = Pane::Readout,
        Action::ToKl => model.pane = Pane::Kl,
        Action::ToLower => model.pane = Pane::Lower,
        Action::Zoom => model.zoomed = !model.zoomed,
        Action::NextView => show(model, neighbour(View::ALL, model.view, 1)),
        Action::PreviousView => show(model, neighbour(View::ALL, model.view, -1)),
        Action::Unit => model.source.unit = model.source.unit.other(),
        Action::RootAxis => {
            model.root = !model.root;
            show(model, View::RewardKl);
        }
        Action::SortPrompts => model.order = neighbour(Order::ALL, model.order, 1),
        Action::ReverseOrder => model.reversed = !model.reversed,
        Action::OpenPrompt => return open(model),
        Action::Back => return back(model),
        Action::Notices => model.over = Some(Over::Notices(0)),
        Action::CopyLine => return Some(copy_line(model)),
        Action::CopyNumbers => return copy_numbers(model),
        Action::ExportEstimates => {
            let stem = model.source.file.rsplit('/').next().unwrap_or_default();
            let stem = stem.split('.').find(|part| !part.is_empty()).unwrap_or("samples");
            let line = Line::marked(&format!("{stem}-estimates.csv"));
            model.over = Some(Over::Export { line, replacing: None });
        }
        Action::Palette => model.over = Some(Over::Palette { filter: Line::default(), selected: 0 }),
        Action::Help => model.over = Some(Over::Help { offset: 0, search: Search::default() }),
        Action::Search => {
            if let Some(Over::Help { search, .. }) = &mut model.over {
                search.typing = true;
            }
        }
        Action::Accept => return accept(model),
        Action::Cancel | Action::CloseHelp => {
            let searching = matches!(&model.over, Some(Over::Help { search, .. }) if search.typing);
            model.over = searching.then(|| Over::Help { offset: 0, search: Search::default() });
        }
        Action::Suspend => return Some(Effect::Suspend),
        Action::Quit | Action::Interrupt => return Some(Effect::Quit),
        // The rest has to do with a base.
        _ => {}
    }
    None
}

fn show(model: &mut Model, view: View) {
    model.view = view;
    model.pane = Pane::Lower;
}

/// Opens the draws of the selected prompt.
fn open(model: &mut Model) -> Option<Effect> {
    if model.over.is_some() || model.drill.is_some() {
        return None;
    }
    let &prompt = model.shown()?.rows.get(model.selected)?;
    let found = model.log.as_ref()?.samples.prompts.get(prompt)?;
    let whose = (found.first, found.draws);
    model.drills += 1;
    let (number, state) = (model.drills, Reading::Underway(None));
    model.drill = Some(Drill { number, prompt, state, selected: 0, offset: 0 });
    Some(Effect::ReadDraws(number, whose))
}

/// Goes back one level: from what lies over the panes, then from the draws of a prompt.
fn back(model: &mut Model) -> Option<Effect> {
    if model.over.take().is_some() {
        return None;
    }
    match model.drill.take() {
        Some(_) => {
            // The next opening has a number of its own.
            model.drills += 1;
            return Some(Effect::GiveUp(model.drills));
        }
        None if model.zoomed => model.zoomed = false,
        None => model.notice = Some(model.keymap.hint([(Action::Quit, "leaves")])),
    }
    None
}

fn accept(model: &mut Model) -> Option<Effect> {
    match model.over.clone() {
        Some(Over::Draws(line)) => {
            let answer = match parse_list(line.text().trim(), 2).as_deref() {
                _ if line.text().trim().is_empty() => Ok(()),
                Ok(&[n]) => model.type_draws(n),
                _ => Err(format!("type a whole number from 1 to {}, such as 16 or 2^5", model.scale_end)),
            };
            match answer {
                Ok(()) => model.over = None,
                Err(why) => model.notice = Some(why),
            }
        }
        Some(Over::Export { line, replacing }) => {
            let text = line.text().trim().to_owned();
            match EstimateFormat::told_by(std::path::Path::new(&text)) {
                _ if text.is_empty() => model.over = None,
                Some(format) => {
                    let replace = replacing.as_deref() == Some(&text);
                    model.over = None;
                    model.notice = Some("writing ...".to_owned());
                    return Some(Effect::Export { text, format, replace });
                }
                None => {
                    model.notice = Some(format!(
                        "{} ends in none of {}",
                        shell_word(&text),
                        EstimateFormat::endings("and")
                    ));
                }
            }
        }
        Some(Over::Palette { selected, .. }) => return command(model, selected),
        Some(Over::Help { offset, search }) => {
            model.over = Some(Over::Help { offset, search: Search { typing: false, ..search } });
        }
        Some(Over::Notices(_)) | None => {}
    }
    None
}

/// Performs a line of the command palette.
fn command(model: &mut Model, line: usize) -> Option<Effect> {
    let Some(Over::Palette { filter, .. }) = &model.over else { return None };
    model.notice = refusal(filter.text());
    let command = model.palette.search_in(&model.keymap, Context::Samples, filter.text()).get(line)?.command;
    model.over = None;
    match command {
        Command::Act(action) => {
            model.palette.remember(action);
            ask(model, action, KeyCode::Enter.into())
        }
        Command::Draws(n) => {
            if let Err(why) = model.type_draws(n) {
                model.notice = Some(why);
            }
            None
        }
    }
}

fn point(model: &mut Model, kind: MouseKind, target: Option<Target>) -> Option<Effect> {
    let down = kind == MouseKind::Down(Button::Left);
    let slides = down || kind == MouseKind::Drag(Button::Left);
    let n = model.n;
    if down && !matches!(target, Some(Target::Action(_))) {
        model.notice = None;
    }
    match (kind, target) {
        (_, Some(Target::Draws(n))) if slides => model.n = model.nearest(n),
        (MouseKind::ScrollUp, Some(Target::Draws(_))) => model.step(steps::up(n)),
        (MouseKind::ScrollDown, Some(Target::Draws(_))) => model.step(steps::down(n)),
        (MouseKind::ScrollUp, _) => model.scroll(|row, _| row.saturating_sub(WHEEL)),
        (MouseKind::ScrollDown, _) => model.scroll(|row, _| row + WHEEL),
        (_, Some(Target::Row(row))) if down => {
            let again = model.drill.is_none() && model.selected == row && model.pane == Pane::Base;
            model.pane = Pane::Base;
            if again {
                return open(model);
            }
            model.scroll(|_, _| row);
        }
        (_, Some(Target::Entry(view))) if down => show(model, *View::ALL.get(view)?),
        (_, Some(Target::Pane(pane))) if down => model.pane = pane,
        (_, Some(Target::Command(line))) if down => return command(model, line),
        (_, Some(Target::Action(action))) if down => return ask(model, action, KeyCode::Enter.into()),
        _ => {}
    }
    None
}
