//! Logs that the tools themselves wrote: `made/README.md` says which and how.

use std::path::PathBuf;

use bonscope::data::{Estimates, Input, Options, files, read};

/// The mean reward of the best of 4 of the 8 draws of the 4 prompts, from exact fractions of the definition.
const REWARD: f64 = 2.2777332142857145;

fn estimates(name: &str) -> Estimates {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/samples/made", name].iter().collect();
    let samples = read(&mut Input::files(&files(&[path]).unwrap()), &Options::default(), &mut |_| ());
    let samples = samples.unwrap_or_else(|error| panic!("{error}"));
    Estimates::of(samples, None, 0, &mut |_| ()).unwrap()
}

fn reward(found: &Estimates, n: u64) -> f64 {
    found.results.iter().find(|estimate| estimate.n == n).unwrap().averages.reward.0
}

#[test]
fn tables_of_pandas_polars_and_datasets_are_one_log() {
    for name in [
        "pandas.csv",
        "pandas-table.json",
        "pandas.feather",
        "pandas.parquet",
        "pandas-lists.parquet",
        "polars.ndjson",
        "polars.parquet",
        "polars-lists.parquet",
        "polars.arrow",
        "polars-lz4.arrow",
        "polars-stream.arrow",
        "datasets",
        "datasets.parquet",
        "datasets.csv",
        "datasets-chat.parquet",
    ] {
        let found = estimates(name);
        let best = reward(&found, 4);
        assert!((best - REWARD).abs() < 1e-12, "{name}: {best}, not {REWARD}: {:?}", found.samples.columns);
        assert_eq!((found.samples.draws, found.prompts), (32, 4), "{name}");
        let roles: Vec<&str> = found.samples.columns.iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, ["prompt", "reward", "log-probability", "text"], "{name}");
        assert!(
            found.samples.notices.iter().all(|notice| !notice.is_fault),
            "{name}: {:?}",
            found.samples.notices
        );
    }
}

#[test]
fn logs_of_inspect_are_read_in_both_formats() {
    let eval = estimates("inspect.eval");
    assert_eq!((eval.samples.rows, eval.prompts, eval.samples.format), (9, 3, Some("inspect")));
    // Of three answers each, two, three and one are right.
    assert!((reward(&eval, 1) - 2.0 / 3.0).abs() < 1e-12 && (reward(&eval, 2) - 8.0 / 9.0).abs() < 1e-12);
    let json = estimates("inspect.json.zst");
    assert_eq!((json.samples.rows, json.prompts, json.samples.format), (6, 3, Some("inspect")));
    assert!((reward(&json, 1) - 2.0 / 3.0).abs() < 1e-12);
    for found in [eval, json] {
        // Where all answers are right there is nothing to choose.
        let others = |text: &str| !text.contains("one reward for all draws");
        let faults = found.samples.notices.iter().filter(|notice| notice.is_fault && others(&notice.text));
        assert_eq!(faults.count(), 0, "{:?}", found.samples.notices);
    }
}
