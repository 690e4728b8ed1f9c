//! Finding outcomes by row, probability or label.
//!
//! Looking through a large base takes longer than a frame: the worker does it.

use std::sync::Arc;

use crate::family::NamedBase;
use crate::text::number;

/// What was looked for last.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub(in crate::explorer) text: String,
    pub(in crate::explorer) query: Option<Arc<Query>>,
    pub(in crate::explorer) generation: u64,
    pub(in crate::explorer) pending: bool,
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
