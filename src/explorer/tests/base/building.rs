//! Large bases: keys never wait for an edit, edits come in order, and what is under way can be given up.

use crate::explorer::model::base::change::AT_ONCE;
use crate::explorer::tests::base::editing::build;
use crate::explorer::tests::*;
use crate::explorer::work;

/// An explorer whose builders answer only when they are told to.
struct Slow {
    model: Model,
    orders: Vec<crate::explorer::model::base::change::Build>,
}

impl Slow {
    fn on(notation: &str) -> Slow {
        let base = Arc::new(crate::family::parse(notation).unwrap());
        let subject = Subject::new(base, None);
        let mut model = Model::new(subject, 64, View::Kl);
        model.viewport.rows = 10;
        Slow { model, orders: Vec::new() }
    }

    fn send(&mut self, message: Message) {
        let effects = update(&mut self.model, message);
        let built = |effect| match effect {
            Effect::Build(order) => Some(order),
            _ => None,
        };
        self.orders.extend(effects.into_iter().filter_map(built));
    }

    fn press(&mut self, keys: &str) -> &mut Slow {
        for key in keys.split_whitespace() {
            self.send(Message::Key(key.parse().unwrap()));
        }
        self
    }

    /// Answers the oldest order.
    fn answer(&mut self) -> &mut Slow {
        let order = self.orders.remove(0);
        self.send(work::built(&order));
        self
    }

    fn label(&self, row: usize) -> String {
        let named = &self.model.subject.base;
        named.label(named.base().len() - 1 - row).into_owned()
    }

    fn notice(&self) -> &str {
        self.model.notice.as_deref().unwrap_or_default()
    }
}

fn bits(model: &Model) -> Vec<(String, u64, u64)> {
    let named = &model.subject.base;
    let outcome = |rank| {
        (named.label(rank).into_owned(), named.base().p(rank).to_bits(), named.base().reward(rank).to_bits())
    };
    (0..named.base().len()).map(outcome).collect()
}

#[test]
fn keys_go_on_while_a_large_base_is_edited() {
    let mut slow = Slow::on("uniform:6000");
    let before = Arc::clone(&slow.model.subject.base);
    slow.press("t right right down");
    assert!(slow.model.changes.pending() && Arc::ptr_eq(&before, &slow.model.subject.base));
    assert_eq!((slow.model.n, slow.model.selected), (66, 1));
    let area = Rect::new(0, 0, 80, 24);
    let mut buffer = Buffer::empty(area);
    show::draw(&slow.model, &Theme::default(), area, &mut buffer);
    assert!(snapshot::plain(&buffer).lines().next().unwrap().contains("uniform:6000 building …"));
    slow.answer();
    assert!(!slow.model.changes.pending() && slow.model.edited());
    assert_eq!(slow.model.subject.base.base().class_count(), 5999);
    // What was selected meanwhile stays selected.
    assert_eq!(slow.label(slow.model.selected), "y5999");
    assert!(!slow.press("u").model.edited());
    assert_eq!(slow.model.n, 66);
    assert_eq!(slow.press("u").model.n, 64);
}

#[test]
fn edits_are_made_in_order_as_if_each_had_been_waited_for() {
    let keys = [
        "t",
        "T",
        "K",
        "e 1 / 3 enter",
        "e tab 7 . 5 enter",
        "K",
        "e tab tab b e s t enter",
        "J",
        "e 1 / 4 enter",
        "r",
        "x",
        "d",
    ];
    let mut slow = Slow::on("uniform:6000");
    let mut patient = Slow::on("uniform:6000");
    for keys in keys {
        slow.press(keys);
        patient.press(keys);
        while !patient.orders.is_empty() {
            patient.answer();
        }
    }
    assert_eq!(slow.orders.len(), 1, "one at a time");
    while !slow.orders.is_empty() {
        slow.answer();
    }
    assert_eq!(bits(&slow.model), bits(&patient.model));
    assert_eq!((&slow.model.rules, slow.label(0)), (&patient.model.rules, patient.label(0)));
}

#[test]
fn an_edit_under_way_is_given_up_by_undo_and_by_another_base() {
    let mut slow = Slow::on("uniform:6000");
    let before = bits(&slow.model);
    slow.press("t down t u");
    assert_eq!(slow.notice(), "the edit under way is dropped");
    slow.press("u u");
    assert_eq!(slow.notice(), "there is nothing to undo");
    slow.answer();
    assert!(bits(&slow.model) == before && !slow.model.changes.pending());
    slow.press("t ctrl-r");
    assert_eq!(slow.notice(), "there is nothing to redo after the edit under way");
    slow.model.open(uniform_10().subject, 4, View::Kl);
    slow.orders.truncate(1);
    slow.answer();
    assert_eq!(slow.model.subject.base.base().len(), 10);
}

#[test]
fn an_edit_under_way_is_given_up_by_a_walkthrough() {
    let mut slow = Slow::on("uniform:6000");
    slow.press("t");
    let lesson = || {
        let form = crate::preset::prose::Form::Unicode;
        Message::Lesson(crate::explorer::app::files::open::lesson("walk-formula", form).map(Box::new))
    };
    slow.send(lesson());
    let base = Arc::clone(&slow.model.subject.base);
    assert!(slow.model.lesson.is_some() && !slow.model.changes.pending());
    slow.answer();
    assert!(Arc::ptr_eq(&base, &slow.model.subject.base) && slow.model.notice.is_none());
    // The scene of the step counts even where its base is in sight already.
    slow.send(Message::Paste("0.5 0.5\n".repeat(AT_ONCE * 2)));
    assert!(slow.model.changes.pending() && Arc::ptr_eq(&base, &slow.model.subject.base));
    slow.press("esc");
    assert!(!slow.model.changes.pending());
    slow.answer();
    assert!(Arc::ptr_eq(&base, &slow.model.subject.base));
}

#[test]
fn an_edit_under_way_is_neither_saved_nor_lost() {
    let mut slow = Slow::on("uniform:6000");
    slow.press("t s");
    assert_eq!(slow.notice(), "an edit is under way; save once it is done");
    assert!(slow.press("S").model.overlay.is_none());
    slow.press("q");
    assert!(slow.model.leaving && slow.notice().starts_with("the edits will be lost"));
    slow.press("u q");
    assert!(!slow.model.leaving, "nothing is lost any more");
    slow.orders.clear();
    slow.press("f up enter q");
    assert!(slow.model.changes.pending() && !slow.model.leaving, "a family is told by its name");
}

#[test]
fn a_refused_edit_says_why_when_it_is_known() {
    let mut slow = Slow::on("uniform:6000");
    slow.press("x e 1 / 2 enter");
    slow.answer();
    assert_eq!(slow.notice(), "y6000 is locked; x unlocks it");
    assert!(!slow.model.edited());
    // Those of an outcome that is deleted are given up.
    slow.press("down d t").answer();
    assert_eq!(slow.notice(), "the outcome is deleted; its other edits are dropped");
    assert!(slow.orders.is_empty() && slow.model.subject.base.base().len() == 5999);
}

#[test]
fn steps_of_a_family_are_folded_and_undone_in_one() {
    let mut slow = Slow::on("uniform:6000");
    slow.press("f up up up");
    let Some(Overlay::Arguments { line, .. }) = &slow.model.overlay else { panic!() };
    assert_eq!((line.text(), slow.orders.len()), ("6300", 3));
    slow.answer().answer();
    assert_eq!(slow.model.subject.base.base().len(), 6000, "only the last one counts");
    slow.answer();
    assert_eq!(slow.model.subject.base.name(), "uniform:6300");
    slow.press("up").answer();
    assert_eq!(slow.model.subject.base.name(), "uniform:6400");
    assert_eq!(slow.press("esc u").model.subject.base.name(), "uniform:6000");
    // An edit would be one of outcomes that are not there yet.
    slow.press("f up enter t");
    assert_eq!(slow.notice(), "another base is being built; edit it once it is ready");
    slow.answer();
    assert_eq!(slow.model.subject.base.name(), "uniform:6100");
}

#[test]
fn a_large_base_is_dragged_in_one_step() {
    let mut slow = Slow::on("uniform:6000");
    let before = bits(&slow.model);
    let grip = crate::explorer::model::overlay::target::Grip::Bar { cell: 0.01, full: 0.07 };
    let at = |kind, column| Message::Mouse(kind, Some(Target::Share { row: 2, grip, column }));
    slow.send(at(MouseKind::Down(Button::Left), 20));
    for column in 21..30 {
        slow.send(at(MouseKind::Drag(Button::Left), column));
        if column % 3 == 0 {
            slow.answer();
        }
    }
    slow.send(at(MouseKind::Up(Button::Left), 29));
    while !slow.orders.is_empty() {
        slow.answer();
    }
    let rank = slow.model.selected_rank();
    assert_eq!(slow.model.subject.base.base().p(rank) as f32, 0.09);
    slow.press("u");
    assert!(bits(&slow.model) == before);
    slow.press("ctrl-r");
    assert_eq!(slow.model.subject.base.base().p(rank) as f32, 0.09);
}

#[test]
fn small_and_large_bases_come_to_the_same() {
    // The same keys on both sides of the limit.
    for outcomes in [AT_ONCE, AT_ONCE + 1] {
        let mut slow = Slow::on(&format!("uniform:{outcomes}"));
        slow.press("e 1 / 4 enter");
        assert_eq!(slow.orders.is_empty(), outcomes == AT_ONCE);
        for order in std::mem::take(&mut slow.orders) {
            build(&mut slow.model, vec![Effect::Build(order)]);
        }
        assert_eq!(slow.model.subject.base.base().p(outcomes - 1), 0.25);
        let rest = 0.75 / (outcomes - 1) as f64;
        assert!((slow.model.subject.base.base().p(0) / rest - 1.0).abs() < 1e-12);
    }
}
