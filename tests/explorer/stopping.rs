//! What interrupts the program without ending it, or ends it from within: the job control of a shell, a defect.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use bonscope::command::{self, Subcommand};
use bonscope::explorer;

use crate::leaving::{EDITED, State, wait_until};
use crate::pty::Session;
use crate::{assert_restored, text};

#[test]
fn a_shell_stops_it_and_takes_it_up_again() {
    let bonscope = env!("CARGO_BIN_EXE_bonscope");
    let mut shell = Session::of(80, 24, &["/bin/sh", "-i"], &[("PS1", "ready> "), ("ENV", "")]);
    shell.wait_for("ready>");
    shell.send(&format!("{bonscope} 0.5,0.5 -n 2\r"));
    shell.wait_for("0.1308 nats");
    shell.send("]");
    shell.wait_for("best-of-4");
    for round in 1..3 {
        shell.send("\x1a");
        shell.wait_for("Stopped");
        assert_restored(&shell.bytes());
        // The shell is as it was: what is typed is seen, and a line ends with Enter.
        shell.send(&format!("echo once $(({round} + 40))\r"));
        shell.wait_for(&format!("once {}", round + 40));
        let stopped = shell.bytes().len();
        shell.send("fg\r");
        shell.wait_until("the screen", |screen| screen.contains("best-of-") && !screen.contains("ready>"));
        let again = text(&shell.bytes()[stopped..]);
        for mode in ["\x1b[?1049h", "\x1b[?2004h", "\x1b[?1002h"] {
            assert!(again.contains(mode), "{mode:?} is not on again");
        }
        // Drawn whole, and keys reach it.
        shell.wait_for("KL limit");
        shell.send("]");
        shell.wait_for(&format!("best-of-{}", 4 << round));
    }
    shell.send("q");
    // The last line is a new prompt: what is typed before is for the explorer.
    shell.wait_until("the prompt", |screen| screen.trim_end().ends_with("-n 2\nready>"));
    assert_restored(&shell.bytes());
    shell.send("exit\r");
    assert!(shell.finish().0.success());
}

/// Where the program below looks for the sign to fail.
const SIGN: &str = "BONSCOPE_TEST_SIGN";

#[test]
#[ignore = "the test below runs it in a terminal of its own"]
fn a_program_with_a_defect() {
    let sign = PathBuf::from(std::env::var_os(SIGN).expect("the test below sets it"));
    thread::spawn(move || {
        while !sign.exists() {
            thread::sleep(Duration::from_millis(5));
        }
        panic!("a defect of a thread");
    });
    let request = command::parse(["bonscope", "0.5,0.5", "-n", "2"].map(Into::into)).unwrap();
    let Subcommand::Explore(args) = request else { panic!("no explorer") };
    assert!(explorer::run(&args).is_err(), "it cannot go on");
}

#[test]
fn a_defect_gives_the_terminal_back_and_loses_no_edit() {
    let state = State::new();
    let folder = tempfile::tempdir().unwrap();
    let sign = folder.path().join("now");
    let itself = std::env::current_exe().unwrap().display().to_string();
    let line = [
        &*itself,
        "stopping::a_program_with_a_defect",
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ];
    let settings = [("XDG_STATE_HOME", state.path()), (SIGN, sign.to_str().unwrap().to_owned())];
    let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut session = Session::of(80, 24, &line, &settings);
    session.wait_for("0.1308 nats");
    session.send("e1/1000\r");
    session.wait_for("3.86e-4 nats");
    std::fs::write(&sign, "").unwrap();
    // What went wrong is told where it can be read, below what was there before.
    let screen = session.wait_for("a defect of a thread");
    assert!(!screen.contains("exact KL"), "{screen}");
    session.send("v");
    let (_, bytes) = session.finish();
    assert_restored(&bytes);
    wait_until("the unsaved work", || state.files().len() == 1);
    assert!(state.file().contains(EDITED), "{}", state.file());
}

#[test]
fn two_that_save_the_same_preset_lose_nothing() {
    let (one, two) = (State::new(), State::new());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shared.toml");
    let text = "# Ours.\nformat = 1\nname = \"shared\"\ntitle = \"Shared\"\n\n[base]\np = [0.5, 0.5]\n";
    std::fs::write(&file, text).unwrap();
    let argument = file.to_str().unwrap();
    let mut first = one.start(&[argument, "-n", "2"]);
    let mut second = two.start(&[argument, "-n", "2"]);
    for (session, p) in [(&mut first, "1/4"), (&mut second, "1/8")] {
        session.wait_for("0.1308 nats");
        session.send(&format!("e{p}\r"));
        session.wait_for("* edited");
    }
    first.send("s");
    first.wait_for("saved as ");
    let saved = std::fs::read_to_string(&file).unwrap();
    assert!(saved.starts_with("# Ours.\n") && saved.contains("p = [0.75, 0.25]"), "{saved}");
    // The second one is told, and what the first one saved stays.
    second.send("s");
    second.wait_for("has changed");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), saved);
    // Both get theirs when the second takes another name.
    let other = folder.path().join("other.toml");
    second.send("S");
    second.wait_for("save as ");
    second.send(&format!("\x15{}\r", other.display()));
    second.wait_for("saved as ");
    assert!(std::fs::read_to_string(&other).unwrap().contains("p = [0.875, 0.125]"));
    for mut session in [first, second] {
        session.send("q");
        assert!(session.finish().0.success());
    }
}

#[test]
fn a_full_disk_takes_nothing_away() {
    const SCRIPT: &str = r#"
        mount -t tmpfs -o size=16k none "$0" || { echo nothing mounted; exit; }
        cd "$0"
        printf 'format = 1\nname = "base"\ntitle = "Two"\n[base]\np = [0.5, 0.5]\n' > base.toml
        head -c 12288 /dev/zero > rest
        "$1" base.toml -n 2
        echo "code $?"
        cat base.toml
        ls -A . state/bonscope/unsaved
        echo the end
    "#;
    let unshare = std::process::Command::new("/usr/bin/unshare").args(["-rm", "/bin/true"]).status();
    if !unshare.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no small disk can be mounted");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    let line = ["/usr/bin/unshare", "-rm", "/bin/sh", "-c", SCRIPT, folder, env!("CARGO_BIN_EXE_bonscope")];
    let state = format!("{folder}/state");
    let settings = [("XDG_STATE_HOME", state.as_str()), ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")];
    let mut session = Session::of(120, 40, &line, &settings);
    session.wait_until("the program", |screen| screen.contains("0.1308 nats") || screen.contains("mounted"));
    if text(&session.bytes()).contains("nothing mounted") {
        eprintln!("skipped: no small disk can be mounted");
        return;
    }
    session.send("e1/1000\r");
    session.wait_for("unsaved work cannot be kept for the next start");
    session.send("s");
    session.wait_for("No space left on device (os error 28); nothing was saved");
    session.send("q");
    session.wait_for("the edits will be lost");
    session.send("q");
    let screen = session.wait_for("the end");
    assert!(screen.contains("code 0") && screen.contains("p = [0.5, 0.5]"), "{screen}");
    assert!(!screen.contains(".bonscope-") && !screen.contains("session-"), "{screen}");
}
