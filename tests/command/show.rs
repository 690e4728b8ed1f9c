//! `bonscope show`: one screen as text, in colour or as a picture.

use std::fs;

use crate::{line, program, run};

#[test]
fn a_screen_has_the_size_asked_for_and_the_right_numbers() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40)] {
        let screen = line(&format!("show uniform:10 -n 64 --size {columns}x{rows} --plain")).quiet();
        assert_eq!(screen.lines().count(), rows);
        assert!(screen.lines().all(|line| line.chars().count() <= columns), "{screen}");
    }
    let screen = line("show uniform:10 -n 64 --size 80x24 --plain").quiet();
    for number in ["2.2935 nats", "3.1745 nats", "0.8811 nats", "0.9499"] {
        assert!(screen.contains(number), "{number} is missing from\n{screen}");
    }
}

#[test]
fn a_small_screen_shows_the_view_that_was_asked_for() {
    for (view, words) in
        [("kl", "KL against n"), ("divergences", "reverse KL"), ("work", "Its place"), ("gap", "gap bound")]
    {
        let screen = line(&format!("show uniform:10 -n 64 --size 40x12 --plain --view {view}")).quiet();
        assert!(screen.contains(words), "{view}: {screen}");
        assert!(!screen.contains("best-of-64"), "{view}: {screen}");
    }
    let screen = line("show uniform:10 -n 64 --size 40x12 --plain").quiet();
    assert!(screen.contains("best-of-64"), "{screen}");
}

#[test]
fn a_screen_is_in_bits_by_flag_or_by_the_configuration() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config.toml");
    fs::write(&config, "bits = true\n").unwrap();
    let show = |flags: &str| {
        let mut program = program();
        program.env("BONSCOPE_CONFIG", &config);
        program.args(format!("show uniform:10 -n 64 --size 80x24 --plain {flags}").split_whitespace());
        run(program)
    };
    let [bits, nats] = ["exact KL   3.3088 bits", "exact KL   2.2935 nats"];
    for (flags, wanted) in [("", bits), ("--bits", bits), ("--nats", nats), ("--no-config", nats)] {
        let screen = show(flags).quiet();
        assert!(screen.contains(wanted), "{flags}: {wanted} is missing from\n{screen}");
    }
    assert!(show("--bits --nats").refused(2).contains("cannot be used with"));
    assert!(line("--bits --nats").refused(2).contains("cannot be used with"));
    assert!(line("walk formula --bits").refused(2).contains("--bits"));
}

#[test]
fn ascii_is_ascii() {
    assert!(line("show staircase-3 --size 120x40 --plain --ascii").quiet().is_ascii());
}

#[test]
fn a_picture_is_written_whole_and_replaces_the_last_one() {
    let folder = tempfile::tempdir().unwrap();
    let show = |arguments: &str| {
        let mut program = program();
        program.args(arguments.split(' ')).current_dir(folder.path());
        run(program)
    };
    assert_eq!(show("show uniform:10 -o a.svg").quiet(), "");
    let first = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(first.starts_with("<svg") && first.trim_end().ends_with("</svg>"));
    assert_eq!(show("show uniform:20 -o a.svg").quiet(), "");
    assert_ne!(fs::read_to_string(folder.path().join("a.svg")).unwrap(), first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays behind");
    let refused = show("show uniform:10 -o nowhere/a.svg").refused(1);
    assert!(refused.starts_with("error: cannot write nowhere/a.svg: "), "{refused}");
}

#[cfg(unix)]
#[test]
fn a_picture_may_go_down_a_pipe() {
    let picture = line("show uniform:10 --size 80x24 -o /dev/stdout").quiet();
    assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"));
}

#[test]
fn notices_are_given() {
    let shown = line("show 1,2 -n 2 --size 80x24 --plain");
    assert_eq!(shown.err, "note: the weights sum to 3 and were divided by that\n");
}
