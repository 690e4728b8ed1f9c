//! Finding things: the keymap that can be chosen, and all that names keys.

use crate::explorer::app::files::preview;
use crate::explorer::tests::*;

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
        (Action::Undo, &["f8"]),
        (Action::Redo, &["f6"]),
        (Action::Help, &["f9"]),
        (Action::Reaction, &["ctrl-y"]),
        (Action::Lock, &["alt-l"]),
        (Action::NextView, &["B"]),
    ];
    let mut bench = rebound(keys, 120, 40);
    assert!(bench.line_with("bonscope ").contains("Ctrl-y edit: others rescale   nats   F9 help"));
    let footer = bench.line_with("q quit");
    assert!(footer.contains("F8 undo") && footer.contains("F9 help"), "{footer}");
    assert!(bench.press("tab").line_with("q quit").contains("B view"));
    bench.press("right f8");
    assert_eq!(bench.model.notice.as_deref(), Some("undone; F8 undoes 0 more, F6 redoes"));
    bench.press("f6");
    assert_eq!(bench.model.notice.as_deref(), Some("redone; F6 redoes 0 more, F8 undoes"));
    bench.press("alt-l e 0 . 5 enter");
    assert_eq!(bench.model.notice.as_deref(), Some("y10 is locked; Alt-l unlocks it"));
    bench.press("esc f9 pagedown pagedown");
    assert!(bench.line_with("undo the last change").contains(" F8 "));
    let unbound = rebound(&[(Action::Reaction, &[]), (Action::Undo, &[])], 120, 40);
    assert!(unbound.line_with("bonscope ").contains(" others rescale   nats   ? help"));
    assert!(!unbound.text().contains("undo"));
}

#[test]
fn old_keys_do_nothing_when_an_action_has_others() {
    let mut bench = rebound(&[(Action::MoreDraws, &["f7"])], 80, 24);
    assert_eq!(bench.press("right l").model.n, 64);
    assert_eq!(bench.press("f7").model.n, 65);
}

#[test]
fn palette_screens() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        assert_snapshot!(format!("palette_{width}x{height}"), bench.press(":").text());
        assert_snapshot!(format!("palette_typed_{width}x{height}"), bench.press("o u t down").text());
        assert_snapshot!(format!("help_search_{width}x{height}"), bench.press("esc ? / g a p enter").text());
    }
    let mut mono = Bench::new(uniform_10(), 80, 24);
    mono.screen.depth = Depth::Mono;
    mono.press(": t i o u");
    assert_snapshot!("palette_mono", snapshot::ansi(&mono.picture()));
    mono.press("esc ? / b o u n d");
    assert_snapshot!("help_search_mono", snapshot::ansi(&mono.picture()));
    mono.screen.ascii = true;
    assert!(mono.press("esc esc :").text().is_ascii());
}

#[test]
fn the_palette_does_what_is_chosen() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press(": z o o m enter");
    assert!(bench.model.zoomed && bench.model.overlay.is_none());
    bench.press("ctrl-k z enter : 2 ^ 2 0 enter");
    assert_eq!((bench.model.zoomed, bench.model.n), (false, 1 << 20));
    bench.press(": u n d o enter");
    assert_eq!(
        (bench.model.n, bench.model.notice.as_deref()),
        (64, Some("undone; u undoes 0 more, Ctrl-r redoes"))
    );
    bench.press(": r e d o enter");
    assert_eq!(bench.model.n, 1 << 20);
    assert!(bench.press(": x y z z y").text().contains("no action matches"));
    assert_eq!(
        bench.press("enter ctrl-u enter").model.n,
        1 << 20,
        "nothing is chosen, then the latest: redo"
    );
    bench.press(": e s c esc");
    assert!(bench.model.overlay.is_none() && !bench.quit);
    assert!(bench.press(": q enter").quit);
}

#[test]
fn a_number_that_cannot_be_n_is_refused_in_the_palette() {
    for (width, height) in [(40, 12), (80, 24)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        for typed in ["n space 0", "n 1 . 5", "n space 1 e 1 6", "0", "- 3"] {
            bench.press(&format!(": {typed}"));
            assert!(bench.text().contains("must be a whole"), "{typed}: {}", bench.text());
            bench.press("enter");
            let notice = bench.model.notice.clone().unwrap_or_default();
            assert!(notice.ends_with("; it must be a whole number from 1 to 1e15"), "{typed}: {notice}");
            assert_eq!((bench.press("esc").model.n, &bench.model.overlay), (64, &None), "{typed}");
        }
    }
}

#[test]
fn the_palette_asks_before_edits_are_lost() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("d : q u i t enter");
    assert_eq!(
        bench.model.notice.as_deref(),
        Some("the edits will be lost; s saves them, q pressed again leaves, any other key stays")
    );
    assert!(!bench.quit && bench.press("q").quit);
}

#[test]
fn the_mouse_chooses_in_the_palette() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("] : u n d o");
    let hits = bench.draw();
    let (column, row) = (0..24)
        .flat_map(|row| (0..80).map(move |column| (column, row)))
        .find(|&(column, row)| hits.at(column, row) == Some(Target::Command(0)))
        .unwrap();
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), hits.at(column + 5, row)));
    assert_eq!((bench.model.n, bench.model.overlay.is_none()), (64, true));
    bench.press("ctrl-r");
    assert_eq!(bench.model.n, 128, "undo by the mouse is no step of its own");
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Command(0))));
    assert_eq!(bench.model.n, 128, "a line of a palette that is closed");
}

#[test]
fn the_help_shows_what_is_searched_for() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("? pagedown / U N D O");
    let text = bench.text();
    assert!(text.contains("redo what was undone") && !text.contains("n down by exactly 1"), "{text}");
    bench.press("enter");
    assert!(bench.text().contains("Help: lines with UNDO"));
    assert!(bench.press("/ x").text().contains("no line contains all these words"));
    assert!(bench.press("esc").text().contains("n down by exactly 1"), "the search is over, the help is not");
    assert!(bench.press("esc").model.overlay.is_none());
}

#[test]
fn the_footer_follows_the_focus() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let footer = |bench: &Bench| bench.text().lines().last().unwrap_or_default().to_owned();
    for (key, pane, own, other) in [
        ("f2", Pane::Base, "e edit", "v view"),
        ("alt-2", Pane::Readout, "v view", "e edit"),
        ("f4", Pane::Kl, "v view", "e edit"),
        ("alt-4", Pane::Lower, "v view", "e edit"),
    ] {
        let footer = footer(bench.press(key));
        assert_eq!(bench.model.pane, pane);
        assert!(footer.contains(own) && !footer.contains(other), "{footer}");
        assert!(footer.contains(": commands") && footer.contains("q quit"), "{footer}");
    }
    let wide = Bench::new(uniform_10(), 120, 40);
    for title in ["▸F2 Base p", " F3 At n", " F4 KL against", " F5 [Gap]"] {
        assert!(wide.text().contains(title), "{title}");
    }
}

#[test]
fn the_picker_previews_the_chosen_preset() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        assert_snapshot!(format!("preview_{width}x{height}"), bench.press("p").text());
        assert_snapshot!(format!("preview_broken_{width}x{height}"), bench.press("down").text());
    }
    let mut ascii = Bench::new(uniform_10(), 80, 24);
    ascii.screen.ascii = true;
    let text = ascii.press("p").text();
    assert!(text.is_ascii() && text.contains("claims hold; 10 outcomes, n = 64, gap"), "{text}");
}

#[test]
fn claims_are_ticked_as_they_are_checked() {
    let mut bench = Bench::new(uniform_10(), 120, 40);
    let effects = update(&mut bench.model, Message::Key("p".parse().unwrap()));
    let [Effect::Preview(argument)] = &effects[..] else { panic!("{effects:?}") };
    let mut answers = Vec::new();
    preview::look(argument, || true, |message| answers.push(message));
    assert!(!bench.text().contains("outcomes, n ="), "nothing is known yet");
    let mut answers = answers.into_iter();
    update(&mut bench.model, answers.next().unwrap());
    assert!(
        bench.text().contains("checking ") && bench.text().contains("· exact KL at n = "),
        "{}",
        bench.text()
    );
    update(&mut bench.model, answers.next().unwrap());
    assert!(bench.text().contains("checking ") && bench.text().contains("✓ gap at n = 4"));
    for message in answers {
        update(&mut bench.model, message);
    }
    assert!(bench.text().contains("claims hold;"));
    let late = Message::Preview { argument: "gone".to_owned(), preview: Err("late".to_owned()) };
    assert!(update(&mut bench.model, late).is_empty() && !bench.text().contains("late"));
}
