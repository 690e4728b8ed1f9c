//! The list of prompts, which replaces the table of outcomes for their average.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bon::{Evaluation, Quantity};
use crate::explorer::action::Pane;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::report::{InformationUnit, counted};
use crate::text::figure;
use crate::text::figure::bar;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells for a number.
const NUMBER: usize = 8;
/// The least and the most cells for a name.
const NAME: (usize, usize) = (10, 24);
/// A bar shorter than this shows nothing.
const BAR: usize = 6;

/// The columns of numbers.
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
    /// All columns; the first ones get room first.
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

    /// The value for a prompt with this share, information in this unit; unknown without `at`, and empty for a gap of
    /// 0.
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
            Column::WinRate => {
                let lacking = at.and_then(|at| at.lacking(Quantity::WinRate)).unwrap_or(f64::NAN);
                figure::share_lacking(value(Quantity::WinRate), lacking, room)
            }
            Column::Estimator => figure::fixed(information(Quantity::Estimator), room),
        };
        format!(" {text}")
    }
}

/// The cells of a name, the columns that fit, and the cells of the bars.
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
    border::title(model, theme, Pane::Base, area, buffer, &heading);

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
