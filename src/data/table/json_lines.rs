//! JSONL: one object a line. The keys of the first object are the columns; later objects may leave some out.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use crate::data::error::{DataError, Problem};
use crate::data::limits::MAX_ROW;
use crate::data::table::cell::Cell;
use crate::data::table::input::Opened;
use crate::data::table::rows::{Table, refused_bytes};

pub(super) struct JsonLines<'r> {
    file: String,
    heading: Vec<String>,
    body: BufReader<Box<dyn Read + 'r>>,
    line: u64,
    bytes: Vec<u8>,
    /// Whether the first line was read for its keys and is still to be delivered.
    is_waiting: bool,
    chosen: Vec<Option<String>>,
    is_text: Vec<bool>,
}

impl<'r> JsonLines<'r> {
    pub(super) fn open(file: &str, opened: Opened<'r>) -> Result<JsonLines<'r>, DataError> {
        let mut table = JsonLines {
            file: file.to_owned(),
            heading: Vec::new(),
            body: BufReader::with_capacity(1 << 16, opened.body),
            line: 0,
            bytes: Vec::new(),
            is_waiting: false,
            chosen: Vec::new(),
            is_text: Vec::new(),
        };
        if !table.read_line()? {
            return Err(DataError::whole(file, Problem::NoRows));
        }
        table.is_waiting = true;
        let Keys(keys) =
            table.parsed(|text| Keys::deserialize(&mut serde_json::Deserializer::from_str(text)))?;
        table.heading = keys;
        Ok(table)
    }

    /// The next line that is not blank.
    fn read_line(&mut self) -> Result<bool, DataError> {
        loop {
            self.bytes.clear();
            let mut bounded = self.body.by_ref().take(MAX_ROW as u64 + 1);
            bounded.read_until(b'\n', &mut self.bytes).map_err(|error| refused_bytes(&self.file, error))?;
            if self.bytes.is_empty() {
                return Ok(false);
            }
            self.line += 1;
            if self.bytes.len() > MAX_ROW {
                return Err(DataError::at(&self.file, self.line, Problem::LongRow));
            }
            if !self.bytes.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    /// The line, parsed; where parsing fails because of NaN or Infinity, which are not JSON but common, the line with null
    /// instead of them.
    fn parsed<T>(&self, mut parse: impl FnMut(&str) -> serde_json::Result<T>) -> Result<T, DataError> {
        let refused = |problem| DataError::at(&self.file, self.line, problem);
        let text = std::str::from_utf8(&self.bytes)
            .map_err(|_| refused(Problem::NotUtf8("this line".to_owned())))?;
        let text = text.trim_start_matches('\u{feff}').trim();
        parse(text).or_else(|error| match without_nan(text) {
            Some(text) => parse(&text).map_err(|error| refused(Problem::Json(sentence(&error)))),
            None => Err(refused(Problem::Json(sentence(&error)))),
        })
    }
}

/// The message of serde_json with the column, and without the line, which is always 1.
fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" at line 1 column").next().unwrap_or_default();
    format!("{} at column {}", crate::text::visible(plain), error.column())
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

impl Table for JsonLines<'_> {
    fn heading(&self) -> &[String] {
        &self.heading
    }

    fn choose(&mut self, places: &[Option<usize>], is_text: &[bool]) -> Result<(), DataError> {
        let name = |place: &Option<usize>| place.and_then(|place| self.heading.get(place).cloned());
        self.chosen = places.iter().map(name).collect();
        self.is_text = is_text.to_vec();
        Ok(())
    }

    fn next(&mut self, cells: &mut [Cell]) -> Result<Option<u64>, DataError> {
        if !std::mem::take(&mut self.is_waiting) && !self.read_line()? {
            return Ok(None);
        }
        let (chosen, is_text) = (&self.chosen, &self.is_text);
        self.parsed(|text| {
            cells.iter_mut().for_each(Cell::clear);
            let mut deserializer = serde_json::Deserializer::from_str(text);
            RowSeed { chosen, is_text, cells }.deserialize(&mut deserializer)?;
            deserializer.end()
        })?;
        Ok(Some(self.line))
    }
}

/// The keys of an object, in order.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Keys, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry::<String, _>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(KeyVisitor)
    }
}

struct RowSeed<'c> {
    chosen: &'c [Option<String>],
    is_text: &'c [bool],
    cells: &'c mut [Cell],
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            let place = self.chosen.iter().position(|chosen| chosen.as_deref() == Some(&*key));
            match place.and_then(|place| Some((self.cells.get_mut(place)?, *self.is_text.get(place)?))) {
                Some((cell, is_text)) => map.next_value_seed(CellSeed { cell, is_text })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// A key, borrowed from the line unless it has escape sequences.
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

struct CellSeed<'c> {
    cell: &'c mut Cell,
    is_text: bool,
}

impl CellSeed<'_> {
    fn set<N: fmt::Display>(self, shown: N, number: f64) {
        if self.is_text { self.cell.set_text(&shown.to_string()) } else { self.cell.set_number(number) }
    }
}

impl<'de> DeserializeSeed<'de> for CellSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.cell.clear();
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.set(value, f64::from(u8::from(value)));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.set(value, value as f64);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.set(value, value as f64);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.set(value, value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.cell.set_text(value);
        Ok(())
    }

    // A list of chat messages can serve as a prompt; where a number is needed, the text is refused later.
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(list)).map_err(A::Error::custom)?;
        self.cell.set_text(&value.to_string());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map)).map_err(A::Error::custom)?;
        self.cell.set_text(&value.to_string());
        Ok(())
    }
}
