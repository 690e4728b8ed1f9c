//! What arrives late, cut, or without its end: never taken for what was not typed, and nothing keeps Ctrl-C from ending.

use std::thread;
use std::time::Duration;

use crate::pty::Session;

fn open(settings: &[(&str, &str)]) -> Session {
    let session = Session::start(80, 24, &["uniform:10", "-n", "64"], settings);
    session.wait_for("best-of-64");
    session.wait_for("q quit");
    session
}

/// Checks that keys still reach the program, and that nothing but them has changed n.
fn goes_on(mut session: Session, from: u64) {
    session.send("]");
    session.wait_for(&format!("best-of-{}", from.next_power_of_two().max(from + 1).next_power_of_two()));
    session.send("q");
    assert!(session.finish().0.success());
}

#[test]
fn an_arrow_that_is_cut_by_a_slow_line_is_an_arrow() {
    for (first, rest) in [("\x1b", "[C"), ("\x1b[", "C"), ("\x1b[1", ";1C")] {
        let mut session = open(&[("SSH_TTY", "/dev/pts/1")]);
        session.send(first);
        thread::sleep(Duration::from_millis(120));
        session.send(rest);
        session.wait_for("best-of-65");
        goes_on(session, 65);
    }
    // However late the rest comes, it is no typing; without a network between the first byte is a key by then.
    for (first, rest, pause) in [("\x1b", "[C", 200), ("\x1b[", "C", 1300), ("\x1b[1;", "5C", 1300)] {
        let mut session = open(&[]);
        session.send(first);
        thread::sleep(Duration::from_millis(pause));
        session.send(rest);
        goes_on(session, 64);
    }
}

#[test]
fn a_paste_whose_end_is_lost_holds_nothing_up() {
    let mut session = open(&[]);
    session.send("\x1b[200~0.5,0.3");
    thread::sleep(Duration::from_millis(100));
    session.send("\x03");
    assert!(session.finish().0.success());
    // After a pause it is over.
    let mut session = open(&[]);
    session.send("\x1b[200~0.5,0.3");
    session.wait_for("pasted 2 outcomes; u undoes");
    session.send("u");
    session.wait_for("y10");
    goes_on(session, 64);
}

#[test]
fn a_paste_without_marks_is_no_typing() {
    let mut session = open(&[]);
    session.send("quality of best-of-n at q=0.1\r");
    thread::sleep(Duration::from_millis(200));
    goes_on(session, 64);
    let mut session = open(&[]);
    session.send("refuse\t0.9\t0\rhelp\t0.0999\t1\rdelight\t1e-4\t2\r");
    let screen = session.wait_for("pasted 3 outcomes; u undoes");
    assert!(screen.contains("delight"), "{screen}");
}

#[test]
fn an_answer_of_any_length_is_no_typing() {
    let mut session = open(&[]);
    session.send(&format!("\x1b]52;c;{}\x07", "q".repeat(9000)));
    session.send(&format!("\x1bP{}\x1b\\", "q".repeat(20_000)));
    goes_on(session, 64);
}

#[test]
fn the_release_of_a_key_is_no_key() {
    let mut session = open(&[]);
    session.send("\x1b[1;1:1C\x1b[1;1:3C");
    session.wait_for("best-of-65");
    goes_on(session, 65);
}
