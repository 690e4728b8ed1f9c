//! `bonscope hunt`: seeded, resumable, and believing nothing it has not checked.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{bonscope, line, program};

fn with_state(path: &Path, arguments: &str) -> crate::Run {
    let mut all = vec!["hunt", "--state", path.to_str().unwrap()];
    all.extend(arguments.split(' ').filter(|argument| !argument.is_empty()));
    bonscope(&all)
}

#[test]
fn what_was_interrupted_goes_on_as_if_it_had_not_been() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hunt.json");
    let whole = line("hunt --budget 9 --seed 3").quiet();
    with_state(&path, "--budget 4 --seed 3").quiet();
    let first = fs::read_to_string(&path).unwrap();
    assert_eq!(with_state(&path, "--budget 5").quiet(), whole);
    assert_ne!(fs::read_to_string(&path).unwrap(), first);
    assert_ne!(line("hunt --budget 9 --seed 4").quiet(), whole);
    assert!(whole.contains("9 from seed 3") && whole.ends_with("\nno counterexample found\n"), "{whole}");
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let one = line("hunt --budget 21 --seed 3 --threads 1").quiet();
    for threads in [2, 3, 8, 64] {
        assert_eq!(line(&format!("hunt --budget 21 --seed 3 --threads {threads}")).quiet(), one, "{threads}");
        // Taken up again in the middle of a stretch, on another number of threads.
        let path = folder.path().join(format!("{threads}.json"));
        with_state(&path, &format!("--budget 6 --seed 3 --threads {threads}")).quiet();
        assert_eq!(with_state(&path, "--budget 15").quiet(), one, "{threads}");
    }
}

#[test]
fn what_it_found_can_be_pasted() {
    let found: Value = serde_json::from_str(&line("hunt --budget 3 --format json").quiet()).unwrap();
    let smallest = &found["smallest"];
    let n = smallest["n"].to_string();
    let run = bonscope(&["eval", smallest["base"].as_str().unwrap(), "-n", &n, "--format", "json"]);
    assert_eq!(run.code, Some(0));
    let eval: Value = serde_json::from_str(&run.out).unwrap();
    let values = &eval["results"][0];
    let number = |name: &str| values[name].as_f64().unwrap();
    // The slack is below what this subtraction can show.
    assert!((number("estimator") - number("kl")).abs() < 1e-13 * number("kl"));
    let relative = smallest["slack"].as_f64().unwrap() / number("bound");
    assert!((relative / smallest["relative"].as_f64().unwrap() - 1.0).abs() < 1e-12);
    let text = line("hunt --budget 3").quiet();
    assert!(text.contains(&format!("bonscope eval {} -n {n}", smallest["base"].as_str().unwrap())), "{text}");
}

#[test]
fn a_time_is_kept() {
    let started = Instant::now();
    let out = line("hunt --budget 1s --format json").quiet();
    assert!((Duration::from_secs(1)..Duration::from_secs(30)).contains(&started.elapsed()));
    let found: Value = serde_json::from_str(&out).unwrap();
    assert!(found["rounds"].as_u64().unwrap() >= 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_saves_the_state_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hunt.json");
    let child = program()
        .args(["hunt", "--budget", "1h", "--state", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let saved = || fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let deadline = Instant::now() + Duration::from_secs(30);
    while saved().is_none_or(|state| state["rounds"] == 0) {
        assert!(Instant::now() < deadline, "no state was saved");
        std::thread::sleep(Duration::from_millis(50));
    }
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err, "note: interrupted; the state is saved, and the same command goes on from here\n");
    let rounds = saved().unwrap()["rounds"].as_u64().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains(&format!("{rounds} from seed 0")), "{out}");
}

#[test]
fn refusals() {
    let budget =
        "a whole number of rounds from 1 to 1e12 is needed, or a time up to 1000h such as 30s, 5m or 1h";
    for (arguments, sentence) in [
        ("--budget 0", format!("invalid value '0' for '--budget <ROUNDS|TIME>': {budget}")),
        ("--budget 3d", format!("invalid value '3d' for '--budget <ROUNDS|TIME>': {budget}")),
        (
            "--seed -1",
            "invalid value '-1' for '--seed <S>': a whole number from 0 to 18446744073709551615 is needed"
                .to_owned(),
        ),
        (
            "--threads 0",
            "invalid value '0' for '--threads <T>': a whole number from 1 to 1024 is needed".to_owned(),
        ),
        ("uniform:10", "unexpected argument 'uniform:10' found".to_owned()),
    ] {
        assert_eq!(line(&format!("hunt {arguments}")).refused(2), format!("error: {sentence}\n"));
    }
    assert!(
        line("hunt --budget 1 --state /nonexistent/x.json")
            .refused(1)
            .starts_with("error: cannot write /nonexistent/x.json: ")
    );
}

#[test]
fn a_state_is_believed_only_as_far_as_it_can_be_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hunt.json");
    let shown = path.display().to_string();
    let refused = |text: &str, arguments: &str| {
        fs::write(&path, text).unwrap();
        let err = with_state(&path, arguments).refused(2);
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "what was refused stays as it was");
        err.strip_prefix(&format!("error: --state: {shown}")).unwrap_or(&err).trim_end().to_owned()
    };
    let state = |smallest: &str, counterexample: &str| {
        format!(
            "{{\"format\":1,\"seed\":5,\"rounds\":2,\"bases\":302,\"checked\":2,\"smallest\":{smallest},\"counterexample\":{counterexample}}}\n"
        )
    };
    let coin = "{\"weights\":[1,1],\"n\":2,\"slack\":0.04828679513998632}";
    assert_eq!(
        refused(&state("null", "null"), "--seed 6"),
        " was begun with seed 5, not 6; leave --seed out or choose another file"
    );
    assert_eq!(
        refused(&state("{\"weights\":[1,1],\"n\":2,\"slack\":1e-9}", "null"), ""),
        " says that a slack is 1e-9 at n = 2, but it is not"
    );
    assert_eq!(
        refused(&state("null", "{\"weights\":[1,1],\"n\":2,\"slack\":-1e-9}"), ""),
        " says that a slack is -1e-9 at n = 2, but it is not"
    );
    assert!(refused(&state("null", coin), "").ends_with("a counterexample, but it is not below 0"));
    assert_eq!(
        refused(&state("null", "null").replace("1,\"seed", "2,\"seed"), ""),
        ": format is 2; it must be 1, the only one there is"
    );
    assert!(refused("{}", "").starts_with(":1:2: this is not the state of a hunt: missing field"));
    assert!(refused(&state("null", "null").replace("bases", "bsaes"), "").contains("unknown field `bsaes`"));
    assert!(refused("\u{1b}[31m", "").starts_with(":1:1: this is not the state of a hunt"));
    fs::write(&path, state(coin, "null")).unwrap();
    assert!(with_state(&path, "--budget 1").quiet().contains("3 from seed 5"));
    let err = with_state(folder.path(), "").refused(2);
    assert!(err.ends_with(" is not a file; give the path of one\n"), "{err}");
}
