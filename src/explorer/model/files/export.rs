//! Exports: the screen as a picture, the numbers behind it as a table.
//!
//! Defines what can be exported, the file name proposed for it and the endings allowed. The run loop draws and writes.

use std::path::Path;
use std::sync::LazyLock;

use crate::report::Format;
use crate::text::listed;

/// What may be typed for a picture, in full and in short.
const PICTURE: [&str; 2] = ["a file that ends in .svg", ".svg"];
/// The same for a table.
static TABLE: LazyLock<[String; 2]> = LazyLock::new(|| {
    let endings: Vec<String> = Format::endings().collect();
    let endings = listed(&endings, "or");
    [format!("a file that ends in {endings}"), endings]
});

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
    /// Everything, in the order of the list.
    pub const ALL: &[What] = &[
        What::Picture(Picture::Kl),
        What::Picture(Picture::Lower),
        What::Picture(Picture::Screen),
        What::Table(Table::Outcomes),
        What::Table(Table::Curves),
    ];

    /// The endings allowed for its file, as the list lists them.
    pub fn endings(self) -> &'static str {
        let [_, endings] = self.allowed();
        endings
    }

    /// What may be typed, in full and in short.
    pub fn allowed(self) -> [&'static str; 2] {
        match self {
            What::Picture(_) => PICTURE,
            What::Table(_) => TABLE.each_ref().map(String::as_str),
        }
    }

    /// The format for a file of this name; none for an unknown ending.
    pub(in crate::explorer) fn content(self, name: &str) -> Option<Content> {
        let ending = Path::new(name).extension()?.to_str()?;
        match self {
            What::Picture(picture) => ending.eq_ignore_ascii_case("svg").then_some(Content::Picture(picture)),
            What::Table(table) => Some(Content::Table(table, Format::from_ending(ending)?)),
        }
    }
}

/// The form of the contents.
#[derive(Clone, Copy, Debug)]
pub(in crate::explorer) enum Content {
    Picture(Picture),
    Table(Table, Format),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_can_be_exported_in_every_format() {
        for &what in What::ALL {
            for format in Format::ALL {
                let name = format!("a.{}", format.ending());
                let table = match what.content(&name) {
                    Some(Content::Table(_, table)) => Some(table),
                    _ => None,
                };
                assert_eq!(table, matches!(what, What::Table(_)).then_some(format), "{what:?} in {name}");
                let listed = what.endings().split([' ', ',']).any(|ending| name == format!("a{ending}"));
                assert_eq!(listed, table.is_some(), "{what:?} lists {}", what.endings());
            }
        }
    }
}
