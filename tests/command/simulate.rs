//! `bonscope simulate`: draws for real that agree with the exact numbers, the same for any number of threads.

use serde_json::Value;

use crate::{line, with_input};

fn json(arguments: &str) -> Value {
    serde_json::from_str(&line(&format!("simulate {arguments} --format json")).quiet()).unwrap()
}

fn numbers(run: &Value, key: &str) -> Vec<f64> {
    run["results"].as_array().unwrap().iter().filter_map(|finding| finding[key].as_f64()).collect()
}

#[test]
fn draws_agree_with_the_exact_values_of_eval() {
    for base in ["0.9,0.0999,1e-4", "uniform:10", "verifier:5,3,0.2", "dirichlet:50,0.3,2", "zipf:1000,1.1"] {
        for n in ["1", "3", "40"] {
            let run = json(&format!("{base} -n {n} --draws 20000 --seed 11"));
            let z = numbers(&run, "z");
            assert!(!z.is_empty() && z.iter().all(|z| z.abs() < 4.5), "{base} n = {n}: {z:?}");
            for (seen, expected) in
                numbers(&run, "standard_error").iter().zip(numbers(&run, "expected_error"))
            {
                // Where 20000 draws hold a few of an outcome, the spread they show is a guess.
                let allowed = if base == "uniform:10" { 0.05 } else { 2.0 };
                assert!(
                    (seen - expected).abs() <= allowed * expected + 1e-15,
                    "{base} n = {n}: {seen} {expected}"
                );
            }
            let eval = line(&format!("eval {base} -n {n} --format json")).quiet();
            let eval: Value = serde_json::from_str(&eval).unwrap();
            for finding in &run["results"].as_array().unwrap()[..4] {
                let name = finding["quantity"].as_str().unwrap();
                assert_eq!(finding["exact"], eval["results"][0][name], "{name}");
            }
        }
    }
}

#[test]
fn draws_from_a_proposal_agree_with_the_exact_values_of_eval() {
    for proposal in [
        "--temperature 0.7",
        "--temperature 3",
        "--top-p 0.8",
        "--top-k 2",
        "--proposal 1,0,2,3,0.5",
        "--temperature 0.5 --top-k 3",
    ] {
        for n in ["1", "3", "40"] {
            let base = "0.1,0.3,0.15,0.25,0.2";
            let run = json(&format!("{base} -n {n} --draws 20000 --seed 7 {proposal}"));
            assert!(run.get("proposal").is_some());
            let findings = run["results"].as_array().unwrap();
            let names: Vec<&str> = findings.iter().map(|f| f["quantity"].as_str().unwrap()).collect();
            assert_eq!(names, ["win_rate", "expected_reward", "kl", "top_probability"]);
            let z = numbers(&run, "z");
            assert!(!z.is_empty() && z.iter().all(|z| z.abs() < 4.5), "{proposal} n = {n}: {z:?}");
            // At n = 40 some outcomes are so rare that 20000 draws may hold none.
            let allowed = if n == "40" { 2.0 } else { 0.1 };
            for (seen, expected) in
                numbers(&run, "standard_error").iter().zip(numbers(&run, "expected_error"))
            {
                assert!(
                    (seen - expected).abs() <= allowed * expected + 1e-12,
                    "{proposal} {n}: {seen} {expected}"
                );
            }
            let eval = line(&format!("eval {base} -n {n} {proposal} --format json")).quiet();
            let eval: Value = serde_json::from_str(&eval).unwrap();
            for finding in &findings[..3] {
                let name = finding["quantity"].as_str().unwrap();
                assert_eq!(finding["exact"], eval["results"][0][name], "{proposal} {name}");
            }
        }
    }
}

#[test]
fn drawing_from_a_proposal_is_told_from_drawing_from_the_base() {
    let drawn = json("0.1,0.2,0.3,0.4 -n 3 --draws 20000 --temperature 0.3");
    let plain = json("0.1,0.2,0.3,0.4 -n 3 --draws 20000");
    let far = (numbers(&drawn, "simulated")[0] - numbers(&plain, "exact")[0]).abs()
        / numbers(&drawn, "expected_error")[0];
    assert!(far > 10.0, "{far}");
}

#[test]
fn a_preset_brings_its_proposal() {
    let text = "format = 1\nname = \"cold\"\ntitle = \"Cold\"\n[base]\np = [0.2, 0.3, 0.5]\n[proposal]\ntemperature = 0.5\n[start]\nn = 4\n";
    let of_preset = with_input("simulate - --draws 100 --seed 2", text).quiet();
    assert!(of_preset.contains("best-of-n draws from a proposal q: temperature 0.5"), "{of_preset}");
    let of_flag = line("simulate 0.2,0.3,0.5 -n 4 --temperature 0.5 --draws 100 --seed 2").quiet();
    let rows =
        |text: &str| text.lines().filter(|line| line.contains("  ")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&of_preset).last(), rows(&of_flag).last());
}

#[test]
fn another_law_would_be_noticed() {
    // Ties that count 1 or 0, a base in another order, one draw more: each is many standard errors away.
    let exact = |arguments: &str| numbers(&json(arguments), "exact");
    let drawn = json("0.6,0.4 -n 3 --draws 20000");
    let simulated = numbers(&drawn, "simulated");
    let error = numbers(&drawn, "expected_error");
    for other in ["0.4,0.6 -n 3", "0.6,0.4 -n 4", "0.6,0.4 -n 2", "0.61,0.39 -n 3"] {
        let exact = exact(other);
        let far = exact.iter().zip(&simulated).zip(&error).map(|((a, b), e)| ((a - b) / e).abs());
        assert!(far.fold(0.0, f64::max) > 2.0, "{other}");
    }
}

#[test]
fn any_number_of_threads_and_a_seed_give_the_same_bytes() {
    let run = |threads: u32| {
        line(&format!("simulate staircase-3 -n 300 --draws 4000 --seed 5 --threads {threads}")).quiet()
    };
    let one = run(1);
    for threads in [2, 3, 8] {
        assert_eq!(run(threads), one);
    }
    assert_ne!(line("simulate staircase-3 -n 300 --draws 4000 --seed 6").quiet(), one);
}

#[test]
fn formats() {
    insta::assert_snapshot!("simulate_table", line("simulate 0.9,0.1 -n 8 --draws 1000 --threads 1").quiet());
    insta::assert_snapshot!(
        "simulate_markdown",
        line("simulate 0.9,0.1 -n 8 --draws 1000 --bits --format md").quiet()
    );
    insta::assert_snapshot!("simulate_csv", line("simulate uniform:1 -n 8 --draws 10 --format csv").quiet());
    let run = json("binary-uniform --draws 1");
    assert_eq!((&run["n"], &run["draws"]), (&Value::from(4), &Value::from(1)));
    assert!(run["results"][0]["standard_error"].is_null());
}

#[test]
fn refusals() {
    for (arguments, sentence) in [
        ("0.5,0.5", "-n is missing: say how many draws, as in -n 64 (only a preset has an n of its own)"),
        (
            "0.5,0.5 -n 1e6 --draws 1e5",
            "-n 1000000 drawn --draws 100000 times takes 100000000000 outcomes, but the most is 1e10; lower one of the two",
        ),
        (
            "0.5,0.5 -n 2 --draws 0",
            "invalid value '0' for '--draws <M>': a whole number from 1 to 1e10 is needed",
        ),
        (
            "0.5,0.5 -n 2 --draws -3",
            "invalid value '-3' for '--draws <M>': a whole number from 1 to 1e10 is needed",
        ),
        (
            "0.5,0.5 -n 2 --temperature 0",
            "--temperature: the temperature is 0; it must be a finite number above 0",
        ),
        (
            "0.5,0.5 -n 2 --threads 0",
            "invalid value '0' for '--threads <T>': a whole number from 1 to 1024 is needed",
        ),
        (
            "0.5,0.5 -n 2 --seed x",
            "invalid value 'x' for '--seed <S>': a whole number from 0 to 18446744073709551615 is needed",
        ),
        (
            "0.5,0.5 -n 2,3",
            "invalid value '2,3' for '-n <N>': one whole number is needed here, such as 64, 1e6 or 2^10",
        ),
    ] {
        assert_eq!(line(&format!("simulate {arguments}")).refused(2), format!("error: {sentence}\n"));
    }
    with_input("simulate - -n 2", "nonsense").refused(2);
}
