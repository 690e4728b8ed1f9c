//! The path language: where in a row a value stands.
//!
//! `evaluation.score` goes into structs, `messages[:-1]` takes a part of a list, `scores[].last` goes on with every element,
//! `score.*` takes the only entry of a struct, and `sum(logprobs[])` folds what was found. A key with a dot or a bracket
//! stands in double quotes: `"a.b".c`.

use std::fmt;
use std::rc::Rc;

use crate::data::error::PathError;
use crate::data::table::value::{NULL, Value};
use crate::text::quoted;

/// Where in a row values stand, and how they are folded.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::data) struct Path {
    pub(in crate::data) steps: Vec<Step>,
    pub(in crate::data) fold: Option<Fold>,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::data) enum Step {
    /// An entry of a struct; on a list `last` and `first` are its ends.
    Key(Rc<str>),
    /// The only entry of a struct that is not null.
    Any,
    /// Every element of a list.
    Each,
    /// One element, counted from the end when negative.
    At(i64),
    /// A part of a list, as Python writes it.
    Slice(Option<i64>, Option<i64>),
}

/// How many numbers become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// The last one.
    Last,
    /// The least.
    Min,
    /// Their product.
    Prod,
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
}

impl Fold {
    const ALL: [(&'static str, Fold); 5] = [
        ("last", Fold::Last),
        ("min", Fold::Min),
        ("prod", Fold::Prod),
        ("mean", Fold::Mean),
        ("sum", Fold::Sum),
    ];

    /// Its name in paths.
    pub fn name(self) -> &'static str {
        Fold::ALL.iter().find(|(_, fold)| *fold == self).map_or("", |(name, _)| name)
    }

    /// The numbers in one; none of no numbers.
    pub(in crate::data) fn of(self, numbers: &[f64]) -> Option<f64> {
        let last = *numbers.last()?;
        Some(match self {
            Fold::Last => last,
            Fold::Min => numbers.iter().copied().fold(f64::INFINITY, f64::min),
            Fold::Prod => numbers.iter().product(),
            Fold::Mean => numbers.iter().sum::<f64>() / numbers.len() as f64,
            Fold::Sum => numbers.iter().sum(),
        })
    }
}

/// What stands at the end of a path.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::data) enum Found<'v> {
    One(&'v Value),
    /// A part of a list, taken as one value.
    Part(&'v [Value]),
    /// One for each element of a list.
    Many(Vec<Found<'v>>),
}

impl Path {
    /// The path to the top-level value of this key, whatever characters it has.
    pub(in crate::data) fn of_key(key: &str) -> Path {
        Path { steps: vec![Step::Key(key.into())], fold: None }
    }

    /// The path that `text` is.
    ///
    /// # Errors
    /// [`PathError`] that says what is no path in it.
    pub(in crate::data) fn parse(text: &str) -> Result<Path, PathError> {
        let fail = |what| PathError { path: quoted(text), what };
        let mut rest = text.trim();
        let mut fold = None;
        if let Some((name, inner)) = rest.strip_suffix(')').and_then(|rest| rest.split_once('('))
            && let Some((_, known)) = Fold::ALL.iter().find(|(known, _)| *known == name)
        {
            (fold, rest) = (Some(*known), inner.trim());
        }
        let mut steps = Vec::new();
        loop {
            let (key, after) = key(rest).ok_or_else(|| fail("a key in quotes has no end"))?;
            match key {
                Key::Bare("") => return Err(fail("a key is missing")),
                Key::Bare("*") => steps.push(Step::Any),
                Key::Bare(key) | Key::Quoted(key) => steps.push(Step::Key(key.into())),
            }
            rest = after;
            while let Some(bracket) = rest.strip_prefix('[') {
                let (inner, after) = bracket.split_once(']').ok_or_else(|| fail("a bracket has no end"))?;
                steps.push(
                    of_bracket(inner).ok_or_else(|| fail("a bracket holds something else than numbers"))?,
                );
                rest = after;
            }
            match rest.strip_prefix('.') {
                Some(after) => rest = after,
                None if rest.is_empty() => return Ok(Path { steps, fold }),
                None => return Err(fail("something follows a bracket or a quote")),
            }
        }
    }

    /// How many lists it goes through element by element.
    pub(in crate::data) fn lists(&self) -> usize {
        self.steps.iter().filter(|step| **step == Step::Each).count()
    }

    /// The last key, by which the column is known.
    pub(in crate::data) fn leaf(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(&**key),
            _ => None,
        })
    }

    /// The first key.
    pub(in crate::data) fn top(&self) -> Option<&str> {
        match self.steps.first() {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// The same path with every element of what it ends at.
    pub(in crate::data) fn each(mut self) -> Path {
        self.steps.push(Step::Each);
        self
    }

    /// What stands there in `row`.
    pub(in crate::data) fn find<'v>(&self, row: &'v Value) -> Found<'v> {
        find(row, &self.steps)
    }
}

enum Key<'t> {
    Bare(&'t str),
    Quoted(&'t str),
}

fn key(text: &str) -> Option<(Key<'_>, &str)> {
    if let Some(inner) = text.strip_prefix('"') {
        let (key, rest) = inner.split_once('"')?;
        return Some((Key::Quoted(key), rest));
    }
    let end = text.find(['.', '[']).unwrap_or(text.len());
    Some((Key::Bare(&text[..end]), &text[end..]))
}

fn of_bracket(inner: &str) -> Option<Step> {
    let inner = inner.trim();
    if inner.is_empty() {
        return Some(Step::Each);
    }
    match inner.split_once(':') {
        None => inner.parse().ok().map(Step::At),
        Some((from, to)) => {
            let end = |text: &str| {
                let text = text.trim();
                if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
            };
            Some(Step::Slice(end(from)?, end(to)?))
        }
    }
}

fn find<'v>(value: &'v Value, steps: &[Step]) -> Found<'v> {
    let Some((step, rest)) = steps.split_first() else { return Found::One(value) };
    match (step, value) {
        (Step::Each, Value::List(values)) => {
            Found::Many(values.iter().map(|value| find(value, rest)).collect())
        }
        (Step::Key(key), Value::List(values)) => match &**key {
            "last" => find(values.last().unwrap_or(NULL), rest),
            "first" => find(values.first().unwrap_or(NULL), rest),
            _ => Found::Many(values.iter().map(|value| find(value, steps)).collect()),
        },
        (Step::Key(key), _) => find(value.get(key), rest),
        (Step::Any, Value::Struct(entries)) => {
            let mut present = entries.iter().map(|(_, value)| value).filter(|value| !value.is_missing());
            match (present.next(), present.next()) {
                (Some(only), None) => find(only, rest),
                _ => Found::One(NULL),
            }
        }
        (Step::At(place), Value::List(values)) => {
            find(values.get(from_end(*place, values.len())).unwrap_or(NULL), rest)
        }
        (Step::Slice(from, to), Value::List(values)) => {
            let place = |end: Option<i64>, default| {
                end.map_or(default, |end| from_end(end, values.len()).min(values.len()))
            };
            let (from, to) = (place(*from, 0), place(*to, values.len()));
            let part = values.get(from..to).unwrap_or_default();
            if rest.is_empty() {
                Found::Part(part)
            } else {
                Found::Many(part.iter().map(|value| find(value, rest)).collect())
            }
        }
        _ => Found::One(NULL),
    }
}

/// A place counted from the end when negative; beyond every list where there is none.
fn from_end(place: i64, length: usize) -> usize {
    match usize::try_from(place) {
        Ok(place) => place,
        Err(_) => length.saturating_sub(usize::try_from(place.unsigned_abs()).unwrap_or(usize::MAX)),
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(fold) = self.fold {
            write!(f, "{}(", fold.name())?;
        }
        for (index, step) in self.steps.iter().enumerate() {
            let dot = if index > 0 { "." } else { "" };
            match step {
                Step::Key(key) if key.is_empty() || key.contains(['.', '[', '"', '(']) || &**key == "*" => {
                    write!(f, "{dot}\"{key}\"")?;
                }
                Step::Key(key) => write!(f, "{dot}{key}")?,
                Step::Any => write!(f, "{dot}*")?,
                Step::Each => f.write_str("[]")?,
                Step::At(place) => write!(f, "[{place}]")?,
                Step::Slice(from, to) => {
                    let end = |end: &Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
                    write!(f, "[{}:{}]", end(from), end(to))?;
                }
            }
        }
        f.write_str(if self.fold.is_some() { ")" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::json;

    #[test]
    fn paths_are_written_as_they_are_read() {
        for text in [
            "reward",
            "evaluation.score",
            "messages[:-1]",
            "score.*",
            "scores[].last",
            "sum(logprobs[])",
            "sum(choices[].logprobs.content[].logprob)",
            "a[0][-1].b",
            "a[1:]",
            "\"a.b\".c",
            "last(scores[][])",
        ] {
            assert_eq!(Path::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "a.", ".a", "a[", "a[x]", "a[1:x]", "\"a", "a[]b", "sum()"] {
            let refused = Path::parse(text).unwrap_err().to_string();
            assert!(refused.contains("is no path: "), "{refused}");
        }
    }

    #[test]
    fn values_are_found() {
        let row = json::value(
            r#"{"a": {"b": [1, 2, 3]}, "m": [{"c": "x"}, {"c": "y"}], "one": {"k": 7, "n": null}, "two": {"k": 1, "l": 2}, "d.e": 4}"#,
        )
        .unwrap();
        let found = |path: &str| Path::parse(path).unwrap().find(&row).json();
        assert_eq!(found("a.b"), "[1,2,3]");
        assert_eq!(found("a.b[-1]"), "3");
        assert_eq!(found("a.b.last"), "3");
        assert_eq!(found("a.b[:-1]"), "[1,2]");
        assert_eq!(found("a.b[5:]"), "[]");
        assert_eq!(found("a.b[7]"), "null");
        assert_eq!(found("m[].c"), r#"["x","y"]"#);
        assert_eq!(found("m.c"), r#"["x","y"]"#);
        assert_eq!(found("m[1:].c"), r#"["y"]"#);
        assert_eq!(found("one.*"), "7");
        assert_eq!(found("two.*"), "null");
        assert_eq!(found("nothing.at[].all"), "null");
        assert_eq!(found("\"d.e\""), "4");
    }

    impl Found<'_> {
        fn json(&self) -> String {
            match self {
                Found::One(value) => {
                    let mut out = String::new();
                    value.write_json(&mut out);
                    out
                }
                Found::Part(values) => {
                    let mut out = String::new();
                    crate::data::table::value::write_list(values, &mut out);
                    out
                }
                Found::Many(found) => {
                    format!("[{}]", found.iter().map(Found::json).collect::<Vec<_>>().join(","))
                }
            }
        }
    }
}
