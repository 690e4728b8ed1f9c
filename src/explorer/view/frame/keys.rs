//! The footer, made from the table of actions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{self, Action, Context, Entry, Pane};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::hit;
use crate::explorer::view::hit::HitMap;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Keys with their actions, their label and its rank.
type Place = (Vec<(String, Action)>, &'static str, u8);

/// Draws the most important keys of the context; each key and its label trigger the action.
pub(in crate::explorer) fn footer(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let pane = model.overlay.is_none().then_some(model.pane);
    let average = model.overlay.is_none() && model.subject.is_average();
    let word = |action: Action, label| match action {
        // The row is a prompt here.
        Action::Edit if average => Some("open"),
        action => (!average || !model.refused_by_average(action)).then_some(label),
    };
    of_context((model.context(), pane), (&model.keymap, &word), theme, area, buffer, hits);
}

/// The label of an action, replacing that of the table; none where the action has no effect.
pub(in crate::explorer) type Word<'a> = &'a dyn Fn(Action, &'static str) -> Option<&'static str>;

/// The most important keys of a context, with the focus on `pane` and nothing over it.
pub(in crate::explorer) fn of_context(
    (context, pane): (Context, Option<Pane>),
    (keymap, word): (&Keymap, Word<'_>),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let mut places: Vec<Place> = Vec::new();
    // Leaving comes last, whichever program the other keys are of.
    let leaves = |entry: &&Entry| entry.action == Action::Quit;
    let others = action::of_context(context).filter(|entry| !leaves(entry));
    for entry in others.chain(action::of_context(context).filter(leaves)) {
        let (Some(place), Some(key)) = (entry.footer, keymap.signs(entry.action).into_iter().next()) else {
            continue;
        };
        if !place.panes.is_empty() && pane.is_some_and(|pane| !place.panes.contains(&pane)) {
            continue;
        }
        let Some(word) = word(entry.action, place.label) else { continue };
        match places.last_mut() {
            Some((keys, label, _)) if *label == word => keys.push((key, entry.action)),
            _ => places.push((vec![(key, entry.action)], word, place.rank)),
        }
    }
    let keys_width = |keys: &[(String, Action)]| keys.iter().map(|(key, _)| key.width()).sum::<usize>();
    let width = |places: &[Place]| {
        places.iter().map(|(keys, label, _)| keys_width(keys) + label.width() + 3).sum::<usize>()
    };
    while width(&places) > usize::from(area.width)
        && let Some(worst) = places.iter().map(|place| place.2).max()
        && let Some(at) = places.iter().rposition(|place| place.2 == worst)
    {
        places.remove(at);
    }
    let mut column = 1;
    for (keys, label, _) in places {
        let (start, mut last) = (column, None);
        for (key, action) in &keys {
            let end = text::put(buffer, area, (column, 0), key, theme.style(Role::Key));
            hit::target(hits, area, column..end, Target::Action(*action));
            (column, last) = (end, Some((column, *action)));
        }
        let end = text::put(buffer, area, (column + 1, 0), label, theme.style(Role::Text));
        if let Some((from, action)) = last {
            // A label for two keys, such as up and down, triggers neither.
            let from = if keys.len() == 1 { start } else { from };
            let to = if keys.len() == 1 { end } else { column };
            hit::target(hits, area, from..to, Target::Action(action));
        }
        column = end + 2;
    }
}
