//! What a log says of itself: numbers that cannot be, draws that are no draws of one policy, and how each is told.

use std::fmt::Write;

use bonscope::data::{ColumnNames, Estimates, LogprobOf, Options, Samples};

use crate::{ASSUMED, notices, parse};

fn read(text: &str, options: &Options) -> Samples {
    parse(text.as_bytes(), options).unwrap()
}

/// Whether something is said that has this in it, as a fault or not.
#[track_caller]
fn says(text: &str, is_fault: bool, part: &str) {
    let found = notices(text);
    let said = found.iter().find(|notice| notice.contains(part));
    assert_eq!(said.map(|notice| notice.starts_with("! ")), Some(is_fault), "{part}: {found:?}");
}

#[track_caller]
fn is_silent(text: &str, part: &str) {
    let found = notices(text);
    assert!(found.iter().all(|notice| !notice.contains(part)), "{found:?}");
}

fn has_kl(samples: Samples) -> bool {
    Estimates::of(samples, None, 0, &mut |_| ()).unwrap().results[0].averages.kl.is_some()
}

#[test]
fn a_column_that_holds_no_log_probabilities_is_not_used() {
    let log = |numbers: [&str; 4]| {
        let mut text = "prompt,reward,logprob,text\n".to_owned();
        for (place, number) in numbers.iter().enumerate() {
            writeln!(text, "{},{place},{number},answer {place}", ["a", "b"][place % 2]).unwrap();
        }
        text
    };
    for (numbers, part) in [
        (
            ["0", "0", "0", "-0.0"],
            "the column \"logprob\" is 0 in every row, as if every one of different answers were certain",
        ),
        (
            ["0.2", "0.003", "1", "0.7"],
            "is positive wherever it is a number, up to 1, so it holds no log-probabilities but perhaps probabilities",
        ),
        (
            ["12.5", "3", "0.5", "7"],
            "is positive wherever it is a number, up to 12.5, so it holds no log-probabilities but perhaps negative log-likelihoods",
        ),
        (
            ["0.001", "0.003", "0", "0.002"],
            "up to 0.003, so it holds no log-probabilities but perhaps probabilities",
        ),
        (["", "nan", "null", ""], "has no log-probability that is a finite number in any of 4 rows"),
    ] {
        says(&log(numbers), true, part);
        assert!(!has_kl(read(&log(numbers), &Options::default())), "{part}");
    }
    // One of them below 0 is enough for rounding, and answers that are all the same may be certain.
    let text = log(["-0.5", "-2", "0.001", "0"]);
    says(&text, true, "1 row (line 4) has a log-probability above 0 by rounding");
    assert!(has_kl(read(&text, &Options::default())));
    assert!(has_kl(read("prompt,reward,logprob,text\na,1,0,x\na,1,0,x\n", &Options::default())));
    assert!(has_kl(read("prompt,reward,logprob\na,1,0\nb,2,0\n", &Options::default())));
}

#[test]
fn probabilities_of_different_answers_add_to_1_at_most() {
    let text = "prompt,reward,logprob,text\na,1,-0.1,x\na,2,-0.5,y\na,1,-0.1,x\nb,1,-1,x\nb,2,-1,y\n";
    says(
        text,
        true,
        "1 prompt (line 2) has different answers whose probabilities add to more than 1, up to 1.511",
    );
    // Without texts only different rewards are different answers for sure.
    says("prompt,reward,logprob\na,1,-0.1\na,2,-0.5\n", true, "add to more than 1, up to 1.511");
    is_silent("prompt,reward,logprob\na,1,-0.1\na,1,-0.5\n", "add to more than 1");
    // The same answer in a pool again, with another rounding of its probability, counts once.
    is_silent("prompt,reward,logprob,text\na,1,-0.6,x\na,1,-0.61,x\na,1,-0.62,x\n", "add to more than 1");
    is_silent("prompt,reward,logprob,text\na,1,-0.6931,x\na,2,-0.6931,y\n", "add to more than 1");
}

/// A log of 40 draws of each of 16 prompts with answers drawn so often, and their probabilities.
fn drawn(answers: &[(usize, f64)]) -> String {
    let mut text = "prompt,reward,logprob,text\n".to_owned();
    for prompt in 0..16 {
        for (answer, (times, p)) in answers.iter().enumerate() {
            for _ in 0..*times {
                writeln!(text, "{prompt},{answer},{},answer {answer}", p.ln()).unwrap();
            }
        }
    }
    text
}

#[test]
fn draws_come_again_as_often_as_they_say() {
    let part = "often than their probabilities say";
    is_silent(&drawn(&[(20, 0.5), (12, 0.3), (8, 0.2)]), part);
    says(
        &drawn(&[(31, 0.5), (8, 0.3), (1, 0.2)]),
        true,
        "answers come again far more often than their probabilities say (z = +",
    );
    says(
        &drawn(&[(31, 0.5), (8, 0.3), (1, 0.2)]),
        true,
        "the likeliest one of each prompt was drawn 496 times, where about 320 were to be expected); the draws look as if they came from a sharper distribution",
    );
    says(&drawn(&[(14, 0.5), (13, 0.3), (13, 0.2)]), true, "far less often");
    says(&drawn(&[(1, 0.5), (1, 0.3), (1, 0.2)]), true, "or repeated answers were taken out");
    // What is logged twice is told as that.
    let twice = drawn(&[(2, 1e-20), (2, 1e-21), (2, 1e-22), (2, 1e-23)]);
    says(&twice, true, "many more than that: were some logged twice?");
    is_silent(&twice, part);
}

#[test]
fn the_same_text_is_the_same_answer_whatever_else_is_said_of_it() {
    let text = "prompt,reward,logprob,gold,text\na,1,-0.50,1,x\na,2,-0.51,0,x\na,1,-0.52,1,x\na,3,-3,1,y\n";
    says(text, false, "2 rows (lines 3, 4) repeat an earlier one of the prompt");
    says(
        text,
        false,
        "1 row (line 3) repeats an earlier answer of the prompt with another reward, so the reward is not a function of the answer alone",
    );
    let same = "prompt,reward,logprob,answer,text\na,1,-1,x,ref\na,2,-2,y,ref\nb,1,-1,x,ref\nb,3,-1,z,ref\n";
    let named = Options {
        names: ColumnNames { text: Some("text".to_owned()), ..ColumnNames::default() },
        ..Options::default()
    };
    let found = read(same, &named).notices;
    assert!(
        found.iter().any(|notice| notice.is_fault
            && notice.text.starts_with("the text of the column \"text\" is the same for all draws of every prompt although their rewards differ")),
        "{found:?}"
    );
}

#[test]
fn means_become_sums_on_request() {
    let mut means = "prompt,reward,logprob,tokens\n".to_owned();
    let mut sums = means.clone();
    for i in 0..80 {
        let (tokens, mean) = (3 + i * 7 % 40, -1.0 - 0.25 * f64::from(i % 4));
        writeln!(means, "{},{i},{mean},{tokens}", i % 4).unwrap();
        writeln!(sums, "{},{i},{},{tokens}", i % 4, mean * f64::from(tokens)).unwrap();
    }
    says(&means, true, "--logprob-mean multiplies them by the number of tokens");
    let repaired = Options { logprob_mean: true, keep: 100, ..Options::default() };
    let (found, right) = (read(&means, &repaired), read(&sums, &Options { keep: 100, ..Options::default() }));
    for (found, right) in found.prompts.iter().zip(&right.prompts) {
        assert_eq!(found.pool, right.pool);
    }
    assert!(found.notices.iter().all(|notice| !notice.is_fault), "{:?}", found.notices);
    let twice = read(&sums, &repaired).notices;
    assert!(
        twice.iter().any(|notice| notice.text.starts_with("the log-probabilities were sums already")),
        "{twice:?}"
    );
    let refused = parse(b"prompt,reward,logprob\na,1,-1\n", &repaired).unwrap_err().to_string();
    assert!(
        refused.starts_with("log: no column holds the number of tokens; name it with --tokens"),
        "{refused}"
    );
    let missing = read("prompt,reward,logprob,tokens\na,1,-1,3\na,2,-1,\n", &repaired).notices;
    assert!(
        missing[0].text.starts_with("1 row (line 3) has no number of tokens by which to multiply the mean")
    );
    // Prompts that differ in length and in difficulty say nothing about means.
    let mut between = "prompt,reward,logprob,tokens\n".to_owned();
    for i in 0..200_i32 {
        let prompt = i % 10;
        let tokens = (1 << prompt) + i / 10 % 3;
        writeln!(between, "{prompt},{i},{},{tokens}", -40.0 * f64::from(tokens) / f64::from(1 << prompt))
            .unwrap();
    }
    is_silent(&between, "means per token");
}

#[test]
fn the_distribution_of_the_log_probabilities_is_said() {
    let text = "prompt,reward,logprob\na,1,-1\na,2,-2\n";
    let with = |logprob_of| read(text, &Options { logprob_of, ..Options::default() });
    let assumed = |samples: &Samples| samples.notices.iter().any(|notice| notice.text.starts_with(ASSUMED));
    assert!(assumed(&with(LogprobOf::Assumed)) && has_kl(with(LogprobOf::Assumed)));
    assert!(!assumed(&with(LogprobOf::Sampler)) && has_kl(with(LogprobOf::Sampler)));
    let base = with(LogprobOf::Base);
    let part = "the log-probabilities of the column \"logprob\" are those of the model before temperature";
    assert!(
        !assumed(&base) && base.notices.iter().any(|notice| notice.text.starts_with(part)),
        "{:?}",
        base.notices
    );
    assert!(!has_kl(base));
}

#[test]
fn a_count_multiplies_its_draw_when_that_is_asked_for() {
    let text = "prompt,reward,logprob,text,count\na,1,-0.5,x,3\na,2,-1.2,y,1\na,3,-3,z,0\n";
    let plain = read(text, &Options::default());
    assert_eq!(plain.draws, 3);
    says(
        text,
        false,
        "the column \"count\" may say how often its draw came up; every row was taken for one draw",
    );
    let counted = |count: &str| Options {
        names: ColumnNames { count: Some(count.to_owned()), ..ColumnNames::default() },
        keep: 100,
        ..Options::default()
    };
    let found = read(text, &counted("count"));
    let rewards: Vec<f64> =
        found.prompts[0].pool.as_ref().unwrap().draws().iter().map(|draw| draw.reward).collect();
    assert_eq!((found.rows, rewards), (3, vec![1.0, 1.0, 1.0, 2.0]));
    assert!(found.columns.contains(&("count", "count".to_owned())));
    let off = read(text, &counted("none"));
    assert!(off.notices.iter().all(|notice| !notice.text.contains("count")), "{:?}", off.notices);
    let listed = r#"{"prompt": "a", "answers": ["x", "y"], "rewards": [1, 2], "counts": [2, 3]}"#;
    assert_eq!(read(listed, &counted("counts")).draws, 5);
    let wrong = read("prompt,reward,count\na,1,1.5\na,2,-1\na,3,2\n", &counted("count"));
    assert_eq!(wrong.draws, 2);
    assert!(
        wrong.notices[0]
            .text
            .starts_with("2 rows (lines 2, 3) have a count that is no whole number from 0 on")
    );
}

#[test]
fn rows_of_several_models_are_told_unless_they_are_kept_apart() {
    let text = "prompt,reward,model\na,1,m1\na,2,m2\nb,1,m1\nb,2,m2\n";
    says(
        text,
        true,
        "the answers come from several models, \"m1\" and \"m2\" in the column \"model\", so they are no draws of one policy",
    );
    is_silent("prompt,reward,model\na,1,m1\na,2,m1\n", "several models");
    let apart = read(text, &Options { group: Some("model".to_owned()), ..Options::default() });
    assert_eq!((apart.prompts.len(), apart.notices.iter().filter(|notice| notice.is_fault).count()), (4, 0));
    let listed = r#"{"prompt": "a", "completions": [{"response": "x", "model": "m1", "score": 1}, {"response": "y", "model": "m2", "score": 2}]}"#;
    says(listed, true, "\"m1\" and \"m2\" in the column \"completions[].model\"");
}

#[test]
fn a_reference_answer_among_the_draws_is_told() {
    let log = |with: bool| {
        let mut text = String::new();
        for prompt in 0..6 {
            let reference = format!("The answer of prompt {prompt} is long enough to be no chance hit");
            for draw in 0..4 {
                let own = if with && draw == 3 { reference.clone() } else { format!("{reference} {draw}") };
                writeln!(text, r#"{{"prompt": {prompt}, "reward": {draw}, "completion": "{own}", "reference": "{reference}"}}"#).unwrap();
            }
        }
        text
    };
    says(
        &log(true),
        true,
        "6 prompts (lines 1, 5, 9, 13, 17 and 1 more) have the reference answer of the column \"reference\" among the draws",
    );
    is_silent(&log(false), "reference answer");
    // By its reward, as rejection sampling logs it.
    let mut scores = String::new();
    for prompt in 0..4 {
        for draw in 0..3 {
            let score = f64::from(prompt) + f64::from(draw) / 3.0 + 0.01;
            let reference = f64::from(prompt) + 1.0 / 3.0 + 0.01;
            writeln!(scores, r#"{{"prompt": {prompt}, "score": {{"rm": {score}}}, "completion": "{draw}", "reference_completion_score": {{"rm": {reference}}}}}"#).unwrap();
        }
    }
    says(&scores, true, "4 prompts (lines 1, 4, 7, 10) have the reference answer");
}

#[test]
fn pools_that_end_with_their_first_success_are_told() {
    let log = |sizes: &[usize], behind: bool| {
        let mut text = "prompt,reward\n".to_owned();
        for (prompt, size) in sizes.iter().enumerate() {
            (1..*size).for_each(|_| writeln!(text, "{prompt},0").unwrap());
            writeln!(text, "{prompt},1").unwrap();
            (0..usize::from(behind)).for_each(|_| writeln!(text, "{prompt},0").unwrap());
        }
        text
    };
    let sizes = [3, 7, 2, 9, 5, 4, 6];
    says(
        &log(&sizes, false),
        true,
        "7 prompts (lines 2, 5, 12, 14, 23 and 2 more) end with the first success and none goes on behind one",
    );
    is_silent(&log(&sizes, true), "first success");
    is_silent(&log(&[4; 12], false), "first success");
    is_silent(&log(&[3, 7], false), "first success");
}

#[test]
fn gold_that_is_one_number_a_prompt_is_told() {
    says(
        "prompt,reward,gold\na,1,5\na,2,5\nb,1,7\nb,2,7\n",
        false,
        "the gold reward of the column \"gold\" is one number for all draws of a prompt",
    );
    is_silent("prompt,reward,gold\na,1,5\na,2,5\nb,1,7\nb,2,6\n", "one number for all draws");
}

#[test]
fn a_log_that_tells_no_prompts_apart_is_at_fault_unless_that_is_said() {
    let text = "reward,logprob\n1,-1\n2,-2\n";
    says(text, true, "no column tells prompts apart");
    let one = ColumnNames { prompt: Some("none".to_owned()), ..ColumnNames::default() };
    let found = read(text, &Options { names: one, ..Options::default() }).notices;
    assert!(found.iter().all(|notice| !notice.is_fault), "{found:?}");
}
