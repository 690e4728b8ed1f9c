//! A shape of log: which paths tell it, and which hold what.

use crate::data::roles::{self, Role};
use crate::data::table::Path;

/// A shape of log.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format {
    /// Its name for `--format-of`.
    pub name: &'static str,
    /// Whose it is.
    pub of: &'static str,
    /// The paths that tell it; all of them must hold something in the first rows.
    pub(in crate::data::log) needs: &'static [&'static str],
    pub(in crate::data::log) prompt: &'static [&'static str],
    pub(in crate::data::log) reward: &'static [&'static str],
    pub(in crate::data::log) logprob: &'static [&'static str],
    pub(in crate::data::log) gold: &'static [&'static str],
    pub(in crate::data::log) text: &'static [&'static str],
    pub(in crate::data::log) tokens: &'static [&'static str],
    pub(in crate::data::log) mask: &'static [&'static str],
    pub(in crate::data::log) step: &'static [&'static str],
    /// One row of it.
    pub example: &'static str,
    /// What a reader should know about such logs.
    pub remark: Option<&'static str>,
}

/// What an unnamed field is: nothing.
pub(super) const NOTHING: Format = Format {
    name: "",
    of: "",
    needs: &[],
    prompt: &[],
    reward: &[],
    logprob: &[],
    gold: &[],
    text: &[],
    tokens: &[],
    mask: &[],
    step: &[],
    example: "",
    remark: None,
};

/// What is said of shapes with several policies.
pub(super) const OF_A_STEP: &str = "the policy changes from step to step; --group step keeps the steps apart";

impl Format {
    /// Whether all that tells it leads somewhere.
    pub(in crate::data::log) fn fits(&self, leads: impl Fn(&Path) -> bool) -> bool {
        self.needs.iter().all(|text| Path::parse(text).is_ok_and(|path| leads(&path)))
    }

    /// The paths of a role, the likeliest first; those of the prompt together.
    pub(in crate::data::log) fn paths(&self, role: Role) -> &'static [&'static str] {
        match role {
            roles::PROMPT => self.prompt,
            roles::REWARD => self.reward,
            roles::LOGPROB => self.logprob,
            roles::GOLD => self.gold,
            roles::TEXT => self.text,
            roles::TOKENS => self.tokens,
            roles::MASK => self.mask,
            roles::STEP => self.step,
            _ => &[],
        }
    }

    /// Its columns: the role and the path of each.
    pub fn columns(&self) -> Vec<(&'static str, &'static str)> {
        let roles = [
            roles::PROMPT,
            roles::REWARD,
            roles::LOGPROB,
            roles::GOLD,
            roles::TEXT,
            roles::TOKENS,
            roles::MASK,
            roles::STEP,
        ];
        roles
            .into_iter()
            .flat_map(|role| self.paths(role).iter().map(move |path| (role.name, *path)))
            .collect()
    }
}
