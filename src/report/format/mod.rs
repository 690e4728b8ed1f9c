//! The output formats: one file a format, and one row in the table of formats.

mod csv;
mod json;
mod markdown;
mod table;

use std::io::{self, Write};

use crate::report::document::{Document, Layout};

pub use self::json::write_json;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for a person.
    Table,
    /// One JSON object.
    Json,
    /// Comma-separated values with one heading line.
    Csv,
    /// Markdown, with tables.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Table, Format::Json, Format::Csv, Format::Markdown];

    /// The name on the command line, and the ending of files in this format, without the point.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Format::Table => ("table", "txt"),
            Format::Json => ("json", "json"),
            Format::Csv => ("csv", "csv"),
            Format::Markdown => ("md", "md"),
        }
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// How the names of files in this format end, without the point.
    pub fn ending(self) -> &'static str {
        self.row().1
    }

    /// How the names of files in each format end, with the point.
    pub fn endings() -> impl Iterator<Item = String> {
        Format::ALL.into_iter().map(|format| format!(".{}", format.ending()))
    }

    /// The format of files whose names end so, in small or capital letters.
    pub fn from_ending(ending: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// Writes a report.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write(self, document: &impl Document, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Table => table::write(document.parts(Layout::Screen), out),
            Format::Json => write_json(document, out),
            Format::Csv => csv::write(document.records(), out),
            Format::Markdown => markdown::write(document.parts(Layout::Page), out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_listed_and_told_by_its_ending() {
        for (index, format) in Format::ALL.into_iter().enumerate() {
            assert_eq!(format as usize, index, "{format:?}");
            assert_eq!(Format::from_ending(&format.ending().to_uppercase()), Some(format));
        }
        // The last one named.
        assert_eq!(Format::Markdown as usize + 1, Format::ALL.len());
    }
}
