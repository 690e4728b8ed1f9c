//! With little of what a system has: descriptors, threads, memory, a terminal that knows its size.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::pty::Session;
use crate::{assert_restored, text};

/// The explorer started by a shell that runs `before`.
fn after(columns: u16, rows: u16, before: &str, arguments: &str, settings: &[(&str, &str)]) -> Session {
    let script = format!("{before}; exec {} {arguments}", env!("CARGO_BIN_EXE_bonscope"));
    let path = ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    Session::of(columns, rows, &["/bin/sh", "-c", &script], &[&[path], settings].concat())
}

/// Either the explorer runs and gives the terminal back, or one sentence says why not.
#[track_caller]
fn runs_or_says_why(mut session: Session, what: &str) -> bool {
    let screen = session.wait_until(what, |screen| screen.contains("q quit") || screen.contains("error: "));
    let runs = screen.contains("q quit");
    if runs {
        session.send("q");
    }
    let (status, bytes) = session.finish();
    let sent = text(&bytes);
    assert_eq!(status.exit_code(), u32::from(!runs), "{what}: {sent}");
    assert!(!sent.contains("panicked"), "{what}: {sent}");
    if sent.contains("\x1b[?1049h") {
        assert_restored(&bytes);
    }
    runs
}

#[test]
fn few_descriptors_are_enough_or_the_reason_is_told() {
    let mut ran = Vec::new();
    for count in 4..=12 {
        let before = format!("ulimit -n {count}");
        if runs_or_says_why(after(80, 24, &before, "uniform:10 -n 64", &[]), &before) {
            ran.push(count);
        }
    }
    assert!(ran.contains(&8), "{ran:?}");
}

/// What runs a program as a person who may have so many processes and threads; none where that cannot be done.
fn with_threads(count: u32) -> Option<Vec<String>> {
    let root = fs::metadata("/proc/self").is_ok_and(|found| std::os::unix::fs::MetadataExt::uid(&found) == 0);
    // A number that nobody else has, so that only this program counts.
    let person = 1_000_000 + std::process::id() % 1_000_000;
    let mut line = if root {
        ["setpriv", "--reuid", &person.to_string(), "--clear-groups"].map(str::to_owned).to_vec()
    } else {
        return None;
    };
    line.extend(["prlimit", &format!("--nproc={count}")].map(str::to_owned));
    let works = Command::new(&line[0])
        .args(&line[1..])
        .args([env!("CARGO_BIN_EXE_bonscope"), "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    works.then_some(line)
}

#[test]
fn few_threads_are_enough_or_the_reason_is_told() {
    if with_threads(64).is_none() {
        eprintln!("skipped: the number of threads cannot be limited here");
        return;
    }
    let mut ran = Vec::new();
    for count in 1..=20 {
        let mut line = with_threads(count).unwrap();
        line.extend([env!("CARGO_BIN_EXE_bonscope"), "uniform:10", "-n", "64"].map(str::to_owned));
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let session = Session::of(80, 24, &line, &[("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")]);
        if runs_or_says_why(session, &format!("{count} threads")) {
            ran.push(count);
        }
    }
    assert!(!ran.contains(&1) && ran.contains(&20), "{ran:?}");
}

#[test]
fn without_threads_the_numbers_are_the_same() {
    let Some(alone) = with_threads(1) else {
        eprintln!("skipped: the number of threads cannot be limited here");
        return;
    };
    for arguments in [
        "eval uniform:10 -n 2,64",
        "show uniform:10 --plain --size 80x24",
        "simulate uniform:10 -n 64 --draws 1e4 --threads 4",
        "hunt --budget 2 --threads 4",
        "show dirichlet:6000,0.1,1 --plain --size 80x24",
    ] {
        let bonscope = env!("CARGO_BIN_EXE_bonscope");
        let free = Command::new(bonscope).args(arguments.split(' ')).output().unwrap();
        let mut line = Command::new(&alone[0]);
        line.args(&alone[1..]).arg(bonscope).args(arguments.split(' '));
        let limited = line.output().unwrap();
        assert!(limited.status.success(), "{arguments}: {}", String::from_utf8_lossy(&limited.stderr));
        assert_eq!(String::from_utf8_lossy(&limited.stdout), String::from_utf8_lossy(&free.stdout));
    }
}

/// The most memory that a process has had, in kB.
fn most_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_terminal_may_call_itself_any_size() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("skipped: nothing says how much memory a process takes");
        return;
    }
    let usual = {
        let session = after(80, 24, "stty rows 24 cols 80", "uniform:10 -n 64", &[]);
        session.wait_for("q quit");
        most_memory(session.process())
    };
    for (rows, columns) in [(65535, 65535), (5000, 5000), (1, 65535), (65535, 1), (300, 1000)] {
        let before = format!("ulimit -v 4000000; stty rows {rows} cols {columns}");
        let mut session = after(80, 24, &before, "uniform:10 -n 64", &[]);
        // The first frame is whole.
        session.wait_until("a frame", |_| text(&session.bytes()).contains("\x1b[?2026l"));
        session.send("]]");
        session.send("q");
        let process = session.process();
        let mut most = 0;
        while let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) {
            match status.lines().find(|line| line.starts_with("VmHWM:")) {
                Some(_) => most = most.max(most_memory_of(&status)),
                None => break,
            }
        }
        let (status, bytes) = session.finish();
        assert!(status.success(), "{rows}x{columns}: {status:?}");
        assert_restored(&bytes);
        assert!(most < usual + 200_000, "{rows}x{columns}: {most} kB beside {usual} kB");
    }
}

fn most_memory_of(status: &str) -> u64 {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_told_by_the_environment() {
    let settings = [("COLUMNS", "132"), ("LINES", "40")];
    let mut session = after(132, 40, "stty rows 0 cols 0", "uniform:10 -n 64", &settings);
    session.wait_until("the last line", |screen| {
        screen.lines().nth(39).is_some_and(|line| line.contains("q quit"))
            && screen.lines().any(|line| line.chars().count() == 132)
    });
    session.send("q");
    assert!(session.finish().0.success());
    // A terminal that knows is right, and 80 x 24 is what is left.
    for (size, settings) in [
        ("rows 24 cols 80", &settings[..]),
        ("rows 0 cols 0", &[("COLUMNS", "x"), ("LINES", "-3")]),
        ("rows 0 cols 0", &[("COLUMNS", ""), ("LINES", "99999999999")]),
    ] {
        let session = after(132, 40, &format!("stty {size}"), "uniform:10 -n 64", settings);
        session.wait_until("the last line", |screen| {
            screen.lines().nth(23).is_some_and(|line| line.contains("q quit"))
        });
    }
}
