//! A value in the place of another one.

use toml_edit::{Item, TableLike, Value};

/// Puts a value in the place of another one, whose comment it keeps, or after the others.
pub(super) fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => _ = table.insert(key, Item::Value(value)),
    }
}
