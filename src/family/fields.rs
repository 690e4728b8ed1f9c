//! The arguments of a family one by one, for stepping and typing.

use crate::bon::MAX_OUTCOMES;
use crate::family::table::{Argument, Domain, Family, families, short};
use crate::text::{number, step};

/// The parts of a notation such as `zipf:1000,1.1`, with defaults for omitted arguments.
#[derive(Clone, Debug)]
pub struct Fields {
    family: &'static Family,
    texts: Vec<String>,
    reversed: bool,
}

impl Fields {
    /// The fields of a notation that [`crate::family::parse`] accepts; none for a list of weights.
    pub fn of(notation: &str) -> Option<Fields> {
        let (name, arguments) = notation.split_once(':').unwrap_or((notation, ""));
        let family = families().iter().find(|family| family.name == name.trim())?;
        let mut written: Vec<&str> =
            arguments.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
        let reversed = written.pop_if(|last| *last == "rev").is_some();
        let text = |(at, argument): (usize, &Argument)| match written.get(at) {
            Some(text) => (*text).to_owned(),
            None => short(argument.default.unwrap_or_default()),
        };
        Some(Fields { family, texts: family.arguments.iter().enumerate().map(text).collect(), reversed })
    }

    /// The family.
    pub fn family(&self) -> &'static Family {
        self.family
    }

    /// Names and texts of the arguments, in order.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.family.arguments.iter().map(|argument| argument.name).zip(self.texts.iter().map(String::as_str))
    }

    /// The notation with `text` as the argument at `at`.
    pub fn with(&self, at: usize, text: &str) -> String {
        let texts = self.texts.iter().enumerate();
        let mut texts: Vec<&str> = texts.map(|(i, old)| if i == at { text } else { old }).collect();
        if self.reversed {
            texts.push("rev");
        }
        format!("{}:{}", self.family.name, texts.join(","))
    }

    /// The text of the next value up or down of the argument at `at`: a word, or a number that differs in its second
    /// digit. It may lie outside the domain.
    pub fn stepped(&self, at: usize, up: bool) -> Option<String> {
        let (argument, text) = (self.family.arguments.get(at)?, self.texts.get(at)?);
        Some(match argument.domain {
            Domain::Word(words) => {
                let here = words.iter().position(|word| word == text)?;
                words[(here + if up { 1 } else { words.len() - 1 }) % words.len()].to_owned()
            }
            Domain::Whole(..) => short(step(number::parse(text).ok()?, up, 0)),
            Domain::Within(..) | Domain::Between(..) => short(step(number::parse(text).ok()?, up, -300)),
        })
    }

    /// The values that the argument at `at` may have in a base of at most `most` outcomes.
    pub fn allowed(&self, at: usize, most: usize) -> Option<Domain> {
        Some(match self.family.arguments.get(at)?.domain {
            // A number of outcomes.
            Domain::Whole(least, all) if all <= MAX_OUTCOMES as f64 => {
                Domain::Whole(least, all.min(most as f64))
            }
            domain => domain,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family;

    #[test]
    fn every_family_comes_apart_and_together() {
        for family in families() {
            let fields = Fields::of(family.example).unwrap();
            assert_eq!(fields.each().count(), family.arguments.len());
            for (at, (_, text)) in fields.each().enumerate() {
                let named = family::parse(&fields.with(at, text)).unwrap();
                assert_eq!(named.base(), family::parse(family.example).unwrap().base());
                for up in [true, false] {
                    let stepped = fields.with(at, &fields.stepped(at, up).unwrap());
                    assert!(family::parse(&stepped).is_ok(), "{stepped}");
                }
            }
        }
        assert_eq!(Fields::of("zipf: 10 , 1.1,rev").unwrap().with(1, "2"), "zipf:10,2,rev");
        assert_eq!(Fields::of("dirichlet:10,1").unwrap().with(0, "20"), "dirichlet:20,1,1");
        assert_eq!(Fields::of("toy-lm:logprob").unwrap().stepped(0, false).as_deref(), Some("brevity"));
        assert!(Fields::of("0.9,0.1").is_none());
        let allowed = |at| Fields::of("dirichlet:10,1,7").unwrap().allowed(at, 500).unwrap();
        assert_eq!(allowed(0), Domain::Whole(1.0, 500.0));
        assert!(allowed(2).contains(1e6), "a seed is no number of outcomes");
    }

    #[test]
    fn steps_are_round_numbers() {
        for (value, above) in
            [(10.0, 11.0), (1.0, 2.0), (99.0, 100.0), (123.0, 130.0), (1e5, 1.1e5), (0.0, 1.0)]
        {
            assert_eq!(step(value, true, 0), above);
        }
        for (value, below) in [(10.0, 9.0), (110.0, 100.0), (100.0, 99.0), (1e6, 990_000.0), (1.0, 0.0)] {
            assert_eq!(step(value, false, 0), below);
        }
        for (value, above) in [(0.1, 0.11), (1.1, 1.2), (0.099, 0.1), (0.0, 0.1), (4.0, 4.1), (1e-3, 1.1e-3)]
        {
            assert_eq!(step(value, true, -300), above);
            if value > 0.0 {
                assert_eq!(step(above, false, -300), value);
            }
        }
    }
}
