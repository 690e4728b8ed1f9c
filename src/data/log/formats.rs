//! The shapes of logs that tools write, as rows of a table: which paths tell one, and which hold what.

use crate::data::error::Problem;
use crate::data::roles::{self, Role};
use crate::data::table::Path;
use crate::text::{did_you_mean, quoted};

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
const NOTHING: Format = Format {
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

const OF_A_STEP: &str = "the policy changes from step to step; --group step keeps the steps apart";

/// Every shape, the most telling first.
pub(in crate::data::log) const ALL: &[Format] = &[
    Format {
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
    },
    Format {
        name: "openai-batch",
        of: "OpenAI batch output",
        needs: &["custom_id", "response.body.choices"],
        prompt: &["custom_id"],
        logprob: &["sum(response.body.choices[].logprobs.content[].logprob)"],
        text: &["response.body.choices[].message.content"],
        example: r#"{"custom_id": "q1", "response": {"body": {"choices": [{"message": {"content": "4"}, "logprobs": {"content": [{"token": "4", "logprob": -0.1}]}}]}}, "rewards": [1]}"#,
        remark: Some("it has no rewards; add a list of them, one for each choice"),
        ..NOTHING
    },
    Format {
        name: "openai",
        of: "answers of OpenAI-compatible servers (vLLM, SGLang, TGI)",
        needs: &["choices"],
        logprob: &["sum(choices[].logprobs.content[].logprob)", "sum(choices[].logprobs.token_logprobs[])"],
        text: &["choices[].message.content", "choices[].text"],
        example: r#"{"id": "q1", "prompt": "2 + 2", "choices": [{"text": "4", "logprobs": {"token_logprobs": [null, -0.1]}}], "rewards": [1]}"#,
        remark: Some("it has neither prompts nor rewards; add them, one reward for each choice"),
        ..NOTHING
    },
    Format {
        name: "sglang",
        of: "SGLang /generate",
        needs: &["meta_info.output_token_logprobs"],
        logprob: &["sum(meta_info.output_token_logprobs[][0])"],
        text: &["text"],
        tokens: &["meta_info.completion_tokens"],
        example: r#"{"prompt": "2 + 2", "text": "4", "meta_info": {"output_token_logprobs": [[-0.1, 17, null]], "completion_tokens": 1}, "reward": 1}"#,
        remark: Some("it has neither prompts nor rewards; add them"),
        ..NOTHING
    },
    Format {
        name: "tgi",
        of: "Text Generation Inference",
        needs: &["generated_text", "details.tokens"],
        logprob: &["sum(details.tokens[].logprob)"],
        text: &["generated_text"],
        tokens: &["details.generated_tokens"],
        example: r#"{"prompt": "2 + 2", "generated_text": "4", "details": {"generated_tokens": 1, "tokens": [{"id": 17, "logprob": -0.1}]}, "reward": 1}"#,
        remark: Some("it has neither prompts nor rewards; add them"),
        ..NOTHING
    },
    Format {
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
    },
    Format {
        name: "nemo-rl",
        of: "NeMo-RL training data",
        needs: &["content", "rewards", "generation_logprobs"],
        reward: &["rewards"],
        logprob: &["generation_logprobs"],
        text: &["content"],
        mask: &["token_loss_mask"],
        example: r#"{"content": ["2 + 2 = 4"], "rewards": [1], "generation_logprobs": [[0, -0.1]], "token_loss_mask": [[0, 1]], "idx": [3]}"#,
        ..NOTHING
    },
    Format {
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
    },
    Format {
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
    },
    Format {
        name: "search-and-learn",
        of: "search-and-learn best_of_n",
        needs: &["problem", "completions", "scores"],
        prompt: &["problem"],
        reward: &["agg_scores", "scores"],
        text: &["completions"],
        tokens: &["completion_tokens"],
        example: r#"{"problem": "2 + 2", "completions": ["4"], "scores": [[0.5, 0.9]], "agg_scores": [0.9], "completion_tokens": [1]}"#,
        ..NOTHING
    },
    Format {
        name: "rlhflow",
        of: "RLHFlow Online-RLHF",
        needs: &["prompt", "responses", "rewards"],
        prompt: &["prompt"],
        reward: &["rewards"],
        text: &["responses"],
        example: r#"{"prompt": [{"role": "user", "content": "2 + 2"}], "responses": ["4"], "rewards": [1.5]}"#,
        ..NOTHING
    },
    Format {
        name: "coste",
        of: "llm_optimization (Coste et al.)",
        needs: &["instruction", "answers", "proxy_scores"],
        prompt: &["instruction", "input"],
        reward: &["proxy_scores"],
        gold: &["gold_scores"],
        text: &["answers"],
        example: r#"{"instruction": "Add", "input": "2 + 2", "answers": ["4"], "proxy_scores": [1.5], "gold_scores": [1]}"#,
        ..NOTHING
    },
    Format {
        name: "monkeys",
        of: "large_language_monkeys, as JSON",
        needs: &["prompt", "samples", "is_corrects"],
        prompt: &["prompt"],
        reward: &["is_corrects"],
        text: &["samples"],
        example: r#"{"prompt": "2 + 2", "question": "2 + 2", "samples": ["4"], "is_corrects": [true], "gt_answer": "4"}"#,
        ..NOTHING
    },
    Format {
        name: "qwen-math",
        of: "the evaluation of Qwen2.5-Math",
        needs: &["code", "pred", "score"],
        prompt: &["idx", "question"],
        reward: &["score"],
        text: &["code"],
        example: r#"{"idx": 0, "question": "2 + 2", "code": ["It is 4."], "pred": ["4"], "gt": "4", "score": [true]}"#,
        ..NOTHING
    },
    Format {
        name: "reward-bench-2",
        of: "RewardBench 2",
        needs: &["id", "num_correct", "scores"],
        prompt: &["id"],
        reward: &["scores"],
        example: r#"{"id": "1", "num_correct": 1, "total_completions": 4, "scores": [1.5, 0.2, -1, 0.1], "subset": "Math"}"#,
        remark: Some("the chosen answer comes first and the answers are no draws of one policy"),
        ..NOTHING
    },
    Format {
        name: "ultrafeedback",
        of: "UltraFeedback",
        needs: &["instruction", "completions[].response", "completions[].model"],
        prompt: &["instruction"],
        reward: &["completions[].overall_score", "completions[].fine-grained_score"],
        text: &["completions[].response"],
        example: r#"{"instruction": "2 + 2", "completions": [{"model": "a", "response": "4", "overall_score": 8.0, "fine-grained_score": 4.5}]}"#,
        remark: Some(
            "the answers of a prompt come from different models, so they are no draws of one policy",
        ),
        ..NOTHING
    },
    Format {
        name: "vllm",
        of: "vLLM's RequestOutput",
        needs: &["outputs[].text", "outputs[].cumulative_logprob"],
        prompt: &["prompt"],
        logprob: &["outputs[].cumulative_logprob"],
        text: &["outputs[].text"],
        tokens: &["outputs[].token_ids"],
        example: r#"{"prompt": "2 + 2", "outputs": [{"index": 0, "text": "4", "token_ids": [17], "cumulative_logprob": -0.1, "finish_reason": "stop"}], "rewards": [1]}"#,
        remark: Some("it has no rewards; add a list of them, one for each output"),
        ..NOTHING
    },
    Format {
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
    },
    Format {
        name: "lighteval",
        of: "lighteval details",
        needs: &["__doc__.query", "__model_response__.text"],
        prompt: &["__doc__.query"],
        text: &["__model_response__.text"],
        tokens: &["__model_response__.output_tokens"],
        example: r#"{"__doc__": {"query": "2 + 2"}, "__model_response__": {"text": ["4"]}, "__metric__": {"em": 1.0}}"#,
        remark: Some("a metric is one number for a document; add a list of rewards, one for each text"),
        ..NOTHING
    },
    Format {
        name: "verifiers",
        of: "verifiers and prime-rl",
        needs: &["example_id", "completion", "reward"],
        prompt: &["example_id"],
        reward: &["reward"],
        text: &["completion"],
        example: r#"{"example_id": 0, "prompt": [{"role": "user", "content": "2 + 2"}], "completion": [{"role": "assistant", "content": "4"}], "reward": 1.0, "metrics": {"correct": 1.0}}"#,
        ..NOTHING
    },
    Format {
        name: "trl",
        of: "TRL log_completions",
        needs: &["step", "prompt", "completion", "advantage"],
        prompt: &["prompt"],
        text: &["completion"],
        step: &["step"],
        example: r#"{"step": 10, "prompt": "2 + 2", "completion": "4", "accuracy_reward": 1.0, "advantage": 0.5}"#,
        remark: Some(OF_A_STEP),
        ..NOTHING
    },
    Format {
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
    },
    Format {
        name: "openrlhf",
        of: "OpenRLHF batch_inference",
        needs: &["input", "output", "reward"],
        prompt: &["input"],
        reward: &["reward"],
        text: &["output"],
        example: r#"{"input": "2 + 2", "output": "4", "reward": 1.5}"#,
        ..NOTHING
    },
    Format {
        name: "human-eval",
        of: "human-eval results",
        needs: &["task_id", "completion", "passed"],
        prompt: &["task_id"],
        reward: &["passed"],
        text: &["completion"],
        example: r#"{"task_id": "HumanEval/0", "completion": "return 4", "result": "passed", "passed": true}"#,
        ..NOTHING
    },
    Format {
        name: "helpsteer",
        of: "HelpSteer",
        needs: &["prompt", "response", "helpfulness", "correctness", "coherence"],
        prompt: &["prompt"],
        reward: &["helpfulness"],
        text: &["response"],
        example: r#"{"prompt": "2 + 2", "response": "4", "helpfulness": 4, "correctness": 4, "coherence": 4, "complexity": 0, "verbosity": 0}"#,
        ..NOTHING
    },
];

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

/// Every shape of log that is known by name.
pub fn formats() -> &'static [Format] {
    ALL
}

/// The shape of this name.
pub(in crate::data::log) fn named(name: &str) -> Option<&'static Format> {
    ALL.iter().find(|format| format.name == name)
}

/// The error for a name that no shape has.
pub(in crate::data::log) fn unknown(name: &str) -> Problem {
    let names = || ["auto", "flat"].into_iter().chain(ALL.iter().map(|format| format.name));
    Problem::NoFormat {
        found: quoted(name),
        hint: did_you_mean(name, names()),
        known: names().collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_one() {
        for format in ALL {
            let columns = format.columns();
            for path in format.needs.iter().chain(columns.iter().map(|(_, path)| path)) {
                Path::parse(path).unwrap_or_else(|error| panic!("{}: {error}", format.name));
            }
            assert!(!format.needs.is_empty() && !format.of.is_empty(), "{}", format.name);
        }
    }
}
