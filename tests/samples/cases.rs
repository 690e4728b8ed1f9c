//! Small logs in the shape that tools write, each with the right numbers or the right sentence.
//!
//! Their content is made up: the same rewards of four prompts in one shape after another, so that one number serves most.

use std::path::PathBuf;

use bonscope::data::{ColumnNames, DataError, Estimates, Input, Options, Samples, files, read};

/// The mean reward of the best of 4 of the 8 draws of each of the 4 prompts, from exact fractions of the definition,
const REWARD: f64 = 1.8791525;
/// and with the rewards 0 and 1.
const PASSED: f64 = 13.0 / 14.0;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/samples/cases", name].iter().collect()
}

fn read_case(name: &str, options: &Options) -> Result<Samples, DataError> {
    read(&mut Input::path(&path(name)), options, &mut |_| ())
}

fn estimates(name: &str, options: &Options) -> Estimates {
    let samples = read_case(name, options).unwrap_or_else(|error| panic!("{name}: {error}"));
    Estimates::of(samples, None, 0, &mut |_| ()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn with(names: ColumnNames) -> Options {
    Options { names, ..Options::default() }
}

fn reward(column: &str) -> Options {
    with(ColumnNames { reward: Some(column.to_owned()), ..ColumnNames::default() })
}

/// The reward of the best of n draws.
fn best_of(found: &Estimates, n: u64) -> f64 {
    let estimate = found.results.iter().find(|estimate| estimate.n == n).expect("this n");
    estimate.averages.reward.0
}

#[track_caller]
fn holds(name: &str, options: &Options, expected: f64, has_kl: bool) -> Estimates {
    let found = estimates(name, options);
    let reward = best_of(&found, 4);
    assert!(
        (reward - expected).abs() < 1e-12,
        "{name}: {reward}, not {expected}: {:?}",
        found.samples.columns
    );
    assert_eq!(found.results[0].averages.kl.is_some(), has_kl, "{name}: {:?}", found.samples.columns);
    assert_eq!(found.prompts, 4, "{name}: {:?}", found.samples.columns);
    found
}

#[track_caller]
fn refused(name: &str, options: &Options, part: &str) {
    let error = read_case(name, options).map(|samples| samples.columns).unwrap_err().to_string();
    assert!(error.contains(part), "{name}: {error}");
}

fn notice(found: &Estimates, part: &str) -> bool {
    found.samples.notices.iter().any(|notice| notice.text.contains(part))
}

#[test]
fn logs_with_log_probabilities_give_the_same_numbers_in_every_shape() {
    let plain = Options::default();
    let expected = holds("f06-nested.jsonl", &plain, REWARD, true);
    for name in [
        "f02-list-columns.jsonl",
        "f04-list-columns.parquet",
        "f12-verl-rollout-logprob.jsonl",
        "f18-gold-is-answer.jsonl",
        "f21-first-row-failed.jsonl",
        "f23-pretty-array.json",
        "f26-powershell-utf16.csv",
        "f41-zstd-skippable-first.jsonl.zst",
    ] {
        let found = estimates(name, &plain);
        for (found, expected) in found.results.iter().zip(&expected.results) {
            let (kl, right) = (found.averages.kl.unwrap().0, expected.averages.kl.unwrap().0);
            assert!((kl - right).abs() < 1e-12, "{name}, n = {}: {kl}, not {right}", found.n);
            let (reward, right) = (found.averages.reward.0, expected.averages.reward.0);
            assert!((reward - right).abs() < 1e-12, "{name}, n = {}: {reward}, not {right}", found.n);
        }
    }
    // Half of the prompts, as objects over several lines, one after another.
    let objects = estimates("f24-pretty-objects.json", &plain);
    assert_eq!((objects.samples.rows, objects.prompts), (16, 2));
    assert!((best_of(&objects, 1) - 0.78474375).abs() < 1e-12);
    // With log-probabilities of 32 bits, and rounded to four places by token.
    for name in ["f05-nested-struct.parquet", "f32-data-00000-of-00001.arrow"] {
        let found = holds(name, &plain, REWARD, true);
        let (kl, right) =
            (found.results[3].averages.kl.unwrap().0, expected.results[3].averages.kl.unwrap().0);
        assert!((kl - right).abs() < 1e-6, "{name}: {kl}, not {right}");
    }
    let tokens = holds("f16-token-logprobs.jsonl", &plain, REWARD, true);
    let (kl, right) = (tokens.results[3].averages.kl.unwrap().0, expected.results[3].averages.kl.unwrap().0);
    assert!((kl - right).abs() < 1e-3, "{kl} {right}");
    assert!(tokens.samples.columns.contains(&("log-probability", "sum(logprobs[])".to_owned())));
    // What was named with the words of a schema of Parquet is found too.
    let names = ColumnNames {
        prompt: Some("prompt.list.element.content".to_owned()),
        reward: Some("accuracy_reward".to_owned()),
        ..ColumnNames::default()
    };
    let chat = estimates("f07-trl-chat-prompt.parquet", &with(names));
    assert_eq!(chat.prompts, 4);
    let chat = estimates("f07-trl-chat-prompt.parquet", &reward("accuracy_reward"));
    assert!((best_of(&chat, 8) - 2.460475).abs() < 1e-12);
    assert_eq!(&*chat.samples.prompts[0].name, "Question 0: name 2 colours");
}

#[test]
fn logs_without_log_probabilities_give_rewards_and_the_bound() {
    let rewards = holds("f01-rlhflow-instances.json", &Options::default(), REWARD, false);
    assert_eq!(rewards.samples.format, Some("rlhflow"));
    assert!(
        rewards.results.iter().all(|estimate| estimate.gap_bound.is_none() && estimate.bound.is_finite())
    );
    assert!(notice(&rewards, "no log-probabilities were read, so the KL is not known from this log"));
    holds("f08-trl-grpo.parquet", &reward("accuracy_reward"), REWARD, false);
    let human_eval = holds("f09-humaneval-results.jsonl", &Options::default(), PASSED, false);
    assert_eq!(human_eval.samples.format, Some("human-eval"));
    holds("f11-verl-rollout.jsonl", &Options::default(), PASSED, false);
    let one = ColumnNames { logprob: Some("none".to_owned()), ..ColumnNames::default() };
    holds("f06-nested.jsonl", &with(one), REWARD, false);
    let nulls = estimates("n02-all-logprobs-null.jsonl", &Options::default());
    assert!((best_of(&nulls, 4) - 0.9757611098901099).abs() < 1e-12);
    assert!(notice(
        &nulls,
        "the column \"cumulative_logprob\" has no log-probability that is a finite number in any of 160 rows"
    ));
}

#[test]
fn prompts_are_told_apart_by_the_names_of_tools() {
    let human_eval = holds("f10-humaneval-logprob.jsonl", &Options::default(), PASSED, true);
    assert!(human_eval.samples.columns.contains(&("prompt", "task_id".to_owned())));
    let verl = holds("f12-verl-rollout-logprob.jsonl", &Options::default(), REWARD, true);
    assert!((best_of(&verl, 8) - 2.460475).abs() < 1e-12);
    let inspect = holds("f34-inspect-samples.jsonl", &Options::default(), PASSED, true);
    assert!(inspect.samples.columns.contains(&("reward", "score_match".to_owned())));
}

#[test]
fn columns_that_hold_something_else_are_not_taken() {
    let gold = holds("f18-gold-is-answer.jsonl", &Options::default(), REWARD, true);
    assert!(gold.results[0].averages.gold.is_none());
    assert!(notice(
        &gold,
        "the column \"gold\" holds text such as \"forty-two\" and no numbers, so it was not taken for the gold reward"
    ));
    let reference = estimates("f20-answer-is-reference.jsonl", &Options::default());
    assert!(
        reference.samples.columns.contains(&("text", "generation".to_owned())),
        "{:?}",
        reference.samples.columns
    );
    assert!(!notice(&reference, "means per token"));
    let names = ColumnNames {
        gold: Some("none".to_owned()),
        text: Some("none".to_owned()),
        ..ColumnNames::default()
    };
    let off = estimates("f20-answer-is-reference.jsonl", &with(names));
    assert!(off.samples.columns.iter().all(|(role, _)| *role != "text"));
}

#[test]
fn a_cut_last_line_is_left_out() {
    let cut = estimates("f42-last-line-cut.jsonl", &Options::default());
    assert_eq!((cut.samples.rows, cut.prompts), (31, 4));
    assert!(notice(&cut, "the file ends inside the row that begins on line 32, which was left out"));
}

#[test]
fn tables_of_other_tools_are_read() {
    let pandas = estimates("f27-pandas-index-bom.csv", &Options::default());
    assert!(
        pandas.samples.columns.contains(&("reward", "correct".to_owned())),
        "{:?}",
        pandas.samples.columns
    );
    let half = estimates("f31-float16-reward.parquet", &Options::default());
    assert!(half.results[0].averages.kl.is_some());
    let failed = holds("f21-first-row-failed.jsonl", &Options::default(), REWARD, true);
    assert_eq!(failed.samples.rows, 33);
}

#[test]
fn files_are_one_log_in_the_order_of_their_names() {
    let folder = path("");
    let pattern = [folder.join("f29-part-*.csv.gz")];
    let parts = files(&pattern).unwrap();
    assert_eq!(parts.len(), 2);
    let samples = read(&mut Input::files(&parts), &Options::default(), &mut |_| ()).unwrap();
    let found = Estimates::of(samples, None, 0, &mut |_| ()).unwrap();
    assert!((best_of(&found, 4) - REWARD).abs() < 1e-12);
    assert_eq!((found.samples.rows, found.prompts), (32, 4));
    assert!(found.samples.place(found.samples.prompts[3].line).ends_with("f29-part-00001.csv.gz:10"));
    // Glued together, the heading comes twice.
    let glued: Vec<u8> = parts.iter().flat_map(|part| std::fs::read(part).unwrap()).collect();
    let samples = crate::parse(&glued, &Options::default()).unwrap();
    let glued = Estimates::of(samples, None, 0, &mut |_| ()).unwrap();
    assert_eq!(glued.results, found.results);
    assert!(notice(&glued, "line 18 repeats the heading and was passed over"));
}

#[test]
fn a_prompt_that_comes_in_several_files_is_one_pool() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("b.csv"), "logprob,reward,prompt\n-1,3,q\n-2,9,other\n").unwrap();
    std::fs::write(at("a.csv"), "prompt,reward,logprob\nq,1,-1\nq,2,x\n").unwrap();
    let inside = files(&[folder.path().to_owned()]).unwrap();
    let refused = read(&mut Input::files(&inside), &Options::default(), &mut |_| ()).unwrap_err().to_string();
    assert!(refused.ends_with("a.csv:3: the log-probability is \"x\"; it must be a number such as -12.5 or 1e-4, or be left empty"), "{refused}");
    std::fs::write(at("a.csv"), "prompt,reward,logprob\nq,1,-1\nq,,-1\n").unwrap();
    let samples = read(&mut Input::files(&inside), &Options::default(), &mut |_| ()).unwrap();
    let draws: Vec<usize> = samples.prompts.iter().map(|prompt| prompt.draws).collect();
    assert_eq!((draws, samples.rows), (vec![2, 1], 4));
    assert!(samples.notices[0].text.contains("a.csv:3) has no reward"), "{:?}", samples.notices);
    // A file that lacks the reward is no part of the log.
    std::fs::write(at("c.csv"), "prompt,logprob\nq,1\n").unwrap();
    let inside = files(&[folder.path().to_owned()]).unwrap();
    let refused = read(&mut Input::files(&inside), &Options::default(), &mut |_| ()).unwrap_err().to_string();
    assert!(refused.contains("c.csv: there is no column \"reward\""), "{refused}");
}

#[test]
fn what_is_not_read_is_named() {
    refused(
        "f25-monkeys.yaml",
        &Options::default(),
        "this is YAML; `yq -o=json -I=0 . FILE | bonscope estimate -` reads it",
    );
    refused("f35-bon-index-0.json", &Options::default(), "no column holds the reward; name it with --reward");
    refused(
        "f33-wide-columns.jsonl",
        &Options::default(),
        "there are several columns that may hold it for the reward",
    );
}

#[test]
fn numbers_of_known_logs_stay() {
    let one =
        estimates("n21-one-right-of-four.jsonl", &Options { n: Some(vec![1, 2, 4]), ..Options::default() });
    assert_eq!([1, 2, 4].map(|n| best_of(&one, n)), [0.25, 0.5, 1.0]);
    let twice = with(ColumnNames { prompt: Some("doc_id".to_owned()), ..ColumnNames::default() });
    assert!(notice(
        &estimates("n09-logged-twice.jsonl", &twice),
        "many more than that: were some logged twice?"
    ));
    let positive =
        estimates("n05-some-positive.jsonl", &Options { n: Some(vec![4, 15]), ..Options::default() });
    assert!(notice(&positive, "35 rows (lines "));
    // One answer that was scored three times is one answer, however its log-probability was rounded.
    let noisy = estimates("n07-same-text-noisy-logprob.jsonl", &Options::default());
    assert!(notice(&noisy, "130 rows (lines "), "{:?}", noisy.samples.notices);
    assert!(!notice(&noisy, "share their reward with a different answer"));
}

#[test]
fn rewards_of_the_best_of_4_are_exact_whatever_is_wrong_with_the_log() {
    // From exact fractions of the definition, rounded to doubles.
    for (name, expected) in [
        ("n01-all-logprobs-zero.jsonl", 1.203663032967033),
        ("n07-same-text-noisy-logprob.jsonl", 0.8119340659340659),
        ("n08-clamped-9999.jsonl", 0.9478156208791209),
        ("n09-logged-twice.jsonl", 0.9260439560439561),
        ("n10-mean-logprob.jsonl", 0.9414511648351649),
        ("n12-sentinel-reward.jsonl", -1703295.6984041703),
        ("n13-binary-verifier.jsonl", 0.9434035909445746),
        ("n15-passk-easy-set.jsonl", 0.970934065934066),
        ("n17-passk-hard-set.jsonl", 0.044217032967032964),
        ("n18-sampled-at-T0.5-logprob-at-T1.jsonl", 1.6660171023359287),
        ("n20-all-problems-solved.jsonl", 1.0),
        ("f20-answer-is-reference.jsonl", 1.7816850274725275),
        ("f38-mixed-lengths-true-sums.jsonl", 1.0645688516483516),
        ("f42-last-line-cut.jsonl", 1.7771353571428572),
    ] {
        let found = best_of(&estimates(name, &Options { n: Some(vec![4]), ..Options::default() }), 4);
        assert!((found / expected - 1.0).abs() < 1e-12, "{name}: {found}, not {expected}");
    }
    let short =
        estimates("n19-one-prompt-with-one-draw.jsonl", &Options { n: Some(vec![4]), ..Options::default() });
    assert!((best_of(&short, 4) - 1.088287044534413).abs() < 1e-12);
    assert_eq!(short.prompts, 19);
    assert!(notice(
        &short,
        "1 prompt (line 113) has fewer draws than the largest n asked for and was left out"
    ));
}

#[test]
fn log_probabilities_that_cannot_be_are_not_used() {
    for (name, part) in [
        (
            "n01-all-logprobs-zero.jsonl",
            "the column \"cumulative_logprob\" is 0 in every row, as if every one of different answers were certain",
        ),
        (
            "n03b-probabilities-below-0.01.csv",
            "the column \"logprob\" is positive wherever it is a number, up to 0.008, so it holds no log-probabilities but perhaps probabilities",
        ),
    ] {
        let found = estimates(name, &Options::default());
        assert!(
            found.samples.notices[0].is_fault && notice(&found, part),
            "{name}: {:?}",
            found.samples.notices
        );
        assert!(found.samples.columns.iter().all(|(role, _)| *role != "log-probability"), "{name}");
    }
    // A tiny probability is one.
    let clamped = estimates("n08-clamped-9999.jsonl", &Options::default());
    assert!(clamped.results[0].averages.kl.is_some() && clamped.samples.draws == 160);
}

#[test]
fn means_are_told_within_prompts_and_repaired() {
    let means = estimates("n10-mean-logprob.jsonl", &Options::default());
    assert!(notice(&means, "the log-probabilities look like means per token, not sums"));
    let repaired = estimates("n10-mean-logprob.jsonl", &Options { logprob_mean: true, ..Options::default() });
    assert!(!notice(&repaired, "look like means") && !notice(&repaired, "were sums already"));
    assert!(repaired.collision.unwrap() < means.collision.unwrap() / 1000.0);
    // Sums of answers of very different lengths, and the length of a reference answer, give no false alarm.
    for name in ["f38-mixed-lengths-true-sums.jsonl", "f20-answer-is-reference.jsonl"] {
        let sums = estimates(name, &Options::default());
        assert!(
            sums.samples.notices.iter().all(|notice| !notice.is_fault),
            "{name}: {:?}",
            sums.samples.notices
        );
    }
    let answer = ColumnNames { text: Some("answer".to_owned()), ..ColumnNames::default() };
    let reference = estimates("f20-answer-is-reference.jsonl", &with(answer));
    assert!(!notice(&reference, "means per token"));
    assert!(notice(
        &reference,
        "the text of the column \"answer\" is the same for all draws of every prompt"
    ));
}

#[test]
fn draws_at_another_temperature_are_told_by_how_often_they_come_again() {
    let found = estimates("n18-sampled-at-T0.5-logprob-at-T1.jsonl", &Options::default());
    assert!(
        notice(&found, "answers come again far more often than their probabilities say (z = +"),
        "{:?}",
        found.samples.notices
    );
    let base = estimates(
        "n18-sampled-at-T0.5-logprob-at-T1.jsonl",
        &Options { logprob_of: bonscope::data::LogprobOf::Base, ..Options::default() },
    );
    assert!(!notice(&base, "answers come again") && notice(&base, "so they were not used"));
}
