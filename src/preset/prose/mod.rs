//! The text of a walkthrough: words, formulas between dollar signs, and values in braces that are computed live.
//!
//! Owns the notation and its parser. It must never print a value that was typed by hand, and knows no screen.

mod form;
mod maths;
mod value;

pub use form::Form;
pub use maths::Formula;
pub use value::{Format, Value};

use crate::text::quoted;

/// A text, with paragraphs separated by `\n`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose(Vec<Piece>);

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Words(String),
    Formula(Formula),
    Value(Value),
}

/// Why a text was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProseError {
    /// A dollar sign or brace without its partner.
    #[error("{found} is never closed; write {sign}{sign} for the sign itself")]
    Unclosed {
        /// What follows the sign, quoted.
        found: String,
        /// The sign.
        sign: char,
    },
    /// A closing brace without an opening one.
    #[error("a \"}}\" closes nothing; write }}}} for the sign itself")]
    Unopened,
    /// A formula that cannot be read.
    #[error("the formula {formula} is not understood: {why}")]
    Formula {
        /// The formula, quoted.
        formula: String,
        /// What is wrong.
        why: String,
    },
    /// A value that cannot be read.
    #[error("the value {value} is not understood: {why}")]
    Value {
        /// The contents of the braces, quoted.
        value: String,
        /// What is wrong.
        why: String,
    },
}

impl Prose {
    /// Reads a text. `$...$` is a formula in a small part of TeX, `{...}` a live value; `$$`, `{{` and `}}` are the
    /// signs themselves.
    ///
    /// # Errors
    /// [`ProseError`] naming the piece that cannot be read.
    pub fn parse(text: &str) -> Result<Prose, ProseError> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['$', '{', '}']) {
            words.push_str(&rest[..at]);
            let sign = char::from(rest.as_bytes()[at]);
            let after = &rest[at + 1..];
            if let Some(literal) = after.strip_prefix(sign) {
                words.push(sign);
                rest = literal;
                continue;
            }
            let closing = match sign {
                '$' => '$',
                '{' => '}',
                _ => return Err(ProseError::Unopened),
            };
            let (inside, following) = after
                .split_once(closing)
                .ok_or_else(|| ProseError::Unclosed { found: quoted(&rest[at..]), sign })?;
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(if sign == '$' {
                let formula = Formula::parse(inside);
                Piece::Formula(formula.map_err(|why| ProseError::Formula { formula: quoted(inside), why })?)
            } else {
                let value = Value::parse(inside);
                Piece::Value(value.map_err(|why| ProseError::Value { value: quoted(inside), why })?)
            });
            rest = following;
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Prose(pieces))
    }

    /// The values in the text, in order.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Value(value) => Some(value),
            Piece::Words(_) | Piece::Formula(_) => None,
        })
    }

    /// The text, each value written by `write`.
    pub fn written(&self, form: Form, mut write: impl FnMut(&Value) -> String) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Formula(formula) => formula.written(form),
                Piece::Value(value) => write(value),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, form: Form) -> String {
        Prose::parse(text).unwrap().written(form, |_| "0.131".to_owned())
    }

    #[test]
    fn formulas_and_values_are_put_into_the_words() {
        let text =
            r"The exact KL is {kl@2} nats, below $\ln n - \frac{n-1}{n}$; a set is {{a}} and costs $$5.";
        assert_eq!(
            written(text, Form::Unicode),
            "The exact KL is 0.131 nats, below ln n - (n-1)/n; a set is {a} and costs $5."
        );
        assert_eq!(
            written(text, Form::Markdown),
            r"The exact KL is 0.131 nats, below $\ln n - \frac{n-1}{n}$; a set is {a} and costs $5."
        );
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, sentence) in [
            ("a {kl", "\"{kl\" is never closed; write {{ for the sign itself"),
            ("a } b", "a \"}\" closes nothing; write }} for the sign itself"),
            (r"$\foo$", r#"the formula "\foo" is not understood: there is no symbol \foo"#),
            ("{kk}", r#"the value "kk" is not understood: there is no quantity "kk"; did you mean "kl"?"#),
        ] {
            assert_eq!(Prose::parse(text).unwrap_err().to_string(), sentence, "{text}");
        }
    }
}
