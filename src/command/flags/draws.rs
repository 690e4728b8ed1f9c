//! Numbers of draws: those of the command line, or that of the preset.

use crate::bon::Draws;
use crate::command::shared::failure::Failure;
use crate::preset::Subject;
use crate::text::draws;

/// The numbers of draws in `list`; a range stands for `points` of them.
pub(in crate::command) fn listed(list: &str, points: usize) -> Result<Vec<Draws>, Failure> {
    let list =
        draws::parse_list(list, points).map_err(|error| Failure::input(format_args!("-n: {error}")))?;
    list.into_iter().map(|n| Draws::new(n as f64)).collect::<Result<_, _>>().map_err(Failure::input)
}

/// The number of draws that was given, or that of the preset.
pub(in crate::command) fn one(given: Option<u64>, subject: &Subject) -> Result<u64, Failure> {
    given.or(subject.preset().map(|preset| preset.start.n)).ok_or_else(|| {
        Failure::input("-n is missing: say how many draws, as in -n 64 (only a preset has an n of its own)")
    })
}
