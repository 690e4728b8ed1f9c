//! Exporting: what is on the screen as a picture, the numbers behind it as a table.
//!
//! Owns what can be exported, the name that is proposed for its file and the endings it may have. It draws and writes
//! nothing itself; `write` does, off the thread that takes the keys.

use std::path::Path;
use std::sync::LazyLock;

use crate::report::Format;
use crate::text::listed;

/// What may be typed for a picture, in full and in short.
const PICTURE: [&str; 2] = ["a file that ends in .svg", ".svg"];
/// The same for a table.
static TABLE: LazyLock<[String; 2]> = LazyLock::new(|| {
    let endings: Vec<String> = Format::endings().collect();
    [format!("a file that ends in {}", listed(&endings, "or")), endings.join(" ")]
});

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

    /// What a file of this name would hold; none for an ending that stands for nothing.
    pub(in crate::explorer) fn content(self, name: &str) -> Option<Content> {
        let ending = Path::new(name).extension()?.to_str()?;
        match self {
            What::Picture(picture) => ending.eq_ignore_ascii_case("svg").then_some(Content::Picture(picture)),
            What::Table(table) => Some(Content::Table(table, Format::from_ending(ending)?)),
        }
    }
}

/// What is exported, in its format.
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
                let told = match what.content(&name) {
                    Some(Content::Table(_, told)) => Some(told),
                    _ => None,
                };
                assert_eq!(told, matches!(what, What::Table(_)).then_some(format), "{what:?} in {name}");
                let listed = what.endings().split(' ').any(|ending| name == format!("a{ending}"));
                assert_eq!(listed, told.is_some(), "{what:?} lists {}", what.endings());
            }
        }
    }
}
