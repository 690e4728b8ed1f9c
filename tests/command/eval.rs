//! `bonscope eval` in every format.

use std::f64::consts::LN_2;

use bonscope::bon::{Base, Draws, Policy, Quantity, Unit};
use serde_json::Value;

use crate::{bonscope, line, with_input};

const WEIGHTS: &str = "0,0.9,0.0999,1e-4";

fn base() -> Base {
    Base::from_weights(&[0.0, 0.9, 0.0999, 1e-4]).unwrap()
}

/// A JSON number or the string "inf".
fn number(value: &Value) -> f64 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        _ => value.as_f64().unwrap(),
    }
}

#[track_caller]
fn assert_same(found: f64, expected: f64, what: &str) {
    assert!(found == expected, "{what}: found {found:e}, expected {expected:e}");
}

#[test]
fn json_carries_every_number_bit_for_bit() {
    let out = bonscope(&["eval", WEIGHTS, "-n", "1,64,1e15", "--outcomes", "--format", "json"]).quiet();
    let json: Value = serde_json::from_str(&out).unwrap();
    let base = base();
    assert_eq!(json["base"]["name"], WEIGHTS);
    assert_eq!(json["base"]["outcomes"], 4);
    assert_eq!(json["base"]["classes"], 3);
    assert_same(number(&json["base"]["kl_limit"]), base.kl_limit(), "kl_limit");
    assert_same(number(&json["base"]["renyi2_entropy"]), base.renyi2_entropy(), "renyi2_entropy");
    assert_eq!(json["unit"], "nats");

    let results = json["results"].as_array().unwrap();
    assert_eq!(
        results.iter().map(|row| row["n"].as_u64()).collect::<Vec<_>>(),
        [Some(1), Some(64), Some(10u64.pow(15))]
    );
    for row in results {
        let policy = Policy::new(&base, Draws::new(row["n"].as_f64().unwrap()).unwrap());
        let values = policy.evaluate();
        let names: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = ["n"].into_iter().chain(Quantity::ALL.iter().map(|q| q.name())).chain(["outcomes"]);
        assert_eq!(names, expected.collect::<Vec<_>>());
        for &quantity in Quantity::ALL {
            assert_same(number(&row[quantity.name()]), values.get(quantity), quantity.name());
        }
        for (rank, outcome) in row["outcomes"].as_array().unwrap().iter().enumerate() {
            let terms = policy.outcome(rank);
            assert_eq!(outcome["label"], format!("y{}", rank + 1));
            assert_eq!(outcome["reward"].as_u64(), Some(rank as u64 + 1));
            assert_same(number(&outcome["p"]), terms.p, "p");
            assert_same(number(&outcome["pi"]), terms.pi, "pi");
            assert_eq!(outcome["log_ratio"].as_f64(), terms.log_ratio, "log_ratio");
            assert_same(number(&outcome["kl_term"]), terms.kl_term, "kl_term");
            assert_same(number(&outcome["gap_term"]), terms.gap_term, "gap_term");
            assert_same(number(&outcome["d_n"]), terms.d_n, "d_n");
        }
        assert!(row["outcomes"][0]["log_ratio"].is_null());
    }
}

#[test]
fn bits_divide_information_by_ln_2_and_nothing_else() {
    let out = bonscope(&["eval", WEIGHTS, "-n", "64", "--outcomes", "--bits", "--format", "json"]).quiet();
    let json: Value = serde_json::from_str(&out).unwrap();
    let base = base();
    let policy = Policy::new(&base, Draws::new(64.0).unwrap());
    let values = policy.evaluate();
    assert_eq!(json["unit"], "bits");
    assert_same(number(&json["base"]["kl_limit"]), base.kl_limit() / LN_2, "kl_limit");
    assert_same(number(&json["base"]["renyi2_entropy"]), base.renyi2_entropy() / LN_2, "renyi2_entropy");
    let row = &json["results"][0];
    for &quantity in Quantity::ALL {
        let value = values.get(quantity);
        let expected = if quantity.unit() == Unit::Nats { value / LN_2 } else { value };
        assert_same(number(&row[quantity.name()]), expected, quantity.name());
    }
    let (outcome, terms) = (&row["outcomes"][3], policy.outcome(3));
    assert_same(number(&outcome["p"]), terms.p, "p");
    assert_same(number(&outcome["pi"]), terms.pi, "pi");
    assert_same(number(&outcome["log_ratio"]), terms.log_ratio.unwrap() / LN_2, "log_ratio");
    assert_same(number(&outcome["kl_term"]), terms.kl_term / LN_2, "kl_term");
    assert_same(number(&outcome["gap_term"]), terms.gap_term / LN_2, "gap_term");
    assert_same(number(&outcome["d_n"]), terms.d_n / LN_2, "d_n");
}

#[test]
fn csv_carries_every_number_bit_for_bit() {
    let out = bonscope(&["eval", WEIGHTS, "-n", "1,64,1e15", "--format", "csv"]).quiet();
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    let headings: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let names: Vec<&str> = ["n", "unit"].into_iter().chain(Quantity::ALL.iter().map(|q| q.name())).collect();
    assert_eq!(headings, names);
    let mut rows = 0;
    for row in csv.records().map(Result::unwrap) {
        let values = Policy::new(&base(), Draws::new(row[0].parse().unwrap()).unwrap()).evaluate();
        assert_eq!(&row[1], "nats");
        for (cell, &quantity) in row.iter().skip(2).zip(Quantity::ALL) {
            assert_same(cell.parse().unwrap(), values.get(quantity), quantity.name());
        }
        rows += 1;
    }
    assert_eq!(rows, 3);
}

#[test]
fn csv_of_outcomes_has_a_row_per_n_and_outcome() {
    let out = bonscope(&["eval", WEIGHTS, "-n", "1,64", "--outcomes", "--format", "csv"]).quiet();
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    let headings = csv.headers().unwrap().iter().collect::<Vec<_>>().join(",");
    assert_eq!(headings, "n,unit,label,reward,p,pi,log_ratio,kl_term,gap_term,d_n");
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    let base = base();
    for (index, row) in rows.iter().enumerate() {
        let policy = Policy::new(&base, Draws::new(row[0].parse().unwrap()).unwrap());
        let terms = policy.outcome(index % 4);
        assert_eq!(&row[2], format!("y{}", index % 4 + 1));
        assert_eq!(row[5].parse::<f64>(), Ok(terms.pi));
        assert_eq!(row[6].parse::<f64>().ok(), terms.log_ratio);
        assert_eq!(row[9].parse::<f64>(), Ok(terms.d_n));
    }
}

#[test]
fn tables_and_markdown() {
    insta::assert_snapshot!("table_one_n", line("eval 0.9,0.0999,1e-4 -n 1000").quiet());
    insta::assert_snapshot!(
        "table_outcomes",
        line("eval 0,0.9,0.0999,1e-4 -n 1,64 --outcomes --bits").quiet()
    );
    let extreme = line("eval 1,1e-300 -n 1e15");
    insta::assert_snapshot!("table_extreme", extreme.quiet());
    insta::assert_snapshot!("table_range", line("eval uniform:10 -n 1..1e6").quiet());
    insta::assert_snapshot!(
        "markdown",
        line("eval 0.9,0.0999,1e-4 -n 1,1000 --outcomes --format md").quiet()
    );
}

/// A base of labels that try to break each format.
const LABELS: &str = r#"format = 1
name = "labels"
title = "Labels"
source = "this test"
about = "Labels."

[base]
outcomes = [
  { label = "断る", p = 0.5, reward = 2 },
  { label = "=1+2, \"quoted\"", p = 0.25, reward = 1 },
  { label = "a|b", p = 0.125, reward = 2 },
  { label = "\u001b[31mred", p = 0.125, reward = 3 },
]

[start]
n = 4
view = "gap"
"#;

#[test]
fn labels_stay_in_their_cells() {
    for format in ["table", "json", "csv", "md"] {
        let run = with_input(&format!("eval - --outcomes --format {format}"), LABELS);
        assert!(!run.out.contains('\u{1b}') && run.out.contains("␛"), "{format}");
        insta::assert_snapshot!(format!("labels_{format}"), run.quiet());
    }
}

#[test]
fn a_preset_has_its_own_n_unless_one_is_given() {
    let own: Value = serde_json::from_str(&with_input("eval - --format json", LABELS).quiet()).unwrap();
    assert_eq!(own["results"][0]["n"], 4);
    let given: Value =
        serde_json::from_str(&with_input("eval - --format json -n 2^3", LABELS).quiet()).unwrap();
    assert_eq!(given["results"][0]["n"], 8);
}

#[test]
fn ranges_take_as_many_points_as_asked_for() {
    let json = line("eval 0.5,0.5 -n 1..1e6 --points 3 --format json").quiet();
    let json: Value = serde_json::from_str(&json).unwrap();
    let n: Vec<_> =
        json["results"].as_array().unwrap().iter().map(|row| row["n"].as_u64().unwrap()).collect();
    assert_eq!(n, [1, 1000, 1_000_000]);
}

#[test]
fn normalised_weights_are_noticed_on_stderr() {
    let run = line("eval 1,1 -n 2 --format csv");
    assert_eq!(run.code, Some(0));
    assert_eq!(run.err, "note: the weights sum to 2 and were divided by that\n");
    assert_eq!(run.out, line("eval 0.5,0.5 -n 2 --format csv").quiet());
}

#[test]
fn what_lacks_to_one_is_right_to_its_last_digit() {
    // From 1/(n+1) and the gap, with 50 digits.
    for (arguments, text) in
        [("eval 1,3e-14,1e-13 -n 1e15", "1 - 5.00e-14"), ("eval 0.3,0.7,2e-10 -n 1e15", "1 - 1.00e-10")]
    {
        let out = line(arguments).out;
        let row = out.lines().find(|line| line.starts_with("win rate ")).unwrap_or_default();
        assert!(row.contains(text), "{arguments}: {row}");
    }
    // Outcomes and their probabilities.
    let out = line("eval 1e-20,1 -n 3 --outcomes").out;
    assert!(out.contains("1 - 1.00e-20") && out.contains("1 - 1.00e-60"), "{out}");
}
