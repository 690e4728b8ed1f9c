//! `bonscope check`: claims that hold, claims that fail, and presets that cannot be read.

use std::fs;

use serde_json::Value;

use crate::{bonscope, line, preset, with_input};

#[test]
fn every_built_in_claim_holds() {
    let out = line("check").quiet();
    let last = out.lines().last().unwrap();
    assert!(last.ends_with(": all hold"), "{last}");
    let json: Value = serde_json::from_str(&line("check --format json").quiet()).unwrap();
    assert_eq!(json["failed"], 0);
    assert!(json["checked"].as_u64().unwrap() >= 1);
    assert!(json["claims"].as_array().unwrap().iter().all(|claim| claim["holds"] == true));
}

#[test]
fn claims_that_hold_pass() {
    let run = with_input("check -", &preset("coin", "0.625"));
    insta::assert_snapshot!("check_pass", run.quiet());
}

#[test]
fn a_claim_that_fails_is_said_and_ends_with_1() {
    let run = with_input("check -", &preset("coin", "0.626"));
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    insta::assert_snapshot!("check_fail", run.out);

    let run = with_input("check - --format json", &preset("coin", "0.626"));
    assert_eq!(run.code, Some(1));
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((json["checked"].as_u64(), json["failed"].as_u64()), (Some(3), Some(1)));
    let claim = &json["claims"][2];
    assert_eq!((&claim["preset"], &claim["quantity"]), (&Value::from("coin"), &Value::from("win_rate")));
    assert_eq!((claim["expected"].as_f64(), claim["found"].as_f64()), (Some(0.626), Some(0.625)));
    assert_eq!(claim["holds"], false);
    assert!((claim["relative_error"].as_f64().unwrap() - 0.001 / 0.626).abs() < 1e-15);
    assert!(json["claims"][1]["relative_error"].is_null(), "a limit that is kept has no error");
}

#[test]
fn several_files_are_read_before_anything_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.toml");
    let bad = folder.path().join("bad.toml");
    fs::write(&good, preset("good", "0.625")).unwrap();
    fs::write(&bad, "format = 1\nname = 3\n").unwrap();
    let good = good.to_str().unwrap();
    let bad = bad.to_str().unwrap();
    let out = bonscope(&["check", good, "binary-uniform"]).quiet();
    assert!(out.lines().last().unwrap().ends_with("of 2 presets: all hold"), "{out}");
    let err = bonscope(&["check", good, bad]).refused(2);
    assert!(err.starts_with(&format!("error: {bad}:2:")), "{err}");
}

#[test]
fn a_base_without_claims_is_no_preset() {
    assert_eq!(
        line("check 0.5,0.5").refused(2),
        "error: \"0.5,0.5\" is not a preset and makes no claims; check takes names of presets and .toml files\n"
    );
}
