//! Sets a key of a table.

use toml_edit::{Item, TableLike, Value};

/// Replaces the value of a key and keeps its comment, or adds the key after the others.
pub(super) fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => _ = table.insert(key, Item::Value(value)),
    }
}
