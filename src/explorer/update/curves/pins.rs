//! Pinning the current base, and the actions on pins.

use crate::explorer::action::Action;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::pins::{Pin, PinList};
use crate::explorer::model::curves::sweep::Quantities;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::OpenList;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list;
use crate::explorer::update::overlay::question::Ask;
use crate::report::InformationUnit;
use crate::text::figure;
use crate::tui::line::Line;

/// The letters of the pins, which also limit their number.
const LETTERS: &str = "ABCDEFGH";

/// Performs an action on pins.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Pin if free_letter(model).is_none() => {
            let most = format!("there are {} pins, the most there can be", LETTERS.len());
            let hints = [(Action::Pins, "lists them"), (Action::DeletePin, "deletes one there")];
            model.notice = Some(model.keymap.advise(&most, hints));
        }
        Action::Pin => {
            let line = Line::marked(&default_name(model));
            model.overlay = Some(Overlay::Question { question: Question::PinName, line });
        }
        Action::ComparePin => compare(model),
        Action::SwapPin => with_selected(model, swap),
        Action::DeletePin => with_selected(model, delete),
        Action::RenamePin => with_selected(model, |model, at| {
            if let Some(pin) = model.pins.kept.pins.get(at) {
                let line = Line::marked(&pin.name);
                model.overlay = Some(Overlay::Question { question: Question::PinRename(at), line });
            }
        }),
        _ => {}
    }
}

/// Pins the current base under this name.
pub(in crate::explorer) fn keep(model: &mut Model, name: &str) {
    let Some(letter) = free_letter(model) else { return };
    let pin = Pin { letter, name: name.to_owned(), moment: model.moment() };
    remember(model);
    model.pins.kept.compared = model.pins.kept.change(|pins| {
        let at = pins.iter().position(|pin| pin.letter > letter).unwrap_or(pins.len());
        pins.insert(at, pin);
        at
    });
    let done = format!("{letter} is {name} at n = {}; change the base to see both", figure::draws(model.n));
    let hint = model.keymap.hint([(Action::Pins, "lists the pins")]);
    model.notice = Some(if hint.is_empty() { done } else { format!("{done}, {hint}") });
}

/// Removes the pins `own` that are not among `wanted`, and adds the missing ones; each is a name and a subject.
pub(in crate::explorer) fn replace(
    model: &mut Model,
    own: &[(String, Subject)],
    wanted: &[(String, Subject)],
) {
    let among = |pin: &Pin, list: &[(String, Subject)]| {
        list.iter().any(|(name, subject)| pin.name == *name && pin.subject().same(subject))
    };
    let gone = |pin: &Pin| among(pin, own) && !among(pin, wanted);
    if model.pins.kept.pins.iter().any(gone) {
        model.pins.kept.change(|pins| pins.retain(|pin| !gone(pin)));
    }
    for (name, subject) in wanted {
        let there = model.pins.kept.pins.iter().any(|pin| pin.name == *name && pin.subject().same(subject));
        let Some(letter) = free_letter(model).filter(|_| !there) else { continue };
        let moment = model.moment().on(subject.clone());
        let pin = Pin { letter, name: name.clone(), moment };
        model.pins.kept.change(|pins| pins.push(pin));
    }
}

/// Notes what is known of the current base, so that a pin of it needs no computing.
fn remember(model: &mut Model) {
    let Model { pins, subject, curve, readout, .. } = model;
    let curve = curve.value().filter(|_| !curve.pending()).cloned();
    let at_n = readout.value().filter(|_| !readout.pending());
    let at_n = at_n.map(|(n, evaluation)| ((*n, Quantities::all()), *evaluation));
    pins.curves.remember(subject, curve, at_n);
}

/// Renames a pin and returns to the list.
pub(in crate::explorer) fn rename(model: &mut Model, at: usize, name: &str) {
    model.pins.kept.change(|pins| {
        if let Some(pin) = pins.get_mut(at) {
            name.clone_into(&mut pin.name);
        }
    });
}

/// Swaps the current base with a pin.
pub(in crate::explorer) fn swap(model: &mut Model, at: usize) {
    let name = default_name(model);
    let now = model.moment();
    let Some(pin) = model.pins.kept.pins.get(at) else { return };
    let (letter, shown, then) = (pin.letter, pin.name.clone(), pin.moment.clone());
    let mut kept = model.pins.kept.clone();
    kept.change(|pins| {
        if let Some(pin) = pins.get_mut(at) {
            *pin = Pin { letter, name: name.clone(), moment: now };
        }
    });
    kept.compared = at;
    kept.name = Some((then.subject().clone(), shown.clone()));
    remember(model);
    let unit = model.chosen_unit;
    model.go_to(then);
    // The unit is a preference of the reader and stays.
    model.chosen_unit = unit;
    model.pins.kept = kept;
    model.overlay = None;
    let done = format!("{shown} is shown, {letter} is now {name}");
    model.notice = Some(model.keymap.advise(&done, [(Action::Undo, "undoes")]));
}

fn delete(model: &mut Model, at: usize) {
    let gone = model.pins.kept.change(|pins| (at < pins.len()).then(|| pins.remove(at)));
    let left = model.pins.kept.pins.len();
    if let Some(pin) = gone {
        let done = format!("{} {} is no longer pinned", pin.letter, pin.name);
        model.notice = Some(model.keymap.advise(&done, [(Action::Undo, "undoes")]));
    }
    match left.checked_sub(1) {
        Some(last) => model.overlay = Some(list::at(Action::Pins, at.min(last))),
        None => model.overlay = None,
    }
}

fn compare(model: &mut Model) {
    let PinList { pins, compared, .. } = &mut model.pins.kept;
    *compared = (*compared + 1) % pins.len().max(1);
    let notice = pins.get(*compared).map(|pin| format!("compared with {} {}", pin.letter, pin.name));
    model.notice = Some(notice.unwrap_or_else(|| nothing(model)));
}

/// What is said where nothing is pinned.
pub(in crate::explorer) fn nothing(model: &Model) -> String {
    model.keymap.advise("nothing is pinned", [(Action::Pin, "pins what is shown")])
}

fn with_selected(model: &mut Model, act: impl FnOnce(&mut Model, usize)) {
    if let Some(Overlay::List(OpenList { opened_by: Action::Pins, selected, .. })) = model.overlay {
        act(model, selected);
    }
}

fn free_letter(model: &Model) -> Option<char> {
    LETTERS.chars().find(|letter| model.pins.kept.pins.iter().all(|pin| pin.letter != *letter))
}

/// The name of the base, or the one it had while it was pinned; with a number when a pin is called so already.
fn default_name(model: &Model) -> String {
    let subject = &model.subject;
    let name = match &model.pins.kept.name {
        Some((named, name)) if named.same(subject) => name.clone(),
        _ if model.edited() => format!("{}, edited", subject.name()),
        _ => subject.name().to_owned(),
    };
    let taken = |name: &str| model.pins.kept.pins.iter().any(|pin| pin.name == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(name)
}

/// The name of a new pin.
pub(in crate::explorer) struct NameQuestion;

impl Ask for NameQuestion {
    fn label(&self) -> &'static str {
        "pin as "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ANY_NAME
    }

    fn width(&self) -> u16 {
        NAME
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        keep(model, text);
        Ok(None)
    }
}

/// Another name for the pin at this index.
pub(in crate::explorer) struct RenameQuestion(pub(in crate::explorer) usize);

impl Ask for RenameQuestion {
    fn label(&self) -> &'static str {
        "rename to "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ANY_NAME
    }

    fn width(&self) -> u16 {
        NAME
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        rename(model, self.0, text);
        Ok(None)
    }

    fn after(&self) -> Option<Overlay> {
        Some(list::at(Action::Pins, self.0))
    }
}

/// What may be typed for the name of a pin, and in how many cells.
const ANY_NAME: [&str; 2] = ["any name", ""];
const NAME: u16 = 24;
