//! TOML values with their places, so that every error can name one.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::bon::Draws;
use crate::document::error::{DocumentError, Problem};
use crate::text::number::{self, NumberProblem};
use crate::text::{did_you_mean, quoted, visible};

/// The text of a document and the name of its file.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    pub(crate) file: &'a str,
}

impl<'a> Source<'a> {
    /// The document as a table.
    pub(crate) fn parse(self) -> Result<Spanned<DeTable<'a>>, DocumentError> {
        DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(self.text.len(), |span| span.start);
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            self.error(at, Problem::Syntax(visible(&message).into_owned()))
        })
    }

    /// `problem` at the byte offset `at`.
    pub(crate) fn error(&self, at: usize, problem: impl Into<Problem>) -> DocumentError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        DocumentError::At {
            file: visible(self.file).into_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem: Box::new(problem.into()),
        }
    }
}

/// A table and the name errors call it by.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    source: Source<'a>,
    table: &'a DeTable<'a>,
    at: usize,
    name: &'static str,
}

impl<'a> Table<'a> {
    /// The whole document, called `name` in errors.
    pub(crate) fn root(source: Source<'a>, table: &'a DeTable<'a>, name: &'static str) -> Table<'a> {
        Table { source, table, at: 0, name }
    }

    /// Refuses any key that is not `allowed`, the first in the file.
    pub(crate) fn only(self, allowed: &[&'static str]) -> Result<Table<'a>, DocumentError> {
        let unknown = self.table.keys().filter(|key| !allowed.contains(&key.get_ref().as_ref()));
        match unknown.min_by_key(|key| key.span().start) {
            None => Ok(self),
            Some(key) => Err(self.source.error(
                key.span().start,
                Problem::UnknownKey {
                    found: quoted(key.get_ref()),
                    table: self.name,
                    hint: did_you_mean(key.get_ref(), allowed.iter().copied()),
                    allowed: allowed.join(", "),
                },
            )),
        }
    }

    pub(crate) fn get(self, key: &'static str) -> Option<Value<'a>> {
        self.table.get(key).map(|value| Value { source: self.source, key, index: None, value })
    }

    /// The value of a key that must be there; `allowed` says what it may be.
    pub(crate) fn need(self, key: &'static str, allowed: &str) -> Result<Value<'a>, DocumentError> {
        self.get(key).ok_or_else(|| {
            self.error(Problem::Missing { table: self.name, key, allowed: allowed.to_owned() })
        })
    }

    /// `problem` at the head of the table.
    pub(crate) fn error(self, problem: impl Into<Problem>) -> DocumentError {
        self.source.error(self.at, problem)
    }

    pub(crate) fn name(self) -> &'static str {
        self.name
    }

    /// The keys and their values in the order of the file. `known` gives the name of a key in errors, or the reason why
    /// there is no such key.
    pub(crate) fn entries<P: Into<Problem>>(
        self,
        known: impl Fn(&str) -> Result<&'static str, P>,
    ) -> Result<Vec<Value<'a>>, DocumentError> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&'a Spanned<_>, &'a _)| {
            let key_span = key.span();
            let name = |key: &std::borrow::Cow<'_, str>| known(key);
            let key = name(key.get_ref()).map_err(|problem| self.source.error(key_span.start, problem))?;
            Ok(Value { source: self.source, key, index: None, value })
        };
        entries.into_iter().map(entry).collect()
    }
}

/// A value, its key and its place in a list.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    source: Source<'a>,
    key: &'static str,
    index: Option<usize>,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Value<'a> {
    /// The value as errors name it.
    pub(crate) fn what(self) -> String {
        match self.index {
            Some(index) => format!("entry {} of {}", index + 1, self.key),
            None => self.key.to_owned(),
        }
    }

    pub(crate) fn error(self, problem: impl Into<Problem>) -> DocumentError {
        self.source.error(self.span().start, problem)
    }

    /// The refusal of this value, which should have been `allowed`.
    pub(crate) fn refuse(self, allowed: impl Into<String>) -> DocumentError {
        self.error(Problem::Value {
            what: self.what(),
            found: found(self.value.get_ref()),
            allowed: allowed.into(),
        })
    }

    fn span(self) -> Range<usize> {
        self.value.span()
    }

    /// The key.
    pub(crate) fn key(self) -> &'static str {
        self.key
    }

    /// Yes or no.
    pub(crate) fn truth(self) -> Result<bool, DocumentError> {
        match self.value.get_ref() {
            DeValue::Boolean(truth) => Ok(*truth),
            _ => Err(self.refuse("true or false")),
        }
    }

    /// A list, or a single value as a list of one.
    pub(crate) fn one_or_more(self) -> Vec<Value<'a>> {
        match self.value.get_ref() {
            DeValue::Array(array) => {
                array.iter().enumerate().map(|(i, value)| Value { index: Some(i), value, ..self }).collect()
            }
            _ => vec![self],
        }
    }

    /// The text, where the value may also be something else.
    pub(crate) fn as_text(self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        }
    }

    pub(crate) fn text(self) -> Result<&'a str, DocumentError> {
        self.as_text().ok_or_else(|| self.refuse("a text in quotes"))
    }

    /// A text of one line that is not blank, control characters made visible.
    pub(crate) fn line(self) -> Result<String, DocumentError> {
        match self.text()?.trim() {
            "" => Err(self.refuse("a text in quotes that is not empty")),
            line => Ok(visible(line).into_owned()),
        }
    }

    /// Text to read: the lines of a paragraph are joined, paragraphs separated by one `\n`, and control characters made
    /// visible.
    pub(crate) fn prose(self) -> Result<String, DocumentError> {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut open = false;
        for line in self.text()?.lines().map(str::trim) {
            match paragraphs.last_mut() {
                _ if line.is_empty() => open = false,
                Some(paragraph) if open => {
                    paragraph.push(' ');
                    paragraph.push_str(&visible(line));
                }
                _ => {
                    paragraphs.push(visible(line).into_owned());
                    open = true;
                }
            }
        }
        Ok(paragraphs.join("\n"))
    }

    /// A finite number, plain or in the notation of numbers (`"1/3"`).
    pub(crate) fn number(self) -> Result<f64, DocumentError> {
        const ALLOWED: &str = "a finite number such as 0.5, 1e-4 or \"1/3\"";
        let wrong = |source| self.error(Problem::Number { what: self.what(), source });
        let number = match self.value.get_ref() {
            // TOML allows underscores between digits.
            DeValue::Float(float) => match number::parse(&float.as_str().replace('_', "")) {
                Err(source) if source.problem == NumberProblem::Underflow => return Err(wrong(source)),
                parsed => parsed.ok(),
            },
            DeValue::Integer(integer) => {
                i128::from_str_radix(&integer.as_str().replace('_', ""), integer.radix())
                    .ok()
                    .map(|whole| whole as f64)
            }
            DeValue::String(text) => Some(number::parse(text).map_err(wrong)?),
            _ => None,
        };
        number.ok_or_else(|| self.refuse(ALLOWED))
    }

    /// A number of draws.
    pub(crate) fn draws(self) -> Result<u64, DocumentError> {
        match Draws::new(self.number()?) {
            Ok(n) if n.get().fract() == 0.0 => Ok(n.get() as u64),
            _ => Err(self.refuse("a whole number from 1 to 1e15")),
        }
    }

    /// One of the `names`, looked up by `from_name`.
    pub(crate) fn choice<T>(
        self,
        names: impl Iterator<Item = &'static str> + Clone,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<T, DocumentError> {
        let name = self.text()?;
        from_name(name).ok_or_else(|| {
            self.error(Problem::Name {
                what: self.what(),
                found: quoted(name),
                hint: did_you_mean(name, names.clone()),
                allowed: names.collect::<Vec<_>>().join(", "),
            })
        })
    }

    /// The entries of a list.
    pub(crate) fn list(
        self,
        allowed: &str,
    ) -> Result<impl ExactSizeIterator<Item = Value<'a>>, DocumentError> {
        let DeValue::Array(array) = self.value.get_ref() else { return Err(self.refuse(allowed)) };
        Ok(array.iter().enumerate().map(move |(i, value)| Value { index: Some(i), value, ..self }))
    }

    pub(crate) fn table(self, name: &'static str) -> Result<Table<'a>, DocumentError> {
        match self.value.get_ref() {
            DeValue::Table(table) => Ok(Table { source: self.source, table, at: self.span().start, name }),
            _ => Err(self.refuse(format!("a table, {name}"))),
        }
    }
}

/// A value, in words.
fn found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", quoted(text)),
        DeValue::Integer(number) => format!("the number {}", visible(&number.to_string())),
        DeValue::Float(number) => format!("the number {}", visible(&number.to_string())),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
