//! Exports: the screen as a picture, the numbers behind it as a table.
//!
//! Defines what can be exported, the file name proposed for it and the endings allowed. The run loop draws and writes.

use std::path::Path;

use crate::report::Format;

/// The endings of a table and their formats.
const TABLES: [(&str, Format); 3] = [("csv", Format::Csv), ("json", Format::Json), ("md", Format::Markdown)];

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A drawing.
    Picture(Picture),
    /// Numbers.
    Table(Table),
}

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The KL chart.
    Kl,
    /// The current view of the lower chart.
    Lower,
    /// The whole screen.
    Screen,
}

/// Which numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Every outcome at n, as `bonscope eval --outcomes` prints them.
    Outcomes,
    /// Every quantity along the scale of n, as `bonscope sweep` prints them.
    Curves,
}

impl What {
    /// Everything, in the order of the menu.
    pub const ALL: &[What] = &[
        What::Picture(Picture::Kl),
        What::Picture(Picture::Lower),
        What::Picture(Picture::Screen),
        What::Table(Table::Outcomes),
        What::Table(Table::Curves),
    ];

    /// The endings allowed for its file, as the menu lists them.
    pub fn endings(self) -> &'static str {
        match self {
            What::Picture(_) => ".svg",
            What::Table(_) => ".csv .json .md",
        }
    }

    /// What may be typed, in full and in short.
    pub fn allowed(self) -> [&'static str; 2] {
        match self {
            What::Picture(_) => ["a file that ends in .svg", ".svg"],
            What::Table(_) => ["a file that ends in .csv, .json or .md", ".csv .json .md"],
        }
    }

    /// The format for a file of this name; none for an unknown ending.
    pub(in crate::explorer) fn content(self, name: &str) -> Option<Content> {
        let ending = Path::new(name).extension()?.to_str()?;
        match self {
            What::Picture(picture) => ending.eq_ignore_ascii_case("svg").then_some(Content::Picture(picture)),
            What::Table(table) => {
                let (_, format) = TABLES.into_iter().find(|(known, _)| ending.eq_ignore_ascii_case(known))?;
                Some(Content::Table(table, format))
            }
        }
    }
}

/// The form of the contents.
#[derive(Clone, Copy, Debug)]
pub(in crate::explorer) enum Content {
    Picture(Picture),
    Table(Table, Format),
}
