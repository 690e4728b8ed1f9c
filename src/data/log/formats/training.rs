//! What training runs write down.

use crate::data::log::formats::format::{Format, NOTHING, OF_A_STEP};

pub(super) const ATROPOS: Format = Format {
    name: "atropos",
    of: "atropos groups",
    needs: &["scores", "inference_logprobs"],
    prompt: &["messages[0][:-1]"],
    reward: &["scores[]"],
    logprob: &["sum(inference_logprobs[][])"],
    text: &["messages[]"],
    mask: &["masks[][]"],
    example: r#"{"messages": [[{"role": "user", "content": "2 + 2"}, {"role": "assistant", "content": "4"}]], "tokens": [[5, 17]], "masks": [[-100, 17]], "scores": [1], "inference_logprobs": [[1.0, -0.1]]}"#,
    ..NOTHING
};

pub(super) const NEMO_RL: Format = Format {
    name: "nemo-rl",
    of: "NeMo-RL training data",
    needs: &["content", "rewards", "generation_logprobs"],
    reward: &["rewards"],
    logprob: &["generation_logprobs"],
    text: &["content"],
    mask: &["token_loss_mask"],
    example: r#"{"content": ["2 + 2 = 4"], "rewards": [1], "generation_logprobs": [[0, -0.1]], "token_loss_mask": [[0, 1]], "idx": [3]}"#,
    ..NOTHING
};

pub(super) const OPEN_INSTRUCT_ROLLOUTS: Format = Format {
    name: "open-instruct-rollouts",
    of: "open-instruct RL rollouts",
    needs: &["prompt_idx", "response_tokens", "reward"],
    prompt: &["prompt_idx"],
    reward: &["reward"],
    logprob: &["sum(logprobs[])"],
    text: &["response_tokens"],
    step: &["step"],
    example: r#"{"step": 1, "prompt_idx": 0, "sample_idx": 0, "prompt_tokens": [5], "response_tokens": [17], "logprobs": [-0.1], "reward": 1, "finish_reason": "stop"}"#,
    remark: Some(OF_A_STEP),
    ..NOTHING
};

pub(super) const TRL: Format = Format {
    name: "trl",
    of: "TRL log_completions",
    needs: &["step", "prompt", "completion", "advantage"],
    prompt: &["prompt"],
    text: &["completion"],
    step: &["step"],
    example: r#"{"step": 10, "prompt": "2 + 2", "completion": "4", "accuracy_reward": 1.0, "advantage": 0.5}"#,
    remark: Some(OF_A_STEP),
    ..NOTHING
};

pub(super) const VERL: Format = Format {
    name: "verl",
    of: "verl rollouts",
    needs: &["input", "output", "score"],
    prompt: &["input"],
    reward: &["score"],
    text: &["output"],
    step: &["step"],
    example: r#"{"input": "2 + 2", "output": "4", "gts": "4", "score": 1.0, "step": 10}"#,
    remark: Some(OF_A_STEP),
    ..NOTHING
};
