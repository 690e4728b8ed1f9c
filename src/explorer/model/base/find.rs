//! Finding outcomes by row, probability or label.
//!
//! Looking through a large base takes longer than a frame: the worker does it.

use std::sync::Arc;

use crate::explorer::action::Action;
use crate::explorer::action::pane::Pane;
use crate::explorer::model::message::{Effect, Job, Request};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Asked;
use crate::explorer::model::state::Model;
use crate::family::NamedBase;
use crate::text::number;
use crate::tui::line::Line;

/// How many outcomes are looked at between two questions whether that is still wanted.
const CHUNK: usize = 8192;

/// What was looked for last.
#[derive(Clone, Debug, Default)]
pub struct Find {
    text: String,
    query: Option<Arc<Query>>,
    generation: u64,
    pending: bool,
}

impl Find {
    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.pending
    }

    /// An answer under way is about another base.
    pub fn forget(&mut self) {
        self.generation += 1;
        self.pending = false;
    }
}

/// Which outcomes are looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// The outcome in this row, counted from 1.
    Row(usize),
    /// Those whose probability is at least this, or more than it.
    Above(f64, bool),
    /// Those whose probability is at most this, or less than it.
    Below(f64, bool),
    /// Those whose probability is this one as far as its digits go.
    Near(f64, f64),
    /// Those whose label holds this, whatever the case.
    Label(String),
}

/// Where to look for what.
#[derive(Clone, Debug, PartialEq)]
pub struct Seek {
    /// What.
    pub query: Arc<Query>,
    /// From this row on, itself included.
    pub from: usize,
    /// Down the table or up.
    pub down: bool,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The row.
    pub row: usize,
    /// The how manieth of all matches it is, from 1,
    pub place: usize,
    /// and how many there are.
    pub all: usize,
}

impl Query {
    /// What was typed: `#12`, `p>1e-3`, `p=0.25`, or a part of a label.
    ///
    /// # Errors
    /// One sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Query, String> {
        if let Some(row) = text.strip_prefix('#') {
            let row = row.trim().parse().ok().filter(|row| *row > 0);
            return row.map(Query::Row).ok_or_else(|| "a row is a whole number from 1, like #12".to_owned());
        }
        let Some((sign, limit)) = text.strip_prefix('p').map(str::trim_start).and_then(comparison) else {
            return Ok(Query::Label(text.to_lowercase()));
        };
        let value = number::parse(limit.trim()).map_err(|error| error.to_string())?;
        Ok(match sign {
            ">" => Query::Above(value, false),
            ">=" => Query::Above(value, true),
            "<" => Query::Below(value, false),
            "<=" => Query::Below(value, true),
            _ => Query::Near(value, 0.5 * last_digit(limit.trim(), value)),
        })
    }

    fn fits(&self, base: &NamedBase, row: usize) -> bool {
        let rank = base.base().len() - 1 - row;
        let p = base.base().p(rank);
        match self {
            Query::Row(wanted) => row + 1 == *wanted,
            Query::Above(limit, equal) => p > *limit || (*equal && p == *limit),
            Query::Below(limit, equal) => p < *limit || (*equal && p == *limit),
            Query::Near(value, most) => (p - value).abs() <= *most,
            Query::Label(part) => {
                let label = base.label(rank);
                label.contains(part.as_str()) || label.to_lowercase().contains(part.as_str())
            }
        }
    }
}

fn comparison(text: &str) -> Option<(&'static str, &str)> {
    [">=", "<=", ">", "<", "="].into_iter().find_map(|sign| Some((sign, text.strip_prefix(sign)?)))
}

/// What the last digit of a typed number stands for; next to nothing where it is not a plain number.
fn last_digit(text: &str, value: f64) -> f64 {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let plain = mantissa.chars().all(|c| c.is_ascii_digit() || c == '.') && value > 0.0;
    let digits = mantissa.replace('.', "").trim_start_matches('0').len();
    if !plain {
        return 1e-9 * value.abs();
    }
    10_f64.powi(value.log10().floor() as i32 + 1 - digits as i32)
}

/// Looks through the outcomes for as long as it is `wanted`, from one end to the other and on from the first;
/// none when it is no longer wanted, and none inside when nothing fits.
pub fn look(base: &NamedBase, seek: &Seek, wanted: &dyn Fn() -> bool) -> Option<Option<Match>> {
    let len = base.base().len();
    let (mut all, mut before, mut first, mut found) = (0, None, None, None);
    for row in 0..len {
        if row % CHUNK == 0 && !wanted() {
            return None;
        }
        if !seek.query.fits(base, row) {
            continue;
        }
        all += 1;
        let here = Some((row, all));
        first = first.or(here);
        if seek.down {
            found = found.or(here.filter(|_| row >= seek.from));
        } else if row <= seek.from {
            found = here;
        }
        before = here;
    }
    let around = if seek.down { first } else { before };
    Some(found.or(around).map(|(row, place)| Match { row, place, all }))
}

/// Answers an action.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) -> Option<Effect> {
    if action == Action::Find {
        let line = Line::marked(&model.find.text);
        model.overlay = Some(Overlay::Prompt { asked: Asked::Find, line });
        return None;
    }
    if model.find.query.is_none() {
        let hint = [(Action::Find, "finds an outcome")];
        model.notice = Some(model.keymap.advise("nothing was looked for yet", hint));
        return None;
    }
    let last = model.subject.base.base().len() - 1;
    match action {
        Action::FindNext if model.selected == last => seek(model, 0, true),
        Action::FindNext => seek(model, model.selected + 1, true),
        _ => seek(model, model.selected.checked_sub(1).unwrap_or(last), false),
    }
}

/// Looks for what was typed.
///
/// # Errors
/// One sentence that says why that cannot be looked for.
pub(in crate::explorer) fn answer(model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
    let query = Query::parse(text)?;
    if let Query::Row(row) = query
        && row > model.subject.base.base().len()
    {
        return Err(format!("there are {} rows", model.subject.base.base().len()));
    }
    (model.find.text, model.find.query) = (text.to_owned(), Some(Arc::new(query)));
    Ok(seek(model, model.selected, true))
}

fn seek(model: &mut Model, from: usize, down: bool) -> Option<Effect> {
    let query = Arc::clone(model.find.query.as_ref()?);
    model.find.generation += 1;
    model.find.pending = true;
    let subject = model.subject.clone();
    let job = Job::Find(Seek { query, from, down });
    Some(Effect::Compute(Request { generation: model.find.generation, subject, job }))
}

/// Takes the answer, unless it comes late.
pub(in crate::explorer) fn found(model: &mut Model, generation: u64, found: Option<Match>) {
    if generation != model.find.generation || !model.find.pending {
        return;
    }
    model.find.pending = false;
    let text = &model.find.text;
    let Some(Match { row, place, all }) = found else {
        model.notice = Some(format!("no outcome fits {text}"));
        return;
    };
    let label = model.subject.base.label(model.subject.base.base().len() - 1 - row);
    let done = format!("{label} in row {}: {place} of {all} that fit {text}", row + 1);
    let hints = [(Action::FindNext, "the next"), (Action::FindPrevious, "the one before")];
    // In brackets, because one of the keys may be a semicolon.
    let hint = Some(model.keymap.hint(hints)).filter(|hint| all > 1 && !hint.is_empty());
    model.notice = Some(hint.map_or(done.clone(), |hint| format!("{done} ({hint})")));
    model.bins.close();
    model.pane = Pane::Base;
    model.selected = row;
    model.offset = model.first_row(model.viewport.rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries() {
        assert_eq!(Query::parse("#12"), Ok(Query::Row(12)));
        assert!(Query::parse("#0").is_err() && Query::parse("#x").is_err());
        assert_eq!(Query::parse("p>1e-3"), Ok(Query::Above(1e-3, false)));
        assert_eq!(Query::parse("p >= 1/4"), Ok(Query::Above(0.25, true)));
        assert_eq!(Query::parse("p<=2^-3"), Ok(Query::Below(0.125, true)));
        assert!(Query::parse("p<many").is_err());
        assert_eq!(Query::parse("Paris"), Ok(Query::Label("paris".to_owned())));
        let base = crate::family::parse("0.1237,0.1,0.7763").unwrap();
        for (text, rows) in
            [("p=0.12", vec![2]), ("p=0.1", vec![1, 2]), ("p=0.100", vec![1]), ("p=0", vec![])]
        {
            let query = Query::parse(text).unwrap();
            let fitting: Vec<usize> = (0..3).filter(|&row| query.fits(&base, row)).collect();
            assert_eq!(fitting, rows, "{text}");
        }
    }

    #[test]
    fn looking_goes_round() {
        let base = crate::family::parse("uniform:30").unwrap();
        let look = |text: &str, from, down| {
            let query = Arc::new(Query::parse(text).unwrap());
            look(&base, &Seek { query, from, down }, &|| true).unwrap()
        };
        // Rows 20 to 29 hold y10 to y1.
        let at = |row, place, all| Some(Match { row, place, all });
        assert_eq!(look("Y1", 0, true), at(11, 1, 11));
        assert_eq!(look("y1", 21, true), at(29, 11, 11));
        assert_eq!(look("y1", 10, false), at(29, 11, 11));
        assert_eq!(look("y1", 28, false), at(20, 10, 11));
        assert_eq!(look("#3", 9, true), at(2, 1, 1));
        assert_eq!(look("none", 9, true), None);
        let query = Arc::new(Query::parse("none").unwrap());
        assert_eq!(super::look(&base, &Seek { query, from: 0, down: true }, &|| false), None);
    }
}
