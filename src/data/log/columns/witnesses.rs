//! Columns that make no draw but say whether all draws are of one policy, and columns that may multiply draws.

use crate::data::log::columns::catalogue::Leaf;
use crate::data::log::columns::search::Search;
use crate::data::notice::Notice;
use crate::data::roles::{self, Role};
use crate::data::table::{Found, Path};
use crate::text::quoted;

/// The column of `role` with text in it, not taken for anything else, whose lists lie within `depth` lists.
fn words(search: &Search<'_>, role: Role, taken: &[Path], depth: usize) -> Option<Path> {
    let is_it = |leaf: &&&Leaf| {
        leaf.texts > 0
            && leaf.chats == 0
            && !leaf.is_struct
            && leaf.depth() <= depth
            && !taken.contains(&leaf.path)
    };
    search.candidates(role).iter().find(is_it).map(|leaf| leaf.path.clone())
}

/// The model that an answer comes from.
pub(super) fn model(search: &Search<'_>, taken: &[Path], reward: &Path) -> Option<Path> {
    words(search, roles::MODEL, taken, search.describe(reward).depth())
}

/// The answer that was written as the right one.
pub(super) fn reference(search: &Search<'_>, taken: &[Path]) -> Option<Path> {
    words(search, roles::REFERENCE, taken, 0)
}

/// The reward of the answer that was written as the right one.
pub(super) fn reference_reward(search: &Search<'_>, taken: &[Path]) -> Option<Path> {
    let role = roles::REFERENCE_REWARD;
    let candidates = search.candidates(role);
    let leaf = candidates.iter().find(|leaf| !taken.contains(&leaf.path))?;
    if leaf.is_struct {
        return search.only_number(role, &leaf.path).ok();
    }
    (leaf.is_numeric() && leaf.depth() == 0).then(|| leaf.path.clone())
}

/// A word about a column that may say how often draws came up, where nobody said so.
pub(super) fn on_count(search: &Search<'_>, taken: &[Path]) -> Option<Notice> {
    let candidates = search.candidates(roles::COUNT);
    let leaf = candidates.iter().find(|leaf| leaf.is_numeric() && !taken.contains(&leaf.path))?;
    let path = &leaf.path;
    let numbers = search.rows.iter().filter_map(|row| match path.find(row) {
        Found::One(value) => value.as_number().flatten(),
        _ => None,
    });
    let numbers: Vec<f64> = numbers.collect();
    let are_counts = numbers.iter().all(|number| *number >= 0.0 && number.fract() == 0.0);
    if !are_counts || numbers.iter().all(|number| *number <= 1.0) {
        return None;
    }
    let column = path.to_string();
    Some(Notice::remark(format!(
        "the column {} may say how often its draw came up; every row was taken for one draw, and --count {column} multiplies them",
        quoted(&column)
    )))
}
