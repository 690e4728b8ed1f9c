//! Walkthroughs as a person meets them.

use super::pty::Session;

#[test]
fn a_class_wanders_off_and_comes_back() {
    let mut session = Session::start(80, 24, &["walk", "formula"], &[]);
    session.wait_for("1/12");
    session.send(" ");
    session.wait_for("2/12");
    session.send("]");
    session.wait_for("off the step");
    session.send("\x1b");
    session.wait_for("Space shows the answer");
    session.send(" ");
    session.wait_for("0.9375");
    session.send("w");
    session.wait_for("leave the walkthrough");
    session.send("\r");
    session.wait_for("Space shows the answer");
    session.send("F");
    session.wait_for("███");
    session.send("F");
    session.wait_for("best-of-2");
    session.send("W");
    session.wait_for("the walkthrough is over");
    session.send("q");
    assert!(session.finish().0.success());
}

#[test]
fn a_script_plays_to_its_end_and_leaves() {
    let session = Session::start(80, 24, &["walk", "binary-uniform", "--script", "--pause", "0.2"], &[]);
    session.wait_for("1/4");
    session.wait_for("4/4");
    assert!(session.finish().0.success());
}
