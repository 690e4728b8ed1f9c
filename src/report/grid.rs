//! Text in aligned columns, also for wide characters. Knows strings only, not what they mean.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    Left,
    /// Flush right.
    Right,
    /// Decimal points aligned, headings flush right.
    Point,
}

/// Rows of cells, written as aligned columns two spaces apart.
#[derive(Clone, Debug)]
pub struct Grid {
    columns: Vec<Align>,
    headings: usize,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A grid with one alignment per column and no rows yet.
    pub fn new(columns: impl IntoIterator<Item = Align>) -> Grid {
        Grid { columns: columns.into_iter().collect(), headings: 0, rows: Vec::new() }
    }

    /// Adds a row of headings below earlier headings; cells beyond the columns are left out.
    pub fn heading(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.insert(self.headings, cells.into_iter().collect());
        self.headings += 1;
    }

    /// Adds a row; cells beyond the columns are left out, missing ones are blank.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Writes one row a line, without trailing spaces.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let extents: Vec<Extent> =
            self.columns.iter().enumerate().map(|(column, &align)| self.extent(column, align)).collect();
        for (index, row) in self.rows.iter().enumerate() {
            let mut line = String::new();
            let mut gap = 0;
            for ((cell, &align), extent) in row.iter().zip(&self.columns).zip(&extents) {
                let size = width(cell);
                let free = extent.total() - size;
                let before = match align {
                    Align::Left => 0,
                    Align::Point if index >= self.headings => {
                        extent.total() - extent.after - before_point(cell)
                    }
                    Align::Right | Align::Point => free,
                };
                if size > 0 {
                    line.extend(std::iter::repeat_n(' ', gap + before));
                    line.push_str(cell);
                    gap = free - before + 2;
                } else {
                    gap += free + 2;
                }
            }
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn extent(&self, column: usize, align: Align) -> Extent {
        let cell = |row: &Vec<String>| row.get(column).map_or(0, |cell| width(cell));
        let numbers = self.rows.iter().skip(self.headings).filter_map(|row| row.get(column));
        let mut extent = Extent::default();
        if align == Align::Point {
            for text in numbers {
                let before = before_point(text);
                extent.before = extent.before.max(before);
                extent.after = extent.after.max(width(text) - before);
            }
        }
        let widest = self.rows.iter().map(cell).max().unwrap_or(0);
        extent.before = extent.before.max(widest.saturating_sub(extent.after));
        extent
    }
}

/// The width of a column before and after the decimal point.
#[derive(Clone, Copy, Default)]
struct Extent {
    before: usize,
    after: usize,
}

impl Extent {
    fn total(self) -> usize {
        self.before + self.after
    }
}

/// The number of terminal cells that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The cells of a number before its point, or before its exponent when it has no point.
fn before_point(text: &str) -> usize {
    let end = text.find('.').or_else(|| text.find('e')).unwrap_or(text.len());
    text.get(..end).map_or(0, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(grid: &Grid) -> String {
        let mut out = Vec::new();
        grid.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn points_stand_below_each_other() {
        let mut grid = Grid::new([Align::Right, Align::Point, Align::Left]);
        grid.heading(cells(&["n", "kl", "unit"]));
        grid.row(cells(&["1", "0", "nats"]));
        grid.row(cells(&["64", "2.29345", "nats"]));
        grid.row(cells(&["100", "1.5e-7"]));
        grid.row(cells(&["7", "", "bits"]));
        grid.row(cells(&["8", "120e9", "x"]));
        assert_eq!(
            written(&grid),
            "  n         kl  unit\n  1    0        nats\n 64    2.29345  nats\n100    1.5e-7\n  7             bits\n  8  120e9      x\n"
        );
    }

    #[test]
    fn wide_characters_count_two_cells() {
        let mut grid = Grid::new([Align::Left, Align::Right]);
        grid.row(cells(&["断る", "1"]));
        grid.row(cells(&["accept", "10"]));
        assert_eq!(written(&grid), "断る     1\naccept  10\n");
    }

    #[test]
    fn a_wide_heading_widens_its_column() {
        let mut grid = Grid::new([Align::Point, Align::Right]);
        grid.heading(cells(&["probability", "b"]));
        grid.row(cells(&["0.25", "1"]));
        grid.row(cells(&["10", "2"]));
        assert_eq!(written(&grid), "probability  b\n       0.25  1\n      10     2\n");
    }
}
