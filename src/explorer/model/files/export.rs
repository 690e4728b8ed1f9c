//! Exporting: what is on the screen as a picture, the numbers behind it as a table.
//!
//! Owns what can be exported, the name that is proposed for its file and the endings it may have. It draws and writes
//! nothing itself; `write` does, off the thread that takes the keys.

use std::path::Path;

use crate::explorer::action::pane::Pane;
use crate::explorer::app::files::save;
use crate::explorer::app::plot;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::report::Format;

/// As much of the name of a base becomes part of a file name, in characters.
const LONGEST: usize = 40;
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

/// Something that is to be written into a file.
#[derive(Clone, Debug)]
pub struct Export {
    /// What was chosen.
    pub(in crate::explorer) what: What,
    /// The format of a table.
    pub(in crate::explorer) content: Content,
    /// Where to, as it was typed.
    pub(in crate::explorer) text: String,
    /// Whether what is there may be replaced.
    pub(in crate::explorer) replace: bool,
    /// What it shows, with nothing over the panes.
    pub(in crate::explorer) model: Model,
}

/// What is exported, in its format.
#[derive(Clone, Copy, Debug)]
pub(in crate::explorer) enum Content {
    Picture(Picture),
    Table(Table, Format),
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

    /// What the menu calls it.
    pub fn title(self, model: &Model) -> String {
        match self {
            What::Picture(Picture::Kl) => format!("chart: {}", plot::title(model, Pane::Kl)),
            What::Picture(Picture::Lower) => format!("chart: {}", plot::title(model, Pane::Lower)),
            What::Picture(Picture::Screen) => "the whole screen".to_owned(),
            What::Table(Table::Outcomes) if model.subject.is_average() => {
                format!("outcomes of each prompt at n = {}", steps::written(model.n))
            }
            What::Table(Table::Outcomes) => format!("outcomes at n = {}", steps::written(model.n)),
            What::Table(Table::Curves) => format!("curves to n = {}", steps::written(model.reach)),
        }
    }

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

    /// The file that is proposed: after the base, what it is, and n.
    pub(in crate::explorer) fn file(self, model: &Model) -> String {
        let name = save::plain(&model.name(), LONGEST);
        let name = match name.trim_matches(['.', '-']) {
            "" => "base",
            name => name,
        };
        let (edited, n) = (if model.edited() { "-edited" } else { "" }, model.n);
        match self {
            What::Picture(Picture::Kl) => format!("{name}{edited}-kl-n{n}.svg"),
            What::Picture(Picture::Lower) => format!("{name}{edited}-{}-n{n}.svg", model.tab.name()),
            What::Picture(Picture::Screen) => format!("{name}{edited}-n{n}.svg"),
            What::Table(Table::Outcomes) => format!("{name}{edited}-n{n}.csv"),
            What::Table(Table::Curves) => format!("{name}{edited}-curves.csv"),
        }
    }
}
