//! The two lines at the top: the base, and n on its scale.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::Action;
use crate::explorer::model::base::arguments;
use crate::explorer::model::base::draft::{EDITABLE, Reaction};
use crate::explorer::model::overlay::content::Content;
use crate::explorer::model::overlay::layer::{Field, Overlay};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::panes::row;
use crate::explorer::view::{hit, proposal};
use crate::text::figure;
use crate::tui::line::Line;
use crate::tui::slider::Slider;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// From this width on, the line of n says how good the bound is.
const REGIME_FROM: u16 = 80;

/// Cells for a typed value: a number with all its digits, and the cursor.
const FIELD: u16 = 20;
/// Cells for the label of an outcome.
const LABEL: usize = 12;
/// Cells for the menu mark and the name of the program.
const PROGRAM: usize = 12;

/// Whether a screen of this width says how good the bound is.
pub(in crate::explorer) fn shows_regime(width: u16) -> bool {
    width >= REGIME_FROM
}

/// The menu mark, name and title of the base, and how other masses react to an edit. Everything except the title can be
/// clicked.
pub(in crate::explorer) fn title(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let seeking = model.jump.pending().then(|| "jumping …".to_owned());
    let playing = model.play.sign().or(seeking).map(|sign| format!(" {sign}  ")).unwrap_or_default();
    let names = names(model);
    let word = match (model.changes.pending(), model.edited()) {
        (true, _) => " building …",
        (false, true) => "* edited",
        (false, false) => "",
    };
    // The average has no masses that could react.
    let (action, words) = match model.subject.is_average() {
        true => (Action::NextPrompt, ["next prompt".to_owned(), "next prompt".to_owned()]),
        false => (Action::Reaction, [format!("edit: {}", reaction(model)), reaction(model)]),
    };
    let unit = format!(" {} ", model.unit().name());
    let room_beside = |reacts: &str, help: &str| {
        area.width.saturating_sub((playing.width() + reacts.width() + unit.len() + help.width()) as u16)
    };
    let (mut reacts, mut help) = (String::new(), String::new());
    if shows_regime(area.width) {
        let key = model.keymap.sign(action).map(|key| key + " ").unwrap_or_default();
        help = format!("  {} ", model.keymap.hint([(Action::Help, "help")]));
        let [long, short] = words;
        let (long, short) = (format!("  {key}{long}  "), format!("  {key}{short} "));
        // The name of what is shown is worth more than the longer words, the title is not.
        let drawn = proposal::names(model).map_or(0, |[longest, ..]| longest.width());
        let named = PROGRAM + names[0].width() + drawn + word.width();
        let [room, more] = [&long, &short].map(|reacts| usize::from(room_beside(reacts, &help)));
        reacts = if (room + 1..=more).contains(&named) { short } else { long };
    }
    let room = room_beside(&reacts, &help);
    let left = Rect { width: room, ..area };
    let mut column = text::put(buffer, left, (0, 0), "≡", theme.style(Role::Key)) + 1;
    column = text::put(buffer, left, (column, 0), "bonscope", theme.style(Role::Title)) + 2;
    hit::target(hits, area, 0..column - 2, Target::Menu);
    let start_of_name = column;
    let drawn = proposal::names(model).map(|ways| {
        let beside = usize::from(room.saturating_sub(column)).saturating_sub(names[0].width() + word.width());
        let [.., shortest] = ways.clone();
        ways.into_iter().find(|way| way.width() <= beside).unwrap_or(shortest)
    });
    let drawn = drawn.unwrap_or_default();
    let called = usize::from(room.saturating_sub(column)).saturating_sub(drawn.width());
    let name = names.iter().find(|name| name.width() <= called).unwrap_or(&names[1]);
    let called = text::cut(name, called);
    column = text::put(buffer, left, (column, 0), &called, theme.style(Role::Text));
    hit::target(hits, area, start_of_name..column, Target::Action(Action::Presets));
    let start = column;
    column = text::put(buffer, left, (column, 0), &drawn, theme.style(Role::Policy));
    hit::target(hits, area, start..column, Target::Action(Action::Proposal));
    column = text::put(buffer, left, (column, 0), word, theme.style(Role::Notice));
    if let Some(title) = model.title()
        && column + 8 < room
    {
        let word = if word.is_empty() { " ·" } else { ", was" };
        text::put(buffer, left, (column, 0), &format!("{word} {title}"), theme.style(Role::Dim));
    }
    let dim = theme.style(Role::Dim);
    let start = text::put(buffer, area, (room, 0), &playing, dim);
    if model.play.on {
        let stops = if model.lesson.is_some() { Action::WalkOn } else { Action::Play };
        hit::target(hits, area, room..start, Target::Action(stops));
    }
    let end = text::put(buffer, area, (start, 0), &reacts, dim);
    hit::target(hits, area, start..end, Target::Action(action));
    let start = text::put(buffer, area, (end, 0), &unit, dim);
    hit::target(hits, area, end..start, Target::Action(Action::Unit));
    let end = text::put(buffer, area, (start, 0), &help, dim);
    hit::target(hits, area, start + 1..end, Target::Action(Action::Help));
}

/// The base, and which of how many prompts it is; the short form leaves out the name of the preset.
fn names(model: &Model) -> [String; 2] {
    let (name, prompts) = (model.name(), model.subject.prompts());
    match model.subject.position().map(|position| (position, prompts.get(position))) {
        Some((position, Some(prompt))) => {
            let place = format!("({} of {})", position + 1, prompts.len());
            [format!("{name} {place}"), format!("#{} {place}", prompt.name)]
        }
        _ if prompts.is_empty() => [name.to_string(), name.to_string()],
        _ => [format!("{name} (average of {})", prompts.len()), format!("average of {}", prompts.len())],
    }
}

/// How the other masses react to an edit, in two or three words.
fn reaction(model: &Model) -> String {
    match model.rules.reaction {
        Reaction::Rescale => "others rescale".to_owned(),
        Reaction::TakeFrom(giver) => {
            format!("{} gives and takes", text::cut(&model.subject.base.labels().at(giver), LABEL))
        }
        Reaction::Weights => "plain weights".to_owned(),
    }
}

/// Marks that step the number before them, if there is room for both; gives the column after them.
fn step_marks(theme: &Theme, area: Rect, column: u16, buffer: &mut Buffer, hits: &mut HitMap) -> u16 {
    if column + 7 > area.width {
        return column;
    }
    let mut column = column + 1;
    for (mark, up) in [("[-]", false), ("[+]", true)] {
        let end = text::put(buffer, area, (column, 0), mark, theme.style(Role::Key));
        hit::target(hits, area, column..end, Target::Step(up));
        column = end;
    }
    column
}

/// A value of the selected outcome that is being typed.
fn typing(
    model: &Model,
    (field, line): (Field, &Line),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let label = model.subject.base.label(model.selected_rank());
    let reaction = reaction(model);
    let long = format!("{reaction}; 1/3 or 2^-20 is fine");
    let (name, hints) = match field {
        Field::P if model.rules.reaction == Reaction::Weights => {
            ("weight", ["the others keep theirs; all are divided by their sum", "others keep theirs"])
        }
        Field::P => ("p", [long.as_str(), reaction.as_str()]),
        Field::Reward => ("reward", ["the table is sorted by it; equal rewards are ties", "equal: tied"]),
        Field::Label => ("label", ["any text that no other outcome has", ""]),
    };
    let prompt = format!("{name} of {} = ", text::cut(&label, LABEL));
    let column = text::put(buffer, area, (1, 0), &prompt, theme.style(Role::Title));
    let mut column = text::field(buffer, area, (column, 0), line, FIELD, theme);
    if field != Field::Label {
        column = step_marks(theme, area, column, buffer, hits);
    }
    let column = column + 2;
    let room = usize::from(area.width.saturating_sub(column));
    if let Some(hint) = hints.iter().find(|hint| hint.width() <= room) {
        text::put(buffer, area, (column, 0), hint, theme.style(Role::Dim));
    }
}

/// The arguments of the family, with an input field for the one being stepped or typed.
fn family(
    model: &Model,
    (at, line): (usize, &Line),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let Some(fields) = arguments::fields(model) else { return };
    let mut column = text::put(buffer, area, (1, 0), fields.family().name, theme.style(Role::Title)) + 2;
    for (i, (name, value)) in fields.each().enumerate() {
        column = text::put(buffer, area, (column, 0), &format!("{name} "), theme.style(Role::Dim));
        column = if i == at {
            let end = text::field(buffer, area, (column, 0), line, 9, theme);
            step_marks(theme, area, end, buffer, hits)
        } else {
            text::put(buffer, area, (column, 0), value, theme.style(Role::Text))
        } + 2;
    }
    let domain = fields.allowed(at, EDITABLE).map(|allowed| allowed.to_string());
    if let Some(domain) = domain
        && column + domain.width() as u16 + 2 <= area.width
    {
        text::put(buffer, area, (column, 0), &domain, theme.style(Role::Dim));
    }
}

/// n, or what is being typed for it.
pub(in crate::explorer) fn draws(
    (model, content): (&Model, &Content),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    if let (Some(Overlay::Question { line, .. }), Content::Question(prompt)) = (&model.overlay, content) {
        let column = text::put(buffer, area, (1, 0), prompt.label, theme.style(Role::Title));
        let mut column = text::field(buffer, area, (column, 0), line, prompt.width, theme);
        if prompt.steps {
            column = step_marks(theme, area, column, buffer, hits);
        }
        let column = column + 2;
        let room = usize::from(area.width.saturating_sub(column));
        if let Some(hint) = prompt.allowed.iter().find(|hint| hint.width() <= room) {
            text::put(buffer, area, (column, 0), hint, theme.style(Role::Dim));
        }
        return;
    }
    if let Some(Overlay::Edit { field, line, .. }) = &model.overlay {
        return typing(model, (*field, line), theme, area, buffer, hits);
    }
    if let Some(Overlay::Arguments { at, line }) = &model.overlay {
        return family(model, (*at, line), theme, area, buffer, hits);
    }
    let width = figure::draws(model.scale_end).len().max(model.scale_end.to_string().len() - 1);
    let value = format!("{:<width$}", figure::draws(model.n));
    let mut track = area;
    if shows_regime(area.width) {
        let regime = regime(model);
        track.width = area.width - regime.width() as u16;
        text::put(buffer, area, (track.width, 0), &regime, theme.style(Role::Text));
    }
    let slider = Slider {
        label: "n",
        text: &value,
        value: model.n as f64,
        range: (1.0, model.scale_end as f64),
        focused: false,
    };
    slider.render(track, buffer, theme);
    let line = slider.track(track);
    hit::target(hits, area, 0..line.x.saturating_sub(area.x), Target::Action(Action::TypeDraws));
    hits.add_scale(line, model.scale_end);
}

fn regime(model: &Model) -> String {
    let word = model.readout.value().map_or("", |(_, evaluation)| row::regime(evaluation));
    if model.subject.is_proposed() {
        return format!("  corrected bound {word:<8} ");
    }
    let mass = model.subject.mean_of(|drawing| drawing.base.top_mass());
    let top = figure::fixed(model.n as f64 * mass, 7);
    format!("  n·m_top {top}  bound {word:<8} ")
}
