//! Wrong usage and wrong input: one sentence on stderr, nothing on stdout, exit code 2.

use std::ffi::OsString;

use crate::{bonscope, line};

#[test]
fn wrong_usage_is_one_sentence() {
    let cases = [
        ("eval", "the following required arguments were not provided: <BASE>..."),
        (
            "eval 0.5,0.5 --form json",
            "unexpected argument '--form' found; tip: a similar argument exists: '--format'",
        ),
        (
            "eval 0.5,0.5 -n 1 --format jsn",
            "invalid value 'jsn' for '--format <FORMAT>' [possible values: table, json, csv, md]; tip: a similar value exists: 'json'",
        ),
        (
            "eval 0.5,0.5",
            "-n is missing: say how many draws, as in -n 64, -n 1,2,4 or -n 1..1e6 (only a preset has an n of its own)",
        ),
        (
            "eval 0.5,0.5 -n 1..9 --points 0",
            "invalid value '0' for '--points <POINTS>': a whole number from 1 to 1e6 is needed",
        ),
        (
            "show 0.5,0.5 --size 80",
            "invalid value '80' for '--size <COLUMNSxROWS>': a size is COLUMNSxROWS, each from 1 to 1000, as in 120x40",
        ),
        (
            "0.5,0.5 -n 1,2",
            "invalid value '1,2' for '-n <N>': one whole number is needed here, such as 64, 1e6 or 2^10",
        ),
        ("presets shw x", "unrecognized subcommand 'shw'; tip: a similar subcommand exists: 'show'"),
        (
            "evla uniform:10",
            "\"evla\" is not a subcommand; did you mean \"eval\"? a subcommand comes first, then its BASE and options, as in bonscope eval uniform:10 -n 64",
        ),
        (
            "-n 4 eval uniform:10",
            "a subcommand comes first, then its BASE and options, as in bonscope eval uniform:10 -n 64",
        ),
        (
            "evla",
            "\"evla\" is not a subcommand, preset or family; did you mean \"eval\"? the subcommands are eval, sweep, solve, compare, simulate, hunt, check, estimate, formats, presets, walk, show, plot, doctor, completions, man",
        ),
        ("eval 0.5,0.5 -n -4", "-n: n is \"-4\"; it must be a whole number from 1 to 1e15"),
        (
            "man evil",
            "there is no subcommand \"evil\"; did you mean \"eval\"? the subcommands are eval, sweep, solve, compare, simulate, hunt, check, estimate, formats, presets, walk, show, plot, doctor, completions, man",
        ),
    ];
    for (arguments, sentence) in cases {
        assert_eq!(line(arguments).refused(2), format!("error: {sentence}\n"), "{arguments}");
    }
}

#[test]
fn a_bad_n_names_its_flag() {
    for n in ["0", "1.5", "1e16", "-3", "x", "", "1,,2", "9..1", "nan", "inf", "1..1e99"] {
        let err = bonscope(&["eval", "0.5,0.5", &format!("-n={n}")]).refused(2);
        assert!(err.starts_with("error: -n: ") && err.lines().count() == 1, "{n}: {err}");
    }
}

#[test]
fn an_unknown_quantity_is_answered_with_the_nearest_and_the_list() {
    let err = line("sweep 0.5,0.5 --quantities kl,win_rat").refused(2);
    assert!(err.starts_with("error: --quantities: there is no quantity \"win_rat\"; did you mean \"win_rate\"? the quantities are kl, bound,"));
    assert!(err.trim_end().ends_with("renyi_inf, renyi_inf_bound"));
    assert!(
        line("sweep 0.5,0.5 --quantities kl,")
            .refused(2)
            .starts_with("error: --quantities: there is no quantity \"\"")
    );
}

#[test]
fn unknown_names_are_refused() {
    for arguments in [
        "eval unifrom:10 -n 4",
        "sweep nothing",
        "check nothing",
        "presets show nothing",
        "presets copy nothing",
        "eval missing.toml -n 4",
    ] {
        let err = line(arguments).refused(2);
        assert!(err.starts_with("error: ") && err.lines().count() == 1, "{arguments}: {err}");
    }
    let err = line("presets show binary-unifrom").refused(2);
    assert!(err.contains("did you mean \"binary-uniform\"?"), "{err}");
}

#[test]
fn escapes_never_reach_the_screen() {
    let escape = "\x1b[31mred\x07\u{9b}2J";
    let cases = [
        vec!["eval", escape],
        vec!["eval", escape, "-n", "4"],
        vec!["sweep", escape],
        vec!["check", escape],
        vec!["presets", escape],
        vec!["presets", "show", escape],
        vec!["presets", "copy", escape],
        vec!["presets", "copy", "binary-uniform", "/nonexistent/\x1b[31m/x.toml"],
        vec!["man", escape],
        vec!["completions", escape],
        vec!["eval", "0.5,0.5", "-n", escape],
        vec!["eval", "0.5,0.5", "--format", escape],
        vec!["eval", "0.5,0.5", "--\x1b[31m"],
        vec!["sweep", "0.5,0.5", "--quantities", escape],
        vec!["compare", "0.5,0.5", "-n", "4", "--soft-temperature", escape],
        vec!["show", "0.5,0.5", "--size", escape],
        vec!["0.5,0.5", "--view", escape],
    ];
    for arguments in cases {
        let run = bonscope(&arguments);
        assert!(matches!(run.code, Some(1 | 2)), "{arguments:?}: {run:?}");
        assert_eq!(run.out, "");
        assert!(run.err.starts_with("error: "), "{run:?}");
        assert!(!run.err.trim_end().contains(|c: char| c.is_control()), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStringExt;
    let bytes = OsString::from_vec(vec![0xff, 0xfe]);
    for arguments in [
        vec!["eval".into(), bytes.clone()],
        vec![bytes.clone()],
        vec!["presets".into(), "show".into(), bytes],
    ] {
        let err = bonscope(&arguments).refused(2);
        assert_eq!(
            err,
            "error: an argument holds bytes that are not UTF-8; rename the file, or give it on standard input with \"-\"\n"
        );
    }
}

#[test]
fn help_and_version_go_to_stdout() {
    assert_eq!(line("--version").quiet(), concat!("bonscope ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = line("--help").quiet();
    for family in bonscope::family::families() {
        assert!(help.contains(&format!("{}:", family.name)), "{}", family.name);
    }
    assert!(!help.contains('\u{1b}'));
    for subcommand in [
        "eval",
        "sweep",
        "solve",
        "compare",
        "simulate",
        "hunt",
        "check",
        "estimate",
        "formats",
        "presets",
        "show",
        "doctor",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("\n  {subcommand} ")), "{subcommand}");
        assert!(bonscope(&[subcommand, "--help"]).quiet().contains("Examples:"), "{subcommand}");
    }
}

#[test]
fn numbers_in_messages_are_short_however_large_or_small_they_are() {
    for (arguments, words) in [
        ("eval 1,1e-200,1e-200,1 -n 2 --proposal 1,-1e-300,1,1", "weight 2 of the proposal is -1e-300;"),
        ("eval 1e300,1e-300 -n 2", "the probability of outcome 2 is 1e-600 after normalising;"),
        ("eval 1,1e-305 -n 2", "the probability of outcome 2 is 1e-305 after normalising;"),
        ("eval 0.5,0.5 -n 2 --temperature -1e-300", "the temperature is -1e-300;"),
        ("eval 0.5,0.5 -n 2 --top-p 1e300", "top-p is 1e300;"),
        (
            "eval 1,1e-6 -n 2 --temperature 0.001",
            "outcome 2 has a probability of 1e-6000 under the proposal;",
        ),
        ("eval 0.5,0.5 -n 2 --renyi -1e300", "the order is -1e300;"),
        ("solve 0.5,0.5 --kl -1e300", "--kl: found -1e300,"),
        ("solve 0.5,0.5 --win-rate 1e300", "--win-rate: found 1e300,"),
        ("compare 0.5,0.5 -n 2 --soft-temperature -1e300", "found -1e300,"),
    ] {
        let run = line(arguments);
        assert!(run.err.contains(words), "{arguments}: {}", run.err);
    }
    for (arguments, words) in [
        ("eval 1e308,1e308,5e307 -n 2", "the weights sum to 2.5e308 and were divided by that"),
        ("eval 1e300,1e300 -n 2", "the weights sum to 2e300 and were divided by that"),
        ("eval 1e-307,1e-307 -n 2", "the weights sum to 2e-307 and were divided by that"),
    ] {
        let run = line(arguments);
        assert!(run.code == Some(0) && run.err.contains(words), "{arguments}: {}", run.err);
    }
}
