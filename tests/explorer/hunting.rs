//! The hunt in a terminal: its progress line, and Ctrl-C.

use std::fs;

use serde_json::Value;

use crate::pty::Session;
use crate::text;

#[test]
fn the_progress_line_counts_and_ctrl_c_prints_the_best_so_far() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hunt.json");
    let state = path.to_str().unwrap();
    let mut session = Session::start(100, 12, &["hunt", "--budget", "1h", "--state", state], &[]);
    let screen = session.wait_for(" rounds, smallest slack ");
    let counted = |screen: &str| {
        let line = screen.lines().find(|line| line.contains(" rounds, smallest slack "))?;
        line.split(' ').next()?.parse::<u64>().ok()
    };
    let first = counted(&screen).unwrap();
    session.wait_until("more rounds", |screen| counted(screen).is_some_and(|rounds| rounds > first));
    session.send("\x03");
    let (status, bytes) = session.finish();
    assert_eq!(status.exit_code(), 130, "{status:?}");
    let sent = text(&bytes);
    for words in
        ["note: interrupted; the state is saved", "smallest slack  ", "found at  ", "no counterexample found"]
    {
        assert!(sent.contains(words), "{words} is missing from\n{sent}");
    }
    // The state is whole and is what was printed, and the hunt goes on from it.
    let saved: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let rounds = saved["rounds"].as_u64().unwrap();
    assert!(rounds > first && sent.contains(&format!("{rounds} from seed 0")), "{rounds} in\n{sent}");
    let again = Session::start(100, 12, &["hunt", "--budget", "2", "--state", state], &[]);
    let (status, bytes) = again.finish();
    assert!(status.success() && text(&bytes).contains(&format!("{} from seed 0", rounds + 2)));
}
