//! Schemas of tools that have no name of their own here: what each is read as, or the sentence that says why not.

use bonscope::data::{ColumnNames, Estimates, Options, Samples};
use serde_json::{Value, json};

use crate::parse;

fn lines(rows: &[Value]) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect()
}

fn with(reward: &str, logprob: Option<&str>) -> Options {
    let names = ColumnNames {
        reward: Some(reward.to_owned()),
        logprob: logprob.map(str::to_owned),
        ..ColumnNames::default()
    };
    Options { names, keep: 100, ..Options::default() }
}

fn plain() -> Options {
    Options { keep: 100, ..Options::default() }
}

#[track_caller]
fn reads(text: &str, options: &Options, prompts: usize, draws: u64) -> Samples {
    let samples = parse(text.as_bytes(), options).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!((samples.prompts.len(), samples.draws), (prompts, draws), "{:?}", samples.columns);
    samples
}

#[track_caller]
fn says(samples: &Samples, part: &str) {
    assert!(samples.notices.iter().any(|notice| notice.text.contains(part)), "{part}: {:?}", samples.notices);
}

#[track_caller]
fn refuses(text: &str, part: &str) {
    let error = parse(text.as_bytes(), &plain()).map(|samples| samples.columns).unwrap_err().to_string();
    assert!(error.contains(part), "{error}");
}

fn logprobs(samples: &Samples, prompt: usize) -> Vec<Option<f64>> {
    samples.prompts[prompt].pool.as_ref().unwrap().draws().iter().map(|draw| draw.logprob).collect()
}

#[test]
fn answers_of_the_client_of_trl_have_the_sampled_token_first() {
    let row = |id: u32| {
        json!({
            "prompt_ids": [id, 5], "completion_ids": [[17, 2], [18, 2]],
            "logprobs": [[[-0.5, -1.5], [-0.25, -2.0]], [[-1.0, -0.5], [-0.25, -3.0]]],
            "logprob_token_ids": [[[17, 18], [2, 3]], [[18, 17], [2, 3]]], "rewards": [0.5, 1.5],
        })
    };
    let mut options = with("rewards", Some("sum(logprobs[][][0])"));
    options.names.prompt = Some("prompt_ids".to_owned());
    let samples = reads(&lines(&[row(1), row(2)]), &options, 2, 4);
    assert_eq!(logprobs(&samples, 1), [Some(-0.75), Some(-1.25)]);
}

#[test]
fn answers_for_synthetic_preferences_come_from_several_models() {
    let outputs = |base: f64| {
        json!([
            {"index": 0, "text": "x", "token_ids": [1, 2], "cumulative_logprob": base},
            {"index": 1, "text": "y", "token_ids": [3], "cumulative_logprob": base - 1.0},
        ])
    };
    let row = |text: &str| json!({"prompt_hash": text, "text": format!("question {text}"), "outputs": outputs(-2.0), "rewards": [1, 2]});
    let samples = reads(&lines(&[row("a"), row("b")]), &plain(), 2, 4);
    assert_eq!(logprobs(&samples, 0), [Some(-2.0), Some(-3.0)]);
    let row = |text: &str| json!({"prompt_hash": text, "raw_text": "q", "completions": ["x", "y"], "models": ["m1", "m2"], "ratings": [4, 5]});
    says(
        &reads(&lines(&[row("a"), row("b")]), &with("ratings", None), 2, 4),
        "\"m1\" and \"m2\" in the column \"models[]\"",
    );
}

#[test]
fn best_of_16_of_reward_bench_is_read_as_lists_and_as_rows() {
    let list = |id: u32| json!({"id": id, "prompt": format!("q{id}"), "output": ["a", "b", "c"], "scores": [0.5, 1.5, -1.0], "model": "zephyr", "subset": "alpacaeval"});
    reads(&lines(&[list(1), list(2)]), &plain(), 2, 6);
    let row = |id: u32, draw: u32| json!({"prompt": format!("q{id}"), "input": format!("q{id}"), "text": format!("answer {draw}"), "scores": draw, "model": "zephyr", "index": [id, draw]});
    let rows: Vec<Value> = (0..2).flat_map(|id| (0..4).map(move |draw| row(id, draw))).collect();
    let samples = reads(&lines(&rows), &plain(), 2, 8);
    assert!(samples.columns.contains(&("text", "text".to_owned())), "{:?}", samples.columns);
}

#[test]
fn sampling_until_a_jailbreak_is_told() {
    let mut rows = Vec::new();
    for (id, tries) in [4, 9, 2, 6, 5, 3, 8].into_iter().enumerate() {
        for n in 0..tries {
            rows.push(json!({"behavior_id": format!("b{id}"), "n": n, "augmentation": "caps", "asr": u32::from(n + 1 == tries), "best_asr": 0}));
        }
    }
    says(
        &reads(&lines(&rows), &with("asr", None), 7, 37),
        "7 prompts (lines 1, 5, 14, 16, 22 and 2 more) end with the first success",
    );
}

#[test]
fn evaluations_of_nemo_rl_are_documents_with_rows_in_them() {
    let rows: Vec<Value> = (0..6)
        .map(|at| json!({"prompt": format!("q{}", at / 3), "response": format!("r{at}"), "reward": f64::from(at % 3), "sample_index": at}))
        .collect();
    let document =
        serde_json::to_string_pretty(&json!({"metric": "pass@k", "evaluation_data": rows})).unwrap();
    reads(&document, &plain(), 2, 6);
    // NeMo-Aligner's table of rejection sampling is the same rows by themselves.
    reads(&lines(&rows), &plain(), 2, 6);
}

#[test]
fn pairs_are_no_pools() {
    let messages =
        |text: &str| json!([{"role": "user", "content": "q"}, {"role": "assistant", "content": text}]);
    let rated = json!({"prompt": "q", "chosen": messages("a"), "rejected": messages("b"), "score_chosen": 9.0, "score_rejected": 3.0});
    refuses(
        &lines(&[rated]),
        "there are several columns that may hold it for the reward: score_chosen, score_rejected; choose with --reward",
    );
    let rated = json!({"prompt": "q", "chosen": messages("a"), "rejected": messages("b"), "chosen_rating": 9.0, "rejected_rating": 3.0});
    refuses(&lines(&[rated]), "no column holds the reward");
    let iterated =
        json!({"prompt": "q", "chosen": "a", "chosen_reward": 1.0, "rejected": "b", "rejected_reward": 0.0});
    refuses(
        &lines(&[iterated]),
        "there are several columns that may hold it for the reward: chosen_reward, rejected_reward",
    );
    let judged = |id: u32| json!({"question_id": id, "question_body": "q", "answer1_body": "a", "answer2_body": "b", "score": [8.0, 6.5]});
    reads(&lines(&[judged(1), judged(2)]), &plain(), 2, 4);
}

#[test]
fn answers_without_rewards_are_refused_with_what_is_missing() {
    let alpaca = json!([{"instruction": "q", "output": "a", "generator": "m", "dataset": "helpful_base"}]);
    refuses(&alpaca.to_string(), "no column holds the reward; name it with --reward");
    let verl = json!({"prompt": [{"role": "user", "content": "q"}], "responses": ["a", "b"], "data_source": "gsm8k"});
    refuses(&lines(std::slice::from_ref(&verl)), "no column holds the reward; name it with --reward");
    let mut scored = verl;
    scored["rewards"] = json!([1, 0]);
    reads(&lines(&[scored]), &plain(), 1, 2);
}

#[test]
fn reward_functions_of_trl_are_chosen_by_name() {
    let row = |at: u32| json!({"step": 10, "prompt": format!("q{}", at / 4), "completion": format!("c{at}"), "accuracy_reward": at % 2, "format_reward": 1, "advantage": 0.5});
    let rows: Vec<Value> = (0..8).map(row).collect();
    refuses(&lines(&rows), "accuracy_reward, format_reward; choose with --reward accuracy_reward");
    reads(&lines(&rows), &with("accuracy_reward", None), 2, 8);
}

#[test]
fn ratings_that_are_not_there_are_left_out() {
    let row = |id: u32| {
        json!({"instruction": format!("q{id}"), "source": "s", "completions": [
            {"model": "a", "response": "x", "overall_score": 8.0, "annotations": {"helpfulness": {"Rating": "4"}}},
            {"model": "b", "response": "y", "overall_score": 7.0, "annotations": {"helpfulness": {"Rating": "N/A"}}},
            {"model": "a", "response": "z", "overall_score": 6.0, "annotations": {"helpfulness": {"Rating": "2"}}},
        ]})
    };
    let text = lines(&[row(1), row(2)]);
    let samples = reads(&text, &plain(), 2, 6);
    assert_eq!(samples.format, Some("ultrafeedback"));
    let rated = reads(&text, &with("completions[].annotations.helpfulness.Rating", None), 2, 4);
    says(&rated, "2 draws (lines 1, 2) have no reward that is a finite number");
    assert_eq!(Estimates::of(rated, None, 0, &mut |_| ()).unwrap().results[0].averages.reward.0, 3.0);
}
