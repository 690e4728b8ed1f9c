//! The help: every key, from the table of actions, and what the numbers mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::Quantity;
use crate::explorer::action::keymap::{Keymap, sign};
use crate::explorer::action::{self, Context, Program};
use crate::explorer::model::overlay::layer::Search;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower;
use crate::explorer::view::overlay::frame;
use crate::preset::LowerView;
use crate::tui::line;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells for the keys or the name at the left of an explanation.
const LEFT: usize = 18;

#[rustfmt::skip]
const OUTCOMES: &[(&str, &str)] = &[
    ("p, π_n", "the probability of an outcome under the base, and under best-of-n. Bars are in proportion to the largest value in sight; those of p and π_n have one scale."),
];

#[rustfmt::skip]
const MARKS: &[(&str, &str)] = &[
    ("at the top", "how the others react to an edit: the unlocked rest rescales, one outcome gives and takes (G), or plain weights. L: locked."),
    ("A, B, ... and Δ", "pinned bases: their curves carry the letter. Δ and now - pin are what is shown minus what was pinned, both at the present n."),
    ("pasted text", "weights, or lines of label, p and reward with tabs, commas or spaces between, take the place of the base."),
    ("bound tight", "it is at most 5 % above the exact KL here; loose: at most 100 %; hopeless: more than twice the exact KL."),
];

#[rustfmt::skip]
const ESTIMATES: &[(&str, &str)] = &[
    ("KL estimate", "the mean of d_n(exp(log-probability)) over the best draw of every n of a prompt's draws, in nats or in bits, whichever the first line says: the paper's estimator. The divergence of the pool itself, at most the log of its size, is not the policy's and is nowhere shown."),
    ("bound", "ln n - (n-1)/n: the popular formula, which neither the KL nor its estimate exceeds."),
    ("gap", "the bound minus the KL estimate; of a prompt, with that prompt's estimate."),
    ("gap bound", "2n(n-1) exp(-H2): the paper's bound on the gap where rewards are distinct. H2 is the Rényi-2 entropy, estimated from the draws."),
    ("reward, gold", "the mean over the best of every n draws; gold is a second reward that the ranking does not see."),
    ("win rate", "the chance that the best of n draws beats one further draw of the prompt, ties counting one half; it takes n + 1 draws."),
    ("draws", "as many independent draws as the averages rest on; far fewer than there are when n is near the size of the pools."),
    ("95 %", "intervals from a bootstrap over prompts (Student's t with few of them), or from the jackknife over the draws of a single prompt. ░ shades them."),
    ("weight", "of a draw: the chance that it is the best of n draws taken from the prompt's without replacement; tied draws share theirs."),
    ("√ axis", "rewards against the square root of the KL estimate, as Gao et al. plot them."),
];

pub(in crate::explorer) fn draw(
    (program, keymap): (Program, &Keymap),
    (offset, search): (usize, &Search),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let sought: Vec<String> = search.line.text().split_whitespace().map(str::to_lowercase).collect();
    let title = if search.typing || sought.is_empty() {
        "Help".to_owned()
    } else {
        format!("Help: lines with {}", text::cut(search.line.text(), 20))
    };
    let mut room = frame::open(&title, theme, area, buffer, hits);
    if search.typing {
        let column = text::put(buffer, room, (0, 0), "search: ", theme.style(Role::Dim));
        text::field(
            buffer,
            room,
            (column, 0),
            &search.line,
            room.width.saturating_sub(column).min(30),
            theme,
        );
        room = Rect { y: room.y + 1, height: room.height.saturating_sub(1), ..room };
    }
    let lines = lines(program, keymap, &sought, room.width.into());
    let rows = usize::from(room.height);
    let first = offset.min(lines.len().saturating_sub(rows));
    hits.viewport.overlay = rows;
    hits.viewport.overlay_length = lines.len();
    frame::progress((first, rows, lines.len()), theme, area, buffer);
    if lines.is_empty() {
        text::put(buffer, room, (0, 0), "no line contains all these words", theme.style(Role::Dim));
    }
    for ((left, right, role), row) in lines.iter().skip(first).take(rows).zip(0..) {
        text::put(buffer, room, (0, row), left, theme.style(*role));
        text::put(buffer, room, (LEFT as u16, row), right, theme.style(Role::Text));
        mark(buffer, Rect { y: room.y + row, height: 1, ..room }, &sought, theme);
    }
}

/// Marks the searched words in a drawn line.
fn mark(buffer: &mut Buffer, line: Rect, sought: &[String], theme: &Theme) {
    let symbols: Vec<String> = line
        .columns()
        .filter_map(|cell| Some(buffer.cell(cell.as_position())?.symbol().to_lowercase()))
        .collect();
    for (start, x) in (0..symbols.len()).zip(line.x..) {
        let rest = symbols[start..].concat();
        if let Some(word) = sought.iter().find(|word| rest.starts_with(word.as_str())) {
            let place = Rect { x, width: word.width() as u16, ..line };
            buffer.set_style(place.intersection(line), theme.style(Role::Highlight));
        }
    }
}

/// The heading over the keys of a text field.
const TEXT_KEYS: &str = "In a text field";

/// The explanations below the keys of a context.
fn meanings(context: Context) -> Vec<(&'static str, &'static str)> {
    match context {
        Context::Main => {
            let quantities = Quantity::ALL.iter().filter_map(|quantity| quantity.help());
            let tabs = LowerView::ALL
                .iter()
                .filter_map(|lower_view| Some((lower_view.name(), lower::view(*lower_view).help()?)));
            OUTCOMES.iter().copied().chain(quantities).chain(tabs).chain(MARKS.iter().copied()).collect()
        }
        Context::Samples => ESTIMATES.to_vec(),
        _ => Vec::new(),
    }
}

/// Left side, right side and the role of the left side, of each entry with all the searched words.
fn lines(program: Program, keymap: &Keymap, sought: &[String], width: usize) -> Vec<(String, String, Role)> {
    let holds = |texts: &[&str]| {
        let text = texts.join(" ").to_lowercase();
        sought.iter().all(|word| text.contains(word.as_str()))
    };
    let mut lines = Vec::new();
    for &context in Context::ALL.iter().filter(|context| context.program().meets(program)) {
        let entries = action::of_context(context).filter(|entry| context.explains(entry)).filter(|entry| {
            holds(&[context.title(), entry.title, entry.help, &keymap.signs(entry.action).join(" ")])
        });
        section(&mut lines, context.title(), entries, |lines, entry| {
            explain(lines, beside(&keymap.signs(entry.action)), entry.help, width, Role::Key);
        });
        if context == Context::Question {
            let shown = |name: &&str| name.parse().as_ref().map_or_else(|_| (*name).to_owned(), sign);
            let keys = line::KEYS.iter().filter(|(keys, does)| holds(&[TEXT_KEYS, &keys.join(" "), does]));
            section(&mut lines, TEXT_KEYS, keys, |lines, (keys, does)| {
                let signs: Vec<String> = keys.iter().map(shown).collect();
                explain(lines, beside(&signs), does, width, Role::Key);
            });
        }
        let title = "What the numbers mean";
        let numbers = meanings(context).into_iter().filter(|(name, meaning)| holds(&[title, name, meaning]));
        section(&mut lines, title, numbers, |lines, (name, meaning)| {
            explain(lines, vec![name.to_owned()], meaning, width, Role::Title);
        });
    }
    lines
}

/// The matching entries of a section, under its heading.
fn section<T>(
    lines: &mut Vec<(String, String, Role)>,
    title: &str,
    entries: impl Iterator<Item = T>,
    explain: impl Fn(&mut Vec<(String, String, Role)>, T),
) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        heading(lines, title);
    }
    entries.for_each(|entry| explain(lines, entry));
}

fn heading(lines: &mut Vec<(String, String, Role)>, title: &str) {
    if !lines.is_empty() {
        lines.push((String::new(), String::new(), Role::Text));
    }
    lines.push((title.to_owned(), String::new(), Role::Heading));
}

/// Keys side by side, on as many lines as they need.
fn beside(signs: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for sign in signs {
        match lines.last_mut() {
            Some(line) if line.width() + 2 + sign.width() < LEFT => line.extend(["  ", sign]),
            _ => lines.push(sign.clone()),
        }
    }
    lines
}

fn explain(
    lines: &mut Vec<(String, String, Role)>,
    left: Vec<String>,
    right: &str,
    width: usize,
    role: Role,
) {
    let mut left = left.into_iter();
    let mut right = text::wrap(right, width.saturating_sub(LEFT)).into_iter();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return,
            (left, right) => lines.push((left.unwrap_or_default(), right.unwrap_or_default(), role)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_and_view_that_has_a_meaning_is_explained() {
        let shown = lines(Program::Base, &Keymap::default(), &[], 1000);
        let explained =
            |name: &str, meaning: &str| shown.iter().any(|(left, right, _)| left == name && right == meaning);
        for quantity in Quantity::ALL {
            assert!(quantity.help().is_none_or(|(name, meaning)| explained(name, meaning)), "{quantity:?}");
        }
        for lower_view in LowerView::ALL {
            assert!(
                lower::view(*lower_view).help().is_none_or(|meaning| explained(lower_view.name(), meaning)),
                "{lower_view:?}"
            );
        }
    }
}
