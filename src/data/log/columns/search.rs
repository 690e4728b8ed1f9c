//! Looking for the column of a role: by the name that was given, or by the names that columns usually have.

use crate::data::error::Problem;
use crate::data::heading::{listed, missing, unknown};
use crate::data::log::columns::catalogue::{Catalogue, Leaf, describe};
use crate::data::roles::Role;
use crate::data::table::{Path, Step, Value};
use crate::text::quoted;

/// Keys of the schema of a Parquet file that stand for the elements of a list.
const ELEMENTS: [&str; 3] = ["list", "element", "item"];

/// Below this key stand alternatives that were not drawn.
const ALTERNATIVES: &str = "top_logprobs";

/// The first rows, and what stands where in them.
pub(super) struct Search<'v> {
    pub(super) catalogue: Catalogue,
    pub(super) rows: Vec<&'v Value>,
}

impl Search<'_> {
    /// The path that a user gave.
    ///
    /// # Errors
    /// [`Problem`] for what is no path, and for one that leads nowhere.
    pub(super) fn given(&self, text: &str) -> Result<Path, Problem> {
        let plain = Path::of_key(text);
        if self.catalogue.at(&plain).is_some() {
            return Ok(plain);
        }
        let path = Path::parse(text)?;
        if self.leads_somewhere(&path) {
            return Ok(path);
        }
        let schema = without_elements(&path);
        if schema != path && self.leads_somewhere(&schema) {
            return Ok(schema);
        }
        if let [Step::Key(name)] = &path.steps[..]
            && let [only] = self.named(name)[..]
        {
            return Ok(Path { fold: path.fold, ..only.path.clone() });
        }
        Err(unknown(text, &self.catalogue.names()))
    }

    /// What stands at a path.
    pub(super) fn describe(&self, path: &Path) -> Leaf {
        describe(path, self.rows.iter().copied())
    }

    /// Whether anything stands there in the first rows, or the heading has it.
    pub(super) fn leads_somewhere(&self, path: &Path) -> bool {
        let leaf = self.describe(path);
        !leaf.is_empty() || self.catalogue.at(path).is_some()
    }

    /// The leaves below the top whose last key is this one.
    fn named(&self, name: &str) -> Vec<&Leaf> {
        let is_it = |leaf: &&Leaf| {
            let keys = || {
                leaf.path.steps.iter().filter_map(|step| match step {
                    Step::Key(key) => Some(&**key),
                    _ => None,
                })
            };
            leaf.path.steps.len() > 1
                && leaf.path.leaf().is_some_and(|leaf| leaf.eq_ignore_ascii_case(name))
                && !keys().any(|key| key == ALTERNATIVES)
        };
        self.catalogue.plain().filter(is_it).collect()
    }

    /// The places that may hold a role by their names, the likeliest first: at the top, then further down where only one
    /// has the name.
    pub(super) fn candidates(&self, role: Role) -> Vec<&Leaf> {
        let leaves = &self.catalogue.leaves;
        let top = role.usual.iter().filter_map(|usual| {
            leaves.iter().find(|leaf| {
                leaf.path.steps.len() == 1
                    && leaf.path.leaf().is_some_and(|leaf| leaf.trim().eq_ignore_ascii_case(usual))
            })
        });
        let deeper = role.usual.iter().filter_map(|usual| match self.named(usual)[..] {
            [only] => Some(only),
            _ => None,
        });
        top.chain(deeper).collect()
    }

    /// The reward among columns that are named after what they judge: `accuracy_reward`, `score_match`.
    ///
    /// # Errors
    /// [`Problem::Several`] when there are several, and [`Problem::NoRole`] when there is none.
    pub(super) fn reward_by_part(&self, role: Role) -> Result<Path, Problem> {
        let is_it = |leaf: &&Leaf| {
            let name = leaf.path.leaf().unwrap_or_default().to_ascii_lowercase();
            let is_named = ["reward", "score"].iter().any(|part| {
                name.strip_prefix(part).is_some_and(|rest| rest.starts_with(['_', '-', ' ']))
                    || name.strip_suffix(part).is_some_and(|rest| rest.ends_with(['_', '-', ' ']))
            });
            is_named && leaf.is_numeric()
        };
        let found: Vec<&Leaf> = self.catalogue.plain().filter(is_it).collect();
        match found[..] {
            [] => Err(missing(role, &self.catalogue.names())),
            [only] => Ok(only.path.clone()),
            _ => Err(several(
                role,
                "there are several columns that may hold it",
                found.iter().map(|leaf| leaf.path.to_string()),
            )),
        }
    }

    /// The number in a struct that holds one number and nothing else that could be meant.
    ///
    /// # Errors
    /// [`Problem::Several`] when there are several, [`Problem::Kind`] when there is none.
    pub(super) fn only_number(&self, role: Role, path: &Path) -> Result<Path, Problem> {
        let prefix = path.steps.as_slice();
        let inside =
            |leaf: &&Leaf| leaf.path.steps.len() > prefix.len() && leaf.path.steps.starts_with(prefix);
        let numbers: Vec<&Leaf> =
            self.catalogue.plain().filter(inside).filter(|leaf| leaf.is_numeric()).collect();
        match numbers[..] {
            [only] => Ok(Path { fold: path.fold, ..only.path.clone() }),
            [] => Err(Problem::Kind {
                column: quoted(&path.to_string()),
                kind: "several values".to_owned(),
                wanted: "numbers",
            }),
            _ => {
                let holds = format!("the column {} holds several numbers", quoted(&path.to_string()));
                Err(several(role, &holds, numbers.iter().map(|leaf| leaf.path.to_string())))
            }
        }
    }
}

fn several(role: Role, what: &str, found: impl Iterator<Item = String>) -> Problem {
    let found: Vec<String> = found.collect();
    let first = found.first().map_or("", String::as_str);
    Problem::Several {
        choose: format!("{} {first}", role.flag),
        found: format!("{what} for the {}: {}", role.name, listed(&found)),
    }
}

/// A path as Parquet writes it in its schema, without the keys that stand for the elements of lists.
fn without_elements(path: &Path) -> Path {
    let is_key = |step: &Step| !matches!(step, Step::Key(key) if ELEMENTS.contains(&&**key));
    Path { steps: path.steps.iter().filter(|step| is_key(step)).cloned().collect(), fold: path.fold }
}
