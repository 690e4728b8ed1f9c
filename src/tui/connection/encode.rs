//! The difference of two screens in few bytes: runs of cells of one style, in an order that saves moves and styles.
//!
//! Uses only what xterm, tmux, screen and the Linux console have in common: moves, reverse line feed, erasing
//! characters, styles; not repeating a character (REP), which the last two lack.

use std::collections::HashMap;
use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell, CellWidth};

use crate::tui::sgr::{self, Pen};

/// With more runs than this, they are written in order: finding a better order takes quadratic time.
const MOST: usize = 1000;

/// Unchanged cells are written again if that is no longer than a move over them, up to this many.
const BRIDGE: u16 = 3;

type Place = (u16, u16);

/// A run: neighbouring cells that are written together.
#[derive(Debug)]
struct Run {
    at: Place,
    /// The column after the run; the cursor is there, unless that is uncertain.
    end: u16,
    certain: bool,
    /// None while any style without a background will do.
    pen: Option<Pen>,
    text: String,
}

/// Writes the cells of `next` that differ from `last`, from the top down if `downwards`. Starts and ends in the plain
/// style.
pub(crate) fn encode(last: &Buffer, next: &Buffer, downwards: bool, out: &mut String) {
    let (mut runs, wide) = runs(last, next);
    // Overwritten wide characters leave something behind, so the order matters there.
    if downwards || wide || runs.len() > MOST {
        let mut hand = Hand::default();
        runs.iter().for_each(|run| hand.write(run));
        return hand.finish(out);
    }
    // Always writing the nearest run first is seldom the shortest way: take the shorter of two such ways.
    let down = nearest_first(runs.iter().collect());
    runs.reverse();
    let up = nearest_first(runs.iter().collect());
    if up.out.len() < down.out.len() { up.finish(out) } else { down.finish(out) }
}

/// Writes the cheapest run first, among equals the first one.
fn nearest_first(mut runs: Vec<&Run>) -> Hand {
    let mut changes: HashMap<Pen, Vec<(Pen, usize)>> = HashMap::new();
    let mut hand = Hand::default();
    while !runs.is_empty() {
        let pen = hand.pen;
        // After one style a screen uses only a few others, which are found faster than hashed.
        let known = changes.entry(pen).or_default();
        let price = |run: &&Run| {
            let style = run.pen_after(pen);
            let change = known.iter().find(|(to, _)| *to == style).map(|(_, bytes)| *bytes);
            let change = change.unwrap_or_else(|| {
                let (mut from, mut text) = (pen, String::new());
                from.change(style, &mut text);
                known.push((style, text.len()));
                text.len()
            });
            change + cost(hand.cursor, run.at)
        };
        let cheapest = runs.iter().map(price).enumerate().min_by_key(|(_, price)| *price);
        let run = runs.remove(cheapest.map_or(0, |(at, _)| at));
        hand.write(run);
    }
    hand
}

/// What is written so far, and the place and style after it.
#[derive(Default)]
struct Hand {
    out: String,
    cursor: Option<Place>,
    pen: Pen,
}

impl Hand {
    fn write(&mut self, run: &Run) {
        go(self.cursor, run.at, &mut self.out);
        self.pen.change(run.pen_after(self.pen), &mut self.out);
        let blanks = run.blanks();
        self.out.push_str(&run.text[..run.text.len() - usize::from(blanks)]);
        if blanks > 0 {
            sequence(&mut self.out, blanks, 'X');
        }
        self.cursor = (run.certain || blanks > 0).then_some((run.end - blanks, run.at.1));
    }

    fn finish(mut self, out: &mut String) {
        self.pen.change(Pen::default(), &mut self.out);
        out.push_str(&self.out);
    }
}

impl Run {
    /// The style in force after the run.
    fn pen_after(&self, pen: Pen) -> Pen {
        match self.pen {
            Some(own) => own,
            None if pen.is_clear() => pen,
            None => Pen::default(),
        }
    }

    /// How many blanks at the end of the run are erased in fewer bytes than they are written; the cursor stays before
    /// them.
    fn blanks(&self) -> u16 {
        let blanks = self.text.len() - self.text.trim_end_matches(' ').len();
        let blanks = u16::try_from(blanks).unwrap_or(u16::MAX);
        let clear = self.certain && self.pen.is_none_or(Pen::is_clear);
        if clear && usize::from(blanks) > sequence_len(blanks) { blanks } else { 0 }
    }

    /// Adds a cell at the right, if its style allows.
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

/// The style a cell needs; none for a blank without a background, which looks the same in most styles.
fn style(cell: &Cell) -> Option<Pen> {
    let pen = Pen::from(cell);
    (cell.symbol() != " " || !pen.is_clear()).then_some(pen)
}

/// The runs to write, row by row, and whether any of them is wide or overwrites a wide character.
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
        // A wide character to the left was overwritten: terminals leave its second half in any style.
        let mut uncovered = false;
        // The second half of a wide character in the new screen.
        let mut covered = false;
        for (column, (was, cell)) in last.iter().zip(next).enumerate() {
            let changed = was != cell;
            if !std::mem::take(&mut covered) {
                let taken = cell.cell_width();
                covered = taken > 1;
                if changed || uncovered {
                    wide |= covered || uncovered || was.cell_width() > 1;
                    add(&mut runs, next, (column as u16, row), width);
                    // Terminals may disagree on the width of a wide character.
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

/// Adds the cell at this place to the last run, or starts another run.
fn add(runs: &mut Vec<Run>, row: &[Cell], (x, y): Place, width: u16) {
    let Some(cell) = row.get(usize::from(x)) else { return };
    // Terminals differ in the cursor's place after the last column.
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

/// The bytes of the shortest cursor move.
fn cost(from: Option<Place>, to: Place) -> usize {
    let relative = from.map(|from| {
        let (rows, columns) = way(from, to);
        rows.len() + columns.len()
    });
    relative.unwrap_or(usize::MAX).min(absolute_len(to))
}

/// Writes the shortest cursor move.
fn go(from: Option<Place>, to: Place, out: &mut String) {
    match from {
        Some(from) if cost(Some(from), to) < absolute_len(to) => {
            let (rows, columns) = way(from, to);
            rows.write(out);
            columns.write(out);
        }
        // Writing to a string cannot fail.
        _ => {
            _ = if to.0 == 0 {
                write!(out, "\x1b[{}H", to.1 + 1)
            } else {
                write!(out, "\x1b[{};{}H", to.1 + 1, to.0 + 1)
            }
        }
    }
}

fn absolute_len((x, y): Place) -> usize {
    3 + digits(y + 1) + if x == 0 { 0 } else { 1 + digits(x + 1) }
}

/// A part of a move: a repeated control character, or a sequence with a count.
#[derive(Clone, Copy)]
enum Part {
    Repeated(&'static str, u16),
    Counted(u16, char),
}

/// The move from one place to another: the rows, then the columns.
fn way((column, row): Place, (x, y): Place) -> (Part, Part) {
    let rows = match y.checked_sub(row) {
        // In raw mode a line feed keeps the column.
        Some(down @ 0..=3) => Part::Repeated("\n", down),
        Some(down) => Part::Counted(down, 'B'),
        None if row - y == 1 => Part::Repeated("\x1bM", 1),
        None => Part::Counted(row - y, 'A'),
    };
    let columns = match x.checked_sub(column) {
        Some(0) => Part::Repeated("", 0),
        Some(right) => Part::Counted(right, 'C'),
        None if x == 0 => Part::Repeated("\r", 1),
        None if column - x <= 3 => Part::Repeated("\u{8}", column - x),
        None => Part::Counted(column - x, 'D'),
    };
    (rows, columns)
}

impl Part {
    fn len(self) -> usize {
        match self {
            Part::Repeated(control, times) => control.len() * usize::from(times),
            Part::Counted(count, _) => sequence_len(count),
        }
    }

    fn write(self, out: &mut String) {
        match self {
            Part::Repeated(control, times) => (0..times).for_each(|_| out.push_str(control)),
            Part::Counted(count, last) => sequence(out, count, last),
        }
    }
}

fn sequence(out: &mut String, count: u16, last: char) {
    let _ = match count {
        1 => write!(out, "\x1b[{last}"),
        _ => write!(out, "\x1b[{count}{last}"),
    };
}

/// The bytes of [`sequence`].
fn sequence_len(count: u16) -> usize {
    if count == 1 { 3 } else { 3 + digits(count) }
}

fn digits(number: u16) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}
