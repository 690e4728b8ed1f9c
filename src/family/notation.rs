//! The one-line notation of a base: `family:argument,argument` or a list of weights.

use crate::bon::{Base, BaseError, MAX_OUTCOMES};
use crate::family::named::{Labels, NamedBase, normalised_notice};
use crate::family::table::{Argument, Domain, Family, families};
use crate::text::number::{self, NumberError};
use crate::text::{did_you_mean, quoted};

/// Why a text is not a base.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotationError {
    /// Nothing at all.
    #[error(
        "found nothing where a base is expected: a family such as uniform:10, or weights such as 0.9,0.1"
    )]
    Empty,
    /// An unknown family.
    #[error("there is no family called {found};{hint} the families are {}", names())]
    UnknownFamily {
        /// The name, quoted.
        found: String,
        /// The name that was probably meant, as a question, or nothing.
        hint: String,
    },
    /// Too few or too many arguments.
    #[error("{family} was given {found} argument{}; it is written {usage}, for example {example}", if *found == 1 { "" } else { "s" })]
    Count {
        /// The family.
        family: &'static str,
        /// How many arguments there were.
        found: usize,
        /// How the family is written.
        usage: String,
        /// A notation that works.
        example: &'static str,
    },
    /// An argument outside its domain.
    #[error("{argument} of {family} is {found}; it must be {allowed}, for example {example}")]
    Argument {
        /// The family.
        family: &'static str,
        /// The argument.
        argument: &'static str,
        /// What was found, quoted.
        found: String,
        /// What is allowed.
        allowed: Domain,
        /// A notation that works.
        example: &'static str,
    },
    /// An argument that is not a number.
    #[error("{argument} of {family} is not a number: {source}; it must be {allowed}, for example {example}")]
    ArgumentNumber {
        /// The family.
        family: &'static str,
        /// The argument.
        argument: &'static str,
        /// What is wrong with it; columns count in the whole notation.
        source: NumberError,
        /// What is allowed.
        allowed: Domain,
        /// A notation that works.
        example: &'static str,
    },
    /// `rev` after a family that has no order to reverse.
    #[error("{family} cannot be reversed; it is written {usage}, for example {example}")]
    NotReversible {
        /// The family.
        family: &'static str,
        /// How the family is written.
        usage: String,
        /// A notation that works.
        example: &'static str,
    },
    /// A distribution too wide to be listed.
    #[error(
        "{found} has more than {MAX_OUTCOMES} outcomes of a probability worth listing; choose a narrower one"
    )]
    TooMany {
        /// The notation, quoted.
        found: String,
    },
    /// A weight that is not a number.
    #[error(
        "weight {position} of the list is not a number: {source}; write for example 0.9,0.0999,1e-4 or 1/3,2/3"
    )]
    Weight {
        /// Which weight, from 1.
        position: usize,
        /// What is wrong with it; columns count in the whole notation.
        source: NumberError,
    },
    /// Numbers that make no distribution.
    #[error(transparent)]
    Base(#[from] BaseError),
}

fn names() -> String {
    families().iter().map(|family| family.name).collect::<Vec<_>>().join(", ")
}

/// The base that `notation` stands for: `family:argument,argument`, or weights with the lowest reward first.
///
/// # Errors
/// [`NotationError`], one sentence that names the family and argument, or the position in the list, and says
/// what was found and what is allowed.
pub fn parse(notation: &str) -> Result<NamedBase, NotationError> {
    let notation = notation.trim();
    match notation.chars().next() {
        None => Err(NotationError::Empty),
        Some(c) if c.is_alphabetic() => family(notation),
        Some(_) => list(notation),
    }
}

fn list(notation: &str) -> Result<NamedBase, NotationError> {
    let weights = notation
        .split(',')
        .enumerate()
        .map(|(i, part)| {
            number::parse(part).map_err(|source| NotationError::Weight {
                position: i + 1,
                source: source.within(part, notation),
            })
        })
        .collect::<Result<Vec<f64>, _>>()?;
    let base = Base::from_weights(&weights)?;
    let notices = normalised_notice(&base).into_iter().collect();
    Ok(NamedBase::new(notation.to_owned(), base, Labels::Numbered, notices).weighing(weights))
}

fn family(notation: &str) -> Result<NamedBase, NotationError> {
    let (name, arguments) = notation.split_once(':').unwrap_or((notation, ""));
    let Some(family) = families().iter().find(|family| family.name == name.trim_end()) else {
        let hint = did_you_mean(name, families().iter().map(|family| family.name));
        return Err(NotationError::UnknownFamily { found: quoted(name), hint });
    };
    let mut written: Vec<&str> = arguments.split(',').collect();
    if arguments.trim().is_empty() {
        written.clear();
    }
    let reverse = written.last().is_some_and(|last| last.trim() == "rev");
    if reverse {
        if !family.reversible {
            return Err(NotationError::NotReversible {
                family: family.name,
                usage: family.usage(),
                example: family.example,
            });
        }
        written.pop();
    }
    let required = family.arguments.iter().filter(|argument| argument.default.is_none()).count();
    if !(required..=family.arguments.len()).contains(&written.len()) {
        return Err(NotationError::Count {
            family: family.name,
            found: written.len(),
            usage: family.usage(),
            example: family.example,
        });
    }
    let mut values = Vec::with_capacity(family.arguments.len());
    for (i, argument) in family.arguments.iter().enumerate() {
        values.push(match (written.get(i), argument.default) {
            (Some(text), _) => value(family, argument, text, notation)?,
            (None, default) => default.unwrap_or_default(),
        });
    }
    let mut built =
        (family.build)(&values).map_err(|_| NotationError::TooMany { found: quoted(notation) })?;
    if reverse {
        built.reverse();
    }
    let base = built.base()?;
    Ok(NamedBase::new(notation.to_owned(), base, built.labels, built.notices).written(notation))
}

fn value(family: &Family, argument: &Argument, text: &str, notation: &str) -> Result<f64, NotationError> {
    let value = match argument.domain {
        Domain::Word(words) => words.iter().position(|word| *word == text.trim()).map(|i| i as f64),
        _ => match number::parse(text) {
            Ok(value) => Some(value),
            Err(source) => {
                return Err(NotationError::ArgumentNumber {
                    family: family.name,
                    argument: argument.name,
                    source: source.within(text, notation),
                    allowed: argument.domain,
                    example: family.example,
                });
            }
        },
    };
    value.filter(|&value| argument.domain.contains(value)).ok_or_else(|| NotationError::Argument {
        family: family.name,
        argument: argument.name,
        found: quoted(text.trim()),
        allowed: argument.domain,
        example: family.example,
    })
}
