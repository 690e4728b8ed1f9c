//! The footer of the explorer of a sample log.

use crate::explorer::tests::samples::SamplesBench;

#[test]
fn the_footer_names_the_other_axis_and_ends_with_leaving() {
    let mut bench = SamplesBench::toy(120, 40);
    let footer = |bench: &SamplesBench| bench.text().lines().last().unwrap_or_default().trim().to_owned();
    bench.press("f5");
    assert!(footer(&bench).contains("y root axis"), "{}", footer(&bench));
    bench.press("y");
    assert!(
        footer(&bench).contains("y linear axis") && !footer(&bench).contains("root"),
        "{}",
        footer(&bench)
    );
    assert!(footer(&bench).ends_with("q quit"), "{}", footer(&bench));
}

#[test]
fn the_draws_of_a_prompt_offer_only_what_works_there() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        for keys in ["enter", "!"] {
            let mut bench = SamplesBench::toy(width, height);
            let before = bench.text();
            let inside = bench.press(keys).text();
            let footer = inside.lines().last().unwrap().to_owned();
            for word in ["pane", "view", "zoom", "sort", "draws", "axis"] {
                assert!(!footer.contains(word), "{keys}: {word} is offered in {footer:?}");
            }
            assert!(footer.contains("back") && footer.contains("quit"), "{footer:?}");
            // What belongs to the panes says so and changes nothing, also of what is hidden now.
            for hidden in ["tab", "shift-tab", "v", "V", "z", "y", "s", "r", "f4", "alt-2"] {
                bench.press(hidden);
                let notice = bench.model.notice.clone().unwrap_or_default();
                assert!(notice.starts_with("this is for the panes of the log"), "{keys} {hidden}: {notice}");
            }
            bench.press("esc");
            assert_eq!(bench.text(), before, "{keys}");
        }
    }
    // What works there does.
    let mut bench = SamplesBench::toy(80, 24);
    let draws = bench.press("enter").text();
    assert_ne!(bench.press("down").text(), draws);
    let nats = bench.press("b").text();
    assert!(nats.lines().next().unwrap().contains("bits"));
    bench.press("o");
    assert!(bench.copied.contains(" --bits"), "{}", bench.copied);
    assert!(bench.press("n 8 enter").text().contains("n = 8: KL estimate"));
}
