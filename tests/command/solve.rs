//! `bonscope solve`: n by the formula and in truth.

use insta::assert_snapshot;
use serde_json::Value;

use crate::line;

#[test]
fn the_answer_stands_next_to_that_of_the_formula() {
    assert_snapshot!("solve_kl", line("solve uniform:10 --kl 2").quiet());
    assert_snapshot!("solve_gap_bits", line("solve staircase-3 --gap 1 --bits").quiet());
    assert_snapshot!("solve_markdown", line("solve uniform:10 --win-rate 0.9 --format md").quiet());
}

#[test]
fn a_whole_number_that_hits_the_target_is_listed_once() {
    let answer = line("solve 1/2,1/2 --reward 1.75").quiet();
    assert!(answer.lines().any(|line| line.starts_with("n in truth  2")), "{answer}");
    assert_eq!(answer.lines().last().unwrap().split_whitespace().next(), Some("2"), "{answer}");
}

#[test]
fn what_no_n_reaches_is_bad_news_with_the_limit() {
    let run = line("solve uniform:10 --kl 3");
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert!(run.out.contains("at every n the exact KL stays below 2.30259 nats"), "{}", run.out);
    let run = line("solve 1/2,1/2 --gap 40 --format json");
    assert_eq!(run.code, Some(1));
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer["reachable"], false);
    assert_eq!(answer["limit"], "inf");
    assert!(answer["n_exact"].is_null() && answer["below"].is_null() && answer["above"].is_null());
}

#[test]
fn json_has_the_documented_shape() {
    let answer: Value = serde_json::from_str(&line("solve uniform:10 --kl 2 --format json").quiet()).unwrap();
    assert_eq!(answer["target"], serde_json::json!({"quantity": "kl", "value": 2}));
    assert_eq!(answer["reachable"], true);
    let number = |name: &str| answer[name].as_f64().unwrap();
    assert!((number("n_formula") - 19.058_837_457_722_7).abs() < 1e-10);
    assert!((number("n_exact") - 23.769_815_973_362_7).abs() < 1e-10);
    assert!((number("limit") - 10_f64.ln()).abs() < 1e-12);
    let eval: Value = serde_json::from_str(&line("eval uniform:10 -n 23,24 --format json").quiet()).unwrap();
    assert_eq!(answer["below"], eval["results"][0]);
    assert_eq!(answer["above"], eval["results"][1]);
    assert_eq!(answer["base"], eval["base"]);
}

#[test]
fn csv_is_one_row() {
    let table = line("solve uniform:10 --win-rate 0.9 --format csv").quiet();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "quantity,value,unit,reachable,limit,n_formula,n_exact,n_below,n_above");
    assert!(rows[1].starts_with("win_rate,0.9,,true,0.95,9.000000000000") && rows[1].ends_with(",9,10"));
}

#[test]
fn targets_are_refused_with_what_is_allowed() {
    for (arguments, sentence) in [
        ("solve 1/2,1/2 --kl -1", "error: --kl: found -1, but a KL divergence is never negative\n"),
        ("solve 1/2,1/2 --gap -1", "error: --gap: found -1, but the gap is never negative\n"),
        (
            "solve 1/2,1/2 --win-rate 1.2",
            "error: --win-rate: found 1.2, but a win rate lies between 0 and 1\n",
        ),
        (
            "solve 1/2,1/2 --kl x",
            "error: invalid value 'x' for '--kl <K>': column 1: found \"x\" where a number such as 0.9, 1e-4, 1/3 or 2^-20 is allowed\n",
        ),
    ] {
        assert_eq!(line(arguments).refused(2), sentence);
    }
    assert!(line("solve 1/2,1/2").refused(2).contains("--kl <K>|--win-rate <W>|--gap <G>|--reward <R>"));
    line("solve 1/2,1/2 --kl 1 --gap 1").refused(2);
}
