//! Finding outcomes by row, probability or label.
//!
//! Searching a large base takes longer than a frame: the worker does it.

use std::sync::Arc;

use crate::explorer::model::jobs::once::Once;
use crate::family::NamedBase;
use crate::text::number;

/// The last search.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub(in crate::explorer) text: String,
    pub(in crate::explorer) query: Option<Arc<Query>>,
    pub(in crate::explorer) sought: Once<Seek>,
}

/// What to find.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// The outcome in this row, counted from 1.
    Row(usize),
    /// Outcomes with a probability above this; `true` includes the value itself.
    Above(f64, bool),
    /// Outcomes with a probability below this; `true` includes the value itself.
    Below(f64, bool),
    /// Outcomes with this probability, as far as its typed digits go.
    Near(f64, f64),
    /// Outcomes with this text in their label, in upper or lower case.
    Label(String),
}

/// A search: for what, and from where.
#[derive(Clone, Debug, PartialEq)]
pub struct Seek {
    /// What to find.
    pub query: Arc<Query>,
    /// The first row to search.
    pub from: usize,
    /// Whether to search down the table.
    pub down: bool,
}

/// A match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The row.
    pub row: usize,
    /// Its position among all matches, from 1.
    pub place: usize,
    /// The number of matches.
    pub all: usize,
}

impl Query {
    /// Parses what was typed: `#12`, `p>1e-3`, `p=0.25`, or part of a label.
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

    pub(in crate::explorer) fn fits(&self, base: &NamedBase, row: usize) -> bool {
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

/// The value of one unit in the last digit of a typed number; almost 0 where it is not a plain number.
fn last_digit(text: &str, value: f64) -> f64 {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let plain = mantissa.chars().all(|c| c.is_ascii_digit() || c == '.') && value > 0.0;
    let digits = mantissa.replace('.', "").trim_start_matches('0').len();
    if !plain {
        return 1e-9 * value.abs();
    }
    10_f64.powi(value.log10().floor() as i32 + 1 - digits as i32)
}
