//! `bonscope estimate` on a terminal: its progress bar, Ctrl-C in the middle of it, and its explorer.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};

use crate::pty::Session;

/// A pipe with a name through which rows come for as long as somebody reads: 8 draws for each of many prompts.
fn endless_log(folder: &Path) -> (PathBuf, JoinHandle<()>) {
    let path = folder.join("samples");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let pipe = path.clone();
    let writer = thread::spawn(move || {
        let mut log = File::options().write(true).open(pipe).unwrap();
        let mut rows = String::from("prompt,reward,logprob\n");
        for prompt in 0.. {
            (0..8).for_each(|draw| rows.push_str(&format!("{prompt},{draw},-{draw}.5\n")));
            if prompt % 1000 == 0 {
                // Nobody reads any more: the program has ended.
                if log.write_all(rows.as_bytes()).is_err() {
                    return;
                }
                rows.clear();
            }
        }
    });
    (path, writer)
}

#[test]
fn a_long_estimate_tells_how_far_it_is_and_an_interrupted_one_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (log, writer) = endless_log(folder.path());
    let output = folder.path().join("curves.json");
    fs::write(&output, "what was there before").unwrap();
    let arguments = ["estimate", log.to_str().unwrap(), "-o", output.to_str().unwrap()];
    let mut session = Session::start(80, 24, &arguments, &[]);
    let rows = |screen: &str| -> u64 {
        let count = screen.lines().find_map(|line| line.strip_prefix("reading, ")?.strip_suffix(" rows"));
        count.and_then(|count| count.trim().parse().ok()).unwrap_or(0)
    };
    let first = session.wait_until("a progress bar", |screen| rows(screen) > 0);
    session.wait_until("more rows", |screen| rows(screen) > rows(&first));
    session.send("\x03");
    let (status, bytes) = session.finish();
    // As a shell tells it: ended by SIGINT, which is exit code 130.
    assert_eq!(status.signal(), Some("Interrupt"), "{status:?}");
    let mut screen = vt100::Parser::default();
    screen.process(&bytes);
    assert_eq!(screen.screen().contents().trim().trim_start_matches("^C"), "", "the bar is wiped");
    assert_eq!(fs::read_to_string(&output).unwrap(), "what was there before");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["curves.json", "samples"]);
    writer.join().unwrap();
}

#[test]
fn a_log_is_explored() {
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/toy-samples.jsonl");
    let mut session = Session::start(80, 24, &["estimate", log, "--explore"], &[]);
    let screen = session.wait_for("At n = 16 ");
    for words in
        ["Prompts by gap", "KL estimate against n", "KL est.   1.8349", "! 3 notices", "40 prompts of 64"]
    {
        assert!(screen.contains(words), "{words} is missing from\n{screen}");
    }
    session.send("n63\r");
    session.wait_for("3.1566");
    session.send("\r");
    session.wait_for("draw on line");
    session.send("\x1b");
    session.wait_for("Prompts by gap");
    session.send("!");
    session.wait_for("repeat an earlier one");
    session.send("q");
    let (status, bytes) = session.finish();
    assert!(status.success(), "{status:?}");
    crate::assert_restored(&bytes);
}

#[test]
fn a_log_is_left_while_it_is_read_and_refused_after_the_screen_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let (log, writer) = endless_log(folder.path());
    let mut session = Session::start(80, 24, &["estimate", log.to_str().unwrap(), "--explore"], &[]);
    session.wait_for("reading, ");
    session.send("q");
    let (status, bytes) = session.finish();
    assert!(status.success(), "{status:?}");
    crate::assert_restored(&bytes);
    writer.join().unwrap();
    let session = Session::start(80, 24, &["estimate", "no/such/log.csv", "--explore"], &[]);
    let (status, bytes) = session.finish();
    assert_eq!(status.exit_code(), 2);
    let sent = String::from_utf8_lossy(&bytes);
    let left = sent.rfind("\x1b[?1049l").unwrap();
    assert!(sent[left..].contains("error: no/such/log.csv: No such file"), "{sent}");
}
