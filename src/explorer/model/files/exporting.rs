//! A picture or a table to be written.

use crate::explorer::action::Pane;
use crate::explorer::model::curves::title;
use crate::explorer::model::files::export::{Content, Picture, Table, What};
use crate::explorer::model::files::path;
use crate::explorer::model::state::Model;
use crate::text::figure;

/// One export.
#[derive(Clone, Debug)]
pub struct Export {
    /// What was chosen.
    pub(in crate::explorer) what: What,
    /// The form of the contents.
    pub(in crate::explorer) content: Content,
    /// The file, as it was typed.
    pub(in crate::explorer) text: String,
    /// Whether an existing file may be replaced.
    pub(in crate::explorer) replace: bool,
    /// What it shows, with nothing over the panes.
    pub(in crate::explorer) model: Model,
}

/// The most characters of the name of a base in a file name.
const LONGEST: usize = 40;

impl What {
    /// Its entry in the list.
    pub fn title(self, model: &Model) -> String {
        match self {
            What::Picture(Picture::Kl) => format!("chart: {}", title::title(model, Pane::Kl)),
            What::Picture(Picture::Lower) => {
                let kind = if model.lower_view.is_chart() { "chart" } else { "text" };
                format!("{kind}: {}", title::title(model, Pane::Lower))
            }
            What::Picture(Picture::Screen) => "the whole screen".to_owned(),
            What::Table(Table::Outcomes) if model.subject.is_average() => {
                format!("outcomes of each prompt at n = {}", figure::draws(model.n))
            }
            What::Table(Table::Outcomes) => format!("outcomes at n = {}", figure::draws(model.n)),
            What::Table(Table::Curves) => format!("curves to n = {}", figure::draws(model.scale_end)),
        }
    }

    /// The proposed file name: the base, the contents and n.
    pub(in crate::explorer) fn file(self, model: &Model) -> String {
        let name = path::plain(&model.name(), LONGEST);
        let name = match name.trim_matches(['.', '-']) {
            "" => "base",
            name => name,
        };
        let (edited, n) = (if model.edited() { "-edited" } else { "" }, model.n);
        match self {
            What::Picture(Picture::Kl) => format!("{name}{edited}-kl-n{n}.svg"),
            What::Picture(Picture::Lower) => format!("{name}{edited}-{}-n{n}.svg", model.lower_view.name()),
            What::Picture(Picture::Screen) => format!("{name}{edited}-n{n}.svg"),
            What::Table(Table::Outcomes) => format!("{name}{edited}-n{n}.csv"),
            What::Table(Table::Curves) => format!("{name}{edited}-curves.csv"),
        }
    }
}
