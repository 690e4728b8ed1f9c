//! `bonscope sweep`: rows against n, and what becomes of them when the reader has seen enough.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use bonscope::bon::{Base, Draws, Policy, Quantity};
use serde_json::Value;

use crate::{line, program};

#[test]
fn csv_rows_are_exact_and_ascend_to_the_end() {
    let out = line("sweep 0.9,0.0999,1e-4").quiet();
    let base = Base::from_weights(&[0.9, 0.0999, 1e-4]).unwrap();
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let n: Vec<u64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!((n.first(), n.last()), (Some(&1), Some(&1_000_000)));
    assert!(n.windows(2).all(|pair| pair[0] < pair[1]));
    for decade in [10, 100, 1000, 10_000, 100_000] {
        assert!(n.contains(&decade), "{decade}");
    }
    for row in &rows {
        let values = Policy::new(&base, Draws::new(row[0].parse().unwrap()).unwrap()).evaluate();
        assert_eq!(row.len(), 2 + Quantity::ALL.len());
        for (cell, &quantity) in row.iter().skip(2).zip(Quantity::ALL) {
            assert_eq!(cell.parse(), Ok(values.get(quantity)), "{}", quantity.name());
        }
    }
}

#[test]
fn quantities_are_printed_in_the_order_asked_for() {
    let out = line("sweep 0.5,0.5 -n 1..100 --points 3 --quantities gap,kl").quiet();
    assert_eq!(out.lines().next(), Some("n,unit,gap,kl"));
    let json = line("sweep 0.5,0.5 -n 1..100 --points 3 --quantities gap,kl --format json --bits").quiet();
    let json: Value = serde_json::from_str(&json).unwrap();
    let keys: Vec<&str> = json["results"][2].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["n", "gap", "kl"]);
    let base = Base::from_weights(&[0.5, 0.5]).unwrap();
    let kl = Policy::new(&base, Draws::new(100.0).unwrap()).evaluate().kl;
    assert_eq!(json["results"][2]["kl"].as_f64(), Some(kl / std::f64::consts::LN_2));
    assert_eq!(json["base"]["outcomes"], 2);
}

#[test]
fn tables_and_markdown() {
    insta::assert_snapshot!(
        "sweep_markdown",
        line("sweep 0.5,0.5 -n 1..1e4 --points 5 --quantities kl,tv,tv_bound --format md").quiet()
    );
    insta::assert_snapshot!("sweep_table", line("sweep 0.5,0.5 -n 1..1e4 --points 5 --format table").quiet());
}

#[test]
fn a_large_base_prints_the_same_whichever_way_it_is_summed() {
    const QUICK: &str = "kl,gap,estimator,estimator_q05,estimator_q95,win_rate,win_rate_gap";
    for base in ["zipf:6000,1.1", "dirichlet:5000,0.1,1", "uniform:5000"] {
        let table = |quantities: &str| {
            line(&format!("sweep {base} -n 1..1e9 --points 19 --format md --quantities {quantities}")).quiet()
        };
        // No short cut leads to the total variation, so all is summed in full. What is exact is printed without
        // trailing zeros, so the numbers count and not their spelling.
        let (quick, full) = (table(QUICK), table(&format!("{QUICK},tv")));
        assert_eq!(quick.lines().count(), full.lines().count());
        for (quick, full) in quick.lines().zip(full.lines()).skip(4) {
            let numbers =
                |row: &str| -> Vec<f64> { row.split('|').flat_map(|cell| cell.trim().parse()).collect() };
            let (quick, full) = (numbers(quick), numbers(full));
            assert_eq!(quick.len(), 1 + QUICK.split(',').count());
            assert_eq!(quick, full[..quick.len()], "{base}");
        }
    }
}

#[test]
fn a_reader_who_leaves_ends_it_quietly_and_is_no_success() {
    let mut child = program()
        .args(["sweep", "0.5,0.5", "-n", "1..1e15", "--points", "5000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("n,unit,kl,"));
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(141), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in [["sweep", "0.5,0.5"], ["presets", "list"], ["completions", "bash"]] {
        let output = program().args(arguments).stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err, "error: cannot write to standard output: No space left on device (os error 28)\n");
    }
}
