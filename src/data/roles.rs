//! The columns of sample logs and of bases, with their usual names.

use crate::data::table::Role;

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
