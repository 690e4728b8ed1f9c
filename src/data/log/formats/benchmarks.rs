//! What evaluations write down.

use crate::data::log::formats::format::{Format, NOTHING};

pub(super) const INSPECT: Format = Format {
    name: "inspect",
    of: "inspect_ai, the samples of a log",
    needs: &["epoch", "scores", "output.completion"],
    prompt: &["id"],
    reward: &["scores.*.value"],
    logprob: &["sum(output.choices[0].logprobs.content[].logprob)"],
    text: &["output.completion"],
    tokens: &["output.usage.output_tokens"],
    example: r#"{"id": 1, "epoch": 1, "input": "2 + 2", "output": {"completion": "4", "choices": [{"logprobs": {"content": [{"token": "4", "logprob": -0.1}]}}], "usage": {"output_tokens": 1}}, "scores": {"match": {"value": "C"}}}"#,
    ..NOTHING
};

pub(super) const QWEN_MATH: Format = Format {
    name: "qwen-math",
    of: "the evaluation of Qwen2.5-Math",
    needs: &["code", "pred", "score"],
    prompt: &["idx", "question"],
    reward: &["score"],
    text: &["code"],
    example: r#"{"idx": 0, "question": "2 + 2", "code": ["It is 4."], "pred": ["4"], "gt": "4", "score": [true]}"#,
    ..NOTHING
};

pub(super) const LM_EVAL: Format = Format {
    name: "lm-eval",
    of: "lm-evaluation-harness --log_samples",
    needs: &["doc_id", "resps", "filter"],
    prompt: &["doc_id"],
    reward: &["exact_match", "acc"],
    text: &["resps"],
    step: &["filter"],
    example: r#"{"doc_id": 0, "resps": [["4"]], "filtered_resps": ["4"], "filter": "strict-match", "exact_match": 1.0, "doc_hash": "a"}"#,
    remark: Some("a metric is one number for a document, and the draws come once for each filter"),
    ..NOTHING
};

pub(super) const LIGHTEVAL: Format = Format {
    name: "lighteval",
    of: "lighteval details",
    needs: &["__doc__.query", "__model_response__.text"],
    prompt: &["__doc__.query"],
    text: &["__model_response__.text"],
    tokens: &["__model_response__.output_tokens"],
    example: r#"{"__doc__": {"query": "2 + 2"}, "__model_response__": {"text": ["4"]}, "__metric__": {"em": 1.0}}"#,
    remark: Some("a metric is one number for a document; add a list of rewards, one for each text"),
    ..NOTHING
};

pub(super) const VERIFIERS: Format = Format {
    name: "verifiers",
    of: "verifiers and prime-rl",
    needs: &["example_id", "completion", "reward"],
    prompt: &["example_id"],
    reward: &["reward"],
    text: &["completion"],
    example: r#"{"example_id": 0, "prompt": [{"role": "user", "content": "2 + 2"}], "completion": [{"role": "assistant", "content": "4"}], "reward": 1.0, "metrics": {"correct": 1.0}}"#,
    ..NOTHING
};

pub(super) const HUMAN_EVAL: Format = Format {
    name: "human-eval",
    of: "human-eval results",
    needs: &["task_id", "completion", "passed"],
    prompt: &["task_id"],
    reward: &["passed"],
    text: &["completion"],
    example: r#"{"task_id": "HumanEval/0", "completion": "return 4", "result": "passed", "passed": true}"#,
    ..NOTHING
};
