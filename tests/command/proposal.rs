//! The flags that make best-of-n draw from something other than the base, in every subcommand that has them.

use insta::assert_snapshot;
use serde_json::Value;

use crate::{line, with_input};

fn json(arguments: &str) -> Value {
    serde_json::from_str(&line(&format!("{arguments} --format json")).quiet()).unwrap()
}

#[test]
fn what_is_drawn_from_and_what_is_infinite_is_said_in_words() {
    assert_snapshot!(
        "proposal_table",
        line("eval uniform:10 -n 64 --temperature 0.7 --top-k 9 --top-p 0.75 --outcomes").quiet()
    );
    assert_snapshot!(
        "proposal_markdown",
        line("eval 0.4,0.1,0.3,0.2 -n 2,8 --proposal 1,1,1,2 --format md --bits").quiet()
    );
}

#[test]
fn json_names_the_proposal_and_leaves_out_what_is_not_defined() {
    let answer = json("eval 0.2,0.5,0.3 -n 2 --top-k 2");
    let proposal = &answer["proposal"];
    assert_eq!((&proposal["top_k"], &proposal["kept"]), (&2.into(), &2.into()));
    assert!((proposal["max_log_ratio"].as_f64().unwrap() - 1.25_f64.ln()).abs() < 1e-15);
    let row = answer["results"][0].as_object().unwrap();
    assert_eq!(row["reverse_kl"], "inf");
    let bound = 2_f64.ln() - 0.5 + 1.25_f64.ln();
    assert!((row["proposal_bound"].as_f64().unwrap() - bound).abs() < 1e-15);
    for name in proposal["not_defined"].as_array().unwrap() {
        assert!(!row.contains_key(name.as_str().unwrap()), "{name}");
    }
    assert!(!row.contains_key("gap") && !row.contains_key("estimator") && !row.contains_key("bound"));
}

#[test]
fn a_proposal_that_changes_nothing_is_none() {
    for arguments in ["eval 0.2,0.5,0.3 -n 2,64", "compare 0.2,0.5,0.3 -n 4", "solve 0.2,0.5,0.3 --kl 0.5"] {
        let with = format!("{arguments} --temperature 1 --top-k 3 --top-p 1");
        assert_eq!(json(arguments), json(&with));
        assert!(json(arguments).get("proposal").is_none());
    }
}

#[test]
fn every_subcommand_draws_from_it() {
    let flags = "--temperature 0.7 --top-p 0.9";
    let eval = json(&format!("eval 0.4,0.1,0.3,0.2 -n 8,9 {flags}"));
    let sweep = json(&format!("sweep 0.4,0.1,0.3,0.2 -n 8,9 {flags}"));
    assert_eq!(eval, sweep);
    let compare = json(&format!("compare 0.4,0.1,0.3,0.2 -n 8 {flags}"));
    assert_eq!(compare["equal_kl"][0]["kl"], eval["results"][0]["kl"]);
    assert_eq!(compare["proposal"], eval["proposal"]);
    let kl = eval["results"][0]["kl"].as_f64().unwrap();
    let solve = json(&format!("solve 0.4,0.1,0.3,0.2 --kl {kl} {flags}"));
    assert_eq!(solve["below"]["n"], 8);
    let gap = json(&format!("solve 0.4,0.1,0.3,0.2 --gap 1 {flags}"));
    assert_eq!(gap["target"]["quantity"], "proposal_gap");
    assert!(gap["above"]["proposal_gap"].as_f64().unwrap() >= 1.0);
}

#[test]
fn a_kl_beyond_every_policy_of_the_base_is_said() {
    let table = line("compare 0.01,0.99 -n 2 --proposal 1,0").quiet();
    assert!(table.contains("none: the highest reward alone has a KL of 0.0100503 nats"), "{table}");
}

#[test]
fn flags_are_refused_with_what_is_allowed() {
    for (flags, sentence) in [
        ("--temperature 0", "--temperature: the temperature is 0; it must be a finite number above 0"),
        ("--temperature -2", "--temperature: the temperature is -2; it must be a finite number above 0"),
        ("--top-p 0", "--top-p: top-p is 0; it must be above 0 and at most 1"),
        ("--top-p 1.5", "--top-p: top-p is 1.5; it must be above 0 and at most 1"),
        (
            "--top-k 0",
            "invalid value '0' for '--top-k <K>': n is \"0\"; it must be a whole number from 1 to 1e15",
        ),
        (
            "--proposal 1,2",
            "--proposal: the proposal has 2 weights but the base has 3 outcomes; give one weight for each outcome",
        ),
        (
            "--proposal 1,-2,1",
            "--proposal: weight 2 of the proposal is -2; weights must be finite and not negative",
        ),
        (
            "--proposal 0,0,0",
            "--proposal: every weight of the proposal is 0; at least one outcome must have a positive weight",
        ),
        (
            "--proposal 1,1,1",
            "--proposal: weight 3 of the proposal is positive but the base gives this outcome no weight; a proposal may only leave outcomes out, else the KL is infinite",
        ),
        (
            "--temperature 0.001",
            "--temperature: outcome 1 has a probability of e^-1386.3 under the proposal; it must be 0 or at least 1e-300: choose a temperature closer to 1, or leave the outcome out with top-k or top-p",
        ),
    ] {
        assert_eq!(
            line(&format!("eval 0.2,0.8,0 -n 2 {flags}")).refused(2),
            format!("error: {sentence}\n"),
            "{flags}"
        );
    }
    let err = line("sweep 0.4,0.6 --top-k 1 --quantities kl,gap").refused(2);
    assert!(
        err.starts_with("error: --quantities: gap is not defined where best-of-n draws from a proposal; the quantities are then kl, proposal_bound,"),
        "{err}"
    );
    for subcommand in ["eval 0.4,0.6 -n 2", "sweep 0.4,0.6", "solve 0.4,0.6 --kl 0.1", "compare 0.4,0.6 -n 2"]
    {
        for flag in ["--temperature x", "--top-p x", "--top-k x", "--proposal x,y"] {
            let err = line(&format!("{subcommand} {flag}")).refused(2);
            assert!(err.starts_with("error: ") && err.lines().count() == 1, "{subcommand} {flag}: {err}");
        }
    }
}

/// A preset whose best-of-n draws from a proposal.
fn preset(proposal: &str, claimed: &str) -> String {
    format!(
        r#"format = 1
name = "cold"
title = "Drawn at a low temperature"

[base]
p = [0.4, 0.1, 0.3, 0.2]

[proposal]
{proposal}

[start]
n = 8

[[claim]]
n = 8
quantity = "{claimed}"
at_most = 1.5
"#
    )
}

#[test]
fn a_preset_may_have_a_proposal_of_its_own() {
    let text = preset("temperature = 0.7\ntop_p = 0.9", "kl");
    let answer: Value = serde_json::from_str(&with_input("eval - --format json", &text).quiet()).unwrap();
    let flags = json("eval 0.4,0.1,0.3,0.2 -n 8 --temperature 0.7 --top-p 0.9");
    assert_eq!((&answer["results"], &answer["proposal"]), (&flags["results"], &flags["proposal"]));
    // A flag replaces its key and leaves the others.
    let answer: Value =
        serde_json::from_str(&with_input("eval - --format json --temperature 1", &text).quiet()).unwrap();
    assert_eq!(answer["results"], json("eval 0.4,0.1,0.3,0.2 -n 8 --top-p 0.9")["results"]);
    // Its claims are about what it draws.
    let checked: Value = serde_json::from_str(&with_input("check - --format json", &text).quiet()).unwrap();
    assert_eq!(checked["claims"][0]["found"], flags["results"][0]["kl"]);
}

#[test]
fn a_preset_with_a_wrong_proposal_is_refused_with_its_place() {
    for (proposal, claimed, sentence) in [
        ("temperature = 0", "kl", "9:15: the temperature is 0; it must be a finite number above 0"),
        (
            "temperature = true",
            "kl",
            "9:15: temperature is true; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
        ),
        ("top_k = 0", "kl", "9:9: top_k is the number 0; it must be a whole number from 1 to 1e15"),
        ("top_p = 2", "kl", "9:9: top-p is 2; it must be above 0 and at most 1"),
        (
            "p = [1, 2]",
            "kl",
            "9:5: the proposal has 2 weights but the base has 4 outcomes; give one weight for each outcome",
        ),
        (
            "p = [1, 2, -3, 0]",
            "kl",
            "9:12: weight 3 of the proposal is -3; weights must be finite and not negative",
        ),
        (
            "topp = 0.9",
            "kl",
            "9:1: there is no key \"topp\" in [proposal]; did you mean \"top_p\"? the keys are p, temperature, top_k, top_p",
        ),
    ] {
        let err = with_input("eval - -n 2", &preset(proposal, claimed)).refused(2);
        assert_eq!(err, format!("error: <standard input>:{sentence}\n"));
    }
    let err = with_input("check -", &preset("top_k = 2", "gap")).refused(2);
    assert!(err.starts_with("error: <standard input>:16:12: quantity is \"gap\";"), "{err}");
    assert!(err.contains("it must be one of kl, proposal_bound, proposal_gap,"), "{err}");
}
