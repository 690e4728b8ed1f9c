//! The mouse alone: places on the drawn screen are pressed, dragged and turned, and what comes of it is looked at.

use crate::explorer::model::base::draft::Reaction;
use crate::explorer::tests::*;
use crate::explorer::view::hit::Held;

/// A mouse over the screen of a bench: it finds what it points at as the run loop does.
pub(in crate::explorer) struct Mouse<'a> {
    bench: &'a mut Bench,
    held: Option<Held>,
}

impl Mouse<'_> {
    pub(in crate::explorer) fn over(bench: &mut Bench) -> Mouse<'_> {
        Mouse { bench, held: None }
    }

    /// The cell at which `word` begins.
    fn find(&self, word: &str) -> (u16, u16) {
        let buffer = self.bench.picture();
        let (width, height) = (self.bench.screen.width, self.bench.screen.height);
        let cell = |x: u16, y: u16| buffer[(x, y)].symbol();
        let found = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).find(|&(x, y)| {
            let rest: String = (x..width).map(|x| cell(x, y)).collect();
            rest.starts_with(word)
        });
        found.unwrap_or_else(|| panic!("no {word} in\n{}", self.bench.text()))
    }

    pub(in crate::explorer) fn down_at(&mut self, (x, y): (u16, u16), button: Button) {
        self.held = self.bench.draw().hold(x, y);
        let target = self.held.map(|held| held.at(x));
        self.bench.send(Message::Mouse(MouseKind::Down(button), target));
    }

    fn drag_to(&mut self, x: u16) {
        let target = self.held.map(|held| held.at(x));
        self.bench.send(Message::Mouse(MouseKind::Drag(Button::Left), target));
    }

    pub(in crate::explorer) fn up(&mut self) {
        self.held = None;
        self.bench.send(Message::Mouse(MouseKind::Up(Button::Left), None));
    }

    fn click(&mut self, word: &str) -> &mut Self {
        self.down_at(self.find(word), Button::Left);
        self.up();
        self
    }

    fn right_click(&mut self, word: &str) {
        self.down_at(self.find(word), Button::Right);
    }

    fn turn(&mut self, word: &str, kind: MouseKind) {
        let (x, y) = self.find(word);
        let target = self.bench.draw().at(x, y);
        self.bench.send(Message::Mouse(kind, target));
    }
}

fn tied() -> Opening {
    let base = Base::with_rewards(&[0.5, 0.1, 0.2, 0.2], &[1.0, 2.0, 2.0, 3.0]).unwrap();
    let base = NamedBase::new("tied".to_owned(), base, Labels::Numbered, Vec::new());
    Opening {
        subject: Subject::new(Arc::new(base), None),
        n: 4,
        view: View::Lower(LowerView::Gap),
        origin: None,
    }
}

fn p(bench: &Bench, rank: usize) -> f64 {
    bench.model.subject.base.base().p(rank)
}

#[test]
fn menus_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(tied(), width, height);
        Mouse::over(&mut bench).click("≡ bonscope");
        assert_snapshot!(format!("menu_{width}x{height}"), bench.text());
        bench.press("esc down");
        Mouse::over(&mut bench).click("≡▸");
        assert_snapshot!(format!("outcome_{width}x{height}"), bench.text());
    }
    let mut ascii = Bench::new(tied(), 80, 24);
    ascii.screen.ascii = true;
    Mouse::over(&mut ascii).click("= bonscope");
    let text = ascii.text();
    assert!(text.is_ascii());
    assert_snapshot!("menu_ascii", text);
}

#[test]
fn every_action_of_the_panes_is_in_reach_of_the_mouse() {
    for entry in action::of_context(Context::Main).filter(|entry| entry.action != Action::Interrupt) {
        let mut bench = Bench::new(tied(), 80, 24);
        Mouse::over(&mut bench).click("≡ bonscope");
        let at = bench.model.overlay.clone();
        let Some(Overlay::Actions { menu, .. }) = at else { panic!("{at:?}") };
        let index = menu.entries(false).iter().position(|other| other.action == entry.action).unwrap();
        for _ in 0..index {
            bench.press("down");
        }
        let mut mouse = Mouse::over(&mut bench);
        let place = mouse.find(&format!("▸ {}", entry.title));
        mouse.down_at(place, Button::Left);
        let by_mouse = bench.model;
        let mut by_key = Bench::new(tied(), 80, 24);
        by_key.press(entry.keys.last().unwrap());
        let state = |model: &Model| {
            format!(
                "{:?} {:?} {} {:?}",
                model.overlay,
                model.subject,
                model.n,
                (model.pane, model.lower_view, model.zoomed)
            )
        };
        assert_eq!(state(&by_mouse), state(&by_key.model), "{}", entry.title);
    }
}

#[test]
fn the_footer_and_the_top_line_are_pressed() {
    let mut bench = Bench::new(tied(), 80, 24);
    let mut mouse = Mouse::over(&mut bench);
    mouse.click("→ n").click("→ n").click("←→ n");
    assert_eq!(mouse.bench.model.n, 5);
    mouse.bench.press("u");
    assert_eq!(mouse.bench.model.n, 6, "two clicks are one step, as with a key that is held");
    mouse.click("r edit: others rescale");
    assert_ne!(mouse.bench.model.rules.reaction, Reaction::Rescale);
    // A sentence in the footer goes with the next click.
    mouse.click("KL against n");
    assert_eq!((mouse.bench.model.notice.as_ref(), mouse.bench.model.pane), (None, Pane::Kl));
    mouse.click("? help");
    assert!(mouse.bench.text().contains("n down in its second digit"));
    mouse.click("Esc close");
    assert_eq!(mouse.bench.model.overlay, None);
    mouse.click("tied");
    assert!(mouse.bench.text().contains("type to filter"));
    // Outside the list.
    mouse.down_at((0, 0), Button::Left);
    assert_eq!(mouse.bench.model.overlay, None);
    mouse.click("q quit");
    assert!(bench.quit);
}

#[test]
fn numbers_are_typed_by_steps() {
    let mut bench = Bench::new(tied(), 80, 24);
    let mut mouse = Mouse::over(&mut bench);
    mouse.click(" n  4").click("[+]").click("[+]").click("[-]").click("Enter accept");
    assert_eq!(mouse.bench.model.n, 5);
    mouse.click(" n  5");
    mouse.turn("n = ", MouseKind::ScrollUp);
    mouse.click("At n");
    assert_eq!((mouse.bench.model.n, &mouse.bench.model.overlay), (5, &None), "a click elsewhere cancels");
    mouse.click("y4");
    assert!(mouse.bench.text().contains("label of y4 = "));
    mouse.click("Esc cancel").click("0.2000").click("[+]").click("[+]").click("Enter accept");
    assert!((p(mouse.bench, 3) - 0.22).abs() < 1e-15);
    mouse.bench.press("e");
    mouse.click(" 3 ").click("[-]").click("[-]").click("Enter accept");
    assert_eq!(mouse.bench.model.subject.base.base().reward(0), 1.0);
    assert_eq!(mouse.bench.model.subject.base.base().class_count(), 2);
    let family = Arc::new(crate::family::parse("uniform:10").unwrap());
    let mut bench = Bench::new(
        Opening { subject: Subject::new(family, None), n: 4, view: View::Kl, origin: None },
        80,
        24,
    );
    bench.press("f");
    Mouse::over(&mut bench).click("[+]").click("[+]");
    assert_eq!(bench.model.subject.base.name(), "uniform:12");
}

#[test]
fn the_menu_of_an_outcome_edits_it() {
    let mut bench = Bench::new(tied(), 80, 24);
    let mut mouse = Mouse::over(&mut bench);
    mouse.right_click("y1");
    assert_eq!(mouse.bench.model.selected, 3);
    mouse.click("Lock the probability");
    assert!(mouse.bench.text().contains("y1        L "), "{}", mouse.bench.text());
    mouse.right_click("y2");
    mouse.click("Move the outcome down");
    assert_eq!(mouse.bench.model.subject.base.base().reward(0), 1.0);
    mouse.right_click("KL against n");
    assert!(mouse.bench.text().contains("Lower n a big step"));
    mouse.right_click("bonscope");
    assert_eq!(mouse.bench.model.overlay, None);
    // Keys know the menu, too.
    mouse.click("≡▸");
    assert_eq!(mouse.bench.press("esc").model.overlay, None);
}

#[test]
fn a_number_is_dragged_by_steps_and_undone_in_one() {
    let mut bench = Bench::new(tied(), 80, 24);
    let before = Arc::clone(&bench.model.subject.base);
    let mut mouse = Mouse::over(&mut bench);
    let (x, y) = mouse.find("0.5000");
    mouse.down_at((x, y), Button::Left);
    for column in [x + 1, x + 3, x + 5] {
        mouse.drag_to(column);
    }
    assert_eq!(p(mouse.bench, 0), 0.55);
    assert!(mouse.bench.text().contains("p of y1 = 0.55"));
    mouse.drag_to(x - 5);
    assert!((p(mouse.bench, 0) - 0.45).abs() < 1e-15);
    mouse.up();
    assert_eq!(bench.model.overlay, None);
    bench.press("u");
    assert!(Arc::ptr_eq(&before, &bench.model.subject.base));
    bench.press("ctrl-r");
    assert!((p(&bench, 0) - 0.45).abs() < 1e-15);
    // Back to where it began is no step at all.
    let mut mouse = Mouse::over(&mut bench);
    mouse.down_at((x, y), Button::Left);
    mouse.drag_to(x + 9);
    mouse.drag_to(x);
    mouse.up();
    bench.press("u");
    assert!(Arc::ptr_eq(&before, &bench.model.subject.base) && !bench.model.edited());
}

#[test]
fn the_end_of_a_bar_stays_under_the_mouse() {
    let mut bench = Bench::new(tied(), 120, 40);
    bench.press("z");
    let mut mouse = Mouse::over(&mut bench);
    let (x, y) = mouse.find("██▊");
    let cells = |mouse: &Mouse<'_>| {
        let buffer = mouse.bench.picture();
        (x..x + 7).filter(|&x| buffer[(x, y)].symbol() == "█").count()
    };
    let before = cells(&mouse);
    mouse.down_at((x + 1, y), Button::Left);
    mouse.drag_to(x + 3);
    assert_eq!(cells(&mouse), before + 2);
    mouse.drag_to(x);
    assert_eq!(cells(&mouse), before - 1);
    // Beyond the column to the greatest probability there is.
    mouse.drag_to(119);
    assert_eq!(p(mouse.bench, 3), 1.0);
    mouse.drag_to(0);
    assert_eq!(p(mouse.bench, 3), 0.0);
    mouse.up();
    assert_eq!(cells(&mouse), 0);
}

#[test]
fn locked_outcomes_cannot_be_dragged() {
    let mut bench = Bench::new(tied(), 80, 24);
    bench.press("x");
    let before = Arc::clone(&bench.model.subject.base);
    let mut mouse = Mouse::over(&mut bench);
    let (x, y) = (mouse.find("0.2000").0, mouse.find("0.2000").1);
    mouse.down_at((x, y), Button::Left);
    mouse.drag_to(x + 4);
    assert_eq!(mouse.bench.model.notice.as_deref(), Some("y4 is locked; x unlocks it"));
    mouse.up();
    assert!(Arc::ptr_eq(&before, &bench.model.subject.base));
    // The rest cannot give more than it has.
    let mut mouse = Mouse::over(&mut bench);
    let (x, y) = mouse.find("0.5000");
    mouse.down_at((x, y), Button::Left);
    mouse.drag_to(79);
    assert!(p(mouse.bench, 0) <= 0.8 && p(mouse.bench, 3) == 0.2);
    mouse.up();
}

#[test]
fn n_is_dragged_wherever_the_mouse_goes() {
    let mut bench = Bench::new(tied(), 80, 24);
    let mut mouse = Mouse::over(&mut bench);
    let place = mouse.find("●");
    mouse.down_at(place, Button::Left);
    mouse.drag_to(79);
    assert_eq!(mouse.bench.model.n, steps::DEFAULT_END);
    mouse.drag_to(0);
    assert_eq!(mouse.bench.model.n, 1);
    mouse.up();
    assert_eq!(bench.press("u").model.n, 4);
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("v v v v");
    let before = bench.model.lower_view;
    let mut mouse = Mouse::over(&mut bench);
    mouse.turn("0.1000", MouseKind::ScrollDown);
    assert_eq!(mouse.bench.model.selected, 3);
    mouse.turn("exact KL", MouseKind::ScrollDown);
    assert_eq!((mouse.bench.model.selected, mouse.bench.model.n), (3, 64));
    mouse.turn("Gap", MouseKind::ScrollUp);
    assert_ne!(mouse.bench.model.lower_view, before);
    mouse.turn("━", MouseKind::ScrollUp);
    assert_eq!(mouse.bench.model.n, 65);
}

#[test]
fn labels_of_any_script_stay_aligned() {
    // Wide, joined and combining characters; marks that turn the direction of writing are neutral text.
    let labels = [
        "断る断る断る",
        "👨\u{200d}👩\u{200d}👧 family",
        "e\u{301}te\u{301}",
        "☺\u{fe0f}☺\u{fe0f}☺\u{fe0f}☺\u{fe0f}☺\u{fe0f}",
        "שלום",
        "a\u{202e}b",
    ];
    let labels = labels.map(|label| crate::text::visible(label).into_owned()).to_vec();
    let base = Base::with_rewards(&[0.3, 0.2, 0.1, 0.1, 0.2, 0.1], &[1.0, 2.0, 2.0, 2.0, 3.0, 4.0]).unwrap();
    let base = NamedBase::new("scripts".to_owned(), base, Labels::Listed(labels), Vec::new());
    let opening = Opening { subject: Subject::new(Arc::new(base), None), n: 4, view: View::Kl, origin: None };
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(opening.clone(), width, height);
        bench.model.pane = Pane::Base;
        bench.press("x down x r down");
        let buffer = bench.picture();
        let column = |mark: &str| {
            let places = (4..10).flat_map(|y| (0..width.min(24)).map(move |x| (x, y)));
            let rows = places.filter(|&(x, y)| buffer[(x, y)].symbol() == mark);
            rows.map(|(x, _)| x).filter(|&x| x > 1).collect::<std::collections::BTreeSet<u16>>()
        };
        for mark in ["L", "┤", "┘"] {
            assert_eq!(column(mark).len(), 1, "{mark} at {width}x{height}\n{}", bench.text());
        }
        assert!(!bench.text().contains('\u{202e}'), "{}", bench.text());
        // The numbers begin where they do in every other row.
        let digits = (4..10)
            .map(|y| (0..24).find(|&x| buffer[(x, y)].symbol() == "0" && buffer[(x + 1, y)].symbol() == "."));
        assert_eq!(digits.collect::<std::collections::BTreeSet<_>>().len(), 1, "{}", bench.text());
    }
}

#[test]
fn edits_are_lost_only_after_a_second_click() {
    let mut bench = Bench::new(tied(), 80, 24);
    bench.press("t");
    let mut mouse = Mouse::over(&mut bench);
    mouse.click("exact KL").click("q quit");
    assert!(!mouse.bench.quit && mouse.bench.text().contains("the edits will be lost; s saves them"));
    // Anything else stays.
    mouse.click("KL against n").click("q quit");
    assert!(!mouse.bench.quit);
    mouse.click("the edits will be lost");
    assert!(bench.quit);
    // By the commands it is the same.
    let mut bench = Bench::new(tied(), 80, 24);
    bench.press("t : q u i t");
    Mouse::over(&mut bench).click("▸ Quit");
    assert!(!bench.quit && bench.model.leaving && bench.model.overlay.is_none());
    assert!(bench.press("q").quit);
}

#[test]
fn a_walkthrough_is_walked_by_mouse() {
    let mut bench = Bench::new(tied(), 120, 40);
    let mut mouse = Mouse::over(&mut bench);
    mouse.bench.press("w");
    mouse.click("the formula that is not");
    let at = |mouse: &Mouse<'_>| mouse.bench.model.lesson.as_ref().map(|lesson| lesson.at());
    assert_eq!(at(&mouse), Some(0));
    mouse.click("≡ bonscope");
    assert!(mouse.bench.press("end G").text().contains("≡") && mouse.bench.model.lesson.is_some());
    mouse.bench.press("esc");
    while at(&mouse) == Some(0) {
        mouse.click(" 1/");
        mouse.click("Space next");
    }
    mouse.click("back").click("back");
    assert_eq!(at(&mouse), Some(0));
    mouse.click("? help").click("Esc close");
    mouse.bench.press(": l e a v e");
    mouse.click("▸ Leave the walkthrough");
    assert_eq!(at(&mouse), None);
}
