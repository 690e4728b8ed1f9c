//! One cell of a row, the same for every format.

use crate::data::error::Problem;
use crate::text::quoted;

/// A cell; its buffer is reused from row to row.
#[derive(Clone, Debug, Default)]
pub(in crate::data) struct Cell {
    kind: Kind,
    number: f64,
    text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Kind {
    #[default]
    Missing,
    Number,
    Text,
}

impl Cell {
    pub(in crate::data) fn clear(&mut self) {
        self.kind = Kind::Missing;
    }

    pub(in crate::data) fn set_number(&mut self, number: f64) {
        (self.kind, self.number) = (Kind::Number, number);
    }

    pub(in crate::data) fn set_text(&mut self, text: &str) {
        self.kind = Kind::Text;
        self.text.clear();
        self.text.push_str(text);
    }

    /// The text; none for a missing or empty cell.
    pub(in crate::data) fn text(&self) -> Option<&str> {
        (self.kind == Kind::Text && !self.text.is_empty()).then_some(&*self.text)
    }

    /// The number, which may be NaN or infinite; none for a missing or empty cell, and for words such as `null`.
    pub(in crate::data) fn number(&self, role: &'static str) -> Result<Option<f64>, Problem> {
        match self.kind {
            Kind::Missing => Ok(None),
            Kind::Number => Ok(Some(self.number)),
            Kind::Text => {
                let text = self.text.trim();
                if let Ok(number) = text.parse() {
                    return Ok(Some(number));
                }
                match text.to_ascii_lowercase().as_str() {
                    "" | "na" | "n/a" | "null" | "none" | "-" => Ok(None),
                    "true" => Ok(Some(1.0)),
                    "false" => Ok(Some(0.0)),
                    _ => Err(Problem::NoNumber { role, found: quoted(text) }),
                }
            }
        }
    }
}
