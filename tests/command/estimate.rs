//! `bonscope estimate`: from a sample log to curves, in every format, and everything that can be wrong with the asking.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{bonscope, line, with_input};

const LOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/toy-samples.jsonl");

/// Three prompts of four draws with nothing to remark.
const SMALL: &str = "prompt,reward,logprob\n\
    a,1,-2\na,2,-3\na,3,-1\na,5,-7\n\
    b,2,-4\nb,1,-1.5\nb,7,-2.5\nb,4,-9\n\
    c,3,-1\nc,9,-30\nc,5,-6\nc,1,-2\n";

#[test]
fn a_table_for_a_person() {
    let run = with_input("estimate - -n 1,2,3", SMALL);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(0),
            "note: the log-probabilities are taken for those of the distribution that the draws came from; if they are the model's before temperature, top-k or top-p, say --logprob-of base\n\
             note: 3 prompts are too few for a bootstrap, so the intervals are Student's t and rough; 8 or more do better\n"
        )
    );
    insta::assert_snapshot!("estimate_table", run.out);
    insta::assert_snapshot!(
        "estimate_markdown",
        with_input("estimate - -n 1,2,3 --format md --bits", SMALL).out
    );
}

#[test]
fn json_and_csv_have_the_same_fields() {
    let json: Value = serde_json::from_str(&bonscope(&["estimate", LOG, "--format", "json"]).out).unwrap();
    assert_eq!((json["rows"].as_u64(), json["prompts"].as_u64()), (Some(2560), Some(40)));
    assert!(!json["notices"].as_array().unwrap().is_empty());
    let results = json["results"].as_array().unwrap();
    assert_eq!(
        results.iter().map(|row| row["n"].as_u64().unwrap()).collect::<Vec<_>>(),
        [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]
    );
    let names: Vec<&String> = results[3].as_object().unwrap().keys().collect();
    let expected = "n kl kl_low kl_high bound gap_bound reward reward_low reward_high gold gold_low gold_high win_rate win_rate_low win_rate_high draws_effective";
    assert_eq!(names, expected.split(' ').collect::<Vec<_>>());
    assert!(results[11]["win_rate"].is_null());
    for row in results {
        for name in ["kl", "reward", "gold"] {
            let value = |end: &str| row[format!("{name}{end}")].as_f64().unwrap();
            assert!(value("_low") <= value("") && value("") <= value("_high"), "{row}");
        }
        assert!(row["kl"].as_f64().unwrap() <= row["bound"].as_f64().unwrap() + 1e-12);
    }
    let csv = bonscope(&["estimate", LOG, "--format", "csv"]).out;
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let heading: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heading[..2], ["n", "unit"]);
    for (record, row) in csv.records().map(Result::unwrap).zip(results) {
        for (name, cell) in heading.iter().zip(&record).skip(2) {
            assert_eq!(cell.parse::<f64>().ok(), row[name].as_f64(), "{name}");
        }
    }
}

#[test]
fn bits_and_seed() {
    let json = |arguments: &str| -> Value {
        serde_json::from_str(&line(&format!("estimate {LOG} -n 1,2,4 --format=json{arguments}")).out).unwrap()
    };
    let (nats, bits) = (json(""), json(" --bits"));
    let at = |json: &Value, name: &str| json["results"][2][name].as_f64().unwrap();
    assert_eq!(bits["unit"], "bits");
    for name in ["kl", "bound", "kl_high", "gap_bound"] {
        assert!((at(&bits, name) - at(&nats, name) / std::f64::consts::LN_2).abs() < 1e-12);
    }
    assert_eq!(at(&bits, "reward"), at(&nats, "reward"));
    assert_eq!(json(" --seed 0"), nats);
    assert_ne!(at(&json(" --seed 1"), "kl_low"), at(&nats, "kl_low"));
}

#[test]
fn the_chart_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for (name, start) in
        [("a.svg", "<svg "), ("a.csv", "n,unit,kl"), ("a.json", "{"), ("a.md", "**"), ("a.txt", "/")]
    {
        assert_eq!(bonscope(&["estimate", LOG, "-o", &path(name)]).out, "");
        assert!(fs::read_to_string(path(name)).unwrap().starts_with(start), "{name}");
    }
    let svg = bonscope(&["estimate", LOG, "--format", "svg"]).out;
    assert_eq!(svg, fs::read_to_string(path("a.svg")).unwrap());
    assert_eq!(svg.matches("<circle").count(), 12);
    for class in ["class=\"band\"", "class=\"bound\"", "class=\"kl\"", "</svg>"] {
        assert!(svg.contains(class), "{class}");
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    // Nothing but the five files: temporary ones are gone.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
    assert!(
        bonscope(&["estimate", LOG, "-o", &path("a.pdf")]).refused(2).contains("a.pdf ends in none of .txt")
    );
    assert!(
        bonscope(&["estimate", LOG, "-o", "/nonexistent/a.svg"])
            .err
            .contains("cannot write /nonexistent/a.svg")
    );
}

#[test]
fn a_hostile_name_stays_text_in_the_chart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a<b>&\u{1b}[2J.csv");
    fs::write(&path, SMALL).unwrap();
    let run = bonscope(&[Path::new("estimate"), &path, Path::new("--format=svg")]);
    assert!(run.out.contains("a&lt;b&gt;&amp;␛[2J.csv"), "{run:?}");
    assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'));
}

#[test]
fn one_prompt_has_jackknife_intervals() {
    let log: String = (0..40).map(|i| format!("{},-{}\n", i * 7 % 40, 4 + i % 9)).collect();
    let run = with_input("estimate - --format json", &format!("reward,logprob\n{log}"));
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((json["interval"].as_str(), &json["seed"]), (Some("jackknife"), &Value::Null));
    assert!(json["results"][3]["kl_low"].as_f64() < json["results"][3]["kl_high"].as_f64());
    assert!(run.err.starts_with("note: no column tells prompts apart"), "{}", run.err);
}

#[test]
fn strict_refuses_what_is_otherwise_said() {
    let faulty = format!("{SMALL}c,nan,-2\nc,4,\n");
    let run = with_input("estimate - -n 1", &faulty);
    assert_eq!(run.code, Some(0));
    assert!(
        run.err.starts_with("note: 1 row (line 14) has no reward that is a finite number and was left out\n"),
        "{}",
        run.err
    );
    let err = with_input("estimate - -n 1 --strict", &faulty).refused(2);
    assert_eq!(
        err,
        "error: --strict: <standard input>: 1 row (line 14) has no reward that is a finite number and was left out (and 1 more fault); without --strict the answer leaves that out\n"
    );
    assert_eq!(with_input("estimate - -n 1 --strict", SMALL).code, Some(0));
}

#[test]
fn wrong_arguments_name_their_flag() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.csv").display().to_string();
    fs::write(&path, SMALL).unwrap();
    let refused =
        |arguments: &str| line(&format!("estimate {path} {arguments}")).refused(2).replace(&path, "log.csv");
    assert_eq!(
        refused("-n 5"),
        "error: --n: n is 5, but no prompt has more than 4 usable draws; best-of-n is estimated from subsets of n draws of one prompt, and a pool says nothing about more draws than it has, so n must be at most 4\n"
    );
    for n in ["0", "x", "1.5", "-3", "9..1", "1e16"] {
        let err = bonscope(&["estimate", LOG, "--n", n]).refused(2);
        assert!(err.starts_with("error: --n: ") && err.lines().count() == 1, "{n}: {err}");
    }
    for column in ["prompt", "reward", "logprob", "gold", "weight", "text", "tokens"] {
        let err = refused(&format!("--{column} nothing"));
        assert_eq!(
            err,
            "error: log.csv: there is no column \"nothing\"; the columns are prompt, reward, logprob\n"
        );
    }
    for (arguments, start) in [
        ("--seed -1", "error: "),
        ("--seed x", "error: invalid value 'x' for '--seed <WHOLE>'"),
        ("--format pdf", "error: invalid value 'pdf' for '--format <FORMAT>'"),
        ("--input-format xls", "error: invalid value 'xls' for '--input-format <FORMAT>'"),
        ("--input-format parquet", "error: log.csv: this Parquet file cannot be read"),
        ("--input-format jsonl", "error: log.csv:1: here is no JSON object"),
    ] {
        let err = refused(arguments);
        assert!(err.starts_with(start) && err.lines().count() == 1, "{arguments}: {err}");
    }
    let err = line("estimate nowhere.csv").refused(2);
    assert!(
        err.starts_with("error: nowhere.csv: ") && err.contains("give the path of a file that can be read"),
        "{err}"
    );
    // A folder is looked through, up to where it is too much.
    let err = line("estimate /").refused(2);
    let ways = ["give the path of a file that can be read", "name the files of the log, or their own folder"];
    assert!(err.starts_with("error: /") && ways.iter().any(|way| err.contains(way)), "{err}");
    let folder = tempfile::tempdir().unwrap();
    let err = bonscope(&["estimate", folder.path().to_str().unwrap()]).refused(2);
    assert!(err.contains("there is no table in this folder"), "{err}");
    let err = line("estimate a.csv -").refused(2);
    assert_eq!(err, "error: standard input and files cannot be one log; give only one of them\n");
    assert!(line("estimate").refused(2).contains("<FILE>"));
}

#[test]
fn bases_in_files_are_evaluated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.csv").display().to_string();
    fs::write(&path, "p,reward\n0.5,0\n0.5,1\n").unwrap();
    let kl = |out: &str| serde_json::from_str::<Value>(out).unwrap()["results"][0]["kl"].as_f64();
    let found = bonscope(&["eval", &path, "-n", "2", "--format", "json"]).quiet();
    assert_eq!(kl(&found), Some(0.13081203594113694));
    assert_eq!(kl(&with_input("eval - -n 2 --format json", "p\n1\n1\n").out), Some(0.13081203594113694));
    assert!(bonscope(&["sweep", &path]).quiet().lines().count() > 50);
    fs::write(&path, "p,reward\n0.5,0\n0.5,x\n").unwrap();
    let err = bonscope(&["solve", &path, "--kl", "0.5"]).refused(2);
    assert!(
        err.ends_with(
            "base.csv:3: the reward is \"x\"; it must be a number such as -12.5 or 1e-4, or be left empty\n"
        ),
        "{err}"
    );
}

#[test]
fn flags_of_the_explorer_go_with_it() {
    let refused = |words: &str| {
        let run = line(words);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{words}");
        run.err
    };
    assert!(refused("estimate - --explore").contains("standard input brings the keys"));
    for flag in ["--ascii", "--no-ascii", "--no-mouse", "--mouse", "--no-config", "--theme light", "--nats"] {
        let name = flag.split(' ').next().unwrap();
        assert!(
            refused(&format!("estimate {LOG} {flag}"))
                .contains(&format!("{name}: this flag is for the explorer; add --explore"))
        );
    }
    assert!(refused(&format!("estimate {LOG} --explore --format json")).contains("cannot be used with"));
    assert!(refused(&format!("estimate {LOG} --explore -o a.csv")).contains("cannot be used with"));
    assert!(refused(&format!("estimate {LOG} --explore -n x")).contains("--n: "));
    assert!(refused(&format!("estimate {LOG} --explore")).contains("the explorer needs a terminal"));
}

/// The small log with a weight for each prompt, and each reward as `reward` makes it.
fn weighted(weights: [f64; 3], reward: impl Fn(f64) -> f64) -> String {
    let rows = SMALL.lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let weight = weights[usize::from(row.as_bytes()[0] - b'a')];
        format!("{},{:e},{},{weight:e}\n", cells[0], reward(cells[1].parse().unwrap()), cells[2])
    });
    format!("prompt,reward,logprob,weight\n{}", rows.collect::<String>())
}

#[test]
fn only_the_ratios_of_weights_matter() {
    let estimate = |weights: [f64; 3]| {
        let run = with_input("estimate - -n 1,2,3 --format csv", &weighted(weights, |reward| reward));
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.out
    };
    let plain = estimate([1.0, 2.0, 3.0]);
    assert!(!plain.contains("inf") && !plain.contains("NaN"), "{plain}");
    for exponent in [1021, 1000, 560, -560, -1000] {
        let scaled = [1.0, 2.0, 3.0].map(|weight| weight * 2f64.powi(exponent));
        assert_eq!(estimate(scaled), plain, "times 2^{exponent}");
    }
    assert_eq!(estimate([2f64.powi(1023); 3]), estimate([1.0; 3]));
    let largest = estimate([1e308; 3]);
    assert!(!largest.contains("inf") && !largest.contains("NaN"), "{largest}");
    let table = with_input("estimate - -n 1,2", &weighted([1e308; 3], |reward| reward)).out;
    assert!(table.contains("Rényi-2 entropy") && !table.contains("inf"), "{table}");
}

/// Every number in the columns of the reward.
fn reward_columns(log: &str) -> Vec<f64> {
    let run = with_input("estimate - -n 1,2,3 --format csv", log);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let mut csv = csv::Reader::from_reader(run.out.as_bytes());
    let heading = csv.headers().unwrap().clone();
    let columns: Vec<usize> = (0..heading.len()).filter(|&at| heading[at].starts_with("reward")).collect();
    let rows = csv.records().map(Result::unwrap);
    rows.flat_map(|row| columns.iter().map(|&at| row[at].parse().unwrap()).collect::<Vec<f64>>()).collect()
}

#[test]
fn rewards_may_lie_far_from_zero_and_at_the_end_of_the_numbers() {
    let one = |log: String| -> String {
        log.lines()
            .filter(|row| row.starts_with('p') || row.starts_with('a'))
            .fold(String::new(), |all, row| all + row + "\n")
    };
    for pick in [|log: String| log, one] {
        let plain = reward_columns(&pick(weighted([1.0, 2.0, 3.0], |reward| reward)));
        for exponent in [900, -900] {
            let unit = 2f64.powi(exponent);
            let far = reward_columns(&pick(weighted([1.0, 2.0, 3.0], |reward| unit * reward)));
            assert!(
                plain.iter().zip(&far).all(|(plain, far)| plain * unit == *far),
                "times 2^{exponent}: {far:?}"
            );
        }
        // 2^40 and all rewards are whole numbers, so nothing but the result is rounded.
        let offset = 2f64.powi(40);
        let far = reward_columns(&pick(weighted([1.0, 2.0, 3.0], |reward| offset + reward)));
        for (plain, far) in plain.iter().zip(&far) {
            assert!((far - offset - plain).abs() <= 2f64.powi(-12), "{far} not {plain} above 2^40");
        }
        let largest = 2f64.powi(1020);
        let scaled =
            reward_columns(&pick(weighted([1.0, 2.0, 3.0], |reward| largest * (reward - 5.0) * 3.0)));
        for (plain, scaled) in plain.iter().zip(&scaled) {
            let expected = ((plain - 5.0) * 3.0 / 16.0).clamp(-1.0, 1.0 - f64::EPSILON / 2.0);
            assert!(
                (scaled / largest / 16.0 - expected).abs() <= 1e-14,
                "{scaled:e} not {expected} of the most"
            );
        }
    }
}
