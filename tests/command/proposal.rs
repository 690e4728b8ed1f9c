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
fn a_screen_shows_what_eval_prints() {
    let flags = "0.4,0.1,0.3,0.2 -n 8 --temperature 0.7 --top-k 3";
    let row = &json(&format!("eval {flags}"))["results"][0];
    let screen = line(&format!("show {flags} --plain --size 120x40")).quiet();
    let shown = |name: &str| {
        let line = screen.lines().find(|line| line.contains(&format!("│ {name} "))).unwrap();
        let numbers = line.split(name).nth(1).unwrap().split_whitespace();
        numbers.filter_map(|word| word.parse::<f64>().ok()).next().unwrap()
    };
    for (name, field) in [
        ("exact KL", "kl"),
        ("corrected", "proposal_bound"),
        ("gap", "proposal_gap"),
        ("win rate", "win_rate"),
    ] {
        assert!((shown(name) - row[field].as_f64().unwrap()).abs() <= 0.5e-4, "{name}:\n{screen}");
    }
    assert!(
        screen.contains("infinite: the proposal never draws 1 outcome") || screen.contains("1 never drawn")
    );
    assert!(screen.contains("(q: temperature 0.7, top-k 3)"));
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("a.svg");
    let plot = format!("plot {flags} --view gap -o {}", picture.display());
    line(&plot).quiet();
    let drawn = std::fs::read_to_string(&picture).unwrap();
    assert!(drawn.contains("(q: temperature 0.7, top-k 3): gap to the corrected bound against n"), "{drawn}");
    for wrong in ["--temperature 0", "--top-p 2", "--proposal 1,2", "--proposal 1,x,2"] {
        let name = wrong.split(' ').next().unwrap();
        for command in ["show 0.4,0.1,0.5 --plain", "plot 0.4,0.1,0.5 -o a.svg", "0.4,0.1,0.5"] {
            let refused = line(&format!("{command} {wrong}")).refused(2);
            assert!(refused.starts_with(&format!("error: {name}: ")), "{refused}");
        }
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
        ("--top-k 0", "invalid value '0' for '--top-k <K>': a whole number from 1 to 1e15 is needed"),
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
            "--temperature: outcome 1 has a probability of 8.71e-603 under the proposal; it must be 0 or at least 1e-300: choose a temperature closer to 1, or leave the outcome out with top-k or top-p",
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

#[test]
fn flags_hold_for_every_base_and_a_preset_keeps_its_own_to_itself() {
    let flags = "--temperature 0.7 --top-k 2";
    let both = json(&format!("eval 0.2,0.5,0.3 0.9,0.1 -n 2,8 {flags} --outcomes"));
    assert_eq!(both["bases"][0], json(&format!("eval 0.2,0.5,0.3 -n 2,8 {flags} --outcomes")));
    assert_eq!(both["bases"][1], json(&format!("eval 0.9,0.1 -n 2,8 {flags} --outcomes")));

    let text = preset("temperature = 0.7\ntop_p = 0.9", "kl");
    let read =
        |arguments: &str| -> Value { serde_json::from_str(&with_input(arguments, &text).quiet()).unwrap() };
    let mixed = read("eval 0.9,0.1 - -n 8 --format json");
    assert_eq!(mixed["bases"][0], json("eval 0.9,0.1 -n 8"));
    assert_eq!(mixed["bases"][1], read("eval - -n 8 --format json"));
    // In one table only what is known of both has a column.
    let csv = with_input("sweep 0.9,0.1 - -n 8", &text).quiet();
    assert!(csv.starts_with("base,n,unit,kl,proposal_bound,proposal_gap,kl_limit,"), "{csv}");
    let plain = json("eval 0.9,0.1 -n 8");
    let cells: Vec<&str> =
        csv.lines().nth(1).unwrap().trim_start_matches("\"0.9,0.1\",").split(',').collect();
    for (cell, name) in [(2, "kl"), (3, "bound"), (4, "gap")] {
        assert_eq!(cells[cell].parse::<f64>().unwrap(), plain["results"][0][name].as_f64().unwrap());
    }
    let table = with_input("eval 0.9,0.1 - -n 8", &text).quiet();
    assert!(
        table.contains("\ncold: best-of-n draws from a proposal q: temperature 0.7, top-p 0.9;"),
        "{table}"
    );
    assert!(!table.contains("NaN") && !table.contains("\n0.9,0.1: best-of-n draws"), "{table}");
    let outcomes = with_input("eval 0.9,0.1 - -n 8 --outcomes --format csv", &text).quiet();
    assert!(
        outcomes.starts_with(
            "base,n,unit,label,reward,p,q,pi,log_ratio,kl_term\n\"0.9,0.1\",8,nats,y1,1,0.9,0.9,"
        )
    );

    assert_eq!(
        line("eval 0.9,0.1 uniform:3 -n 2 --proposal 1,1").refused(2),
        "error: --proposal: for uniform:3, the proposal has 2 weights but the base has 3 outcomes; give one weight for each outcome\n"
    );
}

/// Two prompts that draw from a proposal.
fn prompts(proposal: &str) -> String {
    format!(
        r#"format = 1
name = "cold"
title = "Two prompts drawn at a low temperature"

[[prompt]]
name = "a"
weight = 3
p = [0.4, 0.1, 0.3, 0.2]

[[prompt]]
name = "b"
p = [0.7, 0.2, 0.1]

[proposal]
{proposal}

[start]
n = 8

[[claim]]
n = 8
quantity = "proposal_gap"
at_most = 1

[[claim]]
prompt = "b"
n = 8
quantity = "kl"
at_least = 1
"#
    )
}

#[test]
fn every_prompt_draws_from_the_proposal_made_for_its_base() {
    let text = prompts("temperature = 0.7\ntop_p = 0.8");
    let read =
        |arguments: &str| -> Value { serde_json::from_str(&with_input(arguments, &text).quiet()).unwrap() };
    let answer = read("eval - --format json --renyi 3");
    let flags = "--temperature 0.7 --top-p 0.8 --renyi 3";
    for (at, base) in ["0.4,0.1,0.3,0.2", "0.7,0.2,0.1"].into_iter().enumerate() {
        let alone = json(&format!("eval {base} -n 8 {flags}"));
        let prompt = &answer["prompts"][at];
        assert_eq!((&prompt["results"], &prompt["proposal"]), (&alone["results"], &alone["proposal"]));
        let named = read(&format!("eval --format json --renyi 3 -- -#{}", ["a", "b"][at]));
        assert_eq!((&named["results"], &named["proposal"]), (&alone["results"], &alone["proposal"]));
    }
    let average = answer["average"]["results"][0].as_object().unwrap();
    let of = |at: usize, name: &str| answer["prompts"][at]["results"][0][name].as_f64().unwrap();
    for name in ["kl", "proposal_bound", "proposal_gap", "kl_limit", "win_rate", "tv", "chi2"] {
        let mean = 0.75 * of(0, name) + 0.25 * of(1, name);
        assert!((average[name].as_f64().unwrap() - mean).abs() <= 1e-15 * mean.abs().max(1.0), "{name}");
    }
    let third = (0.75 * (2.0 * of(0, "renyi_3")).exp() + 0.25 * (2.0 * of(1, "renyi_3")).exp()).ln() / 2.0;
    assert!((average["renyi_3"].as_f64().unwrap() - third).abs() < 1e-14);
    assert_eq!(average["reverse_kl"], "inf");
    assert!(!average.contains_key("gap") && !average.contains_key("renyi_3_bound"));
    let undone = read("eval - --format json --temperature 1 --top-p 1");
    assert!(
        undone["average"]["results"][0].get("gap").is_some()
            && undone["prompts"][0].get("proposal").is_none()
    );
    assert!(!with_input("eval -", &text).quiet().contains("NaN"));

    let checked = with_input("check - --format json", &text);
    assert_eq!(checked.code, Some(1));
    let checked: Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(checked["claims"][0]["found"], average["proposal_gap"]);
    assert_eq!(checked["claims"][1]["found"].as_f64(), Some(of(1, "kl")));
    assert_eq!(
        (&checked["claims"][0]["holds"], &checked["claims"][1]["holds"]),
        (&true.into(), &false.into())
    );

    let err = with_input("eval -", &prompts("p = [1, 2, 3, 4]")).refused(2);
    assert_eq!(
        err,
        "error: <standard input>:15:5: for the prompt \"b\", the proposal has 4 weights but the base has 3 outcomes; give one weight for each outcome\n"
    );
    // One prompt of it, on standard input, drawn from its proposal.
    let drawn = with_input("simulate -#b --draws 100 --format json", &text).quiet();
    let drawn: Value = serde_json::from_str(&drawn).unwrap();
    assert_eq!(drawn["results"][2]["exact"].as_f64(), Some(of(1, "kl")));
    assert!(drawn.get("proposal").is_some());
}

#[test]
fn renyi_divergences_of_any_order_are_from_the_base() {
    let answer = json("eval 0.2,0.5,0.3 -n 2 --top-k 2 --renyi 2.0000001,1e9");
    let row = answer["results"][0].as_object().unwrap();
    let value = |name: &str| row[name].as_f64().unwrap();
    assert!((value("renyi_2.0000001") - value("renyi_2")).abs() < 1e-7);
    assert!((value("renyi_1000000000") - value("renyi_inf")).abs() < 1e-8);
    assert!(!row.contains_key("renyi_1000000000_bound"));
    let csv = line("sweep 0.2,0.5,0.3 -n 2 --top-k 2 --quantities kl --renyi 3,2").quiet();
    assert!(csv.starts_with("n,unit,kl,renyi_3,renyi_2\n"), "{csv}");
    let err = line("sweep 0.4,0.6 --top-k 1 --quantities kl,renyi_3_bound").refused(2);
    assert!(
        err.starts_with("error: --quantities: renyi_3_bound is not defined where best-of-n draws"),
        "{err}"
    );
}
