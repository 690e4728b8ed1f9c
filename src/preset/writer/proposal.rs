//! The table [proposal]: only differences are written.

use toml_edit::{Array, Item, Table, TableLike, Value};

use crate::bon::Proposal;
use crate::preset::writer::outcomes::{laid_out, number};
use crate::preset::writer::set::set;

/// Writes the proposal `after` over the proposal `before`.
pub(super) fn write(root: &mut Table, after: &Proposal, before: &Proposal) {
    if after == before {
        return;
    }
    if after.is_none() {
        root.remove("proposal");
        return;
    }
    if !root.contains_key("proposal") {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        root.insert("proposal", Item::Table(table));
    }
    let Some(table) = root.get_mut("proposal").and_then(Item::as_table_like_mut) else { return };
    if after.weights != before.weights {
        put(table, "p", after.weights.as_ref().map(|weights| list(weights).into()));
    }
    if after.temperature != before.temperature {
        put(table, "temperature", after.temperature.map(number));
    }
    if after.top_k != before.top_k {
        put(table, "top_k", after.top_k.map(|k| i64::try_from(k).unwrap_or(i64::MAX).into()));
    }
    if after.top_p != before.top_p {
        put(table, "top_p", after.top_p.map(number));
    }
}

fn put(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    match value {
        Some(value) => set(table, key, value),
        None => _ = table.remove(key),
    }
}

fn list(weights: &[f64]) -> Array {
    laid_out(weights.iter().copied().map(number).collect())
}
