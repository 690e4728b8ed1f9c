//! `bonscope estimate --follow`: a row for every state of a log, whatever happens to the file.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Rows of so many prompts with four draws each.
fn rows(prompts: std::ops::Range<u32>) -> String {
    let row = |prompt: u32, draw: u32| format!("{{\"prompt\": {prompt}, \"reward\": {}}}\n", prompt + draw);
    prompts.flat_map(|prompt| (0..4).map(move |draw| row(prompt, draw))).collect()
}

#[test]
fn a_log_is_followed_as_it_grows_is_cut_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    fs::write(&path, rows(0..2)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_bonscope"))
        .arg("estimate")
        .arg(&path)
        .arg("--follow")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (sender, lines) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let next = || lines.recv_timeout(Duration::from_secs(60)).expect("a further line");
    let heading: Vec<String> = next().split(',').map(str::to_owned).collect();
    let field = |line: &str, name: &str| {
        let place = heading.iter().position(|column| column == name).unwrap();
        line.split(',').nth(place).unwrap().parse::<f64>().unwrap()
    };
    // The best of all 4 draws of a prompt is its last one.
    let first = next();
    assert_eq!((field(&first, "n"), field(&first, "reward")), (4.0, 3.5));
    // It grows, and its last prompt and its last row are not complete.
    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
    write!(file, "{}{{\"prompt\": 9, \"reward\": 100}}\n{{\"prompt\": 9, \"rew", rows(2..4)).unwrap();
    file.flush().unwrap();
    let second = next();
    assert_eq!((field(&second, "n"), field(&second, "reward")), (4.0, 4.5));
    // It is cut.
    fs::write(&path, rows(5..6)).unwrap();
    assert_eq!(field(&next(), "reward"), 8.0);
    // It is gone, and another one takes its place.
    fs::remove_file(&path).unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    let other = folder.path().join("other");
    fs::write(&other, rows(7..8)).unwrap();
    fs::rename(&other, &path).unwrap();
    assert_eq!(field(&next(), "reward"), 10.0);
    child.kill().unwrap();
    child.wait().unwrap();
}
