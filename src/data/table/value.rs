//! One value of a row, the same for every format.

use std::borrow::Cow;
use std::fmt::Write;
use std::rc::Rc;

use crate::data::error::Problem;
use crate::text::quoted;

/// The deepest nesting that is read; deeper values are refused.
pub(in crate::data) const MAX_DEPTH: usize = 100;

/// A value of a row. A row itself is a [`Value::Struct`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::data) enum Value {
    #[default]
    Null,
    Bool(bool),
    /// A number of which only the value matters.
    Number(f64),
    /// A number with its digits as written: such numbers tell prompts apart to the last digit.
    Digits(Box<str>),
    Text(Box<str>),
    List(Vec<Value>),
    /// Of equal keys the last one counts.
    Struct(Vec<(Rc<str>, Value)>),
}

/// What is found where nothing is.
pub(in crate::data) const NULL: &Value = &Value::Null;

impl Value {
    /// A text.
    pub(in crate::data) fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    /// The value of this key; null in anything but a struct that has it.
    pub(in crate::data) fn get(&self, key: &str) -> &Value {
        let Value::Struct(entries) = self else { return NULL };
        entries.iter().rev().find(|(name, _)| **name == *key).map_or(NULL, |(_, value)| value)
    }

    /// Whether nothing is there: null, or an empty text.
    pub(in crate::data) fn is_missing(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// The number, which may be NaN or infinite; none for what is missing, and for words such as `null`.
    ///
    /// # Errors
    /// [`Problem::NoNumber`] for anything else.
    pub(in crate::data) fn number(&self, role: &'static str) -> Result<Option<f64>, Problem> {
        self.as_number().ok_or_else(|| Problem::NoNumber { role, found: self.quoted() })
    }

    /// As [`Value::number`]; the outer none for what is no number.
    pub(in crate::data) fn as_number(&self) -> Option<Option<f64>> {
        match self {
            Value::Null => Some(None),
            Value::Bool(value) => Some(Some(f64::from(u8::from(*value)))),
            Value::Number(number) => Some(Some(*number)),
            Value::Digits(digits) => digits.parse().ok().map(Some),
            Value::Text(text) => number_of(text.trim()),
            Value::List(_) | Value::Struct(_) => None,
        }
    }

    /// The value as text: a text as it is, anything else as JSON; none where nothing is there.
    pub(in crate::data) fn words(&self) -> Option<Cow<'_, str>> {
        match self {
            _ if self.is_missing() => None,
            Value::Text(text) | Value::Digits(text) => Some(Cow::Borrowed(text)),
            _ => {
                let mut json = String::new();
                self.write_json(&mut json);
                Some(Cow::Owned(json))
            }
        }
    }

    /// The beginning of the value, quoted.
    pub(in crate::data) fn quoted(&self) -> String {
        quoted(self.words().as_deref().unwrap_or_default())
    }

    /// Whether it is a list of chat messages.
    pub(in crate::data) fn is_chat(&self) -> bool {
        let Value::List(messages) = self else { return false };
        is_chat(messages)
    }

    pub(in crate::data) fn write_json(&self, out: &mut String) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            // Writing to a string does not fail.
            Value::Number(number) => _ = write!(out, "{number}"),
            Value::Digits(digits) => out.push_str(digits),
            Value::Text(text) => write_quoted(text, out),
            Value::List(values) => write_list(values, out),
            Value::Struct(entries) => {
                out.push('{');
                for (index, (name, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_quoted(name, out);
                    out.push(':');
                    value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// Whether these are chat messages: each has a role and a content.
pub(in crate::data) fn is_chat(messages: &[Value]) -> bool {
    let is_message =
        |value: &Value| matches!(value.get("role"), Value::Text(_)) || !value.get("content").is_missing();
    !messages.is_empty() && messages.iter().all(is_message)
}

pub(in crate::data) fn write_list(values: &[Value], out: &mut String) {
    out.push('[');
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        value.write_json(out);
    }
    out.push(']');
}

fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if u32::from(c) < 0x20 => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The number that a text is; the inner none for a word that says that there is none.
fn number_of(text: &str) -> Option<Option<f64>> {
    if let Ok(number) = text.parse() {
        return Some(Some(number));
    }
    match text {
        // What inspect_ai writes: correct, incorrect, partial, no answer.
        "C" => return Some(Some(1.0)),
        "P" => return Some(Some(0.5)),
        "I" | "N" => return Some(Some(0.0)),
        _ => {}
    }
    match text.to_ascii_lowercase().as_str() {
        "" | "na" | "n/a" | "null" | "none" | "-" => Some(None),
        "true" => Some(Some(1.0)),
        "false" => Some(Some(0.0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbers_where_tools_write_them() {
        for (text, number) in
            [("1e-4", 1e-4), ("True", 1.0), ("false", 0.0), ("C", 1.0), ("I", 0.0), ("P", 0.5)]
        {
            assert_eq!(Value::text(text).as_number(), Some(Some(number)), "{text}");
        }
        assert_eq!(Value::text("N/A").as_number(), Some(None));
        assert_eq!(Value::text("forty-two").as_number(), None);
        assert_eq!(
            Value::Digits("18446744073709551617".into()).as_number(),
            Some(Some(18446744073709551617.0))
        );
    }

    #[test]
    fn what_is_no_text_is_written_as_json() {
        let entry = |name: &str, value| (Rc::from(name), value);
        let value = Value::List(vec![
            Value::Struct(vec![
                entry("a\n", Value::text("\"\u{1}")),
                entry("b", Value::Digits("1.50".into())),
            ]),
            Value::Null,
            Value::Bool(true),
            Value::Number(3.0),
        ]);
        assert_eq!(value.words().unwrap(), r#"[{"a\n":"\"\u0001","b":1.50},null,true,3]"#);
    }
}
