//! The outcomes that the steps of a walkthrough highlight, when their labels change.

use std::collections::HashSet;

use toml_edit::{Item, Table, TableLike, Value};

use crate::family::NamedBase;
use crate::preset::writer::bases::Bases;
use crate::text::visible;

/// Gives highlighted outcomes their new labels, drops those that are gone and counts them.
pub(super) fn mend(root: &mut Table, before: Bases<'_>, after: Bases<'_>) -> usize {
    let labels = |of: Bases<'_>| -> HashSet<String> {
        let labels_of = |base: &NamedBase| -> Vec<String> {
            (0..base.base().len()).map(|at| base.labels().at(at).into_owned()).collect()
        };
        of.each().flat_map(labels_of).collect()
    };
    // A step may have changed to a base with labels of its own.
    let gone: HashSet<String> = labels(before).difference(&labels(after)).cloned().collect();
    if gone.is_empty() {
        return 0;
    }
    // Where no outcome was added or removed, the new label is at the position of the old one.
    let renamed = |label: &str| {
        before.each().zip(after.each()).find_map(|(before, after)| {
            let count = after.base().len();
            let at = (0..count).find(|&at| before.labels().at(at) == label)?;
            (before.base().len() == count).then(|| after.labels().at(at).into_owned())
        })
    };
    let mut dropped = 0;
    let mut mend = |step: &mut dyn TableLike| {
        let Some(list) = step.get_mut("highlight").and_then(Item::as_array_mut) else { return };
        for at in (0..list.len()).rev() {
            let Some(label) =
                list.get(at).and_then(Value::as_str).map(|label| visible(label.trim()).into_owned())
            else {
                continue;
            };
            if !gone.contains(&label) {
                continue;
            }
            match renamed(&label) {
                Some(new) => _ = list.replace(at, new),
                None => {
                    list.remove(at);
                    dropped += 1;
                }
            }
        }
    };
    match root.get_mut("step") {
        Some(Item::ArrayOfTables(steps)) => steps.iter_mut().for_each(|step| mend(step)),
        Some(Item::Value(Value::Array(steps))) => {
            steps.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|step| mend(step));
        }
        _ => {}
    }
    dropped
}
