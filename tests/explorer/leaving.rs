//! What is left behind when the program ends, however it ends: the terminal as it was, and unsaved work in the state
//! directory, offered again at the next start.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::pty::Session;
use crate::{assert_restored, text};

/// A state directory of its own.
pub(crate) struct State(tempfile::TempDir);

impl State {
    pub(crate) fn new() -> State {
        State(tempfile::tempdir().unwrap())
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Session {
        Session::start(80, 24, arguments, &[("XDG_STATE_HOME", &self.path())])
    }

    pub(crate) fn path(&self) -> String {
        self.0.path().to_str().unwrap().to_owned()
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("bonscope/unsaved")
    }

    /// The files of unsaved work.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        files
    }

    /// The only one.
    pub(crate) fn file(&self) -> String {
        let files = self.files();
        assert_eq!(files.len(), 1, "{files:?}");
        fs::read_to_string(&files[0]).unwrap()
    }

    /// The explorer with p of y2 set to 1/1000.
    pub(crate) fn edited(&self) -> Session {
        let mut session = self.start(&["0.5,0.5", "-n", "2"]);
        session.wait_for("0.1308 nats");
        session.send("e1/1000\r");
        session.wait_for("3.86e-4 nats");
        session
    }
}

pub(crate) const EDITED: &str = "[base]\np = [0.999, 0.001]\n";

pub(crate) fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what} did not come");
        thread::sleep(Duration::from_millis(5));
    }
}

fn runs(process: u32) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}

#[test]
fn what_is_not_saved_is_kept_however_the_program_ends() {
    for signal in ["INT", "TERM", "HUP", "QUIT"] {
        let state = State::new();
        let session = state.edited();
        session.signal(signal);
        assert_restored(&session.finish().1);
        assert!(state.file().contains(EDITED), "{signal}: {}", state.file());
    }
    let state = State::new();
    let mut session = state.edited();
    session.send("\x03");
    assert_restored(&session.finish().1);
    assert!(state.file().contains(EDITED));

    let state = State::new();
    let mut session = state.edited();
    session.hang_up();
    session.wait_for_end();
    assert!(state.file().contains(EDITED));
}

#[test]
fn an_edit_that_is_still_being_made_is_kept() {
    let state = State::new();
    let mut session = state.start(&["uniform:400000", "-n", "2"]);
    session.wait_for("q quit");
    session.send("e1/2\r");
    session.wait_for("building …");
    session.signal("HUP");
    session.wait_for_end();
    let kept = state.file();
    assert_eq!(kept.matches("0.5").count(), 1, "of {} bytes", kept.len());
}

#[test]
fn edited_bases_that_are_pinned_are_kept_too() {
    let state = State::new();
    let mut session = state.edited();
    session.send("mfirst\r");
    session.wait_for("A is first");
    wait_until("one file", || state.files().len() == 1);
    session.send("e1/4\r");
    wait_until("a file of the pin", || state.files().len() == 2);
    session.signal("TERM");
    session.wait_for_end();
    let texts: Vec<String> = state.files().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains(EDITED)), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("p = [0.75, 0.25]")), "{texts:?}");
    // Each is offered by itself.
    let mut session = state.start(&[]);
    session.wait_until("both", |screen| screen.matches("unsaved · 2 outcomes").count() == 2);
    session.send("\r");
    session.wait_for("restored, but not saved yet");
    session.send("R");
    session.wait_until("the other", |screen| screen.matches("unsaved · 2 outcomes").count() == 1);

    // Undone, nothing of it is left.
    let state = State::new();
    let mut session = state.edited();
    session.send("mfirst\r");
    session.wait_for("A is first");
    session.send("e1/4\r");
    wait_until("both files", || state.files().len() == 2);
    session.send("uuu");
    wait_until("no file", || state.files().is_empty());
}

#[test]
fn a_killed_program_loses_no_more_than_a_moment_and_leaves_no_half_file() {
    let state = State::new();
    let mut session = state.edited();
    wait_until("the file", || state.files().len() == 1);
    // Edits one after another, killed in the middle of them.
    for digit in 1..10 {
        session.send(&format!("e0.{digit}\r"));
        thread::sleep(Duration::from_millis(130));
    }
    session.signal("KILL");
    session.wait_for_end();
    let kept = state.file();
    assert!(kept.starts_with("format = 1\n") && kept.contains("\n[base]\np = [0."), "{kept}");
    // Killed in the middle of a write it leaves the temporary file, too, which the next start removes.
    thread::sleep(Duration::from_millis(200));
    let session = state.start(&[]);
    let left = || -> Vec<_> {
        let entries = fs::read_dir(state.folder()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    wait_until("a file and a lock", || left().len() == 2);
    assert!(left().iter().all(|name| name.starts_with("session-")), "{:?}", left());
    session.wait_for("unsaved · 2 outcomes");
}

#[test]
fn unsaved_work_is_offered_restored_and_then_saved() {
    let state = State::new();
    let session = state.edited();
    session.signal("HUP");
    session.wait_for_end();

    // Whoever says what to see sees that, and is told.
    let mut session = state.start(&["uniform-10", "--view", "gap"]);
    session.wait_for("unsaved work of an earlier session is kept; R shows it");
    session.send("q");
    assert!(session.finish().0.success());

    // Looked at later.
    let mut session = state.start(&[]);
    session.wait_for("▸ unsaved · 2 outcomes");
    session.send("q");
    session.wait_until("the list closed", |screen| !screen.contains("what was edited"));
    session.send("q");
    assert!(session.finish().0.success());
    assert!(state.file().contains(EDITED), "nothing is lost by looking away");

    // Restored, and lost again with the connection.
    let mut session = state.start(&["uniform-10"]);
    session.wait_for("▸ unsaved · 2 outcomes");
    session.send("\r");
    let screen = session.wait_for("3.86e-4 nats");
    assert!(screen.contains("unsaved* edited") && screen.contains("At n = 2 "), "{screen}");
    // Another one that runs at the same time is offered nothing.
    let mut other = state.start(&[]);
    other.wait_for("q quit");
    other.send("R");
    other.wait_for("there is no unsaved work");
    other.send("q");
    assert!(other.finish().0.success());
    session.signal("HUP");
    session.wait_for_end();
    assert!(state.file().contains(EDITED));

    let data = tempfile::tempdir().unwrap();
    let settings = [
        ("XDG_STATE_HOME", state.0.path().to_str().unwrap()),
        ("XDG_DATA_HOME", data.path().to_str().unwrap()),
    ];
    let mut session = Session::start(80, 24, &[], &settings);
    session.wait_for("▸ unsaved · 2 outcomes");
    session.send("\r");
    session.wait_for("restored, but not saved yet; s saves it under a name");
    session.send("s");
    session.wait_for("save as my-unsaved");
    session.send("\r");
    session.wait_for("saved as");
    wait_until("the file gone", || state.files().is_empty());
    session.send("q");
    assert!(session.finish().0.success());
    assert!(
        fs::read_to_string(data.path().join("bonscope/presets/my-unsaved.toml")).unwrap().contains(EDITED)
    );
    assert_eq!(fs::read_dir(state.folder()).unwrap().count(), 0);
}

#[test]
fn what_is_discarded_is_gone() {
    let state = State::new();
    let mut session = state.edited();
    wait_until("the file", || state.files().len() == 1);
    session.send("q");
    session.wait_for("the edits will be lost");
    session.send("q");
    assert!(session.finish().0.success());
    assert_eq!(fs::read_dir(state.folder()).unwrap().count(), 0);

    let session = state.edited();
    session.signal("TERM");
    session.wait_for_end();
    let mut session = state.start(&[]);
    session.wait_for("▸ unsaved · 2 outcomes");
    session.send("d");
    session.wait_for("d again discards it");
    session.send("d");
    session.wait_until("the list closed", |screen| !screen.contains("what was edited"));
    wait_until("the file gone", || state.files().is_empty());
    // Undone edits are no edits.
    session.send("\x1b[H]e0.3\r");
    wait_until("the file", || state.files().len() == 1);
    session.send("u");
    wait_until("the file gone", || state.files().is_empty());
}

#[test]
fn a_damaged_file_is_told_and_stays() {
    let state = State::new();
    fs::create_dir_all(state.folder()).unwrap();
    for (name, bytes) in [
        ("session-1-0.toml", &b"format = 1\nname = \"half"[..]),
        ("session-2-0.toml", b"\x1b]0;owned\x07\xff\xfe"),
    ] {
        fs::write(state.folder().join(name), bytes).unwrap();
        let mut session = state.start(&[]);
        session.wait_for("cannot be read");
        session.send("\r");
        let screen = session.wait_for(&format!("{name}:"));
        assert!(screen.contains("what was edited"), "{screen}");
        session.send("q");
        session.wait_until("the list closed", |screen| !screen.contains("what was edited"));
        session.send("q");
        let (status, sent) = session.finish();
        assert!(status.success() && !text(&sent).contains("owned\x07"));
        assert_eq!(fs::read(state.folder().join(name)).unwrap(), bytes);
        fs::remove_file(state.folder().join(name)).unwrap();
    }
}

#[test]
fn two_at_the_same_time_keep_their_own() {
    let state = State::new();
    let (one, mut two) = (state.edited(), state.edited());
    two.send("e1/4\r");
    wait_until("both files", || state.files().len() == 2);
    for session in [one, two] {
        session.signal("TERM");
        session.wait_for_end();
    }
    let texts: Vec<String> = state.files().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains(EDITED)), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("p = [0.75, 0.25]")), "{texts:?}");
}

#[test]
fn a_closed_terminal_leaves_no_process_behind() {
    let state = State::new();
    let mut session = state.start(&["uniform-10"]);
    session.wait_for("q quit");
    let process = session.process();
    session.hang_up();
    session.wait_for_end();
    wait_until("the end of the process", || !runs(process));
    assert!(state.files().is_empty(), "nothing was edited");
}
