//! `bonscope doctor` and the configuration file, with an environment of their own.

use std::fs;
use std::path::Path;

use bonscope::preset::library;

use crate::{Run, line, program, run};

/// A home with this configuration file.
fn home(config: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("bonscope")).unwrap();
    fs::write(home.path().join("bonscope/config.toml"), config).unwrap();
    home
}

fn at(home: &Path, arguments: &str, variables: &[(&str, &str)]) -> Run {
    let mut program = program();
    program.env_clear().env("XDG_CONFIG_HOME", home).env("XDG_DATA_HOME", home).env("HOME", home);
    program.envs(variables.iter().copied()).args(arguments.split(' '));
    run(program)
}

#[track_caller]
fn assert_has(out: &str, lines: &[&str]) {
    for line in lines {
        assert!(out.lines().any(|found| found == *line), "{line} is missing from\n{out}");
    }
}

#[test]
fn without_anything_the_defaults_hold() {
    let home = tempfile::tempdir().unwrap();
    let out = at(home.path(), "doctor", &[]).quiet();
    assert_has(
        &out,
        &[
            &format!(
                "configuration: none (there is no {}/bonscope/config.toml; the defaults apply)",
                home.path().display()
            ),
            "theme: terminal, the terminal's own sixteen colours, on light or dark (the default)",
            "colours: 16 (neither TERM (not set) nor COLORTERM (not set) promises more)",
            "characters: Unicode (the default; no locale is set: if signs look wrong, try --ascii)",
            "mouse: used (the default; the terminal selects text while Shift is held)",
            "information: in nats (the default)",
            "keys: the defaults (nothing is changed; `bonscope doctor --actions` lists them)",
            &format!(
                "unsaved work: none (it would be kept in {}/.local/state/bonscope/unsaved)",
                home.path().display()
            ),
            "size: unknown (there is no terminal to ask)",
            "ssh: no (SSH_TTY and SSH_CONNECTION are not set)",
            "tmux: no (TMUX is not set)",
        ],
    );
}

#[test]
fn everything_says_who_decided_it() {
    let home = home(
        "theme = \"light\"\nmouse = false\nascii = true\nbits = true\n[keys]\nundo = \"f9\"\nzoom = []\n",
    );
    let variables =
        [("TERM", "xterm-256color"), ("LC_ALL", "C"), ("SSH_TTY", "/dev/pts/1"), ("TMUX", "/tmp/t,1,0")];
    let out = at(home.path(), "doctor", &variables).quiet();
    assert_has(
        &out,
        &[
            &format!("configuration: {}/bonscope/config.toml (the usual place)", home.path().display()),
            "theme: light, strong colours on a light ground (the configuration file)",
            "colours: 256 (TERM is xterm-256color)",
            "characters: ASCII (the configuration file)",
            "mouse: left to the terminal (the configuration file)",
            "information: in bits (the configuration file)",
            "keys: zoom = none, not z; undo = f9, not u (2 actions have other keys by the configuration file)",
            "ssh: yes (SSH_TTY is set)",
            "clipboard: OSC 52 (by tmux, which needs `set -g set-clipboard on`, and by the terminal behind it)",
        ],
    );
    let out = at(home.path(), "doctor --no-ascii --mouse", &[("LANG", "C.UTF-8")]).quiet();
    assert_has(
        &out,
        &[
            "characters: Unicode (--no-ascii; LANG is C.UTF-8)",
            "mouse: used (--mouse; the terminal selects text while Shift is held)",
        ],
    );
    let variables = [("BONSCOPE_THEME", "dark"), ("NO_COLOR", "1"), ("LANG", "C")];
    let out = at(home.path(), "doctor", &variables).quiet();
    assert_has(
        &out,
        &["theme: dark, soft colours on a dark ground (BONSCOPE_THEME)", "colours: none (NO_COLOR is 1)"],
    );
    let console = [("TERM", "linux"), ("LANG", "C.UTF-8")];
    let out = at(home.path(), "doctor --no-config", &console).quiet();
    assert_has(
        &out,
        &[
            "colours: 16 (neither TERM (linux) nor COLORTERM (not set) promises more)",
            "characters: ASCII (TERM is linux, whose font lacks the signs of charts; --no-ascii uses them all the same)",
        ],
    );
    let out = at(home.path(), "doctor --no-config --ascii --no-ascii", &console).quiet();
    assert_has(&out, &["characters: Unicode (--no-ascii; LANG is C.UTF-8)"]);
    let out = at(home.path(), "doctor --no-config --theme mono --no-mouse", &variables).quiet();
    assert_has(
        &out,
        &[
            "configuration: none (--no-config)",
            "theme: mono, bold, dim, underlined and reversed only (--theme)",
            "characters: ASCII (LANG is C, which promises no Unicode; --no-ascii uses it all the same)",
            "mouse: left to the terminal (--no-mouse)",
        ],
    );
}

#[test]
fn what_is_broken_is_found_and_nothing_else_stops() {
    let home = home("[keys]\nundo = \"z\"\n");
    let presets = home.path().join("bonscope/presets");
    fs::create_dir(&presets).unwrap();
    fs::write(presets.join("mine.toml"), "format = 2").unwrap();
    fs::write(presets.join("uniform-10.toml"), crate::preset("uniform-10", "0.625")).unwrap();
    let config = home.path().join("bonscope/config.toml");
    let (config, presets) = (config.display(), presets.display());
    let broken = format!(
        "{config}:2:8: z would ask for both undo and zoom (in the panes); give zoom another key, or none with zoom = []"
    );
    let found = at(home.path(), "doctor", &[]);
    assert_eq!((found.code, found.err.as_str()), (Some(1), ""));
    assert_has(
        &found.out,
        &[
            &format!(
                "configuration: BROKEN {config} ({broken}; the explorer starts only with --no-config, and below are the defaults)"
            ),
            &format!("presets: {} built in, 2 of your own (in {presets})", library::names().count()),
            &format!(
                "preset: BROKEN mine ({presets}/mine.toml:1:10: format is the number 2; it must be 1, the only format there is)"
            ),
            &format!(
                "preset: BROKEN uniform-10 (it has the name of a built-in preset; it opens as {presets}/uniform-10.toml, and neither opens by its name)"
            ),
        ],
    );
    for arguments in ["0.5,0.5", "show 0.5,0.5"] {
        let refused = at(home.path(), arguments, &[("TERM", "xterm")]).refused(2);
        assert_eq!(refused, format!("error: {broken}; --no-config starts without the configuration file\n"));
    }
    let shown = at(home.path(), "show 0.5,0.5 --size 80x24 --no-config", &[]).quiet();
    assert!(shown.contains("? help"));
    assert!(at(home.path(), "show 0.5,0.5", &[("BONSCOPE_CONFIG", "")]).code == Some(0));
    assert!(at(home.path(), "eval 0.5,0.5 -n 2", &[]).code == Some(0), "the numbers need no configuration");
}

#[test]
fn the_configuration_holds_for_show_too() {
    let home = home("ascii = true\n[keys]\nhelp = \"f9\"\n");
    let shown = at(home.path(), "show 0.5,0.5 --size 80x24", &[]).quiet();
    assert!(shown.is_ascii() && shown.contains("F9 help") && !shown.contains("? help"), "{shown}");
}

#[test]
fn errors_name_the_flag_the_variable_or_the_file() {
    let home = tempfile::tempdir().unwrap();
    let at = |arguments: &str, variables: &[(&str, &str)]| at(home.path(), arguments, variables).refused(2);
    assert!(
        at("doctor --theme drak", &[]).contains("--theme: no theme is called \"drak\" (did you mean dark?)")
    );
    assert!(at("show 1,1", &[("BONSCOPE_THEME", "drak")]).contains("BONSCOPE_THEME: no theme is called"));
    assert!(
        at("show 1,1", &[("BONSCOPE_CONFIG", "/nonexistent/c.toml")])
            .starts_with("error: /nonexistent/c.toml: ")
    );
    assert!(at("doctor --format csv", &[]).contains("--format"));
}

#[test]
fn machines_can_read_it() {
    let found: serde_json::Value = serde_json::from_str(&line("doctor --format json").quiet()).unwrap();
    let found = found.as_array().unwrap();
    assert!(found.len() >= 14 && found.iter().all(|finding| finding["fine"] == true));
    let actions: serde_json::Value =
        serde_json::from_str(&line("doctor --actions --format json").quiet()).unwrap();
    assert_eq!(actions[0]["action"], "fewer-draws");
    assert_eq!(actions[0]["keys"], serde_json::json!(["left", "h"]));
    assert!(line("doctor --actions").quiet().contains("\nquit "));
}
