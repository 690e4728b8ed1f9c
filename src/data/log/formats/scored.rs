//! Sets of answers with scores.

use crate::data::log::formats::format::{Format, NOTHING};

pub(super) const OPEN_INSTRUCT: Format = Format {
    name: "open-instruct",
    of: "open-instruct rejection sampling",
    needs: &["messages", "model_completion", "score"],
    prompt: &["messages[:-1]"],
    reward: &["score"],
    text: &["model_completion"],
    example: r#"{"messages": [{"role": "user", "content": "2 + 2"}, {"role": "assistant", "content": "4"}], "model_completion": "4", "score": {"reward-model": 1.5}}"#,
    remark: Some(
        "one row of each prompt may be a reference answer, which is no draw; prompts whose answers are all the same were dropped when such a log was written",
    ),
    ..NOTHING
};

pub(super) const SEARCH_AND_LEARN: Format = Format {
    name: "search-and-learn",
    of: "search-and-learn best_of_n",
    needs: &["problem", "completions", "scores"],
    prompt: &["problem"],
    reward: &["agg_scores", "scores"],
    text: &["completions"],
    tokens: &["completion_tokens"],
    example: r#"{"problem": "2 + 2", "completions": ["4"], "scores": [[0.5, 0.9]], "agg_scores": [0.9], "completion_tokens": [1]}"#,
    ..NOTHING
};

pub(super) const RLHFLOW: Format = Format {
    name: "rlhflow",
    of: "RLHFlow Online-RLHF",
    needs: &["prompt", "responses", "rewards"],
    prompt: &["prompt"],
    reward: &["rewards"],
    text: &["responses"],
    example: r#"{"prompt": [{"role": "user", "content": "2 + 2"}], "responses": ["4"], "rewards": [1.5]}"#,
    ..NOTHING
};

pub(super) const COSTE: Format = Format {
    name: "coste",
    of: "llm_optimization (Coste et al.)",
    needs: &["instruction", "answers", "proxy_scores"],
    prompt: &["instruction", "input"],
    reward: &["proxy_scores"],
    gold: &["gold_scores"],
    text: &["answers"],
    example: r#"{"instruction": "Add", "input": "2 + 2", "answers": ["4"], "proxy_scores": [1.5], "gold_scores": [1]}"#,
    ..NOTHING
};

pub(super) const MONKEYS: Format = Format {
    name: "monkeys",
    of: "large_language_monkeys, as JSON",
    needs: &["prompt", "samples", "is_corrects"],
    prompt: &["prompt"],
    reward: &["is_corrects"],
    text: &["samples"],
    example: r#"{"prompt": "2 + 2", "question": "2 + 2", "samples": ["4"], "is_corrects": [true], "gt_answer": "4"}"#,
    ..NOTHING
};

pub(super) const REWARD_BENCH_2: Format = Format {
    name: "reward-bench-2",
    of: "RewardBench 2",
    needs: &["id", "num_correct", "scores"],
    prompt: &["id"],
    reward: &["scores"],
    example: r#"{"id": "1", "num_correct": 1, "total_completions": 4, "scores": [1.5, 0.2, -1, 0.1], "subset": "Math"}"#,
    remark: Some("the chosen answer comes first and the answers are no draws of one policy"),
    ..NOTHING
};

pub(super) const ULTRAFEEDBACK: Format = Format {
    name: "ultrafeedback",
    of: "UltraFeedback",
    needs: &["instruction", "completions[].response", "completions[].model"],
    prompt: &["instruction"],
    reward: &["completions[].overall_score", "completions[].fine-grained_score"],
    text: &["completions[].response"],
    example: r#"{"instruction": "2 + 2", "completions": [{"model": "a", "response": "4", "overall_score": 8.0, "fine-grained_score": 4.5}]}"#,
    remark: Some("the answers of a prompt come from different models, so they are no draws of one policy"),
    ..NOTHING
};

pub(super) const OPENRLHF: Format = Format {
    name: "openrlhf",
    of: "OpenRLHF batch_inference",
    needs: &["input", "output", "reward"],
    prompt: &["input"],
    reward: &["reward"],
    text: &["output"],
    example: r#"{"input": "2 + 2", "output": "4", "reward": 1.5}"#,
    ..NOTHING
};

pub(super) const HELPSTEER: Format = Format {
    name: "helpsteer",
    of: "HelpSteer",
    needs: &["prompt", "response", "helpfulness", "correctness", "coherence"],
    prompt: &["prompt"],
    reward: &["helpfulness"],
    text: &["response"],
    example: r#"{"prompt": "2 + 2", "response": "4", "helpfulness": 4, "correctness": 4, "coherence": 4, "complexity": 0, "verbosity": 0}"#,
    ..NOTHING
};
