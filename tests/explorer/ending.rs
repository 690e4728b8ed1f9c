//! How the program ends: with which exit code, with unsaved work kept whatever else comes, and never waiting for ever.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::leaving::{EDITED, State, wait_until};
use crate::line::flooded;
use crate::pty::Session;
use crate::{assert_restored, text};

/// Sends signals one after another, without a pause but for those that `sleep`.
fn signals(process: u32, script: &str) {
    let script = script.replace("PID", &process.to_string());
    assert!(Command::new("sh").args(["-c", &script]).status().unwrap().success());
}

/// The only child of a process.
fn child_of(parent: u32) -> u32 {
    let path = format!("/proc/{parent}/task/{parent}/children");
    let children = fs::read_to_string(path).unwrap_or_default();
    children.split_whitespace().next().and_then(|child| child.parse().ok()).expect("it has a child")
}

/// The explorer with p of y2 set to 1/1000, in an interactive shell.
fn edited_in_a_shell(state: &State) -> Session {
    let path = state.path();
    let settings = [("PS1", "ready> "), ("ENV", ""), ("XDG_STATE_HOME", path.as_str())];
    let mut shell = Session::of(80, 24, &["/bin/sh", "-i"], &settings);
    shell.wait_for("ready>");
    shell.send(&format!("{} 0.5,0.5 -n 2\r", env!("CARGO_BIN_EXE_bonscope")));
    shell.wait_for("0.1308 nats");
    shell.send("e1/1000\r");
    shell.wait_for("3.86e-4 nats");
    shell
}

#[test]
fn the_exit_code_says_which_signal_it_was() {
    let signals = [
        ("HUP", 1),
        ("INT", 2),
        ("QUIT", 3),
        ("ABRT", 6),
        ("USR1", 10),
        ("USR2", 12),
        ("ALRM", 14),
        ("TERM", 15),
        ("XCPU", 24),
        ("VTALRM", 26),
        ("PROF", 27),
    ];
    for (signal, number) in signals {
        let state = State::new();
        let session = state.edited();
        session.signal(signal);
        let (status, bytes) = session.finish();
        assert_eq!(status.exit_code(), 128 + number, "{signal}: {status:?}");
        assert_restored(&bytes);
        assert!(state.file().contains(EDITED), "{signal}: {}", state.file());
    }
    // Ctrl-C is a key there, and what it does is to quit.
    let state = State::new();
    let mut session = state.edited();
    session.send("\x03");
    assert!(session.finish().0.success());
    assert!(state.file().contains(EDITED));
}

#[test]
fn the_explorer_of_samples_says_which_signal_it_was() {
    let log = format!("{}/tests/samples", env!("CARGO_MANIFEST_DIR"));
    assert!(Path::new(&log).is_dir());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log.csv");
    let rows: String = (1..40).map(|row| format!("{}.5,-{row}\n", row % 7)).collect();
    fs::write(&file, format!("reward,logprob\n{rows}")).unwrap();
    for (signal, code) in [("HUP", 129), ("TERM", 143)] {
        let session = Session::start(80, 24, &["estimate", file.to_str().unwrap(), "--explore"], &[]);
        session.wait_for("q quit");
        session.signal(signal);
        let (status, bytes) = session.finish();
        assert_eq!(status.exit_code(), code, "{status:?}");
        assert_restored(&bytes);
    }
}

fn code_of(signal: &str) -> Option<u32> {
    let codes = [("HUP", 129), ("INT", 130), ("TERM", 143), ("XCPU", 152)];
    codes.iter().find(|(name, _)| *name == signal).map(|(_, code)| *code)
}

#[test]
fn more_signals_never_cut_the_end_short() {
    for script in [
        "kill -HUP PID; kill -HUP PID || :",
        "kill -HUP PID; sleep 0.001; kill -HUP PID || :",
        "kill -TERM PID; sleep 0.005; kill -HUP PID; kill -TERM PID || :",
        "kill -INT PID; sleep 0.001; kill -INT PID; sleep 0.001; kill -INT PID || :",
        "kill -XCPU PID; sleep 0.002; kill -TERM PID; kill -XCPU PID || :",
    ] {
        for _ in 0..5 {
            let state = State::new();
            let session = state.edited();
            signals(session.process(), script);
            let (status, bytes) = session.finish();
            // Those that come at one instant have no order.
            let sent = script.split("kill -").filter_map(|rest| rest.split(' ').next());
            let codes: Vec<u32> = sent.filter_map(code_of).collect();
            // Another Ctrl-C ends at once what is still to be done when the work is kept.
            let again = script.matches("-INT").count() > 1 && format!("{status:?}").contains("Interrupt");
            assert!(codes.contains(&status.exit_code()) || again, "{script}: {status:?}");
            assert_restored(&bytes);
            assert!(state.file().contains(EDITED), "{script}: {}", state.file());
        }
    }
}

#[test]
fn a_window_that_is_closed_with_a_shell_in_it_loses_nothing() {
    for _ in 0..4 {
        let state = State::new();
        let mut shell = edited_in_a_shell(&state);
        let explorer = child_of(shell.process());
        shell.hang_up();
        shell.wait_for_end();
        wait_until("the end of the explorer", || !Path::new(&format!("/proc/{explorer}")).exists());
        assert!(state.file().contains(EDITED), "{}", state.file());
    }
}

#[test]
fn what_is_stopped_can_be_ended() {
    for (name, script) in [
        ("one", "kill -TERM PID; kill -CONT PID"),
        ("two", "kill -TERM PID; kill -HUP PID; kill -CONT PID"),
        ("a pause", "kill -TERM PID; sleep 0.1; kill -HUP PID; sleep 0.1; kill -CONT PID"),
    ] {
        let state = State::new();
        let mut shell = edited_in_a_shell(&state);
        let explorer = child_of(shell.process());
        shell.send("\x1a");
        shell.wait_for("Stopped");
        signals(explorer, script);
        // The shell says so with its next prompt.
        wait_until(&format!("the end: {name}"), || {
            fs::read_to_string(format!("/proc/{explorer}/stat")).map_or(true, |stat| stat.contains(") Z "))
        });
        assert!(state.file().contains(EDITED), "{name}: {}", state.file());
        assert_restored(&shell.bytes());
    }
    let state = State::new();
    let mut shell = edited_in_a_shell(&state);
    let explorer = child_of(shell.process());
    shell.send("\x1a");
    shell.wait_for("Stopped");
    // As a shell does it: both signals at once. How the job ended is not asked: a shell that has noted only the stop says 147.
    shell.send("kill %1; kill -CONT %1\r");
    wait_until("the end", || {
        fs::read_to_string(format!("/proc/{explorer}/stat")).map_or(true, |stat| stat.contains(") Z "))
    });
    assert!(state.file().contains(EDITED), "{}", state.file());
    assert_restored(&shell.bytes());
}

#[test]
fn what_is_continued_in_the_background_waits_for_its_turn() {
    let state = State::new();
    let mut shell = edited_in_a_shell(&state);
    shell.send("\x1a");
    shell.wait_for("Stopped");
    let before = shell.bytes().len();
    shell.send("bg\r");
    shell.send("echo a $((40 + 2))\r");
    shell.wait_for("a 42");
    thread::sleep(Duration::from_millis(400));
    let sent = text(&shell.bytes()[before..]);
    assert!(!sent.contains("\x1b["), "the terminal is that of the shell: {sent:?}");
    shell.send("fg\r");
    shell.wait_for("3.86e-4 nats");
    shell.send("\x03");
    shell.wait_until("the shell", |screen| screen.contains("a 42"));
    assert_restored(&shell.bytes());
    assert!(state.file().contains(EDITED));
}

#[test]
fn a_signal_stops_it_as_the_key_does() {
    let state = State::new();
    let mut shell = edited_in_a_shell(&state);
    let explorer = child_of(shell.process());
    signals(explorer, "kill -TSTP PID");
    shell.wait_for("Stopped");
    assert_restored(&shell.bytes());
    shell.send("echo once $((1 + 40))\r");
    shell.wait_for("once 41");
    shell.send("fg\r");
    shell.wait_for("3.86e-4 nats");
    // Stopped by what nothing can listen for, and continued while the shell has the terminal.
    signals(explorer, "kill -STOP PID");
    shell.wait_until("the shell", |screen| screen.matches("Stopped").count() > 0);
    signals(explorer, "kill -TERM PID; kill -CONT PID");
    wait_until("the end", || {
        fs::read_to_string(format!("/proc/{explorer}/stat")).map_or(true, |stat| stat.contains(") Z "))
    });
    assert!(state.file().contains(EDITED), "{}", state.file());
}

/// A pipe with a name that nobody reads.
fn pipe(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path.to_str().unwrap().to_owned()
}

/// A session with an edit that is being saved to `path`.
fn saving_to(path: &str, state: &State) -> Session {
    let mut session = state.edited();
    session.send("S");
    session.wait_for("save as ");
    session.send(&format!("\x15{path}\r"));
    session.wait_until("the question closed", |screen| !screen.contains("save as "));
    session
}

#[test]
fn a_file_that_takes_nothing_is_not_waited_for_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = pipe(folder.path(), "p.toml");
    // What was to be saved there is kept.
    let state = State::new();
    let mut session = saving_to(&path, &state);
    session.send("q");
    session.wait_for("the edits will be lost");
    let began = Instant::now();
    session.send("q");
    // The terminal is given back before anything is waited for.
    wait_until("the terminal", || text(&session.bytes()).contains("\x1b[?1049l"));
    assert!(state.file().contains(EDITED), "{}", state.file());
    let (status, bytes) = session.finish();
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    assert_eq!(status.exit_code(), 1, "{status:?}");
    assert_restored(&bytes);
    let sent = text(&bytes);
    assert!(sent.contains("error: ") && sent.contains("p.toml was given up after 3 s"), "{sent}");
    assert!(state.file().contains(EDITED), "{}", state.file());
    // A signal is no reason to wait, either, and a second Ctrl-C ends that.
    let state = State::new();
    let session = saving_to(&path, &state);
    session.signal("INT");
    wait_until("the terminal", || text(&session.bytes()).contains("\x1b[?1049l"));
    let began = Instant::now();
    session.signal("INT");
    session.finish();
    assert!(began.elapsed() < Duration::from_millis(2500), "{:?}", began.elapsed());
    assert!(state.file().contains(EDITED), "{}", state.file());
}

#[test]
fn a_file_that_is_read_late_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = pipe(folder.path(), "p.toml");
    let state = State::new();
    let mut session = saving_to(&path, &state);
    session.send("q");
    session.wait_for("the edits will be lost");
    session.send("q");
    wait_until("the terminal", || text(&session.bytes()).contains("\x1b[?1049l"));
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains(EDITED), "{written}");
    assert!(session.finish().0.success());
    wait_until("nothing to keep", || state.files().is_empty());
}

#[test]
fn what_could_not_be_kept_is_tried_again_and_told_at_the_end() {
    // A file where the folder has to be.
    let state = State::new();
    let stone = Path::new(&state.path()).join("bonscope");
    fs::write(&stone, "").unwrap();
    let session = state.edited();
    session.wait_for("unsaved work cannot be kept for the next start");
    fs::remove_file(&stone).unwrap();
    wait_until("another try", || state.files().len() == 1);
    session.signal("TERM");
    assert_eq!(session.finish().0.exit_code(), 143);
    assert!(state.file().contains(EDITED), "{}", state.file());

    // The last try is at the end.
    for remains in [false, true] {
        let state = State::new();
        let stone = Path::new(&state.path()).join("bonscope");
        fs::write(&stone, "").unwrap();
        let session = state.edited();
        session.wait_for("unsaved work cannot be kept for the next start");
        if !remains {
            fs::remove_file(&stone).unwrap();
        }
        session.signal("TERM");
        let (status, bytes) = session.finish();
        let sent = text(&bytes);
        assert_restored(&bytes);
        assert_eq!(status.exit_code(), if remains { 1 } else { 143 }, "{sent}");
        assert_eq!(sent.contains("error: unsaved work was not kept: "), remains, "{sent}");
        assert_eq!(state.files().is_empty(), remains);
    }
}

#[test]
fn a_terminal_that_reads_again_is_left_as_it_was() {
    let mut session = flooded();
    session.send("q");
    thread::sleep(Duration::from_millis(1500));
    session.read_slowly(u64::MAX);
    let (status, bytes) = session.finish();
    assert!(status.success(), "{status:?}");
    assert_restored(&bytes);
}

#[test]
fn what_killed_programs_left_behind_goes_at_the_next_start() {
    let state = State::new();
    let folder = Path::new(&state.path()).join("bonscope/unsaved");
    fs::create_dir_all(&folder).unwrap();
    for name in [".bonscope-Ab12", "session-99999-0.lock"] {
        let file = fs::File::create(folder.join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - Duration::from_secs(60)).unwrap();
    }
    let mut session = state.start(&["uniform-10"]);
    session.wait_for("q quit");
    wait_until("nothing left", || fs::read_dir(&folder).unwrap().count() == 0);
    session.send("q");
    assert!(session.finish().0.success());
}
