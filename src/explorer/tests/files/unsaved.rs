//! Unsaved work of earlier sessions: when it is offered, and what becomes of it.

use std::path::PathBuf;

use crate::explorer::model::files::unsaved::Leftover;
use crate::explorer::tests::*;

/// What two sessions left behind.
pub(in crate::explorer) fn left() -> Message {
    let leftover = |name: &str, text: &str, when: &str, whole| Leftover {
        path: PathBuf::from(name),
        text: text.to_owned(),
        when: when.to_owned(),
        whole,
    };
    let one = leftover("session-1-0.toml", "rare · 2 outcomes", "3 minutes ago", true);
    let two = leftover("session-2-0.toml", "~/session-2-0.toml cannot be read", "2 days ago", false);
    Message::Unsaved(vec![one, two], true)
}

fn notice(bench: &Bench) -> &str {
    bench.model.notice.as_deref().unwrap_or_default()
}

/// What the key asks for.
fn effects(bench: &mut Bench, key: &str) -> Vec<Effect> {
    update(&mut bench.model, Message::Key(key.parse().unwrap()))
}

#[test]
fn it_is_offered_on_the_screen() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        bench.send(left());
        assert_snapshot!(format!("offer_{width}x{height}"), bench.text());
        // Nothing is restored or removed by looking away, and it can be looked at later.
        assert!(bench.press("esc").model.overlay.is_none() && bench.model.unsaved.left.len() == 2);
        assert_eq!(bench.press("R down").model.context(), Context::List(table::UNSAVED));
    }
}

#[test]
fn where_something_else_is_on_the_screen_it_is_mentioned() {
    let mentioned = "unsaved work of an earlier session is kept; R shows it";
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("n");
    bench.send(left());
    assert_eq!((bench.model.context(), notice(&bench)), (Context::Question, mentioned));
    let Message::Unsaved(some, _) = left() else { unreachable!() };
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.send(Message::Unsaved(some, false));
    assert_eq!((bench.model.context(), notice(&bench)), (Context::Main, mentioned));
    let mut bench = Bench::new(uniform_10(), 80, 24);
    assert_eq!(notice(bench.press("R")), "there is no unsaved work");
}

#[test]
fn discarding_asks_once() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.send(left());
    assert!(effects(&mut bench, "d").is_empty());
    assert_eq!(
        notice(&bench),
        "this removes the work for good; d pressed again discards it, any other key keeps it"
    );
    // Another entry is another question.
    assert!(effects(&mut bench, "down").is_empty() && effects(&mut bench, "d").is_empty());
    let discarded = effects(&mut bench, "d");
    assert!(
        matches!(&discarded[..], [Effect::Discard(path)] if path == &PathBuf::from("session-2-0.toml")),
        "{discarded:?}"
    );
    bench.send(Message::Unsaved(Vec::new(), false));
    assert!(bench.model.overlay.is_none());
}

#[test]
fn what_is_restored_is_still_not_saved() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.send(left());
    let restored = effects(&mut bench, "enter");
    let [Effect::Restore(path)] = &restored[..] else { panic!("{restored:?}") };
    let refused = Message::Restored { path: path.clone(), result: Err("it is damaged".to_owned()) };
    bench.send(refused);
    assert_eq!((bench.model.context(), notice(&bench)), (Context::List(table::UNSAVED), "it is damaged"));
    // A family, whose notation would be as good as a file if it were known to be in one.
    let opening = Opening::named("uniform-100").unwrap();
    bench.send(Message::Restored { path: path.clone(), result: Ok(Box::new(opening)) });
    assert_eq!(notice(&bench), "restored, but not saved yet; s saves it under a name");
    assert!(bench.model.edited() && bench.model.unsaved().is_some() && bench.model.unsaved.left.len() == 1);
    assert!(bench.line_with("bonscope").contains("uniform-100* edited"), "{}", bench.text());
    assert!(!bench.press("q").quit);
    assert!(bench.press("esc s").text().contains("save as my-uniform-100"));
    assert!(bench.press("enter").model.unsaved().is_none() && bench.press("q").quit);
    // Undoing leads back to before.
    assert!(bench.press("u").line_with("bonscope").contains("uniform-10 "));
}
