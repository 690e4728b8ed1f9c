//! What every report offers, so that one file a format writes any report.

use serde::Serialize;

use crate::report::grid::Align;

/// A report that every format can write: parts for a person, records for a spreadsheet, and as JSON what it serializes
/// to.
pub trait Document: Serialize {
    /// What a person reads, from the top.
    fn parts(&self, layout: Layout) -> Parts<'_>;

    /// One table with all the numbers.
    fn records(&self) -> Records<'_>;
}

/// The parts of a report, made one by one: a table of outcomes may have a million rows.
pub type Parts<'a> = Box<dyn Iterator<Item = Part<'a>> + 'a>;

/// Rows of cells.
pub type Rows<'a> = Box<dyn Iterator<Item = Vec<String>> + 'a>;

/// Where a person reads a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// In a terminal of 80 cells, where one n has a line for each quantity.
    Screen,
    /// On a page, where tables may be wide and every table has one line for each n.
    Page,
}

/// A part of a report. A blank line separates parts. Sentences have neither a capital nor a full stop: formats add them.
pub enum Part<'a> {
    /// What the report is about.
    Heading(Heading),
    /// What it is about, where there are several bases.
    Headings(Vec<Heading>),
    /// Facts one below the other: a name, a value and a remark, which may be empty.
    Facts(Vec<[String; 3]>),
    /// A table.
    Sheet(Sheet<'a>),
    /// A remark on the numbers.
    Remark(String),
    /// How the numbers were made; begins as given, without a capital.
    Method(String),
    /// Sentences about the data, one below the other.
    Notices(Vec<String>),
}

/// What a report, or a part of it, is about.
pub struct Heading {
    /// The name, and a title where there is one.
    pub name: String,
    /// What holds for it at any n.
    pub facts: Vec<String>,
    /// The proposal that is drawn from instead, as a sentence.
    pub proposal: Option<String>,
}

/// A table with the lines around it.
pub struct Sheet<'a> {
    /// Sentences above it.
    pub above: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many lines of headings a screen shows: none, the titles, or the titles and the units.
    pub headings: usize,
    /// Its rows, with a cell for every column.
    pub rows: Rows<'a>,
    /// Sentences below it.
    pub below: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub title: String,
    /// The unit of its values; empty where there is none.
    pub unit: String,
    /// Where its cells stand.
    pub align: Align,
}

/// A table for machines.
pub struct Records<'a> {
    /// The names of its columns.
    pub heading: Vec<String>,
    /// Its rows, with a cell for every column.
    pub rows: Rows<'a>,
}

impl Column {
    /// A column with a unit.
    pub fn new(title: impl Into<String>, unit: impl Into<String>, align: Align) -> Column {
        Column { title: title.into(), unit: unit.into(), align }
    }
}

/// A title with its unit, unless the title says the unit itself.
pub(super) fn with_unit(title: &str, unit: &str) -> String {
    if unit.is_empty() || title == unit { title.to_owned() } else { format!("{title} ({unit})") }
}
