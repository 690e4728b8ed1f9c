//! From the text of one JSON value to a [`Value`], as far as it is wanted.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::data::table::value::{MAX_DEPTH, Value};
use crate::data::table::wanted::Wanted;
use crate::text::visible;

/// The value that `text` is, or why it is none. NaN and Infinity, which are not JSON but common, read as null.
pub(super) fn parse(text: &str, wanted: &Wanted) -> Result<Value, Fault> {
    strict(text, wanted).or_else(|error| match without_nan(text) {
        Some(text) => strict(&text, wanted).map_err(Fault::new),
        None => Err(Fault::new(error)),
    })
}

/// Why a text is no JSON value.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) sentence: String,
    /// Whether the text ends too early.
    pub(super) is_end: bool,
}

impl Fault {
    /// The message of serde_json with the column, and without the line.
    fn new(error: serde_json::Error) -> Fault {
        let text = error.to_string();
        let plain = text.split(" at line ").next().unwrap_or_default();
        let place = match error.line() {
            0 | 1 => format!("at column {}", error.column()),
            line => format!("at its line {line}, column {}", error.column()),
        };
        Fault { sentence: format!("{} {place}", visible(plain)), is_end: error.is_eof() }
    }
}

fn strict(text: &str, wanted: &Wanted) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Seed { wanted, depth: 0 }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// The text with null for every bare NaN, Infinity and -Infinity; none when it has none of them.
fn without_nan(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut rest, mut in_string, mut found) = (text, false, false);
    while let Some(c) = rest.chars().next() {
        let bare =
            ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| !in_string && rest.starts_with(word));
        let taken = match (bare, c) {
            (Some(word), _) => {
                out.push_str("null");
                found = true;
                rest = &rest[word.len()..];
                continue;
            }
            (None, '"') => {
                in_string = !in_string;
                1
            }
            (None, '\\') if in_string => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            (None, c) => c.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    found.then_some(out)
}

#[derive(Clone, Copy)]
struct Seed<'w> {
    wanted: &'w Wanted,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.wanted.is_exact() {
            let raw = <&RawValue>::deserialize(deserializer)?;
            return exact(raw.get(), self.depth).map_err(D::Error::custom);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let seed = Seed { depth: deeper(self.depth).map_err(A::Error::custom)?, ..self };
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(seed)? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let depth = deeper(self.depth).map_err(A::Error::custom)?;
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            if self.wanted.is_all() {
                entries.push((Rc::from(&*key), map.next_value_seed(Seed { depth, ..self })?));
            } else if let Some((name, wanted)) = self.wanted.of(&key) {
                entries.push((Rc::clone(name), map.next_value_seed(Seed { wanted, depth })?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Value::Struct(entries))
    }
}

fn deeper(depth: usize) -> Result<usize, String> {
    if depth < MAX_DEPTH { Ok(depth + 1) } else { Err(format!("nested more than {MAX_DEPTH} deep")) }
}

/// The value with all digits of its numbers. `text` is well-formed.
fn exact(text: &str, depth: usize) -> Result<Value, String> {
    let part = |error: serde_json::Error| error.to_string();
    Ok(match text.as_bytes().first() {
        Some(b'{') => {
            let depth = deeper(depth)?;
            let Entries(entries) = serde_json::from_str(text).map_err(part)?;
            let entry =
                |(key, raw): (Cow<'_, str>, &RawValue)| Ok((Rc::from(&*key), exact(raw.get(), depth)?));
            Value::Struct(entries.into_iter().map(entry).collect::<Result<_, String>>()?)
        }
        Some(b'[') => {
            let depth = deeper(depth)?;
            let values: Vec<&RawValue> = serde_json::from_str(text).map_err(part)?;
            Value::List(values.into_iter().map(|raw| exact(raw.get(), depth)).collect::<Result<_, String>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(text).map_err(part)?),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'-' | b'0'..=b'9') => Value::Digits(text.into()),
        _ => Value::Null,
    })
}

/// A key, borrowed from the text unless it has escape sequences.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'de>, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// The entries of an object, in order.
struct Entries<'de>(Vec<(Cow<'de, str>, &'de RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<'de>, D::Error> {
        struct EntryVisitor;
        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some((Key(key), raw)) = map.next_entry()? {
                    entries.push((key, raw));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntryVisitor)
    }
}
