//! The columns of sample logs and of bases, with the names they usually have: the one place of heading rules.

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::data) struct Role {
    /// The name in errors.
    pub(in crate::data) name: &'static str,
    /// The flag that names it.
    pub(in crate::data) flag: &'static str,
    /// Its usual names, the likeliest first; case does not matter.
    pub(in crate::data) usual: &'static [&'static str],
    /// Whether its values are text; otherwise they are numbers.
    pub(in crate::data) is_text: bool,
}

pub(in crate::data) const PROMPT: Role = Role {
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
        "raw_prompt",
        "task_id",
        "doc_id",
        "example_id",
        "instance_id",
        "custom_id",
        "unique_id",
        "prompt_hash",
        "raw_input",
        "input",
        "question_body",
        "behavior_id",
    ],
    is_text: true,
};

/// Names that tell prompts apart in some logs and rows in others: such a column is taken where a value comes up twice.
pub(in crate::data) const IDS: [&str; 9] =
    ["uid", "id", "idx", "index", "hf_index", "group_id", "prompt_idx", "sample_id", "doc_hash"];

pub(in crate::data) const REWARD: Role = Role {
    name: "reward",
    flag: "--reward",
    usual: &[
        "reward",
        "score",
        "proxy_reward",
        "reward_score",
        "rm_score",
        "rewards",
        "proxy_score",
        "proxy_rewards",
        "proxy_scores",
        "rm_scores",
        "reward_scores",
        "agg_score",
        "agg_scores",
        "scores",
        "overall_score",
        "is_correct",
        "is_corrects",
        "correct",
        "passed",
        "success",
        "accuracy",
        "acc",
        "exact_match",
    ],
    is_text: false,
};

pub(in crate::data) const LOGPROB: Role = Role {
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
        "cumulative_logprobs",
        "logprobs",
        "log_probs",
        "logps",
        "token_logprobs",
        "output_token_logprobs",
        "completion_logprobs",
        "response_logprobs",
        "generation_logprobs",
        "inference_logprobs",
    ],
    is_text: false,
};

pub(in crate::data) const GOLD: Role = Role {
    name: "gold reward",
    flag: "--gold",
    usual: &["gold", "gold_reward", "gold_score", "true_reward", "gold_rewards", "gold_scores"],
    is_text: false,
};

pub(in crate::data) const WEIGHT: Role =
    Role { name: "weight", flag: "--weight", usual: &["weight", "prompt_weight"], is_text: false };

pub(in crate::data) const TEXT: Role = Role {
    name: "text",
    flag: "--text",
    usual: &[
        "text",
        "completion",
        "response",
        "generation",
        "generated_text",
        "model_completion",
        "model_output",
        "output",
        "completions",
        "responses",
        "generations",
        "outputs",
        "samples",
        "answers",
        "candidates",
        "answer",
    ],
    is_text: true,
};

pub(in crate::data) const TOKENS: Role = Role {
    name: "number of tokens",
    flag: "--tokens",
    usual: &[
        "tokens",
        "num_tokens",
        "n_tokens",
        "token_count",
        "completion_tokens",
        "response_length",
        "output_tokens",
        "num_output_tokens",
        "generated_tokens",
        "completion_length",
        "response_tokens",
        "completion_ids",
        "output_ids",
        "token_ids",
    ],
    is_text: false,
};

/// Which of the tokens of a list of log-probabilities belong to the answer.
pub(in crate::data) const MASK: Role = Role {
    name: "mask",
    flag: "--mask",
    usual: &[
        "token_loss_mask",
        "loss_mask",
        "response_mask",
        "completion_mask",
        "assistant_mask",
        "action_mask",
        "mask",
        "masks",
    ],
    is_text: false,
};

/// How often a draw came up.
pub(in crate::data) const COUNT: Role = Role {
    name: "count",
    flag: "--count",
    usual: &["count", "counts", "multiplicity", "occurrences", "num_occurrences", "n_occurrences"],
    is_text: false,
};

/// The model that an answer comes from.
pub(in crate::data) const MODEL: Role = Role {
    name: "model",
    flag: "--group",
    usual: &["model", "model_name", "model_id", "models", "generator"],
    is_text: true,
};

/// The answer that was written as the right one.
pub(in crate::data) const REFERENCE: Role = Role {
    name: "reference answer",
    flag: "a heading",
    usual: &[
        "reference_completion",
        "reference_answer",
        "reference_output",
        "reference",
        "canonical_solution",
        "ground_truth",
        "gt_answer",
        "target",
        "solution",
        "answer",
        "gts",
        "gold",
        "label",
    ],
    is_text: true,
};

/// The reward of the answer that was written as the right one.
pub(in crate::data) const REFERENCE_REWARD: Role = Role {
    name: "reward of the reference answer",
    flag: "a heading",
    usual: &["reference_completion_score", "reference_score", "reference_reward"],
    is_text: false,
};

/// The step of a training run, whose policy differs from that of every other step.
pub(in crate::data) const STEP: Role = Role {
    name: "step",
    flag: "--group",
    usual: &["step", "global_step", "training_step", "train_step", "iteration"],
    is_text: true,
};

pub(in crate::data) const PROBABILITY: Role = Role {
    name: "probability",
    flag: "a heading",
    usual: &["p", "prob", "probability", "weight", "mass"],
    is_text: false,
};

/// The log-probability of an outcome of a base.
pub(in crate::data) const OUTCOME_LOGPROB: Role = Role { flag: "a heading", ..LOGPROB };

pub(in crate::data) const LABEL: Role = Role {
    name: "label",
    flag: "a heading",
    usual: &["label", "outcome", "name", "text", "completion", "response"],
    is_text: true,
};
