//! A base as it is pasted: weights, or a table of label, probability and reward, separated by tabs, commas or spaces.

use std::collections::HashMap;

use crate::bon::{Base, BaseError};
use crate::family::named::{Labels, NamedBase, normalised_notice};
use crate::text::MAX_PASTE;
use crate::text::number::{self, NumberError, exact};
use crate::text::quoted;

/// The longest text that is accepted, in bytes.
pub const MAX_BYTES: usize = MAX_PASTE;

/// Why a pasted text is not a base. Lines count from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PasteError {
    /// Longer than [`MAX_BYTES`].
    #[error("the pasted text is longer than 1 MiB; save it to a file and open that")]
    TooLong,
    /// Fewer than two outcomes.
    #[error(
        "the pasted text has {found} outcome{}; a base has two or more: weights, or lines of label, p and reward",
        if *found == 1 { "" } else { "s" }
    )]
    TooFew {
        /// How many there are.
        found: usize,
    },
    /// More columns than there are meanings.
    #[error("line {line} has {found} columns; a table has up to three: label, p and reward")]
    Columns {
        /// Which line.
        line: usize,
        /// How many it has.
        found: usize,
    },
    /// A line with another number of columns than the first one.
    #[error("line {line} has {found} columns where the first one has {expected}")]
    Ragged {
        /// Which line.
        line: usize,
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A cell that is not a number.
    #[error("line {line}, {source}")]
    Number {
        /// Which line.
        line: usize,
        /// What is wrong, and in which column of it.
        source: NumberError,
    },
    /// A negative weight.
    #[error("line {line}: the probability is {}; it must not be negative", exact(*weight))]
    Weight {
        /// Which line.
        line: usize,
        /// The weight.
        weight: f64,
    },
    /// A positive mass too small for a base.
    #[error("line {line}: {source}")]
    TooSmall {
        /// Which line.
        line: usize,
        /// What is wrong.
        source: BaseError,
    },
    /// A line without a label.
    #[error("line {0}: the label is empty")]
    NoLabel(usize),
    /// Two outcomes with one label.
    #[error("line {line}: the label {label} is on line {first} already")]
    LabelTaken {
        /// Which line.
        line: usize,
        /// The label, quoted.
        label: String,
        /// Where it was first.
        first: usize,
    },
    /// Numbers that make no distribution.
    #[error(transparent)]
    Base(BaseError),
}

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Label,
    P,
    Reward,
}

impl Column {
    /// The column that a word in the first line announces.
    fn headed(word: &str) -> Option<Column> {
        match word.to_lowercase().as_str() {
            "label" | "outcome" => Some(Column::Label),
            "p" | "probability" | "weight" => Some(Column::P),
            "reward" => Some(Column::Reward),
            _ => None,
        }
    }
}

/// The base in a pasted text.
///
/// One column is weights, two are label and p, three are label, p and reward; a first line of these words may change
/// the order. One line of numbers is a list of weights. Without rewards the outcome with the lowest reward comes first.
///
/// # Errors
/// [`PasteError`], which names the line.
pub fn parse(text: &str) -> Result<NamedBase, PasteError> {
    if text.len() > MAX_BYTES {
        return Err(PasteError::TooLong);
    }
    let text = text.replace("\r\n", "\n");
    let lines = text.split(['\n', '\r']).zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let lines: Vec<(&str, usize)> = lines.collect();
    let cells: fn(&str) -> Vec<&str> = if text.contains('\t') {
        |line| line.split('\t').map(str::trim).collect()
    } else if text.contains(',') {
        |line| line.split(',').map(str::trim).collect()
    } else {
        |line| line.split_whitespace().collect()
    };
    if let [(line, number)] = lines[..] {
        let weights: Vec<_> = cells(line).into_iter().map(|cell| (cell, line, number)).collect();
        return Pasted { columns: vec![Column::P], rows: weights.chunks(1).collect() }.base();
    }
    let rows: Vec<Vec<(&str, &str, usize)>> = lines
        .iter()
        .map(|&(line, number)| cells(line).into_iter().map(|cell| (cell, line, number)).collect())
        .collect();
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let heading: Option<Vec<Column>> = first.iter().map(|(word, ..)| Column::headed(word)).collect();
    let heading = heading.filter(|columns| columns.contains(&Column::P));
    let skipped = usize::from(heading.is_some());
    let columns = match (heading, first.len()) {
        (_, found @ 4..) => return Err(PasteError::Columns { line: first[0].2, found }),
        (Some(columns), _) => columns,
        (None, 0 | 1) => vec![Column::P],
        (None, 2) => vec![Column::Label, Column::P],
        (None, _) => vec![Column::Label, Column::P, Column::Reward],
    };
    Pasted { columns, rows: rows.iter().skip(skipped).map(Vec::as_slice).collect() }.base()
}

/// Cells with their line and its number.
struct Pasted<'a> {
    columns: Vec<Column>,
    rows: Vec<&'a [(&'a str, &'a str, usize)]>,
}

impl Pasted<'_> {
    fn base(&self) -> Result<NamedBase, PasteError> {
        let expected = self.columns.len();
        for row in &self.rows {
            if let (Some(&(.., line)), found) = (row.first(), row.len())
                && found != expected
            {
                return Err(PasteError::Ragged { line, found, expected });
            }
        }
        let weights = self.numbers(Column::P)?.unwrap_or_default();
        if weights.len() < 2 {
            return Err(PasteError::TooFew { found: weights.len() });
        }
        if let Some((&weight, row)) = weights.iter().zip(&self.rows).find(|(weight, _)| **weight < 0.0) {
            return Err(PasteError::Weight { line: row[0].2, weight });
        }
        let base = match self.numbers(Column::Reward)? {
            Some(rewards) => Base::with_rewards(&weights, &rewards),
            None => Base::from_weights(&weights),
        };
        let base = base.map_err(|source| match source {
            BaseError::TooSmall { index, .. } => PasteError::TooSmall { line: self.rows[index][0].2, source },
            _ => PasteError::Base(source),
        })?;
        let notices = normalised_notice(&base).into_iter().collect();
        Ok(NamedBase::new("pasted".to_owned(), base, self.labels()?, notices).weighing(weights))
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|&other| other == column)
    }

    fn numbers(&self, column: Column) -> Result<Option<Vec<f64>>, PasteError> {
        let Some(place) = self.place(column) else { return Ok(None) };
        let number = |&(cell, text, line): &(&str, &str, usize)| {
            number::parse(cell)
                .map_err(|source| PasteError::Number { line, source: source.within(cell, text) })
        };
        self.rows.iter().map(|row| number(&row[place])).collect::<Result<_, _>>().map(Some)
    }

    fn labels(&self) -> Result<Labels, PasteError> {
        let Some(place) = self.place(Column::Label) else { return Ok(Labels::Numbered) };
        let mut seen = HashMap::new();
        for row in &self.rows {
            let (label, _, line) = row[place];
            if label.is_empty() {
                return Err(PasteError::NoLabel(line));
            }
            if let Some(first) = seen.insert(label, line) {
                return Err(PasteError::LabelTaken { line, label: quoted(label), first });
            }
        }
        Ok(Labels::Listed(self.rows.iter().map(|row| row[place].0.to_owned()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `label p reward` from the lowest reward up.
    fn listed(text: &str) -> Vec<String> {
        let named = parse(text).unwrap();
        let base = named.base();
        let row = |rank| format!("{} {} {}", named.label(rank), base.p(rank), base.reward(rank));
        (0..base.len()).map(row).collect()
    }

    #[test]
    fn lists_and_tables() {
        let list = ["y1 0.75 1", "y2 0.25 2"];
        for text in ["3,1", "3 1", "3\t1", "3\n1\n", "3\r1\r", " 3 \r\n\r\n 1 ", "3/4, 2^-2", "p\n3\n1"] {
            assert_eq!(listed(text), list, "{text:?}");
        }
        let table = ["no 0.75 1", "yes 0.25 2"];
        for text in ["no\t3\nyes\t1", "no 3\nyes 1", "yes,1,2\nno, 3, 1", "reward p label\r1 3 no\r2 1 yes\r"]
        {
            assert_eq!(listed(text), table, "{text:?}");
        }
        assert_eq!(listed("a,1,7\nb,1,7"), ["a 0.5 7", "b 0.5 7"]);
        assert_eq!(listed("1 0.5\n2 0.5"), ["1 0.5 1", "2 0.5 2"]);
        assert_eq!(listed("not so good\t1\t1\n\x1b[2J\t1\t2")[1], "␛[2J 0.5 2");
        assert_eq!(parse("3,1").unwrap().notices().len(), 1);
    }

    #[test]
    fn errors_name_the_line() {
        let sentence = |text: &str| parse(text).unwrap_err().to_string();
        let few = "a base has two or more: weights, or lines of label, p and reward";
        assert_eq!(sentence(" \n"), format!("the pasted text has 0 outcomes; {few}"));
        assert_eq!(sentence("64"), format!("the pasted text has 1 outcome; {few}"));
        assert_eq!(sentence("p\n64"), format!("the pasted text has 1 outcome; {few}"));
        let number = "where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed";
        assert_eq!(sentence("a,1,1\n\nb,x,2"), format!("line 3, column 3: found \"x\" {number}"));
        assert_eq!(sentence("hello world"), format!("line 1, column 1: found \"hello\" {number}"));
        assert_eq!(sentence("1,,2"), format!("line 1, column 3: found the end {number}"));
        assert_eq!(sentence("a 1 1\nb 1"), "line 2 has 2 columns where the first one has 3");
        assert_eq!(
            sentence("a b c d\n1 2 3 4"),
            "line 1 has 4 columns; a table has up to three: label, p and reward"
        );
        assert_eq!(sentence("a 1\nb -1"), "line 2: the probability is -1; it must not be negative");
        assert_eq!(sentence("a,1\n,1"), "line 2: the label is empty");
        assert_eq!(sentence("a 1\nb 1\na 2"), "line 3: the label \"a\" is on line 1 already");
        assert_eq!(
            sentence("a 1\nb 1e-305"),
            "line 2: the probability of outcome 2 is 1e-305 after normalising; it must be 0 or at least 1e-300"
        );
        assert_eq!(sentence("0,0"), "every weight is 0; at least one outcome must have a positive weight");
        assert_eq!(
            sentence(&"1 ".repeat(MAX_BYTES / 2 + 1)),
            "the pasted text is longer than 1 MiB; save it to a file and open that"
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([a-c0-9.,\t\r\n -]|p|reward|label|\\PC){0,40}") {
            if let Ok(named) = parse(&text) {
                prop_assert!(named.base().len() >= 2);
            }
        }
    }
}
