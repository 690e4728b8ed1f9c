//! Finding things: the keymap that can be chosen, and all that names keys.

use super::*;

/// The explorer with other keys for these actions.
fn rebound(bindings: &[(Action, &[&str])], width: u16, height: u16) -> Bench {
    let mut bench = Bench::new(uniform_10(), width, height);
    let keymap = Arc::make_mut(&mut bench.model.keymap);
    for (action, keys) in bindings {
        keymap.bind(*action, keys.iter().map(|key| key.parse().unwrap()).collect());
    }
    bench
}

#[test]
fn a_key_bound_anew_is_named_everywhere() {
    let keys: &[(Action, &[&str])] = &[
        (Action::Undo, &["f5"]),
        (Action::Redo, &["f6"]),
        (Action::Help, &["f9"]),
        (Action::Reaction, &["ctrl-y"]),
        (Action::Lock, &["alt-l"]),
        (Action::NextView, &["B"]),
    ];
    let mut bench = rebound(keys, 120, 40);
    assert!(bench.line_with("bonscope ").contains("Ctrl-y rest rescales   nats   F9 help"));
    assert!(bench.line_with("B view").contains("F5 undo") && bench.line_with("B view").contains("F9 help"));
    bench.press("right f5");
    assert_eq!(bench.model.notice.as_deref(), Some("undone; F5 undoes 0 more, F6 redoes"));
    bench.press("f6");
    assert_eq!(bench.model.notice.as_deref(), Some("redone; F6 redoes 0 more, F5 undoes"));
    bench.press("alt-l e 0 . 5 enter");
    assert_eq!(bench.model.notice.as_deref(), Some("y10 is locked; Alt-l unlocks it"));
    bench.press("esc f9 pagedown");
    assert!(bench.line_with("undo the last change").contains(" F5 "));
    let unbound = rebound(&[(Action::Reaction, &[]), (Action::Undo, &[])], 120, 40);
    assert!(unbound.line_with("bonscope ").contains(" rest rescales   nats   ? help"));
    assert!(!unbound.text().contains("undo"));
}

#[test]
fn old_keys_do_nothing_when_an_action_has_others() {
    let mut bench = rebound(&[(Action::MoreDraws, &["f7"])], 80, 24);
    assert_eq!(bench.press("right l").model.n, 64);
    assert_eq!(bench.press("f7").model.n, 65);
}
