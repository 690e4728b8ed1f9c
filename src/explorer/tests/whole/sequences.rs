//! Sequences of anything a person can do: keys, the mouse on the drawn screen, pastes, and builders that answer late.

use crate::explorer::model::base::change::Build;
use crate::explorer::tests::base::editing::state;
use crate::explorer::tests::*;
use crate::explorer::view::hit::Held;
use crate::explorer::work;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Happening {
    Keys(String),
    Mouse(MouseKind, u16, u16),
    Paste(String),
    /// The builder answers the oldest order.
    Built,
}

fn happening() -> impl Strategy<Value = Happening> {
    let bound: Vec<&str> = TABLE
        .iter()
        .filter(|entry| entry.action != Action::Presets)
        .flat_map(|entry| entry.keys.iter().copied())
        .collect();
    let edits = [
        "e 1 / 3 enter",
        "e 2 enter",
        "a 0 . 1 enter",
        "e tab 2 . 5 enter",
        "e tab tab z enter",
        "1 2 enter",
    ];
    let kind = proptest::sample::select(vec![
        MouseKind::Down(Button::Left),
        MouseKind::Down(Button::Left),
        MouseKind::Drag(Button::Left),
        MouseKind::Drag(Button::Left),
        MouseKind::Up(Button::Left),
        MouseKind::Down(Button::Right),
        MouseKind::ScrollUp,
        MouseKind::ScrollDown,
    ]);
    prop_oneof![
        6 => proptest::sample::select(bound).prop_map(|key| Happening::Keys(key.to_owned())),
        2 => proptest::sample::select(edits.to_vec()).prop_map(|keys| Happening::Keys(keys.to_owned())),
        8 => (kind, 0u16..80, 0u16..24).prop_map(|(kind, column, row)| Happening::Mouse(kind, column, row)),
        // The table, where most can be hit.
        4 => (0u16..30, 4u16..14).prop_map(|(c, r)| Happening::Mouse(MouseKind::Down(Button::Left), c, r)),
        4 => (0u16..60).prop_map(|c| Happening::Mouse(MouseKind::Drag(Button::Left), c, 5)),
        1 => "([a-c] [0-9]\n){1,4}".prop_map(Happening::Paste),
        1 => ".{0,20}".prop_map(Happening::Paste),
        3 => Just(Happening::Built),
    ]
}

struct Person {
    model: Model,
    held: Option<Held>,
    orders: std::collections::VecDeque<Build>,
    seen: Vec<String>,
}

impl Person {
    fn on(outcomes: usize) -> Person {
        let base = Arc::new(crate::family::parse(&format!("uniform:{outcomes}")).unwrap());
        let subject = Subject::new(base, None);
        let mut model = Model::new(subject, 64, View::Lower(LowerView::Gap));
        model.zoomed = true;
        let mut person = Person { model, held: None, orders: Default::default(), seen: Vec::new() };
        person.draw();
        person.look();
        person
    }

    fn draw(&mut self) -> view::HitMap {
        let area = Rect::new(0, 0, 80, 24);
        let hits = show::draw(&self.model, &Theme::default(), area, &mut Buffer::empty(area));
        self.model.viewport = hits.viewport;
        hits
    }

    fn look(&mut self) {
        self.seen.push(state(&self.model));
    }

    fn send(&mut self, message: Message) {
        for effect in update(&mut self.model, message) {
            if let Effect::Build(order) = effect {
                self.orders.push_back(order);
            }
        }
        let base = self.model.subject.base.base();
        let total = crate::bon::sum((0..base.len()).map(|rank| base.p(rank)));
        assert!((total - 1.0).abs() < 1e-14, "{total}");
        assert!(self.model.selected < base.len());
        assert!((1..=steps::MAX).contains(&self.model.n) && self.model.n <= self.model.scale_end);
        self.look();
    }

    fn meet(&mut self, happening: &Happening) {
        match happening {
            Happening::Keys(keys) => {
                keys.split(' ').for_each(|key| self.send(Message::Key(key.parse().unwrap())));
            }
            Happening::Paste(text) => self.send(Message::Paste(text.clone())),
            Happening::Built => {
                if let Some(order) = self.orders.pop_front() {
                    self.send(work::built(&order));
                }
            }
            Happening::Mouse(kind, column, row) => {
                let hits = self.draw();
                let target = match kind {
                    MouseKind::Down(_) => {
                        self.held = hits.hold(*column, *row);
                        self.held.map(|held| held.at(*column))
                    }
                    MouseKind::Drag(_) => self.held.map(|held| held.at(*column)),
                    MouseKind::Up(_) => self.held.take().map(|held| held.at(*column)),
                    _ => hits.at(*column, *row),
                };
                self.send(Message::Mouse(*kind, target));
            }
        }
        self.draw();
    }

    /// Takes everything back and does it all again.
    fn travel(&mut self) {
        while let Some(order) = self.orders.pop_front() {
            self.send(work::built(&order));
        }
        // Whatever lies over the panes takes the key for itself.
        self.model.overlay = None;
        let last = state(&self.model);
        let (mut back, mut forth) = (vec![last.clone()], Vec::new());
        loop {
            update(&mut self.model, Message::Key('u'.into()));
            if self.model.notice.as_deref() == Some("there is nothing to undo") {
                break;
            }
            let now = state(&self.model);
            assert!(self.seen.contains(&now), "{now}");
            back.push(now);
        }
        assert_eq!(back.last(), self.seen.first());
        forth.push(state(&self.model));
        while forth.len() < back.len() {
            update(&mut self.model, Message::Key("ctrl-r".parse().unwrap()));
            forth.push(state(&self.model));
        }
        back.reverse();
        assert_eq!(back, forth);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_can_be_taken_back(happenings in proptest::collection::vec(happening(), 1..60)) {
        let mut person = Person::on(10);
        happenings.iter().for_each(|happening| person.meet(happening));
        person.travel();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn nor_do_late_builders_lose_anything(happenings in proptest::collection::vec(happening(), 1..30)) {
        let mut person = Person::on(crate::explorer::model::base::change::AT_ONCE + 1);
        happenings.iter().for_each(|happening| person.meet(happening));
        person.travel();
    }
}
