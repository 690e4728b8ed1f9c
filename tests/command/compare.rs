//! `bonscope compare`: best-of-n next to other policies.

use insta::assert_snapshot;
use serde_json::Value;

use crate::line;

fn json(arguments: &str) -> Value {
    serde_json::from_str(&line(&format!("{arguments} --format json")).quiet()).unwrap()
}

#[test]
fn every_policy_stands_at_equal_kl_and_at_equal_cost() {
    assert_snapshot!("compare_table", line("compare uniform:10 -n 4").quiet());
    assert_snapshot!("compare_markdown", line("compare 0.9,0.0999,1e-4 -n 100 --format md --bits").quiet());
}

#[test]
fn json_has_the_documented_shape() {
    let answer = json("compare uniform:10 -n 4 --soft-temperature 0.5");
    let eval = json("eval uniform:10 -n 4");
    assert_eq!(answer["base"], eval["base"]);
    assert_eq!((&answer["n"], &answer["soft_temperature"]), (&4.into(), &0.5.into()));
    let kinds = [
        "best_of_n",
        "best_possible",
        "reward_tilt",
        "rewind_and_repeat",
        "soft_best_of_n",
        "best_of_poisson",
    ];
    for part in ["equal_kl", "equal_cost"] {
        let found: Vec<&str> =
            answer[part].as_array().unwrap().iter().map(|row| row["policy"].as_str().unwrap()).collect();
        assert_eq!(found, kinds);
        let best = &answer[part][0];
        for name in ["kl", "win_rate", "expected_reward", "expected_reward_gain"] {
            let (found, expected) =
                (best[name].as_f64().unwrap(), eval["results"][0][name].as_f64().unwrap());
            assert!((found / expected - 1.0).abs() < 1e-14, "{name}: {found} {expected}");
        }
    }
    let kl = answer["equal_kl"][0]["kl"].as_f64().unwrap();
    for row in answer["equal_kl"].as_array().unwrap() {
        assert!((row["kl"].as_f64().unwrap() / kl - 1.0).abs() < 1e-12, "{row}");
    }
    let tilt = &answer["equal_cost"][2];
    assert_eq!(tilt["reachable"], false);
    assert_eq!(tilt["why"], "no draw count: it is not a way of drawing");
    for row in [3, 4, 5] {
        let draws = answer["equal_cost"][row]["expected_draws"].as_f64().unwrap();
        assert!((draws - 4.0).abs() < 1e-12, "{draws}");
    }
    assert!(answer["equal_cost"][4]["error"].as_f64().unwrap() < 1e-14);
}

#[test]
fn what_cannot_be_had_is_said_in_words() {
    let table = line("compare uniform:10 -n 64 --soft-temperature 3").quiet();
    assert!(table.contains("none: at this temperature the KL stays below"), "{table}");
    assert!(table.contains("none: with the highest reward alone it takes 10 draws on average"), "{table}");
}

#[test]
fn csv_has_a_row_for_each_policy_and_way_to_compare() {
    let table = line("compare 1/2,1/2 -n 4 --format csv").quiet();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(
        rows[0],
        "at,policy,unit,reachable,win_rate,expected_reward,expected_reward_gain,kl,expected_draws,parameter_name,parameter,error"
    );
    assert_eq!(rows.len(), 13);
    assert!(rows[10].starts_with("equal_cost,rewind_and_repeat,nats,false,,,,,,accepted,,"), "{}", rows[10]);
}

#[test]
fn a_preset_brings_its_n() {
    assert_eq!(json("compare uniform-10")["n"], 64);
}

#[test]
fn flags_are_refused_with_what_is_allowed() {
    for (arguments, sentence) in [
        (
            "compare 1/2,1/2",
            "error: -n is missing: say how many draws, as in -n 64 (only a preset has an n of its own)\n",
        ),
        (
            "compare 1/2,1/2 -n 2 --soft-temperature 0",
            "error: --soft-temperature: found 0, but a temperature is above 0\n",
        ),
        (
            "compare 1/2,1/2 -n 2 --soft-temperature -1",
            "error: --soft-temperature: found -1, but a temperature is above 0\n",
        ),
        (
            "compare 1/2,1/2 -n 2,3",
            "error: invalid value '2,3' for '-n <N>': one whole number is needed here, such as 64, 1e6 or 2^10\n",
        ),
    ] {
        assert_eq!(line(arguments).refused(2), sentence, "{arguments}");
    }
    for arguments in [
        "compare",
        "compare nothing -n 4",
        "compare 1/2,1/2 -n 2 --soft-temperature inf",
        "compare 1/2,1/2 -n 0",
        "compare 1/2,1/2 -n 4 --format x",
    ] {
        let err = line(arguments).refused(2);
        assert!(err.starts_with("error: ") && err.lines().count() == 1, "{arguments}: {err}");
    }
}

#[test]
fn several_bases_follow_each_other() {
    let arguments = "compare uniform:10 0.9,0.1 -n 4";
    let both = json(arguments);
    assert_eq!(both.as_object().unwrap().len(), 1);
    assert_eq!(both["bases"][0], json("compare uniform:10 -n 4"));
    assert_eq!(both["bases"][1], json("compare 0.9,0.1 -n 4"));
    for format in ["table", "md"] {
        let single = |base: &str| line(&format!("compare {base} -n 4 --format {format}")).quiet();
        let expected = format!("{}\n{}", single("uniform:10"), single("0.9,0.1"));
        assert_eq!(line(&format!("{arguments} --format {format}")).quiet(), expected);
    }
    let csv = line(&format!("{arguments} --format csv")).quiet();
    let single = line("compare 0.9,0.1 -n 4 --format csv").quiet();
    assert!(csv.starts_with("base,at,policy,unit,") && csv.lines().count() == 25, "{csv}");
    assert!(
        csv.ends_with(
            &single.lines().skip(1).map(|line| format!("\"0.9,0.1\",{line}\n")).collect::<String>()
        )
    );
    assert_eq!(
        json("compare uniform:10 0.9,0.1 -n 4 --top-k 1")["bases"][1],
        json("compare 0.9,0.1 -n 4 --top-k 1")
    );
    assert!(line("compare uniform-10 0.9,0.1").refused(2).starts_with("error: -n is missing"));
    assert!(line("compare 0.9,0.1 uniform:3 -n 2 --proposal 1,1").refused(2).contains("for uniform:3, "));
}

#[test]
fn each_prompt_is_a_base_of_its_own() {
    let prompts = json("compare three-prompts -n 8");
    let names: Vec<&str> = prompts["bases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["base"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["three-prompts#easy", "three-prompts#hard", "three-prompts#refused"]);
    assert_eq!(prompts["bases"][1], json("compare three-prompts#hard -n 8"));
}
