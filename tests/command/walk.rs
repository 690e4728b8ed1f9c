//! `bonscope walk` without a terminal: the list, the handout and the refusals.

use std::fs;

use super::{bonscope, line};

#[test]
fn walkthroughs_are_listed() {
    let list = line("walk").quiet();
    for (name, steps) in [("formula", "12"), ("samples", "11"), ("binary-uniform", "4")] {
        let row = list.lines().find(|row| row.starts_with(name)).unwrap_or_else(|| panic!("{list}"));
        assert_eq!(row.split_whitespace().nth(1), Some(steps), "{row}");
    }
}

#[test]
fn a_handout_has_every_step_its_chart_and_its_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("win.md");
    let file = path.to_str().unwrap();
    let said = bonscope(&["walk", "win-rate", "--export", file]).quiet();
    assert_eq!(said, format!("wrote {file} and 11 charts in win_files\n"));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# Walkthrough: win rate\n"));
    for number in 1..=11 {
        assert!(text.contains(&format!("\n## {number}. ")), "{number}");
        let chart = format!("win_files/step-{number:02}.svg");
        assert!(text.contains(&format!("({chart})")), "{chart}");
        assert!(fs::read_to_string(folder.path().join(chart)).unwrap().starts_with("<svg"));
    }
    assert_eq!(
        text.matches("**Question").count(),
        text.split("## Answers").nth(1).unwrap().matches("\n**").count()
    );
    // 64/65, computed for the text and not typed.
    assert!(text.contains("64 draws 98.5 %"), "{text}");

    let err = bonscope(&["walk", "win-rate", "--export", file]).refused(1);
    assert!(err.contains("exists already; choose another name, or --force to replace it"), "{err}");
    bonscope(&["walk", "win-rate", "--export", file, "--force"]).quiet();
    let err = bonscope(&["walk", "win-rate", "--export", "/nonexistent/a.md"]).refused(1);
    assert!(
        err.starts_with("error: cannot write /nonexistent/a.md: there is no folder /nonexistent"),
        "{err}"
    );
}

#[test]
fn what_cannot_be_walked_is_refused() {
    for (arguments, sentence) in [
        ("walk nosuch", "there is no preset or family called \"nosuch\""),
        ("walk uniform:10", "uniform:10 has no steps to walk through; `bonscope walk` lists what has"),
        ("walk uniform-100", "uniform-100 has no steps to walk through"),
        ("walk tight --step 99", "--step is 99; tight has steps 1 to 12"),
        ("walk tight --step 0", "--step is 0; tight has steps 1 to 12"),
        ("walk tight --script --pause 0", "a number of seconds from 0.1 to 3600 is needed"),
        ("walk tight --pause 1", "--script"),
        ("walk --export a.md", "the following required arguments were not provided"),
        ("walk tight", "the explorer needs a terminal"),
    ] {
        let err = line(arguments).refused(2);
        assert!(err.contains(sentence), "{arguments}: {err}");
    }
}
