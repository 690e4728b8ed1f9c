//! `bonscope compare` on a terminal: its progress line.

use crate::pty::Session;
use crate::text;

#[test]
fn a_long_comparison_counts_policies_and_leaves_only_its_answer() {
    let session = Session::start(80, 24, &["compare", "zipf:20000,1.1", "-n", "64"], &[]);
    // Soft best-of-n over so many rewards takes long, and is said before it begins.
    session.wait_for("soft best-of-n over 20000 rewards");
    let (status, bytes) = session.finish();
    assert!(status.success(), "{status:?}");
    let sent = text(&bytes);
    assert!((1..=10).any(|done| sent.contains(&format!("\r{done} of 10 policies"))), "{sent}");
    let mut parser = vt100::Parser::default();
    parser.process(&bytes);
    let screen = parser.screen().contents();
    assert!(screen.contains("best-of-Poisson"), "{screen}");
    for gone in [" of 10 policies", "over 20000 rewards"] {
        assert!(!screen.contains(gone), "the progress line is wiped:\n{screen}");
    }
}

#[test]
fn an_interrupted_comparison_leaves_nothing() {
    let mut session = Session::start(80, 24, &["compare", "zipf:20000,1.1", "-n", "64"], &[]);
    session.wait_for("soft best-of-n over 20000 rewards");
    session.send("\x03");
    let (status, bytes) = session.finish();
    assert_eq!(status.signal(), Some("Interrupt"), "{status:?}");
    let mut parser = vt100::Parser::default();
    parser.process(&bytes);
    let screen = parser.screen().contents();
    assert_eq!(screen.trim().trim_start_matches("^C"), "", "the progress line is wiped");
}
