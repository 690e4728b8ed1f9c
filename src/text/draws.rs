//! Lists of numbers of draws, as `-n` takes them: `64`, `1,2,4`, `1..1e6`, `2^10`.

use std::collections::HashSet;

use crate::bon::{Draws, sweep};
use crate::text::number::{self, NumberError};
use crate::text::quoted;

/// Why a text is not a list of numbers of draws.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DrawsListError {
    /// A part that is not a number.
    #[error("in {part}, {source}")]
    Number {
        /// The part between commas, quoted.
        part: String,
        /// What is wrong with it; columns count from the start of that part.
        source: NumberError,
    },
    /// A number that is not whole or not between 1 and 1e15.
    #[error("n is {found}; it must be a whole number from 1 to 1e15")]
    NotDraws {
        /// The number as it was written, quoted.
        found: String,
    },
    /// A range whose end is below its start.
    #[error("the range {found} runs backwards; write the smaller number first")]
    Reversed {
        /// The range as it was written, quoted.
        found: String,
    },
    /// An empty part.
    #[error("found nothing {place}; write whole numbers and ranges, such as 64 or 1,2,4 or 1..1e6 or 2^10")]
    Empty {
        /// Where: between commas, or everywhere.
        place: &'static str,
    },
}

/// The numbers of draws in a list such as `64`, `1,2,4`, `1..1e6` or `2^10,3`, in the order written.
///
/// A range stands for at most `points` whole numbers, evenly spaced in ln n, both ends included. Repeated numbers are
/// left out.
///
/// # Errors
/// [`DrawsListError`] when a part is not a whole number from 1 to 1e15 or a range runs backwards.
pub fn parse_list(text: &str, points: usize) -> Result<Vec<u64>, DrawsListError> {
    if text.trim().is_empty() {
        return Err(DrawsListError::Empty { place: "in the list of n" });
    }
    let mut seen = HashSet::new();
    let mut list = Vec::new();
    for part in text.split(',') {
        let part = part.trim();
        let draws = match part.split_once("..") {
            _ if part.is_empty() => return Err(DrawsListError::Empty { place: "between two commas" }),
            Some((low, high)) => {
                let (low, high) = (whole(low, part)?, whole(high, part)?);
                if high < low {
                    return Err(DrawsListError::Reversed { found: quoted(part) });
                }
                sweep::whole_grid(low, high, points)
            }
            None => vec![whole(part, part)?],
        };
        list.extend(draws.into_iter().filter(|&n| seen.insert(n)));
    }
    Ok(list)
}

fn whole(text: &str, part: &str) -> Result<u64, DrawsListError> {
    let number = number::parse(text)
        .map_err(|source| DrawsListError::Number { part: quoted(part), source: source.within(text, part) })?;
    match Draws::new(number) {
        // Every whole number up to 1e15 is exact.
        Ok(n) if n.get().fract() == 0.0 => Ok(n.get() as u64),
        _ => Err(DrawsListError::NotDraws { found: quoted(text.trim()) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_ranges() {
        assert_eq!(parse_list("64", 9), Ok(vec![64]));
        assert_eq!(parse_list(" 4, 2,4 ,1", 9), Ok(vec![4, 2, 1]));
        assert_eq!(parse_list("1..1e6", 7), Ok(vec![1, 10, 100, 1000, 10_000, 100_000, 1_000_000]));
        assert_eq!(parse_list("2^10,1..3", 9), Ok(vec![1024, 1, 2, 3]));
        assert_eq!(parse_list("5..5", 9), Ok(vec![5]));
        assert_eq!(parse_list("1e15", 9), Ok(vec![1_000_000_000_000_000]));
    }

    #[test]
    fn refusals() {
        for (text, message) in [
            (
                "",
                "found nothing in the list of n; write whole numbers and ranges, such as 64 or 1,2,4 or 1..1e6 or 2^10",
            ),
            (
                "1,,2",
                "found nothing between two commas; write whole numbers and ranges, such as 64 or 1,2,4 or 1..1e6 or 2^10",
            ),
            ("0", "n is \"0\"; it must be a whole number from 1 to 1e15"),
            ("2.5", "n is \"2.5\"; it must be a whole number from 1 to 1e15"),
            ("1/3", "n is \"1/3\"; it must be a whole number from 1 to 1e15"),
            ("-4", "n is \"-4\"; it must be a whole number from 1 to 1e15"),
            ("1,2e15", "n is \"2e15\"; it must be a whole number from 1 to 1e15"),
            ("9..3", "the range \"9..3\" runs backwards; write the smaller number first"),
            (
                "1..x",
                "in \"1..x\", column 4: found \"x\" where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed",
            ),
            (
                "..5",
                "in \"..5\", column 1: found the end where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed",
            ),
        ] {
            assert_eq!(parse_list(text, 9).map_err(|e| e.to_string()), Err(message.to_owned()), "{text}");
        }
    }
}
