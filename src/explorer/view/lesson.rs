//! The panel of a walkthrough: the step, its text, the question and its answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::explorer::action::Action;
use crate::explorer::model::lesson::{self, Lesson};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::report::number;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// How many rows the panel needs at this width, borders included: enough for the answer, so that the panel does not
/// jump when the answer appears.
pub(in crate::explorer) fn height(lesson: &Lesson, width: u16) -> u16 {
    lines(lesson, true, inner(width)).len() as u16 + 2
}

fn inner(width: u16) -> usize {
    usize::from(width.saturating_sub(4))
}

/// Draws the contents of the panel; its border is drawn elsewhere.
pub(in crate::explorer) fn draw(
    model: &Model,
    lesson: &Lesson,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    hits.add(area, Target::Action(Action::WalkOn));
    let border = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let heading = lesson.step().title.as_deref().unwrap_or(&lesson.title);
    let place = format!(" {}/{} ", lesson.at() + 1, lesson.steps());
    let column = text::put(buffer, border, (0, 0), &place, border::over_border(theme, Role::Heading));
    text::put(buffer, border, (column, 0), &format!("{heading} "), border::over_border(theme, Role::Title));

    let lines = lines(lesson, lesson.revealed(), inner(area.width));
    let rows = usize::from(area.height.saturating_sub(2));
    // Where there is no room for all, the question and the answer matter more than the text before.
    let skipped = if lesson.revealed() { lines.len().saturating_sub(rows) } else { 0 };
    for ((line, role), row) in lines.iter().skip(skipped).take(rows).zip(1..) {
        text::put(buffer, area, (2, row), line, theme.style(*role));
    }
    if lines.len() > rows {
        frame::progress((skipped, rows, lines.len()), theme, area, buffer);
    }
    let hint = if model.strayed() {
        let hint = model.keymap.hint([(Action::WalkReturn, "returns")]);
        format!(" off the step: {hint} ")
    } else {
        let keys: &[(Action, &str)] = if lesson.step().predict.is_some() && !lesson.revealed() {
            &[(Action::WalkGuess, "takes your guess"), (Action::WalkOn, "shows the answer")]
        } else if lesson.withholds() {
            &[(Action::WalkOn, "shows the answer")]
        } else if lesson.at() + 1 < lesson.steps() {
            &[(Action::WalkOn, "continues")]
        } else {
            &[(Action::WalkLeave, "leaves")]
        };
        format!(" {} ", model.keymap.hint(keys.iter().copied()))
    };
    let role = if model.strayed() { Role::Notice } else { Role::Dim };
    let bottom = Rect { y: area.bottom() - 1, ..border };
    text::put(buffer, bottom, (0, 0), &hint, border::over_border(theme, role));
}

fn lines(lesson: &Lesson, revealed: bool, width: usize) -> Vec<(String, Role)> {
    let texts = lesson.texts();
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut add = |text: &str, role: Role| {
        if !lines.is_empty() {
            lines.push((String::new(), Role::Text));
        }
        for paragraph in text.split('\n') {
            lines.extend(text::wrap(paragraph, width).into_iter().map(|line| (line, role)));
        }
    };
    add(&texts.say, Role::Text);
    if let Some(ask) = &texts.ask {
        add(&format!("? {ask}"), Role::Highlight);
    }
    if revealed {
        if let Some(lesson::Guess { guessed, truth }) = lesson.guessed() {
            add(&judged(guessed, truth), Role::Notice);
        }
        if let Some(reveal) = &texts.reveal {
            add(&format!("! {reveal}"), Role::Text);
        }
    }
    lines
}

/// A guess beside the truth.
fn judged(guess: f64, truth: f64) -> String {
    let [said, is] = [guess, truth].map(|number| number::significant(number, 4));
    let off = (guess - truth) / truth.abs();
    if guess == truth || off.abs() < 5e-4 {
        format!("You said {said}: right.")
    } else if off.is_finite() {
        format!("You said {said}; it is {is}, {} off.", number::percent(off))
    } else {
        format!("You said {said}; it is {is}.")
    }
}
