//! Arithmetic of numbers as a person types them: `0.9`, `1e-4`, `1/3`, `2^-20`, `(1 - 0.1)/3`.
//!
//! Every operation is rounded once, as IEEE doubles are. Must never panic, and never return a number that is not
//! finite, or 0 for a value that is not 0.

use std::fmt;

pub use crate::bon::exact;

use crate::text::quoted;

/// The longest expression, in characters.
pub const MAX_LENGTH: usize = 256;
/// The deepest nesting of parentheses, signs and powers.
pub const MAX_NESTING: usize = 64;

/// Why a text is not a number: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("column {column}: {problem}")]
pub struct NumberError {
    /// The place, in characters from 1.
    pub column: usize,
    /// What is wrong there.
    pub problem: NumberProblem,
}

impl NumberError {
    /// The same error for `part`, a slice of `whole`, with the column counted in `whole`.
    pub(crate) fn within(mut self, part: &str, whole: &str) -> NumberError {
        let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
        self.column += whole.get(..offset).map_or(0, |before| before.chars().count());
        self
    }
}

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberProblem {
    /// Something that is not allowed there.
    Unexpected {
        /// What was found, quoted, or the end.
        found: String,
        /// What is allowed.
        allowed: &'static str,
    },
    /// More than [`MAX_LENGTH`] characters.
    TooLong(usize),
    /// Deeper than [`MAX_NESTING`].
    TooDeep,
    /// A division by zero.
    DivisionByZero,
    /// A result that is not a finite real number.
    NotFinite,
    /// A nonzero result too small for a double.
    Underflow,
}

impl fmt::Display for NumberProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unexpected { found, allowed } => write!(f, "found {found} where {allowed} is allowed"),
            Self::TooLong(length) => {
                write!(f, "the number is {length} characters long; at most {MAX_LENGTH} are allowed")
            }
            Self::TooDeep => write!(f, "more than {MAX_NESTING} levels of parentheses, signs or powers"),
            Self::DivisionByZero => f.write_str("this divides by 0; the divisor must be another number"),
            Self::NotFinite => {
                f.write_str("the result is not a finite number; its size must stay below about 1.8e308")
            }
            Self::Underflow => {
                f.write_str("the result is closer to 0 than a number can be; write 0 or at least 1e-307")
            }
        }
    }
}

/// The value of an expression of numbers, `+ - * / ^`, unary signs and parentheses.
///
/// `^` binds tightest and groups to the right: `-2^2` is -4, `2^-20` a power of two.
///
/// # Errors
/// [`NumberError`] with the column of the mistake. A result that overflows, underflows to 0 or is not real is an error.
pub fn parse(text: &str) -> Result<f64, NumberError> {
    let length = text.chars().count();
    if length > MAX_LENGTH {
        return Err(NumberError { column: 1, problem: NumberProblem::TooLong(length) });
    }
    let mut parser = Parser { rest: text, column: 1, depth: 0 };
    let value = parser.sum()?;
    parser.skip_space();
    if parser.rest.is_empty() { Ok(value) } else { Err(parser.unexpected("an operator, one of + - * / ^,")) }
}

struct Parser<'a> {
    rest: &'a str,
    column: usize,
    depth: usize,
}

impl Parser<'_> {
    fn sum(&mut self) -> Result<f64, NumberError> {
        let mut value = self.product()?;
        loop {
            let column = self.column;
            let next = match self.operator(&['+', '-']) {
                Some('+') => value + self.product()?,
                Some(_) => value - self.product()?,
                None => return Ok(value),
            };
            value = finite(next, column)?;
        }
    }

    fn product(&mut self) -> Result<f64, NumberError> {
        let mut value = self.signed()?;
        loop {
            let column = self.column;
            let (next, exact_zero) = match self.operator(&['*', '/']) {
                Some('*') => {
                    let factor = self.signed()?;
                    (value * factor, value == 0.0 || factor == 0.0)
                }
                Some(_) => {
                    let divisor = self.signed()?;
                    if divisor == 0.0 {
                        return Err(NumberError { column, problem: NumberProblem::DivisionByZero });
                    }
                    (value / divisor, value == 0.0)
                }
                None => return Ok(value),
            };
            value = no_underflow(finite(next, column)?, exact_zero, column)?;
        }
    }

    fn signed(&mut self) -> Result<f64, NumberError> {
        match self.operator(&['-', '+']) {
            Some('-') => self.nested(Self::signed).map(|value| -value),
            Some(_) => self.nested(Self::signed),
            None => self.power(),
        }
    }

    fn power(&mut self) -> Result<f64, NumberError> {
        let base = self.atom()?;
        let column = self.column;
        if self.operator(&['^']).is_none() {
            return Ok(base);
        }
        let exponent = self.nested(Self::signed)?;
        if base == 0.0 && exponent < 0.0 {
            return Err(NumberError { column, problem: NumberProblem::DivisionByZero });
        }
        no_underflow(finite(base.powf(exponent), column)?, base == 0.0, column)
    }

    fn atom(&mut self) -> Result<f64, NumberError> {
        if self.operator(&['(']).is_some() {
            let value = self.nested(Self::sum)?;
            return match self.operator(&[')']) {
                Some(_) => Ok(value),
                None => Err(self.unexpected("\")\" or an operator")),
            };
        }
        self.literal()
    }

    fn literal(&mut self) -> Result<f64, NumberError> {
        const ALLOWED: &str = "a number such as 0.9, 1e-4, 1/3 or 2^-20";
        let length = literal_length(self.rest);
        let (literal, rest) = self.rest.split_at(length);
        let Ok(value) = literal.parse::<f64>() else { return Err(self.unexpected(ALLOWED)) };
        let column = self.column;
        let mantissa = literal.split(['e', 'E']).next().unwrap_or(literal);
        let exact_zero = !mantissa.contains(|c: char| matches!(c, '1'..='9'));
        self.rest = rest;
        self.column += length;
        no_underflow(finite(value, column)?, exact_zero, column)
    }

    fn nested(&mut self, parse: fn(&mut Self) -> Result<f64, NumberError>) -> Result<f64, NumberError> {
        if self.depth == MAX_NESTING {
            return Err(NumberError { column: self.column, problem: NumberProblem::TooDeep });
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    /// Takes the next character if it is one of `wanted`.
    fn operator(&mut self, wanted: &[char]) -> Option<char> {
        self.skip_space();
        let c = self.rest.chars().next().filter(|c| wanted.contains(c))?;
        self.rest = &self.rest[c.len_utf8()..];
        self.column += 1;
        Some(c)
    }

    fn skip_space(&mut self) {
        let trimmed = self.rest.trim_start();
        self.column += self.rest[..self.rest.len() - trimmed.len()].chars().count();
        self.rest = trimmed;
    }

    fn unexpected(&self, allowed: &'static str) -> NumberError {
        let word = self.rest.split([' ', ',', ')', '+', '-', '*', '/', '^', '(']).next().unwrap_or_default();
        let found = match self.rest.chars().next() {
            None => "the end".to_owned(),
            Some(c) if word.is_empty() => quoted(c.encode_utf8(&mut [0; 4])),
            Some(_) => quoted(word),
        };
        NumberError { column: self.column, problem: NumberProblem::Unexpected { found, allowed } }
    }
}

/// The length in bytes (all ASCII) of the longest decimal literal at the start of `text`.
fn literal_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    if text[end..].starts_with('.') {
        end += 1 + digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

fn finite(value: f64, column: usize) -> Result<f64, NumberError> {
    if value.is_finite() { Ok(value) } else { Err(NumberError { column, problem: NumberProblem::NotFinite }) }
}

fn no_underflow(value: f64, exact_zero: bool, column: usize) -> Result<f64, NumberError> {
    if value.is_normal() || exact_zero {
        Ok(value)
    } else {
        Err(NumberError { column, problem: NumberProblem::Underflow })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic() {
        for (text, value) in [
            ("0.9", 0.9),
            (" 1e-4 ", 1e-4),
            (".5", 0.5),
            ("5.", 5.0),
            ("1/3", 1.0 / 3.0),
            ("2^-20", 2f64.powi(-20)),
            ("(1-0.1)/3", 0.9 / 3.0),
            ("-2^2", -4.0),
            ("2^3^2", 512.0),
            ("1 - 2 - 3", -4.0),
            ("8/4/2", 1.0),
            ("--1", 1.0),
            ("1+2*3", 7.0),
            ("0*1e300*0", 0.0),
            ("1E+2", 100.0),
            ("0e5", 0.0),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn refusals_name_the_column() {
        let nested = format!("{}1{}", "(".repeat(65), ")".repeat(65));
        for (text, message) in [
            ("", "column 1: found the end where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed"),
            ("1/", "column 3: found the end where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed"),
            ("1 x", "column 3: found \"x\" where an operator, one of + - * / ^, is allowed"),
            ("1.2.3", "column 4: found \".3\" where an operator, one of + - * / ^, is allowed"),
            ("(1", "column 3: found the end where \")\" or an operator is allowed"),
            ("nan", "column 1: found \"nan\" where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed"),
            ("1/0", "column 2: this divides by 0; the divisor must be another number"),
            ("1e999", "column 1: the result is not a finite number; its size must stay below about 1.8e308"),
            (
                "(0-1)^0.5",
                "column 6: the result is not a finite number; its size must stay below about 1.8e308",
            ),
            (
                "1e-400",
                "column 1: the result is closer to 0 than a number can be; write 0 or at least 1e-307",
            ),
            ("\x1b[2J", "column 1: found \"␛[2J\" where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed"),
            (&nested, "column 66: more than 64 levels of parentheses, signs or powers"),
        ] {
            assert_eq!(parse(text).map_err(|e| e.to_string()), Err(message.to_owned()), "{text}");
        }
        assert!(parse(&"1".repeat(257)).is_err());
    }
}
