//! Which column holds what: by the names a person gives, or by the names people usually choose.

use crate::data::error::Problem;
use crate::family::{did_you_mean, quoted, visible};

/// Column names a person gave, by role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnNames {
    /// What tells prompts apart.
    pub prompt: Option<String>,
    /// What best-of-n ranks by.
    pub reward: Option<String>,
    /// ln of the probability of the answer.
    pub logprob: Option<String>,
    /// A second reward.
    pub gold: Option<String>,
    /// How much the prompt counts.
    pub weight: Option<String>,
    /// The answer.
    pub text: Option<String>,
    /// How many tokens the answer has.
    pub tokens: Option<String>,
}

/// What a column may be for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    /// What errors call it.
    pub(super) name: &'static str,
    /// The flag that names it.
    pub(super) flag: &'static str,
    /// Names it usually has, the likeliest first; compared without regard to case.
    pub(super) usual: &'static [&'static str],
    /// Whether it holds text, or else numbers.
    pub(super) is_text: bool,
}

pub(super) const PROMPT: Role = Role {
    name: "prompt",
    flag: "--prompt",
    usual: &[
        "prompt_id",
        "prompt",
        "question_id",
        "question",
        "problem_id",
        "problem",
        "query",
        "instruction",
    ],
    is_text: true,
};
pub(super) const REWARD: Role = Role {
    name: "reward",
    flag: "--reward",
    usual: &["reward", "score", "proxy_reward", "reward_score", "rm_score"],
    is_text: false,
};
pub(super) const LOGPROB: Role = Role {
    name: "log-probability",
    flag: "--logprob",
    usual: &[
        "logprob",
        "log_prob",
        "logp",
        "logprob_sum",
        "sum_logprob",
        "sum_logprobs",
        "total_logprob",
        "cumulative_logprob",
        "sequence_logprob",
        "seq_logprob",
    ],
    is_text: false,
};
pub(super) const GOLD: Role = Role {
    name: "gold reward",
    flag: "--gold",
    usual: &["gold", "gold_reward", "gold_score", "true_reward"],
    is_text: false,
};
pub(super) const WEIGHT: Role =
    Role { name: "weight", flag: "--weight", usual: &["weight", "prompt_weight"], is_text: false };
pub(super) const TEXT: Role = Role {
    name: "text",
    flag: "--text",
    usual: &["text", "completion", "response", "answer", "output", "generation"],
    is_text: true,
};
pub(super) const TOKENS: Role = Role {
    name: "number of tokens",
    flag: "--tokens",
    usual: &["tokens", "num_tokens", "n_tokens", "token_count", "completion_tokens", "response_length"],
    is_text: false,
};
pub(super) const PROBABILITY: Role = Role {
    name: "probability",
    flag: "a heading",
    usual: &["p", "prob", "probability", "weight", "mass"],
    is_text: false,
};
pub(super) const LABEL: Role = Role {
    name: "label",
    flag: "a heading",
    usual: &["label", "outcome", "name", "text", "completion", "response"],
    is_text: true,
};

/// A role with the name given for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) role: Role,
    pub(super) given: Option<&'a str>,
}

/// The place in `heading` of every wanted column, none where it is not there and was not asked for.
pub(super) fn find(wanted: &[Wanted<'_>], heading: &[String]) -> Result<Vec<Option<usize>>, Problem> {
    let places = wanted.iter().map(|wanted| place(wanted, heading)).collect::<Result<Vec<_>, _>>()?;
    for (i, (&place, one)) in places.iter().zip(wanted).enumerate() {
        for (&other_place, other) in places.iter().zip(wanted).skip(i + 1) {
            if let (Some(place), true) = (place, place == other_place) {
                let column = quoted(&heading[place]);
                return Err(Problem::TwoRoles { column, first: one.role.name, second: other.role.name });
            }
        }
    }
    Ok(places)
}

fn place(wanted: &Wanted<'_>, heading: &[String]) -> Result<Option<usize>, Problem> {
    let found =
        match wanted.given {
            Some(name) => {
                Some(heading.iter().position(|column| column == name).ok_or_else(|| Problem::NoColumn {
                    found: quoted(name),
                    hint: did_you_mean(name, heading.iter().map(String::as_str)),
                    known: listed(heading),
                })?)
            }
            None => wanted.role.usual.iter().find_map(|usual| {
                heading.iter().position(|column| column.trim().eq_ignore_ascii_case(usual))
            }),
        };
    if let Some(place) = found
        && heading.iter().filter(|column| **column == heading[place]).count() > 1
    {
        return Err(Problem::TwiceNamed(quoted(&heading[place])));
    }
    Ok(found)
}

/// The refusal for a role that must be there.
pub(super) fn missing(role: Role, heading: &[String]) -> Problem {
    Problem::NoRole {
        role: role.name,
        flag: role.flag,
        usual: role.usual[..role.usual.len().min(3)].join(", "),
        known: listed(heading),
    }
}

/// The first columns by name.
fn listed(heading: &[String]) -> String {
    const MOST: usize = 12;
    let names = heading.iter().take(MOST).map(|name| short(name));
    let more = heading.len().saturating_sub(MOST);
    let mut text = names.collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

fn short(name: &str) -> String {
    let plain = !name.is_empty() && name.len() <= 40 && !name.contains([',', ' ']);
    if plain { visible(name).into_owned() } else { quoted(name) }
}
