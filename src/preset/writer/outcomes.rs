//! The table [base]: the notation of a family, or the outcomes in the shape that the table has already.

use std::collections::HashMap;

use toml_edit::{Array, Decor, InlineTable, Item, Table, TableLike, Value};

use crate::family::NamedBase;
use crate::preset::writer::set::set;
use crate::text::number::exact;

/// Lists up to this many characters are written on one line.
const LINE: usize = 100;

/// The outcomes to be written, and those in the table.
struct Lists<'a> {
    after: &'a NamedBase,
    /// By input position.
    weights: std::borrow::Cow<'a, [f64]>,
    rewards: Vec<f64>,
    before: Option<&'a NamedBase>,
    old_weights: std::borrow::Cow<'a, [f64]>,
    old_rewards: Vec<f64>,
    /// The earlier position of each outcome.
    stood: Vec<Option<usize>>,
}

/// Whether an outcome has the same value as one in the table, both by position.
type Same<'a> = fn(&Lists<'a>, usize, usize) -> bool;

/// Writes the base into its table, which has `before`.
pub(super) fn write(table: &mut dyn TableLike, after: &NamedBase, before: Option<&NamedBase>) {
    if let Some(notation) = after.notation() {
        if before.and_then(NamedBase::notation) != Some(notation) {
            replace(table, &["p", "outcomes", "reward", "label"], "family", notation.into());
        }
        return;
    }
    let before = before.filter(|before| before.notation().is_none());
    let lists = Lists::new(after, before);
    if before.is_some() && lists.unchanged() {
        return;
    }
    if table.contains_key("outcomes") {
        lists.rows(table);
    } else {
        lists.columns(table);
    }
}

impl<'a> Lists<'a> {
    fn new(after: &'a NamedBase, before: Option<&'a NamedBase>) -> Lists<'a> {
        let count = after.base().len();
        let stood = match before {
            None => vec![None; count],
            Some(before) if before.base().len() == count => (0..count).map(Some).collect(),
            Some(before) => {
                let places: HashMap<_, _> =
                    (0..before.base().len()).map(|at| (before.labels().at(at), at)).collect();
                (0..count).map(|at| places.get(&after.labels().at(at)).copied()).collect()
            }
        };
        Lists {
            after,
            weights: after.weights(),
            rewards: after.rewards(),
            before,
            old_weights: before.map(NamedBase::weights).unwrap_or_default(),
            old_rewards: before.map(NamedBase::rewards).unwrap_or_default(),
            stood,
        }
    }

    fn p(&self, at: usize) -> Value {
        number(self.weights[at])
    }

    fn reward(&self, at: usize) -> Value {
        number(self.rewards[at])
    }

    fn label(&self, at: usize) -> Value {
        self.after.labels().at(at).as_ref().into()
    }

    fn same_p(&self, at: usize, old: usize) -> bool {
        self.old_weights.get(old).is_some_and(|weight| weight.to_bits() == self.weights[at].to_bits())
    }

    fn same_reward(&self, at: usize, old: usize) -> bool {
        self.old_rewards.get(old) == Some(&self.rewards[at])
    }

    fn same_label(&self, at: usize, old: usize) -> bool {
        self.before.is_some_and(|before| before.labels().at(old) == self.after.labels().at(at))
    }

    fn unchanged(&self) -> bool {
        self.stood.len() == self.old_weights.len()
            && (0..self.stood.len())
                .all(|at| self.same_p(at, at) && self.same_reward(at, at) && self.same_label(at, at))
    }

    /// `p = [...]`, and the lists beside it that are needed or there already.
    fn columns(&self, table: &mut dyn TableLike) {
        if !table.contains_key("p") {
            replace(table, &["family"], "p", Array::new().into());
        }
        self.column(table, "p", Self::p, Self::same_p);
        if table.contains_key("reward") || !self.after.has_plain_rewards() {
            self.column(table, "reward", Self::reward, Self::same_reward);
        }
        if table.contains_key("label") || !self.after.has_plain_labels() {
            self.column(table, "label", Self::label, Self::same_label);
        }
    }

    fn column(&self, table: &mut dyn TableLike, key: &str, value: fn(&Self, usize) -> Value, same: Same<'a>) {
        let entries = |stands: &dyn Fn(usize) -> Option<Value>| -> Vec<Value> {
            let entry = |at: usize| {
                let old = self.stood[at].and_then(|old| Some((old, stands(old)?)));
                match old {
                    Some((old, standing)) if same(self, at, old) => standing,
                    Some((_, standing)) => like(value(self, at), standing.decor()),
                    None => value(self, at),
                }
            };
            (0..self.stood.len()).map(entry).collect()
        };
        match table.get_mut(key).and_then(Item::as_array_mut).filter(|list| !list.is_empty()) {
            Some(list) => {
                let standing = list.clone();
                fill(list, entries(&|old| standing.get(old).cloned()));
            }
            None => set(table, key, laid_out(entries(&|_| None)).into()),
        }
    }

    /// `outcomes = [...]` or `[[base.outcomes]]`.
    fn rows(&self, table: &mut dyn TableLike) {
        match table.get_mut("outcomes") {
            Some(Item::ArrayOfTables(list)) => {
                let standing = list.clone();
                let first = standing.get(0);
                list.clear();
                for at in 0..self.stood.len() {
                    let old = self.stood[at].and_then(|old| Some((old, standing.get(old)?.clone())));
                    let (old, mut row) = old.map_or((None, Table::new()), |(old, row)| (Some(old), row));
                    row.set_position(None);
                    if old.is_none() {
                        row.decor_mut().set_prefix("\n");
                    }
                    self.row(&mut row, first.map(|first| first as &dyn TableLike), at, old);
                    list.push(row);
                }
            }
            Some(Item::Value(Value::Array(list))) => {
                let standing = list.clone();
                let first = standing.get(0).and_then(Value::as_inline_table);
                let row = |at: usize| {
                    let old = self.stood[at]
                        .and_then(|old| Some((old, standing.get(old)?.as_inline_table()?.clone())));
                    let (old, mut row) =
                        old.map_or((None, InlineTable::new()), |(old, row)| (Some(old), row));
                    self.row(&mut row, first.map(|first| first as &dyn TableLike), at, old);
                    Value::InlineTable(row)
                };
                fill(list, (0..self.stood.len()).map(row).collect());
            }
            _ => {}
        }
    }

    /// Writes one outcome, the keys of a new one in the order of the `first`.
    fn row(&self, row: &mut dyn TableLike, first: Option<&dyn TableLike>, at: usize, old: Option<usize>) {
        let mut keys: Vec<&str> =
            first.map(|first| first.iter().map(|(key, _)| key).collect()).unwrap_or_default();
        for (key, needed) in [
            ("label", !self.after.has_plain_labels()),
            ("p", true),
            ("reward", !self.after.has_plain_rewards()),
        ] {
            if needed && !keys.contains(&key) {
                keys.push(key);
            }
        }
        for key in keys {
            let (value, same): (Value, Same<'a>) = match key {
                "label" => (self.label(at), Self::same_label),
                "p" => (self.p(at), Self::same_p),
                _ => (self.reward(at), Self::same_reward),
            };
            if !(row.contains_key(key) && old.is_some_and(|old| same(self, at, old))) {
                set(row, key, value);
            }
        }
    }
}

/// A number as a person would write it.
pub(super) fn number(value: f64) -> Value {
    // Every finite number reads as TOML.
    exact(value).parse().unwrap_or_else(|_| value.into())
}

/// The value with the space and the comments around another one.
fn like(mut value: Value, decor: &Decor) -> Value {
    *value.decor_mut() = decor.clone();
    value
}

/// Replaces several keys by one, which keeps the comment above the first of them.
fn replace(table: &mut dyn TableLike, others: &[&str], key: &str, value: Value) {
    let comment = others.iter().find_map(|other| table.key(other)).map(|other| other.leaf_decor().clone());
    for other in others {
        table.remove(other);
    }
    set(table, key, value);
    if let (Some(comment), Some(mut key)) = (comment, table.key_mut(key)) {
        *key.leaf_decor_mut() = comment;
    }
}

/// Replaces the values of a list. New values are spaced like the old ones.
fn fill(list: &mut Array, values: Vec<Value>) {
    let spaces = |at: usize| {
        let prefix = list.get(at)?.decor().prefix()?.as_str()?;
        // After a comment, only its line break and what follows.
        Some(
            prefix
                .rfind('\n')
                .map_or(if prefix.contains('#') { " " } else { prefix }, |end| &prefix[end..])
                .to_owned(),
        )
    };
    let first = spaces(0).unwrap_or_default();
    let next = if list.len() > 1 { spaces(list.len() - 1) } else { None };
    let next = next.unwrap_or_else(|| if first.contains('\n') { first.clone() } else { " ".to_owned() });
    // What stands before the comma of the last value may be the line break before the bracket.
    let end = list.get(list.len().saturating_sub(1)).and_then(|last| last.decor().suffix()?.as_str());
    let end = end.filter(|end| !end.contains('#')).unwrap_or_default().to_owned();
    list.clear();
    let last = values.len().saturating_sub(1);
    for (at, mut value) in values.into_iter().enumerate() {
        let decor = value.decor_mut();
        let commented = |text: Option<&toml_edit::RawString>| {
            text.and_then(|text| text.as_str()).is_some_and(|text| text.contains('#'))
        };
        if decor.prefix().is_none() || at == 0 && !commented(decor.prefix()) {
            decor.set_prefix(if at == 0 { &first } else { &next });
        }
        let ends = decor.suffix().and_then(|suffix| suffix.as_str()).is_none_or(|suffix| suffix == end);
        if ends || at == last && !commented(decor.suffix()) {
            decor.set_suffix(if at == last { &end } else { "" });
        }
        list.push_formatted(value);
    }
}

/// A new list: on one line if that is short enough, else with as many values a line as fit.
pub(super) fn laid_out(values: Vec<Value>) -> Array {
    const INDENT: &str = "    ";
    let mut list = Array::new();
    let widths: Vec<usize> = values.iter().map(|value| value.to_string().chars().count() + 2).collect();
    if widths.iter().sum::<usize>() <= LINE {
        list.extend(values);
        return list;
    }
    let mut taken = LINE;
    for (value, width) in values.into_iter().zip(widths) {
        let breaks = taken + width > LINE;
        taken = if breaks { INDENT.len() + width } else { taken + width };
        list.push_formatted(value.decorated(if breaks { "\n    " } else { " " }, ""));
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    list
}
