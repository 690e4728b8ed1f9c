//! Where the draws of a row stand: in the row itself, or in lists; and what is folded within a draw.

use crate::data::error::Problem;
use crate::data::log::columns::catalogue::Leaf;
use crate::data::log::columns::plan::{Column, Plan};
use crate::data::log::columns::search::Search;
use crate::data::log::options::Options;
use crate::data::notice::Notice;
use crate::data::roles::{self, Role};
use crate::data::table::{Fold, Path};
use crate::text::quoted;

/// The paths of the roles, as they were named or found.
pub(super) struct Paths {
    pub(super) prompt: Vec<Path>,
    pub(super) reward: Path,
    pub(super) logprob: Option<Path>,
    pub(super) gold: Option<Path>,
    pub(super) weight: Option<Path>,
    pub(super) text: Option<Path>,
    pub(super) tokens: Option<Path>,
    pub(super) mask: Option<Path>,
    pub(super) count: Option<Path>,
    pub(super) model: Option<Path>,
    pub(super) reference: Option<Path>,
    pub(super) reference_reward: Option<Path>,
    pub(super) step: Option<Path>,
}

/// The plan for these paths: every path goes through the lists of draws element by element, and folds the lists within a
/// draw.
pub(super) fn plan(
    search: &Search<'_>,
    paths: Paths,
    format: Option<&'static str>,
    options: &Options,
) -> Result<Plan, Problem> {
    let mut notices = Vec::new();
    let reward = search.describe(&paths.reward);
    let text = paths.text.as_ref().map(|path| search.describe(path));
    let logprob = paths.logprob.as_ref().map(|path| search.describe(path));
    let (levels, fold) = levels(&reward, text.as_ref(), logprob.as_ref(), options, &mut notices);
    let mut leave_out = |role: Role, leaf: &Leaf| {
        notices.push(Notice::remark(format!(
            "the column {} has one value for a whole list of draws, so it was not taken for the {}",
            quoted(&leaf.path.to_string()),
            role.name
        )));
    };
    // The column, unless it does not tell the draws of a list apart.
    let mut each = |role: Role, leaf: Leaf, fold: Option<Fold>| {
        if leaf.depth() < levels && !leaf.is_empty() {
            leave_out(role, &leaf);
            return None;
        }
        Some(Column { role, path: through(leaf, levels, fold) })
    };
    let logprob = logprob.and_then(|leaf| each(roles::LOGPROB, leaf, Some(Fold::Sum)));
    let gold = paths.gold.map(|path| search.describe(&path));
    let gold = gold.and_then(|leaf| each(roles::GOLD, leaf, Some(fold.unwrap_or(Fold::Last))));
    let text = text.and_then(|leaf| each(roles::TEXT, leaf, None));
    let tokens = paths.tokens.map(|path| search.describe(&path)).filter(|leaf| leaf.depth() >= levels);
    let tokens = tokens.map(|leaf| Column { role: roles::TOKENS, path: through(leaf, levels, None) });
    let sums = logprob.as_ref().is_some_and(|column| column.path.fold == Some(Fold::Sum));
    let mask = paths.mask.filter(|_| sums).map(|path| search.describe(&path));
    let mask = mask.filter(|leaf| leaf.depth() > levels);
    let mask = mask.map(|leaf| Column { role: roles::MASK, path: through(leaf, levels, None) });
    let spread = |role: Role, path: Option<Path>| {
        path.map(|path| Column { role, path: through(search.describe(&path), levels, None) })
    };
    let reward = Column { role: roles::REWARD, path: through(reward, levels, fold) };
    let plain = |role: Role| move |path: Path| Column { role, path };
    Ok(Plan {
        prompt: paths.prompt.into_iter().map(plain(roles::PROMPT)).collect(),
        reward,
        logprob,
        gold,
        weight: paths.weight.map(plain(roles::WEIGHT)),
        text,
        tokens,
        mask,
        count: spread(roles::COUNT, paths.count),
        model: spread(roles::MODEL, paths.model),
        reference: spread(roles::REFERENCE, paths.reference),
        reference_reward: spread(roles::REFERENCE_REWARD, paths.reference_reward),
        is_mean: options.logprob_mean,
        step: paths.step.map(plain(roles::STEP)),
        is_grouped: options.group.is_some(),
        levels,
        format,
        notices,
    })
}

/// The path through so many lists of draws, and a fold where lists remain.
fn through(leaf: Leaf, levels: usize, fold: Option<Fold>) -> Path {
    let Leaf { mut path, lists, .. } = leaf;
    let missing = levels.saturating_sub(path.lists());
    let rest = lists.saturating_sub(missing);
    (0..missing)
        .for_each(|_| path = std::mem::replace(&mut path, Path { steps: Vec::new(), fold: None }).each());
    if path.fold.is_none() && (rest > 0 || path.lists() > levels) {
        if fold.is_some() {
            (0..rest).for_each(|_| {
                path = std::mem::replace(&mut path, Path { steps: Vec::new(), fold: None }).each()
            });
        }
        path.fold = fold;
    }
    path
}

/// How many lists hold draws, and how the rewards within a draw are folded.
fn levels(
    reward: &Leaf,
    text: Option<&Leaf>,
    logprob: Option<&Leaf>,
    options: &Options,
    notices: &mut Vec<Notice>,
) -> (usize, Option<Fold>) {
    let (named, depth) = (reward.path.lists(), reward.depth());
    let within = depth.saturating_sub(1);
    if let Some(fold) = options.steps.or(reward.path.fold) {
        return (within, Some(fold));
    }
    if reward.lists == 0 {
        return (named, None);
    }
    let levels = match (text, logprob) {
        // A list of rewards and a list of answers.
        (Some(text), _) => text.depth().clamp(named, depth),
        // A list of rewards beside a single log-probability: the steps of one answer.
        (None, Some(logprob)) if !logprob.is_empty() && logprob.depth() < depth => logprob.depth().max(named),
        (None, _) => named.max(1),
    };
    if levels == depth {
        return (levels, None);
    }
    if reward.longest > 1 {
        notices.push(Notice::remark(format!(
            "{} holds a list of rewards for one answer, of which the last was taken; choose with --steps last, min, prod, mean or sum",
            quoted(&reward.path.to_string())
        )));
    }
    (levels, Some(Fold::Last))
}
