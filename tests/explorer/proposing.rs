//! Drawing from a proposal in a terminal: from flags, and changed by keys.

use crate::pty::Session;

#[test]
fn flags_choose_what_is_drawn_from_and_keys_change_it() {
    let flags = ["0.5,0.3,0.2", "--temperature", "0.7", "--top-p", "0.75"];
    let mut session = Session::start(120, 40, &flags, &[]);
    session.wait_for("(q: temperature 0.7, top-p 0.75)");
    let screen = session.wait_for("1 never drawn");
    assert!(screen.contains("corrected"), "{screen}");
    session.send("Q");
    session.wait_for("parts, which can be combined");
    session.send("\x1b[B\x1b[B\x1b[B\x1b[B\r");
    session.wait_until("the base itself drawn from", |screen| !screen.contains("(q: "));
    session.send("u");
    session.wait_for("(q: temperature 0.7, top-p 0.75)");
    session.send("Q\r");
    session.wait_for("temperature 0.7");
    session.send("\x7f\x7f\x7f0\r");
    session.wait_for("the temperature is 0; it must be a finite number above 0");
    session.send("\x1b");
    session.wait_for("q quit");
    session.send("q");
    let (status, _) = session.finish();
    assert!(status.success());
}
