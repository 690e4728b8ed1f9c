//! What servers and engines give: answers with log-probabilities, without rewards of their own.

use crate::data::log::formats::format::{Format, NOTHING};

pub(super) const OPENAI_BATCH: Format = Format {
    name: "openai-batch",
    of: "OpenAI batch output",
    needs: &["custom_id", "response.body.choices"],
    prompt: &["custom_id"],
    logprob: &["sum(response.body.choices[].logprobs.content[].logprob)"],
    text: &["response.body.choices[].message.content"],
    example: r#"{"custom_id": "q1", "response": {"body": {"choices": [{"message": {"content": "4"}, "logprobs": {"content": [{"token": "4", "logprob": -0.1}]}}]}}, "rewards": [1]}"#,
    remark: Some("it has no rewards; add a list of them, one for each choice"),
    ..NOTHING
};

pub(super) const OPENAI: Format = Format {
    name: "openai",
    of: "answers of OpenAI-compatible servers (vLLM, SGLang, TGI)",
    needs: &["choices"],
    logprob: &["sum(choices[].logprobs.content[].logprob)", "sum(choices[].logprobs.token_logprobs[])"],
    text: &["choices[].message.content", "choices[].text"],
    example: r#"{"id": "q1", "prompt": "2 + 2", "choices": [{"text": "4", "logprobs": {"token_logprobs": [null, -0.1]}}], "rewards": [1]}"#,
    remark: Some("it has neither prompts nor rewards; add them, one reward for each choice"),
    ..NOTHING
};

pub(super) const SGLANG: Format = Format {
    name: "sglang",
    of: "SGLang /generate",
    needs: &["meta_info.output_token_logprobs"],
    logprob: &["sum(meta_info.output_token_logprobs[][0])"],
    text: &["text"],
    tokens: &["meta_info.completion_tokens"],
    example: r#"{"prompt": "2 + 2", "text": "4", "meta_info": {"output_token_logprobs": [[-0.1, 17, null]], "completion_tokens": 1}, "reward": 1}"#,
    remark: Some("it has neither prompts nor rewards; add them"),
    ..NOTHING
};

pub(super) const TGI: Format = Format {
    name: "tgi",
    of: "Text Generation Inference",
    needs: &["generated_text", "details.tokens"],
    logprob: &["sum(details.tokens[].logprob)"],
    text: &["generated_text"],
    tokens: &["details.generated_tokens"],
    example: r#"{"prompt": "2 + 2", "generated_text": "4", "details": {"generated_tokens": 1, "tokens": [{"id": 17, "logprob": -0.1}]}, "reward": 1}"#,
    remark: Some("it has neither prompts nor rewards; add them"),
    ..NOTHING
};

pub(super) const VLLM: Format = Format {
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
};
