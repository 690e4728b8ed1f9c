//! Readers of the values of arguments, with the sentence that refuses a value.

use std::str::FromStr;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::command::shared::failure::Failure;
use crate::preset::View;
use crate::text::{draws, number};

/// The size of a screen in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Cells across.
    pub columns: u16,
    /// Cells down.
    pub rows: u16,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Size, String> {
        let side = |text: &str| text.parse().ok().filter(|side| (1..=1000).contains(side));
        text.split_once('x')
            .and_then(|(columns, rows)| Some(Size { columns: side(columns)?, rows: side(rows)? }))
            .ok_or_else(|| "a size is COLUMNSxROWS, each from 1 to 1000, as in 120x40".to_owned())
    }
}

/// One whole number of draws.
pub(in crate::command) fn one_n(text: &str) -> Result<u64, String> {
    match draws::parse_list(text, 1).as_deref() {
        Err(error) => Err(error.to_string()),
        Ok(&[n]) if !text.contains("..") => Ok(n),
        Ok(_) => Err("one whole number is needed here, such as 64, 1e6 or 2^10".to_owned()),
    }
}

/// The number of a step.
pub(in crate::command) fn step(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| "the number of a step is needed, such as 3".to_owned())
}

/// A time in seconds.
pub(in crate::command) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = real(text)?;
    if (0.1..=3600.0).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("a number of seconds from 0.1 to 3600 is needed".to_owned())
    }
}

/// A number in the notation of families, such as 1/3.
pub(in crate::command) fn real(text: &str) -> Result<f64, String> {
    number::parse(text).map_err(|error| error.to_string())
}

/// One of the names of views, which the help and completions list.
pub(in crate::command) fn view() -> impl TypedValueParser<Value = View> {
    PossibleValuesParser::new(View::all().map(View::name))
        .try_map(|name| View::from_name(&name).ok_or("there is no such view"))
}

/// A whole number from 1 to `most`, which may be written as 1e6.
pub(in crate::command) fn whole(text: &str, most: u64) -> Result<u64, String> {
    one_n(text).ok().filter(|count| *count <= most).ok_or_else(|| {
        let most = if most < 10_000 { most.to_string() } else { format!("{most:e}") };
        format!("a whole number from 1 to {most} is needed")
    })
}

/// How many of something there are to choose, at most so many as a base can have.
pub(in crate::command) fn at_least_one(text: &str) -> Result<u64, String> {
    whole(text, 1_000_000_000_000_000)
}

/// The seed of random numbers.
pub(in crate::command) fn seed(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| "a whole number from 0 to 18446744073709551615 is needed".to_owned())
}

/// The number of n that a range stands for.
pub(in crate::command) fn points(text: &str) -> Result<usize, String> {
    whole(text, 1_000_000).map(|points| points as usize)
}

/// Refuses a temperature of soft best-of-n that is not above 0.
pub(in crate::command) fn check_soft_temperature(temperature: Option<f64>) -> Result<(), Failure> {
    match temperature.filter(|t| *t <= 0.0 || t.is_nan()) {
        Some(t) => Err(Failure::input(format_args!(
            "--soft-temperature: found {}, but a temperature is above 0",
            number::exact(t)
        ))),
        None => Ok(()),
    }
}
