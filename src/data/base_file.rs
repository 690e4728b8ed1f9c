//! Large bases: a table with one row per outcome: its probability or log-probability, and optionally reward and label.

use std::collections::HashMap;
use std::path::Path;

use crate::bon::{Base, BaseError, MAX_OUTCOMES, MIN_MASS};
use crate::data::error::{DataError, Problem};
use crate::data::heading::{missing, usual};
use crate::data::names::is_table_name;
use crate::data::roles::{LABEL, OUTCOME_LOGPROB, PROBABILITY, REWARD, Role};
use crate::data::table::{self, How, Input, Path as Place, Peeked, Table, Value, Wanted, first_line};
use crate::family::{Labels, NamedBase, normalised_notice};
use crate::text::quoted;

/// Whether the name of a file ends as that of a table, plain or packed.
pub fn is_base_file(path: &Path) -> bool {
    is_table_name(path)
}

/// Whether a file with these first bytes is a table rather than TOML: packed, Parquet, JSON, or with a heading that names
/// a probability.
pub fn looks_like_table(head: &[u8]) -> bool {
    let magic: [&[u8]; 3] = [b"PAR1", &[0x1f, 0x8b], &[0x28, 0xb5, 0x2f, 0xfd]];
    if magic.iter().any(|magic| head.starts_with(magic)) {
        return true;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let line = String::from_utf8_lossy(first_line(text)).to_ascii_lowercase();
    let known = |name: &str| [PROBABILITY, OUTCOME_LOGPROB].iter().any(|role| role.usual.contains(&name));
    text.starts_with(b"{") || line.split([',', ';', '\t']).any(|name| known(name.trim().trim_matches('"')))
}

/// The base in a table of up to [`MAX_OUTCOMES`] rows, in any order; without a reward column the lowest outcome comes
/// first.
///
/// # Errors
/// [`DataError`] with the line of the error.
pub fn read_base(input: &mut Input<'_>) -> Result<NamedBase, DataError> {
    let file = input.name().to_owned();
    let Some(part) = input.parts().next() else { return Err(DataError::whole(&file, Problem::NoRows)) };
    let mut table = Peeked::new(table::open(part, How::default())?, 1)?;
    let first = table.first().next();
    let heading = match (table.heading(), first) {
        (Some(heading), _) => heading.to_vec(),
        (None, Some(Value::Struct(entries))) => entries.iter().map(|(name, _)| name.to_string()).collect(),
        (None, _) => Vec::new(),
    };
    let whole = |problem| DataError::whole(&file, problem);
    let find = |role: Role| usual(role, &heading).and_then(|place| heading.get(place)).cloned();
    let mut columns = [PROBABILITY, OUTCOME_LOGPROB, REWARD, LABEL].map(find);
    if columns[0].is_some() {
        columns[1] = None;
    } else if columns[1].is_none() {
        let role = Role { name: "probability or log-probability", ..PROBABILITY };
        return Err(whole(missing(role, &heading)));
    }
    let mut wanted = Wanted::default();
    for (column, role) in columns.iter().zip([PROBABILITY, OUTCOME_LOGPROB, REWARD, LABEL]) {
        let Some(column) = column else { continue };
        if heading.iter().filter(|name| *name == column).count() > 1 {
            return Err(whole(Problem::TwiceNamed(quoted(column))));
        }
        wanted.add(&Place::of_key(column), role.is_text);
    }
    table.keep(&wanted)?;
    let outcomes = Outcomes::read(&file, &mut table, &columns)?;
    drop(table);
    outcomes.base(&file)
}

/// What OpenAI-compatible servers write for the log-probability of a token that is not among the likeliest.
const UNLIKELY: f64 = -9999.0;

#[derive(Default)]
struct Outcomes {
    weights: Vec<f64>,
    rewards: Vec<f64>,
    labels: Vec<String>,
    lines: Vec<u32>,
    /// Outcomes that servers say only that they are unlikely of.
    unlikely: usize,
}

impl Outcomes {
    /// Reads the columns of probabilities, log-probabilities, rewards and labels, as far as there are such.
    fn read(file: &str, table: &mut dyn Table, columns: &[Option<String>; 4]) -> Result<Outcomes, DataError> {
        let mut outcomes = Outcomes::default();
        let mut row = Value::Null;
        while let Some(line) = table.next(&mut row)? {
            if outcomes.weights.len() == MAX_OUTCOMES {
                return Err(DataError::whole(file, Problem::TooManyOutcomes));
            }
            let [p, logprob, reward, label] = columns
                .each_ref()
                .map(|column| column.as_deref().map_or(&Value::Null, |column| row.get(column)));
            let at = |problem| DataError::at(file, line, problem);
            let weight = match columns[0] {
                Some(_) => probability(p),
                None => from_logprob(logprob),
            };
            outcomes.unlikely += usize::from(logprob.as_number() == Some(Some(UNLIKELY)));
            outcomes.weights.push(weight.map_err(at)?);
            if columns[2].is_some() {
                let reward = needed(reward, REWARD, "a finite number", f64::is_finite);
                outcomes.rewards.push(reward.map_err(at)?);
            }
            if columns[3].is_some() {
                let nothing =
                    || Problem::Value { role: LABEL.name, found: "missing".to_owned(), allowed: "a text" };
                outcomes.labels.push(label.words().ok_or_else(nothing).map_err(at)?.into_owned());
            }
            outcomes.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        }
        if outcomes.weights.is_empty() { Err(DataError::whole(file, Problem::NoRows)) } else { Ok(outcomes) }
    }

    fn base(self, file: &str) -> Result<NamedBase, DataError> {
        let line = |index: usize| self.lines.get(index).copied().map_or(0, u64::from);
        let mut seen = HashMap::with_capacity(self.labels.len());
        for (index, label) in self.labels.iter().enumerate() {
            if let Some(first) = seen.insert(label.as_str(), index) {
                let problem = Problem::LabelTaken { label: quoted(label), first: line(first) };
                return Err(DataError::at(file, line(index), problem));
            }
        }
        drop(seen);
        let base = if self.rewards.is_empty() {
            Base::from_weights(&self.weights)
        } else {
            Base::with_rewards(&self.weights, &self.rewards)
        };
        let base = base.map_err(|error| match error {
            BaseError::TooSmall { index, .. } => DataError::at(file, line(index), Problem::Base(error)),
            _ => DataError::whole(file, Problem::Base(error)),
        })?;
        let labels = if self.labels.is_empty() { Labels::Numbered } else { Labels::Listed(self.labels) };
        let unlikely = (self.unlikely > 0).then(|| {
            let (are, count) = if self.unlikely == 1 { ("is", "counts") } else { ("are", "count") };
            format!(
                "{} of the log-probabilities {are} -9999, which servers write for what is not among the likeliest, and {count} as probability 0",
                self.unlikely
            )
        });
        let notices = unlikely.into_iter().chain(normalised_notice(&base)).collect();
        Ok(NamedBase::new(file.to_owned(), base, labels, notices))
    }
}

fn needed(
    cell: &Value,
    role: Role,
    allowed: &'static str,
    is_allowed: fn(f64) -> bool,
) -> Result<f64, Problem> {
    let number = cell.number(role.name)?;
    number.filter(|&number| is_allowed(number)).ok_or_else(|| Problem::Value {
        role: role.name,
        found: number.map_or("missing".to_owned(), |number| number.to_string()),
        allowed,
    })
}

fn probability(cell: &Value) -> Result<f64, Problem> {
    needed(cell, PROBABILITY, "a finite number of at least 0", |p| p.is_finite() && p >= 0.0)
}

/// The weight exp(logprob).
fn from_logprob(cell: &Value) -> Result<f64, Problem> {
    let is_allowed = |logprob: f64| {
        matches!(logprob, f64::NEG_INFINITY | UNLIKELY) || (MIN_MASS.ln()..=1e-2).contains(&logprob)
    };
    needed(cell, OUTCOME_LOGPROB, "-inf, or between ln 1e-300 = -690.7 and 0", is_allowed).map(f64::exp)
}
