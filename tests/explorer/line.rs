//! The line between the program and its terminal: what is sent over it, and what happens when it is slow.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::pty::Session;

/// Time on the processor so far, in ticks of the system's clock.
fn ticks(process: u32) -> u64 {
    let statistics = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name in parentheses may hold anything.
    let (_, rest) = statistics.rsplit_once(')').unwrap();
    rest.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

#[test]
fn idle_costs_nothing() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    // Edited, so that there was unsaved work to keep.
    session.send("e0.5\r");
    session.wait_for("edited");
    thread::sleep(Duration::from_secs(1));
    session.wait_for_silence(Duration::from_millis(500));
    let (sent, spent) = (session.bytes().len(), ticks(session.process()));
    thread::sleep(Duration::from_secs(2));
    assert_eq!((session.bytes().len(), ticks(session.process())), (sent, spent));
}

#[test]
fn a_slow_reader_sees_the_same() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    session.read_slowly(10_000);
    session.send("]]");
    session.wait_for("best-of-256");
    session.wait_for("2.3026 nats");
}
