//! The explorer without a terminal: keys in, screens out.

mod base;
mod bench;
mod curves;
mod files;
mod overlay;
mod samples;
mod samples_footer;
mod scale;
mod whole;

use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bon::Base;
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{self, Action, Context, Pane, TABLE, table};
use crate::explorer::app::show::{self, Screen, picture};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::jobs::job::Reply;
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::model::overlay::layer::{Overlay, PickerState};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::tests::bench::{Bench, subject, uniform_10};
use crate::explorer::update::update;
use crate::explorer::view;
use crate::family::{Labels, NamedBase};
use crate::preset::{LowerView, View};
use crate::tui::input::{Button, Key, MouseKind};
use crate::tui::snapshot;
use crate::tui::theme::{Depth, Theme};

#[test]
fn main_screens() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        assert_snapshot!(format!("gap_{width}x{height}"), bench.text());
        assert_snapshot!(format!("win_rate_{width}x{height}"), bench.press("v").text());
        assert_snapshot!(format!("picker_{width}x{height}"), bench.press("p up").text());
        assert_snapshot!(format!("help_{width}x{height}"), bench.press("esc ?").text());
        assert_snapshot!(format!("typing_{width}x{height}"), bench.press("esc 1 e 6").text());
    }
}

#[test]
fn compact_screens() {
    let mut bench = Bench::new(uniform_10(), 40, 12);
    for pane in ["base", "readout", "kl", "lower"] {
        assert_snapshot!(format!("compact_{pane}"), bench.text());
        bench.press("tab");
    }
    assert_snapshot!("compact_picker", bench.press("p").text());
    assert_snapshot!("compact_help", bench.press("esc ?").text());
    assert_snapshot!("compact_typing", bench.press("esc 6 4 x enter").text());
}

#[test]
fn other_screens() {
    assert_snapshot!("too_small", Bench::new(uniform_10(), 39, 12).text());
    let mut ascii = Bench::new(uniform_10(), 80, 24);
    ascii.screen.ascii = true;
    let text = ascii.text();
    assert!(text.is_ascii());
    assert_snapshot!("ascii_80x24", text);
    let mut help = Bench::new(uniform_10(), 80, 24);
    assert_snapshot!("help_end", help.press("? G").text());
    let three = Opening {
        n: 1000,
        subject: subject("three", "Rare and best", &[0.9, 0.0999, 1e-4]),
        view: View::Kl,
        origin: None,
    };
    assert_snapshot!("three_1000", Bench::new(three, 80, 24).text());
    let one = Opening {
        n: 1,
        subject: subject("one", "A single outcome", &[1.0]),
        view: View::Lower(LowerView::WinRate),
        origin: None,
    };
    assert_snapshot!("one_outcome", Bench::new(one, 80, 24).text());
}

#[test]
fn long_and_wide_labels_are_cut() {
    let labels = ["refuse politely and at length", "断る断る断る", "ok"].map(str::to_owned).to_vec();
    let base = Base::from_weights(&[0.5, 0.25, 0.25]).unwrap();
    let base = NamedBase::new("labels".to_owned(), base, Labels::Listed(labels), Vec::new());
    let opening = Opening {
        subject: Subject::new(Arc::new(base), None),
        n: 4,
        view: View::Lower(LowerView::Gap),
        origin: None,
    };
    assert_snapshot!("labels", Bench::new(opening, 80, 24).text());
}

#[test]
fn a_lesson() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    assert!(bench.line_with("exact KL").contains("2.2935 nats"));
    assert!(bench.line_with("bound      3.17").contains("+38.4 %"));
    assert!(bench.line_with("n·m_top").contains("6.4000  bound loose"));
    bench.press("home");
    assert!(bench.text().contains("At n = 1 ─"));
    assert!(bench.line_with("bound tight").contains("0.1000"));
    assert_eq!(bench.press("right ] ] [ shift-right + - end left").model.n, 990_000);
    assert_eq!(bench.press("2 ^ x").model.n, 990_000);
    assert!(bench.press("enter").text().contains("n = 2^x"));
    assert_eq!(bench.press("ctrl-u 1 e 9 enter").model.n, 1_000_000_000);
    assert_eq!((bench.model.scale_end, bench.model.overlay.clone()), (1_000_000_000, None));
    assert!(bench.line_with("bound hopeless").contains("1.00e8"));
    assert_eq!(bench.press("n 6 4 enter").model.scale_end, steps::DEFAULT_END);
    bench.press("p s k e w enter");
    assert!(bench.text().contains("presets/skewed-top.toml:3:1: this one is broken"));
    bench.press("ctrl-u 1 0 enter");
    assert_eq!((bench.model.subject.base.name(), &bench.model.overlay), ("uniform-10", &None));
    assert_eq!(bench.press("v v V").model.lower_view, LowerView::WinRate);
    assert_eq!(bench.press("tab tab").model.pane, Pane::Readout);
    assert!(!bench.press("z").text().contains("KL against n"));
    assert!(!bench.press("p q").quit);
    assert!(bench.press("esc q").quit);
}

#[test]
fn the_table_scrolls() {
    let thousand = Opening {
        n: 2,
        subject: subject("thousand", "Many", &[1.0; 1000]),
        view: View::Lower(LowerView::Gap),
        origin: None,
    };
    let mut bench = Bench::new(thousand, 80, 24);
    assert!(bench.text().contains("1-10 of 1000"));
    assert_eq!(bench.press("down pagedown pagedown up").model.selected, 20);
    assert!(bench.text().contains("▸y980"));
    bench.press("G");
    assert!(bench.text().contains("991-1000/1000") && bench.text().contains("▸y1 "));
    bench.press("up up");
    assert!(bench.text().contains("991-1000/1000") && bench.text().contains("▸y3 "));
    assert_eq!(bench.press("g").model.offset, 0);
}

#[test]
fn the_mouse_points() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let hits = bench.draw();
    let at = |target: Target| {
        (0..24)
            .flat_map(|row| (0..80).map(move |column| (column, row)))
            .find(|&(c, r)| hits.at(c, r) == Some(target))
    };
    assert!(at(Target::Row(3)).is_some() && at(Target::View(LowerView::WinRate)).is_some());
    assert!(at(Target::Draws(1)).is_some() && at(Target::Draws(steps::DEFAULT_END)).is_some());
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Row(3))));
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::View(LowerView::WinRate))));
    bench.send(Message::Mouse(MouseKind::Drag(Button::Left), Some(Target::Draws(7))));
    assert_eq!((bench.model.selected, bench.model.lower_view, bench.model.n), (3, LowerView::WinRate, 7));
    bench.send(Message::Mouse(MouseKind::ScrollDown, Some(Target::Pane(Pane::Base))));
    bench.send(Message::Mouse(MouseKind::ScrollUp, Some(Target::Draws(7))));
    assert_eq!((bench.model.selected, bench.model.n), (6, 8));
    bench.press("p");
    // The list covers what lies below it, all but the footer.
    let hits = bench.draw();
    let places = (0..24).flat_map(|row| (0..80).map(move |column| (column, row)));
    let targets: Vec<Target> = places.filter_map(|(column, row)| hits.at(column, row)).collect();
    let listed = |target: &Target| matches!(target, Target::Preset(_) | Target::Overlay | Target::Action(_));
    assert!(targets.contains(&Target::Preset(1)) && targets.iter().all(listed));
}

#[test]
fn late_answers_are_dropped() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let effects = update(&mut bench.model, Message::Key("home".parse().unwrap()));
    let late = bench.model.readout.value().map(|(_, evaluation)| Box::new(*evaluation)).unwrap();
    let Some(Effect::Compute(request)) = effects.first() else { panic!("{effects:?}") };
    update(
        &mut bench.model,
        Message::Answer { generation: request.generation - 1, answer: Reply::Readout(late), finest: true },
    );
    assert!(bench.model.readout.pending());
    assert_eq!(bench.model.readout.value().map(|(n, _)| *n), Some(64));
    assert!(bench.text().contains("At n = 64, computing 1 "));
    bench.model.overlay =
        Some(Overlay::Picker { filter: Default::default(), selected: 0, state: PickerState::Open });
    update(
        &mut bench.model,
        Message::Opened { argument: "uniform-10".to_owned(), result: Err("late".to_owned()) },
    );
    assert!(!bench.text().contains("late"));
}

#[test]
fn the_table_of_actions_is_sound() {
    assert_eq!(TABLE.len(), Action::Interrupt as usize + 1, "every action is listed");
    for (index, entry) in TABLE.iter().enumerate() {
        assert_eq!(entry.action as usize, index, "once, in the order of the actions");
        assert!(
            !entry.keys.is_empty() && entry.contexts().next().is_some(),
            "{:?} cannot be asked for",
            entry.action
        );
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(entry.id.chars().all(kebab) && !entry.title.is_empty(), "{:?}", entry.action);
        assert!(TABLE.iter().filter(|other| other.id == entry.id).count() == 1, "{} is taken", entry.id);
        for name in entry.keys {
            let key: Key = name.parse().unwrap();
            assert_eq!(key.to_string(), *name, "not the canonical name");
            for context in entry.contexts() {
                assert_eq!(
                    Keymap::default().find(context, &key),
                    Some(entry.action),
                    "{name} means two things in {context:?}"
                );
            }
        }
    }
    for &context in Context::ALL {
        assert!(action::of_context(context).any(|entry| entry.footer.is_some()));
    }
}

#[test]
fn every_action_does_something() {
    for entry in TABLE {
        let changes = entry.contexts().any(|context| {
            if context == Context::Samples {
                let key = entry.keys[0];
                return ["", "home", "end", "G", "down", "enter"].iter().any(|before| {
                    let mut bench = samples::SamplesBench::toy(80, 24);
                    let (text, effects) = (bench.press(before).text(), bench.effects());
                    bench.press(key).text() != text || bench.effects() > effects
                });
            }
            ["", "home", "end", "G", "v", "1", "t", "v u", "down", "m enter m enter"].iter().any(|before| {
                let base = Arc::new(crate::family::parse("uniform:100").unwrap());
                let many = Opening {
                    n: 64,
                    subject: Subject::new(base, None),
                    view: View::Lower(LowerView::Gap),
                    origin: None,
                };
                let mut bench = Bench::new(many, 80, 24);
                match context {
                    Context::Lesson => {
                        bench.press("w enter").press(if before.is_empty() { "" } else { "space" });
                        bench.press(if *before == "1" {
                            "w down down enter space space space space"
                        } else {
                            ""
                        })
                    }
                    Context::Main => bench.press(if *before == "1" { "" } else { before }),
                    Context::Question => bench.press("7"),
                    Context::Edit => bench.press(if before.is_empty() { "down e" } else { "down e 1 / 3" }),
                    Context::Arguments => bench.press("f"),
                    Context::Picker => bench.press(if before.is_empty() { "p" } else { "p down" }),
                    Context::List(table::UNSAVED) => {
                        bench.send(files::unsaved::left());
                        bench.press(before)
                    }
                    Context::List(list) => {
                        bench.press(if list == table::PINS { "m enter m enter" } else { "" });
                        let opens = TABLE.iter().find(|entry| entry.opens == Some(list)).unwrap();
                        bench.press(opens.keys[0]).press(if before.is_empty() { "" } else { "down" })
                    }
                    Context::Palette => bench.press(if before.is_empty() { ":" } else { ": down" }),
                    Context::ActionsMenu => {
                        bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Menu)));
                        bench.press(before)
                    }
                    Context::Help => bench.press(if before.is_empty() { "?" } else { "? G" }),
                    Context::Search => bench.press("? / g a p"),
                    Context::Samples => return false,
                };
                let earlier = bench.text();
                let key: Key = entry.keys[0].parse().unwrap();
                let effects = update(&mut bench.model, Message::Key(key));
                !effects.is_empty() || bench.text() != earlier
            })
        });
        assert!(changes, "{:?} does nothing", entry.action);
    }
}

fn any_message() -> impl Strategy<Value = Message> {
    let known: Vec<&str> = TABLE.iter().flat_map(|entry| entry.keys.iter().copied()).collect();
    let key = prop_oneof![
        8 => proptest::sample::select(known).prop_map(str::to_owned),
        4 => "[ -~]",
        1 => proptest::sample::select(vec!["backspace", "delete", "ctrl-u", "ctrl-w", "f5", "断"]).prop_map(str::to_owned),
    ];
    prop_oneof![
        20 => key.prop_filter_map("a key", |name| name.parse().ok()).prop_map(Message::Key),
        1 => ".{0,20}".prop_map(Message::Paste),
        1 => "([a-c] [0-9]\n){1,4}".prop_map(Message::Paste),
        2 => any::<u64>().prop_map(|n| Message::Mouse(MouseKind::Drag(Button::Left), Some(Target::Draws(n)))),
        2 => any::<usize>().prop_map(|row| Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Row(row)))),
        1 => (0usize..9).prop_map(|entry| Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Preset(entry)))),
        1 => Just(Message::Mouse(MouseKind::ScrollDown, None)),
        1 => (0usize..9).prop_map(|entry| Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Entry(entry)))),
        1 => (0u64..5000).prop_map(|elapsed| Message::Tick(std::time::Duration::from_millis(elapsed))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_input_leaves_the_domain(
        messages in proptest::collection::vec(any_message(), 1..40),
        width in 1u16..130,
        height in 1u16..45,
    ) {
        let mut bench = Bench::new(uniform_10(), width, height);
        for message in messages {
            let effects = update(&mut bench.model, message);
            prop_assert!((1..=steps::MAX).contains(&bench.model.n));
            prop_assert!(bench.model.n <= bench.model.scale_end && bench.model.scale_end <= steps::MAX);
            let base = bench.model.subject.base.base();
            prop_assert!(bench.model.selected < base.len());
            let total = crate::bon::sum((0..base.len()).map(|rank| base.p(rank)));
            prop_assert!((total - 1.0).abs() < 1e-14, "{total}");
            for effect in effects {
                if let Effect::Load(argument) = effect {
                    update(&mut bench.model, Message::Opened { argument, result: Ok(Box::new(uniform_10())) });
                }
            }
            bench.draw();
        }
    }
}

#[test]
fn every_size_is_drawn() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    for keys in ["home", "v", "p", "esc ?", "esc n 1", "esc z i", "esc m enter M", "esc C g a i n enter C"] {
        bench.press(keys);
        for width in 1..=250 {
            for height in 1..=80 {
                // Every small size, and some of the large ones.
                if (width < 45 && height < 16) || (width * 7 + height) % 97 == 0 {
                    let area = Rect::new(0, 0, width, height);
                    show::draw(&bench.model, &bench.screen.theme, area, &mut Buffer::empty(area));
                }
            }
        }
    }
}
