//! The table of outcomes in bins, with the sums over each bin.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::{Group, OutcomeTerms};
use crate::explorer::action::{Action, Pane};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::series;
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower::page;
use crate::explorer::view::panes::base::{Column, Scale, cell, columns, name_of};
use crate::text::figure;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// The sums over a bin, in the columns of an outcome.
fn terms(group: &Group) -> OutcomeTerms {
    let &Group { p, pi, log_ratio, gap_term, .. } = group;
    OutcomeTerms { p, pi, log_ratio, kl_term: f64::NAN, gap_term, d_n: f64::NAN }
}

pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let base = &model.subject.base;
    let table = inside(area);
    let room = usize::from(table.height.saturating_sub(1));
    hits.viewport.rows = room;
    if model.subject.is_proposed() {
        border::title(model, theme, Pane::Base, area, buffer, "Base p in bins");
        let hints = [(Action::Bins, "lists outcomes one by one"), (Action::Proposal, "changes the proposal")];
        let why =
            "bins divide the gap, which is not a sum over outcomes where best-of-n draws from a proposal q";
        return series::say(&model.keymap.advise(why, hints), theme, table, buffer);
    }
    let Some((binning, groups)) = model.bins.known.value() else {
        let heading = format!("Base p → best-of-{}", figure::draws(model.n));
        border::title(model, theme, Pane::Base, area, buffer, &heading);
        return page::waiting(theme, table, buffer);
    };
    let heading = format!("Base p → best-of-{}", figure::draws(binning.n));
    let used = border::title(model, theme, Pane::Base, area, buffer, &heading);
    let place = usize::from(table.width.saturating_sub(used + 1));
    let (first, end, size) = (binning.first + 1, binning.end, binning.size);
    let said = [
        format!(" {first}-{end} of {}, bins of {size} ", base.base().len()),
        format!(" {first}-{end}, bins of {size} "),
        format!(" bins of {size} "),
        format!(" by {size} "),
    ];
    if let Some(said) = said.iter().find(|said| said.len() <= place) {
        let border = Rect { y: area.y, ..table };
        let column = table.width - said.len() as u16;
        text::put(buffer, border, (column, 0), said, border::over_border(theme, Role::Dim));
    }

    // Rewards within a bin differ: their column shows the rows of the bin.
    let all = columns(table.width.into(), false, false);
    let reward = all.iter().find(|(kind, _)| *kind == Column::Reward).map_or(0, |(_, width)| *width);
    let columns: Vec<(Column, usize)> = all
        .into_iter()
        .filter(|(kind, _)| *kind != Column::Reward)
        .map(|(kind, width)| (kind, width + if kind == Column::Label { reward } else { 0 }))
        .collect();
    let mut column = 1;
    for &(kind, width) in &columns {
        let (name, right) =
            if kind == Column::Label { ("outcomes", false) } else { name_of(kind, model.unit()) };
        let indent = if right { width - name.width() } else { 0 };
        text::put(buffer, table, (column + indent as u16, 0), name, theme.style(Role::Heading));
        column += width as u16;
    }

    let shares: Vec<OutcomeTerms> = groups.iter().map(terms).collect();
    let scale = Scale::of(&shares, model, binning.n);
    let selected = model.selected.saturating_sub(binning.first) / binning.size;
    let hidden = (selected + 1).saturating_sub(room.max(1));
    let bins = binning.bins().zip(&shares).zip(groups.iter()).skip(hidden).take(room);
    for (((rows, terms), group), y) in bins.zip(1..) {
        let lacking = [group.lacking[0], f64::NAN, group.lacking[1]];
        let line = Rect { y: table.y + y, height: 1, ..table };
        hits.add(line, Target::Row(rows.start));
        let mut column = 1;
        for &(kind, width) in &columns {
            let (cell, role) = match kind {
                Column::Label => {
                    let label = base.label(base.base().len() - 1 - rows.start);
                    let whole = format!("{}-{}", rows.start + 1, rows.end);
                    let held = match rows.len() {
                        1 => text::cut(&label, width).into_owned(),
                        _ if whole.len() <= width => whole,
                        // The next row shows where it ends.
                        _ => format!("{}-", rows.start + 1),
                    };
                    (held, Role::Text)
                }
                _ => cell(kind, width, terms, lacking, scale),
            };
            text::put(buffer, table, (column, y), &cell, theme.style(role));
            column += width as u16;
        }
        if rows.contains(&model.selected) {
            text::put(buffer, line, (0, 0), "▸", theme.style(Role::Text));
            let label = columns.first().map_or(0, |&(_, width)| width as u16);
            buffer.set_style(Rect { width: line.width.min(1 + label), ..line }, theme.style(Role::Selection));
        }
    }
}
