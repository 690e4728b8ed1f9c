//! The table [base], or the tables [[prompt]].

use toml_edit::{ArrayOfTables, Item, Table, TableLike, Value};

use crate::family::NamedBase;
use crate::preset::definition::Preset;
use crate::preset::prompt::Prompt;
use crate::preset::writer::outcomes::{self, number};
use crate::preset::writer::set::set;

/// What a preset is about.
#[derive(Clone, Copy, Debug)]
pub enum Bases<'a> {
    /// A base.
    One(&'a NamedBase),
    /// Prompts, each with a base and a weight.
    Prompts(&'a [Prompt]),
}

impl<'a> Bases<'a> {
    /// What this preset is about.
    pub(super) fn of(preset: &'a Preset) -> Bases<'a> {
        match preset.prompts.as_slice() {
            [] => Bases::One(&preset.base),
            prompts => Bases::Prompts(prompts),
        }
    }

    /// The bases, in order.
    pub(super) fn each(self) -> impl Iterator<Item = &'a NamedBase> {
        let (base, prompts): (Option<&NamedBase>, &[Prompt]) = match self {
            Bases::One(base) => (Some(base), &[]),
            Bases::Prompts(prompts) => (None, prompts),
        };
        base.into_iter().chain(prompts.iter().map(|prompt| prompt.base.as_ref()))
    }

    /// Whether these bases can replace those of `before`: the same prompts, or one base for one base.
    pub(super) fn stands_where(self, before: Bases<'_>) -> bool {
        match (self, before) {
            (Bases::One(_), Bases::One(_)) => true,
            (Bases::Prompts(after), Bases::Prompts(before)) => {
                after.iter().map(|prompt| &prompt.name).eq(before.iter().map(|prompt| &prompt.name))
            }
            _ => false,
        }
    }

    /// Whether the bases are the same, up to the last bit of a sum.
    pub(super) fn same(self, other: Bases<'_>) -> bool {
        let weights = |of: Bases<'_>| match of {
            Bases::One(_) => Vec::new(),
            Bases::Prompts(prompts) => prompts.iter().map(|prompt| prompt.weight).collect(),
        };
        self.stands_where(other)
            && weights(self) == weights(other)
            && self.each().zip(other.each()).all(|(one, other)| same(one, other))
    }
}

/// Writes the bases into the tables of those of `before`, or into new ones.
pub(super) fn write(root: &mut Table, after: Bases<'_>, before: Option<Bases<'_>>) {
    let (prompts, before) = match (after, before) {
        (Bases::One(base), before) => {
            let before = before.and_then(|before| before.each().next());
            if let Some(table) = root.get_mut("base").and_then(Item::as_table_like_mut) {
                outcomes::write(table, base, before);
            }
            return;
        }
        (Bases::Prompts(prompts), Some(Bases::Prompts(before))) => (prompts, before),
        (Bases::Prompts(prompts), _) => return anew(root, prompts),
    };
    let rewrite = |table: &mut dyn TableLike, (prompt, stood): (&Prompt, &Prompt)| {
        if prompt.weight.to_bits() != stood.weight.to_bits() {
            set(table, "weight", number(prompt.weight));
        }
        outcomes::write(table, &prompt.base, Some(&stood.base));
    };
    let pairs = prompts.iter().zip(before);
    match root.get_mut("prompt") {
        Some(Item::ArrayOfTables(tables)) => {
            tables.iter_mut().zip(pairs).for_each(|(table, pair)| rewrite(table, pair));
        }
        Some(Item::Value(Value::Array(list))) => {
            let tables = list.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.zip(pairs).for_each(|(table, pair)| rewrite(table, pair));
        }
        _ => {}
    }
}

/// Writes the prompts into a preset that has neither a base nor prompts.
fn anew(root: &mut Table, prompts: &[Prompt]) {
    let mut tables = ArrayOfTables::new();
    for prompt in prompts {
        let mut table = Table::new();
        set(&mut table, "name", prompt.name.as_str().into());
        if prompt.weight != 1.0 {
            set(&mut table, "weight", number(prompt.weight));
        }
        outcomes::write(&mut table, &prompt.base, None);
        tables.push(table);
    }
    root.remove("base");
    root.insert("prompt", Item::ArrayOfTables(tables));
}

/// Whether two bases have the same outcomes under the same labels, up to the last bit of a sum.
fn same(a: &NamedBase, b: &NamedBase) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 4.0 * f64::EPSILON * b;
    a.base().len() == b.base().len()
        && (0..a.base().len()).all(|rank| {
            a.base().reward(rank) == b.base().reward(rank)
                && near(a.base().p(rank), b.base().p(rank))
                && a.label(rank) == b.label(rank)
        })
}
