//! Live values: arithmetic over quantities and outcomes at some n, evaluated for the base at hand.

use crate::bon::{Drawing, Draws, OutcomeTerms, Proposed, Quantity};
use crate::family::NamedBase;
use crate::text::{did_you_mean, draws, quoted};

/// A value shown in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    term: Term,
    format: Format,
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With this many significant digits.
    Digits(usize),
    /// As a percentage.
    Percent,
}

#[derive(Clone, Debug, PartialEq)]
enum Term {
    Number(f64),
    Draws,
    Quantity(Quantity, Option<u64>),
    Outcome(Part, String, Option<u64>),
    Ln(Box<Term>),
    Exp(Box<Term>),
    Two(Box<Term>, char, Box<Term>),
}

/// A property of one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    P,
    Pi,
    LogRatio,
    KlTerm,
    GapTerm,
    DN,
}

const PARTS: &[(&str, Part)] = &[
    ("p", Part::P),
    ("pi", Part::Pi),
    ("log_ratio", Part::LogRatio),
    ("kl_term", Part::KlTerm),
    ("gap_term", Part::GapTerm),
    ("d_n", Part::DN),
];

/// Significant digits when none are given.
const DIGITS: usize = 3;
/// The deepest nesting that is read.
const DEEPEST: usize = 16;

impl Value {
    /// Reads the contents of the braces: a term such as `kl`, `bound@64 / kl@64 - 1` or `pi(rare)@1000`, and after a
    /// colon a number of digits or `%`.
    pub(super) fn parse(text: &str) -> Result<Value, String> {
        let (term, format) = match text.rsplit_once(':') {
            None => (text, Format::Digits(DIGITS)),
            Some((term, "%")) => (term, Format::Percent),
            Some((term, digits)) => match digits.parse() {
                Ok(digits @ 1..=15) => (term, Format::Digits(digits)),
                _ => {
                    return Err(format!("after the colon stands {}; 1 to 15 or % may", quoted(digits)));
                }
            },
        };
        let mut reader = Reader { rest: term.trim_start() };
        let term = reader.sum(0)?;
        if reader.rest.is_empty() {
            Ok(Value { term, format })
        } else {
            Err(format!("nothing is known of {}", quoted(reader.rest)))
        }
    }

    /// How the value is shown.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The labels of the outcomes in the value.
    pub fn labels(&self) -> Vec<&str> {
        let mut labels = Vec::new();
        self.term.collect(&mut labels);
        labels
    }

    /// The value for `base` as drawn from at `n`, in nats if it is information; none when the base lacks an outcome that
    /// the value names. Takes time proportional to the number of outcomes.
    pub fn evaluate(&self, base: &NamedBase, proposed: Option<&Proposed>, n: u64) -> Option<f64> {
        self.term.evaluate(base, Drawing { base: base.base(), proposed }, n)
    }
}

impl Term {
    fn collect<'a>(&'a self, labels: &mut Vec<&'a str>) {
        match self {
            Term::Outcome(_, label, _) => labels.push(label),
            Term::Ln(inside) | Term::Exp(inside) => inside.collect(labels),
            Term::Two(left, _, right) => {
                left.collect(labels);
                right.collect(labels);
            }
            Term::Number(_) | Term::Draws | Term::Quantity(..) => {}
        }
    }

    fn evaluate(&self, base: &NamedBase, drawing: Drawing<'_>, n: u64) -> Option<f64> {
        let draws = |at: &Option<u64>| Draws::new(at.unwrap_or(n) as f64).ok();
        Some(match self {
            Term::Number(number) => *number,
            Term::Draws => n as f64,
            Term::Quantity(quantity, at) => drawing.value(draws(at)?, *quantity),
            Term::Outcome(part, label, at) => {
                let rank = (0..base.base().len()).find(|&rank| base.label(rank) == label.as_str())?;
                part.of(&drawing.outcome(draws(at)?, rank))?
            }
            Term::Ln(inside) => inside.evaluate(base, drawing, n)?.ln(),
            Term::Exp(inside) => inside.evaluate(base, drawing, n)?.exp(),
            Term::Two(left, sign, right) => {
                let (left, right) = (left.evaluate(base, drawing, n)?, right.evaluate(base, drawing, n)?);
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => left / right,
                }
            }
        })
    }
}

impl Part {
    fn of(self, terms: &OutcomeTerms) -> Option<f64> {
        Some(match self {
            Part::P => terms.p,
            Part::Pi => terms.pi,
            Part::LogRatio => terms.log_ratio?,
            Part::KlTerm => terms.kl_term,
            Part::GapTerm => terms.gap_term,
            Part::DN => terms.d_n,
        })
    }
}

/// Reads terms; the unread rest never begins with a blank.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest.trim_start();
        taken
    }

    fn one_of(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.rest.chars().next().filter(|c| signs.contains(c))?;
        self.take(sign.len_utf8());
        Some(sign)
    }

    fn sum(&mut self, depth: usize) -> Result<Term, String> {
        let mut left = self.product(depth)?;
        while let Some(sign) = self.one_of(&['+', '-']) {
            left = Term::Two(Box::new(left), sign, Box::new(self.product(depth)?));
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Term, String> {
        let mut left = self.atom(depth)?;
        while let Some(sign) = self.one_of(&['*', '/']) {
            left = Term::Two(Box::new(left), sign, Box::new(self.atom(depth)?));
        }
        Ok(left)
    }

    fn atom(&mut self, depth: usize) -> Result<Term, String> {
        if depth > DEEPEST {
            return Err(format!("it nests deeper than {DEEPEST}"));
        }
        if self.one_of(&['(']).is_some() {
            let inside = self.sum(depth + 1)?;
            return match self.one_of(&[')']) {
                Some(_) => Ok(inside),
                None => Err("a \"(\" is never closed".to_owned()),
            };
        }
        let end = |kept: fn(char) -> bool, rest: &str| rest.find(|c| !kept(c)).unwrap_or(rest.len());
        let digits = end(|c| c.is_ascii_digit() || c == '.', self.rest);
        if digits > 0 {
            let text = self.take(digits);
            return text.parse().map(Term::Number).map_err(|_| format!("{} is not a number", quoted(text)));
        }
        let length = end(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'), self.rest);
        let name = self.take(length);
        match name {
            "" if self.rest.is_empty() => Err("something is missing at its end".to_owned()),
            "" => Err(format!("nothing is known of {}", quoted(self.rest))),
            "n" => Ok(Term::Draws),
            "ln" => Ok(Term::Ln(Box::new(self.atom(depth + 1)?))),
            "exp" => Ok(Term::Exp(Box::new(self.atom(depth + 1)?))),
            _ => match PARTS.iter().find(|(known, _)| *known == name) {
                Some(&(_, part)) => {
                    let label = self.label(name)?;
                    Ok(Term::Outcome(part, label, self.at()?))
                }
                None => {
                    let quantity = Quantity::from_name(name).ok_or_else(|| {
                        let known = Quantity::ALL.iter().map(|quantity| quantity.name());
                        format!("there is no quantity {};{}", quoted(name), did_you_mean(name, known))
                            .trim_end_matches(';')
                            .to_owned()
                    })?;
                    Ok(Term::Quantity(quantity, self.at()?))
                }
            },
        }
    }

    /// The label of an outcome, in parentheses.
    fn label(&mut self, name: &str) -> Result<String, String> {
        let inside = self.rest.strip_prefix('(').and_then(|rest| rest.find(')'));
        let length = inside.ok_or_else(|| format!("{name} needs an outcome, as in {name}(y1)"))?;
        let label = self.take(length + 2);
        Ok(label[1..=length].trim().to_owned())
    }

    /// `@` and a number of draws, if given.
    fn at(&mut self) -> Result<Option<u64>, String> {
        if self.one_of(&['@']).is_none() {
            return Ok(None);
        }
        let kept = |c: char| c.is_ascii_alphanumeric() || c == '^';
        let length = self.rest.find(|c| !kept(c)).unwrap_or(self.rest.len());
        let text = self.take(length);
        match draws::parse_list(text, 2).as_deref() {
            Ok(&[n]) => Ok(Some(n)),
            _ => Err(format!("after @ stands {}; a whole number from 1 to 1e15 may", quoted(text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> f64 {
        let base = crate::family::parse("1/2,1/2").unwrap();
        Value::parse(text).unwrap().evaluate(&base, None, 2).unwrap()
    }

    #[test]
    fn values_are_those_of_the_base_at_hand() {
        let near = |text: &str, wanted: f64| {
            let found = value(text);
            assert!((found - wanted).abs() <= 1e-14 * wanted.abs(), "{text}: {found} for {wanted}");
        };
        near("kl", 0.130_812_035_941_136_96);
        near("bound@2", 0.193_147_180_559_945_3);
        near("win_rate@4", 0.71875);
        near("bound@1e6 - kl_limit + ln 2 - ln(2)", 1e6f64.ln() - 0.999_999 - 2f64.ln());
        near("pi(y2)", 0.75);
        near("1 - pi(y2)@4 * 2 / n", 0.0625);
        near("(1 + 2) * 3", 9.0);
        near("1 - exp(0 - ln 4) / 2", 0.875);
    }

    #[test]
    fn formats_and_labels_are_told() {
        assert_eq!(Value::parse("kl").unwrap().format(), Format::Digits(3));
        assert_eq!(Value::parse("kl:6").unwrap().format(), Format::Digits(6));
        let value = Value::parse("pi(a b)@4 / p(c):%").unwrap();
        assert_eq!((value.format(), value.labels()), (Format::Percent, vec!["a b", "c"]));
        let base = crate::family::parse("1,1").unwrap();
        assert_eq!(value.evaluate(&base, None, 1), None);
    }

    #[test]
    fn broken_values_are_refused() {
        let deep = "(".repeat(99) + "1" + &")".repeat(99);
        for text in [
            "", "kl@", "kl@0", "pi", "pi(", "kl:0", "kl:16", "kl:x", "1 +", "1 1", "ln", "1.2.3", "*", "é",
            &deep,
        ] {
            assert!(Value::parse(text).is_err(), "{text}");
        }
    }
}
