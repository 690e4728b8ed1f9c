//! The headless subcommands, run as a user runs them: the built program, its output, messages and exit codes.

mod check;
mod compare;
mod doctor;
mod errors;
mod estimate;
mod eval;
mod follow;
mod hunt;
mod output;
mod plot;
mod presets;
mod proposal;
mod several;
mod show;
mod simulate;
mod solve;
mod sweep;
mod walk;

use std::ffi::OsStr;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

/// How a run of the program ended.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    /// The output of a run that went well and had nothing to remark.
    #[track_caller]
    fn quiet(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""));
        self.out
    }

    /// The messages of a run that ended with `code` before it printed anything.
    #[track_caller]
    fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        self.err
    }
}

/// The program with no presets of a user and no wishes about colours.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bonscope"));
    program
        .env("XDG_DATA_HOME", "/nonexistent")
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env("HOME", "/nonexistent")
        .env_remove("BONSCOPE_CONFIG")
        .env_remove("BONSCOPE_THEME")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    program
}

fn run(mut program: Command) -> Run {
    let output = program.output().expect("the program starts");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

fn bonscope<A: AsRef<OsStr>>(arguments: &[A]) -> Run {
    let mut program = program();
    program.args(arguments);
    run(program)
}

/// The arguments of `line`, split at spaces.
fn line(line: &str) -> Run {
    bonscope(&line.split(' ').collect::<Vec<_>>())
}

fn with_input(arguments: &str, input: &str) -> Run {
    let mut program = program();
    program.args(arguments.split(' ')).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    match child.stdin.take().expect("stdin is piped").write_all(input.as_bytes()) {
        // A program that refuses its arguments ends without reading.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.expect("the program reads"),
    }
    let output = child.wait_with_output().expect("the program ends");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

/// A preset with one claim that holds, one limit and one claim that is `wrong` or not.
fn preset(name: &str, third: &str) -> String {
    format!(
        r#"format = 1
name = "{name}"
title = "Two equal outcomes"
source = "this test"
about = "A coin."

[base]
p = [0.5, 0.5]
label = ["no", "yes"]

[start]
n = 2
view = "gap"

[[claim]]
n = 2
quantity = "kl"
equals = 0.13081203594113696
within = 1e-14
why = "worked out by hand"

[[claim]]
n = 64
quantity = "kl"
at_most = 0.6931471805599453
why = "never beyond ln 2"

[[claim]]
n = 2
quantity = "win_rate"
equals = {third}
within = 1e-12
why = "three wins and a quarter of a tie"
"#
    )
}
