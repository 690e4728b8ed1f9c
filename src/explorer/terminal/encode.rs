//! The difference of two screens in few bytes: runs of cells of one style, in an order that saves moves and styles.

use std::collections::HashMap;
use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell, CellWidth};

use crate::explorer::sgr::{self, Pen};

/// More runs than this are written as they stand: looking for a better order takes the square of their number.
const MOST: usize = 300;

/// Unchanged cells that are written again where that is no longer than a move over them.
const BRIDGE: u16 = 3;

type Place = (u16, u16);

/// Cells side by side that are written together.
#[derive(Debug)]
struct Run {
    at: Place,
    /// The column after them; the cursor is there, unless that is not certain.
    end: u16,
    certain: bool,
    /// None as long as any style without a ground will do.
    pen: Option<Pen>,
    text: String,
}

/// Writes the cells of `next` that differ from `last`, from the top down where that is asked for. Begins and ends in the
/// plain style.
pub(super) fn encode(last: &Buffer, next: &Buffer, downwards: bool, out: &mut String) {
    let (mut runs, wide) = runs(last, next);
    let mut costs = HashMap::new();
    let (mut cursor, mut pen) = (None, Pen::default());
    // Wide characters that are written over leave something behind, so there the order matters.
    let ordered = downwards || wide || runs.len() > MOST;
    runs.reverse();
    while !runs.is_empty() {
        let best = if ordered {
            runs.len() - 1
        } else {
            let cost = |run: &Run| {
                let style = run.pen_after(pen);
                let style = *costs.entry((pen, style)).or_insert_with(|| {
                    let (mut from, mut text) = (pen, String::new());
                    from.change(style, &mut text);
                    text.len()
                });
                style + go(cursor, run.at).len()
            };
            let cheapest = runs.iter().map(cost).enumerate().rev().min_by_key(|(_, cost)| *cost);
            cheapest.map_or(0, |(best, _)| best)
        };
        let run = runs.remove(best);
        out.push_str(&go(cursor, run.at));
        pen.change(run.pen_after(pen), out);
        out.push_str(&run.text);
        cursor = run.certain.then_some((run.end, run.at.1));
    }
    pen.change(Pen::default(), out);
}

impl Run {
    /// The style in force once this is written.
    fn pen_after(&self, pen: Pen) -> Pen {
        match self.pen {
            Some(own) => own,
            None if pen.is_clear() => pen,
            None => Pen::default(),
        }
    }

    /// Adds a cell right of it, if its style allows.
    fn takes(&mut self, cell: &Cell) -> bool {
        let style = style(cell);
        let fits = match (self.pen, style) {
            (Some(own), Some(style)) => own == style,
            (Some(own), None) => own.is_clear(),
            (None, Some(style)) => style.is_clear(),
            (None, None) => true,
        };
        if fits {
            self.pen = self.pen.or(style);
            self.text.push_str(sgr::symbol(cell));
            self.end += 1;
        }
        fits
    }
}

/// The style a cell needs; none for a blank without a ground, which looks the same in most.
fn style(cell: &Cell) -> Option<Pen> {
    let pen = Pen::from(cell);
    (cell.symbol() != " " || !pen.is_clear()).then_some(pen)
}

/// What has to be written, row by row, and whether any of it is wide or stands where something wide stood.
fn runs(last: &Buffer, next: &Buffer) -> (Vec<Run>, bool) {
    let width = next.area.width;
    let mut runs: Vec<Run> = Vec::new();
    let mut wide = false;
    for (row, (last, next)) in last
        .content
        .chunks(usize::from(width.max(1)))
        .zip(next.content.chunks(usize::from(width.max(1))))
        .enumerate()
    {
        let row = row as u16;
        // A wide character stood left of here and was written over: terminals leave its second half in any style.
        let mut uncovered = false;
        // The second half of a wide character that is there now.
        let mut covered = false;
        for (column, (was, cell)) in last.iter().zip(next).enumerate() {
            let changed = was != cell;
            if !std::mem::take(&mut covered) {
                let taken = cell.cell_width();
                covered = taken > 1;
                if changed || uncovered {
                    wide |= covered || uncovered || was.cell_width() > 1;
                    add(&mut runs, next, (column as u16, row), width);
                    // On how wide a character is terminals may not agree.
                    if let Some(run) = runs.last_mut().filter(|_| taken != 1) {
                        run.certain = false;
                    }
                }
            }
            uncovered = changed && was.cell_width() > 1;
        }
    }
    (runs, wide)
}

/// Adds the cell at this place to the last run, or begins another one.
fn add(runs: &mut Vec<Run>, row: &[Cell], (x, y): Place, width: u16) {
    let Some(cell) = row.get(usize::from(x)) else { return };
    // After the last column terminals differ.
    let certain = x + 1 < width;
    if let Some(run) = runs.last_mut().filter(|run| run.certain && run.at.1 == y && run.end <= x) {
        let between = row.get(usize::from(run.end)..usize::from(x)).unwrap_or_default();
        let before = (run.end, run.pen, run.text.len());
        let bridged = x - run.end <= BRIDGE
            && between.iter().all(|cell| cell.symbol().len() == 1 && run.takes(cell))
            && run.takes(cell);
        if bridged {
            run.certain = certain;
            return;
        }
        (run.end, run.pen) = (before.0, before.1);
        run.text.truncate(before.2);
    }
    let text = sgr::symbol(cell).to_owned();
    runs.push(Run { at: (x, y), end: x + 1, certain, pen: style(cell), text });
}

/// The shortest way for the cursor.
fn go(from: Option<Place>, (x, y): Place) -> String {
    if from == Some((x, y)) {
        return String::new();
    }
    let mut absolute = String::new();
    // Writing to a string cannot fail.
    let _ = match x {
        0 => write!(absolute, "\x1b[{}H", y + 1),
        _ => write!(absolute, "\x1b[{};{}H", y + 1, x + 1),
    };
    let Some((column, row)) = from else { return absolute };
    let mut relative = String::new();
    match y.checked_sub(row) {
        // The terminal is raw: the column stays.
        Some(down @ 0..=3) => (0..down).for_each(|_| relative.push('\n')),
        Some(down) => step(&mut relative, down, 'B'),
        None => step(&mut relative, row - y, 'A'),
    }
    match x.checked_sub(column) {
        Some(0) => {}
        Some(right) => step(&mut relative, right, 'C'),
        None if x == 0 => relative.push('\r'),
        None if column - x <= 3 => (x..column).for_each(|_| relative.push('\u{8}')),
        None => step(&mut relative, column - x, 'D'),
    }
    if relative.len() <= absolute.len() { relative } else { absolute }
}

fn step(out: &mut String, count: u16, direction: char) {
    let _ = match count {
        1 => write!(out, "\x1b[{direction}"),
        _ => write!(out, "\x1b[{count}{direction}"),
    };
}
