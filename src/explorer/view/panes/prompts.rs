//! The list of prompts in the place of the table of outcomes, where their average is looked at.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bon::{Evaluation, Quantity};
use crate::explorer::action::pane::Pane;
use crate::explorer::model::message::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower::dispatch::{Page, line};
use crate::explorer::view::lower::work::Steps;
use crate::explorer::view::panes::base::bar;
use crate::explorer::view::{figure, inside};
use crate::preset::Tab;
use crate::report::{InformationUnit, counted};
use crate::tui::chart::axis::short;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells for a number.
const NUMBER: usize = 8;
/// Cells for a name at least, and at most.
const NAME: (usize, usize) = (10, 24);
/// A bar shorter than this says nothing.
const BAR: usize = 6;

/// What a column of numbers shows.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Share,
    Kl,
    Gap,
    PartOfGap,
    WinRate,
    Estimator,
}

impl Column {
    /// In the order in which they get room.
    const ALL: [Column; 6] =
        [Column::Share, Column::Kl, Column::Gap, Column::PartOfGap, Column::WinRate, Column::Estimator];

    fn name(self) -> &'static str {
        match self {
            Column::Share => "share",
            Column::Kl => "KL",
            Column::Gap => "gap",
            Column::PartOfGap => "of gap",
            Column::WinRate => "wins",
            Column::Estimator => "estim.",
        }
    }

    fn role(self) -> Role {
        match self {
            Column::Share => Role::Base,
            Column::Kl => Role::Exact,
            Column::Gap | Column::PartOfGap => Role::Gap,
            Column::WinRate => Role::WinRate,
            Column::Estimator => Role::Estimator,
        }
    }

    /// What a prompt with this share has, information in this unit; not known without `at`, and no part of a gap of 0.
    fn cell(self, share: f64, at: Option<&Evaluation>, gap: f64, unit: InformationUnit) -> String {
        let room = NUMBER - 1;
        let information = |quantity| at.map_or(f64::NAN, |at| unit.information(at.get(quantity)));
        let value = |quantity| at.map_or(f64::NAN, |at| at.get(quantity));
        let text = match self {
            Column::Share => figure::share(share, room),
            Column::Kl => figure::fixed(information(Quantity::Kl), room),
            Column::Gap => figure::fixed(information(Quantity::ProposalGap), room),
            Column::PartOfGap if gap == 0.0 => format!("{:>room$}", "-"),
            Column::PartOfGap => figure::share(share * value(Quantity::ProposalGap) / gap, room),
            Column::WinRate => figure::share(value(Quantity::WinRate), room),
            Column::Estimator => figure::fixed(information(Quantity::Estimator), room),
        };
        format!(" {text}")
    }
}

/// The cells of a name, the columns that have room, and the cells of the bars.
fn columns(width: usize, is_proposed: bool) -> (usize, Vec<Column>, usize) {
    let mut room = width.saturating_sub(1 + NAME.0);
    let defined = |column: &Column| !is_proposed || *column != Column::Estimator;
    let columns: Vec<Column> = Column::ALL
        .into_iter()
        .filter(defined)
        .take_while(|_| {
            let fits = room >= NUMBER;
            room = room.saturating_sub(NUMBER);
            fits
        })
        .collect();
    let rest = width.saturating_sub(1 + NAME.0 + NUMBER * columns.len());
    let name = NAME.0 + (rest / 2).min(NAME.1 - NAME.0);
    let bar = (rest + NAME.0 - name).saturating_sub(2).min(25);
    (name, columns, if bar < BAR { 0 } else { bar })
}

pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let prompts = model.subject.prompts();
    let table = inside(area);
    let rows = usize::from(table.height.saturating_sub(1));
    hits.viewport.rows = rows;
    let known = model.prompts.known.value();
    let n = known.map_or(model.n, |(n, _)| *n);
    let heading = format!("{} → best-of-{}", counted(prompts.len(), "prompt", "prompts"), figure::draws(n));
    crate::explorer::view::title(model, theme, Pane::Base, area, buffer, &heading);

    let (name, columns, bars) = columns(table.width.into(), model.subject.is_proposed());
    text::put(buffer, table, (1, 0), "prompt", theme.style(Role::Heading));
    for (column, at) in columns.iter().zip(0..) {
        let title = format!("{:>NUMBER$}", column.name());
        text::put(buffer, table, ((1 + name + at * NUMBER) as u16, 0), &title, theme.style(Role::Heading));
    }
    let shares = model.subject.shares();
    let each = known.map(|(_, each)| each.as_slice()).filter(|each| each.len() == prompts.len());
    let part = |at: usize| each.map_or(0.0, |each| shares[at] * each[at].proposal_gap);
    let gap: f64 = (0..prompts.len()).map(part).sum();
    let largest = (0..prompts.len()).map(part).fold(0.0, f64::max);
    let first = model.first_row(rows);
    for (row, y) in (first..prompts.len()).take(rows).zip(1..) {
        let line = Rect { y: table.y + y, height: 1, ..table };
        hits.add(line, Target::Row(row));
        text::put(buffer, table, (1, y), &text::cut(&prompts[row].name, name), theme.style(Role::Text));
        let mut column = 1 + name as u16;
        for kind in &columns {
            let cell = kind.cell(shares[row], each.map(|each| &each[row]), gap, model.unit());
            column = text::put(buffer, table, (column, y), &cell, theme.style(kind.role()));
        }
        text::put(buffer, table, (column + 1, y), &bar(part(row), largest, bars), theme.style(Role::Gap));
        if row == model.selected {
            text::put(buffer, line, (0, 0), "▸", theme.style(Role::Text));
            let width = line.width.min(1 + name as u16);
            buffer.set_style(Rect { width, ..line }, theme.style(Role::Selection));
        }
    }
}

/// Why a view is about one prompt only; none for one that is not.
pub(in crate::explorer) fn refusal(tab: Tab) -> Option<&'static str> {
    match tab {
        Tab::Spread => Some(
            "The estimator is drawn for one prompt at a time. The 5 to 95 % of the average are those of one draw for a prompt that was drawn by its weight.",
        ),
        Tab::Attribution => Some(
            "The gap of the average is shared out among the prompts in their list, under \"of gap\", and within each prompt among its outcomes.",
        ),
        Tab::Gap | Tab::WinRate | Tab::TradeOff | Tab::Divergences | Tab::Work => None,
    }
}

/// The work for the average: what every prompt adds.
pub(in crate::explorer) fn work(model: &Model, at: Option<&Evaluation>, width: usize) -> Page {
    let n = figure::draws(model.n);
    let mut steps = Steps::new(model.unit(), width);
    let prompts = model.subject.prompts();
    let shares = model.subject.shares();
    steps.title("1 A prompt is drawn, then best-of-n answers it");
    steps.say("share = weight / sum of the weights");
    let total: f64 = prompts.iter().map(|prompt| prompt.weight).sum();
    for (prompt, share) in prompts.iter().zip(&shares) {
        let (weight, total) = (short(prompt.weight), short(total));
        steps.say(&format!("{}: {weight}/{total} = {}", prompt.name, short(*share)));
    }
    let each = model.prompts.known.value().filter(|(known, _)| *known == model.n);
    if let (Some((_, each)), Some(at)) = (each, at) {
        let bound =
            if model.subject.is_proposed() { "corrected bound - exact KL" } else { "bound - exact KL" };
        for (number, name, quantity, meaning) in [
            (2, "exact KL", Quantity::Kl, "D(π_n ‖ p) of the joint law of prompt and answer"),
            (3, "gap", Quantity::ProposalGap, bound),
            (4, "win rate", Quantity::WinRate, "over one draw of p for the same prompt"),
        ] {
            steps.title(&format!("{number} The {name} is the mean of the prompts'"));
            steps.say(&format!("{name} = Σ share × {name}: {meaning}"));
            for ((prompt, share), values) in prompts.iter().zip(&shares).zip(each.iter()) {
                let value = values.get(quantity);
                let product = short(share * value);
                steps.then(&format!("{}: {} × {} = {product}", prompt.name, short(*share), short(value)));
            }
            let sum = at.get(quantity);
            let sum = if quantity == Quantity::WinRate { short(sum) } else { steps.named(sum) };
            steps.then(&format!("sum = {sum}"));
        }
    }
    let heading = format!("average over {} at n = {n}", counted(prompts.len(), "prompt", "prompts"));
    Page { fixed: vec![line(text::cut(&heading, width), Role::Heading)], scrolled: steps.lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fit_every_width() {
        for width in 20..120 {
            for is_proposed in [false, true] {
                let (name, columns, bar) = columns(width, is_proposed);
                assert!(1 + name + NUMBER * columns.len() + bar < width + 1, "{width}");
                assert!(columns.first() == Some(&Column::Share) || width < 1 + NAME.0 + NUMBER);
                assert!(columns.iter().all(|column| column.name().len() <= NUMBER));
            }
        }
    }
}
