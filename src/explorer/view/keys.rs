//! Keys as a person reads them, and the footer made of the table of actions.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::text;
use crate::explorer::action::{self, Context, Entry};
use crate::explorer::theme::{Role, Theme};

/// A key by the sign printed on it.
pub(super) fn sign(name: &str) -> String {
    for (modifier, shown) in [("ctrl-", "Ctrl-"), ("alt-", "Alt-"), ("shift-", "Shift-")] {
        if let Some(rest) = name.strip_prefix(modifier).filter(|rest| !rest.is_empty()) {
            return format!("{shown}{}", sign(rest));
        }
    }
    match name {
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "pagedown" => "PgDn".to_owned(),
        _ if name.chars().count() == 1 => name.to_owned(),
        _ => name[..1].to_uppercase() + &name[1..],
    }
}

/// All keys of an action, with a run of digits as one.
pub(super) fn signs(entry: &Entry) -> Vec<String> {
    let is_digit = |name: &&str| name.len() == 1 && name.as_bytes()[0].is_ascii_digit();
    let digits: Vec<&str> = entry.keys.iter().copied().filter(is_digit).collect();
    let run = match (digits.first(), digits.last()) {
        (Some(first), Some(last)) if digits.len() > 1 => Some(format!("{first}-{last}")),
        _ => None,
    };
    let others = entry.keys.iter().filter(|name| run.is_none() || !is_digit(name)).map(|name| sign(name));
    run.clone().into_iter().chain(others).collect()
}

/// Draws the most important keys of the context.
pub(super) fn footer(context: Context, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut places: Vec<(String, &str, u8)> = Vec::new();
    for entry in action::of_context(context) {
        let (Some(place), Some(key)) = (entry.footer, signs(entry).into_iter().next()) else { continue };
        match places.last_mut() {
            Some((keys, label, _)) if *label == place.label => keys.push_str(&key),
            _ => places.push((key, place.label, place.rank)),
        }
    }
    let width = |places: &[(String, &str, u8)]| {
        places.iter().map(|(keys, label, _)| keys.width() + label.width() + 3).sum::<usize>()
    };
    while width(&places) > usize::from(area.width)
        && let Some(worst) = places.iter().map(|place| place.2).max()
        && let Some(at) = places.iter().rposition(|place| place.2 == worst)
    {
        places.remove(at);
    }
    let mut column = 1;
    for (keys, label, _) in places {
        column = text::put(buffer, area, (column, 0), &keys, theme.style(Role::Key));
        column = text::put(buffer, area, (column + 1, 0), label, theme.style(Role::Text)) + 2;
    }
}
