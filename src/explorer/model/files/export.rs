//! Exporting: what is on the screen as a picture, the numbers behind it as a table.
//!
//! Owns what can be exported, the name that is proposed for its file and the endings it may have. It draws and writes
//! nothing itself; `write` does, off the thread that takes the keys.

use std::path::Path;

use crate::report::Format;

/// The endings of a table and what they stand for.
const TABLES: [(&str, Format); 3] = [("csv", Format::Csv), ("json", Format::Json), ("md", Format::Markdown)];

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Something that is drawn.
    Picture(Picture),
    /// Numbers.
    Table(Table),
}

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The KL chart.
    Kl,
    /// The view in front of the lower chart.
    Lower,
    /// The whole screen.
    Screen,
}

/// Which numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Every outcome at n: what `bonscope eval --outcomes` prints.
    Outcomes,
    /// Every quantity along the scale of n: what `bonscope sweep` prints.
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

    /// The endings that its file can have, as the menu lists them.
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

    /// What a file of this name would hold; none for an ending that stands for nothing.
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

/// What is exported, in its format.
#[derive(Clone, Copy, Debug)]
pub(in crate::explorer) enum Content {
    Picture(Picture),
    Table(Table, Format),
}
